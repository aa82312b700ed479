import type { Chart } from "../../shared/answer/answer.ts";
import type { ChartData } from "./chart-data.ts";

/** A row for the drawing: `s0`, `s1` … are finished values, `u0`, `u1` … the last stretch into an unfinished period. */
export type LineRow = { readonly x: string | number } & Readonly<Record<string, string | number | null>>;

/** Rows with the periods without data put in their place, and unfinished periods drawn apart. */
export function lineRows(
  { points, series }: ChartData,
  chart: Pick<Chart, "gaps" | "unfinished">,
): readonly LineRow[] {
  const unfinished = new Set(chart.unfinished);
  const known = new Set(points.map(({ x }) => String(x)));
  const empty = chart.gaps
    .filter((x) => !known.has(x))
    .map((x) => ({ x, values: series.map((): number | null => null) }));
  const all =
    empty.length === 0 ? points : [...points, ...empty].sort((a, b) => (String(a.x) < String(b.x) ? -1 : 1));
  return all.map(({ x, values }, at) => {
    const isOpen = unfinished.has(String(x));
    const leadsToOpen = isOpen || unfinished.has(String(all[at + 1]?.x));
    const cells = series.flatMap((_, nth): [string, number | null][] => [
      [`s${nth}`, isOpen ? null : (values[nth] ?? null)],
      [`u${nth}`, leadsToOpen ? (values[nth] ?? null) : null],
    ]);
    return { x, ...Object.fromEntries(cells) };
  });
}

/** Stretches without any value, each as the points just before and after it, to be hatched. */
export function gapStretches(
  rows: readonly LineRow[],
  gaps: readonly string[],
): readonly { readonly from: string | number; readonly to: string | number }[] {
  const isGap = new Set(gaps);
  const stretches: { from: string | number; to: string | number }[] = [];
  let from: number | null = null;
  rows.forEach((row, at) => {
    const inGap = isGap.has(String(row.x));
    if (inGap && from === null) from = Math.max(at - 1, 0);
    if (from !== null && (!inGap || at === rows.length - 1)) {
      const first = rows[from];
      if (first !== undefined) stretches.push({ from: first.x, to: row.x });
      from = null;
    }
  });
  return stretches;
}
