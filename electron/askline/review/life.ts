import type { LedgerEvent } from "../../../shared/ledger/event.ts";
import { fail, ok, type Result } from "../../../shared/result.ts";
import { questionLife } from "../../../shared/review/life/question-life.ts";
import { type Trace, traceOfThing } from "../../../shared/review/life/trace.ts";
import type { Session } from "../session.ts";
import { endOfMoment, historyAt } from "./review.ts";

/** The life of one question, answer, request, decision or dataset; with `knownAt` as far as it had come by then. */
export async function trace(
  session: Session,
  { id, knownAt }: { readonly id: string; readonly knownAt?: string | undefined },
): Promise<Result<Trace>> {
  const until = knownAt === undefined ? null : endOfMoment(knownAt);
  const history = await historyAt(session, until);
  const question = history.questions.get(history.questionOf.get(id) ?? id);
  if (question) {
    const { questionId, answerId } = question;
    const events = await eventsNaming(session, [questionId, ...(answerId === null ? [] : [answerId])]);
    const known = until === null ? events : events.filter(({ time }) => time <= until);
    return ok(questionLife(history, question, known));
  }
  const found = traceOfThing(history, id);
  return found
    ? ok(found)
    : fail({
        code: "not-found",
        message: `The ledger knows nothing by the name ${id}.`,
        remedy: "Choose an entry of the timeline.",
      });
}

/** The events that name one of these ids, of all laptops, in the order in which they happened. */
export async function eventsNaming(session: Session, ids: readonly string[]): Promise<LedgerEvent[]> {
  const found = await session.workspace.union.eventsNaming(ids);
  return found.filter((event) => names(event, ids));
}

function names({ payload }: LedgerEvent, ids: readonly string[]): boolean {
  return (
    ("questionId" in payload && payload.questionId !== null && ids.includes(payload.questionId)) ||
    ("answerId" in payload && ids.includes(payload.answerId))
  );
}
