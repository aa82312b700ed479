import type { Measure } from "../catalogue/dataset.ts";
import type { Vocabulary } from "../vocabulary/concept.ts";
import { conceptById } from "../vocabulary/hierarchy.ts";

/** A unit's kind, and how many of its kind's basic unit it is. */
type Known = readonly [kind: string, size: number];

/**
 * Units that measure by a scale of their own, by their usual spellings. Sizes are exact by definition: the international
 * foot (0.3048 m), mile, acre (4,046.8564224 m²) and knot (1,852 m an hour). Temperatures are not here: they have no factor.
 */
const KNOWN: Readonly<Record<string, Known>> = {
  "%": ["share", 0.01],
  percent: ["share", 0.01],
  "per cent": ["share", 0.01],
  percentage: ["share", 0.01],
  "share of 1": ["share", 1],
  share: ["share", 1],
  fraction: ["share", 1],
  proportion: ["share", 1],
  acre: ["area", 4046.8564224],
  hectare: ["area", 10_000],
  ha: ["area", 10_000],
  km2: ["area", 1_000_000],
  "km²": ["area", 1_000_000],
  "square kilometre": ["area", 1_000_000],
  "square kilometer": ["area", 1_000_000],
  "square mile": ["area", 2_589_988.110336],
  m2: ["area", 1],
  "m²": ["area", 1],
  mm: ["length", 0.001],
  millimetre: ["length", 0.001],
  millimeter: ["length", 0.001],
  cm: ["length", 0.01],
  centimetre: ["length", 0.01],
  inch: ["length", 0.0254],
  inche: ["length", 0.0254],
  feet: ["length", 0.3048],
  foot: ["length", 0.3048],
  metre: ["length", 1],
  meter: ["length", 1],
  m: ["length", 1],
  km: ["length", 1000],
  kilometre: ["length", 1000],
  kilometer: ["length", 1000],
  mile: ["length", 1609.344],
  "µg/m³": ["concentration", 1e-6],
  "μg/m³": ["concentration", 1e-6],
  "µg/m3": ["concentration", 1e-6],
  "ug/m3": ["concentration", 1e-6],
  "mg/m³": ["concentration", 1e-3],
  "mg/m3": ["concentration", 1e-3],
  "km/h": ["speed", 1 / 3.6],
  "m/s": ["speed", 1],
  mph: ["speed", 0.44704],
  knot: ["speed", 1852 / 3600],
  hpa: ["pressure", 100],
  mbar: ["pressure", 100],
  millibar: ["pressure", 100],
  pa: ["pressure", 1],
};

const SCALES: Readonly<Record<string, number>> = {
  hundred: 100,
  thousand: 1000,
  million: 1_000_000,
  billion: 1_000_000_000,
};

type Scaled = { readonly scale: number; readonly base: string };

/** "thousands of people" → 1,000 × people; "millions" → 1,000,000 × nothing said. */
function scaled(unit: string): Scaled {
  const text = unit.trim().toLowerCase().replace(/\s+/g, " ");
  const found = /^(hundred|thousand|million|billion)s?(?: of)?(?: (.*))?$/.exec(text);
  if (found) return { scale: SCALES[found[1] ?? ""] ?? 1, base: found[2] ?? "" };
  return { scale: 1, base: text };
}

const knownUnit = (base: string): Known | undefined =>
  Object.hasOwn(KNOWN, base) ? KNOWN[base] : base.endsWith("s") ? KNOWN[base.slice(0, -1)] : undefined;

/** Words that only say that something is counted, whatever it is. */
const COUNTS = new Set(["", "count", "counts", "number", "people", "persons", "person", "individuals"]);

/** True when a unit says no more than that the concept itself is counted: "deaths" of deaths, "people" of cases. */
function countsTheConcept(base: string, { concept }: Measure, vocabulary: Vocabulary): boolean {
  if (COUNTS.has(base)) return true;
  const known = conceptById(vocabulary, concept);
  const words = Object.values(known?.words ?? {}).flatMap(({ label, forms }) => [label, ...forms]);
  const own = [known?.unit.one, known?.unit.many, concept.replaceAll("-", " "), ...words];
  return own.some((word) => word !== undefined && word.toLowerCase() === base);
}

/**
 * By what the second measure's values are multiplied to stand in the first one's unit; null where one cannot be turned into
 * the other. Both are of one concept, so that two ways of saying "counted" ("people", "cases") are the same unit.
 */
export function unitFactor(first: Measure, second: Measure, vocabulary: Vocabulary): number | null {
  if (first.per !== undefined && second.per !== undefined)
    return first.per.concept === second.per.concept ? first.per.scale / second.per.scale : null;
  const [one, other] = [scaled(first.unit), scaled(second.unit)];
  const ratio = other.scale / one.scale;
  if (first.per === undefined && second.per === undefined) {
    const [mine, its] = [knownUnit(one.base), knownUnit(other.base)];
    if (mine && its) return mine[0] === its[0] ? (ratio * its[1]) / mine[1] : null;
    if (mine || its) return null;
    const counted = [first, second].every(
      (measure, at) =>
        measure.behaviour !== "ratio" &&
        measure.behaviour !== "index" &&
        countsTheConcept(at === 0 ? one.base : other.base, measure, vocabulary),
    );
    if (counted) return ratio;
  }
  return one.base === other.base ? ratio : null;
}
