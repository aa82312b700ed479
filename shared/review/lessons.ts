import { z } from "zod";
import { lessonSchema } from "../ledger/event.ts";
import type { History, LessonRecord, QuestionHistory } from "../ledger/history.ts";

/** What a lesson is made of, as the ledger keeps it. */
export type Lesson = z.infer<typeof lessonSchema>;

/** How one question of a drill stands: asked again on the day of the drill or later, and how long the answer took. */
export const drillQuestionSchema = z.object({
  text: z.string(),
  withinMinutes: z.number(),
  /** The first time it was asked on that day or later; null: not yet. */
  questionId: z.string().nullable(),
  answerId: z.string().nullable(),
  /** Minutes from asking to the answer; null: no answer yet. */
  minutes: z.number().nullable(),
  verdict: z.enum(["waiting", "in-time", "late", "no-answer"]),
});

/** A lesson as it is shown, with what came of it. */
export const lessonViewSchema = z.object({
  lessonId: z.string(),
  observationId: z.string().nullable(),
  since: z.string(),
  who: z.string(),
  state: z.enum(["active", "retired"]),
  lesson: lessonSchema,
  /** Standing requests: the day on which the data are to be asked for next. */
  next: z.string().nullable(),
  /** Standing requests: the requests that were opened for it. */
  requests: z.array(z.string()),
  /** Templates: the questions asked from it since. */
  asked: z.array(z.string()),
  /** Drills: each question and how it went. */
  drill: z.array(drillQuestionSchema),
});
export type LessonView = z.infer<typeof lessonViewSchema>;

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** A lesson with what came of it, as it was known at a moment (UTC, ISO 8601). */
export function viewLesson(record: LessonRecord, history: History, knownAt: string): LessonView {
  const { lessonId, observationId, since, who, state, lesson } = record;
  const requests =
    lesson.sort === "standing-request"
      ? [...history.requests.values()].filter((request) => request.lessonId === lessonId)
      : [];
  const template = lesson.sort === "template" ? lesson.text : null;
  return {
    lessonId,
    observationId,
    since,
    who,
    state,
    lesson,
    next:
      lesson.sort === "standing-request" && state === "active"
        ? nextDay(
            lesson,
            requests.map(({ openedAt }) => openedAt),
          )
        : null,
    requests: requests.map(({ requestId }) => requestId),
    asked:
      template === null
        ? []
        : [...history.questions.values()]
            .filter(({ typed, askedAt }) => typed === template && askedAt >= since)
            .map(({ questionId }) => questionId),
    drill: lesson.sort === "drill" ? drillOf(lesson, [...history.questions.values()], knownAt) : [],
  };
}

/** The first day not before `from` that lies a whole rhythm after the newest request; `from` itself where there is none. */
function nextDay(
  { from, everyDays }: Extract<Lesson, { sort: "standing-request" }>,
  opened: readonly string[],
): string {
  const last = [...opened].sort().at(-1)?.slice(0, 10);
  if (last === undefined || last < from) return from;
  const begun = Math.floor((Date.parse(last) - Date.parse(from)) / DAY_MS / everyDays) + 1;
  return new Date(Date.parse(from) + begun * everyDays * DAY_MS).toISOString().slice(0, 10);
}

/** Each question of a drill with the first time it was asked on the day or later. */
function drillOf(
  { on, questions }: Extract<Lesson, { sort: "drill" }>,
  asked: readonly QuestionHistory[],
  knownAt: string,
): LessonView["drill"] {
  return questions.map(({ text, withinMinutes }) => {
    const found = asked.find(
      ({ askedAt, typed, text: sentence }) => askedAt >= on && (typed === text || sentence === text),
    );
    const end = found?.answeredAt ?? null;
    const minutes = found && end !== null ? (Date.parse(end) - Date.parse(found.askedAt)) / MINUTE_MS : null;
    return {
      text,
      withinMinutes,
      questionId: found?.questionId ?? null,
      answerId: found?.answerId ?? null,
      minutes,
      verdict: verdictOf(found, minutes, withinMinutes, knownAt),
    };
  });
}

function verdictOf(
  found: QuestionHistory | undefined,
  minutes: number | null,
  withinMinutes: number,
  knownAt: string,
): LessonView["drill"][number]["verdict"] {
  if (!found) return "waiting";
  if (minutes !== null) return minutes <= withinMinutes ? "in-time" : "late";
  if (["refused", "failed", "cancelled"].includes(found.state)) return "no-answer";
  return Date.parse(knownAt) - Date.parse(found.askedAt) > withinMinutes * MINUTE_MS ? "late" : "waiting";
}
