import { type Aliases, aliasesOf, isLevel } from "./aliases.ts";
import type { Branch } from "./branch.ts";
import { bound, type Fragment, join, sql, text } from "./fragment.ts";
import { rowsSql, someRowsSql } from "./rows-sql.ts";
import { cellPlaces, isDirect, isProvable, looksUp, namedPlaces, readsAll } from "./shortcuts.ts";
import { beforeEndSql, inWindowSql, periodSql, stepsBetweenSql } from "./time-sql.ts";

/** A named subquery of the compiled statement. */
export type Part = {
  readonly name: string;
  readonly query: Fragment;
  /** Another part as it is, with a column beside it: never worth a copy. */
  readonly plain?: boolean;
};

const list = (...columns: readonly (string | false)[]): string =>
  columns.filter((column) => column !== false && column !== "").join(", ");
const names = (...groups: readonly (readonly string[])[]): string => groups.flat().join(", ");

/** Adding is exact for whole numbers; for others compensated, so that the order of rows hardly matters (rounded once in answer/rounding.ts). */
export const sumSql = (branch: Branch, value: string): string =>
  branch.scan.numberType === "whole" ? `sum(${value})` : `fsum(${value})`;

/**
 * From rows to `cell`: one row per window (not where those come later), source place, breakdown and instant, with the value `v`, set-aside corrections
 * `c`, rows `n` and rows with a value `nn`.
 */
export function cellParts(branch: Branch): Part[] {
  const aliases = aliasesOf(branch);
  if (branch.difference) return differenceParts(branch, aliases);
  if (isLevel(branch)) return levelParts(branch, aliases);
  if (isDirect(branch)) return [directCell(branch, aliases)];
  if (branch.aggregate.fn === "each") return [eachRow(branch, aliases)];
  const value =
    branch.aggregate.fn === "count"
      ? "count(*)"
      : branch.aggregate.fn === "sum"
        ? sumSql(branch, "v")
        : `${sumSql(branch, "v")} / count(v)`;
  const places = cellPlaces(branch);
  const keys = names(places, aliases.dims);
  const query = sql`SELECT ${keys}${keys ? ", " : ""}t, ${value} AS v, ${branch.scan.divisor ? "sum(d) AS d, " : ""}NULL AS c, count(*) AS n, count(v) AS nn FROM rows_ GROUP BY ${[...places, ...aliases.dims, "t"].join(", ")}${having(branch)}`;
  return [{ name: "cell", query }];
}

/**
 * Whether cells are put together for all windows alike: what an instant holds is the same in each, and telling a few
 * instants apart by window costs far less than telling all rows apart.
 */
export const isWindowedLate = (branch: Branch): boolean =>
  windowKey(branch).length > 0 &&
  !branch.difference &&
  !isLevel(branch) &&
  !isDirect(branch) &&
  branch.aggregate.fn !== "each";

/** The rows of a query over instants `t`, once for each window they lie in, with its id `w`. */
export const windowed = (branch: Branch, query: Fragment): Fragment =>
  isWindowedLate(branch) ? sql`SELECT w, x.* FROM (${query}) AS ${inWindows(branch, "x", true)}` : query;

/** The columns that tell windows apart while cells are put together. */
export const cellWindowKey = (branch: Branch): readonly string[] =>
  isWindowedLate(branch) ? [] : windowKey(branch);

/**
 * Leaves the groups of rows without a place out (shortcuts.ts). With the count in it the condition stays behind the
 * grouping: DuckDB would move it to the rows.
 */
function having(branch: Branch): string {
  const named = [...namedPlaces(branch)].map(
    ([, alias]) => `CASE WHEN count(*) > 0 THEN ${alias} IS NOT NULL AND CAST(${alias} AS VARCHAR) <> '' END`,
  );
  return named.length > 0 ? ` HAVING ${named.join(" AND ")}` : "";
}

/** Every row for itself: nothing is put together. */
function eachRow(branch: Branch, aliases: Aliases): Part {
  const keys = names(aliases.places, aliases.dims);
  return {
    name: "cell",
    query: sql`SELECT ${windowColumn(branch)}${keys}${keys ? ", " : ""}t, v, NULL AS c, 1 AS n, CAST(v IS NOT NULL AS INTEGER) AS nn FROM ${inWindows(branch, "rows_")}`,
    // Copying many rows costs more than reading them again.
    plain: branch.scan.large,
  };
}

/** Per place: its last and first instant with a value. */
export function seenPart(branch: Branch): Part {
  const places = aliasesOf(branch).places.join(", ");
  return {
    name: "seen_",
    query: text(
      `SELECT ${places}, max(t) AS last, min(t) AS first FROM rows_ WHERE v IS NOT NULL GROUP BY ${places}`,
    ),
  };
}

function directCell(branch: Branch, aliases: Aliases): Part {
  const value = branch.aggregate.fn === "count" ? "count(*)" : sumSql(branch, "v");
  const known = looksUp(branch);
  const several = windowKey(branch).length > 0;
  const keys = [...(several ? ["w"] : []), ...cellPlaces(branch), ...aliases.dims];
  // The last date of each figure costs a column more; where instants are looked up, only what shows it reads it.
  const last = known && !branch.dated ? NO_TIME[branch.scan.time?.storedAs ?? "date"] : "max(t)";
  const first = !known && isProvable(branch) && !readsAll(branch) ? ", min(t) AS first" : "";
  const from = several
    ? sql`(SELECT *, ${whichWindow(branch)} AS w FROM rows_) WHERE w IS NOT NULL`
    : "rows_";
  const grouped = sql`SELECT ${keys.map((key) => `${key}, `).join("")}${last} AS t, ${value} AS v, NULL AS c, count(*) AS n, count(v) AS nn${first} FROM ${from} ${keys.length > 0 ? `GROUP BY ${keys.join(", ")}` : ""}${having(branch)}`;
  return { name: "cell", query: several ? withWindowIds(branch, grouped) : grouped };
}

/** No instant, in the type of the file's instants. */
const NO_TIME = {
  date: "CAST(NULL AS DATE)",
  timestamp: "CAST(NULL AS TIMESTAMP)",
  year: "CAST(NULL AS BIGINT)",
};

/** Puts the windows' ids in the place of their numbers. */
function withWindowIds({ windows }: Branch, query: Fragment): Fragment {
  const cases = windows.windows.map(
    ({ id }, index) => sql` WHEN ${String(index)} THEN CAST(${bound(id)} AS VARCHAR)`,
  );
  return sql`SELECT CASE w${join(cases, "")} END AS w, * EXCLUDE (w) FROM (${query})`;
}

/** The number of the window that a row lies in, of windows that are apart: groups by small numbers are cheap. */
function whichWindow(branch: Branch): Fragment {
  const { time } = branch.scan;
  const cases = branch.windows.windows.map(
    (window, index) =>
      sql` WHEN ${inWindowSql(text("t"), window, time)} THEN CAST(${String(index)} AS UTINYINT)`,
  );
  return sql`CASE${join(cases, "")} END`;
}

/**
 * The instants of a direct branch, with the rows that have a value (`nn`). Where some rows prove that none is missing, the
 * others are not read again: a join with nothing ends before it begins.
 */
export function instantParts(branch: Branch): Part[] {
  const all = (from: Fragment): Fragment =>
    sql`SELECT t, count(v) AS nn, CAST(NULL AS BIGINT) AS places, CAST(NULL AS BIGINT) AS most FROM ${from} GROUP BY t`;
  const rows = rowsSql(branch);
  if (!isProvable(branch)) return [{ name: "moment", query: all(sql`(${rows})`) }];
  const first = readsAll(branch) ? "(SELECT min(t) FROM rows_)" : "min(first)";
  const steps = stepsBetweenSql("first", "last", branch.scan.time);
  return [
    { name: "some_", query: sql`${all(sql`(${someRowsSql(branch)})`)} HAVING count(v) > 0` },
    {
      name: "unproven",
      query: text(
        `SELECT 1 AS go FROM (SELECT ${first} AS first, max(t) AS last FROM cell) WHERE (SELECT count(*) FROM some_) IS DISTINCT FROM ${steps} + 1`,
      ),
    },
    {
      name: "moment",
      query: sql`SELECT * FROM some_ WHERE NOT EXISTS (FROM unproven) UNION ALL (${all(sql`(SELECT t, v FROM (${rows}) CROSS JOIN unproven)`)})`,
    },
  ];
}

/** With several windows rows carry the id of theirs; with one, nothing is carried along. */
export const windowKey = (branch: Branch): readonly string[] =>
  branch.windows.windows.length > 1 ? ["w"] : [];

const windowColumn = (branch: Branch): string => (windowKey(branch).length > 0 ? "w, " : "");

/**
 * A table's rows that lie in the windows, with several of them once per window. Rows may reach back before a single one.
 * `grouped`: groups with a count `n`, which keeps the condition behind the grouping: DuckDB would move it to the rows and
 * hold each of them against every window.
 */
function inWindows(branch: Branch, from: string, grouped = false): Fragment {
  const { windows } = branch.windows;
  const [only] = windows;
  if (windows.length > 1) {
    const ids = windows.map(({ id }) => sql`(CAST(${bound(id)} AS VARCHAR))`);
    const clauses = windows.map((window) => {
      const inside = inWindowSql(text(`${from}.t`), window, branch.scan.time);
      const held = grouped ? sql`CASE WHEN ${from}.n > 0 THEN ${inside} END` : inside;
      return sql`(win.w = CAST(${bound(window.id)} AS VARCHAR) AND ${held})`;
    });
    return sql`${from} JOIN (VALUES ${join(ids, ", ")}) AS win(w) ON (${join(clauses, " OR ")})`;
  }
  const reachesBack = from !== "rows_" && only !== undefined;
  return reachesBack ? sql`${from} WHERE ${inWindowSql(text("t"), only, branch.scan.time)}` : text(from);
}

/** As `inWindows`, but with everything up to each window's end. */
function upToWindows(branch: Branch): Fragment {
  const { time } = branch.scan;
  const { windows } = branch.windows;
  const end = (to: string | undefined): Fragment =>
    to === undefined || time === null ? text("TRUE") : beforeEndSql(text("t"), to, time);
  if (windows.length === 1) return sql`point WHERE ${end(windows[0]?.to)}`;
  const ids = windows.map(({ id }) => sql`(CAST(${bound(id)} AS VARCHAR))`);
  const clauses = windows.map(({ id, to }) => sql`(win.w = CAST(${bound(id)} AS VARCHAR) AND ${end(to)})`);
  return sql`point JOIN (VALUES ${join(ids, ", ")}) AS win(w) ON (${join(clauses, " OR ")})`;
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
      query: sql`SELECT ${windowColumn(branch)}${lead}t, CASE WHEN d >= 0 THEN d END AS v, CASE WHEN d < 0 THEN d END AS c, CASE WHEN d < 0 THEN v - d END AS fell, n, n AS nn, held FROM ${inWindows(branch, "new_")}`,
    },
  ];
}

/** The running total itself: per series the last report up to a window's end, or the reports in it for a series over time. */
function levelParts(branch: Branch, aliases: Aliases): Part[] {
  const keys = names(aliases.places, aliases.dims);
  const lead = keys ? `${keys}, ` : "";
  const { time } = branch.scan;
  const key = [...windowKey(branch), ...aliases.places, ...aliases.dims];
  if (branch.series || branch.fold?.fold.kind !== "level") {
    const t = branch.series && branch.periods ? periodSql("t", branch.periods.grain, time) : text("t");
    return [
      ...pointsParts(branch, aliases),
      {
        name: "cell",
        query: sql`SELECT ${windowColumn(branch)}${lead}${t} AS t, ${text(time === null ? "max(v)" : "arg_max(v, point.t)")} AS v, NULL AS c, sum(n) AS n, sum(n) AS nn FROM ${inWindows(branch, "point")} GROUP BY ${[...key, t.sql].join(", ")}`,
      },
    ];
  }
  const last = time === null ? "max(v)" : "arg_max(v, t)";
  const group = key.length > 0 ? `GROUP BY ${key.join(", ")}` : "";
  return [
    ...pointsParts(branch, aliases),
    {
      name: "cell",
      query: sql`SELECT ${windowColumn(branch)}${lead}max(t) AS t, ${last} AS v, NULL AS c, sum(n) AS n, sum(n) AS nn FROM ${upToWindows(branch)} ${group}`,
    },
  ];
}
