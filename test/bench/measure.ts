import { createHash } from "node:crypto";
import { createReadStream, readFileSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import type { Result } from "../../shared/result.ts";

/** One figure of a bench and what it should be at most. */
export type Measure = {
  readonly name: string;
  readonly value: number;
  readonly unit: "×" | "ms" | "MB";
  /** The most it may be; null for figures without a target. */
  readonly limit: number | null;
  readonly detail?: string;
};

/** The middle value; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const high = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? Number.NaN) + high) / 2;
}

/**
 * Runs each of the jobs once to warm up and then in turns, so that all meet the same conditions. Returns the
 * milliseconds of each job in the order of its turns.
 */
export async function interleave(
  turns: number,
  jobs: readonly (() => Promise<unknown>)[],
): Promise<number[][]> {
  for (const job of jobs) await job();
  const times = jobs.map((): number[] => []);
  for (let turn = 0; turn < turns; turn += 1) {
    for (const [index, job] of jobs.entries()) {
      const began = performance.now();
      await job();
      times[index]?.push(performance.now() - began);
    }
  }
  return times;
}

/** The measures as a table to read. */
export function tableOf(measures: readonly Measure[]): string {
  const width = Math.max(...measures.map(({ name }) => name.length));
  return measures
    .map(({ name, value, unit, limit, detail }) => {
      const figure = `${value.toFixed(unit === "×" ? 2 : 1)} ${unit}`.padStart(11);
      const verdict = limit === null ? "" : value <= limit ? `  ok (≤ ${limit})` : `  ABOVE ${limit}`;
      return `  ${name.padEnd(width)} ${figure}${verdict}${detail === undefined ? "" : `  ${detail}`}`;
    })
    .join("\n");
}

/** The median of the pairs of two jobs measured in turns, as one figure with its limit. */
export function ratio(
  name: string,
  [ours = [], theirs = []]: readonly (readonly number[])[],
  limit: number | null,
): Measure {
  const pairs = ours.map((value, index) => value / (theirs[index] ?? Number.NaN));
  return {
    name,
    value: median(pairs),
    unit: "×",
    limit,
    detail: `${median(ours).toFixed(0)} ms ÷ ${median(theirs).toFixed(0)} ms`,
  };
}

/** The value of a result; throws its problem. */
export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.problem.message} ${result.problem.detail ?? ""}`);
  return result.value;
}

/** SHA-256 of a file, as hex digits. */
export async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

/** Resident memory of a process, now or at most, where the system tells. */
export function residentMb(pid: number | undefined, field = "VmRSS"): number | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const kb = new RegExp(`${field}:\\s+(\\d+) kB`).exec(status)?.[1];
    return kb === undefined ? null : Number(kb) / 1024;
  } catch {
    return null;
  }
}
