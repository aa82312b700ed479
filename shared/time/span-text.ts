import { addDays, compareDates, dateParts } from "./calendar.ts";
import { type Atom, findAtoms, spanOf } from "./date-atoms.ts";
import type { Grain, IsoDate } from "./grain.ts";
import type { ClosedSpan } from "./periods.ts";
import { casualMentions, relativeMentions } from "./relative-times.ts";
import { modified, type Piece } from "./span-modifiers.ts";
import { overlaps, type SpanMeaning, type TimeMention } from "./time-mention.ts";

/** A named event of the text whose dates are known ("Hurricane Maria"), so that "during" and "a month after" it can be read. */
export type TimeAnchor = {
  readonly start: number;
  readonly end: number;
  readonly from: IsoDate;
  readonly to?: IsoDate | undefined;
  /** The day it struck, if that is not its first: "one month after" counts from here. */
  readonly struck?: IsoDate | undefined;
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
    const joined = next ? join(piece, next, text, floor) : null;
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

function piecesOf(text: string, asked: IsoDate, anchors: readonly TimeAnchor[]): Piece[] {
  const atoms = findAtoms(text).filter((atom) => !anchors.some((anchor) => overlaps(atom, anchor)));
  const dated = withYears(atoms, text, asked).map(
    ({ atom, span, yearGuessed }): Piece => ({
      start: atom.start,
      end: atom.end,
      span,
      grain: atom.grain,
      certain: atom.certain && !yearGuessed,
      yearGuessed,
      other: atom.other?.(dateParts(span.from).year) ?? null,
      anchor: false,
      struck: null,
    }),
  );
  const named = anchors.map(
    (anchor): Piece => ({
      start: anchor.start,
      end: anchor.end,
      span: { from: anchor.from, to: anchor.to ?? anchor.from },
      grain: "day",
      certain: true,
      yearGuessed: false,
      other: null,
      anchor: true,
      struck: anchor.struck ?? anchor.from,
    }),
  );
  return [...dated, ...named].sort((a, b) => a.start - b.start);
}

type DatedAtom = { readonly atom: Atom; readonly span: ClosedSpan; readonly yearGuessed: boolean };

/** What may stand between two dates of which one says the year for both. */
const SHARES_YEAR =
  /^\s*,?\s*(-|–|—|to|until|till|through|up to|au|à|and|or|&|versus|vs\.?|et|ou)?(?: the)?(?: (?:early|mid|late|end of|start of|beginning of|week of))?(?: the)?[\s-]*$/i;

/**
 * The year that each date takes from those behind it, null where none does: in "March, April and May 2020" the last says it
 * for all. What would come after its neighbour is of the year before ("December to February 2021").
 */
function yearsBehind(atoms: readonly Atom[], text: string): readonly (number | null)[] {
  const years = atoms.map(({ year }) => year);
  for (let at = atoms.length - 2; at >= 0; at -= 1) {
    const [atom, after, year] = [atoms[at], atoms[at + 1], years[at + 1]];
    if (!atom || !after || atom.year !== null || year === null || year === undefined) continue;
    if (!SHARES_YEAR.test(text.slice(atom.end, after.start))) continue;
    const isLater = compareDates(atom.inYear(year).from, after.inYear(year).to) > 0;
    years[at] = isLater ? year - 1 : year;
  }
  return years;
}

/** Gives every date a year: its own, that of the date it is joined with, or else the latest that has begun. */
function withYears(atoms: readonly Atom[], text: string, asked: IsoDate): DatedAtom[] {
  const years = yearsBehind(atoms, text);
  return atoms.map((atom, at): DatedAtom => {
    if (atom.year !== null) return { atom, span: spanOf(atom, asked), yearGuessed: false };
    const before = atoms[at - 1];
    const after = atoms[at + 1];
    const own = years[at];
    if (own !== undefined && own !== null) return { atom, span: atom.inYear(own), yearGuessed: false };
    if (before && before.year !== null && SHARES_YEAR.test(text.slice(before.end, atom.start))) {
      const span = atom.inYear(before.year);
      const isEarlier = compareDates(span.to, before.inYear(before.year).from) < 0;
      return { atom, span: isEarlier ? atom.inYear(before.year + 1) : span, yearGuessed: false };
    }
    const span = spanOf(atom, asked);
    if (after && after.year === null && SHARES_YEAR.test(text.slice(atom.end, after.start))) {
      const next = spanOf(after, asked);
      if (compareDates(span.from, next.to) > 0) {
        return { atom, span: atom.inYear(dateParts(span.from).year - 1), yearGuessed: true };
      }
    }
    return { atom, span, yearGuessed: true };
  });
}

const PREFIXES: readonly { pattern: RegExp; as: SpanMeaning | "before" | "after" }[] = [
  {
    pattern:
      /\b(?:up to and including|until and including|up until|up to|until|till|through(?: to)?|by|as of|as at|no later than|not later than|up till|jusqu['’](?:à|au|en)(?: fin)?|au plus tard le|prior to and including)(?: the| le)?(?: year| month of)? $/i,
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
  const base = {
    start,
    end: piece.end,
    grain: piece.grain,
    certain: piece.certain,
    ...(piece.yearGuessed && { yearGuessed: true }),
    ...(piece.other && { other: piece.other }),
  };
  if (onwards && (prefix?.as === "since" || !prefix))
    return { ...base, end: piece.end + onwards[0].length, span: { from: piece.span.from }, meaning: "since" };
  // "From 3 to 9 March" and "between 1 and 15 April": the range is one expression behind its opening word.
  const isRange =
    piece === bare && piece.grain === "day" && !piece.anchor && piece.span.from !== piece.span.to;
  const opening = /\b(?:between|from|entre|du)(?: the)? $/i.exec(before);
  if (isRange && opening) {
    const { from, to } = piece.span;
    return {
      ...base,
      start: piece.start - (before.length - opening.index),
      span: { from, to },
      meaning: "within",
    };
  }
  // What an event divides, it divides on the day it struck.
  const struck = piece === bare ? piece.struck : null;
  switch (prefix?.as) {
    case "by":
      return { ...base, span: { to: piece.span.to }, meaning: "by" };
    case "before":
      return { ...base, span: { to: addDays(struck ?? piece.span.from, -1) }, meaning: "by" };
    case "since":
      return { ...base, span: { from: struck ?? piece.span.from }, meaning: "since" };
    case "after":
      return {
        ...base,
        span: { from: addDays(struck ?? piece.span.to, 1) },
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
function join(first: Piece, second: Piece, text: string, floor: number): TimeMention | null {
  const left = modified(first, text, floor);
  let right = second;
  let between = text.slice(first.end, second.start);
  if (!JOINS.test(between)) {
    right = modified(second, text, first.end);
    between = text.slice(first.end, right.start);
    if (!JOINS.test(`${between} `)) return null;
  }
  const { from } = left.span;
  const { to } = right.span;
  if (compareDates(from, to) > 0) return null;
  const before = text.slice(Math.max(floor, left.start - 30), left.start);
  const opened = /\b(between|from|entre|du|de)(?: the| le)? $/i.exec(before);
  // "in 2019 and in 2020" names two times; what follows on without a gap ("July and August") is one.
  const listed = /\b(?:and|et)\b/i.test(between) && !/^(?:between|from|entre)$/i.test(opened?.[1] ?? "");
  if (
    listed &&
    (left.grain !== right.grain || addDays(left.span.to, 1) !== right.span.from || left.grain === "year")
  ) {
    return null;
  }
  const prefix = opened ?? /\b(?:in|during|over|on|within)(?: the)? $/i.exec(before);
  return {
    start: prefix ? left.start - (before.length - prefix.index) : left.start,
    end: right.end,
    span: { from, to },
    grain: finer(left.grain, right.grain),
    meaning: "within",
    certain: left.certain && right.certain,
    ...((left.yearGuessed || right.yearGuessed) && { yearGuessed: true }),
  };
}

const ORDER: readonly Grain[] = ["hour", "day", "week", "month", "quarter", "year"];
const finer = (a: Grain, b: Grain): Grain => (ORDER.indexOf(a) <= ORDER.indexOf(b) ? a : b);
