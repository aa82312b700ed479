import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createQueue, mostAtOnce } from "../../electron/engine/queue.ts";
import { startTestEngine, type TestEngine, value } from "./engine-fixture.ts";

const never = new AbortController().signal;
const later = (ms: number) => new Promise<void>((go) => setTimeout(go, ms));

describe("the queue", () => {
  it("runs as many as it may, the others in the order they came", async () => {
    const queue = createQueue(2);
    const events: string[] = [];
    const job = (name: string) =>
      queue.run(
        never,
        () => events.push(`${name} waits`),
        async () => {
          events.push(`${name} runs`);
          await later(5);
        },
      );
    await Promise.all(["a", "b", "c", "d"].map(job));
    expect(events).toEqual(["c waits", "d waits", "a runs", "b runs", "c runs", "d runs"]);
  });

  it("lets another run beside each that takes long, and never more than twice as many", async () => {
    const queue = createQueue(2, 10);
    let now = 0;
    let most = 0;
    const stop = new AbortController();
    const ended = new Promise((resolve) => stop.signal.addEventListener("abort", resolve));
    const long = Array.from({ length: 9 }, () =>
      queue.run(
        never,
        () => undefined,
        async () => {
          now += 1;
          most = Math.max(most, now);
          await ended;
          now -= 1;
        },
      ),
    );
    await later(60);
    expect(now).toBe(mostAtOnce(2));
    stop.abort();
    await Promise.all(long);
    expect(most).toBe(mostAtOnce(2));
  });

  it("gives a place back when a job fails or is stopped while it waits", async () => {
    const queue = createQueue(1);
    await expect(
      queue.run(
        never,
        () => undefined,
        () => Promise.reject(new Error("no")),
      ),
    ).rejects.toThrow("no");
    const stop = new AbortController();
    const first = queue.run(
      never,
      () => undefined,
      () => later(20),
    );
    const second = queue.run(
      stop.signal,
      () => undefined,
      async () => "stopped at once",
    );
    stop.abort();
    expect(await second).toBe("stopped at once");
    await first;
    expect(
      await queue.run(
        never,
        () => undefined,
        async () => "next",
      ),
    ).toBe("next");
  });
});

describe("questions beside each other", () => {
  const LONG = "SELECT sum(a.range * b.range) FROM range(1000000) a, range(1000000) b WHERE a.range >";
  let one: TestEngine;
  beforeAll(async () => {
    one = startTestEngine({ resultsMb: 0, queriesAtOnce: 4 });
    value(await one.engine.query({ sql: "SELECT 1", params: [], files: [] }));
  });
  afterAll(() => one.end());

  /** How long a short question takes, in milliseconds: the median of some. */
  const short = async (): Promise<number> => {
    const took: number[] = [];
    for (let count = 0; count < 7; count += 1) {
      const began = performance.now();
      value(
        await one.engine.query({
          sql: `SELECT sum(range) + ${count} FROM range(200000)`,
          params: [],
          files: [],
        }),
      );
      took.push(performance.now() - began);
    }
    return took.sort((a, b) => a - b)[3] ?? 0;
  };

  it.each([
    [1, 0],
    [6, 1000],
  ])("%i that take minutes delay a short one by no more than a turn", async (count, turn) => {
    const alone = await short();
    const stop = new AbortController();
    const running = Array.from({ length: count }, (_, index) =>
      one.engine.query({ sql: `${LONG} ${index}`, params: [], files: [] }, { signal: stop.signal }),
    );
    await later(100);
    const began = performance.now();
    value(await one.engine.query({ sql: `SELECT ${count}`, params: [], files: [] }));
    const first = performance.now() - began;
    const beside = await short();
    stop.abort();
    await Promise.all(running);
    console.log(
      `beside ${count} long: first ${first.toFixed(0)} ms, then ${beside.toFixed(0)} ms (alone ${alone.toFixed(0)} ms)`,
    );
    // A place comes free within the turn; then it shares the processors, on a test machine with other tests too.
    expect(first).toBeLessThan(turn + 2000);
    expect(beside).toBeLessThan(20 * alone + 1000);
  });
});
