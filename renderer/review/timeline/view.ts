import type { Marks } from "../../../shared/review/timeline.ts";

/** The stretch of time in view: milliseconds since 1970. */
export type View = { readonly from: number; readonly to: number };

/** No closer than a minute: events carry milliseconds, but people do not act in them. */
const SHORTEST_MS = 60_000;

/** Keeps a view inside the whole and not shorter than can be told apart; its length is kept where it fits. */
export function within(view: View, whole: View): View {
  const all = Math.max(SHORTEST_MS, whole.to - whole.from);
  const span = Math.min(all, Math.max(SHORTEST_MS, view.to - view.from));
  const from = Math.min(Math.max(view.from, whole.from), whole.from + all - span);
  return { from, to: from + span };
}

/** Zooms by a factor (below 1: closer) around a moment, which stays where it is. */
export function zoomed(view: View, factor: number, around: number, whole: View): View {
  return within(
    { from: around - (around - view.from) * factor, to: around + (view.to - around) * factor },
    whole,
  );
}

/** Moves the view by a share of its length. */
export function panned(view: View, share: number, whole: View): View {
  const by = (view.to - view.from) * share;
  return within({ from: view.from + by, to: view.to + by }, whole);
}

/** Where a moment stands, in pixels of a width. */
export const xOf = (moment: number, view: View, width: number): number =>
  ((moment - view.from) / (view.to - view.from)) * width;

/** Which moment stands at a pixel. */
export const momentAt = (x: number, view: View, width: number): number =>
  view.from + (x / width) * (view.to - view.from);

/** The place in an ascending list of the first moment that is not before one. */
export function firstFrom(moments: Float64Array, moment: number): number {
  let [low, high] = [0, moments.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((moments[middle] ?? 0) < moment) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many of the marks begin in the view. */
export const countIn = (marks: Pick<Marks, "at">, view: View): number =>
  firstFrom(marks.at, view.to) - firstFrom(marks.at, view.from);

/** How many moments fall into each of `bins` equal parts of the view: found by halving, whatever the length of the list. */
export function binned(moments: Float64Array, view: View, bins: number): Uint32Array {
  const counts = new Uint32Array(bins);
  const step = (view.to - view.from) / bins;
  let before = firstFrom(moments, view.from);
  for (let bin = 0; bin < bins && before < moments.length; bin += 1) {
    const after = firstFrom(moments, view.from + (bin + 1) * step);
    counts[bin] = after - before;
    before = after;
  }
  return counts;
}

const UNITS: readonly (readonly [step: number, unit: TickUnit])[] = [
  [60_000, "time"],
  [5 * 60_000, "time"],
  [15 * 60_000, "time"],
  [3_600_000, "time"],
  [3 * 3_600_000, "time"],
  [6 * 3_600_000, "time"],
  [12 * 3_600_000, "time"],
  [86_400_000, "day"],
  [2 * 86_400_000, "day"],
  [7 * 86_400_000, "day"],
];
type TickUnit = "time" | "day" | "month" | "year";
export type Tick = { readonly at: number; readonly unit: TickUnit };

/** Moments to write on the axis, at most `most`: round minutes, hours, days, weeks (Mondays), months or years, UTC. */
export function ticksOf(view: View, most: number): Tick[] {
  const span = view.to - view.from;
  const fitting = UNITS.find(([step]) => span / step <= most);
  if (fitting) {
    const [step, unit] = fitting;
    // Weeks begin on Mondays; 5 January 1970 was one.
    const origin = step === 7 * 86_400_000 ? 4 * 86_400_000 : 0;
    const ticks: Tick[] = [];
    for (let at = Math.ceil((view.from - origin) / step) * step + origin; at <= view.to; at += step)
      ticks.push({ at, unit });
    return ticks;
  }
  const months = span / (30.44 * 86_400_000);
  const every = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200].find((step) => months / step <= most) ?? 6000;
  const first = new Date(view.from);
  const ticks: Tick[] = [];
  const begin = Math.ceil((first.getUTCFullYear() * 12 + first.getUTCMonth()) / every) * every;
  for (let month = begin; ; month += every) {
    const at = Date.UTC(Math.floor(month / 12), month % 12, 1);
    if (at > view.to) return ticks;
    if (at >= view.from) ticks.push({ at, unit: every >= 12 ? "year" : "month" });
  }
}
