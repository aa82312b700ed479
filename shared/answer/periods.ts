import { dateWords, GRAIN_WORDS, monthWords, yearWords } from "../plan/words.ts";
import { addDays, dateParts, isoDate } from "../time/calendar.ts";
import type { Grain } from "../time/grain.ts";
import { addPeriods, endOf } from "../time/periods.ts";

/** A period of the data as text: 2020-03-01 (its first day), 2017-09-10T13:00:00Z, or a year such as 2014 or -426. */
export type PeriodText = string;

const isYear = (period: PeriodText): boolean => /^-?\d{1,6}$/.test(period);
const isInstant = (period: PeriodText): boolean => period.includes("T");

/** The first day of a period, as an ISO date. */
export const dayOf = (period: PeriodText): string =>
  isYear(period) ? isoDate(Number(period), 1, 1) : (period.split("T")[0] ?? period);

/** The period after this one. */
export function nextPeriod(period: PeriodText, grain: Grain): PeriodText {
  if (isYear(period)) return String(Number(period) + 1);
  if (!isInstant(period)) return addPeriods(grain === "hour" ? "day" : grain, period, 1);
  const [day = "", time = ""] = period.split("T");
  const hour = Number(time.slice(0, 2)) + 1;
  return hour < 24 ? `${day}T${String(hour).padStart(2, "0")}:00:00Z` : `${addDays(day, 1)}T00:00:00Z`;
}

/** The last day of a period. */
export const lastDayOf = (period: PeriodText, grain: Grain): string =>
  isYear(period) ? isoDate(Number(period), 12, 31) : endOf(grain, dayOf(period));

/** All periods from the first to the last, both included; at most `most`. */
export function allPeriods(first: PeriodText, last: PeriodText, grain: Grain, most = 5000): PeriodText[] {
  const periods: PeriodText[] = [];
  let current = first;
  while (periods.length < most && !isAfter(current, last)) {
    periods.push(current);
    current = nextPeriod(current, grain);
  }
  return periods;
}

/** Order in time, also of years before 1. */
export function isAfter(a: PeriodText, b: PeriodText): boolean {
  if (isYear(a) && isYear(b)) return Number(a) > Number(b);
  return a > b;
}

/** A period in words: "the week of 5 October 2020", "October 2020", "2014", "5 October 2020". */
export function periodWords(period: PeriodText, grain: Grain): string {
  if (isYear(period)) return yearWords(Number(period));
  const day = dayOf(period);
  if (isInstant(period)) return `${dateWords(day)}, ${period.slice(11, 16)} UTC`;
  if (grain === "week") return `the week of ${dateWords(day)}`;
  if (grain === "month") return monthWords(day);
  if (grain === "quarter") return `the quarter from ${monthWords(day)}`;
  return grain === "year" ? yearWords(dateParts(day).year) : dateWords(day);
}

/** "in October 2020", "on 5 October 2020". */
export const inPeriod = (period: PeriodText, grain: Grain): string =>
  `${(grain === "day" || grain === "hour") && !isYear(period) ? "on" : "in"} ${periodWords(period, grain)}`;

/** "week", "weeks". */
export const grainWords = (grain: Grain, count = 1): string =>
  count === 1 ? GRAIN_WORDS[grain].one : GRAIN_WORDS[grain].many;

/** A cell of the answer's table for a period: its first day, or the instant. */
export const periodCell = (period: PeriodText): string => (isInstant(period) ? period : dayOf(period));
