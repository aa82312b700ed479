import { addDays, compareDates } from "../../../time/calendar.ts";
import { GRAINS, type Grain, type IsoDate } from "../../../time/grain.ts";
import { subjectById } from "../../../vocabulary/hierarchy.ts";
import { readingsOf, wordOf } from "../find.ts";
import { amountAt } from "../numbers.ts";
import { beside, breaksBetween, type Choice, isFree, placesOf, type Scan, typed, use } from "../scan.ts";
import type { TimeMeaning } from "../times.ts";
import { label } from "../words/labels.ts";

/** A stretch of days as said. */
export type Span = Extract<TimeMeaning, { kind: "span" }>;

const timeAt = (scan: Scan, at: number): TimeMeaning | undefined =>
  readingsOf(scan.finds[at], "time")[0]?.time;

/** The span a find speaks of, if it speaks of one. */
export const spanAt = (scan: Scan, at: number): Span | undefined => {
  const time = timeAt(scan, at);
  return time?.kind === "span" ? time : undefined;
};

/** The dates of a named event that a find names. */
function eventAt(scan: Scan, at: number): { from: IsoDate; to: IsoDate } | null {
  for (const reading of readingsOf(scan.finds[at], "subject")) {
    const subject = subjectById(scan.vocabulary, reading.id);
    if (subject?.from && (subject.kind === "event" || subject.kind === "conflict")) {
      return { from: subject.from, to: subject.to ?? scan.asked };
    }
  }
  return null;
}

/** "when Hurricane Irma struck", "at the height of the war": the event's own dates, where no date is given. */
function readEvents(scan: Scan, spans: { at: number; span: Span }[]): void {
  for (const at of placesOf(scan, (_find, i) => isFree(scan, i) && eventAt(scan, i) !== null)) {
    const dates = eventAt(scan, at);
    if (!dates || !datesTheQuestion(scan, at)) continue;
    const span: Span = { kind: "span", grain: "day", role: "within", certain: true, event: true, ...dates };
    if (spans.length === 0) spans.push({ at, span });
    use(scan, at, "time", label.eventDates(dates));
  }
}

function datesTheQuestion(scan: Scan, at: number): boolean {
  const first = scan.finds[at]?.first ?? 0;
  for (let i = first - 1; i >= Math.max(0, first - 4); i -= 1) {
    const token = scan.cut.tokens[i];
    if (token?.kind !== "word") return false;
    if (["when", "while", "height", "peak", "during", "amid", "as"].includes(token.norm)) return true;
    if (!scan.index.skipped.has(token.norm) && !["of", "at"].includes(token.norm)) return false;
  }
  return false;
}

/** True when the words before a span hold it against something: "compared with 2019", "than in April". */
function isAgainst(scan: Scan, at: number): boolean {
  const before = beside(scan, at, -1, "in", "and", "of");
  return (
    before >= 0 &&
    !breaksBetween(scan, before, /[.?!]/) &&
    (wordOf(scan.finds[before], "versus", "than") !== undefined ||
      (wordOf(scan.finds[before], "comparator") !== undefined &&
        // "50 or more in 2000" has its number before it.
        !/^(or|and) /i.test(typed(scan, before)) &&
        amountAt(scan, beside(scan, before, 1)) === null))
  );
}

/** Fills in the question's time, and the window it is compared with where one is named. */
export function readTime(scan: Scan): void {
  const spans = placesOf(scan, (_find, at) => isFree(scan, at)).flatMap((at) => {
    const span = spanAt(scan, at);
    return span ? [{ at, span }] : [];
  });
  const against = spans.filter(({ at }) => isAgainst(scan, at));
  const named = spans.filter((entry) => !against.includes(entry));
  // A date beside "the day after the landfall" is the surer word.
  const dated = named.filter(({ span }) => !span.event);
  const main = dated.length > 0 ? dated : named;
  for (const { at } of named)
    if (!main.some((entry) => entry.at === at)) use(scan, at, "time", label.saidByDate);
  readEvents(scan, main);
  for (const { at, span } of against) readAgainstWindow(scan, at, span, main[0]?.span.from?.slice(0, 4));
  for (const at of placesOf(scan, (_find, i) => isFree(scan, i) && timeAt(scan, i)?.kind === "any")) {
    const grain = grainInside(scan, at);
    if (grain) scan.draft.grain = grain;
    use(scan, at, "time", grain ? label.each(grain) : label.anyTime);
    if (main.length === 0) scan.draft.time ??= { any: true };
  }
  settle(scan, main);
}

/** "at any reading", "in each year", "over all weeks": all times, looked at by that length. */
function grainInside(scan: Scan, at: number): Grain | null {
  const find = scan.finds[at];
  const words = scan.cut.tokens.slice(find?.first ?? 0, (find?.last ?? -1) + 1).map((token) => token.norm);
  if (!words.some((word) => ["each", "every", "any", "single"].includes(word))) return null;
  if (words.some((word) => /^(readings?|snapshots?|hours?)$/.test(word))) return "hour";
  const grain = GRAINS.find((one) => words.some((word) => word === one || word === `${one}s`));
  return grain ?? null;
}

function readAgainstWindow(scan: Scan, at: number, said: Span, year: string | undefined): void {
  if (!said.from || !said.to || scan.draft.against) return;
  // "… in the fourth quarter of 2020 exceed those in the third": the year is said once.
  const shared = said.yearGuessed && year !== undefined && said.from.slice(0, 4) === said.to.slice(0, 4);
  const inYear = (date: IsoDate): IsoDate => (shared ? `${year}${date.slice(4)}` : date);
  const span = { ...said, from: inYear(said.from), to: inYear(said.to) };
  scan.draft.against = { kind: "window", from: span.from, to: span.to };
  use(scan, at, "against", label.span(span), { unsure: !span.certain && !shared });
}

/** Several spans become one: a span inside another is the finer word, neighbours join, a start and an end make a window. */
function settle(scan: Scan, spans: readonly { at: number; span: Span }[]): void {
  const [first, ...others] = spans;
  if (!first) return;
  let { span } = first;
  const mark = (at: number, one: Span, instead: readonly Choice[] = []): void => {
    const other = one.other
      ? [{ label: label.span(one.other), patch: { time: { from: one.other.from, to: one.other.to } } }]
      : [];
    const choices = [...other, ...instead];
    const reading = one.yearGuessed ? label.yearGuessed(one) : label.span(one);
    use(scan, at, "time", reading, { unsure: choices.length > 0 || !one.certain, choices });
  };
  for (const other of others) {
    const next = unite(span, other.span);
    if (next) span = next;
    const { from, to } = other.span;
    const instead = {
      label: label.insteadUse(other.span),
      patch: { time: { ...(from && { from }), ...(to && { to }) } },
    };
    mark(other.at, other.span, next ? [] : [instead]);
  }
  mark(first.at, first.span);
  scan.draft.time = {
    ...(span.from && { from: span.from }),
    ...(span.to && { to: span.to }),
    ...((span.role === "by" || isEdge(scan, first.at)) && { upTo: true as const }),
  };
}

/** "at the end of 2022" is one day for a level and a running total for a count; which, the measure decides. */
function isEdge(scan: Scan, at: number): boolean {
  const find = scan.finds[at];
  return scan.cut.tokens
    .slice(find?.first ?? 0, (find?.last ?? -1) + 1)
    .some((token) => ["end", "close", "fin"].includes(token.norm));
}

const within = (inner: Span, outer: Span): boolean =>
  inner.from !== undefined &&
  inner.to !== undefined &&
  (outer.from === undefined || compareDates(inner.from, outer.from) >= 0) &&
  (outer.to === undefined || compareDates(outer.to, inner.to) >= 0);

function unite(a: Span, b: Span): Span | null {
  if (within(a, b)) return a;
  if (within(b, a)) return b;
  if (a.from && !a.to && b.to && !b.from) return { ...a, to: b.to, role: "within" };
  if (b.from && !b.to && a.to && !a.from) return { ...b, to: a.to, role: "within" };
  if (a.to && b.from && b.to && addDays(a.to, 1) === b.from) return { ...a, to: b.to };
  if (b.to && a.from && a.to && addDays(b.to, 1) === a.from && b.from) return { ...a, from: b.from };
  return null;
}
