import { createHash } from "node:crypto";
import { type FileHandle, open, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { type Job, throwIfStopped } from "../job.ts";
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
  } finally {
    await rm(temporary, { force: true });
  }
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
