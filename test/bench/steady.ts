import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { writeXlsx } from "hucre/xlsx";
import type { Engine, EngineFile, JobOptions, SourceFormat } from "../../electron/engine/engine.ts";
import { decodeTable } from "../../shared/answer/table/table.ts";
import { tableName } from "../../shared/plan/sql-names.ts";
import type { Result } from "../../shared/result.ts";
import { writeBenchTable } from "./engine-data.ts";
import { hashOf, type Measure, median, must, residentMb, tableOf } from "./measure.ts";
import { benchEngineHost, bundledEngine } from "./shipped-engine.ts";

const CANCELS = 200;
const ROWS = 2_000_000;

/** The engine as the application ships it: bundled, idle, then stopped 200 times in the middle of every kind of work. */
export async function benchSteady(folder: string, say: (line: string) => void): Promise<Measure[]> {
  mkdirSync(folder, { recursive: true });
  const cacheFolder = join(folder, "steady-cache");
  const { engine, pids } = benchEngineHost(cacheFolder, await bundledEngine());
  const measures: Measure[] = [];
  const add = (found: readonly Measure[]) => {
    measures.push(...found);
    say(tableOf(found));
  };
  try {
    await engine.info();
    await wait(500);
    add(memory("engine as shipped, idle", residentMb(pids[0]), 150));
    const works = await everyWork(folder, engine);
    for (const work of works) must(await work.run({}).then(forgiven));
    add(await stopping(engine, works, () => pids.at(-1), cacheFolder));
    add([{ name: "engine processes that were needed", value: pids.length, unit: "×", limit: 1 }]);
    return measures;
  } finally {
    await engine.close();
  }
}

const wait = (ms: number) => new Promise((go) => setTimeout(go, ms));

const memory = (name: string, value: number | null, limit: number | null): Measure[] =>
  value === null ? [] : [{ name, value, unit: "MB", limit }];

/** Something the engine does that can be stopped. */
type Work = { readonly name: string; readonly run: (options: JobOptions) => Promise<Result<unknown>> };

/** The endless one is stopped by its deadline where it is tried once. */
const forgiven = (result: Result<unknown>): Result<unknown> =>
  !result.ok && result.problem.code === "timed-out" ? { ok: true, value: null } : result;

/** Questions, store builds, imports from every format, exports and profiles, each large enough to be stopped on the way. */
async function everyWork(folder: string, engine: Engine): Promise<Work[]> {
  const plain = await benchFile(folder, "none");
  const packed = await benchFile(folder, "lz4");
  const sources = await sourceFiles(folder, plain.path);
  const table = tableName(plain.sha256);
  const target = join(folder, "stopped.out");
  let count = 0;
  const forget = () => rmSync(join(folder, "steady-cache", "stores"), { recursive: true, force: true });
  const load = (file: EngineFile) => (options: JobOptions) => {
    forget();
    mkdirSync(join(folder, "steady-cache", "stores"), { recursive: true });
    return engine.load(file, options);
  };
  const convert = ([format, path]: readonly [SourceFormat, string]): Work => ({
    name: `import ${format}`,
    run: (options) => engine.convert({ path, format }, target, options),
  });
  return [
    { name: "store build", run: load(plain) },
    { name: "store build, LZ4", run: load(packed) },
    {
      name: "question",
      run: (options) => {
        count += 1;
        const sql = `SELECT sum(a.cases * b.cases + ${count}) FROM ${table} a, ${table} b`;
        return engine.query({ sql, params: [], files: [plain] }, { deadlineMs: 2000, ...options });
      },
    },
    { name: "profile", run: (options) => engine.profile(plain, options) },
    {
      name: "export",
      run: (options) =>
        engine.write(
          { sql: `SELECT * FROM ${table} ORDER BY rate`, params: [], files: [plain] },
          { path: target, format: "parquet" },
          options,
        ),
    },
    ...sources.map(convert),
  ];
}

async function benchFile(folder: string, codec: "none" | "lz4"): Promise<EngineFile> {
  const path = join(folder, `steady-${codec}.arrow`);
  await writeBenchTable(path, ROWS, codec);
  return { path, sha256: await hashOf(path) };
}

async function sourceFiles(
  folder: string,
  arrow: string,
): Promise<readonly (readonly [SourceFormat, string])[]> {
  const at = (name: string) => join(folder, `steady.${name}`);
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const rows = `SELECT range AS id, 'place ' || range % 400 AS place, DATE '2020-01-01' + (range % 900)::INTEGER AS day, range / 7 AS share FROM range(1500000)`;
  await connection.run(`COPY (${rows}) TO '${at("csv")}' (FORMAT csv, HEADER true)`);
  await connection.run(`COPY (${rows}) TO '${at("parquet")}' (FORMAT parquet)`);
  await connection.run(`COPY (${rows}) TO '${at("jsonl")}' (FORMAT json)`);
  connection.closeSync();
  instance.closeSync();
  const cells = Array.from({ length: 40_000 }, (_, row) => [row, `place ${row % 400}`, row / 7]);
  writeFileSync(
    at("xlsx"),
    await writeXlsx({ sheets: [{ name: "T", rows: [["id", "place", "share"], ...cells] }] }),
  );
  return [
    ["csv", at("csv")],
    ["parquet", at("parquet")],
    ["jsonl", at("jsonl")],
    ["xlsx", at("xlsx")],
    ["arrow-file", arrow],
  ];
}

const openFiles = (pid: number | undefined): number | null => {
  const folder = `/proc/${pid}/fd`;
  return existsSync(folder) ? readdirSync(folder).length : null;
};

/** Numbers below one, the same in every run. */
function randomNumbers(): () => number {
  let state = 2_026;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ??
  Number.NaN;

async function stopping(
  engine: Engine,
  works: readonly Work[],
  pid: () => number | undefined,
  cacheFolder: string,
): Promise<Measure[]> {
  const random = randomNumbers();
  const told: number[] = [];
  const free: number[] = [];
  const idle: number[] = [];
  const slowest = new Map<string, number>();
  const files: (number | null)[] = [];
  const rss: (number | null)[] = [];
  let wrong = 0;
  for (let count = 0; count < CANCELS; count += 1) {
    const work = works[count % works.length];
    if (work === undefined) break;
    // What this process's own clock is late by, with nothing to do: the machine's part of every figure below.
    const asleep = performance.now();
    await wait(10);
    idle.push(performance.now() - asleep - 10);
    const stop = new AbortController();
    const running = work.run({ signal: stop.signal });
    await wait(random() * 400);
    const began = performance.now();
    stop.abort();
    const result = await running;
    const ack = performance.now() - began;
    if (!result.ok) told.push(ack);
    // The next question: it must be right, and says how soon the process is free again.
    const next = must(await engine.query({ sql: `SELECT ${count} + 1`, params: [], files: [] }));
    const freed = performance.now() - began;
    if (!result.ok) {
      free.push(freed);
      slowest.set(work.name, Math.max(slowest.get(work.name) ?? 0, freed));
    }
    if (decodeTable(next.ipc).rows[0]?.[0] !== count + 1) wrong += 1;
    if (count === Math.floor(CANCELS / 2) || count === CANCELS - 1) {
      await wait(3000);
      files.push(openFiles(pid()));
      rss.push(residentMb(pid()));
    }
  }
  const left = readdirSync(join(cacheFolder, "work", String(pid()))).filter((name) => !/^spill/.test(name));
  const most = [...slowest].sort(([, a], [, b]) => b - a).slice(0, 4);
  const count = `${told.length} of ${CANCELS} stopped on the way, the others were done`;
  const grown = (rss[1] ?? Number.NaN) - (rss[0] ?? Number.NaN);
  return [
    { name: "stop, told: median", value: median(told), unit: "ms", limit: null, detail: count },
    { name: "stop, told: 99th percentile", value: percentile(told, 0.99), unit: "ms", limit: 50 },
    {
      name: "the clock of an idle process late: 99th percentile",
      value: percentile(idle, 0.99),
      unit: "ms",
      limit: null,
    },
    { name: "stop until the next answer: median", value: median(free), unit: "ms", limit: null },
    {
      name: "stop until the next answer: 99th percentile",
      value: percentile(free, 0.99),
      unit: "ms",
      limit: null,
      detail: most.map(([name, ms]) => `${name} ${ms.toFixed(0)}`).join(", "),
    },
    { name: "next questions that were wrong", value: wrong, unit: "×", limit: 0 },
    {
      name: "files open, second half",
      value: (files[1] ?? 0) - (files[0] ?? 0),
      unit: "×",
      limit: 4,
      detail: `${files[0]} after 100 stops, ${files[1]} after 200`,
    },
    {
      name: "memory gained, second half",
      value: grown,
      unit: "MB",
      limit: 100,
      detail: `${rss[1]?.toFixed(0)} MB at the end`,
    },
    { name: "half-done files left", value: left.length, unit: "×", limit: 0, detail: left.join(" ") },
  ];
}
