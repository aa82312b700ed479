import type { Grain, IsoDate } from './grain.ts';

/** Year, month (1–12) and day of an ISO date. */
export type DateParts = { readonly year: number; readonly month: number; readonly day: number };

const two = (n: number): string => String(n).padStart(2, '0');

/** `2020-03-01` from its parts; years are written with at least four digits, before year 1 with a minus sign. */
export function isoDate(year: number, month: number, day: number): IsoDate {
  const digits = String(Math.abs(year)).padStart(4, '0');
  return `${year < 0 ? '-' : ''}${digits}-${two(month)}-${two(day)}`;
}

/** The parts of an ISO date. The date must be well written (`isoDateSchema`). */
export function dateParts(date: IsoDate): DateParts {
  const sign = date.startsWith('-') ? -1 : 1;
  const [year = '1', month = '1', day = '1'] = (sign < 0 ? date.slice(1) : date).split('-');
  return { year: sign * Number(year), month: Number(month), day: Number(day) };
}

const leap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Days in a month of the proleptic Gregorian calendar. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return leap(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Days since 1970-01-01 (days-from-civil in Gregorian reckoning, after Howard Hinnant's public description). */
export function dayNumber(date: IsoDate): number {
  const { year, month, day } = dateParts(date);
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The ISO date of a day number; the inverse of `dayNumber`. */
export function dateOfDayNumber(days: number): IsoDate {
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
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const m = Math.floor((5 * dayOfYear + 2) / 153);
  const month = m < 10 ? m + 3 : m - 9;
  return isoDate(
    yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfYear - Math.floor((153 * m + 2) / 5) + 1,
  );
}

/** The date `days` later (earlier when negative). */
export function addDays(date: IsoDate, days: number): IsoDate {
  return dateOfDayNumber(dayNumber(date) + days);
}

/** The same day `months` later, or the month's last day where it is shorter: 31 January + 1 month = 28 or 29 February. */
export function addMonths(date: IsoDate, months: number): IsoDate {
  const { year, month, day } = dateParts(date);
  const count = year * 12 + (month - 1) + months;
  const newYear = Math.floor(count / 12);
  const newMonth = count - newYear * 12 + 1;
  return isoDate(newYear, newMonth, Math.min(day, daysInMonth(newYear, newMonth)));
}

/** `count` periods of a grain later; hours move by no day. */
export function addPeriods(date: IsoDate, count: number, grain: Grain): IsoDate {
  if (grain === 'hour') return date;
  if (grain === 'day') return addDays(date, count);
  if (grain === 'week') return addDays(date, 7 * count);
  return addMonths(date, count * (grain === 'month' ? 1 : grain === 'quarter' ? 3 : 12));
}

/** Whole days from one date to another; negative when `to` lies before. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** True when the first date lies before the second, also before year 1, where text order fails. */
export function isBefore(a: IsoDate, b: IsoDate): boolean {
  return dayNumber(a) < dayNumber(b);
}

/** First day of the period of `grain` that holds the date; weeks start on Monday (ISO 8601). */
export function startOf(date: IsoDate, grain: Grain): IsoDate {
  const { year, month } = dateParts(date);
  if (grain === 'week') return addDays(date, -(((dayNumber(date) % 7) + 10) % 7));
  if (grain === 'month') return isoDate(year, month, 1);
  if (grain === 'quarter') return isoDate(year, month - ((month - 1) % 3), 1);
  return grain === 'year' ? isoDate(year, 1, 1) : date;
}

/** Last day of the period of `grain` that holds the date. */
export function endOf(date: IsoDate, grain: Grain): IsoDate {
  if (grain === 'hour' || grain === 'day') return date;
  return addDays(addPeriods(startOf(date, grain), 1, grain), -1);
}

/** True when the text is a day that exists: `2021-02-29` is not. */
export function isCalendarDay(date: string): boolean {
  if (!/^-?\d{4,6}-\d{2}-\d{2}$/.test(date)) return false;
  const { year, month, day } = dateParts(date);
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}
