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
  const listed = text(columns.map((column) => name(column.name).sql).join(", "));
  const order = scan.time === null ? text("") : sql` ORDER BY ${name(scan.time.column)}`;
  const query = (made: Fragment): CompiledQuery => ({
    name: "rows",
    sql: made.sql,
    params: [...made.params],
    files: [scan.sha256],
  });
  const rows = sql`${before}SELECT ${listed} ${from}${order}`;
  return {
    count: query(sql`${before}SELECT count(*) AS rows ${from}`),
    page: (offset, most) =>
      query(sql`${rows} LIMIT CAST(${bound(most)} AS BIGINT) OFFSET CAST(${bound(offset)} AS BIGINT)`),
    all: query(rows),
  };
}
