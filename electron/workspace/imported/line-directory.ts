import { stat } from "node:fs/promises";
import { z } from "zod";
import { candidatesFor, type IdLookup, idHash, lookupOf } from "../../../shared/match/search/texts.ts";
import { readColumns, writeColumns } from "./column-file.ts";
import { factsOf, linesOf } from "./entry-lines.ts";

/** Where each entry of an imported catalogue stands in its file: some thirty bytes an entry instead of the entry itself. */
export type LineDirectory = {
  readonly stamp: string;
  /** Byte of the file at which the line of an entry begins, and its length in bytes. */
  readonly starts: Float64Array;
  readonly lengths: Uint32Array;
  /** When each entry came, in milliseconds since 1970; 0 where its line does not say. */
  readonly since: Float64Array;
  readonly lookup: IdLookup;
  /** Entries that seem to describe what they measure. */
  readonly measured: Uint32Array;
};

/** Changes whenever a file is written again: its size, the time of its last change, and its place on the disk. */
export async function stampOf(path: string): Promise<string> {
  const { size, mtimeMs, ino } = await stat(path);
  return `${size} ${mtimeMs} ${ino}`;
}

const aboutSchema = z.object({ format: z.literal("askline/lines/2"), stamp: z.string() });

/** The directory of a file: the kept one if the file is as it was then, else by reading through it. Throws Node's file errors. */
export async function lineDirectory(path: string, kept: string, readOnly: boolean): Promise<LineDirectory> {
  const stamp = await stampOf(path);
  const before = fromColumns(await readColumns(kept), stamp);
  if (before !== null) return before;
  const builder = directoryBuilder();
  for await (const lines of linesOf(path)) for (const { at, line } of lines) builder.add(at, line);
  const made = builder.finish(stamp);
  if (!readOnly) await keepDirectory(kept, made);
  return made;
}

/** Takes the lines of a file in their order. */
export function directoryBuilder(): {
  readonly add: (at: number, line: Buffer) => void;
  readonly finish: (stamp: string) => LineDirectory;
} {
  const starts: number[] = [];
  const lengths: number[] = [];
  const since: number[] = [];
  const hashes: number[] = [];
  const measured: number[] = [];
  return {
    add: (at, line) => {
      const facts = factsOf(line);
      // A line that is no entry is told of when the entries are read for the search.
      if (facts === null) return;
      if (line.includes(DESCRIBED)) measured.push(starts.length);
      starts.push(at);
      lengths.push(line.length);
      since.push(facts.since);
      hashes.push(idHash(facts.id));
    },
    finish: (stamp) => ({
      stamp,
      starts: Float64Array.from(starts),
      lengths: Uint32Array.from(lengths),
      since: Float64Array.from(since),
      lookup: lookupOf(Uint32Array.from(hashes)),
      measured: Uint32Array.from(measured),
    }),
  };
}

/** The entries of a directory that may have an id, the latest first. */
export const linesFor = ({ lookup }: LineDirectory, id: string): readonly number[] =>
  candidatesFor(lookup, id);

const DESCRIBED = Buffer.from('"measures":[{');

/** Keeps a directory for the next start; a full disk or a read-only folder is no matter. */
export async function keepDirectory(path: string, directory: LineDirectory): Promise<void> {
  const { stamp, starts, lengths, since, lookup, measured } = directory;
  const about: z.infer<typeof aboutSchema> = { format: "askline/lines/2", stamp };
  const columns = { starts, lengths, since, hashes: lookup.hashes, numbers: lookup.numbers, measured };
  await writeColumns(path, { about, columns }).catch(() => undefined);
}

function fromColumns(read: Awaited<ReturnType<typeof readColumns>>, stamp: string): LineDirectory | null {
  const about = aboutSchema.safeParse(read?.about);
  if (!read || !about.success || about.data.stamp !== stamp) return null;
  const { starts, lengths, since, hashes, numbers, measured } = read.columns;
  if (!(starts instanceof Float64Array) || !(lengths instanceof Uint32Array)) return null;
  if (!(hashes instanceof Uint32Array) || !(numbers instanceof Uint32Array)) return null;
  if (!(measured instanceof Uint32Array) || !(since instanceof Float64Array)) return null;
  return { stamp, starts, lengths, since, lookup: { hashes, numbers }, measured };
}
