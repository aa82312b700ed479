import type { Question } from "../question.ts";

/** One change that was made, named as the menu names it ("Measure: deaths"), with the question before it. */
export type Step = { readonly label: string; readonly question: Question };

/** The changes of one question as data: what can be undone, the question now, what can be done again. */
export type QuestionHistory = {
  readonly past: readonly Step[];
  readonly now: Question;
  readonly future: readonly Step[];
};

/** Steps that are kept; older ones fall off the end. */
export const MOST_STEPS = 200;

/** A history without changes. */
export const startQuestionHistory = (question: Question): QuestionHistory => ({
  past: [],
  now: question,
  future: [],
});

/** Makes a change; what was undone before can no longer be done again. */
export function change(history: QuestionHistory, label: string, question: Question): QuestionHistory {
  const past = [...history.past, { label, question: history.now }].slice(-MOST_STEPS);
  return { past, now: question, future: [] };
}

/** Takes back the last change; the same history when there is none. */
export function undo(history: QuestionHistory): QuestionHistory {
  const last = history.past.at(-1);
  if (!last) return history;
  return {
    past: history.past.slice(0, -1),
    now: last.question,
    future: [{ label: last.label, question: history.now }, ...history.future],
  };
}

/** Does again what was undone last; the same history when there is nothing. */
export function redo(history: QuestionHistory): QuestionHistory {
  const [next, ...future] = history.future;
  if (!next) return history;
  return {
    past: [...history.past, { label: next.label, question: history.now }],
    now: next.question,
    future,
  };
}

/** What undo and redo would do, by name, for the menu; null when there is nothing. */
export const undoLabel = (history: QuestionHistory): string | null => history.past.at(-1)?.label ?? null;
export const redoLabel = (history: QuestionHistory): string | null => history.future[0]?.label ?? null;
