import { readFile } from "node:fs/promises";
import { writeFileAtomic } from "../atomic-file.ts";
import { errorCode } from "../file-problem.ts";
import type { KeyStore } from "./signing.ts";

/** Ways to hide a text before it goes to the disk; the system's key store where there is one. */
export type Cover = {
  readonly cover: (text: string) => Uint8Array;
  readonly uncover: (bytes: Uint8Array) => string;
};

const PLAIN: Cover = {
  cover: (text) => Buffer.from(text, "utf8"),
  uncover: (bytes) => Buffer.from(bytes).toString("utf8"),
};

/** A key kept in a file that only its owner can read (mode 0600), covered by the system's key store if one is handed in. */
export function keyFile(path: string, { cover, uncover }: Cover = PLAIN): KeyStore {
  return {
    read: async () => {
      try {
        return uncover(await readFile(path));
      } catch (error) {
        if (errorCode(error) === "ENOENT") return null;
        throw error;
      }
    },
    write: (pem) => writeFileAtomic(path, cover(pem), 0o600),
  };
}
