import { constants } from "node:fs";
import { access, cp, mkdir, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { fail, ok, type Problem, type Result } from "../../shared/result.ts";
import { type AnswerFiles, openAnswerFiles } from "./answer-files.ts";
import { writeFileAtomic } from "./atomic-file.ts";
import { type CatalogueFiles, createCatalogueFolders, openCatalogueFiles } from "./catalogue-files.ts";
import { type DataFiles, openDataFiles } from "./data-files.ts";
import { type DraftFiles, openDraftFiles } from "./draft-files.ts";
import { errorCode, fileProblem } from "./file-problem.ts";
import { type KeptFigures, openKeptFigures } from "./kept-figures.ts";
import { type Layout, layoutOf, type Manifest, manifestSchema } from "./layout.ts";
import { type Ledger, openLedger } from "./ledger/ledger.ts";
import { type KeyStore, openSigner } from "./ledger/signing.ts";
import { openPlaceNames, type PlaceNamesFile } from "./place-names-file.ts";
import { openUnion, type Union } from "./union/union.ts";
import { openVocabularyFile, type VocabularyFile } from "./vocabulary-file.ts";

/** An open workspace: a folder the user can see, copy and back up. */
export type Workspace = {
  readonly layout: Layout;
  readonly manifest: Manifest;
  readonly readOnly: boolean;
  /** This laptop's own events: the only ledger that is ever written to. */
  readonly ledger: Ledger;
  /** The own events and those of the ledgers taken in from other laptops, as one. */
  readonly union: Union;
  readonly catalogue: CatalogueFiles;
  readonly data: DataFiles;
  readonly answers: AnswerFiles;
  readonly drafts: DraftFiles;
  /** Words this workspace adds to Askline's own. */
  readonly words: VocabularyFile;
  /** Names of places that people here said mean an area. */
  readonly placeNames: PlaceNamesFile;
  /** What was measured between sources, kept by content. */
  readonly figures: KeptFigures;
  readonly close: () => Promise<void>;
};

export type WorkspaceOptions = {
  readonly now: () => number;
  readonly application: string;
  readonly actor: string;
  /** Where the key that signs the ledger's checkpoints is kept; without one nothing is signed. */
  readonly keys?: KeyStore | undefined;
};

/** Opens the workspace in `folder`. A folder that is none is a problem; a read-only one opens for looking. */
export async function openWorkspace(folder: string, options: WorkspaceOptions): Promise<Result<Workspace>> {
  const layout = layoutOf(resolve(folder));
  const manifest = await readManifest(layout);
  if (!manifest.ok) return manifest;
  try {
    const readOnly = !(await canWrite(layout.folder));
    const { keys } = options;
    const ledger = await openLedger(layout.ledger, {
      now: options.now,
      readOnly,
      snapshot: join(layout.cache, "ledger-snapshot.json"),
      ...(keys && { signer: { name: options.actor, open: () => openSigner(keys) } }),
    });
    if (!ledger.ok) return ledger;
    const union = await openUnion({
      ledger: ledger.value,
      folder: layout.otherLedgers,
      snapshot: join(layout.cache, "union-snapshot.json"),
      readOnly,
    });
    const words = await openVocabularyFile(layout);
    if (!words.ok) return words;
    const placeNames = await openPlaceNames(layout, ledger.value, readOnly);
    if (!placeNames.ok) return placeNames;
    return ok({
      layout,
      manifest: manifest.value,
      readOnly,
      ledger: ledger.value,
      union,
      catalogue: await openCatalogueFiles(layout, readOnly),
      data: openDataFiles(layout),
      answers: openAnswerFiles(layout),
      drafts: openDraftFiles(layout),
      words: words.value,
      placeNames: placeNames.value,
      figures: openKeptFigures(layout, readOnly),
      close: async () => {
        await union.close();
        await ledger.value.close();
      },
    });
  } catch (error) {
    return fail(fileProblem(error, "open the workspace"));
  }
}

/** Makes an empty workspace in `folder`, which must be empty or not there yet, and opens it. */
export async function createWorkspace(
  folder: string,
  name: string,
  options: WorkspaceOptions,
): Promise<Result<Workspace>> {
  const layout = layoutOf(resolve(folder));
  const free = await mustBeFree(layout);
  if (free) return fail(free);
  return begin(
    layout,
    { schema: "askline/workspace/1", name, created: time(options), bundled: false },
    options,
  );
}

/**
 * Copies the bundled workspace of real crisis data to `folder` and opens it. It is made beside its place and then
 * renamed: a crash in between leaves nothing that is in the way at the next start.
 */
export async function createBundledWorkspace(
  folder: string,
  bundled: string,
  options: WorkspaceOptions,
): Promise<Result<Workspace>> {
  const layout = layoutOf(resolve(folder));
  const free = await mustBeFree(layout);
  if (free) return fail(free);
  const from = layoutOf(resolve(bundled));
  const making = layoutOf(`${layout.folder}.making-${process.pid}`);
  const manifest: Manifest = {
    schema: "askline/workspace/1",
    name: "Crisis examples",
    created: time(options),
    bundled: true,
  };
  try {
    await cp(from.datasets, making.datasets, { recursive: true });
    await cp(from.data, making.data, { recursive: true });
    const made = await begin(making, manifest, options);
    if (!made.ok) return made;
    await made.value.close();
    await rm(layout.folder, { recursive: true, force: true });
    await rename(making.folder, layout.folder);
  } catch (error) {
    return fail(fileProblem(error, "copy the bundled data"));
  } finally {
    await rm(making.folder, { recursive: true, force: true }).catch(() => undefined);
  }
  return openWorkspace(layout.folder, options);
}

async function begin(
  layout: Layout,
  manifest: Manifest,
  options: WorkspaceOptions,
): Promise<Result<Workspace>> {
  try {
    await createCatalogueFolders(layout);
    for (const folder of [layout.data, layout.ledger, layout.answers, layout.drafts])
      await mkdir(folder, { recursive: true });
    // Last, so that a half-made folder is never taken for a workspace.
    await writeFileAtomic(layout.manifest, `${JSON.stringify(manifest, null, 1)}\n`);
  } catch (error) {
    return fail(fileProblem(error, "create the workspace"));
  }
  const opened = await openWorkspace(layout.folder, options);
  if (!opened.ok) return opened;
  const recorded = await opened.value.ledger.append([
    {
      actor: options.actor,
      happening: {
        kind: "workspace-created",
        payload: { name: manifest.name, application: options.application },
      },
    },
  ]);
  return recorded.ok ? opened : recorded;
}

const time = (options: WorkspaceOptions): string => new Date(options.now()).toISOString();

async function readManifest(layout: Layout): Promise<Result<Manifest>> {
  const name = basename(layout.folder);
  try {
    const parsed = manifestSchema.safeParse(JSON.parse(await readFile(layout.manifest, "utf8")));
    if (parsed.success) return ok(parsed.data);
    return fail({
      code: "damaged-file",
      message: `The folder “${name}” has a workspace file that Askline cannot read.`,
      meaning: "It was made by a newer version of Askline, or it is damaged. Nothing in it was changed.",
      remedy: "Update Askline, or restore workspace.json from a backup.",
      detail: parsed.error.message,
    });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    if (errorCode(error) === "ENOENT" || errorCode(error) === "ENOTDIR")
      return fail({
        code: "not-found",
        message: `The folder “${name}” is not an Askline workspace.`,
        meaning: "It has no workspace.json. Nothing in it was changed.",
        remedy: "Choose a workspace folder, or create a new workspace in an empty folder.",
        detail,
      });
    if (errorCode(error)) return fail(fileProblem(error, "read the workspace"));
    return fail({
      code: "damaged-file",
      message: `The file workspace.json in “${name}” is damaged.`,
      meaning: "Askline cannot tell what is in the folder. Nothing in it was changed.",
      remedy: "Restore workspace.json from a backup.",
      detail,
    });
  }
}

async function mustBeFree(layout: Layout): Promise<Problem | null> {
  try {
    const names = (await stat(layout.folder)).isDirectory() ? await readdir(layout.folder) : ["a file"];
    if (names.length === 0) return null;
    return {
      code: "bad-input",
      message: `The folder “${basename(layout.folder)}” is not empty.`,
      meaning: "Askline never puts a workspace among other files. Nothing was changed.",
      remedy: "Choose an empty folder or a new name.",
    };
  } catch (error) {
    return errorCode(error) === "ENOENT" ? null : fileProblem(error, "look into the folder");
  }
}

/** Asks the file system itself: permissions alone miss read-only mounts. */
async function canWrite(folder: string): Promise<boolean> {
  try {
    await access(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
