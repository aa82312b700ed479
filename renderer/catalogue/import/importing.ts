import { useSyncExternalStore } from "react";
import type { ImportReport, PushPayload } from "../../../shared/api.ts";
import type { DataPreview } from "../../../shared/api-import.ts";
import type { Corrections } from "../../../shared/catalogue/corrections.ts";
import type { Problem } from "../../../shared/result.ts";
import { call, problemOf } from "../../data/bridge.ts";
import { forget } from "../../data/queries.ts";

/** A data file to be looked at before it is added, with what the person corrected so far. */
export type Shown = { readonly preview: DataPreview; readonly corrections: Corrections };

/** What is being brought in, what waits for a person to look at it, or what came of the last time. */
export type Importing =
  | { readonly state: "idle" }
  | {
      readonly state: "running";
      readonly runId: string;
      readonly progress: PushPayload<"run.progress"> | null;
    }
  | { readonly state: "looking"; readonly files: readonly Shown[]; readonly catalogues: ImportReport | null }
  | { readonly state: "done"; readonly report: ImportReport }
  | { readonly state: "failed"; readonly problem: Problem };

let importing: Importing = { state: "idle" };
const listeners = new Set<() => void>();

function set(next: Importing): void {
  importing = next;
  for (const listener of listeners) listener();
}

/**
 * Brings files in: dropped paths, or those chosen in the system's dialog. Catalogues of entries come in at once; data files wait
 * until a person has looked at what Askline makes of them.
 */
export async function startImport(
  what: { readonly from: "paths"; readonly paths: readonly string[] } | { readonly from: "dialog" },
): Promise<void> {
  if (importing.state === "running" || importing.state === "looking") return;
  await during(async (runId) => {
    const paths = what.from === "paths" ? [...what.paths] : await call("import.pick", {});
    if (paths === null) return { state: "idle" };
    const { data, catalogues } = await call("import.preview", { runId, paths });
    const report = catalogues.length === 0 ? null : await call("import.paths", { runId, paths: catalogues });
    const files = data.map((preview) => ({ preview, corrections: {} }));
    const waits = files.some(({ preview }) => isAddable(preview));
    if (waits) return { state: "looking", files, catalogues: report };
    return { state: "done", report: withUnadded(report, files) };
  });
}

/** Adds the data files that can be added, as they were corrected. */
export async function confirmImport(): Promise<void> {
  if (importing.state !== "looking") return;
  const { files, catalogues } = importing;
  await during(async (runId) => {
    const report = await call("import.confirm", {
      runId,
      files: files.flatMap(({ preview: { path, sourceSha256 }, preview, corrections }) =>
        isAddable(preview) && sourceSha256 !== null ? [{ path, sha256: sourceSha256, corrections }] : [],
      ),
    });
    return { state: "done", report: withUnadded(added(report, catalogues), files) };
  });
}

/** Changes what the person says of one of the files. */
export function correctImport(path: string, corrections: Corrections): void {
  if (importing.state !== "looking") return;
  const files = importing.files.map((file) => (file.preview.path === path ? { ...file, corrections } : file));
  set({ ...importing, files });
}

/** Stops what is being read. What was already added stays. */
export function stopImport(): void {
  if (importing.state === "running")
    void call("run.cancel", { runId: importing.runId }).catch(() => undefined);
}

/** Puts the report or the preview away; nothing that waits is added. */
export function closeImport(): void {
  const catalogues = importing.state === "looking" ? importing.catalogues : null;
  set(catalogues === null ? { state: "idle" } : { state: "done", report: catalogues });
}

/** True when there is something to add. */
export const isAddable = ({ outcome }: DataPreview): boolean => outcome === "added" || outcome === "updated";

/** How the import stands. */
export function useImporting(): Importing {
  return useSyncExternalStore(subscribe, () => importing);
}

async function during(work: (runId: string) => Promise<Importing>): Promise<void> {
  const runId = crypto.randomUUID();
  set({ state: "running", runId, progress: null });
  const stopListening = window.askline.on("run.progress", (progress) => {
    if (progress.runId === runId && importing.state === "running") set({ ...importing, progress });
  });
  try {
    set(await work(runId));
  } catch (error) {
    const problem = problemOf(error);
    set(problem.code === "cancelled" ? { state: "idle" } : { state: "failed", problem });
  } finally {
    stopListening();
  }
  await forget([
    "datasets.list",
    "datasets.get",
    "catalogue.entry",
    "catalogue.concepts",
    "workspace.info",
    "question.suggestions",
    "question.look",
    "vocabulary.get",
  ]);
}

const NONE: ImportReport = { files: [], added: 0, updated: 0, unchanged: 0, rejected: 0 };

/** Two reports as one. */
function added(one: ImportReport, other: ImportReport | null): ImportReport {
  const more = other ?? NONE;
  return {
    files: [...more.files, ...one.files],
    added: one.added + more.added,
    updated: one.updated + more.updated,
    unchanged: one.unchanged + more.unchanged,
    rejected: one.rejected + more.rejected,
  };
}

/** The report with the files that there was nothing to add of. */
function withUnadded(report: ImportReport | null, files: readonly Shown[]): ImportReport {
  const left = files.filter(({ preview }) => !isAddable(preview));
  const count = (outcome: DataPreview["outcome"]) =>
    left.filter(({ preview }) => preview.outcome === outcome).length;
  const of = {
    ...NONE,
    unchanged: count("unchanged"),
    rejected: count("rejected"),
    files: left.map(({ preview: { path, dataset, outcome, rows, notes, problem } }) => ({
      path,
      dataset: dataset?.id ?? null,
      outcome,
      rows,
      notes,
      problem,
      entries: null,
    })),
  };
  return added(of, report);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
