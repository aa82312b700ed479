import { manyRows } from "../../../shared/answer/caveats/multiplied.ts";
import { joinCounts, joinWords } from "../../../shared/answer/joined-places.ts";
import type { RawTable } from "../../../shared/answer/table/read-result.ts";
import { decodeTable } from "../../../shared/answer/table/table.ts";
import { type Branch, branchesOf } from "../../../shared/plan/compile/branch.ts";
import { compileJoinedPlaces } from "../../../shared/plan/compile/compile-joined-places.ts";
import { compileKeys } from "../../../shared/plan/compile/compile-keys.ts";
import type { Assumption, CompiledQuery } from "../../../shared/plan/plan.ts";
import { filesOf, type Session } from "../session.ts";
import type { Planned, RunOptions } from "./execute.ts";

/**
 * Measures, before a question with a join is sealed and run, which places are in both tables, which are lost with how many
 * rows, and whether a table has several rows for one place and date. Where it has, they are put together first, so that the
 * join counts nothing twice; that is written into the plan. Under disclosure control nothing is measured here: how many rows
 * there are would tell of people. Where it cannot be measured the plan stays as it is: the run meets the same trouble, and
 * tells it.
 */
export async function withJoinKeys(
  session: Session,
  planned: Planned,
  { signal }: RunOptions,
): Promise<Planned> {
  const { plan, datasets, question } = planned;
  if (!plan.steps.some(({ kind }) => kind === "join") || plan.steps.some(({ kind }) => kind === "suppress"))
    return planned;
  const read = async ({ sql, params, files }: CompiledQuery): Promise<RawTable | null> => {
    const measured = await session.engine.query(
      { sql, params, files: filesOf(session, files) },
      { ...(signal && { signal }) },
    );
    return measured.ok ? decodeTable(measured.value.ipc) : null;
  };
  const datasetOf = ({ scan }: Branch) => datasets.find(({ id }) => id === scan.dataset);
  const titleOf = (branch: Branch): string => datasetOf(branch)?.title ?? branch.scan.dataset;
  const [main, ...others] = branchesOf(plan);
  const joined = others.filter(({ name }) => name === "below" || name === "second");
  const found: Assumption[] = [];
  for (const branch of joined) {
    if (main === undefined || branch.aggregate.place.kind === "all") continue;
    if (main.aggregate.place.kind !== "all" && branch.scan.dataset !== main.scan.dataset) {
      const [left, right] = [await read(compileJoinedPlaces(main)), await read(compileJoinedPlaces(branch))];
      if (left === null || right === null) return planned;
      const counts = joinCounts(
        { branch: main, dataset: datasetOf(main), table: left },
        { branch, dataset: datasetOf(branch), table: right },
        question,
      );
      if (counts.places > 0) found.push(joinWords(counts, [titleOf(main), titleOf(branch)]));
    }
    if (branch.aggregate.fn === "count") continue;
    const keys = await read(compileKeys(branch));
    if (keys === null) return planned;
    const most = Number(keys.rows[0]?.[keys.columns.findIndex(({ name }) => name === "most")] ?? 0);
    if (most > 1) found.push({ code: "assumed", ...manyRows(titleOf(branch), most, branch) });
  }
  if (found.length === 0) return planned;
  return { ...planned, plan: { ...plan, assumptions: [...plan.assumptions, ...found] } };
}
