import type { Caveat } from "../answer/answer.ts";
import type { Kind, Question } from "../question/question.ts";
import type { Happening, LedgerEvent } from "./event.ts";

/** How a question ended, as far as the ledger knows. */
export type QuestionState = "asked" | "sealed" | "running" | "answered" | "refused" | "cancelled" | "failed";

/** A question's life, folded from its events. Times are UTC, ISO 8601; null: it has not come to that. */
export type QuestionHistory = {
  readonly questionId: string;
  readonly kind: Kind;
  readonly concept: string | null;
  /** Names of the areas asked about; empty: everywhere. */
  readonly place: string;
  /** The words as typed. */
  readonly typed: string;
  /** The question as one sentence. */
  readonly text: string;
  /** True when it was said what the number will decide; false when that was waived or left open. */
  readonly hasDecision: boolean;
  readonly askedAt: string;
  readonly askedBy: string;
  readonly answeredAt: string | null;
  readonly endedAt: string;
  readonly state: QuestionState;
  readonly answerId: string | null;
  readonly sentence: string | null;
  readonly answerSha256: string | null;
  /** Answers that another one to the same question came after: rough ones, from a sample. */
  readonly earlier?: readonly { readonly answerId: string; readonly answerSha256: string }[];
  readonly worstCaveat: Caveat["severity"] | null;
  /** True when the answer said that its data were older than their rhythm allows. */
  readonly stale: boolean;
  readonly datasets: readonly string[];
  /** Code of the refusal or failure. */
  readonly code: string | null;
  /** Why it was refused, failed or where it was stopped. */
  readonly why: string | null;
};

/** What the ledger says of one answer after it was given. */
export type AnswerHistory = {
  readonly decisions: readonly { readonly at: string; readonly what: string; readonly who: string }[];
  readonly lastReplay: { readonly verdict: string; readonly at: string } | null;
  /** The first replay that came out different: what changed, and when that was seen. */
  readonly changed: { readonly at: string; readonly text: string } | null;
};

type Payload<K extends Happening["kind"]> = Extract<Happening, { kind: K }>["payload"];

/** A decision as it was recorded. */
export type DecisionRecord = Payload<"decision-recorded"> & { readonly at: string };

/** Data or a description that came in, was revised or was retired. */
export type Arrival = {
  readonly at: string;
  readonly dataset: string;
  readonly what: "imported" | "revised" | "retired";
  readonly rows: number | null;
};

export type RequestState = "draft" | Payload<"request-moved">["to"];

/** A request for data: what was asked for, and every step with its day. */
export type RequestRecord = Payload<"request-opened"> & {
  readonly openedAt: string;
  readonly state: RequestState;
  readonly steps: readonly {
    readonly at: string;
    readonly to: RequestState;
    readonly who: string;
    readonly note: string | null;
  }[];
};

/** What a reviewer noted; the newest wording counts. */
export type ObservationRecord = Payload<"observation-recorded"> & {
  readonly at: string;
  readonly who: string;
};

/** A corrective action of the improvement plan in its newest state. */
export type ActionRecord = Payload<"action-recorded"> & { readonly at: string; readonly since: string };

/** A lesson in its newest state, with when it was first recorded and by whom. */
export type LessonRecord = Payload<"lesson-recorded"> & {
  readonly at: string;
  readonly since: string;
  readonly who: string;
};

/** All histories of a ledger. Maps keep the order in which things came. */
export type History = {
  readonly questions: ReadonlyMap<string, QuestionHistory>;
  readonly answers: ReadonlyMap<string, AnswerHistory>;
  /** The question that an answer belongs to. */
  readonly questionOf: ReadonlyMap<string, string>;
  readonly decisions: ReadonlyMap<string, DecisionRecord>;
  readonly arrivals: readonly Arrival[];
  readonly requests: ReadonlyMap<string, RequestRecord>;
  readonly observations: ReadonlyMap<string, ObservationRecord>;
  readonly actions: ReadonlyMap<string, ActionRecord>;
  readonly lessons: ReadonlyMap<string, LessonRecord>;
  /** The organisational unit of each person that was said to have one. */
  readonly units: ReadonlyMap<string, string>;
};

/** A history as plain lists, to be kept in a file and begun from again. */
export type SavedHistory = {
  readonly questions: readonly QuestionHistory[];
  readonly answers: readonly (readonly [string, AnswerHistory])[];
  readonly decisions: readonly DecisionRecord[];
  readonly arrivals: readonly Arrival[];
  readonly requests: readonly RequestRecord[];
  readonly observations: readonly ObservationRecord[];
  readonly actions: readonly ActionRecord[];
  readonly lessons: readonly LessonRecord[];
  readonly units: readonly (readonly [string, string])[];
};

/** A history that grows by one event at a time; folding the same events always gives the same history. */
export type HistoryFold = {
  readonly add: (event: LedgerEvent) => void;
  readonly history: History;
  readonly save: () => SavedHistory;
};

/** Starts a fold, empty or from where an earlier one was saved. The maps are updated in place as events are added. */
export function startHistory(saved?: SavedHistory): HistoryFold {
  const questions = new Map(saved?.questions.map((one) => [one.questionId, one]));
  const answers = new Map(saved?.answers);
  const questionOf = new Map<string, string>();
  for (const { answerId, questionId, earlier } of saved?.questions ?? []) {
    for (const rough of earlier ?? []) questionOf.set(rough.answerId, questionId);
    if (answerId !== null) questionOf.set(answerId, questionId);
  }
  const decisions = new Map(saved?.decisions.map((one) => [one.decisionId, one]));
  const arrivals: Arrival[] = [...(saved?.arrivals ?? [])];
  const requests = new Map(saved?.requests.map((one) => [one.requestId, one]));
  const observations = new Map(saved?.observations.map((one) => [one.observationId, one]));
  const actions = new Map(saved?.actions.map((one) => [one.actionId, one]));
  const lessons = new Map(saved?.lessons.map((one) => [one.lessonId, one]));
  const units = new Map(saved?.units);

  const change = (event: LedgerEvent, id: string, part: Partial<QuestionHistory>) => {
    const known = questions.get(id);
    if (known) questions.set(id, { ...known, endedAt: event.time, ...part });
  };
  /** A run that ends without an answer after a rough one was given leaves the question with that. */
  const endedAs = (state: "failed" | "cancelled", id: string): Pick<QuestionHistory, "state"> => ({
    state: questions.get(id)?.answerId == null ? state : "answered",
  });
  const note = (id: string, part: (known: AnswerHistory) => Partial<AnswerHistory>) => {
    const known = answers.get(id) ?? { decisions: [], lastReplay: null, changed: null };
    answers.set(id, { ...known, ...part(known) });
  };
  const add = (event: LedgerEvent) => {
    const at = event.time;
    switch (event.kind) {
      case "question-asked":
        questions.set(event.payload.questionId, askedHistory(event, event.payload));
        return;
      case "question-revised": {
        const { question, text } = event.payload;
        return change(event, event.payload.questionId, {
          ...aboutQuestion(question),
          text,
          state: "asked",
          code: null,
          why: null,
        });
      }
      case "question-refused": {
        const { code, reasons } = event.payload;
        return change(event, event.payload.questionId, { state: "refused", code, why: reasons.join(" ") });
      }
      case "question-sealed":
        return change(event, event.payload.questionId, {
          state: "sealed",
          datasets: event.payload.datasets.map((used) => used.dataset),
        });
      case "run-started":
        return change(event, event.payload.questionId, { state: "running" });
      case "run-finished": {
        const { answerId, sentence, answerSha256, caveats, questionId } = event.payload;
        questionOf.set(answerId, questionId);
        const before = questions.get(questionId);
        const rough =
          before?.answerId != null && before.answerSha256 !== null
            ? [...(before.earlier ?? []), { answerId: before.answerId, answerSha256: before.answerSha256 }]
            : undefined;
        return change(event, questionId, {
          state: "answered",
          answeredAt: at,
          answerId,
          sentence,
          answerSha256,
          worstCaveat: worstOf(caveats),
          stale: caveats.some(({ code }) => code === "stale"),
          ...(rough === undefined ? {} : { earlier: rough }),
        });
      }
      case "run-failed": {
        const { code, message } = event.payload;
        return change(event, event.payload.questionId, {
          ...endedAs("failed", event.payload.questionId),
          code,
          why: message,
        });
      }
      case "run-cancelled":
        return change(event, event.payload.questionId, {
          ...endedAs("cancelled", event.payload.questionId),
          why: event.payload.stage,
        });
      case "answer-replayed": {
        const { verdict, text } = event.payload;
        return note(event.payload.answerId, (known) => ({
          lastReplay: { verdict, at },
          ...(verdict === "different" && known.changed === null && { changed: { at, text } }),
        }));
      }
      case "decision-recorded": {
        const { what, who, rough } = event.payload;
        decisions.set(event.payload.decisionId, { ...event.payload, at });
        for (const id of event.payload.answerIds) {
          const said = rough?.includes(id) ? `${what} (decided on a rough answer, from a sample)` : what;
          note(id, (known) => ({ decisions: [...known.decisions, { at, what: said, who }] }));
        }
        return;
      }
      case "dataset-imported":
      case "dataset-revised": {
        const { dataset, rows } = event.payload;
        arrivals.push({
          at,
          dataset,
          rows,
          what: event.kind === "dataset-imported" ? "imported" : "revised",
        });
        return;
      }
      case "dataset-retired":
        arrivals.push({ at, dataset: event.payload.dataset, rows: null, what: "retired" });
        return;
      case "request-opened":
        requests.set(event.payload.requestId, {
          ...event.payload,
          openedAt: at,
          state: "draft",
          steps: [{ at, to: "draft", who: event.actor, note: null }],
        });
        return;
      case "request-moved": {
        const known = requests.get(event.payload.requestId);
        const { to, note: said } = event.payload;
        const step = { at, to, who: event.actor, note: said ?? null };
        if (known) requests.set(known.requestId, { ...known, state: to, steps: [...known.steps, step] });
        return;
      }
      case "observation-recorded":
        observations.set(event.payload.observationId, { ...event.payload, at, who: event.actor });
        return;
      case "action-recorded": {
        const since = actions.get(event.payload.actionId)?.since ?? at;
        actions.set(event.payload.actionId, { ...event.payload, at, since });
        return;
      }
      case "lesson-recorded": {
        const since = lessons.get(event.payload.lessonId)?.since ?? at;
        lessons.set(event.payload.lessonId, { ...event.payload, at, since, who: event.actor });
        return;
      }
      case "actor-described":
        units.set(event.payload.actor, event.payload.unit);
        return;
      default:
        return;
    }
  };
  return {
    add,
    history: {
      questions,
      answers,
      questionOf,
      decisions,
      arrivals,
      requests,
      observations,
      actions,
      lessons,
      units,
    },
    save: () => ({
      questions: [...questions.values()],
      answers: [...answers],
      decisions: [...decisions.values()],
      arrivals,
      requests: [...requests.values()],
      observations: [...observations.values()],
      actions: [...actions.values()],
      lessons: [...lessons.values()],
      units: [...units],
    }),
  };
}

/** Folds a list of events into the histories of questions and answers. */
export function foldHistory(events: Iterable<LedgerEvent>): History {
  const fold = startHistory();
  for (const event of events) fold.add(event);
  return fold.history;
}

function aboutQuestion(question: Question) {
  return {
    kind: question.kind,
    concept: question.measure?.concept ?? null,
    place: question.place?.areas.map((area) => area.name).join(", ") ?? "",
    typed: question.text,
    hasDecision: question.decision?.kind === "stated",
  };
}

function askedHistory(
  { time, actor }: LedgerEvent,
  asked: { readonly questionId: string; readonly question: Question; readonly text: string },
): QuestionHistory {
  return {
    questionId: asked.questionId,
    ...aboutQuestion(asked.question),
    text: asked.text,
    askedAt: time,
    askedBy: actor,
    answeredAt: null,
    endedAt: time,
    state: "asked",
    answerId: null,
    sentence: null,
    answerSha256: null,
    worstCaveat: null,
    stale: false,
    datasets: [],
    code: null,
    why: null,
  };
}

/** The most serious of an answer's caveats. */
export function worstOf(caveats: readonly Pick<Caveat, "severity">[]): Caveat["severity"] | null {
  const order = ["serious", "notable", "minor"] as const;
  return order.find((severity) => caveats.some((caveat) => caveat.severity === severity)) ?? null;
}
