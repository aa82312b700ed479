import { daysBetween } from "../../../time/calendar.ts";
import type { Grain } from "../../../time/grain.ts";
import { dayOf } from "../../periods.ts";
import { type Reading, type Switch, switches } from "./sequence.ts";

/** From `period` on, reports come otherwise: so many a week, or every so many periods. */
export type RhythmBreak = {
  readonly period: string;
  readonly before: number;
  readonly after: number;
  readonly of: "a week" | "apart";
};

/** Four weeks on either side show a rhythm of days; four steps one of years or reports. */
const [WEEKS, STEPS] = [4, 4] as const;

/** Seven and six reports a week differ by a holiday; seven and five are another rhythm. */
const APART = 2;

/**
 * Changes of reporting rhythm: of daily data, how many days of a week have a figure (daily → weekly, weekends that begin to
 * be left out); of others, how far apart two figures stand. `source` is the grain of the data, `grain` that of the readings.
 */
export function rhythmBreaks(readings: readonly Reading[], grain: Grain, source: Grain): RhythmBreak[] {
  if (source === "hour") return [];
  if (source === "day" && (grain === "day" || grain === "week")) {
    if (grain === "day" && readings.every(({ value }) => value !== null)) return [];
    const weeks = grain === "week" ? readings.map(ofWeek) : byWeek(readings);
    // The first and the last week may be cut.
    return (
      switches(
        weeks.slice(1, -1).map(({ count }) => count),
        WEEKS,
      )
        // Nothing for weeks is a gap, not a rhythm.
        .filter(({ before, after }) => before > 0 && after > 0 && Math.abs(before - after) >= APART)
        .flatMap((found) => named(found, weeks[found.at + 1]?.period, "a week"))
    );
  }
  if (grain !== source) return [];
  const reported = readings.filter(({ value }) => value !== null);
  const steps = reported.slice(1).map(({ period }, index) => ({
    from: reported[index]?.period ?? period,
    length: stepsBetween(reported[index]?.period ?? period, period, source),
  }));
  return switches(
    steps.map(({ length }) => length),
    STEPS,
  ).flatMap((found) => named(found, steps[found.at]?.from, "apart"));
}

const named = (
  { before, after }: Switch,
  period: string | undefined,
  of: RhythmBreak["of"],
): RhythmBreak[] => (period === undefined ? [] : [{ period, before, after, of }]);

type Week = { readonly period: string; readonly count: number };

const ofWeek = ({ period, instants, value }: Reading): Week => ({
  period,
  count: value === null ? 0 : instants,
});

/** Days with a figure in each week (from Monday) between the first and the last. */
function byWeek(readings: readonly Reading[]): Week[] {
  const weeks = new Map<number, { period: string; count: number }>();
  for (const { period, value } of readings) {
    const week = Math.floor(daysBetween("1970-01-05", dayOf(period)) / 7);
    const known = weeks.get(week) ?? { period, count: 0 };
    known.count += value === null ? 0 : 1;
    weeks.set(week, known);
  }
  return [...weeks].sort(([a], [b]) => a - b).map(([, week]) => week);
}

const DAYS: Readonly<Record<Grain, number>> = {
  hour: 1,
  day: 1,
  week: 7,
  month: 30.44,
  quarter: 91.31,
  year: 365.25,
};

const stepsBetween = (from: string, to: string, grain: Grain): number =>
  Math.round(daysBetween(dayOf(from), dayOf(to)) / DAYS[grain]);
