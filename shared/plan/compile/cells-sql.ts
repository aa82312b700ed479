import type { Branch } from "./branch.ts";
import { bound, type Fragment, join, sql, text } from "./fragment.ts";
import { type Aliases, aliasesOf, isLevel } from "./rows-sql.ts";
import { beforeEndSql, inWindowSql, periodSql } from "./time-sql.ts";

/** A named subquery of the compiled statement. */
export type Part = { readonly name: string; readonly query: Fragment };

const list = (...columns: readonly (string | false)[]): string =>
  columns.filter((column) => column !== false && column !== "").join(", ");
const names = (...groups: readonly (readonly string[])[]): string => groups.flat().join(", ");

/** Adding is exact for whole numbers; for others compensated, so that the order of rows hardly matters (rounded once in answer/rounding.ts). */
export const sumSql = (branch: Branch, value: string): string =>
  branch.scan.numberType === "whole" ? `sum(${value})` : `fsum(${value})`;

/**
 * From rows to `cell`: one row per window, source place, breakdown and instant, with the value `v`, set-aside corrections
 * `c`, rows `n` and rows with a value `nn`.
 */
export function cellParts(branch: Branch): Part[] {
  const aliases = aliasesOf(branch);
  if (branch.difference) return differenceParts(branch, aliases);
  if (isLevel(branch)) return levelParts(branch, aliases);
  const value =
    branch.aggregate.fn === "count"
      ? "count(*)"
      : branch.aggregate.fn === "sum"
        ? sumSql(branch, "v")
        : `${sumSql(branch, "v")} / count(v)`;
  const keys = names(aliases.places, aliases.dims);
  return [
    {
      name: "cell",
      query: sql`SELECT w.id AS w, ${keys}${keys ? ", " : ""}t, ${value} AS v, NULL AS c, count(*) AS n, count(v) AS nn FROM rows_ JOIN ${windowsSql(branch)} ON ${matchWindowSql(branch)} GROUP BY ALL`,
    },
  ];
}

/** The windows as a little table of ids; `matchWindowSql` says which rows belong to which. */
function windowsSql(branch: Branch): Fragment {
  const ids = branch.windows.windows.map(({ id }) => sql`(CAST(${bound(id)} AS VARCHAR))`);
  return sql`(VALUES ${join(ids, ", ")}) AS w(id)`;
}

function matchWindowSql(branch: Branch): Fragment {
  const { windows } = branch.windows;
  if (windows.length === 1 && !branch.difference) return text("TRUE");
  const clauses = windows.map(
    (window) =>
      sql`(w.id = CAST(${bound(window.id)} AS VARCHAR) AND ${inWindowSql(text("t"), window, branch.scan.time)})`,
  );
  return sql`(${join(clauses, " OR ")})`;
}

/** One value per series and instant: equal keys twice are one report (the highest counts), other dimensions are added up. */
function pointsParts(branch: Branch, aliases: Aliases): Part[] {
  const keys = names(aliases.places, aliases.dims);
  const all = names(aliases.places, aliases.dims, aliases.others);
  const once: Part = {
    name: "report",
    query: text(
      `SELECT ${list(all)}${all ? ", " : ""}t, max(v) AS v, count(*) AS n FROM rows_ WHERE v IS NOT NULL GROUP BY ALL`,
    ),
  };
  if (aliases.others.length === 0) return [{ ...once, name: "point" }];
  return [
    once,
    {
      name: "point",
      query: text(
        `SELECT ${keys}${keys ? ", " : ""}t, ${sumSql(branch, "v")} AS v, sum(n) AS n FROM report GROUP BY ALL`,
      ),
    },
  ];
}

/**
 * What came new with each report. A series' first report counts in full (it began with it), unless it is so large that the
 * count must have begun before the table does: at least 1,000 and more than three times any later rise; then it is `held`.
 */
function differenceParts(branch: Branch, aliases: Aliases): Part[] {
  const keys = names(aliases.places, aliases.dims);
  const lead = keys ? `${keys}, ` : "";
  const series = `PARTITION BY ${keys || "TRUE"}`;
  return [
    ...pointsParts(branch, aliases),
    {
      name: "step",
      query: text(
        `SELECT ${lead}t, v, n, v - lag(v) OVER (${series} ORDER BY t) AS x, lag(t) OVER (${series} ORDER BY t) AS before FROM point`,
      ),
    },
    {
      name: "new_",
      query: text(
        `SELECT *, CASE WHEN before IS NOT NULL THEN x WHEN v >= 1000 AND v > 3 * coalesce(max(x) OVER (${series}), 0) THEN NULL ELSE v END AS d, CASE WHEN before IS NULL AND v >= 1000 AND v > 3 * coalesce(max(x) OVER (${series}), 0) THEN v END AS held FROM step`,
      ),
    },
    {
      name: "cell",
      query: sql`SELECT w.id AS w, ${lead}t, CASE WHEN d >= 0 THEN d END AS v, CASE WHEN d < 0 THEN d END AS c, n, n AS nn, held FROM new_ JOIN ${windowsSql(branch)} ON ${matchWindowSql(branch)}`,
    },
  ];
}

/** The running total itself: per series the last report up to a window's end, or the reports in it for a series over time. */
function levelParts(branch: Branch, aliases: Aliases): Part[] {
  const keys = names(aliases.places, aliases.dims);
  const lead = keys ? `${keys}, ` : "";
  const { time } = branch.scan;
  if (branch.series || branch.fold?.fold.kind !== "level") {
    const t = branch.series && branch.periods ? periodSql("t", branch.periods.grain, time) : text("t");
    return [
      ...pointsParts(branch, aliases),
      {
        name: "cell",
        query: sql`SELECT w.id AS w, ${lead}${t} AS t, arg_max(v, point.t) AS v, NULL AS c, sum(n) AS n, sum(n) AS nn FROM point JOIN ${windowsSql(branch)} ON ${matchWindowSql(branch)} GROUP BY ALL`,
      },
    ];
  }
  const ends = branch.windows.windows.map((window) => {
    const end =
      window.to === undefined || time === null ? text("TRUE") : beforeEndSql(text("t"), window.to, time);
    return sql`(w.id = CAST(${bound(window.id)} AS VARCHAR) AND ${end})`;
  });
  const last = time === null ? "max(v)" : "arg_max(v, t)";
  return [
    ...pointsParts(branch, aliases),
    {
      name: "cell",
      query: sql`SELECT w.id AS w, ${lead}max(t) AS t, ${last} AS v, NULL AS c, sum(n) AS n, sum(n) AS nn FROM point JOIN ${windowsSql(branch)} ON (${join(ends, " OR ")}) GROUP BY ${lead}w.id`,
    },
  ];
}
