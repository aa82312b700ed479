import { fail, ok, type Problem, type Result } from "../../shared/result.ts";
import type { EngineProcess, JobOptions, StartEngineProcess } from "./engine.ts";
import { stopProblem } from "./job.ts";
import { toHostSchema } from "./messages.ts";
import type { EngineSettings } from "./settings.ts";

const CRASHED: Problem = {
  code: "engine-crashed",
  message: "The calculation process stopped unexpectedly.",
  meaning: "This question has no answer yet; data and ledger are untouched.",
  remedy: "Ask again: the process starts anew by itself.",
};

/** A question that a process owes an answer. */
export type Pending = {
  readonly settle: (result: Result<unknown>) => void;
  readonly onProgress: JobOptions["onProgress"];
};

/** A process that was started, and the questions it owes an answer, by their ids. */
export type Live = { readonly process: EngineProcess; readonly pending: Map<number, Pending> };

/** Told how the process fares. `restarted`: it is up again after it had ended unexpectedly. */
export type OnState = (state: "stopped" | "starting" | "ready" | "restarted", version: string | null) => void;

/** The engine's processes, one after the other: the one that takes new questions, and those that still finish theirs. */
export type Lives = {
  /** The process for new questions, started where there is none. */
  readonly current: () => Live;
  /** New questions go to a new process; the present one finishes what it owes and ends. */
  readonly retire: () => void;
  /** Ends all; questions that are open count as stopped. */
  readonly close: () => Promise<void>;
};

/**
 * A process that was up for this long before it ended is started again at once, in milliseconds. One that ended sooner, or was
 * never up, waits for the next question: it might do so again and again.
 */
const STEADY_MS = 1000;

/** Starts processes as they are needed, and tells the open questions of one that ends unexpectedly so. */
export function createLives(
  start: StartEngineProcess,
  settings: () => EngineSettings,
  onState: OnState,
): Lives {
  let live: Live | null = null;
  const retired = new Set<Live>();
  let closed = false;
  let crashed = false;

  const endIfDone = (one: Live): void => {
    if (retired.has(one) && one.pending.size === 0) one.process.kill();
  };

  const launch = (): Live => {
    const started: Live = { process: start(), pending: new Map() };
    const { process, pending } = started;
    let readyAt = Number.POSITIVE_INFINITY;
    onState("starting", null);
    process.onMessage((received) => {
      const message = toHostSchema.safeParse(received);
      if (!message.success) {
        // A process that does not keep to the contract cannot be trusted with the next answer either.
        process.kill();
        return;
      }
      if (message.data.kind === "ready") {
        readyAt = performance.now();
        if (live === started) onState(crashed ? "restarted" : "ready", message.data.version);
        return;
      }
      const waiting = pending.get(message.data.id);
      if (message.data.kind === "progress") {
        waiting?.onProgress?.(message.data.progress);
        return;
      }
      pending.delete(message.data.id);
      const { result } = message.data;
      waiting?.settle(result.ok ? ok(result.value) : fail(result.problem));
      endIfDone(started);
    });
    process.onExit((code) => {
      if (live === started) live = null;
      const wasRetired = retired.delete(started);
      if (!wasRetired) {
        crashed = true;
        onState("stopped", null);
      }
      const problem = { ...CRASHED, detail: `exit code ${code}` };
      for (const waiting of pending.values())
        waiting.settle(fail(closed ? stopProblem("cancelled") : problem));
      pending.clear();
      if (!wasRetired && !closed && performance.now() - readyAt > STEADY_MS) live ??= launch();
    });
    process.send({ kind: "open", settings: settings() });
    return started;
  };

  return {
    current: () => {
      live ??= launch();
      return live;
    },
    retire: () => {
      if (live === null) return;
      const ending = live;
      live = null;
      retired.add(ending);
      endIfDone(ending);
    },
    close: async () => {
      closed = true;
      const all = live === null ? [...retired] : [live, ...retired];
      await Promise.all(
        all.map(({ process }) => {
          const ended = new Promise<void>((resolve) => process.onExit(() => resolve()));
          process.kill();
          return ended;
        }),
      );
    },
  };
}
