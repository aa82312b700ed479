import { setImmediate as breathe } from "node:timers/promises";
import { type History, startHistory } from "../../../shared/ledger/history.ts";
import { fail, ok, type Result } from "../../../shared/result.ts";
import { buildReview } from "../../../shared/review/build.ts";
import type { Review } from "../../../shared/review/review.ts";
import type { Session } from "../session.ts";

/** A stretch to review. Without days: from the first event to today. `knownAt`: only what had happened by then counts. */
export type ReviewAsked = {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly knownAt?: string | undefined;
};

/** Events read at a time: some ten milliseconds. */
const EVENTS_AT_ONCE = 500;

/** What the ledger tells of a stretch of time, now or as it was known at a moment. */
export async function review(session: Session, asked: ReviewAsked): Promise<Result<Review>> {
  const now = new Date(session.around.now()).toISOString();
  const knownAt = asked.knownAt === undefined ? now : endOfMoment(asked.knownAt);
  const first = session.workspace.ledger.events(0, 1)[0]?.time.slice(0, 10) ?? session.today();
  const [from, to] = [asked.from ?? first, asked.to ?? knownAt.slice(0, 10)];
  if (from > to)
    return fail({
      code: "bad-input",
      message: `The period ends (${to}) before it begins (${from}).`,
      remedy: "Give the earlier day first.",
    });
  return ok(
    buildReview(await historyAt(session, asked.knownAt === undefined ? null : knownAt), {
      from,
      to,
      knownAt,
    }),
  );
}

/** Folds only what had happened by a moment: hindsight stays out. Null: everything, which is folded already. */
export async function historyAt(session: Session, knownAt: string | null): Promise<History> {
  if (knownAt === null) return session.history;
  const { ledger } = session.workspace;
  const fold = startHistory();
  for (let from = 0; from < ledger.count(); from += EVENTS_AT_ONCE) {
    // Clocks may jump: an event counts by its own time, and later ones are looked at all the same.
    for (const event of ledger.events(from, from + EVENTS_AT_ONCE))
      if (event.time <= knownAt) fold.add(event);
    // A long ledger takes seconds: the window must stay alive meanwhile.
    await breathe();
  }
  return fold.history;
}

/** A day means its end. */
export const endOfMoment = (moment: string): string =>
  /^\d{4}-\d\d-\d\d$/.test(moment) ? `${moment}T23:59:59.999Z` : new Date(moment).toISOString();
