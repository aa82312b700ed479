import { useSyncExternalStore } from "react";
import type { ShownAnswer } from "../../shared/api/results.ts";
import type { PushPayload, ShownOutcome } from "../../shared/api.ts";
import type { Question } from "../../shared/question/question.ts";
import type { Reading } from "../../shared/question/reading.ts";
import type { Problem } from "../../shared/result.ts";
import { call, problemOf } from "./bridge.ts";
import { forget, queryClient } from "./queries.ts";

/** A sealed question on its way to an answer, as the window follows it. */
export type Run = {
  readonly runId: string;
  readonly question: Question;
  readonly questionText: string;
  readonly unsure: readonly string[];
  readonly gaps: Reading["gaps"];
  readonly draftId: string | null;
  /** The run that ended without an answer and is taken up again; null: the question is new. */
  readonly revises: string | null;
  readonly progress: PushPayload<"run.progress"> | null;
  readonly cancelling: boolean;
  /** A rough answer from a sample, wanted while this runs. */
  readonly rough:
    | { readonly kind: "wanted" }
    | { readonly kind: "answer"; readonly answer: ShownAnswer }
    | { readonly kind: "none"; readonly why: string }
    | null;
  readonly end:
    | { readonly kind: "outcome"; readonly outcome: ShownOutcome }
    | { readonly kind: "problem"; readonly problem: Problem }
    | null;
};

let runs: ReadonlyMap<string, Run> = new Map();
const listeners = new Set<() => void>();

function change(runId: string, patch: Partial<Run>): void {
  const run = runs.get(runId);
  if (run === undefined) return;
  runs = new Map(runs).set(runId, { ...run, ...patch });
  for (const listener of listeners) listener();
}

/** Seals the question and starts the run; returns its id at once. The answer lands in the query cache before it is announced. */
export function startRun(
  start: Pick<Run, "question" | "questionText" | "unsure" | "gaps" | "draftId" | "revises">,
): string {
  const runId = crypto.randomUUID();
  runs = new Map(runs).set(runId, {
    ...start,
    runId,
    progress: null,
    cancelling: false,
    rough: null,
    end: null,
  });
  void follow(runId, start);
  return runId;
}

async function follow(
  runId: string,
  {
    question,
    unsure,
    gaps,
    draftId,
    revises,
  }: Pick<Run, "question" | "unsure" | "gaps" | "draftId" | "revises">,
): Promise<void> {
  try {
    const outcome = await call("run.ask", {
      runId,
      question,
      unsure: [...unsure],
      gaps: [...gaps],
      ...(draftId === null ? {} : { draftId }),
      ...(revises === null ? {} : { revises }),
    });
    if (outcome.kind === "answered") {
      queryClient.setQueryData(["answers.get", { id: outcome.answer.id }], outcome.answer);
      const rough = runs.get(runId)?.rough;
      if (rough?.kind === "answer") seenRoughly.set(outcome.answer.id, rough.answer.id);
    }
    change(runId, { end: { kind: "outcome", outcome } });
  } catch (error) {
    change(runId, { end: { kind: "problem", problem: problemOf(error) } });
  }
  void forget(["answers.list", "drafts.list", "workspace.info"]);
}

/** Answers that a rough one was seen before, by their id: the rough one's id. */
const seenRoughly = new Map<string, string>();

/** The rough answer that this exact one replaced in this window; null when there was none. */
export const roughBefore = (answerId: string): string | null => seenRoughly.get(answerId) ?? null;

/** Asks for a rough answer from a sample, while the exact one goes on. */
export async function askRough(runId: string): Promise<void> {
  const run = runs.get(runId);
  if (run === undefined || run.rough !== null || run.end !== null) return;
  change(runId, { rough: { kind: "wanted" } });
  const { question, unsure, gaps } = run;
  try {
    const outcome = await call("run.ask", {
      runId: crypto.randomUUID(),
      question,
      unsure: [...unsure],
      gaps: [...gaps],
      roughOf: runId,
    });
    if (outcome.kind === "refused") {
      change(runId, { rough: { kind: "none", why: outcome.refusal.reasons.join(" ") } });
      return;
    }
    queryClient.setQueryData(["answers.get", { id: outcome.answer.id }], outcome.answer);
    change(runId, { rough: { kind: "answer", answer: outcome.answer } });
  } catch (error) {
    change(runId, { rough: { kind: "none", why: problemOf(error).message } });
  }
}

/** Asks the engine to stop. What comes of it arrives as the run's end. */
export function cancelRun(runId: string): void {
  change(runId, { cancelling: true });
  call("run.cancel", { runId }).catch((error: unknown) => {
    change(runId, { cancelling: false, end: { kind: "problem", problem: problemOf(error) } });
  });
}

/** Starts to listen for progress; called once when the window opens. */
export function followProgress(): () => void {
  return window.askline.on("run.progress", (progress) => change(progress.runId, { progress }));
}

/** The run of that id, or null when this window did not start it. */
export function useRun(runId: string): Run | null {
  return useSyncExternalStore(subscribe, () => runs.get(runId) ?? null);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
