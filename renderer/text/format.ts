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

/** A day without its year, for the axis of a chart. */
export function writeDayShort(day: string, locale: string): string {
  const date = /^\d{4}-\d\d-\d\d$/.test(day) ? new Date(`${day}T00:00:00Z`) : null;
  if (date === null || Number.isNaN(date.getTime())) return day;
  return new Intl.DateTimeFormat(locale, { month: "short", year: "2-digit", timeZone: "UTC" }).format(date);
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

/** A number for an axis: short once it has more than five digits. */
export function writeShort(value: number, locale: string): string {
  if (Math.abs(value) < 100_000) return writeNumber(value, locale);
  return new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 }).format(value);
}

/** A list of names with the locale's "and". */
export function writeList(items: readonly string[], locale: string): string {
  return new Intl.ListFormat(locale, { type: "conjunction" }).format(items);
}
