import { setImmediate as breathe } from "node:timers/promises";
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

/** Events read at a time: some twenty milliseconds. */
const AT_ONCE = 500;
/** A ledger up to here is read whole for one question: about a second. */
const SMALL = 10_000;

/**
 * The events that name one of these ids, in the order in which they happened. In a long ledger only the stretch between
 * the first and the last thing that happened to the question is read; what came later is in the histories.
 */
export async function eventsNaming(session: Session, ids: readonly string[]): Promise<LedgerEvent[]> {
  const { ledger } = session.workspace;
  const found: LedgerEvent[] = [];
  const count = ledger.count();
  const { first, last } = count <= SMALL ? { first: 0, last: count } : stretchOf(session, ids);
  for (let from = first; from < last; from += AT_ONCE) {
    for (const event of ledger.events(from, Math.min(last, from + AT_ONCE)))
      if (names(event, ids)) found.push(event);
    await breathe();
  }
  return found;
}

function names({ payload }: LedgerEvent, ids: readonly string[]): boolean {
  return (
    ("questionId" in payload && payload.questionId !== null && ids.includes(payload.questionId)) ||
    ("answerId" in payload && ids.includes(payload.answerId))
  );
}

/** Positions between which a question's own events lie, by its first and last moment, some events to spare on both sides. */
function stretchOf({ workspace, history }: Session, ids: readonly string[]): { first: number; last: number } {
  const [question] = ids.flatMap((id) => history.questions.get(id) ?? []);
  if (!question) return { first: 0, last: 0 };
  const { ledger } = workspace;
  const positionAt = (moment: string): number => {
    let [low, high] = [0, ledger.count()];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ledger.events(middle, middle + 1)[0]?.time ?? "") < moment) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    first: Math.max(0, positionAt(question.askedAt) - AT_ONCE),
    last: Math.min(ledger.count(), positionAt(`${question.endedAt}~`) + AT_ONCE),
  };
}
