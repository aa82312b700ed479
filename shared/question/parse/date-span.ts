import { addDays, addMonths, compareDates, dateParts } from "../../time/calendar.ts";
import type { Grain, IsoDate } from "../../time/grain.ts";
import { addPeriods, endOf, startOf } from "../../time/periods.ts";
import { type DatePoint, type DateText, datePoint } from "./date-point.ts";
import {
  ALL_TIMES,
  DOUBTFUL_MONTHS,
  GRAIN_WORDS,
  NUMBER_WORDS,
  OPENINGS,
  type TimeRole,
} from "./time-words.ts";
import { tokenize } from "./tokens.ts";

/** A stretch of tokens that speaks of time. `next` is the token after it. */
export type TimeFind = {
  readonly first: number;
  readonly next: number;
  readonly time: TimeMeaning;
};

export type TimeMeaning =
  | {
      readonly kind: "span";
      readonly from?: IsoDate;
      readonly to?: IsoDate;
      readonly precision: Grain;
      readonly role: TimeRole;
      readonly yearless?: boolean;
      /** Built from the day the question is asked on. */
      readonly relative?: boolean;
      readonly doubt?: { readonly why: string; readonly from: IsoDate; readonly to: IsoDate };
    }
  | { readonly kind: "any" }
  /** "one month after …": waits for a date or a named event behind it. */
  | {
      readonly kind: "offset";
      readonly count: number;
      readonly grain: Grain;
      readonly way: 1 | -1;
      readonly window: boolean;
    };

const norm = (source: DateText, i: number): string => source.tokens[i]?.norm ?? "";

const follows = (source: DateText, i: number, words: readonly string[]): boolean =>
  words.every((word, k) => norm(source, i + k) === word);

function opening(source: DateText, i: number): { role: TimeRole; next: number; word: string } | null {
  const found = OPENINGS.find(([words]) => follows(source, i, words));
  if (!found) return null;
  const next = i + found[0].length;
  return {
    role: found[1],
    next:
      ["the", "la", "le"].includes(norm(source, next)) && datePoint(source, next) === null ? next + 1 : next,
    word: found[0].join(" "),
  };
}

const moved = (point: DatePoint, years: number): DatePoint => ({
  ...point,
  from: addMonths(point.from, 12 * years),
  to:
    point.precision === "day"
      ? addMonths(point.to, 12 * years)
      : endOf(point.precision, addMonths(point.from, 12 * years)),
});

/** Gives a date without a year the year of its partner, so that it lies on the right side of it. */
function sameYear(a: DatePoint, b: DatePoint): readonly [DatePoint, DatePoint] {
  if (a.yearless && !b.yearless) {
    const aligned = moved(a, dateParts(b.from).year - dateParts(a.from).year);
    const { yearless: _y, ...said } = compareDates(b.from, aligned.from) < 0 ? moved(aligned, -1) : aligned;
    return [said, b];
  }
  if (b.yearless && !a.yearless) {
    const aligned = moved(b, dateParts(a.from).year - dateParts(b.from).year);
    const { yearless: _y, ...said } = compareDates(aligned.from, a.from) < 0 ? moved(aligned, 1) : aligned;
    return [a, said];
  }
  return [a, b];
}

/** "1 to 30 April 2020": the first day borrows month and year of the second. */
function dayBeforeRange(source: DateText, i: number): DatePoint | null {
  const token = source.tokens[i];
  if (token?.kind !== "number" || !/^\d{1,2}$/.test(token.text)) return null;
  const suffix = /^(st|nd|rd|th)$/.test(norm(source, i + 1)) ? i + 2 : i + 1;
  if (!["to", "and", "-", "–", "—", "until", "through", "au", "et"].includes(norm(source, suffix)))
    return null;
  const end = datePoint(source, norm(source, suffix + 1) === "the" ? suffix + 2 : suffix + 1);
  if (!end || end.precision !== "day") return null;
  const { year, month } = dateParts(end.from);
  const point = datePoint(
    { ...source, tokens: tokenize(`${token.text} ${MONTH_LABELS[month - 1]} ${year}`), text: "" },
    0,
  );
  return point && { ...point, next: suffix, ...(end.yearless && { yearless: true }) };
}

const MONTH_LABELS = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];

const CONNECTORS: readonly (readonly string[])[] = [
  ["up", "to"],
  ["and", "until"],
  ["to"],
  ["until"],
  ["till"],
  ["through"],
  ["thru"],
  ["and"],
  ["-"],
  ["–"],
  ["—"],
  ["au"],
  ["a"],
  ["et"],
  ["jusqu", "au"],
];

/** "from A to B", "between A and B", "A to B", "A–B"; "A and B" only where the second follows directly on the first. */
function range(source: DateText, i: number): TimeFind | null {
  const word = norm(source, i);
  const between = ["between", "entre"].includes(word);
  const led = between || ["from", "du", "de"].includes(word);
  const opened = led ? null : opening(source, i);
  const start = led ? i + 1 : opened?.role === "within" ? opened.next : i;
  const the = norm(source, start) === "the" && !datePoint(source, start) ? start + 1 : start;
  const first = dayBeforeRange(source, the) ?? datePoint(source, the);
  if (!first) return null;
  const at =
    norm(source, first.next) === "," && norm(source, first.next + 1) === "and" ? first.next + 1 : first.next;
  const connector = CONNECTORS.find((words) => follows(source, at, words));
  if (!connector) return null;
  const join = connector.join(" ");
  const behind = at + connector.length;
  const second = datePoint(
    source,
    norm(source, behind) === "the" && !datePoint(source, behind) ? behind + 1 : behind,
  );
  if (!second) return null;
  const [a, b] = sameYear(first, second);
  if (compareDates(b.to, a.from) < 0) return null;
  const joinedByAnd = join === "and" || join === "et";
  if (joinedByAnd && !between && addDays(a.to, 1) !== b.from) return null;
  return {
    first: i,
    next: second.next,
    time: {
      kind: "span",
      from: a.from,
      to: b.to,
      precision: a.precision === b.precision ? a.precision : "day",
      role: "within",
      ...(a.yearless && b.yearless && { yearless: true }),
    },
  };
}

function oriented(point: DatePoint, role: TimeRole): TimeMeaning {
  const base = {
    kind: "span" as const,
    precision: point.precision,
    role,
    ...(point.yearless && { yearless: true as const }),
    ...(point.doubt && { doubt: point.doubt }),
  };
  if (role === "by") return { ...base, to: point.to };
  if (role === "since") return { ...base, from: point.from };
  if (role === "before") return { ...base, to: addDays(point.from, -1) };
  if (role === "after") return { ...base, from: addDays(point.to, 1) };
  return { ...base, from: point.from, to: point.to };
}

const ONWARD: ReadonlySet<string> = new Set(["on", "onward", "onwards", "forward"]);

const BEFORE_AMOUNTS: ReadonlySet<string> = new Set([
  "than",
  "over",
  "above",
  "below",
  "under",
  "least",
  "most",
  "exceed",
  "exceeds",
  "exceeded",
  "exceeding",
  "reach",
  "reached",
  "passed",
  "beyond",
  "about",
  "around",
  "roughly",
  "nearly",
  "almost",
  "exactly",
  ">",
  "<",
  ">=",
  "<=",
  "=",
]);

/** True for a bare year that is an amount instead ("more than 2000 deaths") or a month word that is another word ("it may be"). */
function isAmount(source: DateText, i: number, start: number, point: DatePoint): boolean {
  const one = point.next === start + 1;
  if (!one) return false;
  if (point.precision === "year")
    return BEFORE_AMOUNTS.has(norm(source, i)) || BEFORE_AMOUNTS.has(norm(source, i - 1));
  return point.yearless === true && DOUBTFUL_MONTHS.has(norm(source, start)) && i === start;
}

/** A date with what stands before it: "by 30 April 2020", "since March 2020", "from May on", "in 2021". */
function single(source: DateText, i: number): TimeFind | null {
  const opened = opening(source, i);
  const start = opened?.next ?? i;
  const point = datePoint(source, start);
  if (!point || isAmount(source, i, start, point)) return null;
  const onward = opened?.word === "from" && ONWARD.has(norm(source, point.next));
  const role: TimeRole = opened?.role ?? "point";
  return {
    first: i,
    next: onward ? point.next + 1 : point.next,
    time: oriented(point, role === "point" ? "within" : role),
  };
}

const countAt = (source: DateText, i: number): number | null => {
  const token = source.tokens[i];
  if (token?.kind === "number" && Number.isInteger(token.value)) return token.value ?? null;
  return NUMBER_WORDS.get(norm(source, i)) ?? null;
};

/** Today, yesterday, this month, last week, the last 14 days, three weeks ago: read against the day the question is asked on. */
function relative(source: DateText, i: number): TimeFind | null {
  const opened = opening(source, i);
  const since = opened?.role === "since";
  let at = opened?.next ?? i;
  if (norm(source, at) === "the") at += 1;
  const { asked } = source;
  const span = (from: IsoDate, to: IsoDate, precision: Grain, next: number): TimeFind => ({
    first: i,
    next,
    time: {
      kind: "span",
      from,
      ...(since ? {} : { to }),
      precision,
      role: since ? "since" : opened?.role === "by" ? "by" : "within",
      relative: true,
    },
  });
  const word = norm(source, at);
  if (word === "today" || (word === "right" && norm(source, at + 1) === "now"))
    return span(asked, asked, "day", at + (word === "today" ? 1 : 2));
  if (word === "yesterday") return span(addDays(asked, -1), addDays(asked, -1), "day", at + 1);
  const grain = GRAIN_WORDS.get(norm(source, at + 1));
  if (word === "this" && grain && grain !== "hour") return span(startOf(grain, asked), asked, grain, at + 2);
  if (["last", "past", "previous", "preceding"].includes(word)) {
    if (grain && grain !== "hour" && norm(source, at + 1) === grain) {
      if (word === "past") return span(addDays(addPeriods(grain, asked, -1), 1), asked, "day", at + 2);
      const start = startOf(grain, addPeriods(grain, startOf(grain, asked), -1));
      return span(start, endOf(grain, start), grain, at + 2);
    }
    const count = countAt(source, at + 1);
    const unit = GRAIN_WORDS.get(norm(source, at + 2));
    if (count !== null && count <= 5000 && unit && unit !== "hour") {
      return span(
        addDays(addPeriods(unit, asked, -count * fortnights(source, at + 2)), 1),
        asked,
        "day",
        at + 3,
      );
    }
    return null;
  }
  const count = countAt(source, at);
  const unit = GRAIN_WORDS.get(norm(source, at + 1));
  if (count !== null && count <= 5000 && unit && unit !== "hour" && norm(source, at + 2) === "ago") {
    const date = addPeriods(unit, asked, -count * fortnights(source, at + 1));
    return span(date, date, "day", at + 3);
  }
  return null;
}

const fortnights = (source: DateText, i: number): number => (norm(source, i) === "fortnight" ? 2 : 1);

/** "the day after", "one month after", "in the two weeks before": how far from what is named behind it. */
function offset(source: DateText, i: number): TimeFind | null {
  let at = i;
  const window = ["in", "during", "over", "for", "within"].includes(norm(source, at));
  if (window) at += 1;
  const the = norm(source, at) === "the";
  if (the) at += 1;
  if (the && norm(source, at) === "first") at += 1;
  const count = countAt(source, at);
  if (count !== null) at += 1;
  const grain = GRAIN_WORDS.get(norm(source, at));
  if (!grain || grain === "hour" || (count === null && !the)) return null;
  const word = norm(source, at + 1);
  const way = ["after", "following", "since"].includes(word) ? 1 : word === "before" ? -1 : null;
  if (way === null) return null;
  return {
    first: i,
    next: at + 2,
    time: {
      kind: "offset",
      count: (count ?? 1) * fortnights(source, at),
      grain,
      way,
      // "in the two weeks after" and "the week after" are stretches; "the day after" and "one month after" are days.
      window: (window && count !== null) || (the && count === null && grain !== "day"),
    },
  };
}

/** The days an offset leads to from a day: one day, or the whole stretch when the text says "in the two weeks after". */
export function applyOffset(
  anchor: { readonly from: IsoDate; readonly to: IsoDate },
  time: Extract<TimeMeaning, { kind: "offset" }>,
): { from: IsoDate; to: IsoDate; precision: Grain } {
  const start = time.way === 1 ? anchor.from : anchor.from;
  const target = addPeriods(time.grain, start, time.way * time.count);
  if (!time.window) return { from: target, to: target, precision: "day" };
  return time.way === 1
    ? { from: addDays(start, 1), to: target, precision: "day" }
    : { from: target, to: addDays(start, -1), precision: "day" };
}

function anyTime(source: DateText, i: number): TimeFind | null {
  const words = ALL_TIMES.find((phrase) => follows(source, i, phrase));
  return words ? { first: i, next: i + words.length, time: { kind: "any" } } : null;
}

/** An offset right before a date becomes that date. */
function resolved(source: DateText, find: TimeFind): TimeFind {
  if (find.time.kind !== "offset") return find;
  const at = norm(source, find.next) === "the" ? find.next + 1 : find.next;
  const point = datePoint(source, at);
  if (!point) return find;
  return {
    first: find.first,
    next: point.next,
    time: { kind: "span", ...applyOffset(point, find.time), role: "within" },
  };
}

/**
 * All stretches of the text that speak of time, left to right, none overlapping. Every token is looked at a fixed number
 * of times, so that long text takes time in proportion to its length.
 */
export function timeFinds(source: DateText): TimeFind[] {
  const finds: TimeFind[] = [];
  let i = 0;
  while (i < source.tokens.length) {
    const found =
      offset(source, i) ?? range(source, i) ?? relative(source, i) ?? single(source, i) ?? anyTime(source, i);
    if (found) {
      const whole = resolved(source, found);
      finds.push(whole);
      i = whole.next;
    } else {
      i += 1;
    }
  }
  return finds;
}
