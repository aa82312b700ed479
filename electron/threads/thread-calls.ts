import type { Worker, WorkerOptions } from "node:worker_threads";
import type { Call, Reply } from "./reply-to-calls.ts";
import { startThread, type ThreadProgram } from "./start-thread.ts";

type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void };
type Running = { readonly worker: Worker; readonly waiting: Map<number, Waiting> };

/** A thread that is called and replies. It starts with its first call, and again with the next one after it died. */
export type ThreadCalls<Ask> = {
  readonly isRunning: () => boolean;
  /** What the thread gives for this; rejects when it fails, or when the thread dies meanwhile. */
  readonly call: (ask: Ask) => Promise<unknown>;
  readonly close: () => Promise<void>;
};

/**
 * Calls to a thread of the given program, which has to reply by `replyToCalls`. `name` is what errors call it. `onStart`: it
 * starts, and what is called there comes before all else; `onLost`: it died, and knows nothing any more.
 */
export function threadCalls<Ask>(
  program: ThreadProgram,
  {
    name,
    worker = {},
    onStart,
    onLost,
  }: {
    readonly name: string;
    readonly worker?: WorkerOptions;
    readonly onStart?: () => void;
    readonly onLost?: () => void;
  },
): ThreadCalls<Ask> {
  let thread: Running | null = null;
  let last = 0;

  const running = (): Running => {
    if (thread) return thread;
    const started: Running = { worker: startThread(program, worker), waiting: new Map() };
    started.worker.on("message", ({ number, value, failed }: Reply) => {
      const one = started.waiting.get(number);
      started.waiting.delete(number);
      // An idle thread does not keep a command line from ending.
      if (started.waiting.size === 0) started.worker.unref();
      if (failed === undefined) one?.resolve(value);
      else one?.reject(new Error(failed));
    });
    const ended = (why: string) => {
      const isLost = thread === started;
      if (isLost) thread = null;
      for (const one of started.waiting.values()) one.reject(new Error(why));
      started.waiting.clear();
      if (isLost) onLost?.();
    };
    started.worker.on("error", (error) => ended(`${name} stopped: ${error.message}`));
    started.worker.on("exit", () => ended(`${name} stopped.`));
    thread = started;
    onStart?.();
    return started;
  };

  return {
    isRunning: () => thread !== null,
    call: (ask) =>
      new Promise((resolve, reject) => {
        const { worker: called, waiting } = running();
        called.ref();
        last += 1;
        waiting.set(last, { resolve, reject });
        const message: Call<Ask> = { number: last, ask };
        called.postMessage(message);
      }),
    close: async () => {
      const ending = thread;
      thread = null;
      await ending?.worker.terminate();
    },
  };
}
