import type { Level } from "../places/area.ts";
import { dateParts } from "../time/calendar.ts";
import type { Grain, IsoDate } from "../time/grain.ts";

/** Words that plan and answer sentences share: months, lists, grains, levels. English, in one place. */

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** `30 April 2020`; years before 1 as `426 BCE`. */
export function dateWords(date: IsoDate): string {
  const { year, month, day } = dateParts(date);
  return `${day} ${MONTHS[month - 1] ?? ""} ${yearWords(year)}`;
}

/** `2020`, `426 BCE`. */
export const yearWords = (year: number): string => (year < 1 ? `${Math.abs(year)} BCE` : String(year));

/** `April 2020`. */
export function monthWords(date: IsoDate): string {
  const { year, month } = dateParts(date);
  return `${MONTHS[month - 1] ?? ""} ${yearWords(year)}`;
}

/** `Italy`, `Italy and France`, `Italy, France and 3 more`. */
export function listWords(items: readonly string[], most = 6): string {
  if (items.length > most)
    return `${items.slice(0, most - 1).join(", ")} and ${items.length - most + 1} more`;
  if (items.length < 2) return items[0] ?? "";
  return `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

export const LEVEL_WORDS: Readonly<Record<Level, { one: string; many: string }>> = {
  world: { one: "world", many: "worlds" },
  region: { one: "world region", many: "world regions" },
  country: { one: "country", many: "countries" },
  adm1: { one: "region", many: "regions" },
  adm2: { one: "district", many: "districts" },
  adm3: { one: "municipality", many: "municipalities" },
  facility: { one: "site", many: "sites" },
};

export const GRAIN_WORDS: Readonly<Record<Grain, { one: string; many: string; adverb: string }>> = {
  hour: { one: "hour", many: "hours", adverb: "hourly" },
  day: { one: "day", many: "days", adverb: "daily" },
  week: { one: "week", many: "weeks", adverb: "weekly" },
  month: { one: "month", many: "months", adverb: "monthly" },
  quarter: { one: "quarter", many: "quarters", adverb: "quarterly" },
  year: { one: "year", many: "years", adverb: "yearly" },
};

export const LIMIT_WORDS: Readonly<Record<string, string>> = {
  ">": "above",
  ">=": "at least",
  "<": "below",
  "<=": "at most",
  "=": "exactly",
  "!=": "other than",
};
