import type { Answer } from "../../../shared/answer/answer.ts";
import { compareAnswers } from "../../../shared/answer/compare.ts";
import type { Replay } from "../../../shared/api.ts";
import type { Dataset } from "../../../shared/catalogue/dataset.ts";
import { currentDistribution } from "../../../shared/catalogue/distribution.ts";
import type { Plan } from "../../../shared/plan/plan.ts";
import { planQuestion } from "../../../shared/plan/plan-question.ts";
import { ok, type Result } from "../../../shared/result.ts";
import type { KeptAnswer } from "../../workspace/answer-files.ts";
import { datasetsNamed, type Session } from "../session.ts";
import { execute, type Planned, type RunOptions, sealAnswer } from "./execute.ts";
import { guardAgainstDifferences } from "./guard.ts";

/**
 * Runs a sealed answer again. First as it was: stored plan, stored descriptions, same files; that must give the same
 * fingerprint. Where the workspace has newer data for the same datasets, also as it would be asked today, and the
 * verdict tells the two apart.
 */
export async function replay(
  session: Session,
  kept: KeptAnswer,
  options: RunOptions = {},
): Promise<Result<Replay>> {
  const then = kept.answer;
  const missing = await missingFiles(session, then);
  const current = datasetsNamed(
    session,
    kept.datasets.map((dataset) => dataset.id),
  );
  const newer = current.length === kept.datasets.length && hashesOf(current) !== hashesOf(kept.datasets);
  if (missing.length > 0 && !newer) return ok(cannotReplay(then, missing));

  const { question, questionText: text, match: report, unsure } = then;
  const asThen: Planned = { question, text, report, unsure, plan: then.plan, datasets: kept.datasets };
  const asNow = newer ? planAgain(session, then, current) : asThen;
  if (asNow === null)
    return ok(
      cannotReplay(then, [
        `The descriptions of ${current.map((d) => d.title).join(" and ")} have changed so that the question no longer fits them.`,
      ]),
    );
  const computed = await execute(session, asNow, options);
  if (!computed.ok) return computed;
  const guarded = newer
    ? await guardAgainstDifferences(session, asNow, computed.value, then.id)
    : ok(undefined);
  if (!guarded.ok) return guarded;
  const now = sealAnswer(computed.value, asNow, {
    id: then.id,
    seal: then.seal,
    answeredAt: new Date(session.around.now()).toISOString(),
    tookMs: 0,
  });
  const compared = compareAnswers(then, now);
  const recorded = session.workspace.readOnly
    ? ok(undefined)
    : await session.record({
        kind: "answer-replayed",
        payload: { answerId: then.id, verdict: compared.verdict, text: compared.text },
      });
  if (!recorded.ok) return recorded;
  return ok({ answerId: then.id, ...compared, before: partOf(then), after: partOf(now) });
}

/** The stored question planned again over the datasets as they are described and filled today. */
function planAgain(session: Session, then: Answer, datasets: readonly Dataset[]): Planned | null {
  const entry = then.match.entries.find((candidate) => candidate.dataset === datasets[0]?.id);
  if (!entry) return null;
  const { question, questionText: text, match: report, unsure } = then;
  const plan = planQuestion({ question, entry, datasets, vocabulary: session.derived().vocabulary });
  return plan.ok
    ? { question, text, report, unsure, plan: asStrictAs(then.plan, plan.value), datasets }
    : null;
}

/** What was hidden stays hidden: a threshold that was lowered since does not open an answer that is run again. */
const asStrictAs = (then: Plan, now: Plan): Plan => {
  const before = then.steps.find((step) => step.kind === "suppress");
  return before === undefined
    ? now
    : {
        ...now,
        steps: now.steps.map((step) =>
          step.kind === "suppress" ? { ...step, below: Math.max(step.below, before.below) } : step,
        ),
      };
};

async function missingFiles(session: Session, then: Answer): Promise<string[]> {
  const missing: string[] = [];
  for (const source of then.sources)
    if (!(await session.workspace.data.has(source.sha256)))
      missing.push(
        `The data file of “${source.title}” is no longer in the workspace (SHA-256 ${source.sha256}; last at ${session.workspace.data.pathOf(source.sha256)}).`,
      );
  return missing;
}

const cannotReplay = (then: Answer, texts: readonly string[]): Replay => ({
  answerId: then.id,
  verdict: "cannot-replay",
  text: texts.join(" "),
  reasons: texts.map((text) => ({ code: "data-missing", text, count: null })),
  before: partOf(then),
  after: null,
});

const hashesOf = (datasets: readonly Dataset[]): string =>
  datasets.map((dataset) => currentDistribution(dataset)?.sha256 ?? "none").join(" ");

const partOf = ({ sentence, value, table, fingerprint, answeredAt }: Answer): Replay["before"] => ({
  sentence,
  value,
  table,
  fingerprint,
  answeredAt,
});
