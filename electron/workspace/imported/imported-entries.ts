import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Dataset } from "../../../shared/catalogue/dataset.ts";
import { fail, ok, type Problem, type Result } from "../../../shared/result.ts";
import { writeFileAtomic } from "../atomic-file.ts";
import { fileNameFor } from "../file-name.ts";
import { errorCode, fileProblem } from "../file-problem.ts";
import type { Layout } from "../layout.ts";
import { type ImportedFile, type OpenFile, openFileOfEntries } from "./catalogue-file.ts";
import { type EarlierEntries, earlierEntries, type ImportedVersion, versionsIn } from "./earlier-entries.ts";
import { type EntriesRead, entriesIn } from "./entries-in.ts";
import { catalogueThen } from "./entries-then.ts";
import { directoryBuilder, keepDirectory, stampOf } from "./line-directory.ts";
import { changedLines, changeOf, inPieces } from "./write-entries.ts";

export type { ImportedFile } from "./catalogue-file.ts";
export type { ImportedVersion } from "./earlier-entries.ts";

/** The entries of imported catalogues as they are now, and as they were: each revision is kept, and read only when asked for. */
export type ImportedEntries = EntriesRead & {
  /** Writes entries into a catalogue: those with a known id in their old place, new ones at the end. All or none. What they replace is kept. */
  readonly merge: (name: string, entries: readonly Dataset[]) => Promise<Result<void>>;
  /** All versions of an entry in the catalogue that has it, oldest first; none for an id of no imported catalogue. */
  readonly versions: (id: string) => Promise<readonly ImportedVersion[]>;
  /**
   * The entries as they were at a moment (milliseconds since 1970). Entries of which it was not kept when they came were there
   * where `hadCome` says so of their catalogue. Throws Node's file errors.
   */
  readonly asOf: (moment: number, hadCome: (catalogue: string) => boolean) => Promise<ImportedEntries>;
};

/** Finds out where the entries stand. A file that cannot be read is a problem; the others work without it. */
export async function openImportedEntries(
  layout: Layout,
  readOnly: boolean,
): Promise<{ readonly entries: ImportedEntries; readonly problems: readonly Problem[] }> {
  const open = new Map<string, OpenFile>();
  const problems: Problem[] = [];
  for (const found of await catalogueFilesIn(layout.imported)) {
    const file = importedFile(layout, found.slice(0, -ENDING.length));
    try {
      open.set(file.name, await openFileOfEntries(file, linesPath(layout, file.name), readOnly));
    } catch (error) {
      problems.push(fileProblem(error, `read the imported catalogue “${file.name}”`));
    }
  }
  const replaced = new Map<string, EarlierEntries>();
  const earlierOf = (name: string): EarlierEntries => {
    const known = replaced.get(name) ?? earlierEntries(...earlierPaths(layout, name), readOnly);
    replaced.set(name, known);
    return known;
  };
  const { forget, ...read } = entriesIn(open);
  const versionsUntil = async (
    id: string,
    until: number,
    hadCome: (catalogue: string) => boolean,
  ): Promise<readonly ImportedVersion[]> => {
    for (const [name, one] of [...open].reverse()) {
      const earlier = await earlierOf(name).open();
      const dated = (file: OpenFile) => undatedAs(file, hadCome(name));
      const versions = versionsIn(dated(one), earlier && dated(earlier), id, until);
      if (versions.length > 0) return versions;
    }
    return [];
  };
  const entries: ImportedEntries = {
    ...read,
    merge: async (name, changed) => {
      const file = importedFile(layout, fileNameFor(name));
      try {
        const before = open.get(file.name);
        const change = changeOf(before, changed);
        const numbers = [...change.replaced.keys()].sort((one, other) => one - other);
        // What is replaced is safe before it is replaced: a crash in between leaves it in both places, never in none.
        const takeBack =
          before && numbers.length > 0 ? await earlierOf(file.name).keep(before, numbers) : null;
        const builder = directoryBuilder();
        await writeFileAtomic(file.path, inPieces(changedLines(before, change, builder.add))).catch(
          async (error: unknown) => {
            await takeBack?.();
            throw error;
          },
        );
        const directory = builder.finish(await stampOf(file.path));
        open.set(file.name, { file, directory });
        await keepDirectory(linesPath(layout, file.name), directory);
      } catch (error) {
        return fail(fileProblem(error, `save the imported catalogue “${name}”`));
      }
      forget();
      return ok(undefined);
    },
    versions: (id) => versionsUntil(id, Number.MAX_VALUE, () => true),
    asOf: async (moment, hadCome) => {
      const then = new Map<string, OpenFile>();
      const folder = readOnly ? join(tmpdir(), `askline-then-${process.pid}`) : join(layout.cache, "then");
      for (const [name, one] of open) {
        const before = async () => {
          const file = await earlierOf(name).open();
          return file && undatedAs(file, hadCome(name));
        };
        const was = await catalogueThen(undatedAs(one, hadCome(name)), before, moment, folder);
        if (was) then.set(name, was);
      }
      const { forget: _, ...readThen } = entriesIn(then);
      return { ...entries, ...readThen, versions: (id) => versionsUntil(id, moment, hadCome) };
    },
  };
  return { entries, problems };
}

/** A file of which entries without a date had not come yet, where they had not. */
function undatedAs(one: OpenFile, hadCome: boolean): OpenFile {
  if (hadCome) return one;
  const since = one.directory.since.map((came) => (came === 0 ? Number.POSITIVE_INFINITY : came));
  return { ...one, directory: { ...one.directory, since } };
}

const ENDING = ".jsonl";

const importedFile = (layout: Layout, name: string): Omit<ImportedFile, "bytes"> => ({
  name,
  path: join(layout.imported, `${name}${ENDING}`),
  index: join(layout.cache, "catalogue", `${name}.index`),
});

const linesPath = (layout: Layout, name: string): string => join(layout.cache, "catalogue", `${name}.lines`);

/** The file of the earlier entries of a catalogue, and where its directory is kept. */
const earlierPaths = (layout: Layout, name: string): [Omit<ImportedFile, "bytes">, string] => [
  {
    name,
    path: join(layout.earlier, `${name}${ENDING}`),
    index: join(layout.cache, "catalogue", `${name}.earlier-index`),
  },
  join(layout.cache, "catalogue", `${name}.earlier-lines`),
];

async function catalogueFilesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith(ENDING) && !name.startsWith(".")).sort();
  } catch (error) {
    if (errorCode(error) === "ENOENT") return [];
    throw error;
  }
}
