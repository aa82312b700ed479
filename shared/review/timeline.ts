import type { History, QuestionHistory, QuestionState } from "../ledger/history.ts";
import { isOver } from "../requests/request.ts";
import { isWithin, type Stretch } from "./measures.ts";
import type { TimelineItem, Trace } from "./review.ts";
import { arrivalText, requestStateText } from "./sentences.ts";

/** What happened in a stretch, in lanes, oldest first. */
export function timelineOf(history: History, stretch: Stretch): TimelineItem[] {
  const items: TimelineItem[] = [];
  const add = (item: TimelineItem) => {
    if (isWithin(stretch, item.at)) items.push(item);
  };
  for (const question of history.questions.values()) {
    const { questionId, answerId, answeredAt, sentence } = question;
    add({
      id: questionId,
      lane: "questions",
      at: question.askedAt,
      until: null,
      title: question.typed || question.text,
      standing: QUESTION_STANDING[question.state],
      of: questionId,
    });
    if (answerId !== null && answeredAt !== null)
      add({
        id: answerId,
        lane: "answers",
        at: answeredAt,
        until: null,
        title: sentence ?? "",
        standing: answerStanding(history, question),
        of: questionId,
      });
  }
  for (const { decisionId, at, what, answerIds } of history.decisions.values()) {
    const of = answerIds.flatMap((id) => history.questionOf.get(id) ?? [])[0] ?? decisionId;
    add({ id: decisionId, lane: "decisions", at, until: null, title: what, standing: "plain", of });
  }
  for (const [i, { at, dataset, what }] of history.arrivals.entries())
    add({
      id: `arrival-${i}`,
      lane: "data",
      at,
      until: null,
      title: arrivalText(what, dataset),
      standing: what === "retired" ? "bad" : what === "revised" ? "partly" : "plain",
      of: dataset,
    });
  for (const { requestId, openedAt, state, steps, wanted } of history.requests.values())
    add({
      id: requestId,
      lane: "requests",
      at: openedAt,
      until: isOver(state) ? (steps.at(-1)?.at ?? null) : stretch.knownAt,
      title: `${wanted} (${requestStateText(state).toLowerCase()})`,
      standing:
        state === "delivered" ? "good" : state === "refused" || state === "expired" ? "bad" : "partly",
      of: requestId,
    });
  return items.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

const QUESTION_STANDING: Readonly<Record<QuestionState, TimelineItem["standing"]>> = {
  answered: "good",
  refused: "bad",
  failed: "bad",
  cancelled: "partly",
  asked: "partly",
  sealed: "partly",
  running: "partly",
};

function answerStanding(
  history: History,
  { answerId, worstCaveat }: QuestionHistory,
): TimelineItem["standing"] {
  if (answerId !== null && history.answers.get(answerId)?.changed) return "bad";
  return worstCaveat === "serious" || worstCaveat === "notable" ? "partly" : "good";
}

/** The whole life of a question, a request or a dataset, by its id; null when the ledger knows none. */
export function traceOf(history: History, id: string): Trace | null {
  const question = history.questions.get(id);
  if (question) return questionTrace(history, question);
  const request = history.requests.get(id);
  if (request)
    return {
      title: request.wanted,
      steps: request.steps.map(({ at, to, who, note }) => ({
        at,
        text: `${requestStateText(to)} (${who})${note ? `: ${note}` : ""}`,
        answerId: null,
      })),
    };
  const decision = history.decisions.get(id);
  if (decision)
    return {
      title: decision.what,
      steps: [{ at: decision.at, text: `Decided by ${decision.who}`, answerId: null }],
    };
  const arrivals = history.arrivals.filter(({ dataset }) => dataset === id);
  if (arrivals.length === 0) return null;
  return {
    title: id,
    steps: arrivals.map(({ at, what, rows }) => ({
      at,
      text: `${arrivalText(what, id)}${rows === null ? "" : `, ${rows} rows`}`,
      answerId: null,
    })),
  };
}

function questionTrace(history: History, question: QuestionHistory): Trace {
  const { answerId, answeredAt, questionId } = question;
  const after = answerId === null ? undefined : history.answers.get(answerId);
  const decisions = [...history.decisions.values()].filter(
    ({ answerIds }) => answerId !== null && answerIds.includes(answerId),
  );
  const requests = [...history.requests.values()].filter((request) => request.questionId === questionId);
  const steps = [
    { at: question.askedAt, text: `Asked: ${question.text}`, answerId: null },
    ...(answeredAt === null
      ? [
          {
            at: question.endedAt,
            text: `${ENDED[question.state]}${question.why ? `: ${question.why}` : ""}`,
            answerId: null,
          },
        ]
      : [{ at: answeredAt, text: `Answered: ${question.sentence ?? ""}`, answerId }]),
    ...decisions.map(({ at, what, who, because }) => ({
      at,
      text: `Decided by ${who}: ${what}${because ? ` (${because})` : ""}`,
      answerId: null,
    })),
    ...requests.flatMap(({ steps: moves, wanted }) =>
      moves.map(({ at, to }) => ({
        at,
        text: `Request for ${wanted}: ${requestStateText(to).toLowerCase()}`,
        answerId: null,
      })),
    ),
    ...(after?.changed
      ? [{ at: after.changed.at, text: `Replayed, and different: ${after.changed.text}`, answerId: null }]
      : []),
    ...(after?.lastReplay && after.lastReplay.at !== after.changed?.at
      ? [{ at: after.lastReplay.at, text: `Replayed: ${after.lastReplay.verdict}`, answerId: null }]
      : []),
  ];
  return {
    title: question.typed || question.text,
    steps: steps.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
  };
}

const ENDED: Readonly<Record<QuestionState, string>> = {
  answered: "Answered",
  refused: "Not answered",
  failed: "Failed",
  cancelled: "Stopped while",
  asked: "Not finished",
  sealed: "Sealed, not finished",
  running: "Begun, not finished",
};
