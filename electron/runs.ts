import type { PushPayload } from "../shared/api.ts";
import type { RoughOffer, RunOptions } from "./askline/answer/execute.ts";

/** Progress of one stage is told at most this often, in milliseconds: a window redraws no faster to any use. */
const TELL_EVERY_MS = 100;

/** Runs that the window has started and can stop by the id it gave them. */
export type Runs = {
  readonly during: <T>(runId: string, work: (options: RunOptions) => Promise<T>) => Promise<T>;
  readonly cancel: (runId: string) => void;
};

/** A run that takes longer, or is expected to, is offered a rough answer from a sample (milliseconds). */
const ROUGH_AFTER_MS = 10_000;

/** A file that is read for the first time has to be read whole: nothing is gained by a sample of it. */
const offerAt = (stage: string, rough: RoughOffer | null): RoughOffer | null =>
  rough?.possible && (stage === "reading" || stage === "storing")
    ? {
        possible: false,
        why: "The data file is read for the first time. A rough answer would not come sooner than the exact one.",
      }
    : rough;

/**
 * `tell` hears of progress: every new stage at once, the same stage now and then. `roughAfterMs` is another threshold for
 * offering a rough answer, for tests.
 */
export function createRuns(
  tell: (progress: PushPayload<"run.progress">) => void,
  now: () => number,
  roughAfterMs = ROUGH_AFTER_MS,
): Runs {
  const stops = new Map<string, AbortController>();
  return {
    during: async (runId, work) => {
      const stop = new AbortController();
      stops.set(runId, stop);
      const began = now();
      let last: { stage: string; at: number } | null = null;
      let rough: RoughOffer | null = null;
      const onStage: RunOptions["onStage"] = (standing) => {
        const { stage, share, rows } = standing;
        const expectedMs = ("expectedMs" in standing ? standing.expectedMs : undefined) ?? null;
        if ("rough" in standing && standing.rough !== undefined) rough = standing.rough;
        const at = now();
        if (last?.stage === stage && at - last.at < TELL_EVERY_MS) return;
        last = { stage, at };
        const elapsedMs = at - began;
        const isLong = Math.max(elapsedMs, expectedMs ?? 0) >= roughAfterMs;
        const offer = isLong ? offerAt(stage, rough) : null;
        tell({ runId, stage, share, rows, elapsedMs, expectedMs, rough: offer });
      };
      try {
        return await work({ signal: stop.signal, onStage });
      } finally {
        stops.delete(runId);
      }
    },
    cancel: (runId) => stops.get(runId)?.abort(),
  };
}
