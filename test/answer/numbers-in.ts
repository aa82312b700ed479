import { addDays } from "../../shared/time/calendar.ts";

/** The numbers a sentence tells, as numbers; dates, the names of levels ("95 %", "7-day") and quoted names are no figures. */
export function numbersIn(sentence: string): number[] {
  const text = sentence
    .replace(/“[^”]*”/g, "")
    .replace(
      /\b\d{1,2}(?: to \d{1,2})? (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}/g,
      "",
    )
    .replace(
      /\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)\b/g,
      "",
    )
    .replace(
      /\b(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}/g,
      "",
    )
    .replace(/95 % (?:range|likelihood|limits)/g, "")
    .replace(/7-day/g, "");
  return [...text.matchAll(/[−+]?\d[\d,]*(?:\.\d+)?/g)].map(([number]) =>
    Number(number.replaceAll(",", "").replace("−", "-").replace("+", "")),
  );
}

/** So many days from a first one, as ISO dates. */
export const daysFrom = (start: string, count: number): string[] =>
  Array.from({ length: count }, (_, day) => addDays(start, day));
