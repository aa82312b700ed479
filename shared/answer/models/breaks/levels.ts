import { middle, type Reading } from "./sequence.ts";

/** From `period` on the figures are `factor` times what they were. */
export type LevelBreak = { readonly period: string; readonly factor: number; readonly series: number };

/** Readings on either side of a step that must keep their level. */
const SIDE = 6;

/** The largest figure of a side is at most so many times its smallest: beyond, a factor says nothing. */
const SPREAD = 1.6;

/** Powers of ten that a change of unit (thousands, millions, per cent) comes to; how near a step must be, as a logarithm. */
const UNITS = [1, 2, 3, 6] as const;
const NEAR = 0.06;
/** Two figures less apart than this, as a factor, do not come near a power of ten. */
const NEARLY = 7.5;
/** Counts below this come to a factor of ten by chance. */
const LEAST_COUNT = 20;

/** A step by a power of ten between two steady sides, made in one go: a change of unit, most likely. */
export function unitBreaks(readings: readonly Reading[]): LevelBreak[] {
  const known = readings.filter((one): one is Reading & { readonly value: number } => one.value !== null);
  // Of deviations from a baseline, which are above and below zero, no factor says anything.
  if (known.some(({ value }) => value < 0)) return [];
  const found: LevelBreak[] = [];
  for (let at = SIDE; at + SIDE <= known.length; at += 1) {
    const [last, first] = [known[at - 1]?.value ?? 0, known[at]?.value ?? 0];
    // Hardly any is far enough apart: that is told without a logarithm.
    if (first < NEARLY * last && last < NEARLY * first) continue;
    const step = last > 0 && first > 0 ? Math.abs(Math.log10(first / last)) : 0;
    if (step < 1 - 2 * NEAR) continue;
    const [before, after] = [levelOf(known.slice(at - SIDE, at)), levelOf(known.slice(at, at + SIDE))];
    if (before === null || after === null) continue;
    const size = Math.log10(after / before);
    const power = UNITS.find((one) => Math.abs(Math.abs(size) - one) <= NEAR);
    if (power === undefined || step < power - 2 * NEAR) continue;
    // Where other places report it is these that make the step.
    if (known[at - 1]?.places !== known[at]?.places) continue;
    if (Number.isInteger(first) && Number.isInteger(last) && Math.min(before, after) < LEAST_COUNT) continue;
    found.push({ period: known[at]?.period ?? "", factor: 10 ** (Math.sign(size) * power), series: 1 });
    at += SIDE;
  }
  return found;
}

/** The middle of figures that keep their level; null where they do not. */
function levelOf(list: readonly { readonly value: number }[]): number | null {
  const values = list.map(({ value }) => value);
  const low = Math.min(...values);
  return low > 0 && Math.max(...values) <= SPREAD * low ? middle(values) : null;
}

/** So many series, and so large a part of those with figures, must take the same step. */
const [LEAST, MOST_OF] = [5, 0.6] as const;
/** The same: within so much of each other. Staying: within so much of the step, three readings before and after. */
const [SAME, STAYS] = [0.02, 0.2] as const;
/** A smaller step than this can be everyone's growth. */
const STEP = 1.15;
/** Counts below this take few ratios, so that several meet by chance. */
const LARGE = 100;

type Step = { readonly ratio: number; readonly of: readonly Reading[]; readonly at: number };

/** A step by one and the same ratio in many series at once, that stays: a definition or unit changed, not the world. */
export function sharedBreaks(all: readonly (readonly Reading[])[]): LevelBreak[] {
  if (all.length < LEAST) return [];
  const periods = new Map<string, { seen: number; steps: Step[] }>();
  for (const readings of all) {
    for (let at = 1; at < readings.length; at += 1) {
      const [last, now] = [readings[at - 1]?.value ?? 0, readings[at]?.value ?? 0];
      if (!isFine(last) || !isFine(now)) continue;
      const period = readings[at]?.period ?? "";
      const known = periods.get(period) ?? { seen: 0, steps: [] };
      known.seen += 1;
      const ratio = now / last;
      if (ratio > 0 && Math.max(ratio, 1 / ratio) >= STEP / (1 + SAME))
        known.steps.push({ ratio, of: readings, at });
      periods.set(period, known);
    }
  }
  return [...periods]
    .flatMap(([period, { seen, steps }]): LevelBreak[] => {
      if (steps.length < LEAST || steps.length < MOST_OF * seen) return [];
      const factor = middle(steps.map(({ ratio }) => ratio));
      const alike = steps.filter((step) => Math.abs(step.ratio / factor - 1) <= SAME && stays(step, factor));
      const many = alike.length >= LEAST && alike.length >= MOST_OF * seen;
      return many && Math.max(factor, 1 / factor) >= STEP ? [{ period, factor, series: alike.length }] : [];
    })
    .sort((a, b) => (a.period < b.period ? -1 : 1));
}

function stays({ of, at }: Step, factor: number): boolean {
  const around = (from: number, to: number): number =>
    middle(of.slice(Math.max(0, from), to).flatMap(({ value }) => (value === null ? [] : [value])));
  const before = around(at - 3, at);
  return before !== 0 && Math.abs(around(at, at + 3) / before / factor - 1) <= STAYS;
}

const isFine = (value: number): boolean =>
  value !== 0 && (!Number.isInteger(value) || Math.abs(value) >= LARGE);
