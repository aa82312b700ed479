import type { History } from "../../../shared/ledger/history.ts";
import { fail, ok, type Result } from "../../../shared/result.ts";
import { buildReview } from "../../../shared/review/build.ts";
import type { Review } from "../../../shared/review/review.ts";
import type { Session } from "../session.ts";
import { endOfMoment, knownThen } from "./known-then.ts";

export { endOfMoment } from "./known-then.ts";

/** A stretch to review. Without days: from the first event to today. `knownAt`: only what had happened by then counts. */
export type ReviewAsked = {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly knownAt?: string | undefined;
};

/** What the ledger tells of a stretch of time, now or as it was known at a moment. */
export async function review(session: Session, asked: ReviewAsked): Promise<Result<Review>> {
  const now = new Date(session.around.now()).toISOString();
  const knownAt = asked.knownAt === undefined ? now : endOfMoment(asked.knownAt);
  const first = session.workspace.union.events(0, 1)[0]?.time.slice(0, 10) ?? session.today();
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

/** The histories as they stood at a moment; null: now. */
export const historyAt = async (session: Session, knownAt: string | null): Promise<History> =>
  (await knownThen(session, knownAt)).history;
