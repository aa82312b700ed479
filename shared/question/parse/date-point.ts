import { addDays, dateParts, daysInMonth, isIsoDate, isoDate } from "../../time/calendar.ts";
import type { Grain, IsoDate } from "../../time/grain.ts";
import { addPeriods, endOf, startOf } from "../../time/periods.ts";
import { GRAIN_WORDS, MONTHS, ORDINALS } from "./time-words.ts";
import type { Token } from "./tokens.ts";

/** A date as typed: the days it covers, how fine it is, and whether its year was not said. */
export type DatePoint = {
  readonly next: number;
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly precision: Grain;
  readonly yearless?: boolean;
  /** A reading that could be another one: what was assumed, and the other days meant. */
  readonly doubt?: { readonly why: string; readonly from: IsoDate; readonly to: IsoDate };
};

/** The text, its tokens and the day relative dates are read against. */
export type DateText = { readonly text: string; readonly tokens: readonly Token[]; readonly asked: IsoDate };

const norm = (source: DateText, i: number): string => source.tokens[i]?.norm ?? "";
const isYear = (token: Token | undefined): token is Token & { value: number } =>
  token?.kind === "number" && /^(1[3-9]|20|21)\d\d$/.test(token.text);

const skip = (source: DateText, i: number, ...words: string[]): number =>
  words.includes(norm(source, i)) ? i + 1 : i;

const whole = (date: IsoDate, precision: Grain, next: number): DatePoint => ({
  next,
  from: startOf(precision, date),
  to: endOf(precision, date),
  precision,
});

const day = (date: IsoDate, next: number): DatePoint => ({ next, from: date, to: date, precision: "day" });

const NUMERIC =
  /(\d{4})-(\d{1,2})-(\d{1,2})(?![\d-])|(\d{4})-(\d{2})(?![\d-])|(\d{1,2})([./-])(\d{1,2})\7(\d{4})(?!\d)/y;

/** Dates in figures: 2020-04-30, 2020-04, 30/04/2020, 30.4.2020. Where day and month could be swapped, day comes first and the doubt is said. */
function numericDate(source: DateText, i: number): DatePoint | null {
  const token = source.tokens[i];
  if (token?.kind !== "number") return null;
  NUMERIC.lastIndex = token.start;
  const found = NUMERIC.exec(source.text);
  if (!found) return null;
  const end = token.start + found[0].length;
  let next = i + 1;
  while ((source.tokens[next]?.start ?? end) < end) next += 1;
  const [, y1, m1, d1, y2, m2, a, , b, y3] = found;
  if (y1 && m1 && d1) {
    const date = isoDate(Number(y1), Number(m1), Number(d1));
    return isIsoDate(date) ? day(date, next) : null;
  }
  if (y2 && m2) {
    const month = Number(m2);
    return month >= 1 && month <= 12 ? whole(isoDate(Number(y2), month, 1), "month", next) : null;
  }
  const dayFirst = isoDate(Number(y3), Number(b), Number(a));
  const monthFirst = isoDate(Number(y3), Number(a), Number(b));
  if (!isIsoDate(dayFirst)) return isIsoDate(monthFirst) ? day(monthFirst, next) : null;
  if (a === b || !isIsoDate(monthFirst)) return day(dayFirst, next);
  return { ...day(dayFirst, next), doubt: { why: "day before month", from: monthFirst, to: monthFirst } };
}

/** The year behind a day or month, with or without comma or "of"; 0 when none is said. */
function yearAt(source: DateText, i: number): { year: number; next: number } | null {
  let at = i;
  if (norm(source, at) === ",") at += 1;
  at = skip(source, at, "of", "de", "in", "en");
  const token = source.tokens[at];
  return isYear(token) ? { year: token.value, next: at + 1 } : null;
}

function withYear(
  source: DateText,
  i: number,
  build: (year: number, next: number) => DatePoint | null,
): DatePoint | null {
  const said = yearAt(source, i);
  if (said) return build(said.year, said.next);
  const asked = dateParts(source.asked).year;
  const thisYear = build(asked, i);
  // Without a year the last such day before the question was asked is meant.
  const point = thisYear && thisYear.from > source.asked ? build(asked - 1, i) : thisYear;
  return point && { ...point, yearless: true };
}

const dayOfMonth = (source: DateText, i: number): { value: number; next: number } | null => {
  const token = source.tokens[i];
  if (token?.kind !== "number" || !/^\d{1,2}$/.test(token.text)) return null;
  const value = token.value ?? 0;
  if (value < 1 || value > 31) return null;
  return { value, next: skip(source, i + 1, "st", "nd", "rd", "th", "er") };
};

const monthAt = (source: DateText, i: number): number | undefined => MONTHS.get(norm(source, i));

const dayPoint = (year: number, month: number, dayNumber: number, next: number): DatePoint | null =>
  dayNumber <= daysInMonth(year, month) ? day(isoDate(year, month, dayNumber), next) : null;

/** "30 April 2020", "30th of April", "April 30, 2020", "April 2020", "April". */
function writtenDate(source: DateText, i: number): DatePoint | null {
  const first = dayOfMonth(source, i);
  if (first) {
    const at = skip(source, first.next, "of", "de");
    const month = monthAt(source, at);
    if (month === undefined) return null;
    const after = norm(source, at + 1) === "." ? at + 2 : at + 1;
    return withYear(source, after, (year, next) => dayPoint(year, month, first.value, next));
  }
  const month = monthAt(source, i);
  if (month === undefined) return null;
  const after = norm(source, i + 1) === "." ? i + 2 : i + 1;
  const second = dayOfMonth(source, after);
  // "May 20" followed by a month is a list of days, not the year 20.
  if (second && monthAt(source, second.next) === undefined) {
    return withYear(source, second.next, (year, next) => dayPoint(year, month, second.value, next));
  }
  return withYear(source, after, (year, next) => whole(isoDate(year, month, 1), "month", next));
}

/** "2020", "the year 2014", "1832", "426 BCE", "the 1990s". */
function yearPoint(source: DateText, i: number): DatePoint | null {
  const at = norm(source, i) === "year" || norm(source, i) === "years" ? i + 1 : i;
  const token = source.tokens[at];
  if (token?.kind !== "number" || !/^\d{1,4}$/.test(token.text) || token.value === undefined) return null;
  if (["bc", "bce"].includes(norm(source, at + 1))) return whole(isoDate(-token.value, 1, 1), "year", at + 2);
  if (!isYear(token)) return null;
  const apostrophe = norm(source, at + 1) === "'" || norm(source, at + 1) === "’" ? at + 2 : at + 1;
  if (norm(source, apostrophe) === "s" && token.value % 10 === 0) {
    const first = isoDate(token.value, 1, 1);
    const years = token.value % 100 === 0 ? 100 : 10;
    return {
      next: apostrophe + 1,
      from: first,
      to: isoDate(token.value + years - 1, 12, 31),
      precision: "year",
    };
  }
  return whole(isoDate(token.value, 1, 1), "year", at + 1);
}

/** "Q1 2020", "first quarter of 2020", "second half of 2020", "first week of March 2020", "week 12 of 2020", "19th century". */
function partOfYear(source: DateText, i: number): DatePoint | null {
  const quarterSign = norm(source, i) === "q" ? source.tokens[i + 1]?.value : undefined;
  if (quarterSign !== undefined && quarterSign >= 1 && quarterSign <= 4) {
    const said = yearAt(source, i + 2);
    return said && whole(isoDate(said.year, quarterSign * 3 - 2, 1), "quarter", said.next);
  }
  if (norm(source, i) === "week") {
    const week = source.tokens[i + 1]?.value;
    const said = week === undefined ? null : yearAt(source, i + 2);
    // ISO 8601: week 1 is the week with 4 January in it.
    if (said && week !== undefined && week <= 53) {
      const monday = addPeriods("week", startOf("week", isoDate(said.year, 1, 4)), week - 1);
      return whole(monday, "week", said.next);
    }
    const at = skip(source, i + 1, "of", "beginning", "starting", "ending");
    const point = at > i + 1 ? (writtenDate(source, at) ?? numericDate(source, at)) : null;
    if (!point || point.precision !== "day") return null;
    const ending = norm(source, i + 1) === "ending";
    return ending
      ? { ...point, from: addDays(point.to, -6), precision: "week" }
      : whole(point.from, "week", point.next);
  }
  const token = source.tokens[i];
  const nth =
    ORDINALS.get(norm(source, i)) ?? (/^(st|nd|rd|th)$/.test(norm(source, i + 1)) ? token?.value : undefined);
  if (nth === undefined) return null;
  const at = ORDINALS.has(norm(source, i)) ? i + 1 : i + 2;
  const unit = norm(source, at);
  if (unit === "century" && nth >= 10 && nth <= 21) {
    return {
      next: at + 1,
      from: isoDate(nth * 100 - 99, 1, 1),
      to: isoDate(nth * 100, 12, 31),
      precision: "year",
    };
  }
  if (unit === "half" && nth <= 2) {
    const said = yearAt(source, at + 1);
    const month = nth === 1 ? 1 : 7;
    return (
      said && {
        next: said.next,
        from: isoDate(said.year, month, 1),
        to: endOf("month", isoDate(said.year, month + 5, 1)),
        precision: "month",
      }
    );
  }
  const grain = GRAIN_WORDS.get(unit);
  if (grain === "quarter" && nth <= 4) {
    const said = yearAt(source, at + 1);
    return said && whole(isoDate(said.year, nth * 3 - 2, 1), "quarter", said.next);
  }
  if (grain === "week" && nth <= 4) {
    const month = writtenDate(source, skip(source, at + 1, "of", "in", "de"));
    if (!month || month.precision !== "month") return null;
    const from = addDays(month.from, 7 * (nth - 1));
    return { ...month, from, to: addDays(from, 6), precision: "week" };
  }
  return null;
}

const SEASONS: ReadonlyMap<string, number> = new Map([
  ["spring", 3],
  ["summer", 6],
  ["autumn", 9],
  ["fall", 9],
  ["winter", 12],
]);

/** "summer 2022": the northern season, in doubt because half of the world has another. */
function season(source: DateText, i: number): DatePoint | null {
  const month = SEASONS.get(norm(source, i));
  const said = month === undefined ? null : yearAt(source, i + 1);
  if (!said || month === undefined) return null;
  const span = (start: IsoDate) => ({ from: start, to: endOf("month", addPeriods("month", start, 2)) });
  const north = isoDate(said.year, month, 1);
  const other = month === 12 ? addPeriods("month", north, -12) : addPeriods("month", north, 6);
  return {
    next: said.next,
    ...span(north),
    precision: "month",
    doubt: { why: "season of the northern half", ...span(other) },
  };
}

/** "early March 2020", "mid-2021": a third of the span, in doubt because the words have no fixed meaning. */
function loosePart(source: DateText, i: number): DatePoint | null {
  const word = norm(source, i);
  if (!["early", "mid", "late"].includes(word)) return null;
  const at = norm(source, i + 1) === "-" ? i + 2 : i + 1;
  const point = writtenDate(source, at) ?? yearPoint(source, at);
  if (!point || (point.precision !== "month" && point.precision !== "year")) return null;
  const third = (n: number): IsoDate =>
    point.precision === "month" ? addDays(point.from, n * 10) : addPeriods("month", point.from, n * 4);
  const from = word === "early" ? point.from : third(word === "mid" ? 1 : 2);
  const to = word === "late" ? point.to : addDays(third(word === "early" ? 1 : 2), -1);
  return { ...point, from, to, doubt: { why: `the ${word} third`, from: point.from, to: point.to } };
}

/** The end or the beginning of a span as one day: "the end of 2022" is 31 December 2022. */
function edge(source: DateText, i: number): DatePoint | null {
  const at = norm(source, i) === "the" || norm(source, i) === "la" ? i + 1 : i;
  const word = norm(source, at);
  const last = ["end", "close", "fin"].includes(word);
  if (!last && !["start", "beginning", "debut"].includes(word)) return null;
  const behind = skip(source, at + 1, "of", "de");
  if (behind === at + 1) return null;
  const point = datePoint(source, skip(source, behind, "the"));
  if (!point || point.precision === "day") return null;
  const date = last ? point.to : point.from;
  return { ...point, from: date, to: date, precision: "day" };
}

/** Reads one date at a token, the longest reading first; null when there is none. */
export function datePoint(source: DateText, i: number): DatePoint | null {
  const at = /^(mon|tues|wednes|thurs|fri|satur|sun)day$/.test(norm(source, i))
    ? norm(source, i + 1) === ","
      ? i + 2
      : i + 1
    : i;
  return (
    edge(source, at) ??
    numericDate(source, at) ??
    partOfYear(source, at) ??
    writtenDate(source, at) ??
    season(source, at) ??
    loosePart(source, at) ??
    yearPoint(source, at)
  );
}
