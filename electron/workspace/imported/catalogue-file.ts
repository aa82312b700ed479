import { closeSync, openSync, readSync } from "node:fs";
import { type Dataset, datasetSchema } from "../../../shared/catalogue/dataset.ts";
import { type LineDirectory, lineDirectory, linesFor } from "./line-directory.ts";

/** A file of entries on the disk, and where what the search makes of it is kept. */
export type ImportedFile = {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  readonly index: string;
};

/** A file of entries with where each of them stands in it. */
export type OpenFile = { readonly file: Omit<ImportedFile, "bytes">; readonly directory: LineDirectory };

/** Opens a file of entries; its directory is kept at `kept`, if anything may be. Throws Node's file errors. */
export const openFileOfEntries = async (
  file: Omit<ImportedFile, "bytes">,
  kept: string,
  readOnly: boolean,
): Promise<OpenFile> => ({ file, directory: await lineDirectory(file.path, kept, readOnly) });

/** The stamp of a file begins with its size. */
export const bytesOf = ({ stamp }: LineDirectory): number => Number(stamp.split(" ")[0]) || 0;

/** The lines that hold the entry of an id, the latest first. */
export const linesWith = (one: OpenFile, id: string): readonly number[] =>
  linesFor(one.directory, id).filter((number) => isEntry(readLine(one, number), id));

/** The latest entry of a file under an id; undefined when there is none or its line is damaged. */
export function readEntry(one: OpenFile, id: string): Dataset | undefined {
  for (const number of linesFor(one.directory, id)) {
    const line = readLine(one, number);
    const found = isEntry(line, id) ? parsedEntry(line) : undefined;
    if (found?.id === id) return found;
  }
  return undefined;
}

/** Whether a line may be that of an entry, without reading it through. */
export const isEntry = (line: string, id: string): boolean => line.includes(JSON.stringify(id));

/** One line of a file; a page of the disk at most, read at once. Empty when the file is gone. */
export const readLine = (one: OpenFile, number: number): string => readBytes(one, number).toString("utf8");

/** The bytes of a line, without its end. */
export function readBytes({ file, directory }: OpenFile, number: number): Buffer {
  const bytes = Buffer.alloc(directory.lengths[number] ?? 0);
  try {
    const handle = openSync(file.path, "r");
    try {
      readSync(handle, bytes, 0, bytes.length, directory.starts[number] ?? 0);
    } finally {
      closeSync(handle);
    }
  } catch {
    return Buffer.alloc(0);
  }
  return bytes;
}

/** The entry that a line holds; undefined for a damaged one. */
export function parsedEntry(line: string): Dataset | undefined {
  try {
    const parsed = datasetSchema.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
