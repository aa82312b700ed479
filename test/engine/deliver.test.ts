import { MessageChannel } from "node:worker_threads";
import { afterEach, describe, expect, it } from "vitest";
import type { Outlet } from "../../electron/engine/engine.ts";
import { decodeTable } from "../../shared/answer/table/table.ts";
import { startTestEngine, type TestEngine, value } from "./engine-fixture.ts";

let engine: TestEngine | null = null;
afterEach(async () => {
  await engine?.end();
  engine = null;
});

const ROWS = { sql: "SELECT range AS n FROM range(3000) ORDER BY n", params: [], files: [] };
const ENDLESS = {
  sql: "SELECT sum(a.range * b.range) FROM range(1000000) a, range(1000000) b",
  params: [],
  files: [],
};

/** A reader that keeps what it is sent, and whether it was told that nothing more comes. */
function reader(): Outlet & { readonly got: Uint8Array[]; readonly isClosed: () => boolean } {
  const got: Uint8Array[] = [];
  let closed = false;
  return {
    got,
    isClosed: () => closed,
    postMessage: (bytes) => void got.push(bytes),
    close: () => {
      closed = true;
    },
  };
}

describe("a result for somebody else than the asker", () => {
  it("goes to the reader whole; the asker learns only how much it was", async () => {
    engine = startTestEngine();
    const to = reader();
    const told = value(await engine.engine.deliver(ROWS, to));
    expect(Object.keys(told).sort()).toEqual(["cached", "rows", "tookMs"]);
    expect(told.rows).toBe(3000);
    const [bytes = new Uint8Array()] = to.got;
    expect(decodeTable(bytes).rows.map(([n]) => n)).toEqual(Array.from({ length: 3000 }, (_, n) => n));
    expect([to.got.length, to.isClosed()]).toEqual([1, false]);
  });

  it("goes through a message port as it is; the reader closes it", async () => {
    engine = startTestEngine();
    const { port1, port2 } = new MessageChannel();
    const arrived = new Promise<unknown>((resolve) => port2.once("message", resolve));
    const ended = new Promise<void>((resolve) => port1.once("close", () => resolve()));
    value(await engine.engine.deliver(ROWS, port1));
    const bytes = await arrived;
    expect(bytes).toBeInstanceOf(Uint8Array);
    expect(bytes instanceof Uint8Array ? decodeTable(bytes).rows : []).toHaveLength(3000);
    port2.close();
    await ended;
  });

  it.each([
    ["it is stopped", "cancelled"],
    ["the engine dies", "engine-crashed"],
    ["it cannot be understood", "bad-input"],
    ["it may not be run", "refused"],
  ] as const)("never comes, and the reader is told, when %s", async (why, code) => {
    engine = startTestEngine();
    const { engine: live, pids } = engine;
    const to = reader();
    const stop = new AbortController();
    const asked =
      code === "bad-input"
        ? { ...ROWS, sql: "" }
        : code === "refused"
          ? { ...ROWS, sql: "SELECT * FROM read_text('/etc/hostname')" }
          : ENDLESS;
    const sending = live.deliver(asked, to, { signal: stop.signal });
    if (code === "cancelled" || code === "engine-crashed") {
      await new Promise((go) => setTimeout(go, 400));
      if (code === "cancelled") stop.abort();
      else process.kill(pids[0] ?? 0, "SIGKILL");
    }
    const result = await sending;
    expect(result.ok ? why : result.problem.code).toBe(code);
    expect([to.got.length, to.isClosed()]).toEqual([0, true]);
  });

  it("is refused by an engine that was closed, and the reader is told", async () => {
    engine = startTestEngine();
    await engine.engine.close();
    const to = reader();
    expect((await engine.engine.deliver(ROWS, to)).ok).toBe(false);
    expect(to.isClosed()).toBe(true);
  });
});
