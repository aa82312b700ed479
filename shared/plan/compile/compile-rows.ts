import type { Column, ColumnCondition } from "../../catalogue/dataset.ts";
import type { CompiledQuery, PlanWindow } from "../plan.ts";
import { tableName } from "../sql-names.ts";
import type { Branch } from "./branch.ts";
import { anyOfSql } from "./conditions-sql.ts";
import { bound, type Fragment, join, name, sql, text } from "./fragment.ts";
import { keepRowsSql, versionSql } from "./rows-sql.ts";
import { inWindowSql, timeSql } from "./time-sql.ts";

/** One row of an answer's table, as conditions on the file's rows: what it adds to the question's own. */
export type Narrowed = {
  readonly window?: Pick<PlanWindow, "from" | "to">;
  readonly anyOf: readonly (readonly (readonly ColumnCondition[])[])[];
};

/** How many of the rows asked for lie in one part of the file; parts without any are left out. */
export type RowPart = { readonly part: number; readonly rows: number };

/** The file's own rows that go into a branch's figures: how many lie where, a page of them, and all of them. */
export type RowQueries = {
  /** Gives a row of `RowPart` for each part of the file, in the file's order. */
  readonly parts: CompiledQuery;
  /** A page; only the parts of the file that it lies in are read. `parts` may be left out for the first page. */
  readonly page: (offset: number, rows: number, parts: readonly RowPart[] | null) => CompiledQuery;
  readonly all: CompiledQuery;
};

/** Rows of a part: those of one of DuckDB's row groups, which it can pass over without a look. */
const PART_ROWS = 122_880;

/**
 * Compiles the rows behind a branch, with the very conditions of its figures, in the file's columns and in the file's order:
 * to put millions of rows into another would take seconds for every page, and much memory.
 */
export function compileRows(
  branch: Branch,
  columns: readonly Pick<Column, "name">[],
  narrowed: Narrowed = { anyOf: [] },
): RowQueries {
  const { scan } = branch;
  const [own] = branch.windows.windows;
  const alone: Branch = { ...branch, windows: { ...branch.windows, windows: own ? [own] : [] } };
  const keep = [
    keepRowsSql(alone),
    ...narrowed.anyOf.map((anyOf) =>
      anyOfSql(
        anyOf.map((all) => [...all]),
        scan.numberColumns,
      ),
    ),
    ...(narrowed.window && scan.time ? [inWindowSql(timeSql(scan.time), narrowed.window, scan.time)] : []),
  ];
  const version = versionSql(alone);
  const before = version === null ? text("") : sql`WITH version AS (${version}) `;
  const from = sql`FROM ${tableName(scan.sha256)} WHERE ${join(keep, " AND ")}`;
  const listed = text(columns.map((column) => name(column.name).sql).join(", "));
  // A file's own column of that name stands in the way of DuckDB's row numbers.
  const isNumbered = !columns.some((column) => column.name.toLowerCase() === "rowid");
  const query = (made: Fragment): CompiledQuery => ({
    name: "rows",
    sql: made.sql,
    params: [...made.params],
    files: [scan.sha256],
  });
  const rows = sql`${before}SELECT ${listed} ${from}`;
  // DuckDB keeps the order of a table that it scans; a version is joined, and what is joined may lose it.
  const order = text(version === null ? "" : " ORDER BY rowid");
  const whole = (count: number): Fragment => sql`CAST(${bound(count)} AS BIGINT)`;
  const page = (offset: number, most: number, parts: readonly RowPart[] | null): Fragment => {
    // Without numbers nothing tells where a row lies, and rows read straight from a file lose their order.
    if (!isNumbered) return sql`${rows} ORDER BY ALL LIMIT ${whole(most)} OFFSET ${whole(offset)}`;
    const span = parts === null ? null : spanOf(parts, offset, most);
    const within =
      span === null
        ? text("")
        : sql` AND rowid >= ${whole(span.first * PART_ROWS)} AND rowid < ${whole((span.last + 1) * PART_ROWS)}`;
    return sql`${rows}${within}${order} LIMIT ${whole(most)} OFFSET ${whole(offset - (span?.before ?? 0))}`;
  };
  const part = isNumbered ? text(`rowid // ${PART_ROWS}`) : text("0");
  return {
    parts: query(sql`${before}SELECT ${part} AS part, count(*) AS rows ${from} GROUP BY 1 ORDER BY 1`),
    page: (offset, most, parts) => query(page(offset, most, parts)),
    all: query(sql`${rows}${isNumbered ? order : text(" ORDER BY ALL")}`),
  };
}

/** The parts that rows `offset` to `offset + most` lie in, and how many rows lie before those parts. */
function spanOf(
  parts: readonly RowPart[],
  offset: number,
  most: number,
): { readonly first: number; readonly last: number; readonly before: number } {
  let before = 0;
  let found: { first: number; last: number; before: number } | null = null;
  for (const { part, rows } of parts) {
    const after = before + rows;
    if (found === null && after > offset) found = { first: part, last: part, before };
    if (found !== null) found.last = part;
    if (after >= offset + most) break;
    before = after;
  }
  return found ?? { first: 0, last: -1, before: offset };
}
