import { ok, type Result } from "../../result.ts";
import { type Branch, branchesOf } from "../compile/branch.ts";
import type { Plan, StepOf } from "../plan.ts";
import { notAnswerable } from "../refusals.ts";
import type { Draw } from "./draw.ts";
import { unsampled } from "./sample-words.ts";

/** Whether an answer is made from a sample of the rows. */
export const isSampled = (plan: Plan): boolean => sampleOf(plan) !== null;

/** The sample that a plan draws; null where it reads every row. */
export const sampleOf = (plan: Plan): Draw | null =>
  plan.steps.find((step): step is StepOf<"scan"> => step.kind === "scan" && step.sample !== undefined)
    ?.sample ?? null;

/**
 * The same plan over a sample of the rows, or the plain reason why a sample cannot say what was asked (code
 * `not-answerable`). The figure itself and the whole of a share are sampled, from the same rows; a base that a rate
 * divides by is read in full.
 */
export function samplePlan(plan: Plan, draw: Draw): Result<Plan> {
  const reason = whyNot(plan);
  if (reason !== null) return notAnswerable(`A rough answer is not possible: ${reason}`);
  return ok({
    ...plan,
    steps: plan.steps.map((step) =>
      step.kind === "scan" && !step.as.startsWith("below.") ? { ...step, sample: draw } : step,
    ),
  });
}

function whyNot(plan: Plan): string | null {
  const has = (kind: string): boolean => plan.steps.some((step) => step.kind === kind);
  if (has("suppress")) return unsampled.protected;
  if (has("model")) return unsampled.model;
  if (has("version")) return unsampled.versions;
  if (has("count-places") || has("across") || has("of-seen")) return unsampled.extreme;
  if (has("percent")) return unsampled.moment;
  const join = plan.steps.find((step) => step.kind === "join");
  if (join !== undefined && join.how !== "rate" && join.how !== "share") return unsampled.model;
  const branches = branchesOf(plan);
  const [main, ...others] = branches;
  if (main === undefined) return unsampled.model;
  if (join?.how === "rate" && others.some(({ scan }) => scan.sha256 === main.scan.sha256))
    return unsampled.sameTable;
  for (const branch of branches) {
    const reason = branch.name === "below" ? null : whyNotBranch(branch);
    if (reason !== null) return reason;
  }
  return null;
}

function whyNotBranch({
  scan,
  difference,
  windows,
  aggregate,
  periods,
  fold,
  series,
}: Branch): string | null {
  if (difference || scan.behaviour === "cumulative") return unsampled.cumulative;
  if (scan.values.length > 1 || scan.values.some(({ place }) => place !== null)) return unsampled.columns;
  if (scan.divisor !== undefined) return unsampled.divided;
  if (windows.windows.length > 2) return unsampled.medianOfEarlier;
  if (overlap(windows)) return unsampled.overlapping;
  if (aggregate.fn === "each") return eachReason(fold?.fold.kind);
  if (aggregate.fn === "mean") return unsampled.averaged;
  if (series) return periods === null || periods.fn === "sum" ? null : unsampled.moment;
  switch (fold?.fold.kind) {
    case "total":
    case "records":
      return null;
    case "mean":
      return periods === null ? null : unsampled.periods;
    case "median":
    case "quantile":
      return unsampled.quantile;
    case "latest":
    case "level":
    case "change":
      return unsampled.moment;
    default:
      return unsampled.extreme;
  }
}

/** Single events: their mean and quantiles can be told from a sample, the largest of them cannot. */
function eachReason(kind: string | undefined): string | null {
  return kind === "mean" || kind === "median" || kind === "quantile" ? null : unsampled.extreme;
}

function overlap({ windows }: StepOf<"windows">): boolean {
  const [a, b] = windows;
  if (a === undefined || b === undefined) return false;
  return (a.from ?? "") <= (b.to ?? "9999") && (b.from ?? "") <= (a.to ?? "9999");
}
