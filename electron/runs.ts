import type { PushPayload } from "../shared/api.ts";
import type { RunOptions } from "./askline/answer/execute.ts";

/** Progress of one stage is told at most this often, in milliseconds: a window redraws no faster to any use. */
const TELL_EVERY_MS = 100;

/** Runs that the window has started and can stop by the id it gave them. */
export type Runs = {
  readonly during: <T>(runId: string, work: (options: RunOptions) => Promise<T>) => Promise<T>;
  readonly cancel: (runId: string) => void;
};

/** `tell` hears of progress: every new stage at once, the same stage now and then. */
export function createRuns(tell: (progress: PushPayload<"run.progress">) => void, now: () => number): Runs {
  const stops = new Map<string, AbortController>();
  return {
    during: async (runId, work) => {
      const stop = new AbortController();
      stops.set(runId, stop);
      const began = now();
      let last: { stage: string; at: number } | null = null;
      const onStage: RunOptions["onStage"] = (standing) => {
        const { stage, share, rows } = standing;
        const expectedMs = ("expectedMs" in standing ? standing.expectedMs : undefined) ?? null;
        const at = now();
        if (last?.stage === stage && at - last.at < TELL_EVERY_MS) return;
        last = { stage, at };
        tell({ runId, stage, share, rows, elapsedMs: at - began, expectedMs });
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
