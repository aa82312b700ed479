import type { ColumnCondition, Dataset } from "../catalogue/dataset.ts";
import { type Branch, branchesOf } from "../plan/compile/branch.ts";
import { compileRows, type Narrowed, type RowQueries } from "../plan/compile/compile-rows.ts";
import { controlOf } from "../plan/people.ts";
import { fail, ok, type Result } from "../result.ts";
import type { Answer } from "./answer.ts";
import { dayOf, lastDayOf } from "./periods.ts";
import { NOT_STATED } from "./table/read-result.ts";
import { placesLabelled } from "./wording/place-labels.ts";

type Told = Pick<Answer, "question" | "plan" | "table">;

/**
 * The queries for the rows behind an answer's figures, or behind one row of its table. Not for counts of people that are
 * not open (a row may be a person): neither as the plan says nor as the dataset is described `now`.
 */
export function rowsBehind(
  answer: Told,
  datasets: readonly Dataset[],
  now: readonly Dataset[],
  row: number | null,
): Result<RowQueries> {
  const { plan } = answer;
  const [branch] = branchesOf(plan);
  const dataset = datasets.find(({ id }) => id === branch?.scan.dataset);
  if (!branch || !dataset)
    return fail({
      code: "data-missing",
      message: "The description of the data behind this answer is not here.",
      remedy: "Open the workspace in which it was given.",
    });
  const closed =
    plan.steps.some((step) => step.kind === "suppress") ||
    [dataset, ...now].some((one) => {
      const measure = one.measures.find(({ id }) => id === branch.scan.measure);
      return one.id === dataset.id && measure !== undefined && controlOf(one, measure) !== null;
    });
  if (closed)
    return fail({
      code: "held-back",
      message: `The rows of “${dataset.title}” are not shown: its access is ${dataset.access}, and a row may be a person.`,
      remedy: "Ask the steward of the data for access to the rows.",
    });
  return ok(
    compileRows(branch, dataset.columns, row === null ? undefined : narrow(answer, branch, dataset, row)),
  );
}

/** What one row of the table adds to the question's own conditions: its place, period and breakdown. */
function narrow({ question, table }: Told, branch: Branch, dataset: Dataset, at: number): Narrowed {
  const cells = table.rows[at] ?? [];
  const anyOf: ColumnCondition[][][] = [];
  let window: Narrowed["window"];
  for (const [index, { role, name }] of table.columns.entries()) {
    const cell = String(cells[index] ?? "");
    // A row of all together (what a relationship comes to) is of no place or period.
    if (cells[index] === null) continue;
    if (role === "place") anyOf.push(placesLabelled(branch, dataset, question, cell));
    if (role === "period")
      window = {
        from: dayOf(cell),
        to: lastDayOf(cell, branch.periods?.grain ?? branch.scan.time?.grain ?? "day"),
      };
    const dimension = branch.aggregate.dimensions[Number(/^by_(\d+)$/.exec(name)?.[1] ?? 0) - 1];
    if (role === "dimension" && dimension !== undefined) anyOf.push(spelledAs(dimension, cell));
  }
  return { anyOf, ...(window ? { window } : {}) };
}

type Dimension = Branch["aggregate"]["dimensions"][number];

/** A breakdown's value in all the spellings that were put together under it. */
function spelledAs({ column, merge }: Dimension, cell: string): ColumnCondition[][] {
  if (cell === NOT_STATED)
    return [[{ column, op: "is-null", values: [] }], [{ column, op: "in", values: ["", NOT_STATED] }]];
  const spellings = merge.flatMap(([from, to]) => (to === cell ? [from] : []));
  return [[{ column, op: "in", values: [cell, ...spellings] }]];
}
