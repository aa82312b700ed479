import { type FileHandle, open, readdir, rename, stat } from "node:fs/promises";
import { join } from "node:path";
import { syncFolder } from "../atomic-file.ts";
import { errorCode } from "../file-problem.ts";

/** The file that is being written; earlier ones are whole and never touched again. */
export const ledgerFile = (folder: string): string => join(folder, "ledger.jsonl");

const CLOSED = /^ledger-(\d{6})\.jsonl$/;

/** Where an ordinal's file lies once it is closed; ordinals count from 0. */
const closedFile = (folder: string, ordinal: number): string =>
  join(folder, `ledger-${String(ordinal).padStart(6, "0")}.jsonl`);

/** How many segments are closed; the file being written has that ordinal. */
export async function closedSegments(folder: string): Promise<number> {
  try {
    const names = (await readdir(folder)).filter((name) => CLOSED.test(name));
    return names.length;
  } catch (error) {
    if (errorCode(error) === "ENOENT") return 0;
    throw error;
  }
}

/** The path of a segment, whether it is closed by now or not. */
export async function segmentPath(folder: string, ordinal: number): Promise<string> {
  return ordinal < (await closedSegments(folder)) ? closedFile(folder, ordinal) : ledgerFile(folder);
}

/**
 * Closes the file being written under its number, and begins a new one. To be called under the write lock. Gives the
 * handle of the new file; null where the system does not let an open file be renamed (Windows, a second window).
 */
export async function rotate(folder: string): Promise<FileHandle | null> {
  const ordinal = await closedSegments(folder);
  try {
    await rename(ledgerFile(folder), closedFile(folder, ordinal));
  } catch (error) {
    if (errorCode(error) === "EPERM" || errorCode(error) === "EBUSY" || errorCode(error) === "EACCES")
      return null;
    throw error;
  }
  const handle = await open(ledgerFile(folder), "wx+");
  await syncFolder(folder);
  return handle;
}

/** Opens the file being written, making it where it is not there yet. */
export async function openActive(folder: string, readOnly: boolean): Promise<FileHandle> {
  const path = ledgerFile(folder);
  if (readOnly) return open(path, "r");
  try {
    return await open(path, "r+");
  } catch (error) {
    if (errorCode(error) !== "ENOENT") throw error;
    return open(path, "wx+");
  }
}

/** The size of the file behind this handle, in bytes; null when another process has closed it since and begun a new one. */
export async function sizeUnlessRotated(folder: string, handle: FileHandle): Promise<number | null> {
  try {
    const [here, there] = await Promise.all([handle.stat(), stat(ledgerFile(folder))]);
    return here.ino === there.ino && here.dev === there.dev ? here.size : null;
  } catch (error) {
    if (errorCode(error) === "ENOENT") return null;
    throw error;
  }
}
