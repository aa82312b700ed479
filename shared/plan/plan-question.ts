import { assertNever, type Result } from "../result.ts";
import { type BranchAsk, timeColumn } from "./kinds/plan-branch.ts";
import { planComparison } from "./kinds/plan-comparison.ts";
import {
  isReadyMade,
  partOf,
  planFigures,
  planRate,
  planReadyMade,
  planShare,
} from "./kinds/plan-figures.ts";
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
  const series = grainFor(draft, draft.window);
  if (draft.statistic.kind === "share") return planShareTrend(draft, { ...draft.base, series });
  if (isReadyMade(draft)) {
    const made = planReadyMade(draft, { ...draft.base, series });
    return made.ok ? finish(draft, made.value) : made;
  }
  const rated = draft.statistic.kind === "rate";
  const last = addBranch(draft, { ...draft.base, series, aligned: rated });
  if (!last.ok) return last;
  if (!rated) return finish(draft, last.value);
  const rate = planRate(draft, last.value, draft.base.by, series);
  return rate.ok ? finish(draft, rate.value) : rate;
}

/** The part and the whole of each period, each added up before they are divided. */
function planShareTrend(draft: Draft, branch: BranchAsk): Result<Plan> {
  const both = { ...branch, aligned: true };
  const part = addBranch(draft, partOf(both));
  if (!part.ok) return part;
  const share = planShare(draft, both, part.value);
  return share.ok ? finish(draft, share.value) : share;
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
