import { assertNever, type Result } from "../result.ts";
import { timeColumn } from "./kinds/plan-branch.ts";
import { planComparison } from "./kinds/plan-comparison.ts";
import { planFigures, planRate } from "./kinds/plan-figures.ts";
import { planForecast, planImpact } from "./kinds/plan-models.ts";
import { planCoverage, planRelationship } from "./kinds/plan-two-measures.ts";
import type { Plan } from "./plan.ts";
import { addBranch, type Draft, finish, grainFor, type PlanAsk, startDraft } from "./plan-draft.ts";
import { notAnswerable } from "./refusals.ts";
import { refused } from "./sentences.ts";

/** A plan for a matched question, or the plain reason why none can be made (code `not-answerable`). */
export function planQuestion(ask: PlanAsk): Result<Plan> {
  const draft = startDraft(ask);
  if (!draft.ok) return draft;
  const { question } = ask;
  switch (question.kind) {
    case "situation":
    case "comparison":
      return question.against === undefined || question.against.kind === "target"
        ? planSituation(draft.value)
        : planComparison(draft.value, question.against);
    case "trend":
      return planTrend(draft.value);
    case "ranking":
      return planRanking(draft.value);
    case "coverage":
      return planCoverage(draft.value);
    case "relationship":
      return planRelationship(draft.value);
    case "forecast":
      return planForecast(draft.value);
    case "impact":
      return planImpact(draft.value);
    default:
      return assertNever(question.kind);
  }
}

function planSituation(draft: Draft): Result<Plan> {
  const last = planFigures(draft, draft.base);
  if (!last.ok) return last;
  const { against } = draft.ask.question;
  if (against?.kind !== "target") return finish(draft, last.value);
  draft.steps.push({ kind: "compare", as: "answer.compared", of: last.value, with: null, against });
  return finish(draft, "answer.compared");
}

function planTrend(draft: Draft): Result<Plan> {
  const time = timeColumn(draft.dataset);
  if (time === null) return notAnswerable(refused.noTime);
  const last = addBranch(draft, { ...draft.base, series: grainFor(draft, draft.window) });
  if (!last.ok) return last;
  if (draft.statistic.kind !== "rate") return finish(draft, last.value);
  const rate = planRate(draft, last.value);
  return rate.ok ? finish(draft, rate.value) : rate;
}

function planRanking(draft: Draft): Result<Plan> {
  const { question } = draft.ask;
  if (draft.base.by === undefined && question.by.length === 0) return notAnswerable(refused.rankLevel);
  if (question.against !== undefined && question.against.kind !== "target")
    return notAnswerable(refused.rankDifferences);
  const last = planFigures(draft, draft.base);
  if (!last.ok) return last;
  const rank = question.rank ?? { top: 10, from: "highest" as const };
  draft.steps.push({ kind: "rank", as: "answer.ranked", of: last.value, ...rank });
  return finish(draft, "answer.ranked");
}
