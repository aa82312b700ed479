import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { quoteName, storeAlias } from "../../../shared/plan/sql-names.ts";
import { mostAtOnce } from "../queue.ts";
import type { EngineSettings } from "../settings.ts";
import type { StoreFolder } from "../store/folder.ts";
import { quoteText } from "../store/sql-text.ts";

/**
 * The one DuckDB instance that queries run in. It is locked before the first query: no setting can change and no file
 * can be opened but the finished stores, which are attached READ_ONLY by us and never by a query (see walls.ts).
 */
export type QueryDatabase = {
  /** Runs work on a connection that nothing else uses meanwhile, set for tables of so many rows. */
  readonly withConnection: <T>(
    rows: number,
    work: (connection: DuckDBConnection) => Promise<T>,
  ) => Promise<T>;
  /** Attaches a store if it is not yet, and holds it until `release`. */
  readonly hold: (sha256: string, path: string) => Promise<void>;
  readonly release: (sha256: string) => void;
  /** Paths of the stores that a query uses now. */
  readonly inUse: () => ReadonlySet<string>;
  /** Detaches a store that no query uses, so that its file can be removed. */
  readonly letGo: (path: string) => Promise<void>;
  readonly close: () => void;
};

/** Stores that stay attached while no query uses them; each costs open file handles and some memory. */
const MAX_IDLE = 48;

/** With these DuckDB tells how far a query is, without printing it. */
export const PROGRESS_SETTINGS = [
  "SET enable_progress_bar = true",
  "SET enable_progress_bar_print = false",
  "SET progress_bar_time = 0",
];

/**
 * Groups by dates, codes and dictionaries are kept in a plain array, one place for each combination that could occur, as
 * long as those are at most 2 to this power. A million places take about 40 MB a thread and 15 ms to set up and read out,
 * and spare a hash per row: with many rows that is a third of the time (place and day over 10 million rows: 140 ms
 * instead of 340), with few it would be most of it.
 */
const GROUP_BITS = { few: 16, many: 20 } as const;
const MANY_ROWS = 4_000_000;

type Held = { readonly path: string; users: number; lastUse: number; readonly ready: Promise<void> };

/** Opens and locks the instance. */
export async function openQueryDatabase(
  folder: StoreFolder,
  settings: EngineSettings,
): Promise<QueryDatabase> {
  const instance = await DuckDBInstance.create(":memory:", {
    memory_limit: `${settings.memoryMb}MB`,
    threads: String(settings.threads),
    temp_directory: join(folder.work, "spill"),
    max_temp_directory_size: `${settings.temporaryDiskMb}MB`,
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    allow_community_extensions: "false",
  });
  const keeper = await instance.connect();
  // Progress is a setting of each connection, and locking forbids settings: so connections are made beforehand.
  const free = { few: [] as DuckDBConnection[], many: [] as DuckDBConnection[] };
  for (const kind of ["few", "many"] as const) {
    for (
      let made = 0;
      made < mostAtOnce(settings.queriesAtOnce) + mostAtOnce(settings.buildsAtOnce);
      made += 1
    ) {
      const connection = await instance.connect();
      for (const setting of [...PROGRESS_SETTINGS, `SET perfect_ht_threshold = ${GROUP_BITS[kind]}`])
        await connection.run(setting);
      free[kind].push(connection);
    }
  }
  for (const setting of [
    "SET GLOBAL TimeZone = 'UTC'",
    `SET allowed_directories = [${quoteText(`${folder.stores}/`)}]`,
    "SET enable_external_access = false",
    "SET lock_configuration = true",
  ]) {
    await keeper.run(setting);
  }

  const stores = new Map<string, Held>();
  let clock = 0;
  let detaching = Promise.resolve();

  const detach = (sha256: string) => {
    stores.delete(sha256);
    const sql = `DETACH DATABASE IF EXISTS ${quoteName(storeAlias(sha256))}`;
    detaching = detaching
      .then(() => keeper.run(sql))
      .then(
        () => undefined,
        () => undefined,
      );
  };

  const detachIdle = () => {
    const idle = [...stores]
      .filter(([, held]) => held.users === 0)
      .sort(([, a], [, b]) => a.lastUse - b.lastUse);
    for (const [sha256] of idle.slice(0, Math.max(0, idle.length - MAX_IDLE))) detach(sha256);
  };

  const attach = async (sha256: string, path: string): Promise<void> => {
    await detaching;
    await keeper.run(
      `ATTACH IF NOT EXISTS ${quoteText(path)} AS ${quoteName(storeAlias(sha256))} (READ_ONLY)`,
    );
  };

  return {
    withConnection: async (rows, work) => {
      const idle = free[rows >= MANY_ROWS ? "many" : "few"];
      // The queues admit no more jobs than there are connections; only for safety is one made beyond them.
      const connection = idle.pop() ?? (await instance.connect());
      try {
        return await work(connection);
      } finally {
        idle.push(connection);
      }
    },
    hold: async (sha256, path) => {
      clock += 1;
      const held = stores.get(sha256) ?? { path, users: 0, lastUse: clock, ready: attach(sha256, path) };
      stores.set(sha256, held);
      held.users += 1;
      held.lastUse = clock;
      try {
        await held.ready;
      } catch (cause) {
        stores.delete(sha256);
        throw cause;
      }
    },
    release: (sha256) => {
      const held = stores.get(sha256);
      if (held !== undefined) held.users -= 1;
      detachIdle();
    },
    inUse: () => new Set([...stores.values()].filter(({ users }) => users > 0).map(({ path }) => path)),
    letGo: async (path) => {
      for (const [sha256, held] of stores) if (held.path === path && held.users === 0) detach(sha256);
      await detaching;
    },
    close: () => {
      for (const connection of [keeper, ...free.few, ...free.many]) connection.closeSync();
      instance.closeSync();
    },
  };
}
