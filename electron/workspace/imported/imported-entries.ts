import { closeSync, openSync, readSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { type Dataset, datasetSchema } from "../../../shared/catalogue/dataset.ts";
import { fail, ok, type Problem, type Result } from "../../../shared/result.ts";
import { writeFileAtomic } from "../atomic-file.ts";
import { fileNameFor } from "../file-name.ts";
import { errorCode, fileProblem } from "../file-problem.ts";
import type { Layout } from "../layout.ts";
import { linesOf } from "./entry-lines.ts";
import {
  directoryBuilder,
  keepDirectory,
  type LineDirectory,
  lineDirectory,
  linesFor,
  stampOf,
} from "./line-directory.ts";

/** An imported catalogue on the disk: its entries, and where what the search makes of them is kept. */
export type ImportedFile = {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  readonly index: string;
};

/**
 * The entries of imported catalogues: a line each in a file per catalogue. They stay there: in memory is only where each
 * one stands, and those that were looked at last.
 */
export type ImportedEntries = {
  readonly count: () => number;
  /** An entry, read from its file; undefined when there is none or its line is damaged. */
  readonly get: (id: string) => Dataset | undefined;
  readonly has: (id: string) => boolean;
  /** Entries that describe what they measure: matching holds them against questions column by column. */
  readonly measured: () => readonly Dataset[];
  /** The entry that one catalogue has under an id, as it came. */
  readonly existingIn: (name: string) => (id: string) => Dataset | undefined;
  /** Writes entries into a catalogue: those with a known id in their old place, new ones at the end. All or none. */
  readonly merge: (name: string, entries: readonly Dataset[]) => Promise<Result<void>>;
  readonly files: () => readonly ImportedFile[];
};

/** Entries kept in memory after they were looked at. */
const MOST_KEPT = 300;

type Open = { readonly file: Omit<ImportedFile, "bytes">; readonly directory: LineDirectory };

/** Finds out where the entries stand. A file that cannot be read is a problem; the others work without it. */
export async function openImportedEntries(
  layout: Layout,
  readOnly: boolean,
): Promise<{ readonly entries: ImportedEntries; readonly problems: readonly Problem[] }> {
  const open = new Map<string, Open>();
  const problems: Problem[] = [];
  for (const found of await catalogueFilesIn(layout.imported)) {
    const file = importedFile(layout, found.slice(0, -ENDING.length));
    try {
      open.set(file.name, {
        file,
        directory: await lineDirectory(file.path, linesPath(layout, file.name), readOnly),
      });
    } catch (error) {
      problems.push(fileProblem(error, `read the imported catalogue “${file.name}”`));
    }
  }
  const kept = new Map<string, Dataset>();
  const keep = (id: string, dataset: Dataset): Dataset => {
    kept.delete(id);
    kept.set(id, dataset);
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    return dataset;
  };
  const get = (id: string): Dataset | undefined => {
    const known = kept.get(id);
    if (known) return known;
    for (const one of [...open.values()].reverse()) {
      const found = readEntry(one, id, parsedEntry);
      if (found) return keep(id, found);
    }
    return undefined;
  };
  const entries: ImportedEntries = {
    count: () => [...open.values()].reduce((sum, { directory }) => sum + directory.starts.length, 0),
    get,
    has: (id) =>
      [...open.values()].some((one) =>
        linesFor(one.directory, id).some((number) => isEntry(readLine(one, number), id)),
      ),
    measured: () =>
      [...open.values()].flatMap((one) =>
        [...one.directory.measured].flatMap((number) => {
          const dataset = parsedEntry(readLine(one, number));
          return dataset && dataset.measures.length > 0 ? dataset : [];
        }),
      ),
    existingIn: (name) => {
      const one = open.get(fileNameFor(name));
      return (id) => (one ? readEntry(one, id, parsedEntry) : undefined);
    },
    merge: async (name, changed) => {
      const file = importedFile(layout, fileNameFor(name));
      try {
        const builder = directoryBuilder();
        await writeFileAtomic(file.path, inPieces(merged(open.get(file.name), changed, builder.add)));
        const directory = builder.finish(await stampOf(file.path));
        open.set(file.name, { file, directory });
        await keepDirectory(linesPath(layout, file.name), directory);
      } catch (error) {
        return fail(fileProblem(error, `save the imported catalogue “${name}”`));
      }
      kept.clear();
      return ok(undefined);
    },
    files: () => [...open.values()].map(({ file, directory }) => ({ ...file, bytes: bytesOf(directory) })),
  };
  return { entries, problems };
}

/** The stamp of a file begins with its size. */
const bytesOf = ({ stamp }: LineDirectory): number => Number(stamp.split(" ")[0]) || 0;

const ENDING = ".jsonl";

const importedFile = (layout: Layout, name: string): Omit<ImportedFile, "bytes"> => ({
  name,
  path: join(layout.imported, `${name}${ENDING}`),
  index: join(layout.cache, "catalogue", `${name}.index`),
});

const linesPath = (layout: Layout, name: string): string => join(layout.cache, "catalogue", `${name}.lines`);

async function catalogueFilesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith(ENDING) && !name.startsWith(".")).sort();
  } catch (error) {
    if (errorCode(error) === "ENOENT") return [];
    throw error;
  }
}

/** Bytes written at a time. */
const PIECE = 1 << 20;

/** Joins short pieces to longer ones. */
async function* inPieces(lines: AsyncIterable<Buffer>): AsyncGenerator<Uint8Array> {
  let waiting: Buffer[] = [];
  let length = 0;
  for await (const line of lines) {
    waiting.push(line);
    length += line.length;
    if (length < PIECE) continue;
    yield Buffer.concat(waiting);
    waiting = [];
    length = 0;
  }
  if (length > 0) yield Buffer.concat(waiting);
}

/** The lines of the file as it will be. */
async function* merged(
  before: Open | undefined,
  changed: readonly Dataset[],
  onLine: (at: number, line: Buffer) => void,
): AsyncGenerator<Buffer> {
  const waiting = new Map(changed.map((entry) => [entry.id, entry]));
  const replaced = new Map<number, Dataset>();
  for (const entry of changed) {
    const number =
      before && linesFor(before.directory, entry.id).find((one) => isEntry(readLine(before, one), entry.id));
    if (before === undefined || number === undefined) continue;
    waiting.delete(entry.id);
    replaced.set(before.directory.starts[number] ?? -1, entry);
  }
  let at = 0;
  const written = (line: Buffer): Buffer => {
    onLine(at, line.subarray(0, -1));
    at += line.length;
    return line;
  };
  const lineOf = (entry: Dataset): Buffer => Buffer.from(`${JSON.stringify(entry)}\n`);
  if (before)
    for await (const lines of linesOf(before.file.path))
      for (const old of lines) {
        const entry = replaced.get(old.at);
        yield written(entry ? lineOf(entry) : Buffer.concat([old.line, Buffer.from("\n")]));
      }
  for (const entry of waiting.values()) yield written(lineOf(entry));
}

function readEntry(one: Open, id: string, parse: (line: string) => Dataset | undefined): Dataset | undefined {
  for (const number of linesFor(one.directory, id)) {
    const line = readLine(one, number);
    const found = isEntry(line, id) ? parse(line) : undefined;
    if (found?.id === id) return found;
  }
  return undefined;
}

/** Whether a line may be that of an entry, without reading it through. */
const isEntry = (line: string, id: string): boolean => line.includes(JSON.stringify(id));

/** One line of a file; a page of the disk at most, read at once. Empty when the file is gone. */
function readLine({ file, directory }: Open, number: number): string {
  const bytes = Buffer.alloc(directory.lengths[number] ?? 0);
  try {
    const handle = openSync(file.path, "r");
    try {
      readSync(handle, bytes, 0, bytes.length, directory.starts[number] ?? 0);
    } finally {
      closeSync(handle);
    }
  } catch {
    return "";
  }
  return bytes.toString("utf8");
}

function parsedEntry(line: string): Dataset | undefined {
  try {
    const parsed = datasetSchema.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
