import type { Outcome } from "../../../shared/api.ts";
import { questionHash } from "../../../shared/question/canonical.ts";
import { fail, type Result } from "../../../shared/result.ts";
import type { Session } from "../session.ts";
import { look } from "../understand/understand.ts";
import { type Ask, keep, planBest } from "./ask.ts";
import { execute, type RunOptions, sealAnswer } from "./execute.ts";
import { sampledPlan } from "./rough.ts";

/**
 * A rough answer from a sample of the rows, while the exact one to the same question is under way: another run of that
 * question in the ledger. It is written only while the exact answer is still to come, so that this stays the last word.
 */
export async function askRough(
  session: Session,
  asked: Ask & { readonly roughOf: string },
  options: RunOptions,
): Promise<Result<Outcome>> {
  const started = session.around.now();
  const questionId = session.asked.get(asked.roughOf);
  const isOpen = (): boolean =>
    questionId !== undefined && session.history.questions.get(questionId)?.state === "running";
  if (questionId === undefined || !isOpen()) return tooLate();
  const seen = await look(session, asked.question);
  const exact = planBest(session, asked, seen);
  const planned = exact.ok ? sampledPlan(exact.value) : exact;
  if (!planned.ok) return planned;
  const ran = await execute(session, planned.value, options);
  if (!ran.ok) return ran;
  if (!isOpen()) return tooLate();
  const now = session.around.now();
  const runId = `R-${session.around.newId()}`;
  const answer = sealAnswer(ran.value, planned.value, {
    id: `A-${session.around.newId()}`,
    seal: { questionHash: questionHash(asked.question), at: new Date(started).toISOString() },
    answeredAt: new Date(now).toISOString(),
    tookMs: now - started,
  });
  const begun = await session.record({ kind: "run-started", payload: { questionId, runId } });
  if (!begun.ok) return begun;
  return keep(session, answer, planned.value, { questionId, runId });
}

const tooLate = (): Result<never> =>
  fail({ code: "cancelled", message: "The exact answer came first; a rough one is no longer needed." });
