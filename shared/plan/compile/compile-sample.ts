import type { CompiledQuery } from "../plan.ts";
import { aliasesOf } from "./aliases.ts";
import type { Branch } from "./branch.ts";
import { bound, type Fragment, join, sql, text } from "./fragment.ts";
import { placeKeyOf } from "./place-key.ts";
import { rowsSql } from "./rows-sql.ts";
import { inWindowSql, periodSql, timeTextSql } from "./time-sql.ts";

/** 97.5 % point of the standard normal distribution: two-sided limits of 95 %. */
export const Z_95 = 1.959963984540054;

/**
 * One statement over the drawn rows of a branch. Per window, place, breakdown (and period): the sums of the values, of
 * their squares and cubes (`v`, `x`, `y`), how many there are (`nn`) and at how many instants (`m`); answer/sampled makes
 * estimates of them. Of a quantile: the quantile of the drawn values and the two order statistics around it.
 */
export function compileSample(branch: Branch, queryName: string): CompiledQuery {
  const windows = branch.windows.windows.map(({ id }) => id);
  const outputs = [...windows.map((id) => figures(branch, id)), fact(branch)];
  const statement = sql`WITH rows_ AS NOT MATERIALIZED (${rowsSql(branch)})\n${join(
    outputs.map((output) => sql`(${output})`),
    "\nUNION ALL\n",
  )}`;
  return { name: queryName, sql: statement.sql, params: [...statement.params], files: [branch.scan.sha256] };
}

/** The drawn rows of one window, with the area that a place's name stands for. */
function drawn(branch: Branch, id: string): Fragment {
  const { scan, windows, aggregate } = branch;
  const window = windows.windows.find((one) => one.id === id) ?? {};
  const inside = windows.windows.length > 1 ? inWindowSql(text("rows_.t"), window, scan.time) : text("TRUE");
  const { place: key } = aggregate;
  if (key.kind !== "areas") return sql`rows_ WHERE ${inside}`;
  const at = scan.placeColumns.findIndex(({ column }) => column === key.column);
  const pairs = key.areas.map(
    ([value, area]) => sql`(CAST(${bound(value)} AS VARCHAR), CAST(${bound(area)} AS VARCHAR))`,
  );
  return sql`rows_ JOIN (VALUES ${join(pairs, ", ")}) AS spelling(value, area) ON CAST(rows_.p${String(at + 1)} AS VARCHAR) = spelling.value WHERE ${inside}`;
}

const countsRows = ({ aggregate, fold }: Branch): boolean =>
  aggregate.fn === "count" || fold?.fold.kind === "records";

function figures(branch: Branch, id: string): Fragment {
  const { scan, periods, series, fold } = branch;
  const keys = [...placeKeyOf(branch).columns, ...aliasesOf(branch).dims];
  if (fold?.fold.kind === "median" || fold?.fold.kind === "quantile")
    return orderStatistics(branch, id, keys, fold.fold.kind === "median" ? 0.5 : fold.fold.q);
  const value = countsRows(branch) ? "1::DOUBLE" : "v::DOUBLE";
  const moments = {
    v: `sum(${value})`,
    x: `sum(${value} * ${value})`,
    y: `sum(${value} * ${value} * ${value})`,
    n: "count(*)",
    nn: countsRows(branch) ? "count(*)" : "count(v)",
    m: "count(DISTINCT t) FILTER (WHERE v IS NOT NULL)",
  };
  if (!series)
    return sql`${row(branch, { part: "figure", w: id, keyed: true, t: timeTextSql("max(t)", scan.time, null), t2: timeTextSql("min(t)", scan.time, null), ...moments })} FROM ${drawn(branch, id)}${groupBy(keys)}`;
  const t = periods === null ? text("t") : periodSql("t", periods.grain, scan.time);
  const grain = periods?.grain ?? null;
  return sql`${row(branch, { part: "series", w: id, keyed: true, t: timeTextSql(t.sql, scan.time, grain), ...moments })} FROM ${drawn(branch, id)}${groupBy([...keys, t.sql])}`;
}

const groupBy = (keys: readonly string[]): Fragment =>
  text(keys.length > 0 ? ` GROUP BY ${keys.join(", ")}` : "");

/**
 * A quantile q of n drawn values with its limits: the values of rank nq ± z √(n q (1−q) (1−f)), f being the share drawn
 * (Woodruff, Confidence intervals for medians and other position measures, JASA 47, 1952).
 */
function orderStatistics(branch: Branch, id: string, keys: readonly string[], q: number): Fragment {
  const { oneIn } = branch.scan.sample ?? { oneIn: 1 };
  const lead = keys.map((key) => `${key}, `).join("");
  const partition = keys.length > 0 ? `PARTITION BY ${keys.join(", ")}` : "";
  const reach = `${Z_95} * sqrt(${q * (1 - q) * (1 - 1 / oneIn)} * n)`;
  const ranked = sql`SELECT ${lead}v, t, row_number() OVER (${partition} ORDER BY v) AS r, count(*) OVER (${partition}) AS n FROM ${drawn(branch, id)} AND v IS NOT NULL`;
  const at = (rank: string): string => `max(v) FILTER (WHERE r = greatest(1, least(n, ${rank})))`;
  const shown = row(branch, {
    part: "figure",
    w: id,
    keyed: true,
    t: timeTextSql("max(t)", branch.scan.time, null),
    t2: timeTextSql("min(t)", branch.scan.time, null),
    v: `quantile_cont(v, ${q})`,
    x: at(`floor(${q} * n - ${reach})`),
    y: at(`ceil(${q} * n + ${reach}) + 1`),
    n: "count(*)",
    nn: "count(*)",
    m: "NULL",
  });
  return sql`${shown} FROM (${ranked})${groupBy(keys)}`;
}

/** What was drawn in all windows together: rows, rows with a value, first and last instant. */
const fact = (branch: Branch): Fragment =>
  sql`${row(branch, {
    part: "fact",
    w: "now",
    keyed: false,
    t: timeTextSql("max(t) FILTER (WHERE v IS NOT NULL)", branch.scan.time, null),
    t2: timeTextSql("min(t) FILTER (WHERE v IS NOT NULL)", branch.scan.time, null),
    v: "count(DISTINCT t)",
    n: "count(*)",
    nn: "count(v)",
  })} FROM rows_`;

type Row = Partial<Record<"t" | "t2" | "v" | "x" | "y" | "n" | "nn" | "m", string>> & {
  readonly part: string;
  readonly w: string;
  readonly keyed: boolean;
};

/** The row shape that all of a plan's queries share (read-result.ts). */
function row(branch: Branch, { part, w, keyed, ...cells }: Row): Fragment {
  const { places, dims } = aliasesOf(branch);
  const key = placeKeyOf(branch);
  const named = (column: string, has: boolean): string =>
    `CAST(${has ? column : "NULL"} AS VARCHAR) AS ${column}`;
  const area = key.isArea && keyed ? (key.columns[0] ?? "NULL") : "NULL";
  const number = (name: keyof typeof cells, type: string): string =>
    `CAST(${cells[name] ?? "NULL"} AS ${type}) AS ${name}`;
  const columns = [
    `CAST(${area} AS VARCHAR) AS area`,
    ...places.map((place) => named(place, keyed && !key.isArea && key.columns.includes(place))),
    ...dims.map((dim) => named(dim, keyed)),
    ...(["t", "t2"] as const).map((name) => number(name, "VARCHAR")),
    ...(["v", "x", "y"] as const).map((name) => number(name, "DOUBLE")),
    ...(["n", "nn", "m"] as const).map((name) => number(name, "BIGINT")),
  ];
  return sql`SELECT '${part}' AS part, CAST(${bound(w)} AS VARCHAR) AS w, ${columns.join(", ")}`;
}
