import { setImmediate as breathe } from "node:timers/promises";
import type { Told } from "../../../shared/disclosure/claims.ts";
import { threadCalls } from "../../threads/thread-calls.ts";
import type { GuardCall } from "./calls.ts";
import type { Found } from "./hold.ts";
import type { HoldAsked } from "./memory.ts";

const PROGRAM = {
  source: new URL("./thread.ts", import.meta.url),
  bundle: new URL("../guard/thread.js", import.meta.url),
};

/** So many numbers are handed to the thread at once: some milliseconds of this one. */
const AT_ONCE = 2_000;

/** The guard's memory in a thread of its own. What asks it is told when it dies. */
export type GuardThread = {
  readonly tell: (key: string, answerId: string, told: Told) => Promise<void>;
  readonly read: (key: string, answerId: string, text: string) => Promise<boolean>;
  readonly hold: (asked: Omit<HoldAsked, "stop">, signal?: AbortSignal) => Promise<Found | null>;
  readonly keep: (key: string, answerId: string, mine: string) => Promise<string | null>;
  readonly forget: (key: string) => void;
  readonly close: () => Promise<void>;
};

/** Starts when it is first asked something. `onLost`: the thread died, and what it knew has to be told again. */
export function guardInThread(onLost: () => void): GuardThread {
  const calls = threadCalls<GuardCall>(PROGRAM, { name: "The guard", onLost });
  /** Replies come from our own thread, which answers each call with what its function gives. */
  const call = <T>(ask: GuardCall): Promise<T> => calls.call(ask) as Promise<T>;
  return {
    tell: async (key, answerId, told) => {
      for (let from = 0; ; from += AT_ONCE) {
        const isLast = from + AT_ONCE >= told.claims.length;
        const piece = { ...told, claims: told.claims.slice(from, from + AT_ONCE) };
        await call<void>({ name: "tell", with: [key, answerId, piece, isLast] });
        if (isLast) return;
        await breathe();
      }
    },
    read: (key, answerId, text) => call({ name: "read", with: [key, answerId, text] }),
    hold: async (asked, signal) => {
      const stop = new Int32Array(new SharedArrayBuffer(4));
      const end = () => Atomics.store(stop, 0, 1);
      signal?.addEventListener("abort", end, { once: true });
      try {
        return await call<Found | null>({ name: "hold", with: [{ ...asked, stop }] });
      } finally {
        signal?.removeEventListener("abort", end);
      }
    },
    keep: (key, answerId, mine) => call({ name: "keep", with: [key, answerId, mine] }),
    forget: (key) => {
      if (calls.isRunning()) void call({ name: "forget", with: [key] }).catch(() => undefined);
    },
    close: calls.close,
  };
}
