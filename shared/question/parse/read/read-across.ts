import { conceptById } from "../../../vocabulary/hierarchy.ts";
import { conceptLabel } from "../../../vocabulary/words.ts";
import { readingsOf, wordOf } from "../find.ts";
import { behaviourOf } from "../measured-behaviour.ts";
import { beside, isFree, placesOf, type Scan, typed, use } from "../scan.ts";
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
    const led =
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

const isEvent = (scan: Scan, id: string): boolean => conceptById(scan.vocabulary, id)?.behaviour === "event";

/**
 * "Customers affected per outage", "the largest single outage", "the largest fire": the values are those of single events.
 * A table that lists events has them; any other is refused by the planner.
 */
export function readAcrossRecords(scan: Scan): void {
  const { draft } = scan;
  if (draft.per && isEvent(scan, draft.per.concept) && draft.per.scale === 1 && saysMany(scan)) {
    draft.across = "records";
    delete draft.per;
  }
  if (!draft.concept || isEvent(scan, draft.concept) || draft.counts) return;
  const plain = scan.finds.findIndex(
    (find, at) =>
      isFree(scan, at) &&
      /^single$/i.test(scan.cut.tokens[find.first]?.norm ?? "") &&
      /^events?$/.test(scan.cut.tokens[find.first + 1]?.norm ?? ""),
  );
  if (plain >= 0) {
    draft.across = "records";
    use(scan, plain, "statistic", label.eachEvent("event"));
    use(scan, plain + 1, "statistic", label.eachEvent("event"));
    return;
  }
  for (const at of placesOf(scan, (find) =>
    readingsOf(find, "concept").some(({ id }) => isEvent(scan, id)),
  )) {
    const event = readingsOf(scan.finds[at], "concept").find(({ id }) => isEvent(scan, id))?.id;
    const lead = beside(scan, at, -1, "of");
    const extreme = ["highest", "lowest"].includes(wordOf(scan.finds[lead], "statistic")?.statistic ?? "");
    const single = /^(single|individual|one)$/.test(
      scan.cut.tokens[(scan.finds[at]?.first ?? 0) - 1]?.norm ?? "",
    );
    const listed = (scan.index.measuring.get(draft.concept) ?? []).some(({ concepts }) =>
      concepts.some(({ concept }) => concept === event),
    );
    if ((!extreme && !single) || !listed) continue;
    draft.across = "records";
    const text = label.eachEvent(conceptLabel(scan.vocabulary, event ?? ""));
    if (isFree(scan, at)) use(scan, at, "measure", text);
    const word = at - 1;
    if (single && isFree(scan, word) && /^(single|individual)$/i.test(typed(scan, word)))
      use(scan, word, "statistic", text);
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
