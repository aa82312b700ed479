import { dayOf, partsOfDay } from "../../time/calendar.ts";

/** Days, times and decimals as text and back: the one place that knows how they are written. Days are counted in time/calendar.ts. */

const pad = (value: number | bigint, width: number): string => String(value).padStart(width, "0");

/** A calendar year as ISO 8601 writes it: four digits, or a sign and six. */
const yearText = (year: number): string =>
  year >= 0 && year <= 9999 ? pad(year, 4) : `${year < 0 ? "-" : "+"}${pad(Math.abs(year), 6)}`;

/** Days since 1970-01-01 as `YYYY-MM-DD` in the proleptic Gregorian calendar. */
export function dateText(days: number): string {
  const { year, month, day } = partsOfDay(days);
  return `${yearText(year)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** The day number of `YYYY-MM-DD`; null when the text is no date of the calendar. */
export function parseDate(text: string): number | null {
  const match = /^(\d{4}|[+-]\d{6})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return null;
  const days = dayOf(Number(match[1]), Number(match[2]), Number(match[3]));
  return dateText(days) === text ? days : null;
}

/** A time of day as `HH:MM:SS`, with a fraction where there is one. `perSecond` is how many units make a second. */
export function clockText(value: bigint, perSecond: bigint): string {
  const seconds = value / perSecond;
  const fraction = value % perSecond;
  const clock = `${pad(seconds / 3600n, 2)}:${pad((seconds / 60n) % 60n, 2)}:${pad(seconds % 60n, 2)}`;
  if (fraction === 0n) return clock;
  const digits = pad(fraction, String(perSecond).length - 1).replace(/0+$/, "");
  return `${clock}.${digits}`;
}

/** A count of units since 1970-01-01T00:00Z as ISO 8601 in UTC, e.g. `2020-03-01T12:00:00Z`. */
export function stampText(value: bigint, perSecond: bigint): string {
  const perDay = 86_400n * perSecond;
  const within = ((value % perDay) + perDay) % perDay;
  const day = (value - within) / perDay;
  return `${dateText(Number(day))}T${clockText(within, perSecond)}Z`;
}

/** Microseconds since 1970-01-01T00:00Z of what `stampText` writes; null for any other text. */
export function parseStamp(text: string): bigint | null {
  const match = /^(.+)T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,6}))?Z$/.exec(text);
  const day = match === null ? null : parseDate(match[1] ?? "");
  if (match === null || day === null) return null;
  const seconds = (BigInt(match[2] ?? 0) * 60n + BigInt(match[3] ?? 0)) * 60n + BigInt(match[4] ?? 0);
  const micros = (BigInt(day) * 86_400n + seconds) * 1_000_000n + BigInt((match[5] ?? "").padEnd(6, "0"));
  return stampText(micros, 1_000_000n) === text ? micros : null;
}

/** A double holds every decimal of up to 15 digits so that it prints as the same decimal (IEEE 754 binary64). */
const SAFE_DIGITS = 15;

/** An unscaled whole number with `scale` decimal places: a number where that is exact, else decimal text. */
export function decimalCell(unscaled: bigint, scale: number): number | string {
  const text = decimalText(unscaled, scale);
  const digits = text.replace(/^-?0*\.?0*|\./g, "").length;
  return digits <= SAFE_DIGITS ? Number(text) : text;
}

function decimalText(unscaled: bigint, scale: number): string {
  if (scale <= 0) return String(unscaled * 10n ** BigInt(-scale));
  const sign = unscaled < 0n ? "-" : "";
  const digits = pad(unscaled < 0n ? -unscaled : unscaled, scale + 1);
  const fraction = digits.slice(-scale).replace(/0+$/, "");
  return `${sign}${digits.slice(0, -scale)}${fraction === "" ? "" : `.${fraction}`}`;
}

/** A whole number: a number where that is exact, else its digits as text. */
export function wholeCell(value: bigint): number | string {
  return value >= -9_007_199_254_740_991n && value <= 9_007_199_254_740_991n ? Number(value) : String(value);
}
