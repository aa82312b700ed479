import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { quoteName } from "../../../shared/plan/sql-names.ts";
import { type ArrowTable, learn, noLessons, openArrowTable } from "../arrow/arrow-table.ts";
import { ArrowFault, ColumnRefusal } from "../arrow/fault.ts";
import { type ByteSource, openFile } from "../arrow/source.ts";
import type { EngineFile, LoadedFile } from "../engine.ts";
import { EngineProblem, interruptible, type Job, throwIfStopped } from "../job.ts";
import type { EngineSettings } from "../settings.ts";
import { type ArrowFeed, registerArrowFunction } from "./arrow-function.ts";
import { publishStore, type StoreFolder, storePath } from "./folder.ts";
import { quoteText } from "./sql-text.ts";

/** Builds stores. It runs in a DuckDB instance of its own that no query ever reaches. */
export type StoreBuilder = {
  readonly build: (file: EngineFile, job: Job) => Promise<LoadedFile>;
  readonly close: () => void;
};

/** Opens the instance in which stores are built. */
export async function createBuilder(folder: StoreFolder, settings: EngineSettings): Promise<StoreBuilder> {
  const instance = await DuckDBInstance.create(":memory:", {
    memory_limit: `${settings.memoryMb}MB`,
    threads: String(settings.threads),
    temp_directory: join(folder.work, "spill-build"),
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    allow_community_extensions: "false",
  });
  const feeds = new Map<string, ArrowFeed>();
  const first = await instance.connect();
  registerArrowFunction(first, feeds);
  let builds = 0;

  const build = async (file: EngineFile, job: Job): Promise<LoadedFile> => {
    const source = openFile(file.path);
    builds += 1;
    const key = `b${builds}`;
    const built = join(folder.work, `${key}.duckdb`);
    const connection = await instance.connect();
    try {
      await checkHash(source, file.sha256, job);
      const lessons = noLessons();
      for (;;) {
        try {
          const table = openArrowTable(source, lessons);
          const loaded = await fill(connection, { table, feeds, key, built, job });
          publishStore(built, storePath(folder, file.sha256));
          return loaded;
        } catch (cause) {
          if (!(cause instanceof ColumnRefusal)) throw cause;
          learn(lessons, cause);
        }
      }
    } finally {
      source.close();
      connection.closeSync();
      for (const path of [built, `${built}.wal`]) rmSync(path, { force: true });
    }
  };
  return {
    build,
    close: () => {
      first.closeSync();
      instance.closeSync();
    },
  };
}

const HASH_PIECE = 4 * 1024 * 1024;

/** Reads the whole file once: a store must never stand for other bytes than its name says. */
async function checkHash(source: ByteSource, sha256: string, job: Job): Promise<void> {
  const hash = createHash("sha256");
  const piece = new Uint8Array(Math.min(HASH_PIECE, Math.max(1, source.size)));
  for (let at = 0; at < source.size; at += piece.length) {
    const part = piece.subarray(0, Math.min(piece.length, source.size - at));
    source.readInto(part, at);
    hash.update(part);
    await new Promise(setImmediate);
    throwIfStopped(job);
  }
  if (hash.digest("hex") !== sha256) {
    throw new ArrowFault(
      "data-changed",
      "The data file is not the one that was catalogued: its content changed.",
    );
  }
}

type Filling = {
  readonly table: ArrowTable;
  readonly feeds: Map<string, ArrowFeed>;
  readonly key: string;
  readonly built: string;
  readonly job: Job;
};

async function fill(connection: DuckDBConnection, filling: Filling): Promise<LoadedFile> {
  const { table, feeds, key, built, job } = filling;
  if (table.columns.length === 0) throw new EngineProblem(noColumns(table));
  const loaded = describe(table);
  const alias = quoteName(key);
  let done = 0;
  const feed: ArrowFeed = {
    table,
    failure: null,
    onRows: (rows) => {
      done += rows;
      job.report({ stage: "storing", share: table.rows === 0 ? null : done / table.rows, rows: done });
    },
  };
  feeds.set(key, feed);
  for (const path of [built, `${built}.wal`]) rmSync(path, { force: true });
  try {
    await connection.run(`ATTACH ${quoteText(built)} AS ${alias}`);
    await interruptible(job, connection, async () => {
      await connection.run(
        `CREATE TABLE ${alias}."main"."rows" AS SELECT * FROM arrow_rows(${quoteText(key)})`,
      );
      if (done !== table.rows) throw new Error(`Stored ${done} rows of ${table.rows}.`);
      await connection.run(`CREATE TABLE ${alias}."main"."loaded" AS SELECT $1 AS info`, [
        JSON.stringify(loaded),
      ]);
      await connection.run(`CHECKPOINT ${alias}`);
    });
  } catch (cause) {
    throw feed.failure ?? cause;
  } finally {
    feeds.delete(key);
    await connection.run(`DETACH DATABASE IF EXISTS ${alias}`);
  }
  return loaded;
}

const describe = (table: ArrowTable): LoadedFile => ({
  rows: table.rows,
  columns: table.columns.map(({ leaf, duck }) => ({
    name: leaf.name,
    type: duck.toString().startsWith("ENUM") ? "ENUM" : duck.toString(),
    arrowType: leaf.arrowType,
    ...(leaf.name === leaf.sourceName ? {} : { sourceName: leaf.sourceName }),
  })),
  refused: table.refused,
});

const noColumns = (table: ArrowTable) => ({
  code: "unsupported-type" as const,
  message:
    table.refused.length === 0
      ? "The file has no columns."
      : "None of the columns of the file can be read as a table.",
  meaning: "No question can be answered from it.",
  remedy: "Ask the source for a file with one value a cell.",
  detail: table.refused.map(({ name, reason }) => `${name}: ${reason}`).join("; "),
});
