import { assertNever } from "../../result.ts";
import type { Fold, PlaceKey } from "../plan.ts";
import { type Aliases, aliasesOf } from "./aliases.ts";
import type { Branch } from "./branch.ts";
import { cellWindowKey, isWindowedLate, type Part, sumSql, windowed, windowKey } from "./cells-sql.ts";
import { bound, type Fragment, join, sql, text } from "./fragment.ts";
import { placeKeyOf } from "./place-key.ts";
import { isThin } from "./shortcuts.ts";
import { periodSql } from "./time-sql.ts";

/** From `cell` to `inst` (per reported place and instant) and `per` (per reported place and period). */
export function figureParts(branch: Branch): Part[] {
  const { places, dims } = aliasesOf(branch);
  const keyed = keyedCells(branch, branch.aggregate.place, places);
  const key = [...windowKey(branch), ...placeKeyOf(branch).columns, ...dims];
  const { divisor } = branch.scan;
  if (branch.aggregate.fn === "each")
    return withPeriods(branch, key, {
      name: "inst",
      query: sql`SELECT *, nn AS places FROM ${keyed}`,
      plain: branch.scan.large,
    });
  const together = branch.aggregate.fn === "mean" ? `${sumSql(branch, "v")} / count(v)` : sumSql(branch, "v");
  if (isThin(branch))
    return withPeriods(branch, key, {
      name: "inst",
      query: windowed(branch, text("SELECT *, CAST(NULL AS BIGINT) AS places FROM cell")),
      plain: !isWindowedLate(branch),
    });
  // Where every source place is reported on its own, its cells are its instants already.
  if (isEachPlace(branch))
    return withPeriods(branch, key, {
      name: "inst",
      query: windowed(
        branch,
        divisor
          ? text(
              `SELECT * EXCLUDE (v, d), CASE WHEN d > 0 THEN ${divisor.scale} * v / d END AS v, CAST(nn > 0 AS INTEGER) AS places FROM cell`,
            )
          : text("SELECT *, CAST(nn > 0 AS INTEGER) AS places FROM cell"),
      ),
      plain: !isWindowedLate(branch),
    });
  const shown = divisor ? `CASE WHEN sum(d) > 0 THEN ${divisor.scale} * sum(v) / sum(d) END` : together;
  const own = [...cellWindowKey(branch), ...placeKeyOf(branch).columns, ...dims, "t"].join(", ");
  const inst: Part = {
    name: "inst",
    query: windowed(
      branch,
      sql`SELECT ${own}, ${shown} AS v, ${branch.difference ? "sum(c)" : "NULL"} AS c, sum(n) AS n, sum(nn) AS nn, count(*) FILTER (WHERE nn > 0) AS places FROM ${keyed} GROUP BY ${own}`,
    ),
  };
  return withPeriods(branch, key, inst);
}

function withPeriods(branch: Branch, key: readonly string[], inst: Part): Part[] {
  if (branch.periods === null) return [inst, { name: "per", query: text("SELECT * FROM inst"), plain: true }];
  const folded: Part = { name: "per", query: periodQuery(branch, key) };
  const periods = needsZeros(branch) ? [{ ...folded, name: "seen" }, zeroFilled(branch, key)] : [folded];
  if (!needsWhole(branch)) return [inst, ...periods];
  return [
    inst,
    ...periods.map((part) => (part.name === "per" ? { ...part, name: "any_" } : part)),
    { name: "per", query: sql`SELECT * FROM any_ WHERE ${isWholeSql(branch)}` },
  ];
}

/**
 * A week that the window cuts has too small a sum: it is left out wherever it could pass for a low or typical one. A
 * peak, or a count of periods above a limit, can only miss by it.
 */
export function needsWhole({ fold, periods }: Pick<Branch, "fold" | "periods">): boolean {
  if (fold === null || periods === null || periods.fn !== "sum") return false;
  const { kind } = fold.fold;
  if (kind === "meeting") return fold.fold.op !== ">" && fold.fold.op !== ">=";
  return ["lowest", "mean", "median", "quantile", "latest", "change"].includes(kind);
}

function isWholeSql(branch: Branch): Fragment {
  const grain = branch.periods?.grain ?? "day";
  const ends = branch.windows.windows.map(({ id, from, to }) => {
    const own = windowKey(branch).length > 0 ? [sql`w = CAST(${bound(id)} AS VARCHAR)`] : [];
    const start = from === undefined ? [] : [sql`t >= CAST(${bound(from)} AS DATE)`];
    const end =
      to === undefined ? [] : [sql`t + INTERVAL 1 ${grain} <= CAST(${bound(to)} AS DATE) + INTERVAL 1 DAY`];
    return [...own, ...start, ...end];
  });
  const clauses = ends.map((all) => (all.length > 0 ? sql`(${join(all, " AND ")})` : text("TRUE")));
  return sql`(${join(clauses, " OR ")})`;
}

const isEachPlace = (branch: Branch): boolean =>
  branch.aggregate.place.kind === "columns" &&
  placeKeyOf(branch).columns.length === aliasesOf(branch).places.length;

function keyedCells(branch: Branch, key: PlaceKey, places: readonly string[]): Fragment {
  if (key.kind !== "areas") return text("cell");
  const index = branch.scan.placeColumns.findIndex(({ column }) => column === key.column);
  const pairs = key.areas.map(
    ([value, area]) => sql`(CAST(${bound(value)} AS VARCHAR), CAST(${bound(area)} AS VARCHAR))`,
  );
  return sql`(SELECT cell.*, spelling.area FROM cell JOIN (VALUES ${join(pairs, ", ")}) AS spelling(value, area) ON CAST(cell.${places[index] ?? "p1"} AS VARCHAR) = spelling.value)`;
}

function periodQuery(branch: Branch, key: readonly string[]): Fragment {
  const { periods } = branch;
  if (periods === null) return text("SELECT * FROM inst");
  const t = periodSql("t", periods.grain, branch.scan.time);
  const fold = {
    sum: sumSql(branch, "v"),
    last: "arg_max(v, inst.t)",
    mean: `${sumSql(branch, "v")} / count(v)`,
    max: "max(v)",
    min: "min(v)",
  }[periods.fn];
  return sql`SELECT ${key.map((column) => `${column}, `).join("")}${t} AS t, ${fold} AS v, ${branch.difference ? "sum(c)" : "NULL"} AS c, sum(n) AS n, sum(nn) AS nn, max(places) AS places, count(v) AS instants FROM inst GROUP BY ${[...key, t.sql].join(", ")}`;
}

/** Of counted rows, a period without any counts as zero wherever periods are weighed against each other. */
const needsZeros = ({ scan, fold, periods }: Branch): boolean =>
  scan.behaviour === "event" &&
  periods !== null &&
  scan.time?.storedAs !== "year" &&
  fold !== null &&
  ["mean", "median", "quantile", "lowest", "meeting"].includes(fold.fold.kind);

/** Every period of the window (of the data, where it is open) for every place and breakdown seen. */
function zeroFilled(branch: Branch, key: readonly string[]): Part {
  const grain = branch.periods?.grain ?? "day";
  const [window] = branch.windows.windows;
  const end = (date: string | undefined, other: string): Fragment =>
    date === undefined
      ? text(other)
      : sql`CAST(date_trunc('${grain}', CAST(${bound(date)} AS DATE)) AS DATE)`;
  const days = sql`SELECT CAST(unnest(generate_series(CAST(${end(window?.from, "(SELECT min(t) FROM seen)")} AS TIMESTAMP), CAST(${end(window?.to, "(SELECT max(t) FROM seen)")} AS TIMESTAMP), INTERVAL 1 ${grain})) AS DATE) AS t`;
  const all =
    key.length > 0
      ? sql`(SELECT DISTINCT ${key.join(", ")} FROM seen) AS k CROSS JOIN (${days}) AS d`
      : sql`(${days}) AS d`;
  const same = [
    "seen.t = d.t",
    ...key.map((column) => `k.${column} IS NOT DISTINCT FROM seen.${column}`),
  ].join(" AND ");
  return {
    name: "per",
    query: sql`SELECT ${key.map((column) => `k.${column}, `).join("")}d.t, coalesce(seen.v, 0) AS v, seen.c, coalesce(seen.n, 0) AS n, coalesce(seen.nn, 0) AS nn, coalesce(seen.places, 0) AS places, coalesce(seen.instants, 0) AS instants FROM ${all} LEFT JOIN seen ON ${same}`,
  };
}

type FoldSql = {
  readonly v: Fragment;
  readonly t: Fragment;
  readonly x: Fragment;
  readonly y: Fragment;
  readonly from: string;
};

const FIRST = "min(t) FILTER (WHERE v IS NOT NULL)";
const LAST = "max(t) FILTER (WHERE v IS NOT NULL)";

/** The statistic over the instants or periods of a window: its value, its date, and two figures beside it (x, y). */
export function foldSql(branch: Branch, fold: Fold): FoldSql {
  // Only of a running total are corrections set aside.
  const corrected = branch.difference ? "sum(c)" : "NULL";
  const plain = { t: text(LAST), x: text("NULL"), y: text(corrected), from: "per" };
  const sum = sumSql(branch, "v");
  const cumulative = branch.difference;
  // A table without dates has one figure per place: nothing is folded over time.
  if (branch.scan.time === null && fold.kind === "latest") return foldSql(branch, { kind: "level" });
  switch (fold.kind) {
    case "latest":
      return { ...plain, v: text("arg_max(v, t) FILTER (WHERE v IS NOT NULL)") };
    case "level":
      return { ...plain, v: text(branch.aggregate.fn === "mean" ? `${sum} / count(v)` : sum), from: "inst" };
    case "total":
      // Corrections stay in the net total, so that it reconciles with the source; x is the total without them.
      return cumulative
        ? {
            ...plain,
            v: text(`CASE WHEN count(v) + count(c) > 0 THEN coalesce(${sum}, 0) + coalesce(sum(c), 0) END`),
            x: text(sum),
            t: text("max(t)"),
            from: "inst",
          }
        : { ...plain, v: text(branch.aggregate.fn === "count" ? `coalesce(${sum}, 0)` : sum), from: "inst" };
    case "mean":
      return { ...plain, v: text(`${sum} / count(v)`) };
    case "median":
      return { ...plain, v: text("median(v)") };
    case "quantile":
      return { ...plain, v: sql`quantile_cont(v, CAST(${text(String(fold.q))} AS DOUBLE))` };
    case "peak":
      return { ...plain, v: text("max(v)"), t: text("first(t ORDER BY v DESC NULLS LAST, t)") };
    case "lowest":
      return { ...plain, v: text("min(v)"), t: text("first(t ORDER BY v ASC NULLS LAST, t)") };
    case "change": {
      const first = "arg_min(v, t) FILTER (WHERE v IS NOT NULL)";
      const last = "arg_max(v, t) FILTER (WHERE v IS NOT NULL)";
      return { ...plain, v: text(`${last} - ${first}`), x: text(first), y: text(last) };
    }
    case "records":
      return { ...plain, v: text("coalesce(sum(n), 0)"), t: text("max(t)"), from: "inst" };
    case "meeting":
      return {
        ...plain,
        v: sql`count(*) FILTER (WHERE v ${fold.op === "!=" ? "<>" : fold.op} ${bound(fold.value)})`,
        x: text("count(v)"),
      };
    case "largest-correction":
      return {
        ...plain,
        v: text("min(c)"),
        t: text("first(t ORDER BY c ASC NULLS LAST, t)"),
        x: text("count(c)"),
        from: "inst",
      };
    default:
      return assertNever(fold);
  }
}

/** First and last instant with a value, as SQL. */
export const span = { first: FIRST, last: LAST };
export type { Aliases };
