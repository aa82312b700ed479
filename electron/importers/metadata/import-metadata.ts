import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
import type { Dataset } from "../../../shared/catalogue/dataset.ts";
import type { MetadataFormat } from "../../../shared/catalogue/formats/read-document.ts";
import { fail, ok, type Problem, type Result } from "../../../shared/result.ts";
import { metadataProblem } from "./problems.ts";
import { type FileEntry, readEntries } from "./read-entries.ts";
import { OverlargeFileError } from "./text-stream.ts";

/** An entry that was left out, where it stands in its file (line or position, from 1), and why. */
export type Rejected = { readonly at: number; readonly problem: Problem };

/** What came of one file. */
export type MetadataFileReport = {
  readonly path: string;
  /** Formats met in it. */
  readonly formats: readonly MetadataFormat[];
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejectedCount: number;
  /** The first of those left out; `rejectedCount` has them all. */
  readonly rejected: readonly Rejected[];
  /** What is wrong with the file as a whole; entries before the fault count all the same. */
  readonly problem: Problem | null;
};

/** Entries that are new or have changed, and what came of each file. */
export type MetadataImport = {
  readonly datasets: readonly Dataset[];
  readonly files: readonly MetadataFileReport[];
};

/** How many refusals of a file are told one by one. */
const MOST_REJECTED = 100;
/** Entries between two looks at the clock of the event loop. */
const BREATH = 500;

type Counts = { added: number; updated: number; unchanged: number; rejectedCount: number };

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

/** The hash of the text an entry was read from, kept with the entry; equal means that nothing changed at the source. */
const keptHash = (dataset: Dataset): unknown => dataset.source.entryHash;

/** Whether two entries say the same: a source may write its entries in another order of fields, or with other blanks. */
function sayTheSame(known: Dataset, now: Dataset): boolean {
  const said = ({ source, ...entry }: Dataset): unknown => {
    const { entryHash: _hash, file: _file, imported: _imported, ...rest } = source;
    return JSON.parse(JSON.stringify({ ...entry, source: rest }));
  };
  return isDeepStrictEqual(said(known), said(now));
}

/**
 * Reads files of catalogue entries. Nothing is written: the caller keeps `datasets`, all or none. An entry is the same as
 * before when its text is, or says the same in another form; so a second import changes nothing. An id that comes twice in one file gets `~2`, `~3`. Fails only when cancelled.
 */
export async function importMetadata(input: {
  readonly paths: readonly string[];
  /** The entry the catalogue has under this id. */
  readonly existing: (id: string) => Dataset | undefined;
  readonly onProgress?: (progress: {
    readonly path: string;
    readonly entries: number;
    readonly share: number;
  }) => void;
  readonly signal?: AbortSignal;
}): Promise<Result<MetadataImport>> {
  const datasets = new Map<string, Dataset>();
  const files: MetadataFileReport[] = [];
  for (const path of input.paths) {
    const report = await importFile(path, datasets, input);
    if (input.signal?.aborted === true) return fail(metadataProblem.cancelled());
    files.push(report);
  }
  return ok({ datasets: [...datasets.values()], files });
}

type Input = Parameters<typeof importMetadata>[0];

async function importFile(
  path: string,
  datasets: Map<string, Dataset>,
  input: Input,
): Promise<MetadataFileReport> {
  const counts: Counts = { added: 0, updated: 0, unchanged: 0, rejectedCount: 0 };
  const rejected: Rejected[] = [];
  const formats = new Set<MetadataFormat>();
  const seen = new Map<string, number>();
  let problem: Problem | null = null;
  let bytes = 0;
  let entries = 0;
  try {
    const { size } = await stat(path);
    const follow = {
      onBytes: (read: number) => {
        bytes = read;
      },
      onEnd: (ending: "whole" | "cut-off" | "too-large") => {
        if (ending === "cut-off") problem = metadataProblem.cutOff(path);
        if (ending === "too-large") problem = metadataProblem.entryTooLarge(path);
      },
    };
    for await (const entry of readEntries(path, follow, input.signal)) {
      entries += 1;
      if (entry.format !== null) formats.add(entry.format);
      const refused = takeEntry(entry, path, seen, datasets, counts, input);
      if (refused !== null) {
        counts.rejectedCount += 1;
        if (rejected.length < MOST_REJECTED) rejected.push({ at: entry.at, problem: refused });
      }
      if (entries % BREATH === 0) {
        input.onProgress?.({ path, entries, share: size === 0 ? 1 : Math.min(1, bytes / size) });
        await new Promise((resolve) => setImmediate(resolve));
        if (input.signal?.aborted === true) break;
      }
    }
  } catch (error) {
    problem = faultOf(path, error, entries);
  }
  if (entries === 0) problem ??= metadataProblem.empty(path);
  input.onProgress?.({ path, entries, share: 1 });
  return { path, formats: [...formats], ...counts, rejected, problem };
}

function faultOf(path: string, error: unknown, entries: number): Problem {
  const detail = error instanceof Error ? error.message : String(error);
  if (error instanceof OverlargeFileError) return metadataProblem.overlarge(path, detail);
  if (error instanceof RangeError) return metadataProblem.entryTooLarge(path);
  const unpacking = error instanceof Error && "code" in error && String(error.code).startsWith("Z_");
  return unpacking || entries > 0
    ? metadataProblem.damaged(path, detail)
    : metadataProblem.unreadable(path, detail);
}

/** Files an entry as added, updated or unchanged; gives the reason where it is refused. */
function takeEntry(
  entry: FileEntry,
  path: string,
  seen: Map<string, number>,
  datasets: Map<string, Dataset>,
  counts: Counts,
  input: Input,
): Problem | null {
  if (!entry.result.ok) return entry.result.problem;
  const times = (seen.get(entry.result.value.id) ?? 0) + 1;
  seen.set(entry.result.value.id, times);
  const id = times === 1 ? entry.result.value.id : `${entry.result.value.id}~${times}`;
  const entryHash = hashOf(entry.text);
  const known = datasets.get(id) ?? input.existing(id);
  const now = entry.result.value;
  if (known && (keptHash(known) === entryHash || sayTheSame(known, { ...now, id }))) {
    counts.unchanged += 1;
    return null;
  }
  counts[known === undefined ? "added" : "updated"] += 1;
  datasets.set(id, { ...now, id, source: { ...now.source, entryHash, file: fileName(path) } });
  return null;
}

const fileName = (path: string): string => path.replace(/^.*[\\/]/, "");
