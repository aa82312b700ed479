import type { DuckDBConnection } from "@duckdb/node-api";
import type { WidePeriods } from "../../../../shared/catalogue/formats/table/period-names.ts";
import { quoteName } from "../../../../shared/plan/sql-names.ts";
import { storedNames } from "../../arrow/column-names.ts";
import { quoteText } from "../../store/sql-text.ts";

/** The scratch table with one row for each figure. */
const LONG = 'w."main"."long"';

/** A table turned to long form: its columns, and how many cells held nothing and became no row. */
export type LongTable = { readonly from: string; readonly names: readonly string[]; readonly empty: number };

/** A table to turn: a relation in SQL and the SQL of its columns, of which the periods' have one type. */
export type WideTable = {
  readonly from: string;
  readonly columns: readonly { readonly name: string; readonly expression: string }[];
  /** The figures are texts: blanks count as empty. */
  readonly isText: boolean;
};

/**
 * Turns a table with one column for each period to one row for each figure: the other columns, the first day of the period
 * (or the year) as text, and the value. Empty cells become no row. Rows keep their order, periods within them theirs.
 */
export async function unpivot(
  connection: DuckDBConnection,
  wide: WidePeriods,
  { from, columns, isText }: WideTable,
): Promise<LongTable> {
  const periods = new Set(wide.columns.map(({ name }) => name));
  const ids = columns.filter(({ name }) => !periods.has(name));
  const called = storedNames([
    ...ids.map(({ name }) => name),
    wide.grain === "year" ? "year" : "date",
    "value",
  ]);
  const days = wide.columns.map(
    ({ name, day }, at) =>
      `(${quoteText(name)}, ${quoteText(wide.grain === "year" ? day.slice(0, 4) : day)}, ${at})`,
  );
  await connection.run(
    `CREATE OR REPLACE TABLE w."main"."days" AS SELECT * FROM (VALUES ${days.join(", ")}) AS d("n", "day", "at")`,
  );
  const inner = [...ids, ...columns.filter(({ name }) => periods.has(name))];
  const short = new Map(inner.map(({ name }, at) => [name, `c${at}`]));
  const renamed = inner.map(({ name, expression }) => `${expression} AS ${short.get(name)}`).join(", ");
  const list = [...periods].map((name) => `${short.get(name)} AS ${quoteName(name)}`).join(", ");
  const kept = ids.map(({ name }, at) => `u.${short.get(name)} AS ${quoteName(called[at] ?? name)}`);
  await connection.run(
    `CREATE OR REPLACE TABLE ${LONG} AS
     SELECT ${[...kept, `d."day" AS ${quoteName(called.at(-2) ?? "date")}`, `u."v" AS ${quoteName(called.at(-1) ?? "value")}`].join(", ")}
     FROM (UNPIVOT (SELECT row_number() OVER () AS "r", ${renamed} FROM ${from}) ON ${list} INTO NAME "n" VALUE "v") AS u
     JOIN w."main"."days" AS d ON d."n" = u."n" ${isText ? `WHERE trim(u."v") <> ''` : ""} ORDER BY u."r", d."at"`,
  );
  const [counts = []] = await (
    await connection.run(
      `SELECT (SELECT count(*) FROM ${from}) * ${wide.columns.length}, (SELECT count(*) FROM ${LONG})`,
    )
  ).getRows();
  return { from: LONG, names: called, empty: Number(counts[0] ?? 0) - Number(counts[1] ?? 0) };
}
