import type { Caveat } from "../answer.ts";
import type { Context } from "../context.ts";
import { grainWords, periodWords } from "../periods.ts";
import type { Series } from "../series.ts";

/** Periods of a series that the window or the data cover only in part; they are marked, and left out of the trend. */
export function unfinishedPeriods(_context: Context, series: readonly Series[]): Caveat[] {
  const [first] = series;
  if (!first) return [];
  const parts = [
    ...new Set(
      series.flatMap(({ points }) =>
        points.filter(({ whole, value }) => !whole && value !== null).map(({ period }) => period),
      ),
    ),
  ];
  if (parts.length === 0) return [];
  return [
    {
      code: "unfinished-last-period",
      severity: "notable",
      text: `Only part of ${parts.map((period) => periodWords(period, first.grain)).join(" and of ")} is covered; ${parts.length === 1 ? `this ${grainWords(first.grain)} is` : "these are"} marked and not compared.`,
      evidence: { count: parts.length, dates: parts },
    },
  ];
}
