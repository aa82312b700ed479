import type { Level } from "../places/area.ts";
import type { Grain, IsoDate } from "../time/grain.ts";
import { periodWords } from "../time/span-words.ts";

/** Words that plan and answer sentences share: months, lists, grains, levels. English, in one place. */

export { dateWords } from "../time/span-words.ts";

/** `2020`, `426 BCE`. */
export const yearWords = (year: number): string => (year < 1 ? `${Math.abs(year)} BCE` : String(year));

/** `April 2020`. */
export const monthWords = (date: IsoDate): string => periodWords("month", date);

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
