import { conceptById } from "../../../vocabulary/hierarchy.ts";
import { conceptLabel } from "../../../vocabulary/words.ts";
import { readingsOf, wordOf } from "../find.ts";
import { behaviourOf } from "../measured-behaviour.ts";
import { beside, isFree, placesOf, type Scan, use } from "../scan.ts";
import { label } from "../words/labels.ts";
import { levelText } from "./read-counts.ts";

/** Statistic words that say what is made of many values. */
const saysMany = (scan: Scan): boolean =>
  scan.finds.some(
    (find) =>
      wordOf(find, "quantile") !== undefined ||
      ["mean", "median"].includes(wordOf(find, "statistic")?.statistic ?? ""),
  );

const OVER = /^(across|among|amongst|over|between|all)$/;

/**
 * "The median hunger index across all countries", "the average over the counties": one figure of each place, and of these
 * the median. Read before places, as "all countries" would else be the world.
 */
export function readAcrossPlaces(scan: Scan): void {
  const { draft } = scan;
  if (draft.counts || !saysMany(scan)) return;
  for (const at of placesOf(scan, (_find, i) => isFree(scan, i))) {
    const find = scan.finds[at];
    const tokens = scan.cut.tokens.slice(find?.first ?? 0, (find?.last ?? -1) + 1).map(({ norm }) => norm);
    const before = scan.cut.tokens[(find?.first ?? 0) - 1]?.norm ?? "";
    const beforeThat = scan.cut.tokens[(find?.first ?? 0) - 2]?.norm ?? "";
    const world = wordOf(find, "world") !== undefined && tokens.includes("countries");
    const level = wordOf(find, "level");
    const each = ["by", "each", "every", "per"].includes(before) || beforeThat === "each";
    // "The median population of US counties": the country stands between.
    const ofAll =
      readingsOf(scan.finds[at - 1], "area").length > 0 &&
      /^(of|across|over|among)$/.test(scan.cut.tokens[(scan.finds[at - 1]?.first ?? 0) - 1]?.norm ?? "");
    const led =
      (!each && before === "of") ||
      ofAll ||
      OVER.test(before) ||
      ((before === "the" || before === "all") && /^(across|among|over|of)$/.test(beforeThat));
    const plural = /s$/.test(tokens.at(-1) ?? "");
    if (!world && !(level && plural && led && readingsOf(find, "concept").length === 0)) continue;
    draft.across = "places";
    draft.by = level?.level ?? "country";
    const text = label.acrossPlaces(levelText(draft.by));
    use(scan, at, "by", text);
    const lead = beside(scan, at, -1);
    if (OVER.test(scan.cut.tokens[scan.finds[lead]?.first ?? 0]?.norm ?? "")) use(scan, lead, "by", text);
    return;
  }
}

/** Whether a concept counts events one by one: by its nature, or in a table that lists them beside the measure. */
const isEvent = (scan: Scan, id: string): boolean =>
  conceptById(scan.vocabulary, id)?.behaviour === "event" || listsEvents(scan, id);

/** Whether some table on the measure lists events of that kind one by one. */
const listsEvents = (scan: Scan, event: string): boolean =>
  scan.index.listed.get(scan.draft.concept ?? "")?.has(event) === true;

/** The concept that counts events of a subject, where a table lists them with the measure: fires beside acres burned. */
function eventOf(scan: Scan, at: number): string | undefined {
  const subjects = readingsOf(scan.finds[at], "subject").map(({ id }) => id);
  if (subjects.length === 0) return undefined;
  const beside = scan.index.listed.get(scan.draft.concept ?? "") ?? [];
  return [...beside].find(([, about]) => subjects.some((id) => about.has(id)))?.[0];
}

/** Whether the place asked about is one whose fires a table lists one by one, or such a table is named. */
function listsFires({ draft, index }: Scan): boolean {
  return (index.measuring.get("acres-burned") ?? []).some(
    ({ id, within, concepts }) =>
      concepts.some(({ behaviours }) => behaviours?.includes("event")) &&
      (draft.dataset === id || draft.areas.some((area) => area.id === within)),
  );
}

/** "Of single events", as the sentence of a question says it. */
function saysSingleEvents(scan: Scan): boolean {
  const at = scan.finds.findIndex(
    (find, i) =>
      isFree(scan, i) &&
      scan.cut.tokens[find.first]?.norm === "single" &&
      /^events?$/.test(scan.cut.tokens[find.first + 1]?.norm ?? ""),
  );
  if (at < 0) return false;
  scan.draft.across = "records";
  for (const i of [at, at + 1]) use(scan, i, "statistic", label.eachEvent("event"));
  return true;
}

/**
 * "Customers affected per outage", "the largest single outage", "the largest fire": the values are those of single events.
 * A table that lists events has them; any other is refused by the planner.
 */
export function readAcrossRecords(scan: Scan): void {
  const { draft } = scan;
  if (draft.concept === "acres-per-fire" && saysMany(scan) && listsFires(scan)) {
    draft.concept = "acres-burned";
    draft.across = "records";
    return;
  }
  if (draft.per && isEvent(scan, draft.per.concept) && draft.per.scale === 1 && saysMany(scan)) {
    draft.across = "records";
    delete draft.per;
  }
  if (!draft.concept || isEvent(scan, draft.concept) || draft.counts || saysSingleEvents(scan)) return;
  for (const [at, find] of scan.finds.entries()) {
    const event = readingsOf(find, "concept").find(({ id }) => isEvent(scan, id))?.id ?? eventOf(scan, at);
    // "The largest earthquake deaths" are deaths, not an earthquake.
    const describes = readingsOf(scan.finds[at + 1], "concept").length > 0;
    if (event === undefined || describes || !listsEvents(scan, event)) continue;
    const lead = beside(scan, at, -1, "of");
    const extreme = ["highest", "lowest"].includes(wordOf(scan.finds[lead], "statistic")?.statistic ?? "");
    const before = scan.cut.tokens[(find.first ?? 0) - 1]?.norm ?? "";
    const single = /^(single|individual)$/.test(before);
    if (!extreme && !single) continue;
    draft.across = "records";
    const text = label.eachEvent(conceptLabel(scan.vocabulary, event));
    use(scan, at, "measure", text);
    if (single) use(scan, at - 1, "statistic", text);
    return;
  }
}

/** A median of a scale over everywhere, with no place named, can only be one over places; said as a guess. */
export function settleAcross(scan: Scan): void {
  const { draft } = scan;
  const kind = draft.statistic?.kind;
  const scale = ["ratio", "index"].includes(behaviourOf(scan));
  const everywhere = draft.areas.length === 0 && draft.by === undefined;
  if (draft.across || !everywhere || !scale || (kind !== "median" && kind !== "quantile")) return;
  draft.across = "places";
  draft.by = "country";
  const at = placesOf(scan, (_find, i) => scan.uses.get(i)?.part === "statistic")[0];
  const taken = at === undefined ? undefined : scan.uses.get(at);
  if (at === undefined || !taken) return;
  scan.uses.set(at, {
    ...taken,
    reading: `${taken.reading}, ${label.acrossPlaces(levelText("country"))}`,
    unsure: true,
  });
}
