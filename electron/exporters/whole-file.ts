import { randomBytes } from "node:crypto";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fail, ok, type Result } from "../../shared/result.ts";

/** Writes a file under a temporary name first: a file with the chosen name is always whole. */
export async function writeWholeFile(path: string, content: string | Uint8Array): Promise<Result<void>> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(4).toString("hex")}.tmp`);
  try {
    await mkdir(dirname(path), { recursive: true });
    const handle = await open(temporary, "wx");
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
    return ok(undefined);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    const code = error instanceof Error && "code" in error ? error.code : null;
    const full = code === "ENOSPC" || code === "EDQUOT";
    return fail({
      code: full ? "disk-full" : "internal",
      message: `The file ${basename(path)} could not be written${full ? ": the disk is full" : ""}.`,
      meaning: "Nothing was exported. What it was made from is safe in the workspace.",
      remedy: "Check that the folder can be written to and has room, or choose another place.",
      detail: error instanceof Error ? error.message : String(error),
    });
  }
}
