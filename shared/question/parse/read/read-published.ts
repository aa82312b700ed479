import { compareDates } from "../../../time/calendar.ts";
import type { IsoDate } from "../../../time/grain.ts";
import { startOf } from "../../../time/periods.ts";
import { wordOf } from "../find.ts";
import { beside, breaksBetween, isFree, placesOf, type Scan, use } from "../scan.ts";
import { gapText, label } from "../words/labels.ts";
import { type Span, spanAt } from "./read-time.ts";

/**
 * Versions of a revised series: "as published on 31 August 2021", "the difference between the figures published on A and
 * on B", "between the versions of A and B". One date fixes the version; of two, the later is asked about and held
 * against the earlier.
 */
export function readPublished(scan: Scan): void {
  const dates = placesOf(scan, (find) => wordOf(find, "as-published", "version") !== undefined).flatMap(
    (at) => datesBefore(scan, at) ?? datesBehind(scan, at),
  );
  const [first, ...others] = [...new Set(dates)].sort(compareDates);
  const last = others.at(-1);
  if (first === undefined) return;
  scan.draft.asPublished = last ?? first;
  if (last !== undefined) scan.draft.against = { kind: "published-version", asOf: first };
}

const VERSION = /^(?:versions?|vintages?|editions?|releases?|published|publication)$/;
const FIRST = /^(?:first|oldest|earliest|initial|original)$/;
const LAST = /^(?:last|latest|newest|final)$/;

/**
 * "The first and the last published version", "in the newest version": which days those are, once the measure and the
 * time are read. The first version says nothing of days after it: then the dates are asked for.
 */
export function settlePublished(scan: Scan): void {
  const { draft, index } = scan;
  const { tokens } = scan.cut;
  const named = tokens.findIndex(({ norm }) => VERSION.test(norm));
  if (draft.asPublished !== undefined || named < 0) return;
  const around = placesOf(
    scan,
    ({ first, last }, at) => last >= named - 8 && first <= named + 4 && !spanAt(scan, at),
  );
  const saying = (words: RegExp): number[] =>
    around.filter((at) => {
      const find = scan.finds[at];
      return tokens.slice(find?.first, (find?.last ?? -1) + 1).some(({ norm }) => words.test(norm));
    });
  const [firsts, lasts] = [saying(FIRST), saying(LAST)];
  if (firsts.length + lasts.length === 0) return;
  const kept = (index.measuring.get(draft.concept ?? "") ?? []).flatMap(({ published, concepts }) =>
    published && concepts.some(({ subject }) => !draft.subject || subject === draft.subject)
      ? [published]
      : [],
  );
  const first = kept.map((one) => one.first).sort(compareDates)[0];
  const last = kept
    .map((one) => one.last)
    .sort(compareDates)
    .at(-1);
  const day = draft.time?.to ?? draft.time?.from;
  const holdsDay = first !== undefined && day !== undefined && compareDates(day, first) <= 0;
  if (!first || !last || (firsts.length > 0 && !holdsDay)) {
    if (firsts.length > 0) scan.gaps.push({ part: "measure", text: gapText.whichVersions });
    return;
  }
  draft.asPublished = lasts.length > 0 ? last : first;
  if (firsts.length > 0 && lasts.length > 0) draft.against = { kind: "published-version", asOf: first };
  for (const at of firsts) use(scan, at, "published", label.publishedOn(first));
  for (const at of lasts) use(scan, at, "published", label.publishedOn(last));
  for (const at of saying(VERSION)) use(scan, at, "published", label.version);
}

/** The days of publication that a find names, which takes it off the table: the ends of a range, or the last day of a span. */
function taken(scan: Scan, at: number, span: Span): IsoDate[] {
  const { from, to } = span;
  use(scan, at, "published", label.publishedOn(to ?? from ?? scan.asked));
  const ends = from && to && from !== to && startOf(span.grain, to) !== from;
  return ends ? [from, to] : [to ?? from ?? scan.asked];
}

/** "the 30 April 2021 and 31 May 2021 versions": the dates stand before the word. */
function datesBefore(scan: Scan, at: number): IsoDate[] | null {
  const before = at > 0 && !breaksBetween(scan, at - 1) ? at - 1 : -1;
  const span = spanAt(scan, before);
  const lastWord = scan.cut.tokens[scan.finds[at]?.last ?? 0]?.norm ?? "";
  if (!span || !isFree(scan, before) || !/^(version|vintage|edition|release)s?$/.test(lastWord)) return null;
  const earlier = beside(scan, before, -1, "and", "to");
  const earlierSpan = spanAt(scan, earlier);
  const pair = earlierSpan && isFree(scan, earlier) && joined(scan, earlier, before);
  use(scan, at, "published", label.version);
  return [...(pair ? taken(scan, earlier, earlierSpan) : []), ...taken(scan, before, span)];
}

/** "published on A and (on) B": the dates stand behind the word. */
function datesBehind(scan: Scan, at: number): IsoDate[] {
  const dates: IsoDate[] = [];
  let next = beside(scan, at, 1, "in", "of", "between");
  for (let span = spanAt(scan, next); span && isFree(scan, next); span = spanAt(scan, next)) {
    dates.push(...taken(scan, next, span));
    const follow = beside(scan, next, 1, "and", "to", "of", "in", "one", "as-published", "version");
    if (follow < 0 || !joined(scan, next, follow)) break;
    next = follow;
  }
  if (dates.length > 0) use(scan, at, "published", label.version);
  return dates;
}

/** Two finds with "and" or "to" between them and little else. */
function joined(scan: Scan, a: number, b: number): boolean {
  if (b - a > 5) return false;
  for (let at = a + 1; at < b; at += 1) if (wordOf(scan.finds[at], "and", "to")) return true;
  return false;
}
