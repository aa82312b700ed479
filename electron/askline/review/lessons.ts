import type { Happening } from "../../../shared/ledger/event.ts";
import { fail, ok, type Result } from "../../../shared/result.ts";
import type { Session } from "../session.ts";

type Recorded = Extract<Happening, { kind: "lesson-recorded" }>["payload"];

/** A lesson; an id that is there already means its newest wording and state. */
export type LessonDraft = Omit<Recorded, "lessonId"> & { readonly lessonId?: string | undefined };

/** Records what was learned, linked to the observation that shows it. */
export async function recordLesson(
  session: Session,
  draft: LessonDraft,
): Promise<Result<{ lessonId: string }>> {
  const { lessons, observations } = session.history;
  const { lessonId = `L-${session.around.newId()}`, observationId, lesson, state } = draft;
  if (draft.lessonId !== undefined && !lessons.has(draft.lessonId)) return unknown("lesson", draft.lessonId);
  if (observationId !== null && !observations.has(observationId))
    return unknown("observation", observationId);
  if (
    lesson.sort === "alias" &&
    !session.derived().vocabulary.concepts.some(({ id }) => id === lesson.concept)
  )
    return unknown("concept", lesson.concept);
  const recorded = await session.record({
    kind: "lesson-recorded",
    payload: { lessonId, observationId, lesson, state },
  });
  if (!recorded.ok) return recorded;
  if (lesson.sort === "alias") session.wordsChanged();
  return ok({ lessonId });
}

/** Says which organisational unit somebody acts for. */
export async function describeActor(
  session: Session,
  { actor, unit }: { readonly actor: string; readonly unit: string },
): Promise<Result<Record<string, never>>> {
  const recorded = await session.record({ kind: "actor-described", payload: { actor, unit } });
  return recorded.ok ? ok({}) : recorded;
}

const unknown = (what: string, id: string): Result<never> =>
  fail({
    code: "not-found",
    message: `There is no ${what} ${id} here.`,
    meaning: "Nothing was recorded.",
    remedy: "Choose one that is there.",
  });
