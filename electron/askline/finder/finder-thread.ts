import { threadCalls } from "../../threads/thread-calls.ts";
import type { FinderCall } from "./calls.ts";
import type { Finder, Shelf } from "./finder.ts";

const PROGRAM = {
  source: new URL("./thread.ts", import.meta.url),
  bundle: new URL("../finder/thread.js", import.meta.url),
};

/**
 * The index lies outside the heap and a search leaves little behind: a small young generation (in megabytes) is swept often
 * and keeps the whole process from growing between sweeps. The old generation is not limited: making an index takes its share.
 */
const LIMITS = { maxYoungGenerationSizeMb: 8 };

/**
 * A finder in a thread of its own: the thread that asks goes on meanwhile. A thread that dies is started again with the
 * catalogue it had; what it was asked fails.
 */
export function finderInThread(): Finder {
  let shelf: Shelf | null = null;
  const calls = threadCalls<FinderCall>(PROGRAM, {
    name: "The search",
    worker: { resourceLimits: LIMITS },
    onStart: () => {
      if (shelf) void ask({ name: "take", with: [shelf] }).catch(() => undefined);
    },
  });
  /** Replies come from our own thread, which answers each call with what its function gives. */
  const ask = <T>(asked: FinderCall): Promise<T> => calls.call(asked) as Promise<T>;
  return {
    take: (now) => {
      const starting = !calls.isRunning();
      shelf = now;
      // A thread that starts takes the shelf by itself.
      return starting
        ? ask({ name: "reading", with: [] }).then(() => undefined)
        : ask({ name: "take", with: [now] });
    },
    search: (text, limit) => ask({ name: "search", with: [text, limit] }),
    find: (text, most) => ask({ name: "find", with: [text, most] }),
    page: (asked, today) => ask({ name: "page", with: [asked, today] }),
    reading: () => ask({ name: "reading", with: [] }),
    close: calls.close,
  };
}
