import type { Context } from "./context.ts";
import { grainWords, inPeriod, periodWords } from "./periods.ts";
import { changePercent, showNumber, showSigned } from "./rounding.ts";
import { roughTrendSentence } from "./sampled/trend-words.ts";
import { type Point, rollingMeans, type Series } from "./series.ts";
import { isPercent, POINTS } from "./wording/percent.ts";
import type { Hedge } from "./wording/sentence.ts";
import { sentenceCase, windowWords, withUnit } from "./wording/subject-words.ts";

type Known = Point & { readonly value: number };

/** What a series does: its first, last, highest and lowest whole period, and its recent pace. */
export type TrendFacts = {
  readonly first: Known;
  readonly last: Known;
  readonly high: Known;
  readonly low: Known;
  /** Change from first to last whole period, as a share of the first; null when that is zero. */
  readonly change: number | null;
  /** Mean rate of change per period over the last (up to) four whole periods; null when it cannot be said. */
  readonly pace: number | null;
  readonly direction: "rose" | "fell" | "stayed";
};

/**
 * Facts about a series' whole periods; null with fewer than two. Ragged daily series are judged by their 7-day means.
 * "Stayed" means that first and last differ by less than 5 % of the higher one.
 */
export function trendFacts(series: Series): TrendFacts | null {
  const raw = series.points.filter(isKnown);
  const known = series.ragged ? smoothed(series.points) : raw;
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last || known.length < 2) return null;
  const [high, low] = [extreme(raw, (a, b) => a > b) ?? first, extreme(raw, (a, b) => a < b) ?? first];
  const difference = last.value - first.value;
  const size = Math.max(Math.abs(first.value), Math.abs(last.value));
  return {
    first,
    last,
    high,
    low,
    change: first.value === 0 ? null : difference / Math.abs(first.value),
    pace: paceOf(known.slice(-5)),
    direction: Math.abs(difference) < 0.05 * size ? "stayed" : difference > 0 ? "rose" : "fell",
  };
}

const isKnown = (point: Point): point is Known => point.whole && point.value !== null;

/** The whole periods with their 7-day means instead of their values. */
function smoothed(points: readonly Point[]): Known[] {
  const means = rollingMeans(points);
  return points.flatMap((point, index): Known[] => {
    const value = means[index] ?? null;
    return point.whole && value !== null ? [{ ...point, value }] : [];
  });
}

const extreme = (points: readonly Known[], better: (a: number, b: number) => boolean): Known | undefined =>
  points.reduce<Known | undefined>(
    (best, point) => (best === undefined || better(point.value, best.value) ? point : best),
    undefined,
  );

/** Geometric mean of the steps between neighbouring values, where all are above zero. */
function paceOf(points: readonly Known[]): number | null {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length < 3 || points.some(({ value }) => value <= 0)) return null;
  return (last.value / first.value) ** (1 / (points.length - 1)) - 1;
}

/** The sentence of a trend: of one series in full; of several, how many rose, fell and stayed. */
export function trendSentence(context: Context, series: readonly Series[], hedge: Hedge): string {
  const { subject, where, unit, window } = context;
  const note = hedge.note === "" ? "" : ` ${hedge.note}`;
  const [only, ...others] = series;
  if (!only) return `The table has no figures for ${subject}${where}${windowWords(window)}.`;
  if (others.length > 0) return `${manySentence(context, series)}${note}`;
  if (only.points.some(({ limits }) => limits !== undefined))
    return `${roughTrendSentence(context, only)}${note}`;
  const facts = trendFacts(only);
  const phrase = phraseOf(context);
  if (facts === null)
    return `${phrase} have too few whole ${grainWords(only.grain, 2)} with figures${windowWords(window)} to show a trend.${note}`;
  const { first, last, high, change, pace, direction } = facts;
  const means = only.ragged ? " (7-day means)" : "";
  const isShare = isPercent(unit);
  const percent =
    direction === "stayed"
      ? ""
      : isShare
        ? ` (${showSigned(last.value - first.value)} ${POINTS})`
        : change === null
          ? ""
          : ` (${showSigned(changePercent(change))} %)`;
  const shown = (value: number): string => (isShare ? withUnit(value, unit, subject) : showNumber(value));
  const verb = direction === "stayed" ? "hardly changed" : direction;
  const move = `${phrase} ${verb} from ${withUnit(first.value, unit, subject)} ${inPeriod(first.period, only.grain)} to ${shown(last.value)} ${inPeriod(last.period, only.grain)}${percent}${means}.`;
  const peak =
    high.period === last.period || high.period === first.period
      ? ""
      : ` The highest ${grainWords(only.grain)} was ${periodWords(high.period, only.grain)} with ${shown(high.value)}.`;
  const recent =
    isShare || pace === null ? "" : ` ${paceWords(changePercent(pace, 2), grainWords(only.grain))}`;
  return `${move}${peak}${recent}${note}`;
}

/** What a series is of: "The share of mpox cases (sex: male) worldwide". */
export const phraseOf = ({ subject, where, plan }: Context): string =>
  plan.statistic.kind === "share" ? `The share of ${subject}${where}` : sentenceCase(`${subject}${where}`);

/** Less than half a per cent each period is no pace to speak of. */
function paceWords(percent: number, grain: string): string {
  const each = `${/^[aeiou]|^hour/.test(grain) ? "an" : "a"} ${grain}`;
  if (Math.abs(percent) < 0.5) return `Lately they hardly changed from one ${grain} to the next.`;
  return `Lately they ${percent > 0 ? "rose" : "fell"} by ${showNumber(Math.abs(percent))} % ${each}.`;
}

function manySentence(context: Context, series: readonly Series[]): string {
  const facts = series.flatMap((one) => {
    const fact = trendFacts(one);
    return fact
      ? [{ name: [one.place.label, ...one.dims].filter((part) => part !== "").join(", "), fact }]
      : [];
  });
  const count = (direction: string): number =>
    facts.filter(({ fact }) => fact.direction === direction).length;
  const top = [...facts].sort(
    (a, b) => b.fact.last.value - a.fact.last.value || (a.name < b.name ? -1 : 1),
  )[0];
  const lead = `Of ${showNumber(series.length)} series of ${context.subject}${windowWords(context.window)}, ${showNumber(count("rose"))} rose, ${showNumber(count("fell"))} fell and ${showNumber(count("stayed"))} hardly changed.`;
  return top
    ? `${lead} Highest at the end: ${top.name} (${withUnit(top.fact.last.value, context.unit, context.subject)}).`
    : lead;
}
