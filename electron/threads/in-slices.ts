import { setImmediate as breathe } from "node:timers/promises";

/** So long steps are done on end before the window and other questions have their turn, ms: a frame. */
const SLICE_MS = 15;

/** Work in steps, each of a few milliseconds. */
type Steps<T> = Generator<unknown, T, undefined>;

/** Does work in steps without holding the process for long; null where the signal stopped it. */
export async function inSlicesUntil<T>(
  steps: Steps<T>,
  signal?: AbortSignal,
): Promise<{ readonly value: T } | null> {
  for (let began = performance.now(); ; ) {
    const { done, value } = steps.next();
    if (done === true) return { value };
    if (performance.now() - began < SLICE_MS) continue;
    await breathe();
    if (signal?.aborted) return null;
    began = performance.now();
  }
}

/** Does work in steps without holding the process for long. */
export async function inSlices<T>(steps: Steps<T>): Promise<T> {
  const made = await inSlicesUntil(steps);
  if (made === null) throw new Error("Work that nothing stops was stopped.");
  return made.value;
}
