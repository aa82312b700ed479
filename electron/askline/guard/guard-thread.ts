import { setImmediate as breathe } from "node:timers/promises";
import type { Worker } from "node:worker_threads";
import type { Told } from "../../../shared/disclosure/claims.ts";
import { startThread } from "../../threads/start-thread.ts";
import type { Found } from "./hold.ts";
import type { HoldAsked } from "./memory.ts";
import type { GuardCall, GuardReply } from "./thread-messages.ts";

const PROGRAM = {
  source: new URL("./thread.ts", import.meta.url),
  bundle: new URL("../guard/thread.js", import.meta.url),
};

/** So many numbers are handed to the thread at once: some milliseconds of this one. */
const AT_ONCE = 2_000;

type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void };

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
  let thread: Worker | null = null;
  let last = 0;
  const waiting = new Map<number, Waiting>();

  const running = (): Worker => {
    if (thread) return thread;
    const started = startThread(PROGRAM);
    started.on("message", ({ number, value, failed }: GuardReply) => {
      const one = waiting.get(number);
      waiting.delete(number);
      // An idle thread does not keep a command line from ending.
      if (waiting.size === 0) started.unref();
      if (failed === undefined) one?.resolve(value);
      else one?.reject(new Error(failed));
    });
    const ended = (why: string) => {
      if (thread !== started) return;
      thread = null;
      onLost();
      for (const one of waiting.values()) one.reject(new Error(why));
      waiting.clear();
    };
    started.on("error", (error) => ended(`The guard stopped: ${error.message}`));
    started.on("exit", () => ended("The guard stopped."));
    thread = started;
    return started;
  };
  /** Replies come from our own thread, which answers each call with what its function gives. */
  const call = <T>(ask: GuardCall["ask"]): Promise<T> =>
    new Promise<unknown>((resolve, reject) => {
      const worker = running();
      worker.ref();
      last += 1;
      waiting.set(last, { resolve, reject });
      const message: GuardCall = { number: last, ask };
      worker.postMessage(message);
    }) as Promise<T>;
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
      if (thread !== null) void call({ name: "forget", with: [key] }).catch(() => undefined);
    },
    close: async () => {
      const ending = thread;
      thread = null;
      await ending?.terminate();
    },
  };
}
