import type { DuckDBConnection } from "@duckdb/node-api";
import type { ReadingChoices } from "../../../shared/catalogue/formats/table/reading.ts";
import { quoteName } from "../../../shared/plan/sql-names.ts";
import { storedNames } from "../arrow/column-names.ts";
import { EngineProblem } from "../job.ts";
import { quoteText } from "../store/sql-text.ts";
import type { Relation } from "./convert.ts";
import { conversionProblem } from "./problems.ts";
import { isTooWide } from "./raw-table.ts";

/** A Parquet file as a relation; columns that hold more than one value a cell are left out. */
export const readParquet = (
  connection: DuckDBConnection,
  path: string,
  choices: ReadingChoices,
): Promise<Relation> => described(connection, `read_parquet(${quoteText(path)})`, "Parquet", choices);

/** A JSON Lines file: one object a line, each name a column however many there are. Types are decided from the whole file. */
export async function readJsonLines(
  connection: DuckDBConnection,
  path: string,
  choices: ReadingChoices,
): Promise<Relation> {
  const from = `read_json(${quoteText(path)}, format = 'newline_delimited', records = true, sample_size = -1,
    map_inference_threshold = -1, field_appearance_threshold = 0)`;
  return described(connection, from, "JSON Lines", choices);
}

const NESTED = /^(STRUCT|MAP|UNION|LIST|JSON|VARIANT)|\[\d*\]$/;

async function described(
  connection: DuckDBConnection,
  from: string,
  format: string,
  choices: ReadingChoices,
): Promise<Relation> {
  let found: { name: string; type: string }[];
  try {
    const result = await connection.run(`DESCRIBE SELECT * FROM ${from}`);
    found = (await result.getRows()).map(([name, type]) => ({ name: String(name), type: String(type) }));
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new EngineProblem(conversionProblem.unreadable(format, detail));
  }
  if (
    isTooWide(
      found.map(({ name }) => name),
      choices,
    )
  )
    throw new EngineProblem(conversionProblem.tooManyColumns(found.length));
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
