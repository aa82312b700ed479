import type { DuckDBConnection } from "@duckdb/node-api";
import { quoteName } from "../../../shared/plan/sql-names.ts";
import type { Problem } from "../../../shared/result.ts";
import { storedNames } from "../arrow/column-names.ts";
import { EngineProblem } from "../job.ts";
import { quoteText } from "../store/sql-text.ts";
import type { Relation } from "./convert.ts";
import { readHead } from "./delimited-head.ts";

/** A delimited file read as text into a scratch table. */
export type RawTable = {
  readonly table: string;
  readonly names: readonly string[];
  readonly notes: readonly string[];
};

const RAW = 'w."main"."raw"';

/**
 * Reads a CSV or TSV file, every cell as text. Nothing about its form is left to guessing from the first rows: guessed,
 * the quote is taken for "none" where only later rows need it ("Korea, South"), and rows that differ from the others
 * are skipped without a word.
 */
export async function readDelimited(
  connection: DuckDBConnection,
  path: string,
  format: "csv" | "tsv",
): Promise<RawTable> {
  const { encoding, delimiter, names: given } = readHead(path, format === "tsv" ? "\t" : null);
  if (given.length === 0) throw new EngineProblem(EMPTY);
  const names = storedNames(given.map((name) => name.trim()));
  const columns = names.map((name) => `${quoteText(name)}: 'VARCHAR'`).join(", ");
  const read = (as: string) =>
    `CREATE OR REPLACE TABLE ${RAW} AS SELECT * FROM read_csv(${quoteText(path)}, auto_detect = false,
      delim = ${quoteText(delimiter)}, quote = '"', escape = '"', header = true, columns = {${columns}},
      nullstr = '', max_line_size = 16000000, encoding = ${quoteText(as)})`;
  const notes = names.flatMap((name, index) =>
    name === given[index]?.trim() ? [] : [`A column named “${given[index] ?? ""}” is now called “${name}”.`],
  );
  try {
    await connection.run(read(encoding));
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    if (encoding !== "utf-8" || !/not utf-8 encoded/i.test(detail)) throw unreadable("CSV", detail);
    await connection.run(read("latin-1")).catch((again: unknown) => {
      throw unreadable("CSV", again instanceof Error ? again.message : String(again));
    });
    notes.push("The file is not UTF-8: it was read as Latin-1. Check letters with accents.");
  }
  await dropTagRow(connection, names);
  return { table: RAW, names, notes };
}

/** A row of HXL tags under the header (`#adm1+name`, `#date`) is no row of data; the importer reads it into the description. */
async function dropTagRow(connection: DuckDBConnection, names: readonly string[]): Promise<void> {
  const filled = names.map((name) => `${quoteName(name)} IS NOT NULL`).join(" OR ");
  const tags = names.map(
    (name) =>
      `(${quoteName(name)} IS NULL OR regexp_full_match(trim(${quoteName(name)}), '#[A-Za-z][A-Za-z0-9_+ ]*'))`,
  );
  await connection.run(`DELETE FROM ${RAW} WHERE rowid = 0 AND (${filled}) AND ${tags.join(" AND ")}`);
}

const EMPTY: Problem = {
  code: "damaged-file",
  message: "The file is empty.",
  meaning: "Nothing was imported.",
  remedy: "Get the file again from its source.",
};

function unreadable(format: string, detail: string): EngineProblem {
  const line = /line:?\s+(\d+)/i.exec(detail)?.[1];
  const problem: Problem = {
    code: "damaged-file",
    message: `The file cannot be read as ${format}${line === undefined ? "" : `: line ${line} does not fit the others`}.`,
    meaning: "Nothing was imported, so that no row is lost without notice.",
    remedy: "Check that line in the file, or export it again from the source.",
    detail,
  };
  return new EngineProblem(problem);
}

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
    throw unreadable(format, cause instanceof Error ? cause.message : String(cause));
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
