import { mkdir, open, truncate } from "node:fs/promises";
import { dirname } from "node:path";
import { fingerprintOf } from "../../../shared/canonical.ts";
import type { Dataset } from "../../../shared/catalogue/dataset.ts";
import { syncFolder } from "../atomic-file.ts";
import { errorCode } from "../file-problem.ts";
import {
  type ImportedFile,
  linesWith,
  type OpenFile,
  openFileOfEntries,
  parsedEntry,
  readBytes,
  readLine,
} from "./catalogue-file.ts";
import { stampOf } from "./line-directory.ts";
import { inPieces, NEWLINE } from "./write-entries.ts";

/**
 * A version of an imported entry: its text as it came, the catalogue it came with, and when (UTC; null for what came before
 * that was kept).
 */
export type ImportedVersion = {
  readonly entry: Dataset;
  readonly entrySha256: string;
  readonly catalogue: string;
  readonly since: string | null;
};

/**
 * The entries of a catalogue that later imports replaced: a line each, in the order in which they were replaced, beside the
 * catalogue's own file. Nothing of it is read before somebody asks for an earlier version.
 */
export type EarlierEntries = {
  /** The file with what is in it; null when nothing was replaced yet. Throws Node's file errors. */
  readonly open: () => Promise<OpenFile | null>;
  /** Keeps lines of a file that are about to be replaced; gives what takes them out again. Throws Node's file errors. */
  readonly keep: (from: OpenFile, numbers: readonly number[]) => Promise<() => Promise<void>>;
};

/** The earlier entries of one catalogue; `kept` is where their directory is kept. */
export function earlierEntries(
  file: Omit<ImportedFile, "bytes">,
  kept: string,
  readOnly: boolean,
): EarlierEntries {
  let known: { readonly stamp: string; readonly opened: OpenFile } | null = null;
  return {
    open: async () => {
      try {
        const stamp = await stampOf(file.path);
        if (known?.stamp !== stamp) known = { stamp, opened: await openFileOfEntries(file, kept, readOnly) };
        return known.opened;
      } catch (error) {
        if (errorCode(error) === "ENOENT") return null;
        throw error;
      }
    },
    keep: (from, numbers) =>
      appendLines(file.path, function* () {
        for (const number of numbers) yield Buffer.concat([readBytes(from, number), NEWLINE]);
      }),
  };
}

/** Adds lines to a file so that they outlast a power cut; gives what takes them out again. */
async function appendLines(path: string, lines: () => Iterable<Buffer>): Promise<() => Promise<void>> {
  await mkdir(dirname(path), { recursive: true });
  const handle = await open(path, "a+");
  let size = 0;
  try {
    size = (await handle.stat()).size;
    const last = Buffer.alloc(1);
    if (size > 0) await handle.read(last, 0, 1, size - 1);
    // What a power cut left half written stays a line of its own, which holds no entry.
    if (size > 0 && !last.equals(NEWLINE)) await handle.appendFile(NEWLINE);
    for await (const piece of inPieces(lines())) await handle.appendFile(piece);
    await handle.sync();
  } finally {
    await handle.close();
  }
  if (size === 0) await syncFolder(dirname(path));
  return () => truncate(path, size);
}

/** All versions of an entry that a catalogue had until a moment (milliseconds since 1970), oldest first. */
export function versionsIn(
  current: OpenFile,
  earlier: OpenFile | null,
  id: string,
  until: number,
): readonly ImportedVersion[] {
  const lines = [
    ...(earlier ? [...linesWith(earlier, id)].reverse().map((number) => ({ from: earlier, number })) : []),
    ...linesWith(current, id)
      .slice(0, 1)
      .map((number) => ({ from: current, number })),
  ];
  const versions: ImportedVersion[] = [];
  for (const { from, number } of lines) {
    const since = from.directory.since[number] ?? 0;
    const entry = since <= until ? parsedEntry(readLine(from, number)) : undefined;
    if (entry?.id !== id) continue;
    const entrySha256 = fingerprintOf(entry);
    // A line may stand in both files where an import was cut off between the two.
    if (versions.at(-1)?.entrySha256 === entrySha256) continue;
    versions.push({
      entry,
      entrySha256,
      catalogue: current.file.name,
      since: since === 0 ? null : new Date(since).toISOString(),
    });
  }
  return versions;
}
