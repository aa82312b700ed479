import type { DuckDBConnection } from "@duckdb/node-api";
import type { Cell } from "../../shared/answer/answer.ts";
import { decodeTable } from "../../shared/answer/table/table.ts";
import type { ColumnProfile, FileProfile } from "../../shared/catalogue/profile.ts";
import { quoteName, tableName } from "../../shared/plan/sql-names.ts";
import type { LoadedFile } from "./engine.ts";
import { interruptible, type Job } from "./job.ts";
import { encodeAll, resultEncoder, streamBytes } from "./query/encode.ts";

/** Columns with at most this many different values have all of them counted exactly. */
const MAX_VALUES = 5000;
/** The estimate of distinct values may be off by several per cent: up to here the exact count is made. */
const COUNT_BELOW = MAX_VALUES * 1.4;

const INTEGERS = /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER)$/;
const NUMBERS = /^(FLOAT|DOUBLE|DECIMAL)/;
const TEXTS = /^(VARCHAR|ENUM|BOOLEAN)$/;

/** Counts, ranges and values of every column of a stored file: one pass, then a short one for each column with few values. */
export async function profileTable(
  connection: DuckDBConnection,
  sha256: string,
  loaded: LoadedFile,
  job: Job,
): Promise<FileProfile> {
  const table = tableName(sha256);
  const ask = (sql: string) => interruptible(job, connection, () => cells(connection, sql));
  job.report({ stage: "profiling", share: 0, rows: loaded.rows });
  const { rows } = loaded;
  let first: readonly Cell[] = [];
  const columns: ColumnProfile[] = [];
  for (const [index, column] of loaded.columns.entries()) {
    job.report({ stage: "profiling", share: (index + 1) / (loaded.columns.length + 1), rows });
    const place = index % AT_ONCE;
    if (place === 0) {
      const group = loaded.columns.slice(index, index + AT_ONCE);
      [first = []] = await ask(`SELECT ${group.flatMap(summaries).join(", ")} FROM ${table}`);
    }
    const [present, estimate, min = null, max = null, mean, ...quantiles] = first.slice(
      place * SUMMARIES,
      (place + 1) * SUMMARIES,
    );
    const counted = Number(estimate) <= COUNT_BELOW ? await ask(valuesOf(table, column)) : null;
    const values = counted !== null && counted.length <= MAX_VALUES ? counted : null;
    const listed = TEXTS.test(column.type) || INTEGERS.test(column.type);
    columns.push({
      name: column.name,
      type: column.type,
      nulls: rows - Number(present),
      distinct: values?.length ?? Number(estimate),
      min: text(min),
      max: text(max),
      mean: typeof mean === "number" ? mean : null,
      quantiles: quantiles.every((item) => typeof item === "number") ? quantiles : null,
      values: values !== null && listed ? values.map(([value, n]) => [String(value), Number(n)]) : null,
    });
  }
  return { sha256, rows, columns };
}

/** Columns that are summed up in one pass: the time DuckDB takes to plan a statement grows with the square of its length. */
const AT_ONCE = 50;

type Column = LoadedFile["columns"][number];

const QUANTILES = [0, 0.25, 0.5, 0.75, 1];
const SUMMARIES = 5 + QUANTILES.length;

/** The expressions for a column: present, distinct (estimated), smallest, largest, mean, quantiles. */
function summaries(column: Column): string[] {
  const name = quoteName(column.name);
  const numeric = INTEGERS.test(column.type) || NUMBERS.test(column.type);
  const finite = `(CASE WHEN isfinite(${name}::DOUBLE) THEN ${name}::DOUBLE END)`;
  return [
    `count(${name})`,
    `approx_count_distinct(${name})`,
    `min(${name})`,
    `max(${name})`,
    numeric ? `avg(${finite})` : "NULL",
    ...QUANTILES.map((quantile) => (numeric ? `quantile_cont(${finite}, ${quantile})` : "NULL")),
  ];
}

const valuesOf = (table: string, column: Column): string =>
  `SELECT v, n FROM (
     SELECT ${quoteName(column.name)} AS v, count(*) AS n FROM ${table}
     WHERE ${quoteName(column.name)} IS NOT NULL GROUP BY 1 LIMIT ${MAX_VALUES + 1}
   ) ORDER BY v`;

/** A result's rows as cells, by the same rules as every answer's table. */
async function cells(connection: DuckDBConnection, sql: string): Promise<readonly (readonly Cell[])[]> {
  const result = await connection.stream(sql);
  const encoder = resultEncoder(result);
  await encodeAll(result, encoder);
  return decodeTable(streamBytes(encoder.batch())).rows;
}

const text = (cell: Cell): string | null => (cell === null ? null : String(cell));
