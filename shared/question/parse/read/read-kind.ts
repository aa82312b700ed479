import { addDays, compareDates, daysBetween } from "../../../time/calendar.ts";
import type { IsoDate } from "../../../time/grain.ts";
import { conceptById, isKindOf } from "../../../vocabulary/hierarchy.ts";
import { conceptLabel } from "../../../vocabulary/words.ts";
import type { Kind } from "../../question.ts";
import { readingsOf, wordOf } from "../find.ts";
import { behaviourOf } from "../measured-behaviour.ts";
import { amountAt } from "../numbers.ts";
import { beside, breaksBetween, freeWords, isFree, placesOf, type Scan, typed, use } from "../scan.ts";
import { usual } from "../usual-statistic.ts";
import { gapText, label } from "../words/labels.ts";
import { INTERVENTION } from "./read-effect.ts";
import { spanAt } from "./read-time.ts";

/**
 * "and should a trend chart hide it?", "what should we do": asks for advice. From the word to the end of the sentence
 * nothing is read into the question; it is said so.
 */
export function readAdvice(scan: Scan): void {
  for (const at of freeWords(scan, "advice")) {
    if (!isFree(scan, at)) continue;
    let end = at;
    while (end + 1 < scan.finds.length && !breaksBetween(scan, end)) end += 1;
    const before = wordOf(scan.finds[at - 1], "and") ? at - 1 : at;
    for (let i = before; i <= end; i += 1) use(scan, i, "decision", label.advice, { unsure: true });
    const start = scan.cut.tokens[scan.finds[at]?.first ?? 0]?.start ?? 0;
    const stop = scan.cut.tokens[scan.finds[end]?.last ?? 0]?.end ?? 0;
    scan.gaps.push({ part: "other", text: gapText.advice(scan.cut.text.slice(start, stop)) });
  }
}

/** "than last year", "than the week before", "below normal": what the number is held against. */
export function readAgainst(scan: Scan): void {
  const { draft } = scan;
  for (const at of freeWords(scan, "against")) {
    const word = wordOf(scan.finds[at], "against");
    if (!word) continue;
    if (word.against === "normal") {
      // Some measures are themselves a distance from normal: nothing more to compare.
      const own = /^(mobility|excess-)/.test(draft.concept ?? "");
      use(scan, at, "against", own ? label.ownBaseline : label.notFitted, { unsure: !own });
      continue;
    }
    draft.against ??= { kind: word.against };
    use(scan, at, "against", label.statistic(word.against));
  }
  for (const at of freeWords(scan, "versus"))
    if (/^nothing$/i.test(typed(scan, at + 1))) use(scan, at, "against", label.statistic("against"));
  for (const at of freeWords(scan, "versus", "than"))
    if (draft.against) use(scan, at, "against", label.statistic("against"));
}

/** Chooses the kind; words that name one count more than what follows from the parts. */
export function readKind(scan: Scan): void {
  const { draft } = scan;
  for (const at of freeWords(scan, "kind")) {
    const kind = wordOf(scan.finds[at], "kind")?.kind;
    if (kind && kind === draft.kind) use(scan, at, "kind", label.kind(kind));
    if (!kind || draft.kind || !fitsKind(scan, kind)) continue;
    draft.kind = kind;
    use(scan, at, "kind", label.kind(draft.kind));
  }
  if (!draft.kind && changesNow(scan)) {
    draft.kind = "trend";
    // How it develops is what each period brings, not what it changed by within.
    draft.statistic = usual(scan);
  }
  if (!draft.kind && isWhollyAhead(scan) && isAhead(scan)) draft.kind = "forecast";
  if (!draft.kind && draft.against) draft.kind = draft.against.kind === "target" ? "situation" : "comparison";
  draft.kind ??= "situation";
}

/** Whether what a kind needs is there: a time ahead for a forecast, a second measure for a relationship. */
function fitsKind(scan: Scan, kind: Kind): boolean {
  switch (kind) {
    case "forecast":
      return isAhead(scan);
    case "relationship":
      return secondMeasure(scan);
    case "coverage":
      return secondMeasure(scan) || usualNeed(scan);
    case "impact":
      return scan.draft.intervention !== undefined;
    case "ranking":
      return false;
    default:
      return true;
  }
}

/** "how is it changing", "how are cases developing": a question about direction without two ends. */
function changesNow(scan: Scan): boolean {
  const first = scan.cut.tokens[0]?.norm;
  const open = !scan.draft.time?.to || scan.draft.series === true;
  return (first === "how" && scan.draft.statistic?.kind === "change" && open) || isGoing(scan);
}

/** "Is the number of daily deaths rising", "are admissions going down": which way it goes now. */
function isGoing(scan: Scan): boolean {
  if (!/^(is|are|were|was)$/.test(scan.cut.tokens[0]?.norm ?? "")) return false;
  const at = scan.finds.findIndex(
    (find, i) =>
      isFree(scan, i) &&
      /^(rising|falling|growing|shrinking|increasing|decreasing|declining|worsening|improving)$/.test(
        scan.cut.tokens[find.last]?.norm ?? "",
      ),
  );
  const behind = scan.cut.tokens[scan.finds[at]?.last ?? -1];
  const next = scan.finds[at + 1];
  // "Are increasing prices …": before a noun it only describes.
  if (at < 0 || behind === undefined || (next && readingsOf(next, "concept").length > 0)) return false;
  use(scan, at, "kind", label.kind("trend"));
  return true;
}

/** "How many cases in the next two weeks": a time that is still to come asks what is to be expected. */
const isWhollyAhead = ({ draft, asked }: Scan): boolean =>
  draft.time?.from !== undefined && draft.time.to !== undefined && compareDates(draft.time.from, asked) > 0;

/** A forecast needs a time after the day of asking, or words for one ("in the next four weeks"). */
function isAhead(scan: Scan): boolean {
  const { draft } = scan;
  for (const at of placesOf(scan, (find) => wordOf(find, "grain") !== undefined)) {
    const count = amountAt(scan, at - 1);
    const before = scan.cut.tokens[(scan.finds[count ? at - 1 : at]?.first ?? 0) - 1]?.norm;
    if (before !== "next" && before !== "coming") continue;
    draft.horizon = Math.min(366, Math.max(1, Math.round(count?.value ?? 1)));
    draft.grain = wordOf(scan.finds[at], "grain")?.grain ?? "week";
    use(scan, at, "time", label.ahead(draft.horizon, draft.grain));
    if (count) use(scan, at - 1, "time", label.ahead(draft.horizon, draft.grain));
    return true;
  }
  const to = draft.time?.to;
  if (!to || compareDates(to, scan.asked) <= 0) return false;
  draft.horizon = Math.min(366, Math.max(1, daysBetween(scan.asked, to)));
  draft.grain ??= "day";
  draft.time = { any: true };
  return true;
}

/** "Are there enough places in shelters for the people in them": the count whose usual base is the supply, where a table has it. */
function usualNeed(scan: Scan): boolean {
  const { draft, index, vocabulary } = scan;
  const supply = draft.concept ? conceptById(vocabulary, draft.concept) : undefined;
  const need = vocabulary.concepts.find(
    ({ id, denominators, behaviour }) =>
      id !== draft.concept &&
      behaviour === supply?.behaviour &&
      index.measured.has(id) &&
      denominators.some(
        (base) =>
          base === draft.concept ||
          (base !== "population" && isKindOf(vocabulary, draft.concept ?? "", base)),
      ),
  );
  if (!need || draft.concept === "population") return false;
  draft.second = need.id;
  return true;
}

/** "Did the number of people in shelters exceed the capacity": need held against supply, the other way round. */
export function readExceeds(scan: Scan): void {
  const { draft, vocabulary } = scan;
  const main = draft.concept ? conceptById(vocabulary, draft.concept) : undefined;
  if (!main || draft.counts) return;
  for (const at of freeWords(scan, "comparator")) {
    if (amountAt(scan, beside(scan, at, 1))) continue;
    const next = beside(scan, at, 1, "of");
    const supply = readingsOf(scan.finds[next], "concept")
      .map(({ id }) => id)
      .find((id) => main.denominators.some((base) => base === id || isKindOf(vocabulary, id, base)));
    if (!supply) continue;
    draft.second = main.id;
    draft.concept = supply;
    draft.kind = "coverage";
    draft.statistic = { kind: "latest" };
    use(scan, at, "kind", label.kind("coverage"));
    use(scan, next, "measure", conceptLabel(vocabulary, supply));
    return;
  }
}

function secondMeasure(scan: Scan): boolean {
  const { draft } = scan;
  const at = placesOf(scan, (find, i) => isFree(scan, i) && readingsOf(find, "concept").length > 0)[0];
  const id = readingsOf(scan.finds[at ?? -1], "concept")[0]?.id;
  if (at === undefined || !id || id === draft.concept) return false;
  draft.second = id;
  use(scan, at, "measure", conceptLabel(scan.vocabulary, id));
  return true;
}

/** The place of a word that says "after": "after the lockdown", "since masks were required", "following the ban"; −1 without. */
const afterAt = (scan: Scan): number =>
  scan.finds.findIndex(
    (find, at) =>
      isFree(scan, at) &&
      /^(after|following|since|once|apres|depuis)$/.test(scan.cut.tokens[find.first]?.norm ?? ""),
  );

/** Makes the question one of effect: what a measure did before a day and from then on. */
function asImpact(scan: Scan, what: string, on: IsoDate): void {
  const { draft } = scan;
  draft.intervention = { what, on };
  draft.time = { any: true };
  draft.kind = "impact";
  draft.grain ??= "day";
  const adds = ["flow", "cumulative", "event"].includes(behaviourOf(scan));
  draft.statistic = { kind: adds ? "total" : "mean" };
  for (const [at, taken] of scan.uses)
    if (taken.part === "statistic")
      scan.uses.set(at, { ...taken, reading: label.statistic("change"), unsure: false, choices: [] });
}

/**
 * "Did new cases change after 9 March 2020": asked with yes or no, a change after a day is one in level or pace there, whatever
 * happened on that day. "By how much did they rise after it" is a distance and stays one.
 */
function readTurningDay(scan: Scan): void {
  if (!/^\s*(?:did|do|does|have|has|had)\b/i.test(scan.cut.text)) return;
  const at = placesOf(scan, (_find, i) => scan.uses.get(i)?.part === "time")[0] ?? -1;
  const span = spanAt(scan, at);
  const word = /^(after|following|since|from)\b/i.exec(typed(scan, at))?.[1]?.toLowerCase();
  if (!span?.from || span.to || !word || span.event) return;
  const behind = (word === "after" || word === "following") && span.grain === "day";
  asImpact(scan, label.thatDay, behind ? addDays(span.from, -1) : span.from);
}

/** What happened has been read; without its day the question stays open, and it is said what is missing. */
function readIntervened(scan: Scan, what: string): void {
  const { draft } = scan;
  const { from, to } = draft.time ?? {};
  const on = from !== undefined && (to === undefined || to === from) ? from : undefined;
  if (on) {
    asImpact(scan, what, on);
    // The day parts before from after: neither all up to it nor that day alone is meant.
    for (const [at, taken] of scan.uses)
      if (taken.part === "time")
        scan.uses.set(at, { ...taken, reading: label.sinceDay(on), unsure: false, choices: [] });
    return;
  }
  draft.kind = "impact";
  scan.gaps.push({ part: "other", text: gapText.whichDay(what) });
}

/**
 * "Did admissions fall after the lockdown of 9 March 2020", "the effect of the lockdown of …": what happened and when, for
 * a question of effect. Without a word for an effect it takes a change, "after", what happened and its day.
 */
export function readIntervention(scan: Scan): void {
  const { draft } = scan;
  if (draft.intervened !== undefined) {
    readIntervened(scan, draft.intervened);
    return;
  }
  const said = placesOf(scan, (find, at) => isFree(scan, at) && wordOf(find, "kind")?.kind === "impact")[0];
  const after = afterAt(scan);
  const changes = scan.finds.some((find) => wordOf(find, "statistic")?.statistic === "change");
  const led = said ?? (changes && after >= 0 ? after : undefined);
  if (led === undefined) {
    if (changes) readTurningDay(scan);
    return;
  }
  const on = draft.time?.from ?? draft.time?.to;
  const oneDay = draft.time?.from === draft.time?.to || draft.time?.to === undefined;
  const from = said === undefined ? after : 0;
  const what = scan.finds.findIndex(
    (find, at) =>
      at >= from &&
      isFree(scan, at) &&
      at !== led &&
      (readingsOf(find, "concept").length > 0 || INTERVENTION.test(scan.cut.tokens[find.first]?.norm ?? "")),
  );
  if (!on || what < 0 || (said === undefined && !oneDay)) return;
  asImpact(scan, typed(scan, what), on);
  use(scan, what, "kind", label.kind("impact"));
  const kindAt = said === undefined ? -1 : beside(scan, said, 1, "of", "in");
  if (said !== undefined && kindAt === what) use(scan, said, "kind", label.kind("impact"));
  if (after >= 0) use(scan, after, "kind", label.kind("impact"));
}
