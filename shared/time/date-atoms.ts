import {
  addDays,
  addMonths,
  compareDates,
  dateParts,
  daysInMonth,
  isIsoDate,
  isoDate,
  mondayOfWeek,
} from "./calendar.ts";
import type { Grain, IsoDate } from "./grain.ts";
import { isDoubtfulMonth, MONTH_PATTERN, monthOf } from "./month-names.ts";
import { type ClosedSpan, endOf } from "./periods.ts";

/** A single expression of a date or period, found in a text. */
export type Atom = {
  readonly start: number;
  readonly end: number;
  readonly grain: Grain;
  /** The span, once the year is known. */
  readonly inYear: (year: number) => ClosedSpan;
  /** Null when the text does not say the year ("30 April"). */
  readonly year: number | null;
  /** False when the reading rests on a convention (seasons) or the expression may be no date at all. */
  readonly certain: boolean;
  /** Another reading, where there is one. */
  readonly other?: (year: number) => ClosedSpan;
};

type Found = Omit<Atom, "start" | "end">;
type Around = { readonly before: string; readonly after: string };
type Rule = {
  readonly pattern: RegExp;
  readonly read: (match: RegExpExecArray, around: Around) => Found | null;
};

const rule = (pattern: string, read: Rule["read"]): Rule => ({ pattern: new RegExp(pattern, "iuy"), read });
const END = "(?![\\p{L}\\p{N}])";
const DAY = "(\\d{1,2})(?:st|nd|rd|th|er|ers)?";
const YEAR = "((?:1[0-9]|20|21)\\d\\d)(?![\\p{L}\\d]|[.,]\\d)";
const OF = "(?:\\s+(?:of\\s+|de\\s+)?|,\\s*)";

const fixed = (grain: Grain, from: IsoDate, to: IsoDate, certain = true): Found => ({
  grain,
  inYear: () => ({ from, to }),
  year: dateParts(from).year,
  certain,
});

function inYear(
  grain: Grain,
  year: string | undefined,
  span: (year: number) => ClosedSpan,
  certain = true,
): Found {
  return { grain, inYear: span, year: year === undefined ? null : Number(year), certain };
}

function dayOfMonth(
  day: string | undefined,
  name: string | undefined,
  year: string | undefined,
): Found | null {
  return daysOfMonth(day, day, name, year);
}

function daysOfMonth(
  first: string | undefined,
  last: string | undefined,
  name: string | undefined,
  year: string | undefined,
): Found | null {
  const month = monthOf(name ?? "");
  const [from, to] = [Number(first), Number(last)];
  if (month === undefined || from < 1 || to < from || to > 31) return null;
  // 29 February 2021 does not exist: the month is meant at most, and that is a guess.
  if (to > daysInMonth(Number(year ?? 2020), month)) {
    return from === to ? inYear("month", year, (y) => months(y, month, month), false) : null;
  }
  const clamp = (y: number, day: number): IsoDate => isoDate(y, month, Math.min(day, daysInMonth(y, month)));
  return inYear("day", year, (y) => ({ from: clamp(y, from), to: clamp(y, to) }));
}

const months = (year: number, first: number, last: number): ClosedSpan => ({
  from: isoDate(year, first, 1),
  to: isoDate(year, last, daysInMonth(year, last)),
});

const ORDINALS: Readonly<Record<string, number>> = {
  first: 1,
  "1st": 1,
  second: 2,
  "2nd": 2,
  third: 3,
  "3rd": 3,
  fourth: 4,
  "4th": 4,
  last: 4,
  premier: 1,
  deuxième: 2,
  troisième: 3,
  quatrième: 4,
};

/** First month of the meteorological season in the northern hemisphere. */
const SEASONS: Readonly<Record<string, number>> = {
  spring: 3,
  summer: 6,
  autumn: 9,
  fall: 9,
  winter: 12,
  printemps: 3,
  été: 6,
  automne: 9,
  hiver: 12,
};

/** A bare number of four digits is a year unless what stands around says that it counts something. */
const COUNTED_BEFORE =
  /(?:above|over|than|below|under|least|most|exceed(?:ing|s|ed)?|reach(?:ed|ing)?|[<>=≥≤$€£]|top|per|about|around|nearly|some|approximately|roughly|of the|plus de|moins de)\s*$/i;
const COUNTED_AFTER =
  /^\s*(?:new|confirmed|more|people|persons?|patients?|cases?|deaths?|beds?|customers?|inhabitants|residents|tests?|doses?|shelters?|acres?|hectares?|fires?|euros?|dollars?|usd|%|per\s?cent|percent|million|thousand|billion|households?|homes|families|times|refugees|km|cas|décès|personnes|patients|habitants)(?![\p{L}])/iu;
const TIME_BEFORE =
  /(?:^|[\s(,])(?:in|since|by|from|to|until|till|through|during|throughout|between|and|before|after|for|of|late|early|mid|year|years|as of|vs\.?|versus|than in|en|depuis|avant|après|entre|et|jusqu'en)[\s-]+(?:the\s+)?(?:year\s+)?$/i;

const RULES: readonly Rule[] = [
  rule(`(-?\\d{4})-(\\d{2})-(\\d{2})${END}`, (m) => (isIsoDate(m[0]) ? fixed("day", m[0], m[0]) : null)),
  rule(`${YEAR}/(\\d{1,2})/(\\d{1,2})${END}`, (m) => {
    const date = isoDate(Number(m[1]), Number(m[2]), Number(m[3]));
    return isIsoDate(date) ? fixed("day", date, date) : null;
  }),
  rule(`(\\d{4})-?W(\\d{1,2})${END}`, (m) => isoWeekFound(m[1], m[2])),
  rule(`${YEAR.replace("(?![\\p{L}\\d]|[.,]\\d)", "")}-(0[1-9]|1[0-2])(?![\\d-])`, (m) =>
    fixed(
      "month",
      isoDate(Number(m[1]), Number(m[2]), 1),
      months(Number(m[1]), Number(m[2]), Number(m[2])).to,
    ),
  ),
  // 12/2020
  rule(`(0?[1-9]|1[0-2])/${YEAR}`, (m) => monthsFound(Number(m[2]), Number(m[1]))),
  // 31.12.2020, 30/04/2020, 4/30/2020
  rule(`(\\d{1,2})([./])(\\d{1,2})\\2(\\d{4})${END}`, (m) =>
    numericFound(Number(m[1]), Number(m[3]), Number(m[4]), m[2] === "."),
  ),
  // 1 to 15 April 2020, 1-15 April, between 1 and 15 April 2020
  rule(
    `${DAY}\\s*(?:-|–|—|to|until|till|and|through|au|et)\\s*${DAY}\\s+(?:of\\s+)?(${MONTH_PATTERN})(?:${OF}${YEAR})?`,
    (m) => daysOfMonth(m[1], m[2], m[3], m[4]),
  ),
  // April 1-15, 2020
  rule(`(${MONTH_PATTERN})\\s+${DAY}\\s*(?:-|–|—|to|through)\\s*${DAY}${END}(?:,?\\s+${YEAR})?`, (m) =>
    daysOfMonth(m[2], m[3], m[1], m[4]),
  ),
  rule(`${DAY}\\s+(?:of\\s+)?(${MONTH_PATTERN})(?:${OF}${YEAR})?`, (m) => dayOfMonth(m[1], m[2], m[3])),
  rule(`${DAY}-(${MONTH_PATTERN})-${YEAR}`, (m) => dayOfMonth(m[1], m[2], m[3])),
  rule(`(${MONTH_PATTERN})\\s+${DAY}${END}(?:,?\\s+${YEAR})?`, (m) => dayOfMonth(m[2], m[1], m[3])),
  rule(`(${MONTH_PATTERN})(?:${OF}|-|/|')${YEAR}`, (m) => monthFound(m[1], m[2])),
  rule(`(${MONTH_PATTERN})`, (m, around) =>
    readsAsMonth(m[0], around.before) ? monthFound(m[1], undefined) : null,
  ),
  rule(`(?:Q([1-4])|([1-4])Q)(?:${OF}|[-/'])?${YEAR}`, (m) => quarterFound(Number(m[1] ?? m[2]), m[3])),
  rule(`${YEAR}[\\s-]*Q([1-4])${END}`, (m) => quarterFound(Number(m[2]), m[1])),
  rule(`Q([1-4])${END}`, (m) => quarterFound(Number(m[1]), undefined)),
  rule(
    `(first|second|third|fourth|last|[1-4](?:st|nd|rd|th)|premier|deuxième|troisième|quatrième) (?:quarter|trimestre)(?:${OF}(?:the )?${YEAR})?`,
    (m) => quarterFound(ORDINALS[m[1]?.toLowerCase() ?? ""] ?? 1, m[2]),
  ),
  rule(`H([12])(?:${OF}|[-/'])?${YEAR}`, (m) => halfFound(Number(m[1]), m[2])),
  rule(`(first|second|1st|2nd|last) half${OF}(?:the year )?${YEAR}`, (m) =>
    halfFound(m[1]?.toLowerCase() === "first" || m[1] === "1st" ? 1 : 2, m[2]),
  ),
  rule(
    `(?:the\\s+)?(spring|summer|autumn|fall|winter|printemps|été|automne|hiver)(?:${OF}(?:the year )?)${YEAR}(?:[-/–](\\d{2,4}))?`,
    (m) => seasonFound(m[1], m[2], m[3]),
  ),
  rule(`(?:epi(?:demiological)?[ -]?|iso )?week (\\d{1,2})${END}`, (m) => yearlessWeek(Number(m[1]))),
  rule(
    `(?:epi(?:demiological)?[ -]?|iso )?weeks? (\\d{1,2})(?:\\s*(?:-|–|to|and|through)\\s*(\\d{1,2}))?(?:${OF}|/)${YEAR}`,
    (m) => isoWeekFound(m[3], m[1], m[2]),
  ),
  rule(`(?:the\\s+)?((?:1[0-9]|20)\\d0)(?:'|’)?s${END}`, (m) =>
    fixed(
      "year",
      isoDate(Number(m[1]), 1, 1),
      isoDate(Number(m[1]) + (Number(m[1]) % 100 === 0 && Number(m[1]) < 2000 ? 99 : 9), 12, 31),
    ),
  ),
  rule(`(?:the\\s+)?(\\d{1,2})(?:st|nd|rd|th) century(?:\\s+(BCE?|AD|CE))?`, (m) =>
    centuryFound(Number(m[1]), m[2]),
  ),
  rule(`(?:the\\s+)?(eighteenth|nineteenth|twentieth|twenty-first) century`, (m) =>
    centuryFound(
      ({ eighteenth: 18, nineteenth: 19, twentieth: 20 } as Readonly<Record<string, number>>)[
        m[1]?.toLowerCase() ?? ""
      ] ?? 21,
      undefined,
    ),
  ),
  rule(`(\\d{1,4})\\s*(BCE|BC|B\\.C\\.(?:E\\.)?)${END}`, (m) => yearFound(-Number(m[1]))),
  rule(`(?:AD|CE)\\s?(\\d{1,4})${END}|(\\d{1,4})\\s?(?:AD|CE|A\\.D\\.)${END}`, (m) =>
    yearFound(Number(m[1] ?? m[2])),
  ),
  rule(`${YEAR.replace("(?![\\p{L}\\d]|[.,]\\d)", "")}[/–-](\\d{2})(?![\\d-])`, (m) =>
    twoYearsFound(m[1], m[2]),
  ),
  rule(`(-?)${YEAR}`, (m, around) => bareYear(m, around)),
];

const monthsFound = (year: number, month: number): Found =>
  fixed("month", months(year, month, month).from, months(year, month, month).to);

/** Day first, as most of the world writes; month first where only that is a date. Certain only when there is one reading. */
function numericFound(first: number, second: number, year: number, dots: boolean): Found | null {
  const dayFirst = isoDate(year, second, first);
  const monthFirst = isoDate(year, first, second);
  const [a, b] = [isIsoDate(dayFirst), isIsoDate(monthFirst)];
  if (a) {
    const certain = dots || !b || first === second;
    const found = fixed("day", dayFirst, dayFirst, certain);
    return certain ? found : { ...found, other: () => ({ from: monthFirst, to: monthFirst }) };
  }
  return b ? fixed("day", monthFirst, monthFirst) : null;
}

function monthFound(name: string | undefined, year: string | undefined): Found | null {
  const month = monthOf(name ?? "");
  return month === undefined ? null : inYear("month", year, (y) => months(y, month, month));
}

const quarterFound = (quarter: number, year: string | undefined): Found =>
  inYear("quarter", year, (y) => months(y, quarter * 3 - 2, quarter * 3));

const halfFound = (half: number, year: string | undefined): Found =>
  inYear("month", year, (y) => months(y, half * 6 - 5, half * 6));

function seasonFound(
  name: string | undefined,
  year: string | undefined,
  second: string | undefined,
): Found | null {
  const first = SEASONS[name?.toLowerCase() ?? ""];
  if (first === undefined) return null;
  // "Winter 2020" begins in December of the year named; "winter 2020/21" says so.
  if (second !== undefined && (first !== 12 || (Number(year) + 1) % 100 !== Number(second) % 100))
    return null;
  const span = (y: number): ClosedSpan =>
    first === 12 ? { from: isoDate(y, 12, 1), to: months(y + 1, 2, 2).to } : months(y, first, first + 2);
  // The other half of the world has the other season.
  const other = (y: number): ClosedSpan => {
    const { from, to } = span(y);
    return { from: addMonths(from, -6), to: endOf("month", addMonths(to, -6)) };
  };
  return { ...inYear("month", year, span, false), other };
}

/** "Week 14", the year to be found. */
function yearlessWeek(week: number): Found | null {
  if (week < 1 || week > 53) return null;
  return inYear("week", undefined, (y) => ({
    from: mondayOfWeek(y, week),
    to: addDays(mondayOfWeek(y, week), 6),
  }));
}

function isoWeekFound(
  year: string | undefined,
  first: string | undefined,
  last: string | undefined = first,
): Found | null {
  const [y, from, to] = [Number(year), Number(first), Number(last)];
  if (from < 1 || to < from || to > 53) return null;
  return fixed("week", mondayOfWeek(y, from), addDays(mondayOfWeek(y, to), 6));
}

function centuryFound(century: number, era: string | undefined): Found | null {
  if (century < 1 || century > 30) return null;
  const [from, to] = era?.toUpperCase().startsWith("B")
    ? [-century * 100, -(century - 1) * 100 - 1]
    : [(century - 1) * 100 + 1, century * 100];
  return fixed("year", isoDate(from, 1, 1), isoDate(to, 12, 31));
}

const yearFound = (year: number, certain = true): Found =>
  fixed("year", isoDate(year, 1, 1), isoDate(year, 12, 31), certain);

function twoYearsFound(first: string | undefined, second: string | undefined): Found | null {
  const [from, next] = [Number(first), Number(second)];
  // 2019/20 is two years, a fiscal year or a season: which is not said.
  return (from + 1) % 100 === next
    ? fixed("year", isoDate(from, 1, 1), isoDate(from + 1, 12, 31), false)
    : null;
}

function bareYear(match: RegExpExecArray, { before, after }: Around): Found | null {
  if (match[1] === "-" && !/\d$/.test(before)) return yearFound(-Number(match[2]), false);
  const year = Number(match[2]);
  const said = TIME_BEFORE.test(before) && !COUNTED_BEFORE.test(before);
  if (COUNTED_AFTER.test(after) && !/(?:in|since|by|during|from)\s+$/i.test(before)) return null;
  if (COUNTED_BEFORE.test(before) && !said) return null;
  if (!said && (year < 1500 || year > 2100)) return null;
  return yearFound(year);
}

const FRENCH_LEAD = /(?:^|[\s(])(?:entre|de|à|au|et|en|depuis|début|fin|mi|avant|après)[\s-]+(?:le\s+)?$/i;

/** "May" and "March" are months only with a capital or a word like "in" before them. */
function readsAsMonth(word: string, before: string): boolean {
  const said =
    /(?:^|[\s(])(?:in|since|by|during|until|till|from|between|to|and|of|last|this|early|mid|late|before|after|through|throughout|for|end|or|vs|en|depuis|début|fin|mi|avant|après|entre|et)[\s-]+$/i.test(
      before,
    );
  if (!isDoubtfulMonth(word)) return true;
  // French months are written small: "entre mars et juin", "de mai à août".
  if (/^(?:mars|mai|ao[uû]t)$/i.test(word) && FRENCH_LEAD.test(before)) return true;
  return said && /^\p{Lu}/u.test(word)
    ? true
    : /(?:^|[\s(])(?:in|since|during|early|mid|late|en|depuis)[\s-]+$/i.test(before);
}

/** First letters or digits that any expression can begin with; saves trying every rule at every word. */
const CAN_BEGIN = /[\djfmasondqhweéltcpà-]/i;

/** Finds all single expressions of dates and periods, longest first at each place, left to right, never overlapping. */
export function findAtoms(text: string): Atom[] {
  const atoms: Atom[] = [];
  const starts =
    /(?<![\p{L}\p{N}.,])[\p{L}\p{N}]|(?<![\p{L}\p{N}\s])-(?=\d{4})|(?<=\s)-(?=\d{4})|(?<=[\p{L}]['’])[\p{L}]/gu;
  let free = 0;
  for (const match of text.matchAll(starts)) {
    if (match.index < free || !CAN_BEGIN.test(match[0])) continue;
    const atom = atomAt(text, match.index);
    if (atom) {
      atoms.push(atom);
      free = atom.end;
    }
  }
  return atoms;
}

function atomAt(text: string, start: number): Atom | null {
  const before = text.slice(Math.max(0, start - 40), start);
  let best: Atom | null = null;
  for (const { pattern, read } of RULES) {
    pattern.lastIndex = start;
    const match = pattern.exec(text);
    if (!match) continue;
    const end = start + match[0].trimEnd().length;
    if (best && end <= best.end) continue;
    const found = read(match, { before, after: text.slice(end, end + 40) });
    if (found) best = { start, end, ...found };
  }
  return best;
}

/** The span of an atom; without a year, the latest one that has begun on the day of asking. */
export function spanOf(atom: Atom, asked: IsoDate): ClosedSpan {
  if (atom.year !== null) return atom.inYear(atom.year);
  const { year } = dateParts(asked);
  const span = atom.inYear(year);
  return compareDates(span.from, asked) <= 0 ? span : atom.inYear(year - 1);
}
