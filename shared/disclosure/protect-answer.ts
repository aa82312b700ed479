import type { Answer } from "../answer/answer.ts";
import type { Protect } from "../answer/context.ts";
import type { Plan } from "../plan/plan.ts";
import type { Behaviour } from "../vocabulary/behaviour.ts";
import { type CountsOfPeople, suppressionText, suppressTable } from "./suppress-table.ts";

/** Statistics whose figures of several places add up to the figure of all: others (a peak, a median) give no sums away. */
const ADD_UP = new Set<Plan["statistic"]["kind"]>(["total", "latest", "records", "share", "rate"]);

/** Which way the figures of an answer add up, and so which sums an onlooker may know. */
export function sumsOf(behaviour: Behaviour, statistic: Plan["statistic"]["kind"]): CountsOfPeople["adds"] {
  const adds = ADD_UP.has(statistic);
  return {
    place: adds,
    dimension: adds,
    period: adds && (behaviour === "flow" || behaviour === "event" || behaviour === "cumulative"),
  };
}

/** Disclosure control for an answer's table: small counts, and as many more cells as the sums require. */
export const protectTable: Protect = (table, { below, plan, measure }) => {
  const adds = sumsOf(measure.behaviour, plan.statistic.kind);
  const guarded = suppressTable(table, { below, adds });
  const hidden = guarded.small + guarded.further;
  return { table: guarded.table, hidden, text: hidden === 0 ? "" : suppressionText(guarded, below) };
};

/**
 * Takes out what would tell a hidden count in another way: row counts of the steps (a row may be a person) and values in
 * the caveats' evidence. For every plan under disclosure control, whether or not something was hidden: or the absence
 * itself would tell.
 */
export function withoutCounts<T extends Pick<Answer, "plan" | "steps" | "caveats">>(answer: T): T {
  if (!answer.plan.steps.some((step) => step.kind === "suppress")) return answer;
  return {
    ...answer,
    steps: answer.steps.map(({ text }) => ({ text, rowsIn: null, rowsOut: null })),
    caveats: answer.caveats.map(({ evidence: { count: _, values: __, ...evidence }, ...caveat }) => ({
      ...caveat,
      evidence,
    })),
  };
}
