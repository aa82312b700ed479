import { fork } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { tableFromArrays, tableToIPC } from "apache-arrow";
import { afterEach, describe, expect, it } from "vitest";
import type { Progress } from "../../electron/engine/engine.ts";
import { decodeTable } from "../../shared/answer/table/table.ts";
import { tableName } from "../../shared/plan/sql-names.ts";
import { startTestEngine, type TestEngine, value } from "./engine-fixture.ts";

/** A query that runs far longer than any test waits. */
const ENDLESS = "SELECT sum(a.range * b.range) FROM range(1000000) a, range(1000000) b";
const QUICK = { sql: "SELECT 6 * 7 AS answer", params: [], files: [] };

let engine: TestEngine | null = null;
const start = (options: Parameters<typeof startTestEngine>[0] = {}): TestEngine => {
  engine = startTestEngine(options);
  return engine;
};
afterEach(async () => {
  await engine?.end();
  engine = null;
});

const isAlive = (pid: number | undefined): boolean => {
  if (pid === undefined) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

async function until(test: () => boolean, withinMs: number): Promise<boolean> {
  for (const end = performance.now() + withinMs; performance.now() < end; ) {
    if (test()) return true;
    await new Promise((resolve_) => setTimeout(resolve_, 20));
  }
  return test();
}

const endless = { sql: ENDLESS, params: [], files: [] };

describe("the engine's process", () => {
  it("tells the question when it dies, and answers the next one from a new process", async () => {
    const states: string[] = [];
    const { engine: live, pids } = start({ onState: (state) => states.push(state) });
    value(await live.query(QUICK));
    const running = live.query(endless);
    await new Promise((go) => setTimeout(go, 200));
    process.kill(pids[0] ?? 0, "SIGKILL");
    const result = await running;
    expect(result.ok ? "" : result.problem.code).toBe("engine-crashed");
    expect(decodeTable(value(await live.query(QUICK)).ipc).rows).toEqual([[42]]);
    expect(pids).toHaveLength(2);
    expect(states).toEqual(["starting", "ready", "stopped", "starting", "restarted"]);
  });

  it("is gone after close, also in the middle of a query", async () => {
    const { engine: live, pids } = start();
    const running = live.query(endless);
    await until(() => pids.length > 0, 2000);
    await new Promise((go) => setTimeout(go, 300));
    await live.close();
    expect((await running).ok).toBe(false);
    expect(isAlive(pids[0])).toBe(false);
    expect((await live.query(QUICK)).ok).toBe(false);
  });

  it("ends by itself when its parent is killed", async () => {
    const folder = mkdtempSync(join(tmpdir(), "askline-orphan-"));
    const script = join(folder, "parent.mts");
    const at = (path: string) => JSON.stringify(resolve(path));
    writeFileSync(
      script,
      `import { createEngineHost } from ${at("electron/engine/host.ts")};
       import { nodeEngineProcesses } from ${at("electron/engine/start-node.ts")};
       const start = nodeEngineProcesses();
       const engine = createEngineHost(() => { const p = start(); process.send({ pid: p.pid }); return p; },
         { cacheFolder: ${at(join(folder, "cache"))} });
       void engine.query({ sql: ${JSON.stringify(ENDLESS)}, params: [], files: [] });`,
    );
    const parent = fork(script, [], { execArgv: ["--import", import.meta.resolve("tsx")] });
    const pid = await new Promise<number>((told) => {
      parent.on("message", (message: { pid: number }) => told(message.pid));
    });
    await new Promise((go) => setTimeout(go, 1500));
    expect(isAlive(pid)).toBe(true);
    parent.kill("SIGKILL");
    expect(await until(() => !isAlive(pid), 5000)).toBe(true);
    rmSync(folder, { recursive: true, force: true });
  });

  it("stops at the deadline and says so", async () => {
    const { engine: live } = start();
    const result = await live.query(endless, { deadlineMs: 300 });
    expect(result.ok ? "" : result.problem.code).toBe("timed-out");
    expect(value(await live.query(QUICK)).rows).toBe(1);
  });

  it("runs several questions at once, and further ones in the order they came", async () => {
    const { engine: live } = start({ queriesAtOnce: 2 });
    const finished: number[] = [];
    const stages = new Set<Progress["stage"]>();
    const asked = Array.from({ length: 10 }, (_, index) =>
      live
        .query(
          { sql: `SELECT sum(range * ${index}) FROM range(20000000)`, params: [], files: [] },
          { onProgress: ({ stage }) => stages.add(stage) },
        )
        .then((result) => {
          finished.push(index);
          return Number(decodeTable(value(result).ipc).rows[0]?.[0]);
        }),
    );
    const sums = await Promise.all(asked);
    expect(sums).toEqual(sums.map((_, index) => index * ((20_000_000 * 19_999_999) / 2)));
    // Two at a time, started in order: when one ends, at most one of those before it is still running.
    finished.forEach((index, place) => {
      expect(place).toBeGreaterThanOrEqual(index - 1);
    });
    expect(stages).toContain("queued");
  });

  it("a question that waits can be stopped while it waits", async () => {
    const { engine: live } = start({ queriesAtOnce: 1 });
    const stop = new AbortController();
    const first = live.query(endless, { signal: stop.signal });
    const waiting = new AbortController();
    const second = live.query(QUICK, { signal: waiting.signal });
    await new Promise((go) => setTimeout(go, 200));
    waiting.abort();
    const result = await second;
    expect(result.ok ? "" : result.problem.code).toBe("cancelled");
    stop.abort();
    expect((await first).ok).toBe(false);
    expect(value(await live.query(QUICK)).rows).toBe(1);
  });

  it("refuses a request that is not well formed, without harm", async () => {
    const { engine: live } = start();
    const wrong = { sql: "SELECT 1", params: [], files: [{ sha256: "../../etc", path: "x" }] };
    const result = await live.query(wrong);
    expect(result.ok ? "" : result.problem.code).toBe("bad-input");
  });

  it("gives the same answer from its memory, and says so", async () => {
    const { engine: live } = start();
    const first = value(await live.query(QUICK));
    const second = value(await live.query(QUICK));
    expect([first.cached, second.cached]).toEqual([false, true]);
    expect(Buffer.compare(first.ipc, second.ipc)).toBe(0);
    expect(value(await live.query({ ...QUICK, sql: "SELECT 6 * 7 AS other" })).cached).toBe(false);
  });

  it("keeps no more results than it may", async () => {
    const { engine: live } = start({ resultsMb: 1 });
    const wide = (index: number) => ({
      sql: `SELECT range + ${index} AS n FROM range(25000)`,
      params: [],
      files: [],
    });
    for (let index = 0; index < 8; index += 1) value(await live.query(wide(index)));
    expect(value(await live.query(wide(7))).cached).toBe(true);
    expect(value(await live.query(wide(0))).cached).toBe(false);
  });

  it("says what it is", async () => {
    const info = await start().engine.info();
    expect(info.name).toBe("duckdb");
    expect(info.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(JSON.stringify(info)).not.toContain(tmpdir());
  });

  it("runs out of memory with a problem, not with a crash", async () => {
    const { engine: live, pids } = start({ memoryMb: 64, temporaryDiskMb: 1, threads: 1 });
    const sql = "SELECT count(DISTINCT range::VARCHAR || 'a text that takes room') FROM range(20000000)";
    const result = await live.query({ sql, params: [], files: [] });
    expect(result.ok ? "" : result.problem.code).toMatch(/out-of-memory|disk-full/);
    expect(value(await live.query(QUICK)).rows).toBe(1);
    expect(pids).toHaveLength(1);
  });
});

describe("how long it will take", () => {
  it("is told from the second time on, also with other values and after a restart", async () => {
    const first = start({ resultsMb: 0 });
    const file = first.file(
      tableToIPC(tableFromArrays({ n: Int32Array.from({ length: 60 }, (_, row) => row) }), "file"),
    );
    value(await first.engine.load(file));
    const table = tableName(file.sha256);
    const slow = (limit: number) => ({
      sql: `SELECT sum(a.range * t.n) FROM range(4000000) a, ${table} t WHERE t.n < $1`,
      params: [limit],
      files: [file],
    });
    const told = async (live: TestEngine, limit: number) => {
      const expected = new Set<number | undefined>();
      const onProgress = ({ expectedMs }: Progress) => expected.add(expectedMs);
      const { tookMs } = value(await live.engine.query(slow(limit), { onProgress }));
      return { expected: [...expected], tookMs };
    };
    const once = await told(first, 60);
    expect(once.tookMs).toBeGreaterThan(300);
    expect(once.expected).toEqual([undefined]);
    expect((await told(first, 59)).expected).toEqual([Math.round(once.tookMs)]);
    await first.engine.close();
    const again = startTestEngine({ cacheFolder: join(first.folder, "cache"), resultsMb: 0 });
    const [expected] = (await told(again, 58)).expected;
    expect(expected).toBeGreaterThan(0);
    await again.end();
  });
});

describe("two engines on one cache folder", () => {
  it("build the same store at the same time and both answer right", async () => {
    const first = start();
    const cacheFolder = join(first.folder, "cache");
    const second = startTestEngine({ cacheFolder });
    const numbers = Int32Array.from({ length: 200_000 }, (_, index) => index);
    const file = first.file(tableToIPC(tableFromArrays({ n: numbers }), "file"));
    try {
      const loads = await Promise.all(
        [first, second, first, second].map(({ engine: live }) => live.load(file)),
      );
      for (const loaded of loads) expect(value(loaded).rows).toBe(200_000);
      const sql = `SELECT sum(n) FROM ${tableName(file.sha256)}`;
      for (const each of [first, second]) {
        expect((await each.rows(sql, [file])).rows).toEqual([[(200_000 * 199_999) / 2]]);
      }
      expect(readdirSync(join(cacheFolder, "stores"))).toHaveLength(1);
    } finally {
      await second.end();
    }
    expect(existsSync(cacheFolder)).toBe(true);
  });

  it("clears away what a killed process left behind", async () => {
    const first = start();
    value(await first.engine.query(QUICK));
    const work = join(first.folder, "cache", "work");
    expect(readdirSync(work)).toEqual([String(first.pids[0])]);
    process.kill(first.pids[0] ?? 0, "SIGKILL");
    await until(() => !isAlive(first.pids[0]), 2000);
    value(await first.engine.query(QUICK));
    expect(readdirSync(work)).toEqual([String(first.pids[1])]);
  });
});
