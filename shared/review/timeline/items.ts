import type { History, QuestionHistory, QuestionState } from "../../ledger/history.ts";
import { isOver } from "../../requests/request.ts";
import { arrivalText, requestStateText } from "../sentences.ts";
import type { Lane, TimelineItem } from "../timeline.ts";

/** Something that happened outside, from a dataset of dated events: the row's day or moment, its end, and what it was. */
export type OutsideEvent = {
  readonly dataset: string;
  readonly row: number;
  readonly at: string;
  readonly until: string | null;
  readonly title: string;
};

/** Things in order of time, and the moment of each, milliseconds since 1970. */
export type Ordered = { readonly items: readonly TimelineItem[]; readonly moments: Float64Array };

/**
 * Everything that happened, in lanes, oldest first; outside events among it. `knownAt` (UTC, ISO 8601): requests that are
 * still open last to then.
 */
export function timelineItems(
  history: History,
  knownAt: string,
  outside: readonly OutsideEvent[] = [],
): Ordered {
  const items: TimelineItem[] = [];
  const add = (lane: Lane, item: Omit<TimelineItem, "lane" | "until"> & { readonly until?: string | null }) =>
    items.push({ lane, until: null, ...item });
  for (const question of history.questions.values()) {
    const { questionId, answerId, answeredAt, sentence, askedBy } = question;
    add("questions", {
      id: questionId,
      at: question.askedAt,
      title: question.typed || question.text,
      standing: QUESTION_STANDING[question.state],
      of: questionId,
      actor: askedBy,
    });
    if (answerId !== null && answeredAt !== null)
      add("answers", {
        id: answerId,
        at: answeredAt,
        title: sentence ?? "",
        standing: answerStanding(history, question),
        of: questionId,
        actor: askedBy,
      });
  }
  for (const { decisionId, at, what, who, answerIds } of history.decisions.values()) {
    const of = answerIds.flatMap((id) => history.questionOf.get(id) ?? [])[0] ?? decisionId;
    add("decisions", { id: decisionId, at, title: what, standing: "plain", of, actor: who });
  }
  for (const [i, { at, dataset, what }] of history.arrivals.entries())
    add("data", {
      id: `arrival-${i}`,
      at,
      title: arrivalText(what, dataset),
      standing: what === "retired" ? "bad" : what === "revised" ? "partly" : "plain",
      of: dataset,
      actor: "",
    });
  for (const { requestId, openedAt, state, steps, wanted } of history.requests.values())
    add("requests", {
      id: requestId,
      at: openedAt,
      until: isOver(state) ? (steps.at(-1)?.at ?? null) : knownAt,
      title: `${wanted} (${requestStateText(state).toLowerCase()})`,
      standing:
        state === "delivered" ? "good" : state === "refused" || state === "expired" ? "bad" : "partly",
      of: requestId,
      actor: steps[0]?.who ?? "",
    });
  for (const { dataset, row, at, until, title } of outside)
    if (at <= knownAt)
      add("outside", {
        id: `outside-${dataset}-${row}`,
        at,
        until,
        title,
        standing: "plain",
        of: dataset,
        actor: "",
      });
  return inOrder(items);
}

/** Sorting by number is ten times as quick as by words. */
function inOrder(items: readonly TimelineItem[]): Ordered {
  const placed = items.map((item) => ({ item, at: Date.parse(item.at) })).sort((a, b) => a.at - b.at);
  return { items: placed.map(({ item }) => item), moments: Float64Array.from(placed, ({ at }) => at) };
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
