import type { DuckDBConnection } from "@duckdb/node-api";
import { quoteName } from "../../../shared/plan/sql-names.ts";
import { storedNames } from "../arrow/column-names.ts";
import { EngineProblem } from "../job.ts";
import { quoteText } from "../store/sql-text.ts";
import type { Relation } from "./convert.ts";
import { conversionProblem } from "./problems.ts";

/** A Parquet file as a relation; columns that hold more than one value a cell are left out. */
export const readParquet = (connection: DuckDBConnection, path: string): Promise<Relation> =>
  described(connection, `read_parquet(${quoteText(path)})`, "Parquet");

/** A JSON Lines file: one object a line. Types are decided from the whole file. */
export async function readJsonLines(connection: DuckDBConnection, path: string): Promise<Relation> {
  const from = `read_json(${quoteText(path)}, format = 'newline_delimited', records = true, sample_size = -1)`;
  return described(connection, from, "JSON Lines");
}

const NESTED = /^(STRUCT|MAP|UNION|LIST|JSON|VARIANT)|\[\d*\]$/;

async function described(connection: DuckDBConnection, from: string, format: string): Promise<Relation> {
  let found: { name: string; type: string }[];
  try {
    const result = await connection.run(`DESCRIBE SELECT * FROM ${from}`);
    found = (await result.getRows()).map(([name, type]) => ({ name: String(name), type: String(type) }));
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new EngineProblem(conversionProblem.unreadable(format, detail));
  }
  const kept = found.filter(({ type }) => !NESTED.test(type));
  const names = storedNames(kept.map(({ name }) => name));
  return {
    from,
    columns: kept.map(({ name, type }, index) => ({
      name: names[index] ?? name,
      expression: type === "UUID" ? `${quoteName(name)}::VARCHAR` : quoteName(name),
      text: type === "VARCHAR",
    })),
    notes: found
      .filter(({ type }) => NESTED.test(type))
      .map(({ name }) => `“${name}” was left out: it holds more than one value a cell.`),
  };
}
