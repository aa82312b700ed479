import type { LedgerEvent } from "../../ledger/event.ts";
import type { History, QuestionHistory, QuestionState } from "../../ledger/history.ts";
import { arrivalText, matchText, whyText } from "../sentences.ts";
import { inOrder, requestSteps, step, type Trace, type TraceStep } from "./trace.ts";

/**
 * A question's whole life: asked, revised, matched, sealed, run, answered, looked at, decided on, asked for, run again, and what
 * changed afterwards. `events` are those of the ledger that name the question or its answer; without them the steps
 * between asking and answering are told in short.
 */
export function questionLife(
  history: History,
  question: QuestionHistory,
  events: readonly LedgerEvent[],
): Trace {
  const { answerId, questionId } = question;
  const own = events.flatMap((event) => eventStep(event, question));
  const decisions = [...history.decisions.values()].filter(
    ({ answerIds }) => answerId !== null && answerIds.includes(answerId),
  );
  const requests = [...history.requests.values()].filter((request) => request.questionId === questionId);
  const about = new Set([questionId, ...(answerId === null ? [] : [answerId])]);
  const notes = [...history.observations.values()].filter((note) => note.about.some((id) => about.has(id)));
  const steps = [
    ...(own.length > 0 ? own : shortSteps(history, question)),
    ...viewSteps(events, answerId),
    ...decisions.map(({ at, what, who, because }) =>
      step(at, "decided", `Decided by ${who}: ${what}${because ? ` (${because})` : ""}`, { who }),
    ),
    ...requests.flatMap((request) => requestSteps(request, false)),
    ...changedData(history, question),
    ...notes.map(({ at, text, who }) => step(at, "noted", `Observed: ${text}`, { who })),
  ];
  return { title: question.typed || question.text, questionId, answerId, steps: inOrder(steps) };
}

/** The step that one event of the question is; none for what is told otherwise. */
function eventStep(event: LedgerEvent, { questionId, answerId }: QuestionHistory): TraceStep[] {
  const { time: at, actor: who, seq, kind, payload } = event;
  switch (kind) {
    case "question-asked":
    case "question-revised":
      return payload.questionId !== questionId
        ? []
        : [
            step(
              at,
              kind === "question-asked" ? "asked" : "revised",
              `${kind === "question-asked" ? "Asked" : "Revised"}: ${payload.text}`,
              { who, version: seq },
            ),
          ];
    case "question-matched":
      return payload.questionId === questionId ? [step(at, "matched", matchText(payload.report))] : [];
    case "question-refused":
      return payload.questionId === questionId
        ? [step(at, "ended", `Not answered. ${whyText(payload.code)}: ${payload.reasons.join(" ")}`)]
        : [];
    case "question-sealed":
      return payload.questionId === questionId
        ? [
            step(
              at,
              "sealed",
              `Sealed, to be answered from ${payload.datasets.map(({ dataset }) => dataset).join(" and ")}`,
            ),
          ]
        : [];
    case "run-started":
      return payload.questionId === questionId ? [step(at, "run", "Run begun")] : [];
    case "run-finished":
      return payload.questionId === questionId
        ? [
            step(at, "answered", `Answered: ${payload.sentence}`, {
              answerId: payload.answerId,
            }),
          ]
        : [];
    case "run-failed":
      return payload.questionId === questionId ? [step(at, "ended", `Failed: ${payload.message}`)] : [];
    case "run-cancelled":
      return payload.questionId === questionId
        ? [step(at, "ended", `Stopped while ${payload.stage}`, { who })]
        : [];
    case "answer-replayed":
      return payload.answerId === answerId
        ? [
            payload.verdict === "different"
              ? step(at, "changed", `Replayed, and different: ${payload.text}`, { who })
              : step(at, "replayed", `Replayed: ${payload.verdict}`, { who }),
          ]
        : [];
    case "answer-exported":
      return payload.answerId === answerId
        ? [step(at, "exported", `Exported as ${payload.format}`, { who })]
        : [];
    default:
      return [];
  }
}

/** Every person's looks at the answer and at the rows behind it, a person a day on a line. */
function viewSteps(events: readonly LedgerEvent[], answerId: string | null): TraceStep[] {
  const days = new Map<string, { at: string; who: string; count: number; rows: boolean }>();
  for (const event of events) {
    if (event.kind !== "answer-viewed" && event.kind !== "rows-viewed") continue;
    if (event.payload.answerId !== answerId) continue;
    const rows = event.kind === "rows-viewed";
    const key = `${event.time.slice(0, 10)} ${rows} ${event.actor}`;
    const known = days.get(key);
    if (known) known.count += 1;
    else days.set(key, { at: event.time, who: event.actor, count: 1, rows });
  }
  return [...days.values()].map(({ at, who, count, rows }) => {
    const what = rows ? "Rows behind it looked at" : "Looked at";
    return step(at, "viewed", `${what} by ${who}${count === 1 ? "" : `, ${count} times that day`}`, { who });
  });
}

/** The data of the answer that were revised or retired after it was given. */
function changedData(history: History, { answeredAt, datasets }: QuestionHistory): TraceStep[] {
  if (answeredAt === null) return [];
  return history.arrivals
    .filter(({ at, dataset, what }) => at > answeredAt && what !== "imported" && datasets.includes(dataset))
    .map(({ at, dataset, what }) =>
      step(at, "changed", `Afterwards: ${arrivalText(what, dataset)}. Replay shows what that changes.`),
    );
}

/** What the histories alone tell of a question. */
function shortSteps(history: History, question: QuestionHistory): TraceStep[] {
  const { answerId, answeredAt, askedAt, askedBy, endedAt, sentence, state, text, why } = question;
  const after = answerId === null ? undefined : history.answers.get(answerId);
  return [
    step(askedAt, "asked", `Asked: ${text}`, { who: askedBy }),
    answeredAt === null
      ? step(endedAt, "ended", `${ENDED[state]}${why ? `: ${why}` : ""}`)
      : step(answeredAt, "answered", `Answered: ${sentence ?? ""}`, { answerId }),
    ...(after?.changed
      ? [step(after.changed.at, "changed", `Replayed, and different: ${after.changed.text}`)]
      : []),
    ...(after?.lastReplay && after.lastReplay.at !== after.changed?.at
      ? [step(after.lastReplay.at, "replayed", `Replayed: ${after.lastReplay.verdict}`)]
      : []),
  ];
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
