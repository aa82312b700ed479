import type { Caveat } from "../answer/answer.ts";
import type { Question } from "../question/question.ts";
import type { LedgerEvent } from "./event.ts";

/** How a question ended, as far as the ledger knows. */
export type QuestionState = "asked" | "sealed" | "running" | "answered" | "refused" | "cancelled" | "failed";

/** A question's life, folded from its events. */
export type QuestionHistory = {
  readonly questionId: string;
  readonly question: Question;
  /** The question as one sentence. */
  readonly text: string;
  readonly askedAt: string;
  readonly endedAt: string;
  readonly state: QuestionState;
  readonly answerId: string | null;
  readonly sentence: string | null;
  readonly fingerprint: string | null;
  readonly answerSha256: string | null;
  readonly worstCaveat: Caveat["severity"] | null;
  readonly datasets: readonly string[];
  /** Why it was refused, failed or where it was stopped. */
  readonly why: string | null;
};

/** What the ledger says of one answer after it was given. */
export type AnswerHistory = {
  readonly decisions: readonly { readonly at: string; readonly what: string; readonly who: string }[];
  readonly lastReplay: { readonly verdict: string; readonly at: string } | null;
};

/** All histories of a ledger. */
export type History = {
  readonly questions: ReadonlyMap<string, QuestionHistory>;
  readonly answers: ReadonlyMap<string, AnswerHistory>;
};

/** A history that grows by one event at a time; folding the same events always gives the same history. */
export type HistoryFold = {
  readonly add: (event: LedgerEvent) => void;
  readonly history: History;
};

/** Starts an empty fold. The maps are updated in place as events are added. */
export function startHistory(): HistoryFold {
  const questions = new Map<string, QuestionHistory>();
  const answers = new Map<string, AnswerHistory>();
  const change = (event: LedgerEvent, id: string, part: Partial<QuestionHistory>) => {
    const known = questions.get(id);
    if (known) questions.set(id, { ...known, endedAt: event.time, ...part });
  };
  const note = (id: string, part: (known: AnswerHistory) => Partial<AnswerHistory>) => {
    const known = answers.get(id) ?? { decisions: [], lastReplay: null };
    answers.set(id, { ...known, ...part(known) });
  };
  const add = (event: LedgerEvent) => {
    switch (event.kind) {
      case "question-asked":
        questions.set(event.payload.questionId, askedHistory(event.time, event.payload));
        return;
      case "question-revised":
        return change(event, event.payload.questionId, {
          question: event.payload.question,
          text: event.payload.text,
        });
      case "question-refused":
        return change(event, event.payload.questionId, {
          state: "refused",
          why: event.payload.reasons.join(" "),
        });
      case "question-sealed":
        return change(event, event.payload.questionId, {
          state: "sealed",
          datasets: event.payload.datasets.map((used) => used.dataset),
        });
      case "run-started":
        return change(event, event.payload.questionId, { state: "running" });
      case "run-finished":
        return change(event, event.payload.questionId, {
          state: "answered",
          answerId: event.payload.answerId,
          sentence: event.payload.sentence,
          fingerprint: event.payload.fingerprint,
          answerSha256: event.payload.answerSha256,
          worstCaveat: worstOf(event.payload.caveats),
        });
      case "run-failed":
        return change(event, event.payload.questionId, { state: "failed", why: event.payload.message });
      case "run-cancelled":
        return change(event, event.payload.questionId, { state: "cancelled", why: event.payload.stage });
      case "answer-replayed":
        return note(event.payload.answerId, () => ({
          lastReplay: { verdict: event.payload.verdict, at: event.time },
        }));
      case "decision-recorded": {
        const { what, who } = event.payload;
        for (const id of event.payload.answerIds)
          note(id, (known) => ({ decisions: [...known.decisions, { at: event.time, what, who }] }));
        return;
      }
      default:
        return;
    }
  };
  return { add, history: { questions, answers } };
}

/** Folds a list of events into the histories of questions and answers. */
export function foldHistory(events: Iterable<LedgerEvent>): History {
  const fold = startHistory();
  for (const event of events) fold.add(event);
  return fold.history;
}

function askedHistory(
  time: string,
  asked: { readonly questionId: string; readonly question: Question; readonly text: string },
): QuestionHistory {
  return {
    ...asked,
    askedAt: time,
    endedAt: time,
    state: "asked",
    answerId: null,
    sentence: null,
    fingerprint: null,
    answerSha256: null,
    worstCaveat: null,
    datasets: [],
    why: null,
  };
}

/** The most serious of an answer's caveats. */
export function worstOf(caveats: readonly Pick<Caveat, "severity">[]): Caveat["severity"] | null {
  const order = ["serious", "notable", "minor"] as const;
  return order.find((severity) => caveats.some((caveat) => caveat.severity === severity)) ?? null;
}
