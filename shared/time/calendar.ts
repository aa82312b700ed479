import type { IsoDate } from "./grain.ts";

/**
 * Calendar arithmetic on ISO dates, without a clock, a time zone or a locale. The calendar is the Gregorian one carried
 * on in both directions, with a year 0; a source's year -2150 is simply year -2150. Algorithms for days from civil dates
 * and back after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
 */
export type DateParts = { readonly year: number; readonly month: number; readonly day: number };

/** Reads an ISO date into its parts. Throws a RangeError for anything that is no day of the calendar (2021-02-30). */
export function dateParts(date: IsoDate): DateParts {
  const match = /^(-?\d{4,6})-(\d{2})-(\d{2})$/.exec(date);
  const [year, month, day] = [Number(match?.[1]), Number(match?.[2]), Number(match?.[3])];
  if (!match || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) {
    throw new RangeError(`Not a day of the calendar: ${date}`);
  }
  return { year, month, day };
}

/** True when the text is a day of the calendar written as an ISO date. */
export function isIsoDate(text: string): boolean {
  try {
    dateParts(text);
    return true;
  } catch {
    return false;
  }
}

/** Writes a date as ISO text; years before 0 get a minus sign, all years at least four digits. */
export function isoDate(year: number, month: number, day: number): IsoDate {
  const digits = String(Math.abs(year)).padStart(4, "0");
  return `${year < 0 ? "-" : ""}${digits}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** True for years with a 29 February. */
const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** Days of a month, 28 to 31. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Days since 1970-01-01; negative before it. */
export function dayNumber(date: IsoDate): number {
  const { year, month, day } = dateParts(date);
  return dayOf(year, month, day);
}

/** Days since 1970-01-01 of a date in parts. */
export function dayOf(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The ISO date that lies this many days after 1970-01-01. */
export function dateOfDayNumber(days: number): IsoDate {
  const { year, month, day } = partsOfDay(days);
  return isoDate(year, month, day);
}

/** Year, month and day of a count of days after 1970-01-01, however far from it. */
export function partsOfDay(days: number): DateParts {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** The date so many days later (earlier if negative). */
export const addDays = (date: IsoDate, days: number): IsoDate => dateOfDayNumber(dayNumber(date) + days);

/** Days from one date to another: 0 for the same day, negative when `to` is earlier. */
export const daysBetween = (from: IsoDate, to: IsoDate): number => dayNumber(to) - dayNumber(from);

/** Before, same or after, as a negative number, 0 or a positive one. Text order fails for years before 0. */
export const compareDates = (a: IsoDate, b: IsoDate): number => dayNumber(a) - dayNumber(b);

/** True when the first date lies before the second. */
export const isBefore = (a: IsoDate, b: IsoDate): boolean => dayNumber(a) < dayNumber(b);

/** The same day some months later; the last day of the month where that has no such day (31 January + 1 → 28 February). */
export function addMonths(date: IsoDate, months: number): IsoDate {
  const { year, month, day } = dateParts(date);
  const index = year * 12 + (month - 1) + months;
  const newYear = Math.floor(index / 12);
  const newMonth = index - newYear * 12 + 1;
  return isoDate(newYear, newMonth, Math.min(day, daysInMonth(newYear, newMonth)));
}

/** Weekday of a date, 1 for Monday to 7 for Sunday (ISO 8601). */
export function weekday(date: IsoDate): number {
  const index = (dayNumber(date) + 3) % 7;
  return (index < 0 ? index + 7 : index) + 1;
}

/** The ISO 8601 week a day lies in; the week's year can differ from the day's around New Year. */
export function isoWeek(date: IsoDate): { readonly year: number; readonly week: number } {
  const thursday = addDays(date, 4 - weekday(date));
  const { year } = dateParts(thursday);
  return { year, week: Math.floor((dayNumber(thursday) - dayOf(year, 1, 1)) / 7) + 1 };
}

/** Monday of an ISO week. Week 1 is the one with 4 January; week 53 of a year with 52 runs into the next year. */
export function mondayOfWeek(year: number, week: number): IsoDate {
  const fourth = isoDate(year, 1, 4);
  return addDays(fourth, 1 - weekday(fourth) + (week - 1) * 7);
}
