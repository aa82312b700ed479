import { compareDates, dateParts } from "./calendar.ts";
import type { Grain, IsoDate, Span } from "./grain.ts";
import { type ClosedSpan, isWhole, startOf } from "./periods.ts";

/** Languages in which dates can be written out. */
type DateLanguage = "en" | "fr";

const MONTHS: Readonly<Record<DateLanguage, readonly string[]>> = {
  en: [
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
  ],
  fr: [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
  ],
};

const WORDS = {
  en: {
    on: (date: string) => `on ${date}`,
    in: (period: string) => `in ${period}`,
    week: (date: string) => `in the week of ${date}`,
    between: (from: string, to: string) => `from ${from} to ${to}`,
    since: (date: string) => `since ${date}`,
    until: (date: string) => `up to ${date}`,
    always: "over all times",
    quarter: (quarter: number, year: string) => `quarter ${quarter} of ${year}`,
    before: (year: number) => `${year} BCE`,
    first: (day: number) => String(day),
  },
  fr: {
    on: (date: string) => `le ${date}`,
    in: (period: string) => `en ${period}`,
    week: (date: string) => `la semaine du ${date}`,
    between: (from: string, to: string) => `du ${from} au ${to}`,
    since: (date: string) => `depuis le ${date}`,
    until: (date: string) => `jusqu’au ${date}`,
    always: "sur toute la période",
    quarter: (quarter: number, year: string) => `le trimestre ${quarter} de ${year}`,
    before: (year: number) => `${year} av. J.-C.`,
    first: (day: number) => (day === 1 ? "1er" : String(day)),
  },
} as const;

const yearWords = (year: number, language: DateLanguage): string =>
  year < 0 ? WORDS[language].before(-year) : String(year);

/** A day in words: "29 September 2022", "1er avril 2020". */
export function dateWords(date: IsoDate, language: DateLanguage = "en"): string {
  const { year, month, day } = dateParts(date);
  return `${WORDS[language].first(day)} ${MONTHS[language][month - 1]} ${yearWords(year, language)}`;
}

/** A period in words, without preposition: "April 2020", "quarter 2 of 2020", "2020", "29 September 2022". */
export function periodWords(grain: Grain, date: IsoDate, language: DateLanguage = "en"): string {
  const { year, month } = dateParts(date);
  switch (grain) {
    case "hour":
    case "day":
      return dateWords(date, language);
    case "week":
      return dateWords(startOf("week", date), language);
    case "month":
      return `${MONTHS[language][month - 1]} ${yearWords(year, language)}`;
    case "quarter":
      return WORDS[language].quarter(Math.floor((month - 1) / 3) + 1, yearWords(year, language));
    case "year":
      return yearWords(year, language);
  }
}

/**
 * A span as it stands in a sentence: "on 29 September 2022", "in April 2020", "in 2021", "from November 2020 to May
 * 2021" when `grain` is month or coarser and the ends are whole, else "from 1 November 2020 to 31 May 2021".
 */
export function spanWords(span: Span, language: DateLanguage = "en", grain?: Grain): string {
  const words = WORDS[language];
  const { from, to } = span;
  if (from === undefined) return to === undefined ? words.always : words.until(dateWords(to, language));
  if (to === undefined) return words.since(dateWords(from, language));
  if (compareDates(from, to) === 0) return words.on(dateWords(from, language));
  return closedSpanWords({ from, to }, language, grain);
}

function closedSpanWords(span: ClosedSpan, language: DateLanguage, grain: Grain | undefined): string {
  const words = WORDS[language];
  for (const whole of ["year", "quarter", "month"] as const) {
    if (isWhole(whole, span) && startOf(whole, span.from) === startOf(whole, span.to)) {
      const name = periodWords(whole, span.from, language);
      return language === "fr" && whole === "quarter" ? name : words.in(name);
    }
  }
  if (isWhole("week", span) && startOf("week", span.from) === startOf("week", span.to)) {
    return words.week(dateWords(span.from, language));
  }
  if (language === "en" && (grain === "year" || grain === "month") && isWhole(grain, span)) {
    return words.between(periodWords(grain, span.from, language), periodWords(grain, span.to, language));
  }
  return words.between(dateWords(span.from, language), dateWords(span.to, language));
}
