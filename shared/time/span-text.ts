import { casual } from "chrono-node";
import { addDays, addMonths, compareDates, dateParts, dayNumber, daysInMonth, isoDate } from "./calendar.ts";
import { type Atom, findAtoms, spanOf } from "./date-atoms.ts";
import type { Grain, IsoDate, Span } from "./grain.ts";
import { NUMBER_PATTERN, numberOf } from "./month-names.ts";
import { addPeriods, type ClosedSpan, endOf, startOf } from "./periods.ts";

/** How a span is meant: within it, up to its end, from its start on, on one day, or over all times there are. */
export type SpanMeaning = "within" | "by" | "since" | "on" | "all";

/** A time that a text names. Offsets are UTF-16 code units, end exclusive. */
export type TimeMention = {
  readonly start: number;
  readonly end: number;
  /** Both ends included; `by` has only `to`, `since` only `from`, `all` neither. */
  readonly span: Span;
  /** The grain of the expression: "in April 2020" is a month, "on 3 April" a day. */
  readonly grain: Grain;
  readonly meaning: SpanMeaning;
  /** False when the year was not said, or the reading rests on a convention (seasons, "early 2021"). */
  readonly certain: boolean;
};

/** A named event of the text whose dates are known ("Hurricane Maria"), so that "during" and "a month after" it can be read. */
export type TimeAnchor = {
  readonly start: number;
  readonly end: number;
  readonly from: IsoDate;
  readonly to?: IsoDate | undefined;
};

/** A stretch that has a span, before the words around it have been read. */
type Piece = {
  start: number;
  end: number;
  span: ClosedSpan;
  grain: Grain;
  certain: boolean;
  atom: Atom | null;
  anchor: boolean;
  point: boolean;
};

/**
 * Reads all times that a text names, left to right, relative ones against the day of asking. Own grammar for calendar
 * expressions in English and the common ones in French; chrono-node for casual ones ("yesterday", "last Friday").
 * Deterministic: no clock, no time zone, no locale.
 */
export function parseSpanText(
  text: string,
  asked: IsoDate,
  anchors: readonly TimeAnchor[] = [],
): readonly TimeMention[] {
  const pieces = piecesOf(text, asked, anchors);
  const mentions: TimeMention[] = [];
  for (let at = 0; at < pieces.length; at++) {
    const piece = pieces[at];
    if (!piece) continue;
    const floor = mentions.at(-1)?.end ?? 0;
    const next = pieces[at + 1];
    const joined = next ? join(piece, next, text, asked, floor) : null;
    if (joined) {
      mentions.push(joined);
      at++;
    } else {
      const mention = single(piece, text, floor);
      if (mention) mentions.push(mention);
    }
  }
  const relative = relativeMentions(text, asked).filter(
    (one) => !mentions.some((other) => overlaps(one, other)),
  );
  const sofar = [...mentions, ...relative];
  const rest = casualMentions(text, asked, sofar);
  return [...sofar, ...rest].sort((a, b) => a.start - b.start);
}

const overlaps = (a: { start: number; end: number }, b: { start: number; end: number }): boolean =>
  a.start < b.end && b.start < a.end;

function piecesOf(text: string, asked: IsoDate, anchors: readonly TimeAnchor[]): Piece[] {
  const atoms = findAtoms(text)
    .filter((atom) => !anchors.some((anchor) => overlaps(atom, anchor)))
    .map(
      (atom): Piece => ({
        start: atom.start,
        end: atom.end,
        span: spanOf(atom, asked),
        grain: atom.grain,
        certain: atom.certain && atom.year !== null,
        atom,
        anchor: false,
        point: false,
      }),
    );
  const named = anchors.map(
    (anchor): Piece => ({
      start: anchor.start,
      end: anchor.end,
      span: { from: anchor.from, to: anchor.to ?? anchor.from },
      grain: "day",
      certain: true,
      atom: null,
      anchor: true,
      point: false,
    }),
  );
  return [...atoms, ...named].sort((a, b) => a.start - b.start);
}

// ——— words before a date that change it ———

const MODIFIERS: readonly {
  pattern: RegExp;
  change: (span: ClosedSpan, match: RegExpExecArray, piece: Piece) => Partial<Piece> | null;
}[] = [
  {
    pattern: /(?:\bthe )?\b(end|close|start|beginning|fin|début)(?: of| de)?(?: the)? ?$/i,
    change: (span, match) => {
      const day = /^(end|close|fin)$/i.test(match[1] ?? "") ? span.to : span.from;
      return { span: { from: day, to: day }, grain: "day", point: true };
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
    }),
  },
  {
    pattern: /(?:\bthe )?\bweek (?:of|from|starting|beginning|commencing)(?: on)?(?: the)? $/i,
    change: (span, match) => ({
      span: /of/i.test(match[0])
        ? { from: startOf("week", span.from), to: endOf("week", span.from) }
        : { from: span.from, to: addDays(span.from, 6) },
      grain: "week",
    }),
  },
  {
    pattern: /(?:\bthe )?\bweek ending(?: on)?(?: the)? $/i,
    change: (span) => ({ span: { from: addDays(span.to, -6), to: span.to }, grain: "week" }),
  },
  {
    pattern: new RegExp(
      `\\b(?:in |over |during |for )?the (?:first |following |next |last )?(${NUMBER_PATTERN}) (days?|weeks?|months?|years?) (after|following|before|preceding|to) (?:the )?(?:landfall of |start of |outbreak of )?$`,
      "i",
    ),
    change: (span, match) => ({
      span: beside(span, match[1] ?? "1", match[2] ?? "days", match[3] ?? "after"),
      grain: "day",
    }),
  },
  {
    pattern: new RegExp(
      `(?:\\bthe )?(?:\\b(${NUMBER_PATTERN}) )?\\b(days?|weeks?|months?|years?) (after|following|before) (?:the )?(?:landfall of |start of |outbreak of )?$`,
      "i",
    ),
    change: (span, match, piece) => {
      const day = away(
        piece.anchor ? span.from : match[3]?.toLowerCase() === "before" ? span.from : span.to,
        numberOf(match[1] ?? "1"),
        match[2] ?? "days",
        match[3]?.toLowerCase() === "before" ? -1 : 1,
      );
      return {
        span: { from: day, to: day },
        grain: "day",
        point: true,
        certain: piece.certain && !piece.anchor,
      };
    },
  },
];

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

const grainOfUnit = (unit: string): Grain => {
  const word = unit.toLowerCase();
  if (word.startsWith("w") || word.startsWith("sem")) return "week";
  if (word.startsWith("mo")) return "month";
  if (word.startsWith("y") || word.startsWith("an")) return "year";
  return word.startsWith("q") ? "quarter" : "day";
};

const away = (day: IsoDate, count: number, unit: string, sign: 1 | -1): IsoDate =>
  addPeriods(grainOfUnit(unit), day, sign * count);

function beside(span: ClosedSpan, count: string, unit: string, where: string): ClosedSpan {
  const n = numberOf(count);
  if (/after|following/i.test(where)) {
    const from = addDays(span.to, 1);
    return { from, to: addDays(away(from, n, unit, 1), -1) };
  }
  return { from: away(span.from, n, unit, -1), to: addDays(span.from, -1) };
}

function modified(piece: Piece, text: string, floor: number): Piece {
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

// ——— one date, two dates ———

const PREFIXES: readonly { pattern: RegExp; as: SpanMeaning | "before" | "after" }[] = [
  {
    pattern:
      /\b(?:up until|up to|until|till|through(?: to)?|by|as of|as at|no later than|not later than|up till|jusqu['’](?:à|au|en)(?: fin)?|au plus tard le|prior to and including)(?: the| le)?(?: year| month of)? $/i,
    as: "by",
  },
  { pattern: /\b(?:before|prior to|ahead of|avant(?: le)?)(?: the)? $/i, as: "before" },
  {
    pattern:
      /\b(?:since|starting(?: from| on| in)?|beginning(?: on| in| from)?|from|depuis(?: le)?|à partir (?:du|de)|dès le)(?: the)?(?: lockdown of| start of)?(?: the)? $/i,
    as: "since",
  },
  { pattern: /\b(?:after|following|après(?: le)?)(?: the)? $/i, as: "after" },
  { pattern: /\b(?:on|le|dated)(?: the)? $/i, as: "on" },
  {
    pattern:
      /\b(?:in|during|throughout|over|within|for|at|en|pendant|durant|au cours d[eu]|dans|au|à la)(?: all of)?(?: the)?(?: whole)?(?: month of| year)? $/i,
    as: "within",
  },
];

function single(bare: Piece, text: string, floor: number): TimeMention | null {
  const piece = modified(bare, text, floor);
  const before = text.slice(Math.max(floor, piece.start - 60), piece.start);
  const prefix = PREFIXES.map(({ pattern, as }) => ({ match: pattern.exec(before), as })).find(
    ({ match }) => match,
  );
  // An event's name alone is a subject; it is a time only when a word or a shift says so.
  if (piece.anchor && piece === bare && !prefix) return null;
  const start = prefix?.match ? piece.start - (before.length - prefix.match.index) : piece.start;
  const onwards = /^\s+(?:onwards?|on\b|and later|and after)/i.exec(text.slice(piece.end));
  const base = { start, end: piece.end, grain: piece.grain, certain: piece.certain };
  if (onwards && (prefix?.as === "since" || !prefix))
    return { ...base, end: piece.end + onwards[0].length, span: { from: piece.span.from }, meaning: "since" };
  switch (prefix?.as) {
    case "by":
      return { ...base, span: { to: piece.span.to }, meaning: "by" };
    case "before":
      return { ...base, span: { to: addDays(piece.span.from, -1) }, meaning: "by" };
    case "since":
      return { ...base, span: { from: piece.span.from }, meaning: "since" };
    case "after":
      return {
        ...base,
        span: { from: addDays(piece.anchor ? piece.span.from : piece.span.to, 1) },
        meaning: "since",
      };
    default:
      return {
        ...base,
        span: { from: piece.span.from, to: piece.span.to },
        meaning: compareDates(piece.span.from, piece.span.to) === 0 ? "on" : "within",
      };
  }
}

const JOINS =
  /^(?:,)?\s*(?:-|–|—|to(?: the)?|until|till|through(?: to)?|and(?: the)?|up to|jusqu['’](?:à|au|en)|à|au|et(?: le)?)\s*$/i;

/** "between X and Y", "from X to Y", "X – Y"; null when the two do not belong together. */
function join(first: Piece, second: Piece, text: string, asked: IsoDate, floor: number): TimeMention | null {
  const left = modified(first, text, floor);
  let right = second;
  let between = text.slice(first.end, second.start);
  if (!JOINS.test(between)) {
    right = modified(second, text, first.end);
    between = text.slice(first.end, right.start);
    if (!JOINS.test(`${between} `)) return null;
  }
  const before = text.slice(Math.max(floor, left.start - 30), left.start);
  const opened = /\b(between|from|entre|du|de)(?: the| le)? $/i.exec(before);
  // "in 2019 and 2020" names two times; only "between" and "from" make "and" a span.
  if (/\b(?:and|et)\b/i.test(between) && !/^(?:between|from|entre)$/i.test(opened?.[1] ?? "")) return null;
  const spans = together(left, right, asked);
  if (!spans) return null;
  const prefix = opened ?? /\b(?:in|during|over|on|within)(?: the)? $/i.exec(before);
  return {
    start: prefix ? left.start - (before.length - prefix.index) : left.start,
    end: right.end,
    span: spans.span,
    grain: finer(left.grain, right.grain),
    meaning: "within",
    certain: spans.certain,
  };
}

/** Lets one date lend the other its year: "November to December 2020", "30 April 2020 to 3 May". */
function together(left: Piece, right: Piece, asked: IsoDate): { span: ClosedSpan; certain: boolean } | null {
  let from = left.span;
  let to = right.span;
  const certain = (left.atom?.certain ?? left.certain) && (right.atom?.certain ?? right.certain);
  let known = true;
  const [a, b] = [left.atom, right.atom];
  if (a && left.span === first(a, asked) && a.year === null && b && b.year !== null) {
    from = a.inYear(b.year);
    if (compareDates(from.from, to.to) > 0) from = a.inYear(b.year - 1);
  } else if (b && b.year === null && a && a.year !== null) {
    to = b.inYear(a.year);
    if (compareDates(from.from, to.to) > 0) to = b.inYear(a.year + 1);
  } else if (a?.year === null && b?.year === null) {
    known = false;
    if (compareDates(from.from, to.to) > 0)
      from = a.inYear(
        dateParts(to.from).year - (compareDates(a.inYear(dateParts(to.from).year).from, to.to) > 0 ? 1 : 0),
      );
  }
  if (compareDates(from.from, to.to) > 0) return null;
  return { span: { from: from.from, to: to.to }, certain: certain && known };
}

/** The unmodified span of an atom: only such a piece may take another year. */
const first = (atom: Atom, asked: IsoDate): ClosedSpan => spanOf(atom, asked);

const ORDER: readonly Grain[] = ["hour", "day", "week", "month", "quarter", "year"];
const finer = (a: Grain, b: Grain): Grain => (ORDER.indexOf(a) <= ORDER.indexOf(b) ? a : b);

// ——— relative and open times ———

type RelativeRule = {
  pattern: RegExp;
  read: (match: RegExpMatchArray, asked: IsoDate) => Omit<TimeMention, "start" | "end"> | null;
};

const RELATIVE: readonly RelativeRule[] = [
  {
    pattern: new RegExp(
      `\\b(?:(?:in|over|during|within|for|since) )?(?:the )?(?:last|past|previous|most recent|preceding|latest) (${NUMBER_PATTERN}) (days?|weeks?|months?|years?|quarters?|fortnights?)\\b`,
      "giu",
    ),
    read: (match, asked) =>
      lastUnits(
        numberOf(match[1] ?? "1") * (/fortnight/i.test(match[2] ?? "") ? 2 : 1),
        /fortnight/i.test(match[2] ?? "") ? "week" : (match[2] ?? "day"),
        asked,
      ),
  },
  {
    pattern:
      /\b(?:(?:in|over|during|within|for) )?(?:the |les )(\d{1,4}|deux|trois|quatre|cinq|six|sept|huit|dix|quinze|trente)? ?(?:derniers|dernières|dernières) (\d{1,4}|deux|trois|quatre|cinq|six|sept|huit|dix|quinze|trente)? ?(jours|semaines|mois|ans|années)\b/giu,
    read: (match, asked) =>
      lastUnits(numberOf(match[1] ?? match[2] ?? "1"), frenchUnit(match[3] ?? ""), asked),
  },
  {
    pattern:
      /\b(?:(?:in|over|during|within|for) )?the (?:past|last) (day|week|month|quarter|year|fortnight)\b/giu,
    read: (match, asked) =>
      lastUnits(
        /fortnight/i.test(match[1] ?? "") ? 2 : 1,
        /fortnight/i.test(match[1] ?? "") ? "week" : (match[1] ?? "day"),
        asked,
      ),
  },
  {
    pattern: /\b(?:(?:in|over|during) )?(?<!the )(last|previous) (week|month|quarter|year)\b/giu,
    read: (match, asked) => calendarUnit(match[2] ?? "week", -1, asked),
  },
  {
    pattern: /\b(?:(?:in|over|during|for) )?(this|the current) (week|month|quarter|year)\b/giu,
    read: (match, asked) => calendarUnit(match[2] ?? "week", 0, asked),
  },
  {
    pattern: /\b(?:(?:in|over|during|for) )?(?:the )?next (week|month|quarter|year)\b/giu,
    read: (match, asked) => calendarUnit(match[1] ?? "week", 1, asked),
  },
  {
    pattern: new RegExp(
      `\\b(?:(?:in|over|during|for) )?the (?:next|coming) (${NUMBER_PATTERN}) (days?|weeks?|months?)\\b`,
      "giu",
    ),
    read: (match, asked) => ({
      span: { from: addDays(asked, 1), to: away(asked, numberOf(match[1] ?? "1"), match[2] ?? "day", 1) },
      grain: grainOfUnit(match[2] ?? "day"),
      meaning: "within",
      certain: true,
    }),
  },
  {
    pattern: new RegExp(`\\b(${NUMBER_PATTERN}) (days?|weeks?|months?|years?) ago\\b`, "giu"),
    read: (match, asked) => onDay(away(asked, numberOf(match[1] ?? "1"), match[2] ?? "day", -1)),
  },
  {
    pattern: /\b(?:last|this past|the past) (spring|summer|autumn|fall|winter)(?:'s|’s)?\b/giu,
    read: (match, asked) => lastSeason(match[1] ?? "", asked),
  },
  {
    pattern:
      /\b(?:over|across|in|for|during|at) (?:all|any|every|the whole|the entire|the full|each)(?: of the)?(?: of)? (?:weeks?|days?|months?|years?|times?|periods?|dates?|time series|series|epidemic|outbreak|reporting period|readings?|snapshots?)\b|\b(?:of )?all[- ]time\b|\bever\b|\bsince (?:records|reporting|the data|measurements|the series) (?:began|begin|started|starts?)\b|\bsince (?:the|its) (?:start|beginning|outbreak)(?: of the (?:epidemic|outbreak|pandemic|crisis|series|data))?\b|\bon record\b|\bthroughout the (?:epidemic|outbreak|crisis|whole period|entire period)\b|\bso far\b|\bto date\b|\bin total over all (?:years|weeks|days|months)\b|\bsur toute la période\b/giu,
    read: () => ({ span: {}, grain: "day", meaning: "all", certain: true }),
  },
];

const frenchUnit = (word: string): string =>
  word.startsWith("sem")
    ? "week"
    : word.startsWith("mois")
      ? "month"
      : word.startsWith("an")
        ? "year"
        : "day";

/** The last n days, weeks … up to and including the day of asking. */
function lastUnits(count: number, unit: string, asked: IsoDate): Omit<TimeMention, "start" | "end"> {
  return {
    span: { from: addDays(away(asked, count, unit, -1), 1), to: asked },
    grain: grainOfUnit(unit),
    meaning: "within",
    certain: true,
  };
}

/** "Last month" is the calendar month before the one of asking, "this year" runs to the day of asking. */
function calendarUnit(unit: string, offset: -1 | 0 | 1, asked: IsoDate): Omit<TimeMention, "start" | "end"> {
  const grain = grainOfUnit(unit);
  const from = addPeriods(grain, startOf(grain, asked), offset);
  return {
    span: { from, to: offset === 0 ? asked : endOf(grain, from) },
    grain,
    meaning: "within",
    certain: true,
  };
}

const onDay = (day: IsoDate): Omit<TimeMention, "start" | "end"> => ({
  span: { from: day, to: day },
  grain: "day",
  meaning: "on",
  certain: true,
});

const SEASON_START: Readonly<Record<string, number>> = {
  spring: 3,
  summer: 6,
  autumn: 9,
  fall: 9,
  winter: 12,
};

/** The latest season of that name that is over on the day of asking (northern hemisphere, whole months). */
function lastSeason(name: string, asked: IsoDate): Omit<TimeMention, "start" | "end"> | null {
  const month = SEASON_START[name.toLowerCase()];
  if (month === undefined) return null;
  let from = isoDate(dateParts(asked).year, month, 1);
  while (compareDates(addDays(addMonths(from, 3), -1), asked) >= 0) from = addMonths(from, -12);
  return {
    span: { from, to: addDays(addMonths(from, 3), -1) },
    grain: "month",
    meaning: "within",
    certain: false,
  };
}

function relativeMentions(text: string, asked: IsoDate): TimeMention[] {
  const found: TimeMention[] = [];
  for (const { pattern, read } of RELATIVE) {
    for (const match of text.matchAll(pattern)) {
      const place = { start: match.index, end: match.index + match[0].length };
      const mention = found.some((other) => overlaps(other, place)) ? null : read(match, asked);
      if (mention) found.push({ ...place, ...mention });
    }
  }
  return found;
}

/** What chrono-node may still add: days named by their relation to today. */
const CASUAL =
  /\b(?:yesterday|today|tonight|tomorrow|(?:last|this|next|past|on) (?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b/i;

function casualMentions(text: string, asked: IsoDate, taken: readonly TimeMention[]): TimeMention[] {
  if (!CASUAL.test(text)) return [];
  const { year, month, day } = dateParts(asked);
  const reference = { instant: new Date(Date.UTC(year, month - 1, day, 12)), timezone: 0 };
  return casual.parse(text.slice(0, 10_000), reference).flatMap((result) => {
    const place = { start: result.index, end: result.index + result.text.length };
    const parts = [result.start.get("year"), result.start.get("month"), result.start.get("day")];
    const [y, m, d] = parts;
    if (!CASUAL.test(result.text) || result.end || taken.some((other) => overlaps(other, place))) return [];
    if (typeof y !== "number" || typeof m !== "number" || typeof d !== "number") return [];
    return [
      {
        ...place,
        ...onDay(isoDate(y, m, d)),
        certain: /yesterday|today|tonight|tomorrow/i.test(result.text),
      },
    ];
  });
}
