import type { Context } from "../context.ts";
import { type Figure, figuresOfBranch } from "../figures.ts";
import { isAfter, periodCell } from "../periods.ts";
import { seriesOf } from "../series.ts";
import type { Second } from "./second-measure.ts";

/** Both measures of one period or place, in order. A side without a figure is null. */
export type Pair = {
  readonly label: string;
  readonly x: number | null;
  readonly y: number | null;
  readonly whole: boolean;
};

/** Pairs by period, from the first series of each side; every period that either side has. */
export function pairsInTime(context: Context, second: Second): Pair[] {
  const [left] = seriesOf(context.figures.main, context.dataset, context.question);
  const [right] = seriesOf(second.result, second.dataset, context.question);
  const byPeriod = new Map<string, { x: number | null; y: number | null; whole: boolean }>();
  for (const point of left?.points ?? [])
    byPeriod.set(periodCell(point.period), { x: point.value, y: null, whole: point.whole });
  for (const point of right?.points ?? []) {
    const key = periodCell(point.period);
    const known = byPeriod.get(key);
    byPeriod.set(key, { x: known?.x ?? null, y: point.value, whole: point.whole && (known?.whole ?? true) });
  }
  return [...byPeriod]
    .sort(([a], [b]) => (isAfter(a, b) ? 1 : isAfter(b, a) ? -1 : 0))
    .map(([label, pair]) => ({ label, ...pair }));
}

/** Pairs by place, joined by area; places that only one side has are kept with the other side null. */
export function pairsByPlace(context: Context, second: Second): Pair[] {
  const left = context.figures.figures;
  const right = figuresOfBranch(second.result, second.dataset, context.question);
  const find = (figures: readonly Figure[], key: string): number | null =>
    figures.find(({ place }) => place.key === key)?.value ?? null;
  const labels = new Map([...left, ...right].map(({ place }) => [place.key, place.label]));
  return [...labels]
    .map(([key, label]) => ({ label, x: find(left, key), y: find(right, key), whole: true }))
    .sort((a, b) => (a.label < b.label ? -1 : a.label > b.label ? 1 : 0));
}
