import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { tableFromIPC } from "apache-arrow";
import type { Engine, EngineFile } from "../../electron/engine/engine.ts";
import { isWorthDirect } from "../../electron/engine/query/direct.ts";
import { storePath } from "../../electron/engine/store/folder.ts";
import { tableName } from "../../shared/plan/sql-names.ts";
import { type Codec, writeBenchTable } from "./engine-data.ts";
import { IMPORT_MB } from "./growth.ts";
import { hashOf, interleave, type Measure, median, must, ratio, residentMb, tableOf } from "./measure.ts";
import { againstPeers, standing } from "./peers/against.ts";
import { benchRealTables } from "./real-tables.ts";
import { MADE, type ShapeTable, shapesOf, spreadIn } from "./shapes.ts";
import { benchEngineHost, idleEngines } from "./shipped-engine.ts";

/** What to measure, and where files may be put (about 2 GB for 10 million rows). */
export type BenchOptions = {
  readonly folder: string;
  readonly rows: readonly number[];
  /** Pairs of each comparison, one after the other in turns. */
  readonly pairs: number;
  /** Whether other engines are measured beside ours; they are installed when first needed. */
  readonly peers: boolean;
  readonly say: (line: string) => void;
};

/** One ratio or figure with its target. */
export type BenchReport = { readonly rows: number; readonly measures: readonly Measure[] }[];

/** Runs the engine's part of the bench: every ratio interleaved in one run, printed as a table and returned as data. */
export async function benchEngine(options: BenchOptions): Promise<BenchReport> {
  mkdirSync(options.folder, { recursive: true });
  const report: BenchReport = [];
  const idle = await idleEngines(options.folder);
  options.say(tableOf(idle));
  report.push({ rows: 0, measures: idle });
  for (const rows of options.rows) {
    options.say(`\nEngine at ${rows.toLocaleString("en")} rows, ${options.pairs} pairs each`);
    const measures = await benchRows(options, rows);
    report.push({ rows, measures });
  }
  report.push(...(await benchRealTables(options)));
  return report;
}

type Bench = {
  readonly options: BenchOptions;
  readonly rows: number;
  readonly plain: EngineFile;
  readonly packed: { readonly lz4: EngineFile; readonly zstd: EngineFile };
  readonly cacheFolder: string;
  /** DuckDB in this process: the yardstick. */
  readonly bare: DuckDBConnection;
  readonly engine: Engine;
};

async function benchRows(options: BenchOptions, rows: number): Promise<Measure[]> {
  const { folder } = options;
  const fileOf = async (codec: Codec): Promise<EngineFile> => {
    const path = join(folder, `bench-${rows}-${codec}.arrow`);
    await writeBenchTable(path, rows, codec);
    return { path, sha256: await hashOf(path) };
  };
  const cacheFolder = join(folder, `cache-${rows}`);
  rmSync(cacheFolder, { recursive: true, force: true });
  const { engine, pids } = benchEngineHost(cacheFolder);
  const instance = await DuckDBInstance.create(":memory:");
  const bare = await instance.connect();
  const bench: Bench = {
    options,
    rows,
    plain: await fileOf("none"),
    packed: { lz4: await fileOf("lz4"), zstd: await fileOf("zstd") },
    cacheFolder,
    bare,
    engine,
  };
  try {
    await engine.info();
    const measures: Measure[] = [];
    // Each group is told at once: a run over many rows takes long, and may be ended by hand.
    const add = (found: readonly Measure[]) => {
      if (found.length === 0) return;
      measures.push(...found);
      options.say(tableOf(found));
    };
    const memory = (name: string, field: string, limit: number | null) => {
      const value = residentMb(pids[0], field);
      add(value === null ? [] : [{ name, value, unit: "MB", limit }]);
    };
    add(await importing(bench));
    memory("engine, most memory while importing", "VmHWM", IMPORT_MB);
    add(await firstAnswer(bench));
    add(await querying(bench));
    add(await transport(bench));
    add(await stopping(bench));
    add([await tenAtOnce(bench)]);
    memory("engine, most memory so far", "VmHWM", null);
    // The peers have the memory that the yardstick's table took.
    await bare.run("DROP TABLE held");
    if (options.peers && rows <= PEERS_UP_TO)
      measures.push(...(await withPeers(options, bench, await tableOfBench(bench))));
    return measures;
  } finally {
    bare.closeSync();
    instance.closeSync();
    await engine.close();
    rmSync(cacheFolder, { recursive: true, force: true });
  }
}

/** Peers hold the whole table in memory. */
const PEERS_UP_TO = 10_000_000;

async function withPeers(
  { pairs, say }: BenchOptions,
  { plain: file, engine }: Bench,
  table: ShapeTable,
): Promise<readonly Measure[]> {
  const told = (found: readonly Measure[]) => say(tableOf(found));
  const measures = await againstPeers({ file, table, engine, pairs, told, say });
  say(standing(measures));
  return measures;
}

/** The made table as it comes to be known when it is imported. */
async function tableOfBench({ engine, plain }: Bench): Promise<ShapeTable> {
  return { ...MADE, spread: spreadIn(must(await engine.profile(plain)), "rate") };
}

/** Arrow into a store against native Parquet into one; packed Arrow files against one that is not. */
async function importing({
  options,
  rows,
  plain,
  packed,
  cacheFolder,
  bare,
  engine,
}: Bench): Promise<Measure[]> {
  const parquet = join(options.folder, `bench-${rows}.parquet`);
  const native = join(options.folder, `native-${rows}.duckdb`);
  const forget = (file: EngineFile) =>
    rmSync(storePath(foldersOf(cacheFolder), file.sha256), { force: true });
  must(await engine.load(plain));
  if (!existsSync(parquet)) {
    await bare.run(`ATTACH '${storePath(foldersOf(cacheFolder), plain.sha256)}' AS made (READ_ONLY)`);
    await bare.run(`COPY made.main.rows TO '${parquet}' (FORMAT parquet, COMPRESSION zstd)`);
    await bare.run("DETACH made");
  }
  const load = (file: EngineFile) => async () => {
    forget(file);
    must(await engine.load(file));
  };
  const nativeLoad = async () => {
    rmSync(native, { force: true });
    await bare.run(`ATTACH '${native}' AS n`);
    await bare.run(`CREATE TABLE n.main.rows AS SELECT * FROM read_parquet('${parquet}')`);
    await bare.run("CHECKPOINT n");
    await bare.run("DETACH n");
  };
  const store = await interleave(options.pairs, [load(plain), nativeLoad]);
  const lz4 = await interleave(options.pairs, [load(packed.lz4), load(plain)]);
  const zstd = await interleave(options.pairs, [load(packed.zstd), load(plain)]);
  rmSync(native, { force: true });
  return [
    ratio("Arrow → store ÷ Parquet → store (native)", store, 1.5),
    ratio("LZ4 → store ÷ uncompressed → store", lz4, 1.4),
    ratio("ZSTD → store ÷ uncompressed → store", zstd, 1.6),
  ];
}

/** The first answer on a file never seen, against waiting for its store and then asking. */
async function firstAnswer({ options, plain, cacheFolder, engine }: Bench): Promise<Measure[]> {
  // The store of a small file is there before an answer could be.
  if (!isWorthDirect(plain)) return [];
  const forget = () => rmSync(storePath(foldersOf(cacheFolder), plain.sha256), { force: true });
  const sql = `SELECT region, sum(cases) FROM ${tableName(plain.sha256)} GROUP BY ALL`;
  const ask = async () => must(await engine.query({ sql, params: [], files: [plain] }));
  const straight: number[] = [];
  const waited: number[] = [];
  for (let turn = 0; turn < options.pairs; turn += 1) {
    for (const [first, times] of [
      [ask, straight],
      [async () => must(await engine.load(plain)), waited],
    ] as const) {
      forget();
      const began = performance.now();
      await first();
      if (times === waited) await ask();
      times.push(performance.now() - began);
      // The store that is built behind the first answer must not disturb the next turn.
      must(await engine.load(plain));
    }
  }
  return [ratio("first answer on an unseen file ÷ waiting for its store", [straight, waited], 0.4)];
}

/** The same SQL over the store in the engine's process and over an in-memory table here. */
async function querying({ options, plain, cacheFolder, bare, engine }: Bench): Promise<Measure[]> {
  must(await engine.load(plain));
  await bare.run(`ATTACH '${storePath(foldersOf(cacheFolder), plain.sha256)}' AS made (READ_ONLY)`);
  await bare.run("CREATE OR REPLACE TABLE held AS SELECT * FROM made.main.rows");
  await bare.run("DETACH made");
  const [turns = []] = await interleave(options.pairs * 4, [
    async () => must(await engine.query({ sql: "SELECT 1", params: [], files: [plain] })),
  ]);
  const fixed = median(turns);
  const measures: Measure[] = [{ name: "fixed cost of a query", value: fixed, unit: "ms", limit: 15 }];
  for (const { name, asked } of shapesOf(MADE)) {
    const ours = asked.replaceAll("$T", tableName(plain.sha256));
    const theirs = asked.replaceAll("$T", "held");
    const times = await interleave(options.pairs, [
      async () => must(await engine.query({ sql: ours, params: [], files: [plain] })),
      async () => (await bare.run(theirs)).getColumns(),
    ]);
    // The fixed cost has its own limit above; without it the ratio says what the store costs.
    const [stored = [], held = []] = times;
    const less = stored.map((ms) => Math.max(0, ms - fixed));
    measures.push(ratio(`stored ÷ in memory: ${name}`, [less, held], 1.15));
  }
  return measures;
}

/** What it costs to bring 100,000 × 6 over, on top of the query itself. */
async function transport({ options, plain, bare, engine }: Bench): Promise<Measure[]> {
  const sql = (table: string) =>
    `SELECT region, day, sum(cases) AS cases, avg(rate) AS rate, count(*) AS n, max(id) AS last
     FROM ${table} GROUP BY region, day ORDER BY region, day LIMIT 100000`;
  const times = await interleave(options.pairs, [
    async () => {
      const result = must(
        await engine.query({ sql: sql(tableName(plain.sha256)), params: [], files: [plain] }),
      );
      if (tableFromIPC(result.ipc).numRows !== result.rows) throw new Error("Rows were lost on the way.");
    },
    async () => void (await bare.run(sql("held"))),
  ]);
  const [whole, query] = [median(times[0] ?? []), median(times[1] ?? [])];
  return [
    {
      name: "100,000 × 6 to the reader ÷ query",
      value: Math.max(0, whole - query) / query,
      unit: "×",
      limit: 0.5,
      detail: `${whole.toFixed(0)} ms with, ${query.toFixed(0)} ms without`,
    },
  ];
}

const CANCELS = 60;

async function stopping({ plain, engine }: Bench): Promise<Measure[]> {
  const took: number[] = [];
  for (let count = 0; count < CANCELS; count += 1) {
    const stop = new AbortController();
    const table = tableName(plain.sha256);
    const sql = `SELECT sum(a.cases * b.cases + ${count}) FROM ${table} a, ${table} b`;
    const running = engine.query({ sql, params: [], files: [plain] }, { signal: stop.signal });
    await new Promise((go) => setTimeout(go, 20 + ((count * 37) % 100)));
    const began = performance.now();
    stop.abort();
    await running;
    took.push(performance.now() - began);
  }
  const sorted = took.toSorted((a, b) => a - b);
  return [
    { name: "cancel, median", value: median(took), unit: "ms", limit: null },
    {
      name: "cancel, 99th percentile",
      value: sorted[Math.floor(CANCELS * 0.99)] ?? 0,
      unit: "ms",
      limit: 50,
    },
  ];
}

/** Ten questions at once against the same ten one after the other. */
async function tenAtOnce({ options, plain, engine }: Bench): Promise<Measure> {
  const ask = (index: number) => {
    const sql = `SELECT region, sum(cases) + ${index} FROM ${tableName(plain.sha256)} GROUP BY ALL`;
    return engine.query({ sql, params: [], files: [plain] });
  };
  const ten = Array.from({ length: 10 }, (_, index) => index);
  const times = await interleave(Math.max(3, Math.floor(options.pairs / 2)), [
    async () => {
      for (const result of await Promise.all(ten.map(ask))) must(result);
    },
    async () => {
      for (const index of ten) must(await ask(index));
    },
  ]);
  return ratio("ten questions at once ÷ one after the other", times, 1.2);
}

const foldersOf = (cacheFolder: string) => ({
  stores: join(cacheFolder, "stores"),
  work: join(cacheFolder, "work"),
});
