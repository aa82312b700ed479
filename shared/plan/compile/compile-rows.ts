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

/** The file's own rows that go into a branch's figures: how many, a page of them, and all of them. */
export type RowQueries = {
  readonly count: CompiledQuery;
  readonly page: (offset: number, rows: number) => CompiledQuery;
  readonly all: CompiledQuery;
};

/** Compiles the rows behind a branch, with the very conditions of its figures, in the file's columns, oldest first. */
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
  const listed = (of: string) => text(columns.map((column) => `${of}${name(column.name).sql}`).join(", "));
  // A file's own column of that name would stand in the way of DuckDB's row numbers.
  const isNumbered = !columns.some((column) => column.name.toLowerCase() === "rowid");
  const keys = [
    ...(scan.time === null ? [] : [name(scan.time.column)]),
    // Rows of one day need an order too, or pages would repeat some and leave others out.
    ...(isNumbered ? [text("rowid")] : columns.map((column) => name(column.name))),
  ];
  const query = (made: Fragment): CompiledQuery => ({
    name: "rows",
    sql: made.sql,
    params: [...made.params],
    files: [scan.sha256],
  });
  const order = sql`ORDER BY ${join(keys, ", ")}`;
  const rows = sql`${before}SELECT ${listed("")} ${from} ${order}`;
  const page = (offset: number, most: number): Fragment => {
    const cut = sql`LIMIT CAST(${bound(most)} AS BIGINT) OFFSET CAST(${bound(offset)} AS BIGINT)`;
    if (!isNumbered) return sql`${rows} ${cut}`;
    // Only the numbers of the rows are put in order; the columns are read of the page's rows alone.
    const when = scan.time === null ? text("NULL") : name(scan.time.column);
    const found = sql`SELECT rowid AS n, ${when} AS t ${from} ${order} ${cut}`;
    const first =
      version === null ? sql`WITH page AS (${found})` : sql`WITH version AS (${version}), page AS (${found})`;
    return sql`${first} SELECT ${listed("s.")} FROM ${tableName(scan.sha256)} AS s JOIN page ON s.rowid = page.n ORDER BY page.t, page.n`;
  };
  return {
    count: query(sql`${before}SELECT count(*) AS rows ${from}`),
    page: (offset, most) => query(page(offset, most)),
    all: query(rows),
  };
}
