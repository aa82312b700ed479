import { createHash } from "node:crypto";
import { type FileHandle, open, readdir, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { EngineProblem, type Job, throwIfStopped } from "../job.ts";
import { isRunning } from "../store/folder.ts";

let made = 0;

/**
 * Writes a file under a temporary name beside its place, hashes it, makes it durable and moves it there. Whatever goes
 * wrong, no half-written file stays behind and what stood at `target` before is untouched; what a process that was killed
 * left half written there goes with the next try.
 */
export async function writeThenMove<T>(
  target: string,
  job: Job,
  write: (temporary: string) => Promise<T>,
): Promise<{ readonly value: T; readonly sha256: string }> {
  made += 1;
  await removeLeftOver(target);
  await checkPlace(target);
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}-${made}.part`);
  try {
    const value = await write(temporary);
    const handle = await open(temporary, "r+");
    let sha256: string;
    try {
      sha256 = await hashFile(handle, job);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, target);
    return { value, sha256 };
  } catch (cause) {
    // A folder that went away meanwhile, as a memory stick does, is said as such.
    await checkPlace(target);
    throw cause;
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined);
    await rm(`${temporary}.spill`, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Throws a problem in clear words when no file can be written there: its folder is not there, or a folder has its name. */
async function checkPlace(target: string): Promise<void> {
  const folder = dirname(target);
  const isFolder = async (path: string) => (await stat(path).catch(() => null))?.isDirectory() ?? null;
  if ((await isFolder(folder)) !== true)
    throw new EngineProblem({
      code: "not-found",
      message: `The folder “${basename(folder)}” is not there.`,
      meaning: "Nothing was written there.",
      remedy: "Make the folder, connect its disk, or choose another place.",
      detail: folder,
    });
  if ((await isFolder(target)) === true)
    throw new EngineProblem({
      code: "in-use",
      message: `“${basename(target)}” is a folder, and a file cannot take its place.`,
      meaning: "Nothing was written there.",
      remedy: "Choose another name.",
      detail: target,
    });
}

/** Removes half-written files for this target whose process is no more. */
async function removeLeftOver(target: string): Promise<void> {
  const [folder, start] = [dirname(target), `.${basename(target)}.`];
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const pid = name.startsWith(start) ? /^(\d+)-\d+\.part/.exec(name.slice(start.length))?.[1] : undefined;
    if (pid !== undefined && !isRunning(Number(pid)))
      await rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

const PIECE = 4 * 1024 * 1024;

async function hashFile(handle: FileHandle, job: Job): Promise<string> {
  const hash = createHash("sha256");
  const piece = Buffer.alloc(PIECE);
  for (let at = 0; ; ) {
    throwIfStopped(job);
    const { bytesRead } = await handle.read(piece, 0, PIECE, at);
    if (bytesRead === 0) return hash.digest("hex");
    hash.update(piece.subarray(0, bytesRead));
    at += bytesRead;
  }
}
