import type { DuckDBConnection } from "@duckdb/node-api";
import type { Relation } from "../convert.ts";

/** Tables of more rows are not looked through: comparing every row with every other would take as long as reading them. */
const MOST_ROWS = 500_000;

/**
 * Says how many rows of a table say nothing but what another row says, column for column: a file that was put together twice
 * counts them twice, and nothing else would show it.
 */
export async function sameRowsNote(
  connection: DuckDBConnection,
  { from, columns }: Relation,
  rows: number | null,
): Promise<readonly string[]> {
  if (rows === null || rows > MOST_ROWS || columns.length === 0) return [];
  const list = columns.map(({ expression }, at) => `${expression} AS c${at}`).join(", ");
  const result = await connection.run(
    `SELECT coalesce(sum(n - 1), 0) FROM (SELECT count(*) AS n FROM (SELECT ${list} FROM ${from}) GROUP BY ${columns.map((_, at) => `c${at}`).join(", ")})`,
  );
  const [row = []] = await result.getRows();
  const same = Number(row[0] ?? 0);
  if (same === 0) return [];
  const words = same === 1 ? "1 row is" : `${same.toLocaleString("en-US")} rows are`;
  return [
    `${words} the same as another in every column. If ${same === 1 ? "it is a copy, it counts" : "they are copies, they count"} twice.`,
  ];
}
