import { rm } from "node:fs/promises";
import type { ImportReport } from "../../../shared/api.ts";
import type { ReadingChoices } from "../../../shared/catalogue/formats/table/reading.ts";
import { builtInPlaces } from "../../../shared/catalogue/propose/built-in-places.ts";
import { fail, ok, type Result } from "../../../shared/result.ts";
import { builtInVocabulary } from "../../../shared/vocabulary/built-in.ts";
import { mergeVocabulary } from "../../../shared/vocabulary/merge.ts";
import { importData } from "../../importers/data/import-data.ts";
import { readOverlays } from "../../importers/data/overlays.ts";
import type { ImportPorts } from "../../importers/data/ports.ts";
import { tellApart } from "../../importers/tell-apart.ts";
import { fileProblem } from "../../workspace/file-problem.ts";
import { unpackPart } from "../../workspace/unpack.ts";
import type { RunOptions } from "../answer/execute.ts";
import type { Session } from "../session.ts";
import { type FileReport, importCatalogue } from "./import-catalogue.ts";
import { keepDataset } from "./keep-dataset.ts";

/** Brings files and folders into the workspace: data become datasets held here, metadata become catalogue entries. */
export async function importPaths(
  session: Session,
  paths: readonly string[],
  options: RunOptions & { readonly choices?: ReadingChoices | undefined },
): Promise<Result<ImportReport>> {
  if (session.workspace.readOnly) return fail(fileProblem({ code: "EROFS" }, "import into this workspace"));
  const { data, catalogues } = await tellApart(paths);
  const reports: FileReport[] = [];
  const files = await importData(data, await portsOf(session), {
    ...(options.signal && { signal: options.signal }),
    ...(options.choices && { choices: options.choices }),
    onProgress: ({ share, rows }) => options.onStage?.({ stage: "reading", share, rows }),
  });
  reports.push(...files.map((file) => ({ ...file, notes: [...file.notes], entries: null })));
  for (const path of catalogues) reports.push(await importCatalogue(session, path, options));
  session.catalogueChanged();
  return ok(reportOf(reports));
}

/** What importing needs of this workspace. */
export async function portsOf(session: Session): Promise<ImportPorts> {
  const { workspace, engine } = session;
  const overlays = await readOverlays(session.descriptions);
  return {
    engine,
    // Without the concepts that datasets bring themselves: the same file must be described the same way whatever came before.
    knowledge: {
      vocabulary: mergeVocabulary(builtInVocabulary(), workspace.words.own()).vocabulary,
      places: builtInPlaces,
    },
    overlay: (id) => overlays.get(id),
    existing: (id) => workspace.catalogue.held().find((dataset) => dataset.id === id),
    temporary: workspace.data.temporary,
    keepFile: workspace.data.adopt,
    keepDataset: (dataset) => keepDataset(session, dataset),
    unpack: async (archive, part, options) =>
      unpackPart(archive, part, await workspace.data.temporary(), options?.signal),
    discard: (path) => rm(path, { force: true }),
  };
}

/** Counts what became of the files. */
export function reportOf(files: FileReport[]): ImportReport {
  const count = (outcome: FileReport["outcome"]) =>
    files.reduce(
      (sum, file) => sum + (file.entries ? file.entries[outcome] : file.outcome === outcome ? 1 : 0),
      0,
    );
  return {
    files,
    added: count("added"),
    updated: count("updated"),
    unchanged: count("unchanged"),
    rejected: count("rejected"),
  };
}
