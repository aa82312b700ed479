import type { Worker } from "node:worker_threads";
import { startThread } from "../../threads/start-thread.ts";
import type { Finder, Shelf } from "./finder.ts";
import type { FinderCall, FinderReply } from "./thread-messages.ts";

const PROGRAM = {
  source: new URL("./thread.ts", import.meta.url),
  bundle: new URL("../finder/thread.js", import.meta.url),
};

/**
 * The index lies outside the heap and a search leaves little behind: a small young generation (in megabytes) is swept often
 * and keeps the whole process from growing between sweeps. The old generation is not limited: making an index takes its share.
 */
const LIMITS = { maxYoungGenerationSizeMb: 8 };

type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void };

/**
 * A finder in a thread of its own: the thread that asks goes on meanwhile. A thread that dies is started again with the
 * catalogue it had; what it was asked fails.
 */
export function finderInThread(): Finder {
  let thread: Worker | null = null;
  let shelf: Shelf | null = null;
  let last = 0;
  const waiting = new Map<number, Waiting>();

  const call = (ask: FinderCall["ask"]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      const message: FinderCall = { number: last, ask };
      running().postMessage(message);
    });
  const running = (): Worker => {
    if (thread) return thread;
    const started = startThread(PROGRAM, { resourceLimits: LIMITS });
    // An idle thread does not keep a command line from ending.
    started.unref();
    started.on("message", ({ number, value, failed }: FinderReply) => {
      const one = waiting.get(number);
      waiting.delete(number);
      if (waiting.size === 0) started.unref();
      if (failed === undefined) one?.resolve(value);
      else one?.reject(new Error(failed));
    });
    const ended = (why: string) => {
      if (thread === started) thread = null;
      for (const one of waiting.values()) one.reject(new Error(why));
      waiting.clear();
    };
    started.on("error", (error) => ended(`The search stopped: ${error.message}`));
    started.on("exit", () => ended("The search stopped."));
    thread = started;
    if (shelf) void call({ name: "take", with: [shelf] }).catch(() => undefined);
    return started;
  };
  /** Replies come from our own thread, which answers each call with what its function gives. */
  const ask = async <T>(asked: FinderCall["ask"]): Promise<T> => {
    running().ref();
    return (await call(asked)) as T;
  };
  return {
    take: (now) => {
      const starting = thread === null;
      shelf = now;
      running().ref();
      // A thread that starts takes the shelf by itself.
      return starting
        ? ask({ name: "reading", with: [] }).then(() => undefined)
        : ask({ name: "take", with: [now] });
    },
    search: (text, limit) => ask({ name: "search", with: [text, limit] }),
    find: (text, most) => ask({ name: "find", with: [text, most] }),
    page: (asked, today) => ask({ name: "page", with: [asked, today] }),
    reading: () => ask({ name: "reading", with: [] }),
    close: async () => {
      const ending = thread;
      thread = null;
      await ending?.terminate();
    },
  };
}
