import { useSyncExternalStore } from "react";
import type { DataPreview } from "../../../shared/api/import.ts";
import type { ImportReport, PushPayload } from "../../../shared/api.ts";
import type { Corrections } from "../../../shared/catalogue/corrections.ts";
import type { ReadingChoices } from "../../../shared/catalogue/formats/table/reading.ts";
import type { Problem } from "../../../shared/result.ts";
import { call, problemOf } from "../../data/bridge.ts";
import { forget } from "../../data/queries.ts";
import { draftKey, draftOf, keepDraft } from "./import-drafts.ts";

/** A data file to be looked at before it is added, with what the person corrected so far and how they want it read. */
export type Shown = {
  readonly preview: DataPreview;
  readonly corrections: Corrections;
  readonly choices: ReadingChoices;
  /** Left out of what is added. */
  readonly isLeftOut: boolean;
};

/** Tells the files of one import apart. */
export const shownKey = ({ preview: { path, part } }: Shown): string => `${path}\n${part ?? ""}`;

/** What is being brought in, what waits for a person to look at it, or what came of the last time. */
export type Importing =
  | { readonly state: "idle" }
  | {
      readonly state: "running";
      readonly runId: string;
      readonly progress: PushPayload<"run.progress"> | null;
    }
  | Looking
  /** Put aside without adding: it can be taken up again. */
  | { readonly state: "aside"; readonly looking: Looking }
  | { readonly state: "done"; readonly report: ImportReport }
  | { readonly state: "failed"; readonly problem: Problem };

/** A file that is being read again, by its key, and how far that is. */
export type Rereading = {
  readonly key: string;
  readonly runId: string;
  readonly progress: PushPayload<"run.progress"> | null;
};

type Looking = {
  readonly state: "looking";
  readonly files: readonly Shown[];
  readonly catalogues: ImportReport | null;
  readonly rereading: Rereading | null;
  readonly problem: Problem | null;
};

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
  what:
    | { readonly from: "paths"; readonly paths: readonly string[] }
    | { readonly from: "dialog"; readonly what: "files" | "folder" },
): Promise<void> {
  if (importing.state === "running") return;
  const held = heldNow();
  await during(held, async (runId) => {
    const paths = what.from === "paths" ? [...what.paths] : await call("import.pick", { what: what.what });
    if (paths === null) return held ?? { state: "idle" };
    const { data, catalogues } = await call("import.preview", { runId, paths });
    const report = catalogues.length === 0 ? null : await call("import.paths", { runId, paths: catalogues });
    const found = data.map(shownFor);
    for (const file of found) shownWith.delete(shownKey(file));
    const keys = new Set(found.map(shownKey));
    const files = [...(held?.files ?? []).filter((file) => !keys.has(shownKey(file))), ...found];
    const waits = files.some(({ preview }) => isAddable(preview) || canBeReadOtherwise(preview));
    const catalogueReport = report && added(report, held?.catalogues ?? null);
    const reports = catalogueReport ?? held?.catalogues ?? null;
    if (waits) return { state: "looking", files, catalogues: reports, rereading: null, problem: null };
    return { state: "done", report: withUnadded(report, files) };
  });
}

/** What waits for a person while more files are brought in. */
function heldNow(): Looking | null {
  if (importing.state === "looking") return importing;
  return importing.state === "aside" ? importing.looking : null;
}

function shownFor(preview: DataPreview): Shown {
  const { sourceSha256, part } = preview;
  const corrections = sourceSha256 === null ? {} : draftOf(draftKey(sourceSha256, part));
  return { preview, corrections, choices: {}, isLeftOut: false };
}

/** How often each file was asked to be read again: only what came of the last time counts. */
const rereads = new Map<string, number>();

/** The choices that what is shown of each file was read with. */
const shownWith = new Map<string, ReadingChoices>();

/** Reads a file again, the way a person says, beside what they said before. What they corrected meanwhile stays. */
export async function rereadImport(file: Shown, change: ReadingChoices): Promise<void> {
  if (importing.state !== "looking") return;
  const key = shownKey(file);
  const turn = (rereads.get(key) ?? 0) + 1;
  rereads.set(key, turn);
  const isLast = () => rereads.get(key) === turn;
  const choices = { ...shownNow(key)?.choices, ...change };
  // Only what was chosen last is read on.
  stopReread();
  changeShown(key, { choices });
  const runId = crypto.randomUUID();
  set({ ...importing, rereading: { key, runId, progress: null }, problem: null });
  const stopListening = window.askline.on("run.progress", (progress) => {
    if (progress.runId === runId && importing.state === "looking" && importing.rereading?.runId === runId)
      set({ ...importing, rereading: { key, runId, progress } });
  });
  try {
    const { path, part } = file.preview;
    const asked = { runId, paths: [path], part, choices };
    const [preview] = (await call("import.preview", asked)).data;
    const before = shownNow(key);
    if (preview === undefined || before === undefined || !isLast()) return;
    shownWith.set(key, choices);
    // Where that does not work, the other ways to read it stay on offer.
    const kept = preview.outcome === "rejected" && !offersChoices(preview.reading);
    const reading = kept ? { ...before.preview.reading, open: [] } : preview.reading;
    changeShown(key, { preview: { ...preview, reading } });
  } catch (error) {
    if (importing.state !== "looking" || !isLast()) return;
    const problem = problemOf(error);
    // Stopped: the file stands as it was read before.
    if (problem.code === "cancelled") changeShown(key, { choices: shownWith.get(key) ?? {} });
    else set({ ...importing, problem });
  } finally {
    stopListening();
    if (importing.state === "looking" && isLast()) set({ ...importing, rereading: null });
  }
}

/** Stops reading a file again; it stands as it was read before. */
export function stopReread(): void {
  if (importing.state === "looking" && importing.rereading !== null)
    void call("run.cancel", { runId: importing.rereading.runId }).catch(() => undefined);
}

/** The file as it stands now; undefined when it is not looked at any more. */
function shownNow(key: string): Shown | undefined {
  return importing.state === "looking" ? importing.files.find((one) => shownKey(one) === key) : undefined;
}

function changeShown(key: string, change: Partial<Shown>): void {
  if (importing.state !== "looking") return;
  const files = importing.files.map((one) => (shownKey(one) === key ? { ...one, ...change } : one));
  set({ ...importing, files });
}

/** Leaves a file out of what is added, or takes it in again. */
export function leaveOut(file: Shown, isLeftOut: boolean): void {
  changeShown(shownKey(file), { isLeftOut });
}

/** Adds the data files that can be added, as they were corrected. */
export async function confirmImport(): Promise<void> {
  if (importing.state !== "looking") return;
  const held = importing;
  const { files, catalogues } = held;
  await during(held, async (runId) => {
    const report = await call("import.confirm", {
      runId,
      files: files.flatMap((file) => {
        const {
          preview: { path, part, sourceSha256 },
          corrections,
          choices,
        } = file;
        return isReady(file) && sourceSha256 !== null
          ? [{ path, part, sha256: sourceSha256, corrections, choices }]
          : [];
      }),
    });
    for (const { preview } of files)
      if (preview.sourceSha256 !== null) keepDraft(draftKey(preview.sourceSha256, preview.part), {});
    return { state: "done", report: withUnadded(added(report, catalogues), files) };
  });
}

/** Changes what the person says of one of the files. */
export function correctImport(file: Shown, corrections: Corrections): void {
  const { sourceSha256, part } = file.preview;
  if (sourceSha256 !== null) keepDraft(draftKey(sourceSha256, part), corrections);
  changeShown(shownKey(file), { corrections });
}

/** Stops what is being read. What was already added stays. */
export function stopImport(): void {
  if (importing.state === "running")
    void call("run.cancel", { runId: importing.runId }).catch(() => undefined);
}

/** Puts the preview aside; nothing of it is added, and nothing that was entered is lost. */
export function putAside(): void {
  if (importing.state === "looking") set({ state: "aside", looking: importing });
}

/** Takes up again what was put aside. */
export function takeUp(): void {
  if (importing.state !== "aside") return;
  const { looking } = importing;
  set(looking);
  // What was being read again when it was put aside is read now.
  const unfinished = looking.files.find((file) => shownKey(file) === looking.rereading?.key);
  if (unfinished) void rereadImport(unfinished, {});
}

/** Puts the report away. */
export function closeImport(): void {
  const catalogues = importing.state === "aside" ? importing.looking.catalogues : null;
  set(catalogues === null ? { state: "idle" } : { state: "done", report: catalogues });
}

/** True when there is something to add. */
export const isAddable = ({ outcome }: DataPreview): boolean => outcome === "added" || outcome === "updated";

/** True when nothing has to be decided any more and the file was not left out. */
export const isReady = ({ preview, isLeftOut }: Pick<Shown, "preview" | "isLeftOut">): boolean =>
  isAddable(preview) && !isLeftOut && preview.reading.open.length === 0;

/** True for a file that could not be read as it was, but offers another way. */
export const canBeReadOtherwise = ({ outcome, reading }: DataPreview): boolean =>
  outcome === "rejected" && offersChoices(reading);

/** Whether there is another way to read a file. */
const offersChoices = ({ sheets, head, wide }: DataPreview["reading"]): boolean =>
  sheets.length > 1 || head.length > 0 || wide !== null;

/** How the import stands. */
export function useImporting(): Importing {
  return useSyncExternalStore(subscribe, () => importing);
}

/** Runs work and shows what came of it. What waited before comes back where the work was stopped or failed. */
async function during(held: Looking | null, work: (runId: string) => Promise<Importing>): Promise<void> {
  const runId = crypto.randomUUID();
  set({ state: "running", runId, progress: null });
  const stopListening = window.askline.on("run.progress", (progress) => {
    if (progress.runId === runId && importing.state === "running") set({ ...importing, progress });
  });
  try {
    set(await work(runId));
  } catch (error) {
    const problem = problemOf(error);
    const isStopped = problem.code === "cancelled";
    if (held !== null) set({ ...held, rereading: null, problem: isStopped ? null : problem });
    else set(isStopped ? { state: "idle" } : { state: "failed", problem });
  } finally {
    stopListening();
  }
  await forget([
    "datasets.list",
    "datasets.page",
    "catalogue.reading",
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
    files: left.map(({ preview: { path, part, dataset, outcome, rows, notes, problem } }) => ({
      path: part === null ? path : `${path} › ${part}`,
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
