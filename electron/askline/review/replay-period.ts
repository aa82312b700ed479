import type { ReplaySummary } from "../../../shared/api/review.ts";
import { fail, ok, type Result } from "../../../shared/result.ts";
import { isWithin } from "../../../shared/review/measures.ts";
import { readAnswer } from "../answer/answers.ts";
import type { RunOptions } from "../answer/execute.ts";
import { replay } from "../answer/replay.ts";
import type { Session } from "../session.ts";
import type { ReviewAsked } from "./review.ts";

/** The answers given to questions asked in a stretch of days, oldest first. */
export function answersWithin(
  session: Session,
  { from, to }: ReviewAsked,
): { readonly answerId: string; readonly sentence: string }[] {
  const stretch = { from: from ?? "0000-01-01", to: to ?? "9999-12-31", knownAt: "" };
  return [...session.history.questions.values()].flatMap(({ answerId, askedAt, sentence }) =>
    answerId !== null && isWithin(stretch, askedAt) ? [{ answerId, sentence: sentence ?? "" }] : [],
  );
}

/**
 * Runs all answers of a stretch again, one after the other, and sums the verdicts up. Cancelling keeps what was done: every
 * replay is in the ledger by itself. An answer that cannot be read or run is a row of the table, not the end.
 */
export async function replayPeriod(
  session: Session,
  asked: ReviewAsked,
  options: RunOptions = {},
): Promise<Result<ReplaySummary>> {
  const all = answersWithin(session, asked);
  const rows: ReplaySummary["rows"] = [];
  for (const { answerId, sentence } of all) {
    if (options.signal?.aborted) break;
    options.onStage?.({ stage: "running", share: rows.length / all.length, rows: null });
    const outcome = await again(session, answerId, options);
    if (!outcome.ok && outcome.problem.code === "cancelled") break;
    if (!outcome.ok && outcome.problem.code === "disk-full") return fail(outcome.problem);
    rows.push({
      answerId,
      sentence,
      verdict: outcome.ok ? outcome.value.verdict : "cannot-replay",
      text: outcome.ok ? outcome.value.text : outcome.problem.message,
    });
  }
  const count = (verdict: string) => rows.filter((row) => row.verdict === verdict).length;
  return ok({
    answers: all.length,
    replayed: rows.length,
    identical: count("identical"),
    sameWithinRounding: count("same-within-rounding"),
    different: count("different"),
    cannotReplay: count("cannot-replay"),
    rows,
  });
}

async function again(session: Session, answerId: string, { signal }: RunOptions) {
  const kept = await readAnswer(session, answerId);
  return kept.ok ? replay(session, kept.value, signal ? { signal } : {}) : kept;
}
