import type { History, QuestionHistory } from "../ledger/history.ts";
import { arrivalText } from "./sentences.ts";

/** What happened to an answer after it was given: a replay that differed, or data that were revised or retired. */
export type ChangedSince = { readonly at: string; readonly text: string; readonly replayed: boolean };

/** A way to tell of each answer of a history whether it changed since; null when nothing is known to have. */
export function changedSince(history: History): (question: QuestionHistory) => ChangedSince | null {
  const revised = new Map<string, { at: string; what: "revised" | "retired" }>();
  for (const { at, dataset, what } of history.arrivals)
    if (what !== "imported") revised.set(dataset, { at, what });
  return ({ answerId, answeredAt, datasets }) => {
    if (answerId === null || answeredAt === null) return null;
    const replayed = history.answers.get(answerId)?.changed;
    if (replayed) return { ...replayed, replayed: true };
    for (const dataset of datasets) {
      const change = revised.get(dataset);
      if (change && change.at > answeredAt)
        return { at: change.at, text: arrivalText(change.what, dataset), replayed: false };
    }
    return null;
  };
}
