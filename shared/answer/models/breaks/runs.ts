import type { Grain } from "../../../time/grain.ts";
import { middle, type Reading } from "./sequence.ts";

/** The same figure again and again: zero where counts stand around it, or a figure that otherwise changes each time. */
export type Run = {
  readonly from: string;
  readonly to: string;
  readonly length: number;
  readonly value: number;
  /** What the figures around it come to. */
  readonly around: number;
};

/** Days: long holidays give up to four; other periods: three are no chance any more. */
const lengthOf = (grain: Grain): number => (grain === "hour" ? 48 : grain === "day" ? 5 : 3);

/** Around a mean of ten, a count is zero by chance once in 22,000 (Poisson): three in a row never. */
const AROUND = 10;

const NEIGHBOURS = 7;

/** Of the seven readings next to a run, so many must be above zero, all of them between a fifth and five times their middle. */
const ABOVE = 5;
const AROUND_MIDDLE = 5;

/**
 * Runs of zeros in a series that is regularly far from zero on both sides: not reported, most likely, rather than none.
 * What comes in bursts (announcements, wars) is no such series.
 */
export function zeroRuns(readings: readonly Reading[], grain: Grain): Run[] {
  return runs(readings, (value) => value === 0).flatMap(({ from, to }) => {
    if (to - from < lengthOf(grain)) return [];
    const around = Math.min(
      level(readings.slice(Math.max(0, from - NEIGHBOURS), from)),
      level(readings.slice(to, to + NEIGHBOURS)),
    );
    return around >= AROUND ? [runOf(readings, from, to, around)] : [];
  });
}

/** The middle of the figures above zero, where they are regular; zero where not. */
function level(readings: readonly Reading[]): number {
  const near = readings.flatMap(({ value }) => (value !== null && value > 0 ? [value] : []));
  const usual = middle(near);
  const isRegular = near.every((value) => value * AROUND_MIDDLE >= usual && value <= AROUND_MIDDLE * usual);
  return near.length >= ABOVE && isRegular ? usual : 0;
}

/** The steps around a run come to so many of the smallest there are: else equal figures are a matter of rounding. */
const FINE = 4;

/**
 * Runs of one and the same figure in a series that otherwise changes nearly every time (nine of ten steps of the sixteen
 * around the run): filled in or carried forward, most likely, rather than measured.
 */
export function repeatedRuns(readings: readonly Reading[], grain: Grain): Run[] {
  const least = Math.max(4, lengthOf(grain));
  return runs(readings, (value) => value !== 0).flatMap(({ from, to }) => {
    const value = readings[from]?.value ?? 0;
    if (to - from < least || (Number.isInteger(value) && Math.abs(value) < 100)) return [];
    const [before, after] = [
      stepsOf(readings.slice(Math.max(0, from - 8), from + 1)),
      stepsOf(readings.slice(to - 1, to + 8)),
    ];
    const steps = [...before, ...after];
    const sizes = steps.filter((step) => step > 1e-9);
    const finest = Math.min(...sizes);
    const changes = before.length >= 4 && after.length >= 4 && sizes.length >= 0.9 * steps.length;
    // On both sides of the run: a slow series of rounded figures stands still by itself.
    const moves = [before.slice(-4), after.slice(0, 4)].every((side) => middle(side) >= FINE * finest);
    return changes && moves ? [runOf(readings, from, to, value)] : [];
  });
}

/** Sizes of the steps between neighbours. */
const stepsOf = (readings: readonly Reading[]): number[] =>
  readings.slice(1).flatMap(({ value }, index) => {
    const before = readings[index]?.value ?? null;
    return value === null || before === null ? [] : [Math.abs(value - before)];
  });

/** Stretches of equal figures that are of interest, as [from, to). */
function runs(
  readings: readonly Reading[],
  of: (value: number) => boolean,
): { readonly from: number; readonly to: number }[] {
  const found: { from: number; to: number }[] = [];
  let from = 0;
  while (from < readings.length) {
    const value = readings[from]?.value ?? null;
    let to = from + 1;
    while (to < readings.length && readings[to]?.value === value) to += 1;
    if (value !== null && of(value) && to - from > 1) found.push({ from, to });
    from = to;
  }
  return found;
}

const runOf = (readings: readonly Reading[], from: number, to: number, around: number): Run => ({
  from: readings[from]?.period ?? "",
  to: readings[to - 1]?.period ?? "",
  length: to - from,
  value: readings[from]?.value ?? 0,
  around,
});
