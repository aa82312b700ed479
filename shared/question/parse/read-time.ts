import { addDays, compareDates } from "../../time/calendar.ts";
import type { IsoDate } from "../../time/grain.ts";
import { endOf, startOf } from "../../time/periods.ts";
import { subjectById } from "../../vocabulary/hierarchy.ts";
import { applyOffset, type TimeMeaning } from "./date-span.ts";
import { readingsOf, wordOf } from "./find.ts";
import { label } from "./labels.ts";
import { beside, breaksBetween, type Choice, isFree, placesOf, type Scan, use } from "./scan.ts";

type Span = Extract<TimeMeaning, { kind: "span" }>;

const timeAt = (scan: Scan, at: number): TimeMeaning | undefined =>
  readingsOf(scan.finds[at], "time")[0]?.time;

const spanAt = (scan: Scan, at: number): Span | undefined => {
  const time = timeAt(scan, at);
  return time?.kind === "span" ? time : undefined;
};

/**
 * Versions of a revised series: "as published on 31 August 2021", "the difference between the figures published on A and
 * on B", "between the versions of A and B". One date fixes the version; of two, the later is asked about and held against the earlier.
 */
export function readPublished(scan: Scan): void {
  const dates: IsoDate[] = [];
  const take = (at: number, span: Span): void => {
    if (
      span.role === "within" &&
      span.from &&
      span.to &&
      span.from !== span.to &&
      startOf(span.precision, span.to) !== span.from
    ) {
      dates.push(span.from, span.to);
    } else if (span.to ?? span.from) {
      dates.push(span.to ?? span.from ?? scan.asked);
    }
    use(scan, at, "published", label.publishedOn(span));
  };
  for (const at of placesOf(scan, (find) => wordOf(find, "as-published", "version") !== undefined)) {
    const before = at > 0 && !breaksBetween(scan, at - 1) ? at - 1 : -1;
    const beforeSpan = spanAt(scan, before);
    const isVersion =
      wordOf(scan.finds[at], "version") !== undefined ||
      /version|vintage|edition|release/.test(scan.cut.tokens[scan.finds[at]?.last ?? 0]?.norm ?? "");
    if (beforeSpan && isVersion && isFree(scan, before)) {
      const earlier = beside(scan, before, -1, "and", "to");
      const earlierSpan = spanAt(scan, earlier);
      if (earlierSpan && isFree(scan, earlier) && joined(scan, earlier, before)) take(earlier, earlierSpan);
      take(before, beforeSpan);
      use(scan, at, "published", label.version);
      continue;
    }
    let next = beside(scan, at, 1, "in", "of", "between");
    let found = false;
    while (next >= 0 && isFree(scan, next)) {
      const span = spanAt(scan, next);
      if (!span) break;
      take(next, span);
      found = true;
      const follow = beside(scan, next, 1, "and", "to", "as-published", "version");
      if (follow < 0 || !spanAt(scan, follow) || !joined(scan, next, follow)) break;
      next = follow;
    }
    if (found) use(scan, at, "published", label.version);
  }
  const sorted = [...new Set(dates)].sort((a, b) => (compareDates(a, b) < 0 ? -1 : 1));
  const [first] = sorted;
  const last = sorted.at(-1);
  if (first && last && first !== last) {
    scan.draft.asPublished = last;
    scan.draft.against = { kind: "published-version", asOf: first };
  } else if (first) {
    scan.draft.asPublished = first;
  }
}

/** Two finds with "and" or "to" between them and little else. */
function joined(scan: Scan, a: number, b: number): boolean {
  if (b - a > 5) return false;
  for (let at = a + 1; at < b; at += 1) if (wordOf(scan.finds[at], "and", "to")) return true;
  return false;
}

/** The event that an offset ("one month after") or a preposition ("during") points at, with its dates. */
function eventAt(scan: Scan, at: number): { id: string; from: IsoDate; to: IsoDate } | null {
  for (const reading of readingsOf(scan.finds[at], "subject")) {
    const subject = subjectById(scan.vocabulary, reading.id);
    if (subject?.from && (subject.kind === "event" || subject.kind === "conflict")) {
      return { id: subject.id, from: subject.from, to: subject.to ?? scan.asked };
    }
  }
  return null;
}

/** "one month after Hurricane Maria": counted from the event's first day, which is said to be a guess. */
function readOffsets(scan: Scan, spans: { at: number; span: Span }[]): void {
  for (const at of placesOf(scan, (find) => readingsOf(find, "time")[0]?.time.kind === "offset")) {
    const time = timeAt(scan, at);
    if (time?.kind !== "offset") continue;
    const event = beside(scan, at, 1, "in", "of");
    const dates = eventAt(scan, event);
    if (!dates) continue;
    const resolved = applyOffset(dates, time);
    const explicit = spans.length > 0;
    const reading = label.span(resolved);
    if (!explicit) spans.push({ at, span: { kind: "span", role: "within", ...resolved } });
    use(scan, at, "time", explicit ? label.saidByDate : reading, {
      unsure: !explicit,
      choices: explicit ? [] : offsetChoices(dates, time),
    });
    use(scan, event, "time", label.eventDates(dates));
    usedEventWords(scan, event);
  }
}

function offsetChoices(
  event: { from: IsoDate; to: IsoDate },
  time: Extract<TimeMeaning, { kind: "offset" }>,
): Choice[] {
  const others = [applyOffset({ from: event.to, to: event.to }, time), applyOffset(event, time)];
  return others.map((span) => ({
    label: label.span(span),
    patch: { time: { from: span.from, to: span.to } },
  }));
}

/** "made landfall", "struck" beside an event say nothing more. */
function usedEventWords(scan: Scan, event: number): void {
  const next = beside(scan, event, 1);
  if (next >= 0 && wordOf(scan.finds[next], "event") && isFree(scan, next))
    use(scan, next, "time", label.event);
}

/** "during Hurricane Irma", "before the war", "since the outbreak": the event's own dates, where no date is given. */
function readEvents(scan: Scan, spans: { at: number; span: Span }[]): void {
  for (const at of placesOf(scan, (_find, i) => isFree(scan, i) && eventAt(scan, i) !== null)) {
    const dates = eventAt(scan, at);
    const before = beforeEvent(scan, at);
    if (!dates || before === null) continue;
    const span: Span = {
      kind: "span",
      precision: "day",
      role: "within",
      ...(before === "during" && { from: dates.from, to: dates.to }),
      ...(before === "after" && { from: dates.from }),
      ...(before === "before" && { to: addDays(dates.from, -1) }),
    };
    if (spans.length === 0) spans.push({ at, span });
    use(scan, at, "time", label.eventDates(dates));
    usedEventWords(scan, at);
  }
}

const RELATION: ReadonlyMap<string, "during" | "before" | "after"> = new Map([
  ["during", "during"],
  ["throughout", "during"],
  ["amid", "during"],
  ["when", "during"],
  ["while", "during"],
  ["as", "during"],
  ["before", "before"],
  ["until", "before"],
  ["after", "after"],
  ["since", "after"],
  ["following", "after"],
  ["pendant", "during"],
]);

function beforeEvent(scan: Scan, at: number): "during" | "before" | "after" | null {
  const first = scan.finds[at]?.first ?? 0;
  for (let i = first - 1; i >= 0 && i >= first - 3; i -= 1) {
    const token = scan.cut.tokens[i];
    if (!token || token.kind !== "word") return null;
    const relation = RELATION.get(token.norm);
    if (relation) return relation;
    if (!scan.index.skipped.has(token.norm) && !["peak", "height", "of"].includes(token.norm)) return null;
  }
  return null;
}

/** True when the words before a span hold it against something: "compared with 2019", "than in April". */
function isAgainst(scan: Scan, at: number): boolean {
  const before = beside(scan, at, -1, "in", "and", "of");
  return (
    before >= 0 &&
    !breaksBetween(scan, before, /[.?!]/) &&
    wordOf(scan.finds[before], "versus", "than") !== undefined
  );
}

/** Fills in the question's time, and the window it is compared with where one is named. */
export function readTime(scan: Scan): void {
  const spans = placesOf(scan, (_find, at) => isFree(scan, at) && spanAt(scan, at) !== undefined).flatMap(
    (at) => {
      const span = spanAt(scan, at);
      return span ? [{ at, span }] : [];
    },
  );
  const against = spans.filter(({ at }) => isAgainst(scan, at));
  const main = spans.filter((entry) => !against.includes(entry));
  readOffsets(scan, main);
  readEvents(scan, main);
  for (const { at, span } of against) readAgainstWindow(scan, at, span);
  for (const at of placesOf(scan, (_find, i) => isFree(scan, i) && timeAt(scan, i)?.kind === "any")) {
    use(scan, at, "time", label.anyTime);
    if (main.length === 0) scan.draft.time ??= { any: true };
  }
  settle(scan, main);
}

function readAgainstWindow(scan: Scan, at: number, span: Span): void {
  if (span.from && span.to && !scan.draft.against) {
    scan.draft.against = { kind: "window", from: span.from, to: span.to };
    use(scan, at, "against", label.span(span), { unsure: span.yearless === true });
  }
}

/** Several spans become one: a span inside another is the finer word, neighbours join, a start and an end make a window. */
function settle(scan: Scan, spans: readonly { at: number; span: Span }[]): void {
  const [first, ...others] = spans;
  if (!first) return;
  let { span } = first;
  const mark = (at: number, one: Span, extra: readonly Choice[] = [], unsure = false): void => {
    const doubt = one.doubt
      ? [{ label: label.span(one.doubt), patch: { time: { from: one.doubt.from, to: one.doubt.to } } }]
      : [];
    const guessed = one.doubt !== undefined || one.yearless === true;
    use(scan, at, "time", one.yearless ? label.yearGuessed(one) : label.span(one), {
      unsure: unsure || guessed,
      choices: [...doubt, ...extra],
    });
  };
  for (const other of others) {
    const next = unite(span, other.span);
    if (next) {
      span = next;
      mark(other.at, other.span);
    } else {
      const patch = {
        time: {
          ...(other.span.from && { from: other.span.from }),
          ...(other.span.to && { to: other.span.to }),
        },
      };
      mark(other.at, other.span, [{ label: label.insteadUse(other.span), patch }], true);
    }
  }
  mark(first.at, first.span);
  scan.draft.time = {
    ...(span.from && { from: span.from }),
    ...(span.to && { to: span.to }),
    ...(span.role === "by" && { upTo: true as const }),
  };
  if (isEdge(scan, first.at)) scan.draft.time.upTo = true;
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
  if (a.to && b.from && addDays(a.to, 1) === b.from && b.to) return { ...a, to: b.to };
  if (b.to && a.from && addDays(b.to, 1) === a.from && a.to)
    return { ...a, from: b.from ?? a.from, to: endOf(a.precision, a.to) };
  return null;
}
