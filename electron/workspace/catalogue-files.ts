import { access, mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fingerprintOf } from "../../shared/canonical.ts";
import { type Dataset, datasetSchema } from "../../shared/catalogue/dataset.ts";
import { fail, ok, type Problem, type Result } from "../../shared/result.ts";
import { writeFileAtomic } from "./atomic-file.ts";
import { fileNameFor } from "./file-name.ts";
import { errorCode, fileProblem } from "./file-problem.ts";
import { type ImportedEntries, openImportedEntries } from "./imported/imported-entries.ts";
import type { Layout } from "./layout.ts";

/**
 * The descriptions of a workspace: datasets held here and entries that were changed here (a file each), and entries of
 * imported catalogues (a line each). A file stands before a line of the same id.
 */
export type CatalogueFiles = {
  /** What has a file of its own: datasets whose data are here, and entries of imported catalogues that were changed here. */
  readonly held: () => readonly Dataset[];
  readonly imported: ImportedEntries;
  readonly get: (id: string) => Dataset | undefined;
  /** Writes a held dataset's description; the earlier version is kept by its fingerprint. */
  readonly put: (dataset: Dataset) => Promise<Result<{ readonly entrySha256: string }>>;
  /** One version of a description by its fingerprint, whichever is in force. */
  readonly version: (id: string, entrySha256: string) => Promise<Result<Dataset>>;
  /** Keeps a version of a description, of a dataset that may not be held here. */
  readonly keepVersion: (dataset: Dataset) => Promise<void>;
  /** The fingerprints of the versions of a description that are kept. */
  readonly versionsKept: (id: string) => Promise<ReadonlySet<string>>;
  /** Files that could not be read, by name; the rest of the catalogue works without them. */
  readonly problems: () => readonly Problem[];
};

/** Reads all descriptions of a workspace. */
export async function openCatalogueFiles(layout: Layout, readOnly: boolean): Promise<CatalogueFiles> {
  const held = new Map<string, Dataset>();
  const problems: Problem[] = [];

  for (const file of await filesIn(layout.datasets, ".json")) {
    const read = await readDataset(join(layout.datasets, file), file);
    if (read.ok) held.set(read.value.id, read.value);
    else problems.push(read.problem);
  }
  const imported = await openImportedEntries(layout, readOnly);
  problems.push(...imported.problems);

  return {
    held: () => [...held.values()],
    imported: imported.entries,
    get: (id) => held.get(id) ?? imported.entries.get(id),
    problems: () => problems,
    put: async (dataset) => {
      const entrySha256 = fingerprintOf(dataset);
      const text = `${JSON.stringify(dataset, null, 1)}\n`;
      const name = fileNameFor(dataset.id);
      try {
        const before = held.get(dataset.id) ?? imported.entries.get(dataset.id);
        // What came with Askline or with a catalogue is no version of anybody's yet: it becomes one before it is replaced.
        if (before) await keepVersion(layout, before);
        await writeFileAtomic(versionPath(layout, dataset.id, entrySha256), text);
        await writeFileAtomic(join(layout.datasets, `${name}.json`), text);
      } catch (error) {
        return fail(fileProblem(error, `save the description of “${dataset.title}”`));
      }
      held.set(dataset.id, dataset);
      return ok({ entrySha256 });
    },
    version: async (id, entrySha256) => {
      const now = held.get(id) ?? imported.entries.get(id);
      if (now && fingerprintOf(now) === entrySha256) return ok(now);
      const came = (await imported.entries.versions(id)).find((one) => one.entrySha256 === entrySha256);
      return came ? ok(came.entry) : readVersion(layout, id, entrySha256);
    },
    keepVersion: (dataset) => keepVersion(layout, dataset),
    versionsKept: async (id) => {
      const now = held.get(id);
      const came = await imported.entries.versions(id);
      const files = await filesIn(join(layout.versions, fileNameFor(id)), ".json");
      return new Set([
        ...files.map((file) => file.slice(0, -".json".length)),
        ...came.map(({ entrySha256 }) => entrySha256),
        ...(now ? [fingerprintOf(now)] : []),
      ]);
    },
  };
}

/** Reads a kept version of a description, of this or of another workspace. */
export const readVersion = (layout: Layout, id: string, entrySha256: string): Promise<Result<Dataset>> =>
  readDataset(versionPath(layout, id, entrySha256), `${fileNameFor(id)} of an earlier day`);

/** Where a version of a description is kept. */
export const versionPath = (layout: Layout, id: string, entrySha256: string): string =>
  join(layout.versions, fileNameFor(id), `${entrySha256}.json`);

/** Keeps a description as a version, unless it is one already. */
async function keepVersion(layout: Layout, dataset: Dataset): Promise<void> {
  const path = versionPath(layout, dataset.id, fingerprintOf(dataset));
  const kept = await access(path).then(
    () => true,
    () => false,
  );
  if (!kept) await writeFileAtomic(path, `${JSON.stringify(dataset, null, 1)}\n`);
}

async function filesIn(folder: string, ending: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith(ending) && !name.startsWith(".")).sort();
  } catch (error) {
    if (errorCode(error) === "ENOENT") return [];
    throw error;
  }
}

async function readDataset(path: string, file: string): Promise<Result<Dataset>> {
  try {
    const parsed = datasetSchema.safeParse(JSON.parse(await readFile(path, "utf8")));
    if (parsed.success) return ok(parsed.data);
    const issue = parsed.error.issues[0];
    return fail(damaged(file, `${issue?.path.join(".")}: ${issue?.message}`));
  } catch (error) {
    return fail(damaged(file, error instanceof Error ? error.message : String(error)));
  }
}

const damaged = (file: string, detail: string): Problem => ({
  code: "damaged-file",
  message: `The description ${file} cannot be read.`,
  meaning: "Its dataset is left out. All others work.",
  remedy: "Restore the file from a backup, or import the dataset again.",
  detail,
});

/** Makes the folders a catalogue needs. */
export async function createCatalogueFolders(layout: Layout): Promise<void> {
  for (const folder of [layout.datasets, layout.imported]) await mkdir(folder, { recursive: true });
}
