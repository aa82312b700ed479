import type { Dataset } from "../catalogue/dataset.ts";
import { branchesOf } from "./compile/branch.ts";
import { compileBoth, pairOf } from "./compile/compile-both.ts";
import { compileBranch } from "./compile/compile-branch.ts";
import { compileInstants } from "./compile/compile-instants.ts";
import { compileSample } from "./compile/compile-sample.ts";
import { compileTrace } from "./compile/compile-trace.ts";
import type { CompiledQuery, Plan } from "./plan.ts";

/**
 * The plan as SQL with bound values: first `result`, the main branch; then one query per further branch, under its name
 * (`other`, `whole`, `below`, `second`), unless `result` reads it at the same time (compile-both.ts); then `trace`, the row counts after each filter, for files small enough, or
 * `instants`, what a large file holds at each instant, for all questions alike.
 */
export function compilePlan(plan: Plan, datasets: readonly Dataset[]): CompiledQuery[] {
  const branches = branchesOf(plan);
  const main = branches[0];
  const beside = branches.find((branch) => main && branch !== main && pairOf(main, branch, datasets));
  const queries = branches
    .filter((branch) => branch !== beside)
    .map((branch, index) => {
      if (index === 0 && beside) return compileBoth(branch, beside, "result");
      const compile = branch.scan.sample === undefined ? compileBranch : compileSample;
      return compile(branch, index === 0 ? "result" : branch.name, datasets);
    });
  // Counting the rows of each filter would read them all, which a sample is to save.
  const trace = main && main.scan.sample === undefined ? compileTrace(main, datasets) : null;
  const instants = main ? compileInstants(main, datasets) : null;
  return [...queries, ...(trace ? [trace] : []), ...(instants ? [instants] : [])];
}
