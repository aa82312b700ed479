import { startThread } from "../../../threads/start-thread.ts";
import { type Verified, verifyLedger } from "../verify.ts";
import type { CheckAsked } from "./asked.ts";

const PROGRAM = {
  source: new URL("./thread.ts", import.meta.url),
  bundle: new URL("../ledger-check/thread.js", import.meta.url),
};

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
    const thread = startThread(PROGRAM, { workerData: asked });
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
