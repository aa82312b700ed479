import { manyRows } from "../../../shared/answer/caveats/multiplied.ts";
import { decodeTable } from "../../../shared/answer/table/table.ts";
import { branchesOf } from "../../../shared/plan/compile/branch.ts";
import { compileKeys } from "../../../shared/plan/compile/compile-keys.ts";
import type { Assumption } from "../../../shared/plan/plan.ts";
import { filesOf, type Session } from "../session.ts";
import type { Planned, RunOptions } from "./execute.ts";

/**
 * Measures, before a question with a join is sealed and run, whether the second table has one row for each place and date.
 * Where it has several they are put together first, so that the join counts nothing twice; that is written into the plan.
 * Under disclosure control nothing is measured here: how many rows there are would tell of people. Where it cannot be
 * measured the plan stays as it is: the run meets the same trouble, and tells it.
 */
export async function withJoinKeys(
  session: Session,
  planned: Planned,
  { signal }: RunOptions,
): Promise<Planned> {
  const { plan, datasets } = planned;
  if (!plan.steps.some(({ kind }) => kind === "join") || plan.steps.some(({ kind }) => kind === "suppress"))
    return planned;
  const found: Assumption[] = [];
  for (const branch of branchesOf(plan).filter(({ name }) => name === "below" || name === "second")) {
    if (branch.aggregate.fn === "count" || branch.aggregate.place.kind === "all") continue;
    const { sql, params, files } = compileKeys(branch);
    const measured = await session.engine.query(
      { sql, params, files: filesOf(session, files) },
      { ...(signal && { signal }) },
    );
    if (!measured.ok) return planned;
    const { columns, rows } = decodeTable(measured.value.ipc);
    const most = Number(rows[0]?.[columns.findIndex(({ name }) => name === "most")] ?? 0);
    const title = datasets.find(({ id }) => id === branch.scan.dataset)?.title ?? branch.scan.dataset;
    if (most > 1) found.push({ code: "assumed", ...manyRows(title, most, branch) });
  }
  if (found.length === 0) return planned;
  return { ...planned, plan: { ...plan, assumptions: [...plan.assumptions, ...found] } };
}
