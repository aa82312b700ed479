import type { DuckDBConnection, DuckDBValue } from "@duckdb/node-api";
import type { ColumnProfile, FileProfile } from "../../shared/catalogue/profile.ts";
import { quoteName, tableName } from "../../shared/plan/sql-names.ts";
import type { LoadedFile } from "./engine.ts";
import { interruptible, type Job } from "./job.ts";

/** Columns with at most this many different values have all of them listed or counted exactly. */
const MAX_VALUES = 5000;
/** The estimate of distinct values may be off by several per cent: up to here the exact count is made. */
const COUNT_BELOW = MAX_VALUES * 1.4;

const INTEGERS = /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER)$/;
const NUMBERS = /^(FLOAT|DOUBLE|DECIMAL)/;
const TEXTS = /^(VARCHAR|ENUM|BOOLEAN)$/;

/** Counts, ranges and values of every column of a stored file: one pass, then one short one for each column with few values. */
export async function profileTable(
  connection: DuckDBConnection,
  sha256: string,
  loaded: LoadedFile,
  job: Job,
): Promise<FileProfile> {
  const table = tableName(sha256);
  const first = await interruptible(job, connection, () =>
    firstRow(connection, `SELECT count(*), ${loaded.columns.flatMap(summaries).join(", ")} FROM ${table}`),
  );
  const rows = Number(first[0]);
  const columns: ColumnProfile[] = [];
  for (const [index, column] of loaded.columns.entries()) {
    job.report({ stage: "profiling", share: index / loaded.columns.length, rows });
    const [present, estimate, min, max, mean, quantiles] = first.slice(1 + index * 6, 7 + index * 6);
    const values =
      Number(estimate) <= COUNT_BELOW
        ? await interruptible(job, connection, () => valuesOf(connection, table, column))
        : null;
    const complete = values !== null && values.length <= MAX_VALUES;
    columns.push({
      name: column.name,
      type: column.type,
      nulls: rows - Number(present),
      distinct: complete ? values.length : Number(estimate),
      min: textOrNull(min),
      max: textOrNull(max),
      mean: typeof mean === "number" ? mean : null,
      quantiles: typeof quantiles === "string" ? numbers(quantiles) : null,
      values: complete && (TEXTS.test(column.type) || INTEGERS.test(column.type)) ? values : null,
    });
  }
  return { sha256, rows, columns };
}

type Column = LoadedFile["columns"][number];

/** Six expressions a column: present, distinct (estimated), smallest, largest, mean, quantiles. */
function summaries(column: Column): string[] {
  const name = quoteName(column.name);
  const numeric = INTEGERS.test(column.type) || NUMBERS.test(column.type);
  const finite = `CASE WHEN isfinite(${name}::DOUBLE) THEN ${name}::DOUBLE END`;
  return [
    `count(${name})`,
    `approx_count_distinct(${name})`,
    asText(`min(${name})`, column.type),
    asText(`max(${name})`, column.type),
    numeric ? `avg(${finite})` : "NULL",
    numeric ? `to_json(quantile_cont(${finite}, [0, 0.25, 0.5, 0.75, 1]))::VARCHAR` : "NULL",
  ];
}

/** A value as text: dates as ISO dates, times as ISO 8601 in UTC, all else as DuckDB writes it. */
function asText(expression: string, type: string): string {
  if (!type.startsWith("TIMESTAMP")) return `${expression}::VARCHAR`;
  return `replace((${expression} ${type.includes("ZONE") ? "AT TIME ZONE 'UTC'" : ""})::VARCHAR, ' ', 'T') || 'Z'`;
}

async function valuesOf(
  connection: DuckDBConnection,
  table: string,
  column: Column,
): Promise<[string, number][]> {
  const name = quoteName(column.name);
  const result = await connection.run(
    `SELECT ${asText("v", column.type)}, n FROM (
       SELECT ${name} AS v, count(*) AS n FROM ${table} WHERE ${name} IS NOT NULL GROUP BY 1 LIMIT ${MAX_VALUES + 1}
     ) ORDER BY v`,
  );
  const found = await result.getRows();
  return found.map((row) => [String(row[0]), Number(row[1])]);
}

async function firstRow(connection: DuckDBConnection, sql: string): Promise<DuckDBValue[]> {
  const result = await connection.run(sql);
  return (await result.getRows())[0] ?? [];
}

const textOrNull = (value: DuckDBValue | undefined): string | null =>
  value === null || value === undefined ? null : String(value);

function numbers(json: string): number[] | null {
  const parsed: unknown = JSON.parse(json);
  return Array.isArray(parsed) && parsed.every((item) => typeof item === "number") ? parsed : null;
}
