import { setImmediate as breathe } from "node:timers/promises";
import type { AnswerSummary } from "../../../shared/api.ts";
import { accessSchema, type Dataset } from "../../../shared/catalogue/dataset.ts";
import type { History, QuestionHistory } from "../../../shared/ledger/history.ts";
import { type HistorySearch, startHistorySearch } from "../../../shared/ledger/search-history.ts";
import { fail, ok, type Result } from "../../../shared/result.ts";
import { changedSince } from "../../../shared/review/changed-since.ts";
import type { KeptAnswer } from "../../workspace/answer-files.ts";
import { laptopOf } from "../merge/ledgers.ts";
import { endOfMoment, knownThen } from "../review/known-then.ts";
import { datasetsNamed, type Session } from "../session.ts";

/** The list of all questions, kept ready to be searched. */
export type AnswerList = {
  /** All questions ever asked here, newest first, with how each ended; `search` filters by any of their words. */
  readonly list: (search: string) => AnswerSummary[];
  /** The same as it stood at a moment: a day (its end), or a moment in UTC. */
  readonly listThen: (search: string, knownAt: string) => Promise<AnswerSummary[]>;
  /** Makes what searching needs while nobody waits for it. Ends early when stopped. */
  readonly prepare: (signal: AbortSignal) => Promise<void>;
};

/** Questions whose text is made at a time: some five milliseconds. */
const TEXTS_AT_ONCE = 1_000;

/** The answers of a session as a list. */
export function answerList(session: Session): AnswerList {
  const searches = new WeakMap<History, HistorySearch>();
  const searchOf = (history: History): HistorySearch => {
    const known = searches.get(history) ?? startHistorySearch();
    searches.set(history, known);
    return known;
  };
  const listIn = (history: History, search: string) => {
    const changed = changedSince(history);
    return searchOf(history)
      .find(history, search)
      .map((question) => ({ ...summaryOf(session, history, question), changed: changed(question) }));
  };
  return {
    list: (search) => listIn(session.history, search),
    listThen: async (search, knownAt) =>
      listIn((await knownThen(session, endOfMoment(knownAt))).history, search),
    prepare: async (signal) => {
      while (!signal.aborted && searchOf(session.history).prepare(session.history, TEXTS_AT_ONCE))
        await breathe();
    },
  };
}

/** Reads a stored answer whole. One that was altered after sealing is refused. */
export async function readAnswer(session: Session, id: string): Promise<Result<KeptAnswer>> {
  const history = historyOf(session, id);
  if (!history)
    return fail({
      code: "not-found",
      message: `There is no answer ${id} in this workspace.`,
      remedy: "Look in the list of answers, or open the workspace in which it was given.",
    });
  const earlier = history.earlier?.find(({ answerId }) => answerId === id);
  return session.workspace.answers.read(id, earlier?.answerSha256 ?? history.answerSha256);
}

/** A stored answer with the descriptions it was made with and, of those that are still here, as they stand today. */
export async function readWithToday(
  session: Session,
  id: string,
): Promise<Result<KeptAnswer & { readonly now: readonly Dataset[] }>> {
  const kept = await readAnswer(session, id);
  if (!kept.ok) return kept;
  const ids = kept.value.datasets.map((dataset) => dataset.id);
  return ok({ ...kept.value, now: datasetsNamed(session, ids) });
}

const STRICTER = accessSchema.options;

/** Descriptions as they were, with today's access where that is stricter: what was closed since does not leave any more. */
export const withTodaysAccess = (session: Session, datasets: readonly Dataset[]): Dataset[] =>
  datasets.map((then) => {
    const [now] = datasetsNamed(session, [then.id]);
    const access = now?.access ?? then.access;
    return STRICTER.indexOf(access) > STRICTER.indexOf(then.access) ? { ...then, access } : then;
  });

/** The history of the question that an answer belongs to. */
export const historyOf = (session: Session, answerId: string): QuestionHistory | undefined =>
  session.history.questions.get(session.history.questionOf.get(answerId) ?? "");

function summaryOf(
  session: Session,
  { answers }: History,
  history: QuestionHistory,
): Omit<AnswerSummary, "changed"> {
  const after = history.answerId === null ? undefined : answers.get(history.answerId);
  const laptop = session.workspace.union.whose(history.questionId);
  return {
    ...(laptop && { laptop: laptopOf(laptop).signer }),
    id: history.answerId ?? history.questionId,
    questionId: history.questionId,
    sentence: history.sentence ?? history.why ?? "",
    text: history.text,
    kind: history.kind,
    place: history.place || "everywhere",
    at: history.endedAt,
    state: stateOf(session, history),
    worstCaveat: history.worstCaveat,
    decision: after?.decisions.at(-1)?.what ?? null,
    datasets: [...history.datasets],
    lastReplay: after?.lastReplay ?? null,
  };
}

/** A run that neither finished nor is under way in this process was cut off by a crash. */
function stateOf(session: Session, history: QuestionHistory): AnswerSummary["state"] {
  switch (history.state) {
    case "answered":
    case "refused":
    case "cancelled":
    case "failed":
      return history.state;
    default:
      return session.running.has(history.questionId) ? "draft" : "failed";
  }
}

/** Those of some answers that are rough ones, from a sample: a decision on them has to say so. */
export async function roughOnes(session: Session, answerIds: readonly string[]): Promise<string[]> {
  const kept = await Promise.all(answerIds.map((id) => readAnswer(session, id)));
  return kept.flatMap((one) =>
    one.ok && one.value.answer.caveats.some(({ code }) => code === "sampled") ? [one.value.answer.id] : [],
  );
}
