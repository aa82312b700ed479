import type { Dataset } from "../../catalogue/dataset.ts";
import type { CompiledQuery } from "../plan.ts";
import { tableName } from "../sql-names.ts";
import { aliasesOf, isLevel } from "./aliases.ts";
import type { Branch } from "./branch.ts";
import { sumSql } from "./cells-sql.ts";
import { branchSql } from "./compile-branch.ts";
import { bound, type Fragment, join, sql, text } from "./fragment.ts";
import { quantileFigure } from "./quantile-figure.ts";
import { keepSql, keyColumnsSql, timeKeepSql, valueSql } from "./rows-sql.ts";
import { cellPlaces, isDirect } from "./shortcuts.ts";

/** The column that names the branch of each row where a result holds two. */
export const SIDE = "side";

/**
 * Whether two branches can be made of one reading of their file: a part and its whole, two measures, a figure and its base.
 * The rows must be grouped alike, over the same stretch of time; then what each side leaves out is left out of its own sums
 * alone, and every group holds, to the last bit, what it would hold on its own. Read apart are
 * - different files, and branches with other place columns, breakdowns or stretches of time (a population of the newest year
 *   under deaths of a month): their groups are others, and adding groups up again would round anew;
 * - single rows, published versions, samples, sketched quantiles, and values divided row by row: they read rows, not groups;
 * - what a large file adds up without telling instants apart (shortcuts.ts): two sums over all rows cost less than one
 *   grouping by day.
 */
export function pairOf(main: Branch, other: Branch, datasets: readonly Dataset[]): boolean {
  const both = [main, other];
  const grouped = both.every(
    (branch) =>
      branch.version === null &&
      branch.scan.sample === undefined &&
      branch.scan.divisor === undefined &&
      branch.aggregate.fn !== "each" &&
      !isDirect(branch) &&
      quantileFigure(branch, datasets) === null,
  );
  return (
    grouped &&
    main.scan.sha256 === other.scan.sha256 &&
    same(keysOf(main), keysOf(other)) &&
    same(rowKeysOf(main), rowKeysOf(other)) &&
    same(timeKeepSql(main, true), timeKeepSql(other, true))
  );
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** One statement for two branches that pair: the rows of both in one table, by `side`. */
export function compileBoth(main: Branch, other: Branch, queryName: string): CompiledQuery {
  const sides = [main, other].map((branch, index) => sideSql(branch, String(index + 1)));
  const withs = sql`WITH both_ AS MATERIALIZED (${groupsSql(main, other)})`;
  const { sql: statement, params } = sql`${withs}\n${join(sides, "\nUNION ALL\n")}`;
  return { name: queryName, sql: statement, params: [...params], files: [main.scan.sha256] };
}

/** One side's own statement over its part of the groups. */
function sideSql(branch: Branch, side: string): Fragment {
  const keys = `${keysOf(branch)
    .map((key) => `${key}, `)
    .join("")}t`;
  // A running total's reports without a value are none; elsewhere rows count that have no value.
  const groups = hasReports(branch)
    ? `SELECT ${keys}, v${side} AS v, nn${side} AS n FROM both_ WHERE nn${side} > 0`
    : `SELECT ${keys}, v${side} AS v, NULL AS c, n${side} AS n, nn${side} AS nn FROM both_ WHERE n${side} > 0`;
  return sql`SELECT CAST(${bound(branch.name)} AS VARCHAR) AS ${SIDE}, * FROM (${branchSql(branch, null, text(groups))})`;
}

/** Both sides' groups: places, breakdowns and instant; of each side the value `v`, rows `n`, and rows with a value `nn`. */
function groupsSql(main: Branch, other: Branch): Fragment {
  const [mine, theirs] = [keepSql(main), keepSql(other)];
  const common = mine.filter((one) => theirs.some((two) => same(one, two)));
  const own = [mine, theirs].map((all) => all.filter((one) => !common.some((two) => same(one, two))));
  const inside = own.map((filters) => (filters.length > 0 ? sql`(${join(filters, " AND ")})` : null));
  const [first, second] = inside;
  const either = first && second ? [sql`(${first} OR ${second})`] : [];
  const where = join([...common, ...either, timeKeepSql(main, true)], " AND ");
  const rows = main.scan.values.map((value, index) => {
    const values = [main, other].flatMap((branch, at) => {
      const only = inside[at] ?? null;
      const number = valueSql(branch, branch.scan.values[index]?.column ?? null);
      const held = (what: Fragment): Fragment => (only ? sql`CASE WHEN ${only} THEN ${what} END` : what);
      const side = String(at + 1);
      return [sql`${held(number)} AS v${side}`, sql`${held(text("1"))} AS n${side}`];
    });
    return sql`SELECT ${join([keyColumnsSql(main, value), ...values], ", ")} FROM ${tableName(main.scan.sha256)} WHERE ${where}`;
  });
  const keys = [...keysOf(main), "t"].join(", ");
  const sums = [main, other].map((branch, at) => {
    const side = String(at + 1);
    return `${groupValue(branch, side)} AS v${side}, count(n${side}) AS n${side}, count(v${side}) AS nn${side}`;
  });
  return sql`SELECT ${keys}, ${sums.join(", ")} FROM (${join(rows, " UNION ALL ")}) GROUP BY ${keys}`;
}

/** What a group's value is, as `cell` and `report` have it when they read the rows themselves (cells-sql.ts). */
function groupValue(branch: Branch, side: string): string {
  if (hasReports(branch)) return `max(v${side})`;
  if (branch.aggregate.fn === "count") return `count(n${side})`;
  const sum = sumSql(branch, `v${side}`);
  return branch.aggregate.fn === "sum" ? sum : `${sum} / count(v${side})`;
}

/** Whether rows are reports of a running total, of which the highest counts. */
const hasReports = (branch: Branch): boolean => branch.difference || isLevel(branch);

/** What a branch's rows are grouped by, beside the instant. */
function keysOf(branch: Branch): readonly string[] {
  const { places, dims, others } = aliasesOf(branch);
  return hasReports(branch) ? [...places, ...dims, ...others] : [...cellPlaces(branch), ...dims];
}

/** Where these keys are read from, value by value. */
const rowKeysOf = (branch: Branch): readonly Fragment[] =>
  branch.scan.values.map((value) => keyColumnsSql(branch, value));
