import { createHash, randomBytes } from "node:crypto";
import { constants, createReadStream } from "node:fs";
import { access, copyFile, mkdir, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { fail, ok, type Result } from "../../shared/result.ts";
import { syncFolder } from "./atomic-file.ts";
import { fileProblem } from "./file-problem.ts";
import type { Layout } from "./layout.ts";

/** The Arrow files of a workspace, named by the SHA-256 of their bytes. */
export type DataFiles = {
  readonly pathOf: (sha256: string) => string;
  readonly has: (sha256: string) => Promise<boolean>;
  /** Copies a file in under its own hash; a file already here is left alone. */
  readonly adopt: (path: string) => Promise<Result<{ readonly sha256: string; readonly path: string }>>;
  /** A path in the data folder for a file that is about to be made; take it in with `adopt`, which removes it then. */
  readonly temporary: () => Promise<string>;
};

/** SHA-256 of a file's bytes, read in pieces. Throws Node's file errors. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest("hex");
}

/** The data files of the workspace at `layout`. */
export function openDataFiles(layout: Layout): DataFiles {
  const pathOf = (sha256: string) => join(layout.data, `${sha256}.arrow`);
  const has = async (sha256: string) => {
    try {
      await access(pathOf(sha256), constants.R_OK);
      return true;
    } catch {
      return false;
    }
  };
  const temporary = async () => {
    await mkdir(layout.data, { recursive: true });
    return join(layout.data, `.incoming-${process.pid}-${randomBytes(6).toString("hex")}.tmp`);
  };
  const adopt: DataFiles["adopt"] = async (path) => {
    const made = path.startsWith(join(layout.data, ".incoming-"));
    const incoming = made ? path : await temporary();
    try {
      if (!made) await copyFile(path, incoming);
      // Hashed after copying: the name must fit the bytes that are here, whatever happens to the original meanwhile.
      const sha256 = await hashFile(incoming);
      if (!(await has(sha256))) {
        const handle = await open(incoming, "r+");
        try {
          await handle.sync();
        } finally {
          await handle.close();
        }
        await rename(incoming, pathOf(sha256));
        await syncFolder(layout.data);
      }
      return ok({ sha256, path: pathOf(sha256) });
    } catch (error) {
      return fail(fileProblem(error, "copy the data into the workspace"));
    } finally {
      await rm(incoming, { force: true });
    }
  };
  return { pathOf, has, adopt, temporary };
}
