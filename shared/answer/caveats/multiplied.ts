import type { Branch } from "../../plan/compile/branch.ts";
import type { Caveat } from "../answer.ts";
import type { Context } from "../context.ts";
import { showNumber } from "../rounding.ts";

/**
 * A joined table that has several rows for one place and date. Each side of a join has one figure per place, so nothing is
 * counted twice by joining; but the rows were added up before, which is right for parts (men and women), not for copies.
 */
export function multiplied({ figures, datasets, plan }: Context): Caveat[] {
  if (!plan.steps.some((step) => step.kind === "join")) return [];
  return figures.branches.flatMap(({ branch, fact }): Caveat[] => {
    const most = Math.max(0, ...fact.map(({ m }) => m ?? 0));
    const joined = branch.name === "below" || branch.name === "second";
    if (!joined || most < 2 || branch.aggregate.fn === "count" || branch.aggregate.place.kind === "all")
      return [];
    const title = datasets.find(({ id }) => id === branch.scan.dataset)?.title ?? branch.scan.dataset;
    const said = manyRows(title, most, branch);
    // It stands in the plan already where it was measured before the run.
    if (plan.assumptions.some(({ text }) => text === said.text)) return [];
    return [{ code: "assumed", ...said, evidence: { count: most } }];
  });
}

/** Several rows for one key of a joined table, in words: parts of one figure, or perhaps copies. */
export function manyRows(
  title: string,
  most: number,
  { scan }: Pick<Branch, "scan">,
): Pick<Caveat, "severity" | "text"> {
  const parts = scan.dimensionColumns.length > 0;
  return {
    severity: parts ? "minor" : "serious",
    text: `“${title}” has up to ${showNumber(most)} rows for one place and date; they were put together before joining${parts ? ", as parts of one figure" : ", though nothing tells them apart: if they are copies, its figures are too high"}.`,
  };
}
