/** A day `YYYY-MM-DD` as the locale writes it; what is no such day (BCE years, ISO weeks) is left as it is. */
export function writeDay(day: string, locale: string): string {
  const date = /^\d{4}-\d\d-\d\d$/.test(day) ? new Date(`${day}T00:00:00Z`) : null;
  if (date === null || Number.isNaN(date.getTime())) return day;
  return new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  }).format(date);
}

/** Days in which the axis of a chart names days; a longer one names months, one of many years names years. */
const AXIS_OF_DAYS = 200;
const AXIS_OF_MONTHS = 365 * 6;

/** How the axis of a chart writes its days, by how many days it spans. */
export function axisWriter(days: readonly string[], locale: string): (day: string) => string {
  const times = days.map((day) => Date.parse(`${day}T00:00:00Z`)).filter((time) => !Number.isNaN(time));
  const span = times.length === 0 ? 0 : (Math.max(...times) - Math.min(...times)) / 86_400_000;
  const look: Intl.DateTimeFormatOptions =
    span <= AXIS_OF_DAYS
      ? { day: "numeric", month: "short" }
      : span <= AXIS_OF_MONTHS
        ? { month: "short", year: "numeric" }
        : { year: "numeric" };
  const format = new Intl.DateTimeFormat(locale, { ...look, timeZone: "UTC" });
  return (day) => (/^\d{4}-\d\d-\d\d$/.test(day) ? format.format(new Date(`${day}T00:00:00Z`)) : day);
}

/** A moment (ISO 8601) in the reader's own time zone, to the minute. */
export function writeMoment(moment: string, locale: string): string {
  const date = new Date(moment);
  if (Number.isNaN(date.getTime())) return moment;
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(date);
}

/** A number with all the digits it came with: it was rounded once, where the answer was made. */
export function writeNumber(value: number, locale: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 10 }).format(value);
}

const AXIS_SHORT_FROM = 1_000_000;

/** How an axis that reaches to `most` writes its numbers: all in full, or all short. */
export function axisNumberWriter(most: number, locale: string): (value: number) => string {
  if (Math.abs(most) < AXIS_SHORT_FROM) return (value) => writeNumber(value, locale);
  const format = new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 });
  return (value) => format.format(value);
}

/** A list of names with the locale's "and". */
export function writeList(items: readonly string[], locale: string): string {
  return new Intl.ListFormat(locale, { type: "conjunction" }).format(items);
}
