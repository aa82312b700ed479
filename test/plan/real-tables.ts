import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from "@duckdb/node-api";
import type { FileProfile } from "../../shared/catalogue/profile.ts";
import type { CompiledQuery } from "../../shared/plan/plan.ts";
import { storeAlias, tableName } from "../../shared/plan/sql-names.ts";

/** Where the real tables lie beside the repository; many tests say 'skipped' where they do not. */
export const dataFolder = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..", "shared", "data");
export const haveData = existsSync(dataFolder);

/** What the tests read of a table's metadata file. */
export type TableFacts = {
  readonly id: string;
  readonly title: string;
  readonly modified: string | null;
  readonly columns: readonly { readonly name: string; readonly type: string; readonly unit: string | null }[];
  readonly rowCount: number;
  readonly caveats: readonly string[];
};

export const tableFacts = (id: string): TableFacts =>
  JSON.parse(readFileSync(join(dataFolder, id, "dataset.json"), "utf8"));

/** A stand-in for a file's hash: the tests read CSV, so the Arrow file's own is not used. */
export const fakeSha = (id: string): string =>
  Buffer.from(id)
    .toString("hex")
    .padEnd(64, "0")
    .slice(0, 64)
    .replace(/^.{16}/, hash16(id));

function hash16(text: string): string {
  let a = 0x811c9dc5;
  let b = 0x9e3779b1;
  for (const char of text) {
    a = Math.imul(a ^ char.charCodeAt(0), 0x01000193) >>> 0;
    b = Math.imul(b + char.charCodeAt(0), 0x85ebca6b) >>> 0;
  }
  return a.toString(16).padStart(8, "0") + b.toString(16).padStart(8, "0");
}

const duckType = (arrow: string): string => {
  if (arrow.startsWith("Date32")) return "DATE";
  if (arrow.startsWith("Timestamp")) return "TIMESTAMPTZ";
  if (arrow === "Int32") return "INTEGER";
  if (arrow === "Int64") return "BIGINT";
  if (arrow === "Float64") return "DOUBLE";
  return "VARCHAR";
};

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A DuckDB in memory that holds real tables under the names the compiled SQL uses. */
export class Database {
  private constructor(private readonly connection: DuckDBConnection) {}

  static async open(threads = 2): Promise<Database> {
    const instance = await DuckDBInstance.create(":memory:", { threads: String(threads) });
    const connection = await instance.connect();
    // The engine may run anywhere: answers must not depend on the session's time zone.
    await connection.run("SET TimeZone = 'Pacific/Auckland'");
    return new Database(connection);
  }

  async loadTable(id: string): Promise<void> {
    const folder = join(dataFolder, id);
    const file = existsSync(join(folder, "data.csv"))
      ? join(folder, "data.csv")
      : join(folder, "data.csv.gz");
    const nullText = id === "conflict-deaths-region" ? "NA" : "";
    const columns = tableFacts(id).columns.map(({ name, type }) => {
      const text = `nullif(${quoted(name)}, '${nullText}')`;
      const kind = duckType(type);
      if (kind === "VARCHAR")
        return type.startsWith("Dictionary") ? `${text} AS ${quoted(name)}` : `${text} AS ${quoted(name)}`;
      if (kind === "INTEGER" || kind === "BIGINT")
        return `CAST(CAST(${text} AS DOUBLE) AS ${kind}) AS ${quoted(name)}`;
      return `CAST(${text} AS ${kind}) AS ${quoted(name)}`;
    });
    await this.create(
      fakeSha(id),
      `SELECT ${columns.join(", ")} FROM read_csv('${file}', all_varchar=true, header=true, quote='"', escape='"', nullstr='')`,
    );
  }

  async create(sha256: string, select: string): Promise<void> {
    await this.connection.run(`ATTACH ':memory:' AS ${quoted(storeAlias(sha256))}`);
    await this.connection.run(`CREATE TABLE ${tableName(sha256)} AS ${select}`);
  }

  /** Runs a compiled query as the engine does and gives plain columns and rows. */
  async run(query: Pick<CompiledQuery, "sql" | "params">): Promise<ResultTable> {
    const prepared = await this.connection.prepare(query.sql);
    prepared.bind(query.params.map((value): DuckDBValue => value));
    const reader = await prepared.runAndReadAll();
    const names = reader.deduplicatedColumnNames();
    const types = reader.columnTypes().map(String);
    const rows = reader.getRows().map((row) => row.map(plain));
    return { columns: names.map((name, index) => ({ name, type: types[index] ?? "" })), rows };
  }

  /** The distinct values of a table's text columns, as the engine's profile gives them. */
  async profileOf(sha256: string, rows: number): Promise<FileProfile> {
    const { rows: columns } = await this.run({ sql: `DESCRIBE ${tableName(sha256)}`, params: [] });
    const profiles: FileProfile["columns"] = [];
    for (const [name, type] of columns) {
      const column = quoted(String(name));
      const { rows: facts } = await this.run({
        sql: `SELECT count(*) - count(${column}), count(DISTINCT ${column}), CAST(min(${column}) AS VARCHAR), CAST(max(${column}) AS VARCHAR) FROM ${tableName(sha256)}`,
        params: [],
      });
      const [nulls, distinct, min, max] = facts[0] ?? [];
      const listed = type === "VARCHAR" && Number(distinct) <= 5000;
      const values = listed
        ? (
            await this.run({
              sql: `SELECT ${column}, count(*) FROM ${tableName(sha256)} WHERE ${column} IS NOT NULL GROUP BY 1 ORDER BY 1`,
              params: [],
            })
          ).rows.map(([value, count]): [string, number] => [String(value), Number(count)])
        : null;
      profiles.push({
        name: String(name),
        type: String(type),
        nulls: Number(nulls),
        distinct: Number(distinct),
        min: min === null || min === undefined ? null : String(min),
        max: max === null || max === undefined ? null : String(max),
        mean: null,
        quantiles: null,
        values,
      });
    }
    return { sha256, rows, columns: profiles };
  }

  /** One number of a hand-written statement, for comparison. */
  async number(sql: string): Promise<number | null> {
    const { rows } = await this.run({ sql, params: [] });
    const value = rows[0]?.[0];
    return value === null || value === undefined ? null : Number(value);
  }
}

export type ResultTable = {
  columns: { name: string; type: string }[];
  rows: (string | number | boolean | null)[][];
};

function plain(value: DuckDBValue): string | number | boolean | null {
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return value;
  return typeof value === "bigint" ? Number(value) : String(value);
}
