import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { EngineFile } from "../../electron/engine/engine.ts";
import { createEngineHost } from "../../electron/engine/host.ts";
import { nodeEngineProcesses } from "../../electron/engine/start-node.ts";
import { tableName } from "../../shared/plan/sql-names.ts";
import { writeBenchTable } from "./engine-data.ts";
import { hashOf, type Measure, median, must, residentMb, tableOf } from "./measure.ts";
import { MADE, shapesOf } from "./shapes.ts";

const SHAPES = shapesOf(MADE);

/** What importing may take in memory, whatever the size of the file (engine.md). */
export const IMPORT_MB = 1200;

/** How often each question is asked of each size; the first time does not count. */
const TURNS = 3;

type Grown = { readonly rows: number; readonly importMs: number; readonly shapes: readonly number[] };

/**
 * How time and memory grow with the rows, each size in an engine process of its own: milliseconds for a million rows
 * against the smallest size's, and the most memory while importing. Needs about 60 bytes of disk a row for each size.
 */
export async function benchGrowth({
  folder,
  rows,
  say,
}: {
  readonly folder: string;
  readonly rows: readonly number[];
  readonly say: (line: string) => void;
}): Promise<readonly Measure[]> {
  mkdirSync(folder, { recursive: true });
  const measures: Measure[] = [];
  let smallest: Grown | null = null;
  for (const count of rows.toSorted((a, b) => a - b)) {
    const { grown, memory } = await measureSize(folder, count);
    const first: Grown = smallest ?? grown;
    smallest = first;
    const found = [...memory, ...growthOf(grown, first)];
    measures.push(...found);
    say(`\nGrowth: ${count.toLocaleString("en")} rows\n${tableOf(found)}`);
  }
  return measures;
}

async function measureSize(
  folder: string,
  rows: number,
): Promise<{ readonly grown: Grown; readonly memory: readonly Measure[] }> {
  const path = join(folder, `bench-${rows}.arrow`);
  await writeBenchTable(path, rows);
  const file: EngineFile = { path, sha256: await hashOf(path) };
  const cacheFolder = join(folder, `growth-cache-${rows}`);
  rmSync(cacheFolder, { recursive: true, force: true });
  let pid = 0;
  const start = nodeEngineProcesses();
  const engine = createEngineHost(
    () => {
      const started = start();
      pid = started.pid ?? 0;
      return started;
    },
    { cacheFolder, resultsMb: 0 },
  );
  try {
    await engine.info();
    const began = performance.now();
    const loaded = must(await engine.load(file));
    const importMs = performance.now() - began;
    if (loaded.rows !== rows) throw new Error(`Stored ${loaded.rows} rows of ${rows}.`);
    const most = (name: string, limit: number | null): Measure[] => {
      const value = residentMb(pid, "VmHWM");
      return value === null ? [] : [{ name, value, unit: "MB", limit }];
    };
    const importing = most("most memory while importing", IMPORT_MB);
    const shapes: number[] = [];
    for (const { asked } of SHAPES) {
      const sql = asked.replaceAll("$T", tableName(file.sha256));
      const times: number[] = [];
      for (let turn = 0; turn <= TURNS; turn += 1) {
        const asked = performance.now();
        must(await engine.query({ sql, params: [], files: [file] }));
        if (turn > 0) times.push(performance.now() - asked);
      }
      shapes.push(median(times));
    }
    return {
      grown: { rows, importMs, shapes },
      memory: [...importing, ...most("most memory with the questions", null)],
    };
  } finally {
    await engine.close();
    rmSync(cacheFolder, { recursive: true, force: true });
  }
}

function growthOf(grown: Grown, first: Grown): Measure[] {
  const per = (ms: number, { rows }: Grown): number => (ms * 1_000_000) / rows;
  const one = (name: string, ms: number, firstMs: number): Measure => ({
    name: `${name}: per million rows ÷ the smallest size's`,
    value: per(ms, grown) / per(firstMs, first),
    unit: "×",
    limit: null,
    detail: `${ms.toFixed(0)} ms`,
  });
  return [
    one("Arrow → store", grown.importMs, first.importMs),
    ...SHAPES.map(({ name }, index) => one(name, grown.shapes[index] ?? 0, first.shapes[index] ?? 0)),
  ];
}
