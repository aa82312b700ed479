import { type Fragment, sql, text } from "../plan/compile/fragment.ts";
import type { CompiledQuery } from "../plan/plan.ts";
import type { Pairing } from "./pairing.ts";
import type { Side } from "./side.ts";
import { isDense, sideSql, type When } from "./side-sql.ts";

/** Below this share of the larger figure two figures are the same: sums of fractions differ in their last bits. */
const SAME = "1e-9";

/**
 * One statement, one row: how many figures two tables share and how far they differ on them. A difference is told as a share
 * of the larger of the two figures, so that it is the same whichever side one looks from, and never more than the whole of
 * it for counts; cells that are zero on both sides count as shared and have none.
 */
export function compareSql(sides: readonly [Side, Side], pairing: Pairing, when: When): CompiledQuery {
  const [a, b] = sides;
  const first = sideSql(a, pairing.way, when, 1);
  const second = sideSql(b, pairing.way, when, pairing.factor);
  const statement = sql`WITH a AS MATERIALIZED (${first}), b AS MATERIALIZED (${second}), both_ AS (${bothSql(isDense(a, when), isDense(b, when))}), cell AS MATERIALIZED (SELECT area, t, x, y, x - y AS d, greatest(abs(x), abs(y)) AS m FROM both_ WHERE x IS NOT NULL AND y IS NOT NULL), judged AS (SELECT *, CASE WHEN abs(d) <= ${SAME} * m THEN 0 ELSE sign(d) END AS leans FROM cell), top AS (SELECT area, t, x, y FROM judged WHERE leans <> 0 ORDER BY abs(d) DESC, area, t LIMIT 1) SELECT ${SUMMARY} FROM judged`;
  return {
    name: "disagreement",
    sql: statement.sql,
    params: [...statement.params],
    files: [...new Set([a.branch.scan.sha256, b.branch.scan.sha256])],
  };
}

/** Figures side by side. Where a table of events is silent within its time and places, it says zero. */
function bothSql(isDenseA: boolean, isDenseB: boolean): Fragment {
  if (!isDenseA && !isDenseB)
    return text("SELECT a.area, a.t, a.v AS x, b.v AS y FROM a JOIN b ON a.area = b.area AND a.t = b.t");
  const value = (side: "a" | "b", dense: boolean): string =>
    dense
      ? `coalesce(${side}.v, CASE WHEN cells.area IN (SELECT area FROM ${side}) AND cells.t BETWEEN (SELECT min(lo) FROM ${side}) AND (SELECT max(hi) FROM ${side}) THEN 0 END)`
      : `${side}.v`;
  return text(
    `SELECT cells.area, cells.t, ${value("a", isDenseA)} AS x, ${value("b", isDenseB)} AS y FROM (SELECT area, t FROM a UNION SELECT area, t FROM b) AS cells LEFT JOIN a ON a.area = cells.area AND a.t = cells.t LEFT JOIN b ON b.area = cells.area AND b.t = cells.t`,
  );
}

const moment = (value: string): string => `strftime(${value}, '%Y-%m-%dT%H:%M')`;

/** The columns of the one row, in the order in which `readDisagreement` names them. */
export const SUMMARY_COLUMNS = {
  cells: "count(*)",
  nothing: "count(*) FILTER (WHERE m = 0)",
  same: "count(*) FILTER (WHERE leans = 0)",
  higher: "count(*) FILTER (WHERE leans > 0)",
  lower: "count(*) FILTER (WHERE leans < 0)",
  median: "quantile_cont(abs(d) / m, 0.5) FILTER (WHERE m > 0)",
  ninetieth: "quantile_cont(abs(d) / m, 0.9) FILTER (WHERE m > 0)",
  leaning: "quantile_cont(d / m, 0.5) FILTER (WHERE m > 0)",
  places: "count(DISTINCT area)",
  periods: "count(DISTINCT t)",
  first: moment("min(t)"),
  last: moment("max(t)"),
  topArea: "(SELECT area FROM top)",
  topTime: moment("(SELECT t FROM top)"),
  topX: "(SELECT x FROM top)",
  topY: "(SELECT y FROM top)",
  placesA: "(SELECT count(DISTINCT area) FROM a)",
  firstA: moment("(SELECT min(t) FROM a)"),
  lastA: moment("(SELECT max(t) FROM a)"),
  placesB: "(SELECT count(DISTINCT area) FROM b)",
  firstB: moment("(SELECT min(t) FROM b)"),
  lastB: moment("(SELECT max(t) FROM b)"),
} as const;

const SUMMARY = Object.entries(SUMMARY_COLUMNS)
  .map(([name, value]) => `${value} AS "${name}"`)
  .join(", ");
