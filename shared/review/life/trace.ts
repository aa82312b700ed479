import { z } from "zod";
import type { History, RequestRecord } from "../../ledger/history.ts";
import { arrivalText, requestStateText } from "../sentences.ts";

/** One step in the life of a question, request or dataset. */
export const traceStepSchema = z.object({
  at: z.string(),
  /** What sort of step it is, for its mark. */
  sort: z.enum([
    "asked",
    "revised",
    "matched",
    "sealed",
    "run",
    "answered",
    "ended",
    "viewed",
    "exported",
    "decided",
    "requested",
    "replayed",
    "changed",
    "noted",
  ]),
  text: z.string(),
  /** Who did it; empty where nobody is named. */
  who: z.string(),
  /** Where to go from here: an answer, a request, a version of the question that can be compared. */
  answerId: z.string().nullable(),
  requestId: z.string().nullable(),
  /** Number of the event that holds this version of the question. */
  version: z.number().int().nullable(),
});
export type TraceStep = z.infer<typeof traceStepSchema>;

export const traceSchema = z.object({
  title: z.string(),
  /** The question it is about, whose whole life has a page of its own; null for other things. */
  questionId: z.string().nullable(),
  answerId: z.string().nullable(),
  steps: z.array(traceStepSchema),
});
export type Trace = z.infer<typeof traceSchema>;

/** A step with what it does not have left out. */
export const step = (
  at: string,
  sort: TraceStep["sort"],
  text: string,
  more: Partial<TraceStep> = {},
): TraceStep => ({ at, sort, text, who: "", answerId: null, requestId: null, version: null, ...more });

export const inOrder = (steps: readonly TraceStep[]): TraceStep[] =>
  // Sorting keeps the order of what happened in the same millisecond.
  [...steps].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));

/** The steps of a request, each as its own line. */
export const requestSteps = ({ steps, requestId, wanted }: RequestRecord, alone: boolean): TraceStep[] =>
  steps.map(({ at, to, who, note }) =>
    step(
      at,
      "requested",
      `${alone ? requestStateText(to) : `Request for ${wanted}: ${requestStateText(to).toLowerCase()}`}${note ? `: ${note}` : ""}`,
      { who, requestId },
    ),
  );

/** The life of a request, a decision or a dataset by its id; null when the ledger knows none. */
export function traceOfThing(history: History, id: string): Trace | null {
  const nobody = { questionId: null, answerId: null };
  const request = history.requests.get(id);
  if (request)
    return {
      ...nobody,
      questionId: request.questionId,
      title: request.wanted,
      steps: requestSteps(request, true),
    };
  const decision = history.decisions.get(id);
  if (decision)
    return {
      ...nobody,
      title: decision.what,
      steps: [step(decision.at, "decided", `Decided by ${decision.who}`, { who: decision.who })],
    };
  const arrivals = history.arrivals.filter(({ dataset }) => dataset === id);
  if (arrivals.length === 0) return null;
  return {
    ...nobody,
    title: id,
    steps: arrivals.map(({ at, what, rows }) =>
      step(at, "noted", `${arrivalText(what, id)}${rows === null ? "" : `, ${rows} rows`}`),
    ),
  };
}
