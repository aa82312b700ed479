import { rmSync } from "node:fs";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { ByteSource } from "../arrow/source.ts";
import { PROGRESS_SETTINGS } from "../query/database.ts";
import type { EngineSettings } from "../settings.ts";
import { type ArrowFeed, registerArrowFunction } from "../store/arrow-function.ts";
import type { StoreFolder } from "../store/folder.ts";
import { quoteText } from "../store/sql-text.ts";

let made = 0;

/** A DuckDB of its own for one conversion, with a scratch database `w` on disk. */
export type Scratch = {
  readonly connection: DuckDBConnection;
  readonly feeds: Map<string, ArrowFeed>;
  /** Files that were opened for the conversion: closed when it ends. */
  readonly opened: ByteSource[];
};

/** Runs work in a scratch DuckDB that can open no file but those given, and removes everything afterwards. */
export async function withScratch<T>(
  folder: StoreFolder,
  settings: EngineSettings,
  readable: readonly string[],
  work: (scratch: Scratch) => Promise<T>,
): Promise<T> {
  made += 1;
  const path = join(folder.work, `scratch-${made}.duckdb`);
  const instance = await DuckDBInstance.create(":memory:", {
    memory_limit: `${settings.memoryMb}MB`,
    threads: String(settings.threads),
    temp_directory: join(folder.work, `scratch-${made}-spill`),
    max_temp_directory_size: `${settings.temporaryDiskMb}MB`,
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    allow_community_extensions: "false",
  });
  const connection = await instance.connect();
  const feeds = new Map<string, ArrowFeed>();
  const opened: ByteSource[] = [];
  registerArrowFunction(connection, feeds);
  try {
    for (const setting of [
      `ATTACH ${quoteText(path)} AS w`,
      "SET TimeZone = 'UTC'",
      ...PROGRESS_SETTINGS,
      `SET allowed_paths = [${readable.map(quoteText).join(", ")}]`,
      "SET enable_external_access = false",
      "SET lock_configuration = true",
    ]) {
      await connection.run(setting);
    }
    return await work({ connection, feeds, opened });
  } finally {
    connection.closeSync();
    instance.closeSync();
    for (const source of opened) source.close();
    for (const file of [path, `${path}.wal`]) rmSync(file, { force: true });
  }
}
