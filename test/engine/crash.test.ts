import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tableFromArrays, tableToIPC } from "apache-arrow";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EngineFile, JobOptions } from "../../electron/engine/engine.ts";
import { decodeTable } from "../../shared/answer/table/table.ts";
import { tableName } from "../../shared/plan/sql-names.ts";
import type { Result } from "../../shared/result.ts";
import { startTestEngine, type TestEngine, value } from "./engine-fixture.ts";

const ROWS = 1_000_000;
const ENDLESS = "SELECT sum(a.range * b.range) FROM range(1000000) a, range(1000000) b";

let one: TestEngine;
let table: EngineFile;
let csv: string;
beforeAll(() => {
  one = startTestEngine();
  const numbers = tableFromArrays({
    n: Int32Array.from({ length: ROWS }, (_, row) => row),
    x: Float64Array.from({ length: ROWS }, (_, row) => row / 7),
  });
  table = one.file(tableToIPC(numbers, "file"));
  csv = join(one.folder, "large.csv");
  writeFileSync(
    csv,
    `n,place\n${Array.from({ length: 400_000 }, (_, row) => `${row},P${row % 9}`).join("\n")}\n`,
  );
});
afterAll(() => one.end());

/** Starts a job, kills the engine as soon as the job is under way, and gives what the job was told. */
async function killedDuring<T>(start: (options: JobOptions) => Promise<Result<T>>): Promise<Result<T>> {
  value(await one.engine.query({ sql: "SELECT 1", params: [], files: [] }));
  const pid = one.pids.at(-1) ?? 0;
  const kill = () => {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It was killed by the progress before.
    }
  };
  const running = start({
    onProgress: ({ stage, rows }) => (stage === "queued" || rows === 0 ? undefined : kill()),
  });
  const late = setTimeout(kill, 1500);
  const result = await running;
  clearTimeout(late);
  return result;
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const told = (result: Result<unknown>) => (result.ok ? "answered" : result.problem.code);
const stores = () => readdirSync(join(one.folder, "cache", "stores"));
const sum = async () =>
  (await one.rows(`SELECT sum(n) FROM ${tableName(table.sha256)}`, [table])).rows[0]?.[0];

describe("an engine that is killed", () => {
  it("while it builds a store leaves none, and builds it right the next time", async () => {
    expect(told(await killedDuring((options) => one.engine.load(table, options)))).toBe("engine-crashed");
    expect(stores()).toEqual([]);
    expect(await sum()).toBe((ROWS * (ROWS - 1)) / 2);
    expect(stores()).toHaveLength(1);
  });

  it("while a question runs tells it so, and the store it read is whole", async () => {
    const query = { sql: `${ENDLESS}, ${tableName(table.sha256)} c`, params: [], files: [table] };
    expect(told(await killedDuring((options) => one.engine.query(query, options)))).toBe("engine-crashed");
    expect(await sum()).toBe((ROWS * (ROWS - 1)) / 2);
  });

  it("while it converts leaves no half file at the target, and converts right the next time", async () => {
    const target = join(one.folder, "converted.arrow");
    const convert = (options: JobOptions = {}) =>
      one.engine.convert({ path: csv, format: "csv" }, target, options);
    expect(told(await killedDuring(convert))).toBe("engine-crashed");
    expect(existsSync(target)).toBe(false);
    expect(value(await convert()).rows).toBe(400_000);
    expect(readdirSync(one.folder).filter((name) => name.includes(".part"))).toEqual([]);
  });

  it("while it exports keeps the file that stood there, and clears away its half one with the next try", async () => {
    const path = join(one.folder, "export.csv");
    writeFileSync(path, "what stood there");
    const query = {
      sql: `SELECT * FROM ${tableName(table.sha256)} ORDER BY x DESC`,
      params: [],
      files: [table],
    };
    const write = (options: JobOptions = {}) => one.engine.write(query, { path, format: "csv" }, options);
    expect(told(await killedDuring(write))).toBe("engine-crashed");
    expect(readFileSync(path, "utf8")).toBe("what stood there");
    // As if it had been killed in the middle of writing.
    writeFileSync(join(one.folder, `.export.csv.${one.pids[0]}-1.part`), "half");
    const written = value(await write());
    expect(written.rows).toBe(ROWS);
    expect(createHash("sha256").update(readFileSync(path)).digest("hex")).toBe(written.sha256);
    expect(readdirSync(one.folder).filter((name) => name.includes(".part"))).toEqual([]);
  });

  it("again and again, at any moment of a build, never leaves a store that gives a wrong number", async () => {
    for (let count = 0; count < 4; count += 1) {
      const other = one.file(
        tableToIPC(
          tableFromArrays({ n: Int32Array.from({ length: 300_000 }, (_, row) => row + count) }),
          "file",
        ),
      );
      value(await one.engine.query({ sql: `SELECT ${count}`, params: [], files: [] }));
      const loading = one.engine.load(other);
      await new Promise((go) => setTimeout(go, count * 40));
      const pid = one.pids.at(-1) ?? 0;
      process.kill(pid, "SIGKILL");
      expect(["engine-crashed", "answered"]).toContain(told(await loading));
      while (isAlive(pid)) await new Promise((go) => setTimeout(go, 5));
      const asked = { sql: `SELECT sum(n) FROM ${tableName(other.sha256)}`, params: [], files: [other] };
      const answer = decodeTable(value(await one.engine.query(asked)).ipc).rows;
      expect(answer).toEqual([[(300_000 * 299_999) / 2 + count * 300_000]]);
    }
    // Nothing of the killed ones is left: the last process's own folder is all there is.
    expect(readdirSync(join(one.folder, "cache", "work"))).toEqual([String(one.pids.at(-1))]);
  });
});
