import { createHash } from "node:crypto";
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

type Kept = { readonly ipc: Uint8Array; readonly rows: number };

/**
 * Small results about files that many questions ask for (`keep` of a query), kept on disk under the name of all that they
 * depend on (`resultKey`). They can be deleted at any time: what is not there is measured again.
 */
export type KeptFacts = {
  readonly find: (key: string) => Kept | null;
  readonly keep: (key: string, result: Kept) => void;
};

/** A result of more bytes than this is no small one. */
const MOST_BYTES = 8 * 1024 * 1024;
/** So many results stay, those used last. */
const MOST_KEPT = 500;
const DIGEST_BYTES = 32;
const ROWS_BYTES = 4;

/** Opens the folder `facts` beside the stores. A cache that cannot be written still serves: nothing is kept then. */
export function openKeptFacts(cacheFolder: string): KeptFacts {
  const folder = join(cacheFolder, "facts");
  const pathOf = (key: string): string => join(folder, `${key}.facts`);
  let written = 0;
  return {
    find: (key) => {
      try {
        const bytes = readFileSync(pathOf(key));
        const body = bytes.subarray(DIGEST_BYTES);
        if (body.length < ROWS_BYTES || !digest(body).equals(bytes.subarray(0, DIGEST_BYTES))) return null;
        const now = new Date();
        utimesSync(pathOf(key), now, now);
        return { rows: body.readUInt32LE(0), ipc: new Uint8Array(body.subarray(ROWS_BYTES)) };
      } catch {
        return null;
      }
    },
    keep: (key, { ipc, rows }) => {
      if (ipc.length > MOST_BYTES) return;
      const body = Buffer.alloc(ROWS_BYTES + ipc.length);
      body.writeUInt32LE(rows, 0);
      body.set(ipc, ROWS_BYTES);
      written += 1;
      const part = `${pathOf(key)}.${process.pid}-${written}`;
      try {
        mkdirSync(folder, { recursive: true });
        writeFileSync(part, Buffer.concat([digest(body), body]));
        renameSync(part, pathOf(key));
        trim(folder);
      } catch {
        forget(part);
      }
    },
  };
}

const digest = (body: Uint8Array): Buffer => createHash("sha256").update(body).digest();

/** Removes what was half written, where that is possible. */
function forget(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // The folder itself is no folder, or cannot be written.
  }
}

/** Removes the longest unused beyond the most that are kept. */
function trim(folder: string): void {
  const names = readdirSync(folder);
  if (names.length <= MOST_KEPT) return;
  const found = names
    .flatMap((name) => {
      const path = join(folder, name);
      const used = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
      return used === undefined ? [] : [{ path, used }];
    })
    .sort((a, b) => a.used - b.used);
  for (const { path } of found.slice(0, found.length - MOST_KEPT)) rmSync(path, { force: true });
}
