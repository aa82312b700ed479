import type { Measure } from "../../catalogue/dataset.ts";
import { type AreaId, LEVELS, type Level } from "../../places/area.ts";
import type { AreaRef, Question } from "../../question/question.ts";
import type { Behaviour } from "../../vocabulary/behaviour.ts";
import { type CoveredArea, type DatasetFacts, measureAreas } from "../facts.ts";
import type { Geography } from "../geography.ts";
import type { Criterion } from "../report.ts";
import { levelMany, levelOne, listed, say } from "../sentences.ts";

/** How one asked area is had: as a value of the table, as the sum of finer places, or not. */
type Found =
  | { readonly how: "direct" }
  | { readonly how: "sum"; readonly count: number; readonly of: number | null; readonly level: Level }
  | { readonly how: "coarser"; readonly level: Level }
  | { readonly how: "missing" };

/** Figures that may be added over places (domain.md, "Measures"). */
const ADDS_OVER_PLACES: ReadonlySet<Behaviour> = new Set(["flow", "stock", "cumulative", "event"]);

const depth = (level: Level): number => LEVELS.indexOf(level);

/** The coarsest covered areas that lie inside `area`, all of one level, so that none is counted twice. */
function partsOf(areas: ReadonlyMap<AreaId, CoveredArea>, area: AreaId, geography: Geography): CoveredArea[] {
  const inside = [...areas.values()].filter(
    (covered) => covered.id !== area && geography.within(covered.id, area),
  );
  const level = Math.min(...inside.map((covered) => depth(covered.level)));
  return inside.filter((covered) => depth(covered.level) === level);
}

function find(areas: ReadonlyMap<AreaId, CoveredArea>, area: AreaId, geography: Geography): Found {
  if (areas.has(area) || [...areas.keys()].some((id) => geography.same(id, area))) return { how: "direct" };
  const parts = partsOf(areas, area, geography);
  const first = parts[0];
  if (first !== undefined) {
    return {
      how: "sum",
      count: parts.length,
      of: geography.countWithin(area, first.level),
      level: first.level,
    };
  }
  const around = [...areas.values()].filter((covered) => geography.within(area, covered.id));
  const nearest = around.sort((a, b) => depth(b.level) - depth(a.level))[0];
  return nearest === undefined ? { how: "missing" } : { how: "coarser", level: nearest.level };
}

const FIELD = "placeValues";

/** What the table covers, in words, for the sentence that says what it lacks. */
function covers(facts: DatasetFacts, geography: Geography): string {
  const stated = facts.dataset.spatial?.text;
  if (stated !== undefined && stated !== "") return stated;
  const whole = facts.dataset.spatial?.within;
  if (whole !== undefined) return geography.nameOf(whole);
  const ids = [...facts.areas.keys()];
  return ids.length <= 3 ? listed(ids.map(geography.nameOf)) : `${ids.length} other places`;
}

function judgeByLevel(
  areas: ReadonlyMap<AreaId, CoveredArea>,
  asked: readonly AreaRef[],
  by: Level,
  behaviour: Behaviour,
  facts: DatasetFacts,
  geography: Geography,
): Criterion {
  const inAsked = [...areas.values()].filter(
    (covered) => asked.length === 0 || asked.some((area) => geography.within(covered.id, area.id)),
  );
  if (inAsked.length === 0) {
    const text = say.placeMissing(listed(asked.map((area) => area.name)), covers(facts, geography));
    return { code: "place", verdict: "not-met", figure: 0, text, field: FIELD };
  }
  const there = inAsked.filter((covered) => covered.level === by);
  if (there.length > 0) {
    const total =
      asked.length === 1 && asked[0] !== undefined ? geography.countWithin(asked[0].id, by) : null;
    const share = total === null || total === 0 ? null : Math.min(1, there.length / total);
    const verdict = share !== null && share < 0.5 ? "partly" : "met";
    return {
      code: "place",
      verdict,
      figure: share ?? 1,
      text: say.placeByMet(there.length, by),
      field: FIELD,
    };
  }
  const finer = inAsked
    .filter((covered) => depth(covered.level) > depth(by))
    .sort((a, b) => depth(a.level) - depth(b.level));
  const finest = finer[0];
  if (finest === undefined) {
    const deepest = inAsked.reduce((a, b) => (depth(b.level) > depth(a.level) ? b : a));
    return {
      code: "place",
      verdict: "not-met",
      figure: 0,
      text: say.placeTooCoarse(deepest.level, by),
      field: FIELD,
    };
  }
  if (!ADDS_OVER_PLACES.has(behaviour)) {
    const text = say.placeCannotRoll(levelOne(by), behaviour);
    return { code: "place", verdict: "not-met", figure: 0, text, field: FIELD };
  }
  return {
    code: "place",
    verdict: "partly",
    figure: 0.8,
    text: say.placeByRolled(by, finest.level),
    field: FIELD,
  };
}

function judgeNamed(
  areas: ReadonlyMap<AreaId, CoveredArea>,
  asked: readonly AreaRef[],
  behaviour: Behaviour,
  facts: DatasetFacts,
  geography: Geography,
): Criterion {
  const found = asked.map((area) => ({ area, ...find(areas, area.id, geography) }));
  const missing = found.filter((one) => one.how === "missing" || one.how === "coarser");
  const there = found.filter((one) => one.how === "direct" || one.how === "sum");
  const names = (list: typeof found) => listed(list.map((one) => one.area.name));
  if (missing.length > 0) {
    const coarser = missing.find((one) => one.how === "coarser");
    const more = coarser?.how === "coarser" ? ` Its figures there are by ${levelOne(coarser.level)}.` : "";
    const text =
      there.length > 0
        ? say.placeSome(names(there), names(missing))
        : say.placeMissing(names(missing), covers(facts, geography));
    const figure = there.length / found.length;
    return { code: "place", verdict: "not-met", figure, text: text + more, field: FIELD };
  }
  const sums = found.filter((one) => one.how === "sum");
  if (sums.length === 0) {
    const composed = found.some((one) => areas.get(one.area.id)?.addsUp === true);
    const figure = composed ? 0.95 : 1;
    return { code: "place", verdict: "met", figure, text: say.placeMet(names(found)), field: FIELD };
  }
  const first = sums[0];
  if (!ADDS_OVER_PLACES.has(behaviour)) {
    const text = say.placeCannotRoll(first?.area.name ?? "", behaviour);
    return { code: "place", verdict: "not-met", figure: 0, text, field: FIELD };
  }
  const texts = sums.map((one) => {
    if (one.how !== "sum") return "";
    return one.of !== null && one.count < one.of
      ? say.placeAddsUpPart(one.area.name, one.count, one.of, one.level)
      : say.placeAddsUp(one.area.name, one.count, one.level);
  });
  const share = Math.min(
    ...sums.map((one) => (one.how === "sum" && one.of ? Math.min(1, one.count / one.of) : 0.9)),
  );
  return {
    code: "place",
    verdict: "partly",
    figure: Math.min(0.9, share),
    text: texts.join(" "),
    field: FIELD,
  };
}

/**
 * Are the asked places there, at the level asked or finer? Figure: share of the asked places that can be had (1 = all as
 * values of their own; below 1 where they have to be added up from parts).
 */
export function judgePlace(
  facts: DatasetFacts,
  measure: Measure,
  question: Question,
  geography: Geography,
): Criterion {
  const areas = measureAreas(facts, measure);
  const place = question.place;
  const by = place?.by ?? question.needs?.finestLevel;
  if (areas.size === 0) {
    return { code: "place", verdict: "unknown", figure: null, text: say.placeUnknown, field: "spatial" };
  }
  if (place === undefined || (place.areas.length === 0 && by === undefined)) {
    return { code: "place", verdict: "met", figure: 1, text: say.placeEverywhere(areas.size), field: FIELD };
  }
  if (by !== undefined && !place.areas.some((area) => areas.get(area.id)?.level === by)) {
    return judgeByLevel(areas, place.areas, by, measure.behaviour, facts, geography);
  }
  return judgeNamed(areas, place.areas, measure.behaviour, facts, geography);
}

/** The levels a dataset has, in words: "countries and states or provinces". */
export const levelsInWords = (levels: readonly Level[]): string => listed(levels.map(levelMany));
