import { compareDates, daysBetween } from "../../../time/calendar.ts";
import { conceptLabel } from "../../../vocabulary/words.ts";
import type { Kind } from "../../question.ts";
import { readingsOf, wordOf } from "../find.ts";
import { amountAt } from "../numbers.ts";
import { beside, breaksBetween, freeWords, isFree, placesOf, type Scan, typed, use } from "../scan.ts";
import { gapText, label } from "../words/labels.ts";

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
  if (!draft.kind && changesNow(scan)) draft.kind = "trend";
  if (!draft.kind && draft.against) draft.kind = draft.against.kind === "target" ? "situation" : "comparison";
  draft.kind ??= "situation";
}

/** Whether what a kind needs is there: a time ahead for a forecast, a second measure for a relationship. */
function fitsKind(scan: Scan, kind: Kind): boolean {
  switch (kind) {
    case "forecast":
      return isAhead(scan);
    case "relationship":
    case "coverage":
      return secondMeasure(scan);
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
  return first === "how" && scan.draft.statistic?.kind === "change" && !scan.draft.time?.to;
}

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

function secondMeasure(scan: Scan): boolean {
  const { draft } = scan;
  const at = placesOf(scan, (find, i) => isFree(scan, i) && readingsOf(find, "concept").length > 0)[0];
  const id = readingsOf(scan.finds[at ?? -1], "concept")[0]?.id;
  if (at === undefined || !id || id === draft.concept) return false;
  draft.second = id;
  use(scan, at, "measure", conceptLabel(scan.vocabulary, id));
  return true;
}

/** "after the lockdown of 9 March 2020", "since masks were required on …": what happened and when, for a question of effect. */
export function readIntervention(scan: Scan): void {
  const { draft } = scan;
  const kind = placesOf(scan, (find, at) => isFree(scan, at) && wordOf(find, "kind")?.kind === "impact")[0];
  if (kind === undefined) return;
  const on = draft.time?.from ?? draft.time?.to;
  const what = scan.finds.findIndex(
    (find, at) => isFree(scan, at) && readingsOf(find, "concept").length > 0 && at !== kind,
  );
  if (!on || what < 0) return;
  draft.intervention = { what: typed(scan, what), on };
  draft.time = { any: true };
  use(scan, what, "kind", label.kind("impact"));
  const after = beside(scan, kind, 1, "of", "in");
  if (after === what) use(scan, kind, "kind", label.kind("impact"));
}
