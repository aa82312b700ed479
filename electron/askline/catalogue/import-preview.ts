import type { DataPreview, ImportReport } from "../../../shared/api/import.ts";
import { applyCorrections, type Corrections } from "../../../shared/catalogue/corrections.ts";
import type { Dataset } from "../../../shared/catalogue/dataset.ts";
import type { ReadingChoices } from "../../../shared/catalogue/formats/table/reading.ts";
import { fail, ok, type Result } from "../../../shared/result.ts";
import { importData } from "../../importers/data/import-data.ts";
import { previewData, sourceHash } from "../../importers/data/preview-data.ts";
import { tellApart } from "../../importers/tell-apart.ts";
import { fileProblem } from "../../workspace/file-problem.ts";
import type { RunOptions } from "../answer/execute.ts";
import type { Session } from "../session.ts";
import { changesBetween } from "./entry.ts";
import { portsOf, reportOf } from "./import.ts";
import { keepDataset } from "./keep-dataset.ts";

/** How files are to be read, as far as a person decided, and which part of a package. */
export type HowToRead = {
  readonly choices?: ReadingChoices | undefined;
  readonly part?: string | null | undefined;
};

/** Shows what adding data files would do, and tells catalogues of entries apart. Nothing is kept. */
export async function previewImport(
  session: Session,
  paths: readonly string[],
  options: RunOptions & HowToRead,
): Promise<Result<{ data: DataPreview[]; catalogues: string[] }>> {
  if (session.workspace.readOnly) return fail(fileProblem({ code: "EROFS" }, "import into this workspace"));
  const { data, catalogues } = await tellApart(paths);
  const previews = await previewData(data, await portsOf(session), importOptions(options));
  if (options.signal?.aborted) return fail(STOPPED);
  return ok({
    catalogues: [...catalogues],
    data: previews.map((preview) => ({
      ...preview,
      evidence: [...preview.evidence],
      notes: [...preview.notes],
      reading: { ...preview.reading },
      changes: changesOf(session, preview.dataset),
    })),
  });
}

/** A data file as a person confirmed it: the file that was shown, by its hash, and what they corrected. */
export type Confirmed = HowToRead & {
  readonly path: string;
  readonly sha256: string;
  readonly corrections: Corrections;
};

/** Adds data files as a person confirmed them. A file that is not the one that was shown any more is refused. */
export async function confirmImport(
  session: Session,
  files: readonly Confirmed[],
  options: RunOptions,
): Promise<Result<ImportReport>> {
  if (session.workspace.readOnly) return fail(fileProblem({ code: "EROFS" }, "import into this workspace"));
  const ports = await portsOf(session);
  const reports: ImportReport["files"] = [];
  for (const { path, sha256, corrections, choices, part } of files) {
    const keepCorrected = async (dataset: Dataset): Promise<Result<unknown>> => {
      if (Object.keys(corrections).length === 0) return keepDataset(session, dataset);
      const corrected = applyCorrections(dataset, corrections);
      return corrected.ok ? keepDataset(session, corrected.value) : corrected;
    };
    if ((await sourceHash(path, part ?? null)) !== sha256) {
      reports.push({ ...NOT_ADDED, path, notes: [], problem: OTHER_FILE });
      continue;
    }
    const made = await importData(
      [path],
      { ...ports, keepDataset: keepCorrected },
      importOptions({ ...options, choices, part }),
    );
    reports.push(...made.map((file) => ({ ...file, notes: [...file.notes], entries: null })));
  }
  session.catalogueChanged();
  return ok(reportOf(reports));
}

const NOT_ADDED = { dataset: null, outcome: "rejected", rows: null, entries: null } as const;

const importOptions = (options: RunOptions & HowToRead) => ({
  ...(options.signal && { signal: options.signal }),
  ...(options.choices && { choices: options.choices }),
  ...(options.part && { part: options.part }),
  onProgress: ({ share, rows }: { readonly share: number | null; readonly rows: number | null }) =>
    options.onStage?.({ stage: "reading", share, rows }),
});

function changesOf(session: Session, made: Dataset | null): DataPreview["changes"] {
  const before = made && session.workspace.catalogue.held().find(({ id }) => id === made.id);
  return made && before ? changesBetween(before, made) : [];
}

const STOPPED = {
  code: "cancelled",
  message: "Reading the files was stopped.",
  meaning: "Nothing was added.",
} as const;

const OTHER_FILE = {
  code: "data-changed",
  message: "The file was changed after you looked at it.",
  meaning: "It was not added, because it may not be what you confirmed.",
  remedy: "Import it again.",
} as const;
