import { existsSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { type Verified, verifyLedger } from "../verify.ts";
import type { CheckAsked } from "./asked.ts";

/** The bundle of thread.ts, as seen from the bundles that hold this file (see build/bundle.mjs). */
const BUNDLED_ENTRY = "../ledger-check/thread.js";

/** A ledger up to this event is checked in less time than a thread takes to start. */
const IN_A_BLINK = 2_000;

/**
 * Checks every line of a ledger, a long one in a thread of its own: whoever asks goes on meanwhile at full speed. Gives
 * null when it was stopped. Where no thread can be had, it is checked here, giving way now and then.
 */
export async function checkLedger(asked: CheckAsked, signal?: AbortSignal): Promise<Verified | null> {
  const { folder, ...range } = asked;
  if (asked.expected.seq < IN_A_BLINK) return verifyLedger(folder, range, signal);
  try {
    return await inThread(asked, signal);
  } catch {
    return signal?.aborted ? null : verifyLedger(folder, range, signal);
  }
}

function inThread(asked: CheckAsked, signal?: AbortSignal): Promise<Verified | null> {
  return new Promise((resolve, reject) => {
    const thread = startThread(asked);
    const stop = () => {
      resolve(null);
      void thread.terminate();
    };
    if (signal?.aborted) return stop();
    signal?.addEventListener("abort", stop, { once: true });
    const done = () => signal?.removeEventListener("abort", stop);
    thread.once("message", (verified: Verified) => {
      done();
      resolve(verified);
    });
    thread.once("error", (error) => {
      done();
      reject(error);
    });
    thread.once("exit", () => {
      done();
      reject(new Error("The check ended before it was through"));
    });
  });
}

function startThread(asked: CheckAsked): Worker {
  const source = fileURLToPath(new URL("./thread.ts", import.meta.url));
  if (!existsSync(source)) return new Worker(new URL(BUNDLED_ENTRY, import.meta.url), { workerData: asked });
  // From the sources: a thread of Node 20 does not take over what reads TypeScript, so it is told to first.
  const [loader, entry] = [import.meta.resolve("tsx/esm/api"), pathToFileURL(source).href];
  const begin = `import(${JSON.stringify(loader)}).then(({ register }) => { register(); return import(${JSON.stringify(entry)}); })`;
  return new Worker(begin, { eval: true, workerData: asked });
}
