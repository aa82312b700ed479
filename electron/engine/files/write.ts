import { join } from "node:path";
import {
  type DuckDBConnection,
  DuckDBInstance,
  type DuckDBPreparedStatement,
  type DuckDBType,
  DuckDBTypeId,
} from "@duckdb/node-api";
import { quoteName, storeAlias } from "../../../shared/plan/sql-names.ts";
import type { EngineQuery } from "../engine.ts";
import { interruptible, type Job } from "../job.ts";
import type { Library } from "../library.ts";
import { PROGRESS_SETTINGS } from "../query/database.ts";
import { bindings, reportProgress, withStatement } from "../query/execute.ts";
import type { EngineSettings } from "../settings.ts";
import type { StoreFolder } from "../store/folder.ts";
import { quoteText } from "../store/sql-text.ts";
import { writeArrowFile } from "./arrow-file.ts";
import { csvCell, csvName } from "./csv-cells.ts";
import { writeThenMove } from "./finish.ts";

export type Target = { readonly path: string; readonly format: "csv" | "parquet" | "arrow" };

/**
 * Memory for the DuckDB that writes, in MB: rows pass through in the order of their file, so that a large export needs no more
 * than a small one, but for its columns (two of DuckDB's groups of 122,880 rows, 16 bytes a value). What has to be sorted
 * beyond it goes to the disk. Where it does not do all the same, the file is written again with all that is allowed.
 */
const WRITE_MB = 96;
const WRITE_MB_PER_COLUMN = 4;
const OUT_OF_MEMORY = /out of memory/i;

let copies = 0;

/** Writes a checked query's result to a file, streamed. */
export async function writeResult(
  query: EngineQuery,
  target: Target,
  context: {
    readonly library: Library;
    readonly folder: StoreFolder;
    readonly settings: EngineSettings;
    readonly job: Job;
  },
): Promise<{ readonly rows: number; readonly sha256: string }> {
  const { library, folder, settings, job } = context;
  const { value: rows, sha256 } = await library.using(query.files, job, (connection) =>
    withStatement(
      connection,
      query,
      job,
      (statement) =>
        writeThenMove(target.path, job, async (temporary) => {
          const stores = query.files.map(({ sha256 }) => ({ sha256, path: library.storeOf(sha256) }));
          copies += 1;
          const spill = join(folder.work, `spill-write-${copies}`);
          const copy = { ...query, stores, format: target.format, temporary, statement, spill };
          const enough = WRITE_MB + WRITE_MB_PER_COLUMN * statement.columnCount;
          return writeOut(copy, settings, Math.min(enough, settings.memoryMb), job).catch(
            (cause: unknown) => {
              if (!(cause instanceof Error && OUT_OF_MEMORY.test(cause.message))) throw cause;
              return writeOut(copy, settings, settings.memoryMb, job);
            },
          );
        }),
      null,
    ),
  );
  return { rows, sha256 };
}

type Copy = EngineQuery & {
  readonly stores: readonly { readonly path: string; readonly sha256: string }[];
  readonly format: Target["format"];
  readonly temporary: string;
  /** Folder for what does not fit into memory. */
  readonly spill: string;
  /** The same query, prepared behind the walls: it tells the names and types. */
  readonly statement: DuckDBPreparedStatement;
};

/**
 * Lets DuckDB write. The instance in which queries run can write nothing, and keeps what it reads for the next question; so
 * the query, already held against the walls there, runs again in one that is made for this file and closed after it.
 */
async function writeOut(copy: Copy, settings: EngineSettings, memoryMb: number, job: Job): Promise<number> {
  const instance = await DuckDBInstance.create(":memory:", {
    memory_limit: `${memoryMb}MB`,
    threads: String(settings.threads),
    temp_directory: copy.spill,
    max_temp_directory_size: `${settings.temporaryDiskMb}MB`,
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    allow_community_extensions: "false",
  });
  const connection = await instance.connect();
  try {
    for (const setting of ["SET TimeZone = 'UTC'", ...PROGRESS_SETTINGS]) await connection.run(setting);
    for (const { path, sha256 } of copy.stores) {
      await connection.run(
        `ATTACH IF NOT EXISTS ${quoteText(path)} AS ${quoteName(storeAlias(sha256))} (READ_ONLY)`,
      );
    }
    return await interruptible(job, connection, () =>
      copy.format === "arrow" ? streamOut(connection, copy, job) : copyOut(connection, copy, job),
    );
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function streamOut(connection: DuckDBConnection, copy: Copy, job: Job): Promise<number> {
  const { values, types } = bindings(copy.params);
  const result = await connection.stream(copy.sql, values, types);
  return writeArrowFile(result, copy.temporary, job, (rows) => {
    const { percentage } = connection.progress;
    job.report({ stage: "writing", share: percentage < 0 ? null : Math.min(1, percentage / 100), rows });
  });
}

async function copyOut(connection: DuckDBConnection, copy: Copy, job: Job): Promise<number> {
  const options = copy.format === "csv" ? "FORMAT csv, HEADER true" : "FORMAT parquet, COMPRESSION zstd";
  const sql = `COPY (${selectForFile(copy)}) TO ${quoteText(copy.temporary)} (${options})`;
  const progress = reportProgress(connection, job, "writing");
  try {
    const { values, types } = bindings(copy.params);
    const result = await connection.run(sql, values, types);
    return result.rowsChanged;
  } finally {
    progress.stop();
  }
}

/** The query with every column in a form that the file format keeps exactly. */
function selectForFile({ sql, format, statement }: Copy): string {
  const columns = Array.from({ length: statement.columnCount }, (_, index) => ({
    name: statement.columnName(index),
    inner: `c${index}`,
    type: statement.columnType(index),
  }));
  const list = columns.map(({ name, inner, type }) => {
    return format === "csv"
      ? `${csvCell(inner, type)} AS ${quoteName(csvName(name))}`
      : `${forParquet(inner, type)} AS ${quoteName(name)}`;
  });
  const inner = columns.map((column) => column.inner).join(", ");
  return `SELECT ${list.join(", ")} FROM (${sql.replace(/;\s*$/, "")}\n) AS q(${inner})`;
}

/** Parquet has no 128-bit whole numbers: DuckDB would write them as floating point. */
function forParquet(column: string, type: DuckDBType): string {
  if (type.typeId === DuckDBTypeId.HUGEINT) return `${column}::DECIMAL(38, 0)`;
  return type.typeId === DuckDBTypeId.UHUGEINT ? `${column}::VARCHAR` : column;
}
