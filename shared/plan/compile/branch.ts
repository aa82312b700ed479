import type { Plan, Step, StepOf } from "../plan.ts";

/** A chain of engine steps from a scan on, taken apart for the compiler. */
export type Branch = {
  readonly name: string;
  readonly scan: StepOf<"scan">;
  readonly filters: readonly StepOf<"filter">[];
  readonly version: StepOf<"version"> | null;
  readonly windows: StepOf<"windows">;
  readonly difference: boolean;
  readonly aggregate: StepOf<"aggregate">;
  readonly periods: StepOf<"periods"> | null;
  readonly fold: StepOf<"fold"> | null;
  readonly series: boolean;
  /** Whether each figure is shown with its date, as a rate's is. */
  readonly dated: boolean;
};

/** The branch a step belongs to: the part of its name before the dot. */
export const branchOf = (as: string): string => as.split(".")[0] ?? as;

/** The engine's part of a plan: one branch per scan, in the order of the plan. Throws on a plan the planner cannot have made. */
export function branchesOf(plan: Plan): readonly Branch[] {
  return plan.steps.filter((step) => step.kind === "scan").map((scan) => oneBranch(plan, scan));
}

function oneBranch(plan: Plan, scan: StepOf<"scan">): Branch {
  const name = branchOf(scan.as);
  const own = plan.steps.filter((step) => branchOf(step.as) === name);
  const windows = pick(own, "windows");
  const aggregate = pick(own, "aggregate");
  if (!windows || !aggregate)
    throw new Error(`The plan's branch ${name} lacks its windows or aggregate step`);
  return {
    name,
    scan,
    filters: own.filter((step) => step.kind === "filter"),
    version: pick(own, "version") ?? null,
    windows,
    difference: pick(own, "difference") !== undefined,
    aggregate,
    periods: pick(own, "periods") ?? null,
    fold: pick(own, "fold") ?? null,
    series: pick(own, "series") !== undefined,
    dated: plan.statistic.kind === "rate",
  };
}

function pick<K extends Step["kind"]>(steps: readonly Step[], kind: K): StepOf<K> | undefined {
  return steps.find((step): step is StepOf<K> => step.kind === kind);
}
