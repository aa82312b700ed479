import { drawFor } from "../../../shared/plan/sample/draw.ts";
import { samplePlan } from "../../../shared/plan/sample/sample-plan.ts";
import { ok, type Result } from "../../../shared/result.ts";
import type { Planned, RoughOffer } from "./execute.ts";

/** The same over a sample of the rows; `not-answerable` with the reason where a sample cannot say it. */
export function sampledPlan(planned: Planned): Result<Planned> {
  const { plan, question, datasets } = planned;
  const scan = plan.steps.find((step) => step.kind === "scan");
  const file = datasets
    .find(({ id }) => id === scan?.dataset)
    ?.distributions.find(({ sha256 }) => sha256 === scan?.sha256);
  const draw = drawFor(question, scan?.sha256 ?? "", file?.profile?.rows ?? 0);
  const sampled = samplePlan(plan, draw);
  return sampled.ok ? ok({ ...planned, plan: sampled.value }) : sampled;
}

/** What the window may offer while the exact answer is being made. */
export const offerOf = (sampled: Result<Planned>): RoughOffer =>
  sampled.ok ? { possible: true, why: null } : { possible: false, why: sampled.problem.message };
