import { conceptById } from "../../../vocabulary/hierarchy.ts";
import { conceptLabel } from "../../../vocabulary/words.ts";
import type { Statistic } from "../../question.ts";
import { readingsOf, wordOf } from "../find.ts";
import { behaviourOf } from "../measured-behaviour.ts";
import { type NamedLevel, namedLevel, wholeWords } from "../scale-levels.ts";
import { beside, isFree, placesOf, type Scan, typed, use } from "../scan.ts";
import { gapText, label } from "../words/labels.ts";
import { phraseKey } from "../words/tokens.ts";
import type { Limit } from "./read-counts.ts";

export function countStatistic(scan: Scan, limit: Limit | null): Statistic {
  const { draft } = scan;
  const level = limit ? null : namedLevel(scan);
  if (level) return countOfLevel(scan, level);
  if (limit) applyLimit(scan, limit);
  const condition = limit ? { op: limit.op, value: limit.value } : { op: ">" as const, value: 0 };
  if (!limit) {
    const at = placesOf(scan, (_find, i) => scan.uses.get(i)?.part === "statistic")[0];
    const taken = at === undefined ? undefined : scan.uses.get(at);
    // "How many countries reported cases" means any; for a level of a scale "any" is a guess.
    const guessed = !["flow", "event", "cumulative"].includes(behaviourOf(scan));
    if (at !== undefined && taken)
      scan.uses.set(at, {
        ...taken,
        reading: `${taken.reading}, ${label.limit(">", 0)}`,
        unsure: taken.unsure || guessed,
      });
  }
  const share = draft.counts?.share ? { as: "share" as const } : {};
  if (draft.counts?.of === "periods") {
    draft.grain = draft.counts.grain;
    return { kind: "periods-meeting", condition, ...share };
  }
  return { kind: "places-meeting", condition, ...share };
}

/** "On how many days were schools closed at all levels": a step of the measure's scale is the limit. */
function countOfLevel(scan: Scan, { limit, label: text, sure }: NamedLevel): Statistic {
  const { draft } = scan;
  for (let i = limit.first; i <= limit.last; i += 1) use(scan, i, "threshold", text);
  for (const i of wholeWords(scan)) use(scan, i, "threshold", text);
  const at = placesOf(scan, (_find, i) => scan.uses.get(i)?.part === "statistic")[0];
  const taken = at === undefined ? undefined : scan.uses.get(at);
  if (at !== undefined && taken && !sure)
    scan.uses.set(at, { ...taken, reading: `${taken.reading}: ${text}`, unsure: true });
  const condition = { op: limit.op, value: limit.value };
  const share = draft.counts?.share ? { as: "share" as const } : {};
  if (draft.counts?.of !== "periods") return { kind: "places-meeting", condition, ...share };
  draft.grain = draft.counts.grain;
  return { kind: "periods-meeting", condition, ...share };
}

/** The measure of another concept that the tables on this one hold in the unit named: "1,000 customers" of outages, "acres" of fires. */
function conceptOfUnit(scan: Scan, at: number): string | undefined {
  const stems = new Set(phraseKey(typed(scan, at)));
  for (const { concepts } of scan.index.measuring.get(scan.draft.concept ?? "") ?? []) {
    for (const { concept } of concepts) {
      const unit = conceptById(scan.vocabulary, concept)?.unit.many;
      if (concept !== scan.draft.concept && unit && phraseKey(unit).some((stem) => stems.has(stem)))
        return concept;
    }
  }
  return undefined;
}

/** "More than half of their customers without power": the limit is on the part of the measure's own base, where a count is asked. */
function limitOfBase(scan: Scan, limit: Limit): boolean {
  const { draft } = scan;
  if (!draft.counts || draft.per) return draft.per !== undefined;
  const bases = (draft.concept ? conceptById(scan.vocabulary, draft.concept)?.denominators : undefined) ?? [];
  const noun = beside(scan, limit.last, 1, "of", "each");
  const people = wordOf(scan.finds[noun], "people") !== undefined;
  const customers = /customers?$/i.test(typed(scan, noun));
  const base =
    bases.find((id) => (people && !customers ? id === "population" : id !== "population")) ?? bases[0];
  if (!base) return false;
  draft.per = { concept: base, scale: 100 };
  if (people || readingsOf(scan.finds[noun], "concept").length > 0)
    use(scan, noun, "per", label.per(100, conceptLabel(scan.vocabulary, base)));
  return true;
}

export function applyLimit(scan: Scan, limit: Limit): void {
  const text = label.limit(limit.op, limit.value);
  const unit = scan.draft.concept ? conceptById(scan.vocabulary, scan.draft.concept)?.unit.many : undefined;
  const asksWhen = scan.finds.some((find) => wordOf(find, "when") !== undefined);
  if (asksWhen && !scan.draft.counts) scan.gaps.push({ part: "measure", text: gapText.whenPassed });
  for (let i = limit.first; i <= limit.last; i += 1) use(scan, i, "threshold", text);
  takeUnit(scan, limit.last + 1, text);
  const inPercent = limit.percent && unit !== undefined && !/%|per ?cent/.test(unit);
  if (scan.draft.counts) {
    if (inPercent && !limitOfBase(scan, limit))
      scan.gaps.push({ part: "measure", text: gapText.percentLimit });
    return;
  }
  // "fires of more than 1,000 acres": a limit on another measure picks the events that are counted.
  const noun = beside(scan, limit.last, 1, "of", "in");
  const verb = beside(scan, limit.first, -1);
  const held = new Set(
    (scan.index.measuring.get(scan.draft.concept ?? "") ?? []).flatMap(({ concepts }) =>
      concepts.map(({ concept }) => concept),
    ),
  );
  // "100 percent contained": the words of the limit may name the measure themselves.
  const named = [limit.last, noun, verb]
    .flatMap((at) => readingsOf(scan.finds[at], "concept").map(({ id }) => id))
    .filter((id) => id !== scan.draft.concept);
  const itself = readingsOf(scan.finds[noun], "concept").some(({ id }) => id === scan.draft.concept);
  const picked = itself
    ? undefined
    : (named.find((id) => held.has(id)) ?? conceptOfUnit(scan, noun) ?? named[0]);
  if (picked) {
    scan.draft.where.push({
      dimension: picked,
      op: limit.op === "=" || limit.op === "!=" ? "in" : limit.op,
      values: [limit.value],
    });
    for (const at of [noun, verb]) {
      const about =
        wordOf(scan.finds[at], "people") !== undefined || readingsOf(scan.finds[at], "concept").length > 0;
      if (about) use(scan, at, "where", `${conceptLabel(scan.vocabulary, picked)} ${text}`);
    }
    return;
  }
  if (inPercent) scan.gaps.push({ part: "measure", text: gapText.percentLimit });
  const unsure = scan.uses.get(limit.first);
  if (unsure) scan.uses.set(limit.first, { ...unsure, unsure: true });
  scan.draft.against ??= { kind: "target", value: limit.value };
}

/** The unit's own words behind a limit ("35 micrograms per cubic metre") say nothing new. */
function takeUnit(scan: Scan, from: number, text: string): void {
  const unit = scan.draft.concept ? conceptById(scan.vocabulary, scan.draft.concept)?.unit : undefined;
  const words = new Set(unit ? [...phraseKey(unit.one), ...phraseKey(unit.many)] : []);
  for (let at = from; at < from + 6 && isFree(scan, at); at += 1) {
    const find = scan.finds[at];
    const inside = scan.cut.tokens.slice(find?.first ?? 0, (find?.last ?? -1) + 1);
    if (!inside.every(({ stem, kind }) => kind === "sign" || words.has(stem))) return;
    use(scan, at, "threshold", text);
  }
}
