import { afterEach, describe, expect, it } from "vitest";
import { limitRanges, settingsFor, thisMachine } from "../../electron/engine/limits.ts";
import { decodeTable } from "../../shared/answer/table/table.ts";
import { LIMITS, NO_CHOICE, outOfRange } from "../../shared/api/engine-limits.ts";
import { startTestEngine, type TestEngine, value } from "./engine-fixture.ts";

const LAPTOP = { memoryMb: 16_000, processors: 8, freeDiskMb: 200_000 };

describe("what calculations may use", () => {
  it("is half the memory, all processors and at most 20 GB of the disk, where nobody chooses", () => {
    const { deadlineMs, ...settings } = settingsFor(NO_CHOICE, limitRanges(LAPTOP));
    expect(settings).toEqual({
      memoryMb: 8000,
      threads: 8,
      queriesAtOnce: 4,
      temporaryDiskMb: 20_000,
      storesMb: 20_000,
    });
    expect(deadlineMs).toBe(30 * 60_000);
  });

  it.each([
    ["a small computer", { memoryMb: 400, processors: 1, freeDiskMb: 500 }],
    ["a full disk", { ...LAPTOP, freeDiskMb: 0 }],
    ["a disk that does not tell", { ...LAPTOP, freeDiskMb: null }],
    ["a large server", { memoryMb: 1_000_000, processors: 128, freeDiskMb: 90_000_000 }],
    ["this one", thisMachine("/not/there/yet")],
  ])("is always inside its own range: %s", (_, machine) => {
    const ranges = limitRanges(machine);
    const standards = Object.fromEntries(LIMITS.map((name) => [name, ranges[name].standard]));
    expect(outOfRange({ ...NO_CHOICE, ...standards }, ranges)).toEqual([]);
  });

  it("never leaves more than half of what is free on the disk to half-done work", () => {
    expect(limitRanges({ ...LAPTOP, freeDiskMb: 12_000 }).temporaryDiskMb.standard).toBe(6000);
  });

  it("names the limits that are outside, and brings settings from another computer into range", () => {
    const ranges = limitRanges(LAPTOP);
    const chosen = { ...NO_CHOICE, memoryMb: 900_000, threads: 0, queriesAtOnce: 2 };
    expect(outOfRange(chosen, ranges)).toEqual(["memoryMb", "threads"]);
    const settings = settingsFor(chosen, ranges);
    expect([settings.memoryMb, settings.threads, settings.queriesAtOnce]).toEqual([14_400, 1, 2]);
  });
});

describe("choosing other limits", () => {
  let engine: TestEngine | null = null;
  afterEach(async () => {
    await engine?.end();
    engine = null;
  });
  const slow = {
    sql: "SELECT sum(a.range * b.range) FROM range(60000) a, range(10000) b",
    params: [],
    files: [],
  };

  it("loses no work: what runs goes on as it began, the next question is asked under the new ones", async () => {
    const states: string[] = [];
    engine = startTestEngine({ onState: (state) => states.push(state) });
    const { engine: live, pids } = engine;
    const running = live.query(slow);
    await live.info();
    live.setLimits({ ...NO_CHOICE, memoryMb: 300, threads: 1 });
    const next = live.query({ sql: "SELECT 6 * 7", params: [], files: [] });
    expect(decodeTable(value(await next).ipc).rows).toEqual([[42]]);
    expect((await live.info()).settings).toMatchObject({ memoryMb: "300", threads: "1" });
    expect(value(await running).rows).toBe(1);
    expect(pids).toHaveLength(2);
    // Nobody is told of a crash: the first process ended as it should.
    await new Promise((go) => setTimeout(go, 100));
    expect(states).toEqual(["starting", "ready", "starting", "ready"]);
    expect(() => process.kill(pids[0] ?? 0, 0)).toThrow();
  });

  it("holds for questions that take too long", async () => {
    engine = startTestEngine({ deadlineMs: 300 });
    const endless = { ...slow, sql: slow.sql.replaceAll("0000)", "000000)") };
    const result = await engine.engine.query(endless);
    expect(result.ok ? "" : result.problem.code).toBe("timed-out");
  });
});
