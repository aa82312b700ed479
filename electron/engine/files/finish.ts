import { createHash } from "node:crypto";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { type Job, throwIfStopped } from "../job.ts";

let made = 0;

/**
 * Writes a file under a temporary name beside its place, hashes it, makes it durable and moves it there. Whatever goes
 * wrong, no half-written file stays behind and what stood at `target` before is untouched.
 */
export async function writeThenMove<T>(
  target: string,
  job: Job,
  write: (temporary: string) => Promise<T>,
): Promise<{ readonly value: T; readonly sha256: string }> {
  made += 1;
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
