import {
  addDays,
  addMonths,
  compareDates,
  dateParts,
  dayNumber,
  daysBetween,
  daysInMonth,
  isoDate,
  isoWeek,
  weekday,
} from "./calendar.ts";
import type { Grain, IsoDate } from "./grain.ts";

/** A span with both ends, both included. */
export type ClosedSpan = { readonly from: IsoDate; readonly to: IsoDate };

/** First day of the period that a day lies in. Hours are finer than a day: the day itself. */
export function startOf(grain: Grain, date: IsoDate): IsoDate {
  const { year, month } = dateParts(date);
  switch (grain) {
    case "hour":
    case "day":
      return date;
    case "week":
      return addDays(date, 1 - weekday(date));
    case "month":
      return isoDate(year, month, 1);
    case "quarter":
      return isoDate(year, month - ((month - 1) % 3), 1);
    case "year":
      return isoDate(year, 1, 1);
  }
}

/** Last day of the period that a day lies in. */
export const endOf = (grain: Grain, date: IsoDate): IsoDate =>
  addDays(addPeriods(grain, startOf(grain, date), 1), -1);

/** Moves the start of a period by so many periods. */
export function addPeriods(grain: Grain, start: IsoDate, count: number): IsoDate {
  switch (grain) {
    case "hour":
    case "day":
      return addDays(start, count);
    case "week":
      return addDays(start, count * 7);
    case "month":
      return addMonths(start, count);
    case "quarter":
      return addMonths(start, count * 3);
    case "year":
      return addMonths(start, count * 12);
  }
}

/** The period that a day lies in, as a span. */
export const periodOf = (grain: Grain, date: IsoDate): ClosedSpan => ({
  from: startOf(grain, date),
  to: endOf(grain, date),
});

/** Short machine-readable label of a period: 2020-04-05, 2020-W14, 2020-04, 2020-Q2, 2020. Sorts in time order from year 0. */
export function periodLabel(grain: Grain, date: IsoDate): string {
  const { year, month } = dateParts(date);
  const years = `${year < 0 ? "-" : ""}${String(Math.abs(year)).padStart(4, "0")}`;
  switch (grain) {
    case "hour":
    case "day":
      return date;
    case "week": {
      const week = isoWeek(date);
      return `${String(week.year).padStart(4, "0")}-W${String(week.week).padStart(2, "0")}`;
    }
    case "month":
      return `${years}-${String(month).padStart(2, "0")}`;
    case "quarter":
      return `${years}-Q${Math.floor((month - 1) / 3) + 1}`;
    case "year":
      return years;
  }
}

/** How many periods a span touches, cut ones included. Hours: 24 a day. */
export function periodsIn(grain: Grain, span: ClosedSpan): number {
  const days = daysBetween(span.from, span.to) + 1;
  if (days <= 0) return 0;
  switch (grain) {
    case "hour":
      return days * 24;
    case "day":
      return days;
    case "week":
      return daysBetween(startOf("week", span.from), startOf("week", span.to)) / 7 + 1;
    default:
      return monthsApart(startOf(grain, span.from), startOf(grain, span.to)) / MONTHS[grain] + 1;
  }
}

const MONTHS = { month: 1, quarter: 3, year: 12 } as const;

function monthsApart(from: IsoDate, to: IsoDate): number {
  const [a, b] = [dateParts(from), dateParts(to)];
  return (b.year - a.year) * 12 + (b.month - a.month);
}

/** First days of all periods that a span touches, in order. At most `limit` (10,000 unless given). */
export function periodStarts(grain: Grain, span: ClosedSpan, limit = 10_000): IsoDate[] {
  const step = grain === "hour" ? "day" : grain;
  const starts: IsoDate[] = [];
  const last = dayNumber(span.to);
  const first = startOf(step, span.from);
  for (let at = first, count = 1; dayNumber(at) <= last && starts.length < limit; count++) {
    starts.push(at);
    at = addPeriods(step, first, count);
  }
  return starts;
}

/** True when a span begins on the first and ends on the last day of periods of this grain. */
export const isWhole = (grain: Grain, span: ClosedSpan): boolean =>
  compareDates(span.from, startOf(grain, span.from)) === 0 &&
  compareDates(span.to, endOf(grain, span.to)) === 0;

/** The coarsest grain whose whole periods make up the span: April 2020 → month. */
export function naturalGrain(span: ClosedSpan): Grain {
  for (const grain of ["year", "quarter", "month"] as const) if (isWhole(grain, span)) return grain;
  return isWhole("week", span) ? "week" : "day";
}

/**
 * The span of the same length right before. Whole months are preceded by as many whole months (April 2020 → March
 * 2020), anything else by as many days.
 */
export function previousPeriod(span: ClosedSpan): ClosedSpan {
  const to = addDays(span.from, -1);
  if (isWhole("month", span)) return { from: addMonths(span.from, -periodsIn("month", span)), to };
  return { from: addDays(to, -daysBetween(span.from, span.to)), to };
}

/**
 * The same span a year earlier. `date`: the same calendar days (29 February becomes 28 February; whole months stay
 * whole). `weekday`: 52 weeks earlier, so that each day is held against the same day of the week.
 */
export function samePeriodLastYear(span: ClosedSpan, align: "date" | "weekday" = "date"): ClosedSpan {
  if (align === "weekday") return { from: addDays(span.from, -364), to: addDays(span.to, -364) };
  const from = addMonths(span.from, -12);
  if (isWhole("month", span)) {
    const { year, month } = dateParts(addMonths(span.to, -12));
    return { from, to: isoDate(year, month, daysInMonth(year, month)) };
  }
  return { from, to: addMonths(span.to, -12) };
}

/** Days of a span, both ends included; 0 when it is reversed. */
export const spanDays = (span: ClosedSpan): number => Math.max(0, daysBetween(span.from, span.to) + 1);

/** The part that two spans share, or null. */
export function overlap(a: ClosedSpan, b: ClosedSpan): ClosedSpan | null {
  const from = compareDates(a.from, b.from) >= 0 ? a.from : b.from;
  const to = compareDates(a.to, b.to) <= 0 ? a.to : b.to;
  return compareDates(from, to) <= 0 ? { from, to } : null;
}
