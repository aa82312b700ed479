import { addDays, daysBetween } from "../../time/calendar.ts";
import type { PlanWindow } from "../plan.ts";
import { tableName } from "../sql-names.ts";
import { aliasesOf } from "./aliases.ts";
import type { Branch } from "./branch.ts";
import { anyOfSql } from "./conditions-sql.ts";
import { bound, type Fragment, join, name, sql, text } from "./fragment.ts";
import type { namedPlaces } from "./shortcuts.ts";
import { beforeEndSql, inWindowSql, timeSql } from "./time-sql.ts";

/** How rows may be read where what follows makes up for it. */
type Reading = {
  /** Which part of the file is read, as SQL after the table's name. */
  readonly part?: string;
  /** Filters that wait for the grouping. */
  readonly later?: ReturnType<typeof namedPlaces>;
  /** Rows between windows that lie close together come along, as instants are told apart by window later. */
  readonly between?: boolean;
};

/** The filtered rows: places, dimensions, instant `t` and value `v`. */
export function rowsSql(branch: Branch, { part = "", later, between = false }: Reading = {}): Fragment {
  const { scan } = branch;
  const filters = keepSql({ ...branch, filters: branch.filters.filter((filter) => !later?.has(filter)) });
  const parts = scan.values.map((value) => {
    return sql`SELECT ${columnsSql(branch, value)} FROM ${tableName(scan.sha256)}${part} WHERE ${join([...drawnSql(branch), ...filters, timeKeepSql(branch, between), ...versionKeepSql(branch)], " AND ")}`;
  });
  return join(parts, " UNION ALL ");
}

/** A 25th of the rows, drawn by blocks wherever they lie in the file: cheap, and enough to see that something is there at all. */
export const SOME_ROWS = "TABLESAMPLE SYSTEM (4 PERCENT) REPEATABLE (2)";

/** The filtered rows among some of the file's. */
export const someRowsSql = (branch: Branch): Fragment => rowsSql(branch, { part: ` ${SOME_ROWS}` });

/** Of a sample: whether a row is drawn. Its place in the file and the seed settle it, so that every run draws the same rows. Hashed twice: two hashes that are only put together keep a pattern. */
const drawnSql = ({ scan }: Branch): Fragment[] =>
  scan.sample === undefined
    ? []
    : [
        sql`hash(hash(rowid, CAST(${bound(scan.sample.seed)} AS BIGINT))) % CAST(${bound(scan.sample.oneIn)} AS UBIGINT) = 0`,
      ];

/** What a row of the branch's file must meet to go into its figures. */
export const keepRowsSql = (branch: Branch): Fragment =>
  join([...keepSql(branch), timeKeepSql(branch), ...versionKeepSql(branch)], " AND ");

function columnsSql(branch: Branch, value: Value): Fragment {
  const { divisor } = branch.scan;
  return join(
    [
      keyColumnsSql(branch, value),
      sql`${valueSql(branch, value.column)} AS v`,
      ...(divisor ? [sql`CAST(${name(divisor.column)} AS DOUBLE) AS d`] : []),
    ],
    ", ",
  );
}

type Value = Branch["scan"]["values"][number];

/** What rows are grouped by: places, dimensions and instant `t`. */
export function keyColumnsSql(branch: Branch, value: Value): Fragment {
  const { scan, aggregate } = branch;
  const aliases = aliasesOf(branch);
  const places =
    value.place !== null
      ? [sql`${bound(value.place)} AS p1`]
      : scan.placeColumns.map(({ column }, index) => sql`${name(column)} AS p${String(index + 1)}`);
  const dims = aggregate.dimensions.map(({ column, merge }, index) => {
    const cases = merge.map(([from, to]) => sql` WHEN ${bound(from)} THEN ${bound(to)}`);
    const value =
      merge.length > 0
        ? sql`CASE CAST(${name(column)} AS VARCHAR)${join(cases, "")} ELSE CAST(${name(column)} AS VARCHAR) END`
        : name(column);
    return sql`${value} AS d${String(index + 1)}`;
  });
  const otherColumns = scan.dimensionColumns.filter(
    ({ column }) => !aggregate.dimensions.some((dim) => dim.column === column),
  );
  const others = aliases.others.map(
    (alias, index) => sql`${name(otherColumns[index]?.column ?? "")} AS ${alias}`,
  );
  return join([...places, ...dims, ...others, sql`${timeSql(scan.time)} AS t`], ", ");
}

/** The value as a number; what is not a number, or not finite, is missing. */
export function valueSql(branch: Branch, column: string | null): Fragment {
  if (column === null) return text("1");
  const number = numberSql(branch, column);
  return branch.scan.numberType === "whole" ? number : sql`CASE WHEN isfinite(${number}) THEN ${number} END`;
}

/** A column as numbers, some of which may not be finite. */
function numberSql(branch: Branch, column: string): Fragment {
  const type = branch.scan.numberType;
  if (type === "whole") return name(column);
  return type === "text" ? sql`TRY_CAST(${name(column)} AS DOUBLE)` : sql`CAST(${name(column)} AS DOUBLE)`;
}

/** One column's numbers `v` alone, of the rows that go into the branch's figures; what is not finite is among them. */
export const numbersSql = (branch: Branch, column: string): Fragment =>
  sql`SELECT ${numberSql(branch, column)} AS v FROM ${tableName(branch.scan.sha256)} WHERE ${keepRowsSql(branch)}`;

/** The branch's filters as SQL, one each. */
export const keepSql = (branch: Branch): Fragment[] =>
  branch.filters.map((filter) => anyOfSql(filter.anyOf, branch.scan.numberColumns));

/** Rows up to the last window's end; from the first window's start on, unless earlier reports are needed to difference. */
export function timeKeepSql(branch: Branch, between = false): Fragment {
  const { scan, windows } = branch;
  const { time } = scan;
  if (time === null) return text("TRUE");
  const t = timeSql(time);
  const needsPast =
    scan.behaviour === "cumulative" && (branch.difference || branch.fold?.fold.kind === "level");
  const clauses = (needsPast ? windows.windows : together(windows.windows, between)).map((window) =>
    needsPast
      ? window.to === undefined
        ? text("TRUE")
        : beforeEndSql(t, window.to, time)
      : inWindowSql(t, window, time),
  );
  const own = clauses.length === 1 && clauses[0] ? clauses[0] : sql`(${join(clauses, " OR ")})`;
  if (windows.each === undefined) return own;
  const end = windows.windows[0]?.to;
  if (end === undefined) return own;
  return sql`${own} AND date_diff('day', ${t}, CAST(${bound(end)} AS DATE)) % CAST(${bound(windows.each)} AS BIGINT) = 0`;
}

/**
 * Windows that touch as one: a single range is much cheaper to hold each row against than a choice of ranges. With
 * `between` also windows no further apart than the earlier one is long.
 */
function together(windows: readonly Span[], between: boolean): readonly Span[] {
  const spans: Span[] = [];
  for (const next of windows.toSorted((a, b) => ((a.from ?? "") < (b.from ?? "") ? -1 : 1))) {
    const last = spans.at(-1);
    const reach = between && last?.from && last.to ? daysBetween(last.from, last.to) + 2 : 1;
    const touches =
      last !== undefined &&
      (last.to === undefined || next.from === undefined || next.from <= addDays(last.to, reach));
    if (!touches) {
      spans.push(next);
      continue;
    }
    const ends = [last.to, next.to];
    const to = ends.includes(undefined) ? undefined : ends.toSorted().at(-1);
    spans[spans.length - 1] = {
      ...(last.from === undefined ? {} : { from: last.from }),
      ...(to === undefined ? {} : { to }),
    };
  }
  return spans;
}

type Span = Pick<PlanWindow, "from" | "to">;

function versionKeepSql(branch: Branch): Fragment[] {
  return branch.version === null
    ? []
    : [sql`CAST(${name(branch.version.column)} AS DATE) = (SELECT published FROM version)`];
}

/**
 * The published version to use: the newest one that holds rows for the window's end and is not later than asked; and the
 * newest of all that holds them (`newest`), by which one sees that the figure may have been revised since.
 */
export function versionSql(branch: Branch): Fragment | null {
  const { scan, version, windows } = branch;
  if (version === null) return null;
  const column = sql`CAST(${name(version.column)} AS DATE)`;
  const last = windows.windows[0];
  const limits = [...keepSql(branch)];
  if (scan.time && last) limits.push(inWindowSql(timeSql(scan.time), last, scan.time));
  const usable =
    version.notAfter === null
      ? text("")
      : sql` FILTER (WHERE ${column} <= CAST(${bound(version.notAfter)} AS DATE))`;
  return sql`SELECT max(${column})${usable} AS published, max(${column}) AS newest FROM ${tableName(scan.sha256)} WHERE ${limits.length ? join(limits, " AND ") : "TRUE"}`;
}
