import type { DuckDBConnection } from "@duckdb/node-api";
import type { Problem } from "../../shared/result.ts";
import { ArrowFault, faultProblem } from "./arrow/fault.ts";
import type { Pause } from "./arrow/pause.ts";
import type { Progress } from "./engine.ts";

/** One request while it runs: whether it was stopped, and where to report how far it is. */
export type Job = { readonly signal: AbortSignal; readonly report: (progress: Progress) => void };

/** Thrown where a job notices that it was stopped. */
export class Stopped extends Error {}

/** Ends the job here when it was stopped. */
export function throwIfStopped(job: Job): void {
  if (job.signal.aborted) throw new Stopped("The job was stopped.");
}

/** Work holds the process at most about this long without letting others in. */
const TURN_MS = 8;

/** The pauses of a job's long work in this process: others get their turn, and it ends where the job was stopped. */
export function pauseFor(job: Job): Pause {
  let began = performance.now();
  return async () => {
    if (performance.now() - began < TURN_MS) return;
    await new Promise(setImmediate);
    began = performance.now();
    throwIfStopped(job);
  };
}

/** Carries a problem through code that throws. */
export class EngineProblem extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message);
  }
}

const INTERRUPT_AGAIN_MS = 5;

/**
 * Runs work on a connection so that stopping the job interrupts it. An interrupt that comes just before DuckDB
 * starts a statement is lost, so it is repeated until the work ends.
 */
export async function interruptible<T>(
  job: Job,
  connection: DuckDBConnection,
  work: () => Promise<T>,
): Promise<T> {
  throwIfStopped(job);
  let again: NodeJS.Timeout | undefined;
  const stop = () => {
    connection.interrupt();
    again ??= setInterval(() => connection.interrupt(), INTERRUPT_AGAIN_MS);
  };
  job.signal.addEventListener("abort", stop);
  try {
    const value = await work();
    throwIfStopped(job);
    return value;
  } finally {
    job.signal.removeEventListener("abort", stop);
    clearInterval(again);
  }
}

/** The problem for whatever a job threw. SQL and DuckDB's words go into `detail` only. */
export function jobProblem(cause: unknown, job: Job): Problem {
  if (job.signal.aborted || cause instanceof Stopped) return stopProblem(job.signal.reason);
  if (cause instanceof EngineProblem) return cause.problem;
  if (cause instanceof ArrowFault) return faultProblem(cause);
  const detail = cause instanceof Error ? cause.message : String(cause);
  return { ...classify(detail), detail };
}

/** The problem of a stopped job: by its deadline, or because somebody asked. */
export const stopProblem = (reason: unknown): Problem =>
  reason === "timed-out"
    ? {
        code: "timed-out",
        message: "The work took longer than allowed and was stopped.",
        meaning: "There is no answer yet; nothing was changed.",
        remedy: "Narrow the question, or allow more time.",
      }
    : { code: "cancelled", message: "The work was stopped.", meaning: "Nothing was changed." };

function classify(detail: string): Problem {
  if (/no space left|disk full|max_temp_directory_size|failed to offload/i.test(detail)) {
    return {
      code: "disk-full",
      message: "There is not enough free disk space.",
      meaning: "The work was stopped; nothing that was there before is lost.",
      remedy: "Free some space and try again.",
    };
  }
  if (/out of memory/i.test(detail)) {
    return {
      code: "out-of-memory",
      message: "The work needs more memory than the engine may use.",
      meaning: "The work was stopped; nothing was changed.",
      remedy: "Narrow the question, or allow the engine more memory in the settings.",
    };
  }
  if (/read-only file system|permission denied|EACCES|EROFS/i.test(detail)) {
    return {
      code: "read-only",
      message: "A file or folder may not be written.",
      meaning: "Nothing was changed.",
      remedy: "Check the rights of the folder, or choose another.",
    };
  }
  return {
    code: "engine-failed",
    message: "The calculation could not be carried out.",
    meaning: "There is no answer; nothing was changed.",
    remedy: "Try again. If it fails again, pass on the details.",
  };
}
