import type { ColumnProfile } from "../../catalogue/profile.ts";
import type { Part } from "./cells-sql.ts";
import { type Fragment, join, sql, text } from "./fragment.ts";

/**
 * What is known of a column's values beforehand: smallest, lower quarter, middle, upper quarter, largest. It settles how
 * finely values are told apart, and so the time taken; never what comes out.
 */
export type Spread = readonly [number, number, number, number, number];

/** In smaller files quantile_cont is done before a longer statement is even read. */
const MANY = 300_000;

/** The spread of a file's column with so many rows, where cells are worth their while; null where not. */
export function spreadOf(column: ColumnProfile | undefined, rows: number): Spread | null {
  const [a, b, c, d, e] = column?.quantiles ?? [];
  if (rows < MANY || a === undefined || b === undefined) return null;
  return c === undefined || d === undefined || e === undefined ? null : [a, b, c, d, e];
}

/** Where the values of a quantile come from. */
export type QuantileSource = {
  /** A query of the numbers as `v`, NULL where one is missing. It is read several times. */
  readonly rows: Fragment;
  /** Whether a `v` that is there counts: not finite ones may not. */
  readonly counts: Fragment;
  readonly spread: Spread;
};

/** Cells go so far to either side: a plain array counts them (the engine's GROUP_BITS), and 16 bits name one. */
const CELLS = 16_000;

/** With so many cells for the middle half of the values, one holds about a hundredth of them. */
const ENOUGH = 64;

/** A cell with more values than this, and more than the eighth part of all, is not worth sorting: quantile_cont is quicker. */
const FEW = 100_000;
const SHARE = 8;

/** Whether a part of a quantile is to be worked out once and kept, as several others read it. */
export const isKeptQuantilePart = (part: string): boolean => /_(cells|wanted|found|plain)$/.test(part);

/**
 * Exact quantiles of many values, interpolated between neighbours as DuckDB's quantile_cont does: a table `name` of the
 * quantile's number `i` in `at` (from 1) and its value `v`, which is NULL where there are no values. Null where values so
 * spread are not told apart by cells: quantile_cont is as quick then.
 *
 * DuckDB copies all values and selects among them on one thread. Here all threads count the values by cells, which tells in
 * what cell each wanted place lies, then read and sort the values of those cells alone. Where too many lie in one cell, or a
 * value has none, it is quantile_cont after all; its scan does not run otherwise: one that is joined with nothing ends before
 * it begins.
 */
export function quantileParts(
  { rows, counts, spread }: QuantileSource,
  at: readonly number[],
  name: string,
): Part[] | null {
  const cell = cellOf(spread);
  if (cell === null) return null;
  const [values, cells, wanted] = [`${name}_values`, `${name}_cells`, `${name}_wanted`];
  const [kept, found, plain] = [`${name}_kept`, `${name}_found`, `${name}_plain`];
  const numbered = at.map((q, index) => `(CAST(${index + 1} AS UTINYINT), CAST(${q} AS DOUBLE))`).join(", ");
  const all = at.map((q) => `CAST(${q} AS DOUBLE)`).join(", ");
  const part = (own: string, query: Fragment | string): Part => ({
    name: own,
    query: typeof query === "string" ? text(query) : query,
  });
  return [
    part(values, sql`SELECT v FROM (${rows}) WHERE v IS NOT NULL`),
    part(cells, `SELECT ${cell} AS b, count(*) AS n FROM ${values} GROUP BY 1`),
    // Place r, counted from 0, lies between the values at floor(r) and ceil(r). Here: the cells of those two, and where in it the first is.
    part(
      wanted,
      `SELECT i, CAST(2 * i + CAST(floor(r) < before AS INTEGER) AS UTINYINT) AS slot, r, floor(r) - before + 1 AS k, b, n, n <= ${FEW} OR n * ${SHARE} <= total AS sorts FROM (SELECT *, CAST(total - 1 AS DOUBLE) * q AS r FROM (SELECT b, n, CAST(sum(n) OVER (ORDER BY b) - n AS DOUBLE) AS before, sum(n) OVER () AS total, count(b) OVER () = count(*) OVER () AS complete FROM ${cells}) CROSS JOIN (VALUES ${numbered}) AS places(i, q)) WHERE complete AND ceil(r) >= before AND floor(r) < before + n`,
    ),
    // A value that is very frequent has its cell for itself: then there is nothing to sort. The
    // limit, which leaves nothing out, tells DuckDB on which side of the join the few rows are.
    part(
      kept,
      `SELECT slot, any_value(i) AS i, any_value(r) AS r, any_value(k) AS k, any_value(n) AS n, min(v) AS least, max(v) AS most, list_sort(list(v) FILTER (sorts)) AS vs FROM ${values} JOIN (SELECT * FROM ${wanted} LIMIT ${2 * at.length}) ON ${cell} = b GROUP BY slot`,
    ),
    part(
      found,
      `SELECT i, any_value(r) AS r, ${picked("low", "k")}, ${picked("high", "k + ceil(r) - floor(r)")} FROM ${kept} GROUP BY i`,
    ),
    part(
      plain,
      sql`SELECT quantile_cont(v, [${all}]) AS every FROM ${values} CROSS JOIN (SELECT 1 FROM ${found} HAVING count(low) + count(high) < ${String(2 * at.length)}) WHERE ${counts}`,
    ),
    part(
      name,
      `SELECT i, coalesce(every[i], CASE WHEN r = floor(r) THEN low ELSE low * (1 - (r - floor(r))) + high * (r - floor(r)) END) AS v FROM (VALUES ${numbered}) AS places(i, q) LEFT JOIN ${found} USING (i) CROSS JOIN ${plain}`,
    ),
  ];
}

/** The value at a place of its cell, counted from 1; nothing where the place is not in this cell. */
const picked = (as: string, place: string): string =>
  `max(CASE WHEN ${place} BETWEEN 1 AND n THEN CASE WHEN least = most THEN least ELSE vs[CAST(${place} AS BIGINT)] END END) AS ${as}`;

/**
 * The number of the cell that a value `v` lies in, as SQL: a larger value has no smaller one, and NULL is a value beyond the
 * spread. It is worked out twice for every row, so the plainest that tells values apart well enough is taken.
 */
function cellOf([least, lower, middle, upper, most]: Spread): string | null {
  const reach = Math.max(Math.abs(least), Math.abs(most));
  const number = (value: number): string => `CAST(${value} AS DOUBLE)`;
  const scaled = (sql: string, length: number, half: number) => {
    const scale = CELLS / length;
    return Number.isFinite(scale) ? [{ sql: `${sql} * ${number(scale)}`, half: half * scale }] : [];
  };
  const ways = [
    ...(reach <= CELLS ? [{ sql: "v", half: upper - lower }] : []),
    ...scaled("v", reach, upper - lower),
    ...scaled(`(v - ${number(middle)})`, Math.max(most - middle, middle - least), upper - lower),
    // Of amounts few are very large: roots lie closer together.
    ...(least >= 0 ? scaled("TRY(sqrt(v))", Math.sqrt(most), Math.sqrt(upper) - Math.sqrt(lower)) : []),
  ];
  const way = ways.find(({ half }) => half >= ENOUGH) ?? (upper === lower ? ways.at(-1) : undefined);
  return way === undefined ? null : `TRY_CAST(${way.sql} AS SMALLINT)`;
}

/** The quantiles of values as one statement: one row, a list `v` in the order of `at`. Null as `quantileParts`. */
export function quantileStatement(source: QuantileSource, at: readonly number[]): Fragment | null {
  const parts = quantileParts(source, at, "quantile");
  if (parts === null) return null;
  const withs = parts.map(({ name, query }) => sql`${name} AS ${keptSql(name)} (${query})`);
  return sql`WITH ${join(withs, ",\n")} SELECT list(v ORDER BY i) AS v FROM quantile`;
}

/** How a part of a quantile is read: worked out once where several others read it. */
export const keptSql = (part: string): string =>
  isKeptQuantilePart(part) ? "MATERIALIZED" : "NOT MATERIALIZED";
