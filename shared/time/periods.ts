import { addDays, addMonths, compareDates, dateParts, daysBetween, isoDate, weekday } from "./calendar.ts";
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
