import { parentsOf } from "../../../places/containment.ts";
import { conceptById, isKindOf } from "../../../vocabulary/hierarchy.ts";
import { conceptLabel } from "../../../vocabulary/words.ts";
import { readingsOf, wordOf } from "../find.ts";
import { behaviourOf } from "../measured-behaviour.ts";
import { beside, freeWords, placesOf, type Scan, typed, use } from "../scan.ts";
import { usual } from "../usual-statistic.ts";
import { gapText, label } from "../words/labels.ts";
import type { StatisticWord } from "../words/words.ts";
import { guessSubject } from "./read-measure.ts";

/** "What share of people had a booster" divides by the population; "what share of the cases were women" is a part of the cases. */
export function readShare(scan: Scan): void {
  const { draft } = scan;
  const at = placesOf(scan, (find) => wordOf(find, "statistic")?.statistic === "share")[0] ?? -1;
  const whole = beside(scan, at, 1, "of");
  const concept = draft.concept ? conceptById(scan.vocabulary, draft.concept) : undefined;
  const people = wordOf(scan.finds[whole], "people") !== undefined;
  const wholeConcept = readingsOf(scan.finds[whole], "concept")[0]?.id;
  if (behaviourOf(scan) === "ratio") {
    // The measure is a share already ("share of people who are undernourished").
    draft.statistic = usual(scan);
    if (people) use(scan, whole, "measure", label.share);
    return;
  }
  const customers = /customers?$/i.test(typed(scan, whole));
  const base =
    concept?.denominators.find(
      (id) =>
        id === wholeConcept || (wholeConcept !== undefined && isKindOf(scan.vocabulary, wholeConcept, id)),
    ) ??
    (people
      ? concept?.denominators.find((id) => (customers ? id === "customers-served" : id === "population"))
      : undefined);
  if (!base || wholeConcept === draft.concept) return;
  draft.per = { concept: base, scale: 100 };
  draft.statistic = usual(scan);
  use(scan, whole, "per", label.per(100, conceptLabel(scan.vocabulary, base)));
}

/** "Case fatality", "what share of the cases died": deaths divided by cases, which most tables hold, where none gives the share itself. */
export function asFatality(scan: Scan): void {
  const { draft } = scan;
  const died = draft.where.find(
    ({ dimension, values }) => dimension === "outcome" && values.includes("death"),
  );
  const share = draft.concept === "cases" && draft.statistic?.kind === "share" && died !== undefined;
  const held = (scan.index.measuring.get("case-fatality") ?? []).some(({ concepts }) =>
    concepts.some(({ concept, subject }) => concept === "case-fatality" && subject === draft.subject),
  );
  const district = draft.areas.some(({ id }) => id.includes("/") && !id.startsWith("region/"));
  const ready = draft.concept === "case-fatality" && held && (district || draft.areas.length === 0);
  if (!share && (draft.concept !== "case-fatality" || ready)) return;
  if (draft.counts || draft.kind === "ranking") return;
  draft.concept = "deaths";
  if (!draft.subject) guessSubject(scan, "deaths");
  draft.where = draft.where.filter((condition) => condition !== died);
  draft.per = { concept: "cases", scale: 100 };
  draft.statistic = { kind: "rate", of: "total" };
  if (draft.time?.from !== undefined && draft.time.from === draft.time.to && draft.time.upTo)
    draft.time = { to: draft.time.from, upTo: true };
}

/** "… were in Spain", "… live in California": a verb before the place tells the part from the whole. */
function saysWhereItHappened(scan: Scan): boolean {
  if (/\bthe part in\b/i.test(scan.cut.text)) return true;
  return scan.cut.tokens.some(({ norm }, i) => {
    const next = scan.cut.tokens[i + 1]?.norm;
    return (
      (next === "in" || next === "from") &&
      /^(were|was|are|is|live|lives|lived|occurred|happened|came|come|comes|place)$/.test(norm)
    );
  });
}

/** A share with nothing to select a part by is one of the measure's own base: customers without power of customers served. */
export function shareOfBase(scan: Scan): void {
  const { draft } = scan;
  const denominators =
    (draft.concept ? conceptById(scan.vocabulary, draft.concept)?.denominators : undefined) ?? [];
  const base = denominators.find((id) => id !== "population") ?? denominators[0];
  if (!base) {
    scan.gaps.push({ part: "measure", text: gapText.shareOfWhat });
    return;
  }
  draft.per = { concept: base, scale: 100 };
  const peak = freeWords(scan, "statistic").find(
    (at) => wordOf(scan.finds[at], "statistic")?.statistic === "highest",
  );
  if (peak !== undefined) use(scan, peak, "statistic", label.statistic("peak"));
  draft.statistic = {
    kind: "rate",
    of: peak !== undefined ? "peak" : behaviourOf(scan) === "stock" ? "latest" : "total",
  };
}

/** "What share of the deaths worldwide were in the Middle East": the part is a place inside the whole. */
export function settleShare(scan: Scan): void {
  const { draft } = scan;
  if (draft.statistic?.kind !== "share" || draft.where.some(({ dimension }) => dimension !== "case-status"))
    return;
  if (draft.areas.length < 2 && !saysWhereItHappened(scan)) {
    shareOfBase(scan);
    return;
  }
  const inner = draft.areas.filter((area) =>
    draft.areas.every(
      (other) => other === area || other.id === "world" || parentsOf(area.id).includes(other.id),
    ),
  );
  if (draft.areas.length === 2 && inner.length === 0) {
    // Two places side by side: the share of each, not the one in the other.
    shareOfBase(scan);
    return;
  }
  const [part] = inner.length > 0 ? inner : draft.areas;
  if (!part || draft.areas.length > 2) return;
  draft.where.push({ dimension: "place", op: "in", values: [part.id] });
  draft.areas = draft.areas.filter((area) => area !== part);
}

/** Turns the statistic into a rate where a denominator is named, or where "rate" is said of something counted. */
export function asRate(scan: Scan, take: (...kinds: StatisticWord[]) => boolean): void {
  const { draft } = scan;
  const saidRate = take("rate") || /\brates?\b/i.test(measureText(scan));
  const behaviour = behaviourOf(scan);
  if (behaviour === "ratio" || behaviour === "index") return;
  if (!draft.per && saidRate) {
    draft.per = { concept: "population", scale: 100_000 };
  }
  if (!draft.per || !draft.statistic) return;
  const { kind } = draft.statistic;
  const of = kind === "latest" || kind === "mean" || kind === "peak" ? kind : "total";
  draft.statistic = { kind: "rate", of };
}

const measureText = (scan: Scan): string =>
  placesOf(scan, (_find, at) => scan.uses.get(at)?.part === "measure")
    .map((at) => typed(scan, at))
    .join(" ");
