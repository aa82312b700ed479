import MiniSearch from "minisearch";
import type { AnswerSummary } from "../../../shared/api.ts";
import type { QuestionHistory } from "../../../shared/ledger/history.ts";
import { fail, type Result } from "../../../shared/result.ts";
import type { KeptAnswer } from "../../workspace/answer-files.ts";
import type { Session } from "../session.ts";

/** All questions ever asked here, newest first, with how each ended; `search` filters by any of their words. */
export function listAnswers(session: Session, search: string): AnswerSummary[] {
  const all = [...session.history.questions.values()].reverse();
  const wanted = search.trim() === "" ? all : found(session, all, search);
  return wanted.map((history) => summaryOf(session, history));
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
  return session.workspace.answers.read(id, history.answerSha256);
}

/** The history of the question that an answer belongs to. */
export const historyOf = (session: Session, answerId: string): QuestionHistory | undefined =>
  session.history.questions.get(session.history.questionOf.get(answerId) ?? "");

function found(session: Session, all: readonly QuestionHistory[], search: string): QuestionHistory[] {
  const index = new MiniSearch<QuestionHistory>({
    idField: "questionId",
    fields: ["text", "sentence", "why", "answerId", "datasets", "decisions"],
    extractField: (document, field) => {
      if (field === "decisions") {
        const after = session.history.answers.get(document.answerId ?? "");
        return (after?.decisions ?? []).map(({ what, who }) => `${what} ${who}`).join(" ");
      }
      const value = Reflect.get(document, field);
      return Array.isArray(value) ? value.join(" ") : String(value ?? "");
    },
    searchOptions: { prefix: true, fuzzy: 0.2, combineWith: "AND" },
  });
  index.addAll(all);
  const hits = new Set(index.search(search).map((hit) => String(hit.id)));
  return all.filter((history) => hits.has(history.questionId));
}

function summaryOf(session: Session, history: QuestionHistory): AnswerSummary {
  const after = history.answerId === null ? undefined : session.history.answers.get(history.answerId);
  return {
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
