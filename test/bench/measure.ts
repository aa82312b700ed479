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
