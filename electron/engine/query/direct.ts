import { statSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { quoteName, storeAlias, tableName } from "../../../shared/plan/sql-names.ts";
import { noLessons, openArrowTable } from "../arrow/arrow-table.ts";
import { openFile } from "../arrow/source.ts";
import { makeUnpackReady } from "../arrow/unpack/codecs.ts";
import type { EngineFile, EngineQuery } from "../engine.ts";
import { type Job, pauseFor } from "../job.ts";
import type { EngineSettings } from "../settings.ts";
import { arrowFeed, registerArrowFunction } from "../store/arrow-function.ts";
import type { StoreFolder } from "../store/folder.ts";
import { startHashCheck } from "../store/hash-check.ts";
import { quoteText } from "../store/sql-text.ts";
import type { ResultEncoder } from "./encode.ts";
import { execute } from "./execute.ts";

/** Below this size, in bytes, a store is built before anybody could read an answer. */
const WORTH_IT = 64 * 1024 * 1024;

/** True when a first answer straight from this file comes much sooner than its store. */
export function isWorthDirect(file: EngineFile): boolean {
  return (statSync(file.path, { throwIfNoEntry: false })?.size ?? 0) >= WORTH_IT;
}

let made = 0;

/**
 * Answers a query straight from an Arrow file that has no store yet, reading only the columns it needs, in a DuckDB made
 * for it and locked before the query. The answer is held back until the file's hash is known to be right. Throws where
 * the file has columns that only a store, built with second thoughts, can hold; the caller then waits for that.
 */
export async function executeDirect(
  query: EngineQuery,
  file: EngineFile,
  stored: readonly { readonly sha256: string; readonly path: string }[],
  context: { readonly folder: StoreFolder; readonly settings: EngineSettings; readonly job: Job },
): Promise<ResultEncoder> {
  const { folder, settings, job } = context;
  made += 1;
  await makeUnpackReady();
  const source = openFile(file.path);
  const hash = startHashCheck(source, file.sha256, job);
  const instance = await DuckDBInstance.create(":memory:", {
    memory_limit: `${settings.memoryMb}MB`,
    threads: String(settings.threads),
    temp_directory: join(folder.work, `spill-direct-${made}`),
    max_temp_directory_size: `${settings.temporaryDiskMb}MB`,
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    allow_community_extensions: "false",
  });
  const connection = await instance.connect();
  try {
    job.report({ stage: "reading", share: null, rows: null });
    const table = await openArrowTable(source, noLessons(), pauseFor(job));
    let done = 0;
    const feed = arrowFeed(
      table,
      (rows) => {
        done += rows;
        job.report({ stage: "reading", share: Math.min(1, done / Math.max(1, table.rows)), rows: done });
      },
      settings.threads,
    );
    registerArrowFunction(connection, new Map([["file", feed]]));
    const attach = stored.map(
      ({ sha256, path }) => `ATTACH ${quoteText(path)} AS ${quoteName(storeAlias(sha256))} (READ_ONLY)`,
    );
    for (const statement of [
      ...attach,
      `ATTACH ':memory:' AS ${quoteName(storeAlias(file.sha256))}`,
      `CREATE VIEW ${tableName(file.sha256)} AS SELECT * FROM arrow_rows('file')`,
      "SET TimeZone = 'UTC'",
      "SET enable_external_access = false",
      "SET lock_configuration = true",
    ]) {
      await connection.run(statement);
    }
    const encoder = await execute(connection, query, job).catch((cause: unknown) => {
      throw feed.failure ?? cause;
    });
    await hash;
    return encoder;
  } finally {
    connection.closeSync();
    instance.closeSync();
    await hash.catch(() => undefined);
    source.close();
  }
}
