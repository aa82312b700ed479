import { conceptById } from "../../vocabulary/hierarchy.ts";
import type { Statistic } from "../question.ts";
import { behaviourOf } from "./measured-behaviour.ts";
import { type Choice, placesOf, type Scan } from "./scan.ts";
import { label } from "./words/labels.ts";

/** What is meant when nothing is said. A level over a long window could be its peak or its mean: said as unsure. */
export function usual(scan: Scan): Statistic {
  const { draft } = scan;
  const behaviour = behaviourOf(scan);
  const { time } = draft;
  const oneDay = time?.from !== undefined && time.from === time.to;
  const window = time?.from !== undefined && !oneDay && !time.upTo;
  if (behaviour === "event") return { kind: "records" };
  if (behaviour === "flow" || behaviour === "cumulative") return dayTotal(scan, oneDay);
  if (draft.kind === "trend") return { kind: behaviour === "stock" ? "peak" : "mean" };
  if (!window) return { kind: "latest" };
  const usualKind = draft.concept ? conceptById(scan.vocabulary, draft.concept)?.usualStatistic : undefined;
  const kind =
    behaviour === "stock" ? (usualKind === "latest" || usualKind === "peak" ? "peak" : "mean") : "mean";
  doubtStatistic(scan, kind);
  return { kind };
}

/**
 * "deaths on 1 June": what happened that day, or all up to then? Between published versions of a series the running total
 * is meant; else the day, unless said ("new", "daily") as a guess.
 */
function dayTotal(scan: Scan, oneDay: boolean): Statistic {
  const { draft } = scan;
  const at = placesOf(scan, (_find, i) => scan.uses.get(i)?.part === "time")[0];
  const taken = at === undefined ? undefined : scan.uses.get(at);
  const day = draft.time?.to;
  const unsaid = oneDay && !draft.fresh && !draft.grain && !draft.time?.upTo && day !== undefined;
  if (!unsaid || at === undefined || !taken || draft.counts) return { kind: "total" };
  // "weekly admissions on 1 November": the week's figure that stands at that day.
  if (scan.cut.tokens.some(({ norm }) => norm === "weekly")) return { kind: "latest" };
  const running = draft.asPublished !== undefined || stands(scan);
  if (running) draft.time = { to: day };
  const other = running
    ? { label: label.onDay(day), patch: { time: { from: day, to: day } } }
    : { label: label.upToDay(day), patch: { time: { to: day } } };
  scan.uses.set(at, {
    ...taken,
    reading: running ? label.upToDay(day) : label.onDay(day),
    unsure: true,
    choices: [...taken.choices, other],
  });
  return { kind: "total" };
}

/** "How many cases did Italy have on 1 April": cases a place has stand there; what it reports on a day happened that day. */
const stands = (scan: Scan): boolean =>
  scan.draft.concept === "cases" &&
  /\b(?:have|had|has)\b/i.test(scan.cut.text) &&
  !/\b(?:report|register|record|see|seen|count on|add|die|new|during)/i.test(scan.cut.text);

/** Marks the measure as unsure in its statistic, with the other legal ones as choices. */
function doubtStatistic(scan: Scan, chosen: "peak" | "mean"): void {
  const at = placesOf(scan, (_find, i) => scan.uses.get(i)?.part === "measure")[0];
  const taken = at === undefined ? undefined : scan.uses.get(at);
  const { concept, subject } = scan.draft;
  if (at === undefined || !taken || !concept) return;
  const oneYear =
    scan.draft.time?.from?.slice(5) === "01-01" &&
    scan.draft.time.to === `${scan.draft.time.from.slice(0, 4)}-12-31`;
  const others = (["peak", "mean", "latest", "lowest"] as const).filter((kind) => kind !== chosen);
  const choices: Choice[] = others.map((kind) => ({
    label: label.statistic(kind),
    patch: { measure: { concept, ...(subject && { subject }), statistic: { kind } } },
  }));
  // Over one year a yearly figure is its own mean: nothing to be unsure of.
  const unsure = !(oneYear && chosen === "mean");
  scan.uses.set(at, {
    ...taken,
    reading: `${taken.reading}, ${label.statistic(chosen)}`,
    unsure: taken.unsure || unsure,
    choices: [...taken.choices, ...choices],
  });
}
