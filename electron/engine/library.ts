import { rmSync } from "node:fs";
import type { DuckDBConnection } from "@duckdb/node-api";
import { quoteName, storeAlias } from "../../shared/plan/sql-names.ts";
import type { EngineFile, LoadedFile } from "./engine.ts";
import { type Job, Stopped, throwIfStopped } from "./job.ts";
import { loadedFileSchema } from "./messages.ts";
import { openQueryDatabase, type QueryDatabase } from "./query/database.ts";
import type { EngineSettings } from "./settings.ts";
import { createBuilder, type StoreBuilder } from "./store/build.ts";
import { type StoreFolder, storePath, touchStore, trimStores } from "./store/folder.ts";

/** The files this process can read: builds their stores when needed, keeps them attached while they are used. */
export type Library = {
  /** Runs work with every file attached, each built first if it has to be. */
  readonly using: <T>(
    files: readonly EngineFile[],
    job: Job,
    work: (connection: DuckDBConnection, loaded: readonly LoadedFile[]) => Promise<T>,
  ) => Promise<T>;
  readonly isStored: (file: EngineFile) => boolean;
  /** Where the store of a file is, or would be. */
  readonly storeOf: (sha256: string) => string;
  readonly close: () => void;
};

/** One build that several jobs may wait for; it stops when the last of them stops. */
type Building = {
  readonly done: Promise<LoadedFile>;
  readonly stop: AbortController;
  readonly jobs: Set<Job>;
};

/** How DuckDB says that a database file is damaged. */
const CORRUPT = /corrupt|checksum/i;

/** Opens the library over a store folder. DuckDB starts with the first use. */
export function openLibrary(folder: StoreFolder, settings: EngineSettings): Library {
  let database: Promise<QueryDatabase> | null = null;
  let builder: Promise<StoreBuilder> | null = null;
  const known = new Map<string, LoadedFile>();
  const building = new Map<string, Building>();

  // What could not be opened is tried again with the next question.
  const openDatabase = () => {
    database ??= openQueryDatabase(folder, settings).catch((cause: unknown) => {
      database = null;
      throw cause;
    });
    return database;
  };
  const openBuilder = () => {
    builder ??= createBuilder(folder, settings).catch((cause: unknown) => {
      builder = null;
      throw cause;
    });
    return builder;
  };

  const build = async (file: EngineFile, job: Job): Promise<LoadedFile> => {
    let current = building.get(file.sha256);
    while (current?.stop.signal.aborted) {
      // Stopped by those who waited for it, and not wound up yet: that is no reason for this job to stop.
      await current.done.catch(() => undefined);
      throwIfStopped(job);
      current = building.get(file.sha256);
    }
    if (current === undefined) {
      const opened = openBuilder();
      const stop = new AbortController();
      const jobs = new Set<Job>();
      const shared: Job = {
        signal: stop.signal,
        report: (progress) => {
          for (const each of jobs) each.report(progress);
        },
      };
      const done = opened
        .then((ready) => ready.build(file, shared))
        .finally(() => building.delete(file.sha256));
      current = { done, stop, jobs };
      building.set(file.sha256, current);
    }
    const loaded = await joinBuild(current, job);
    const open = await openDatabase();
    const keep = new Set([...open.inUse(), storePath(folder, file.sha256)]);
    await trimStores(folder, settings.storesMb, keep, open.letGo);
    return loaded;
  };

  /** Attaches a file's store and tells what it holds; a store that cannot be read is built again, once. */
  const hold = async (file: EngineFile, job: Job, again = true): Promise<LoadedFile> => {
    const path = storePath(folder, file.sha256);
    const open = await openDatabase();
    const built = touchStore(path) ? null : await build(file, job);
    let held = false;
    try {
      await open.hold(file.sha256, path);
      held = true;
      const loaded = built ?? known.get(file.sha256) ?? (await readLoaded(open, file.sha256));
      known.set(file.sha256, loaded);
      return loaded;
    } catch (cause) {
      if (held) open.release(file.sha256);
      if (!again) throw cause;
      throwIfStopped(job);
      await discard(open, [file.sha256]);
      return hold(file, job, false);
    }
  };

  /** Removes stores that turned out to be damaged; they are built again when next needed. */
  const discard = async (open: QueryDatabase, hashes: readonly string[]): Promise<void> => {
    for (const sha256 of hashes) {
      await open.letGo(storePath(folder, sha256));
      rmSync(storePath(folder, sha256), { force: true });
      known.delete(sha256);
    }
  };

  return {
    using: async (files, job, work) => {
      const open = await openDatabase();
      const unique = [...new Map(files.map((file) => [file.sha256, file])).values()];
      const held: string[] = [];
      const loaded: LoadedFile[] = [];
      let damagedStores: readonly string[] = [];
      try {
        for (const file of unique) {
          loaded.push(await hold(file, job));
          held.push(file.sha256);
        }
        throwIfStopped(job);
        const rows = Math.max(0, ...loaded.map((file) => file.rows));
        return await open.withConnection(rows, (connection) => work(connection, loaded));
      } catch (cause) {
        if (cause instanceof Error && CORRUPT.test(cause.message)) damagedStores = held;
        throw cause;
      } finally {
        for (const sha256 of held) open.release(sha256);
        await discard(open, damagedStores);
      }
    },
    isStored: ({ sha256 }) => touchStore(storePath(folder, sha256)),
    storeOf: (sha256) => storePath(folder, sha256),
    close: () => {
      void database?.then((open) => open.close());
      void builder?.then((open) => open.close());
    },
  };
}

async function joinBuild(current: Building, job: Job): Promise<LoadedFile> {
  current.jobs.add(job);
  let leave: (() => void) | null = null;
  const left = new Promise<never>((_, reject) => {
    leave = () => {
      current.jobs.delete(job);
      if (current.jobs.size === 0) current.stop.abort("cancelled");
      else reject(new Stopped("The job was stopped."));
    };
    job.signal.addEventListener("abort", leave);
    if (job.signal.aborted) leave();
  });
  try {
    return await Promise.race([current.done, left]);
  } finally {
    current.jobs.delete(job);
    if (leave !== null) job.signal.removeEventListener("abort", leave);
  }
}

async function readLoaded(database: QueryDatabase, sha256: string): Promise<LoadedFile> {
  const sql = `SELECT info FROM ${quoteName(storeAlias(sha256))}."main"."loaded"`;
  const rows = await database.withConnection(0, async (connection) => (await connection.run(sql)).getRows());
  return loadedFileSchema.parse(JSON.parse(String(rows[0]?.[0])));
}
