import { addDays, dateParts, dayNumber, daysInMonth, isoDate } from "./calendar.ts";
import type { Grain, IsoDate } from "./grain.ts";
import { NUMBER_PATTERN, numberOf } from "./month-names.ts";
import { addPeriods, type ClosedSpan, endOf, startOf } from "./periods.ts";

/** A stretch that has a span, before the words around it have been read. */
export type Piece = {
  start: number;
  end: number;
  span: ClosedSpan;
  grain: Grain;
  certain: boolean;
  yearGuessed: boolean;
  other: ClosedSpan | null;
  anchor: boolean;
  /** The day a named event struck; distances and "before", "since", "after" count from it. */
  struck: IsoDate | null;
};

const MODIFIERS: readonly {
  pattern: RegExp;
  change: (span: ClosedSpan, match: RegExpExecArray, piece: Piece) => Partial<Piece> | null;
}[] = [
  {
    pattern: /(?:\bthe )?\b(end|close|start|beginning|fin|début)(?: of| de)?(?: the)? ?$/i,
    change: (span, match) => {
      const day = /^(end|close|fin)$/i.test(match[1] ?? "") ? span.to : span.from;
      return { span: { from: day, to: day }, grain: "day" };
    },
  },
  {
    pattern: /(?:\bthe )?\b(first|second|1st|2nd|latter|last) half of(?: the)? $/i,
    change: (span, match) => ({ span: half(span, /^(first|1st)$/i.test(match[1] ?? "")), grain: "day" }),
  },
  {
    pattern: new RegExp(
      `(?:\\bthe )?\\b(first|last) (${NUMBER_PATTERN} )?(days?|weeks?|months?) of(?: the)? $`,
      "i",
    ),
    change: (span, match) => ({
      span: edge(span, match[1] ?? "", numberOf(match[2]?.trim() ?? "1"), match[3] ?? ""),
      grain: "day",
    }),
  },
  {
    pattern: /(?:\bthe )?\b(early|mid|late|début|mi)(?:[- ]| in )$/i,
    change: (span, match) => ({
      span: third(span, (match[1] ?? "").toLowerCase()),
      grain: "day",
      certain: false,
      other: span,
    }),
  },
  {
    pattern:
      /(?<!\b(?:by|per|each|every) )(?:\bthe )?\bweek (?:of|from|starting|beginning|commencing)(?: on)?(?: the)? $/i,
    change: (span, match, piece) =>
      // "In which week of 2020": a week of a year or month is any of its weeks.
      piece.grain !== "day" ? null : { span: namedWeek(span, /of/i.test(match[0])), grain: "week" },
  },
  {
    pattern:
      /(?:\b(?:in|during|for|over) )?(?:\bthe )?\b(?:week|seven days|7 days) (?:ending|to|up to|until)(?: on)?(?: the)? $/i,
    change: (span) => ({ span: { from: addDays(span.to, -6), to: span.to }, grain: "week" }),
  },
  {
    pattern: new RegExp(
      `\\b(?:in |over |during |for )?the (?:first |following |next |last )?(${NUMBER_PATTERN}) (days?|weeks?|months?|years?) (after|following|before|preceding|to) (?:the )?(?:landfall of |start of |outbreak of )?$`,
      "i",
    ),
    change: (_span, match, piece) => ({
      span: beside(countedFrom(piece), match[1] ?? "1", match[2] ?? "days", match[3] ?? "after"),
      grain: "day",
      certain: piece.certain && !piece.anchor,
    }),
  },
  {
    pattern: new RegExp(
      `(?:\\bthe )?(?:\\b(${NUMBER_PATTERN}) )?\\b(days?|weeks?|months?|years?) (after|following|before) (?:the )?(?:landfall of |start of |outbreak of )?$`,
      "i",
    ),
    change: (_span, match, piece) => {
      // "In one year before 1600" is any year up to then; "one year before 1600" is 1599.
      const anyOne = /^(?:one|a|an|single)?$/i.test(match[1] ?? "");
      if (
        anyOne &&
        /\b(?:in|on|within)(?: an?y?| one)?(?: single)? $/i.test(match.input.slice(0, match.index))
      )
        return null;
      const { from, to } = countedFrom(piece);
      const isBefore = match[3]?.toLowerCase() === "before";
      const day = away(
        isBefore ? from : to,
        numberOf(match[1] ?? "1"),
        match[2] ?? "days",
        isBefore ? -1 : 1,
      );
      return {
        span: { from: day, to: day },
        grain: "day",
        certain: piece.certain && !piece.anchor,
      };
    },
  },
];

/** "The week of 3 April" has that day in it, "the week from 3 April" begins there; "the week of 1 to 7 April" says its days itself. */
function namedWeek(span: ClosedSpan, around: boolean): ClosedSpan {
  if (span.from !== span.to) return span;
  return around
    ? { from: startOf("week", span.from), to: endOf("week", span.from) }
    : { from: span.from, to: addDays(span.from, 6) };
}

/** Distances from a named event count from the day it struck, those from a date from its edges. */
const countedFrom = ({ struck, span }: Piece): ClosedSpan =>
  struck === null ? span : { from: struck, to: struck };

function half(span: ClosedSpan, first: boolean): ClosedSpan {
  const middle = addDays(span.from, Math.floor((dayNumber(span.to) - dayNumber(span.from) + 1) / 2));
  return first ? { from: span.from, to: addDays(middle, -1) } : { from: middle, to: span.to };
}

function edge(span: ClosedSpan, which: string, count: number, unit: string): ClosedSpan {
  const grain = grainOfUnit(unit);
  if (/first/i.test(which)) return { from: span.from, to: addDays(addPeriods(grain, span.from, count), -1) };
  return { from: addPeriods(grain, addDays(span.to, 1), -count), to: span.to };
}

/** "Early" is the first third of a month or year, "mid" the second, "late" the last. */
function third(span: ClosedSpan, which: string): ClosedSpan {
  const { year, month } = dateParts(span.from);
  const days = dayNumber(span.to) - dayNumber(span.from) + 1;
  if (days > 300) {
    const first = which === "late" ? 9 : which.startsWith("mi") ? 5 : 1;
    return { from: isoDate(year, first, 1), to: isoDate(year, first + 3, daysInMonth(year, first + 3)) };
  }
  if (days >= 28 && days <= 31) {
    const first = which === "late" ? 21 : which.startsWith("mi") ? 11 : 1;
    return {
      from: isoDate(year, month, first),
      to: which === "late" ? span.to : isoDate(year, month, first + 9),
    };
  }
  const step = Math.floor(days / 3);
  const first = which === "late" ? days - step : which.startsWith("mi") ? step : 0;
  return { from: addDays(span.from, first), to: addDays(span.from, first + step - 1) };
}

/** The grain of a unit word, English or French: "weeks" → week. */
export const grainOfUnit = (unit: string): Grain => {
  const word = unit.toLowerCase();
  if (word.startsWith("w") || word.startsWith("sem")) return "week";
  if (word.startsWith("mo")) return "month";
  if (word.startsWith("y") || word.startsWith("an")) return "year";
  return word.startsWith("q") ? "quarter" : "day";
};

/** A day so many units later (`sign` 1) or earlier (-1). */
export const away = (day: IsoDate, count: number, unit: string, sign: 1 | -1): IsoDate =>
  addPeriods(grainOfUnit(unit), day, sign * count);

function beside(span: ClosedSpan, count: string, unit: string, where: string): ClosedSpan {
  const n = numberOf(count);
  if (/after|following/i.test(where)) {
    const from = addDays(span.to, 1);
    return { from, to: addDays(away(from, n, unit, 1), -1) };
  }
  // "The two weeks to 15 November" take that day in.
  if (/^to$/i.test(where)) return { from: addDays(away(span.to, n, unit, -1), 1), to: span.to };
  return { from: away(span.from, n, unit, -1), to: addDays(span.from, -1) };
}

/**
 * Applies the words before a date that change it ("end of", "first half of", "two weeks after"); the same object comes back
 * where there are none. Nothing before `floor` is read.
 */
export function modified(piece: Piece, text: string, floor: number): Piece {
  let current = piece;
  for (let round = 0; round < 2; round++) {
    const before = text.slice(Math.max(floor, current.start - 80), current.start);
    const hit = MODIFIERS.map(({ pattern, change }) => ({ match: pattern.exec(before), change })).find(
      ({ match }) => match,
    );
    if (!hit?.match) break;
    const changed = hit.change(current.span, hit.match, current);
    if (!changed) break;
    current = { ...current, ...changed, start: current.start - (before.length - hit.match.index) };
    const lead = /^\s+/.exec(text.slice(current.start));
    if (lead) current = { ...current, start: current.start + lead[0].length };
  }
  return current;
}
