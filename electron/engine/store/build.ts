import { rmSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { quoteName } from "../../../shared/plan/sql-names.ts";
import type { Problem } from "../../../shared/result.ts";
import { type ArrowTable, learn, noLessons, openArrowTable } from "../arrow/arrow-table.ts";
import { ColumnRefusal } from "../arrow/fault.ts";
import { openFile } from "../arrow/source.ts";
import { makeUnpackReady } from "../arrow/unpack/codecs.ts";
import type { EngineFile, LoadedFile } from "../engine.ts";
import { EngineProblem, interruptible, type Job, pauseFor } from "../job.ts";
import type { EngineSettings } from "../settings.ts";
import { type ArrowFeed, registerArrowFunction } from "./arrow-function.ts";
import { fillTable } from "./fill.ts";
import { publishStore, type StoreFolder, storePath } from "./folder.ts";
import { startHashCheck } from "./hash-check.ts";
import { quoteText } from "./sql-text.ts";

/** Builds stores. It runs in a DuckDB instance of its own that no query ever reaches. */
export type StoreBuilder = {
  readonly build: (file: EngineFile, job: Job) => Promise<LoadedFile>;
  readonly close: () => void;
};

/** Ways of compressing text that cost more in every query than they save on disk: in a cache, speed goes first. */
const SLOW_FOR_TEXT = "fsst,dict_fsst,zstd";

/**
 * Ways of packing numbers, dates and codes that every query pays for: at 10 million rows a filter by place and date takes
 * 26 ms of work packed and 16 plain, an average 51 and 36. Runs and constants stay, which cost nothing to read.
 */
const SLOW_FOR_NUMBERS = "bitpacking,alp,alprd,chimp,patas";

/** Building needs room for two parts of a table; with more, DuckDB would only keep what it has written already. */
const BUILD_MEMORY_MB = 512;

/** A table may fill so much of the memory for questions when its columns of one width lie there plainly; larger ones are packed. */
const PLAIN_SHARE = 0.5;

/** Whether the columns of one width of a table (its rows, the bytes of a row) are small enough to be stored as they are. */
export const isStoredPlain = (rows: number, rowBytes: number, memoryMb: number): boolean =>
  rows * rowBytes <= memoryMb * 1024 * 1024 * PLAIN_SHARE;

/** An instance that builds stores of one kind, and the tables that it reads. */
type Instance = { readonly instance: DuckDBInstance; readonly feeds: Map<string, ArrowFeed> };

/** Makes what stores are built with. An instance is opened with the first table that needs it. */
export async function createBuilder(folder: StoreFolder, settings: EngineSettings): Promise<StoreBuilder> {
  await makeUnpackReady();
  const opened = new Map<boolean, Promise<Instance>>();
  const instanceFor = (table: ArrowTable): Promise<Instance> => {
    const plain = isStoredPlain(table.rows, rowBytes(table), settings.memoryMb);
    const open = opened.get(plain) ?? openInstance(folder, settings, plain);
    opened.set(plain, open);
    open.catch(() => opened.delete(plain));
    return open;
  };
  let builds = 0;

  const build = async (file: EngineFile, job: Job): Promise<LoadedFile> => {
    const source = openFile(file.path);
    builds += 1;
    const key = `b${builds}`;
    const built = join(folder.work, `${key}.duckdb`);
    const hash = startHashCheck(source, file.sha256, job);
    try {
      const lessons = noLessons();
      for (;;) {
        try {
          // How much there is to look through before the first row is stored shows only on the way.
          job.report({ stage: "reading", share: null, rows: null });
          const table = await openArrowTable(source, lessons, pauseFor(job), true);
          const names = { key, built, bytes: source.size };
          const loaded = await writeStore(await instanceFor(table), table, names, job);
          await hash;
          publishStore(built, storePath(folder, file.sha256));
          return loaded;
        } catch (cause) {
          if (!(cause instanceof ColumnRefusal)) throw cause;
          learn(lessons, cause);
        }
      }
    } catch (cause) {
      // That it is another file than expected says more than what is wrong with it.
      await hash;
      throw cause;
    } finally {
      await hash.catch(() => undefined);
      source.close();
      removeStore(built);
    }
  };
  return {
    build,
    close: () => {
      for (const one of opened.values()) void one.then(({ instance }) => instance.closeSync());
    },
  };
}

async function openInstance(
  folder: StoreFolder,
  settings: EngineSettings,
  plain: boolean,
): Promise<Instance> {
  const instance = await DuckDBInstance.create(":memory:", {
    memory_limit: `${Math.min(settings.memoryMb, BUILD_MEMORY_MB)}MB`,
    threads: String(settings.threads),
    temp_directory: join(folder.work, plain ? "spill-build" : "spill-build-packed"),
    max_temp_directory_size: `${settings.temporaryDiskMb}MB`,
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    allow_community_extensions: "false",
  });
  const feeds = new Map<string, ArrowFeed>();
  const first = await instance.connect();
  registerArrowFunction(first, feeds);
  const avoided = plain ? `${SLOW_FOR_TEXT},${SLOW_FOR_NUMBERS}` : SLOW_FOR_TEXT;
  await first.run(`SET GLOBAL disabled_compression_methods = '${avoided}'`);
  first.closeSync();
  return { instance, feeds };
}

/** Bytes that the columns of one width take in a row; texts are stored in their own way. */
const rowBytes = (table: ArrowTable): number =>
  table.columns.reduce((sum, { leaf: { target } }) => sum + (target.kind === "fixed" ? target.to : 1), 0);

function removeStore(path: string): void {
  for (const file of [path, `${path}.wal`]) rmSync(file, { force: true });
}

/** Writes a store under a temporary name: the rows, and what was loaded. */
async function writeStore(
  { instance, feeds }: Instance,
  table: ArrowTable,
  { key, built, bytes }: { readonly key: string; readonly built: string; readonly bytes: number },
  job: Job,
): Promise<LoadedFile> {
  if (table.columns.length === 0) throw new EngineProblem(noColumns(table));
  const [reading, writing] = [await instance.connect(), await instance.connect()];
  const loaded = describe(table);
  const alias = quoteName(key);
  removeStore(built);
  try {
    await reading.run(`ATTACH ${quoteText(built)} AS ${alias}`);
    await fillTable({ reading, writing, feeds }, { key, table, bytes }, `${alias}."main"."rows"`, job);
    await interruptible(job, reading, async () => {
      await reading.run(`CREATE TABLE ${alias}."main"."loaded" AS SELECT $1 AS info`, [
        JSON.stringify(loaded),
      ]);
      await reading.run(`CHECKPOINT ${alias}`);
    });
  } finally {
    await reading.run(`DETACH DATABASE IF EXISTS ${alias}`);
    for (const connection of [reading, writing]) connection.closeSync();
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

const noColumns = (table: ArrowTable): Problem => ({
  code: "unsupported-type",
  message:
    table.refused.length === 0
      ? "The file has no columns."
      : "None of the columns of the file can be read as a table.",
  meaning: "No question can be answered from it.",
  remedy: "Ask the source for a file with one value a cell.",
  detail: table.refused.map(({ name, reason }) => `${name}: ${reason}`).join("; "),
});
