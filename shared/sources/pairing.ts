import type { Dataset, Measure } from "../catalogue/dataset.ts";
import { currentDistribution } from "../catalogue/distribution.ts";
import { dimensionColumn } from "../plan/where.ts";
import type { Condition } from "../question/question.ts";
import { fail, ok, type Result } from "../result.ts";
import type { Vocabulary } from "../vocabulary/concept.ts";
import { subjectIsKindOf } from "../vocabulary/hierarchy.ts";
import { dimensionLabel, subjectLabel } from "../vocabulary/words.ts";
import { cannotCompare, notAlike } from "./sentences.ts";
import { unitFactor } from "./unit-factor.ts";

/** What two sources both measure. */
export type Thing = { readonly concept: string; readonly subject: string | null };

/**
 * How two measures are held against each other (design/domain.md, "Measures"): what came `new` in a period, running
 * `total`s at its end, `level`s at its end, or `value`s as they stand, which nothing may be made of.
 */
export type Way = "new" | "total" | "level" | "value";

/** The two measures that are most alike, and what is done to make them so. */
export type Pairing = {
  readonly measures: readonly [Measure, Measure];
  readonly way: Way;
  /** What the second one's values are multiplied by to be in the first one's unit. */
  readonly factor: number;
  /** Conditions on each table that make it count no more than the other does. */
  readonly conditions: readonly [readonly Condition[], readonly Condition[]];
  /** Sentences: in what they still are not alike. */
  readonly limits: readonly string[];
};

/** A pairing with what tells it from others: how many conditions only one side has. */
type Candidate = Pairing & { readonly unlike: number };

type Both<T> = readonly [T, T];

/** Finds the measures by which two datasets can best be held against each other; the nearest reason where there are none. */
export function pairMeasures(datasets: Both<Dataset>, thing: Thing, vocabulary: Vocabulary): Result<Pairing> {
  const [ones, others] = [
    candidates(datasets[0], thing, vocabulary),
    candidates(datasets[1], thing, vocabulary),
  ];
  for (const [at, found] of [ones, others].entries())
    if (found.length === 0) return refuse(cannotCompare.notMeasured(datasets[at]?.title ?? ""));
  let best: { readonly pairing: Candidate; readonly worth: number } | null = null;
  let reason: string | null = null;
  for (const one of ones)
    for (const other of others) {
      const pairing = pair(datasets, [one, other], vocabulary);
      if (typeof pairing === "string") {
        if (reason === null || (one.preferred && other.preferred)) reason = pairing;
        continue;
      }
      const worth = worthOf(pairing, datasets, thing);
      if (best === null || worth > best.worth) best = { pairing, worth };
    }
  return best === null ? refuse(reason ?? cannotCompare.nothing) : ok(best.pairing);
}

const refuse = (message: string): Result<never> => fail({ code: "not-answerable", message });

/** The measures of the thing; of a table with a column per place one of each family. */
function candidates(dataset: Dataset, thing: Thing, vocabulary: Vocabulary): readonly Measure[] {
  const found = dataset.measures.filter(
    ({ concept, subject }) =>
      concept === thing.concept && isRelated(subject ?? null, thing.subject, vocabulary),
  );
  const families = new Map(
    found.map((measure) => [
      measure.place === undefined
        ? measure.id
        : JSON.stringify([
            measure.subject ?? null,
            measure.behaviour,
            measure.unit,
            measure.where,
            measure.implies ?? [],
          ]),
      measure,
    ]),
  );
  return [...families.values()];
}

const isRelated = (one: string | null, other: string | null, vocabulary: Vocabulary): boolean =>
  one === other ||
  (one !== null &&
    other !== null &&
    (subjectIsKindOf(vocabulary, one, other) || subjectIsKindOf(vocabulary, other, one)));

const COUNTS: ReadonlySet<Measure["behaviour"]> = new Set(["flow", "cumulative", "event"]);

const isRolling = ({ behaviour, rollingDays = 1 }: Measure): boolean =>
  behaviour === "flow" && rollingDays > 1;

const hasTime = (dataset: Dataset): boolean =>
  dataset.columns.some(({ role, time }) => role === "time" && time !== undefined);

/** How two measures are compared, or why they are not. */
function wayOf([one, other]: Both<Measure>, datasets: Both<Dataset>): { readonly way: Way } | string {
  const kinds = [one.behaviour, other.behaviour] as const;
  if (isRolling(one) || isRolling(other))
    return one.rollingDays === other.rollingDays && kinds[0] === kinds[1]
      ? { way: "level" }
      : cannotCompare.rolling;
  if (kinds[0] === "cumulative" && kinds[1] === "cumulative") return { way: "total" };
  if (COUNTS.has(kinds[0]) && COUNTS.has(kinds[1])) {
    const still = datasets.findIndex((dataset) => !hasTime(dataset));
    if (still < 0) return { way: "new" };
    // A table without dates has totals up to its day, or nothing that could be set beside a series.
    return kinds[still] === "cumulative" && hasTime(datasets[1 - still] ?? datasets[0])
      ? { way: "total" }
      : cannotCompare.undated(datasets[still]?.title ?? "");
  }
  if (kinds[0] !== kinds[1]) return cannotCompare.behaviour(kinds[0], kinds[1]);
  if (kinds[0] === "stock") return { way: "level" };
  return (one.rollingDays ?? 1) === (other.rollingDays ?? 1) ? { way: "value" } : cannotCompare.rolling;
}

function pair(datasets: Both<Dataset>, measures: Both<Measure>, vocabulary: Vocabulary): Candidate | string {
  const way = wayOf(measures, datasets);
  if (typeof way === "string") return way;
  const factor = unitFactor(measures[0], measures[1], vocabulary);
  if (factor === null) return cannotCompare.unit(measures[0].unit, measures[1].unit);
  const [first, second] = [
    narrowed(datasets, measures, 0, vocabulary),
    narrowed(datasets, measures, 1, vocabulary),
  ];
  if (first === null || second === null) return cannotCompare.otherThing;
  const [one, other] = measures.map(({ subject }) => subject ?? null);
  const subjects =
    one === other
      ? []
      : datasets.map(({ title }, at) =>
          notAlike.otherSubject(title, subjectLabel(vocabulary, measures[at]?.subject ?? "")),
        );
  return {
    measures,
    ...way,
    factor,
    conditions: [first.conditions, second.conditions],
    limits: [...first.limits, ...second.limits, ...subjects],
    unlike: first.unlike + second.unlike + subjects.length,
  };
}

/**
 * What has to be asked of one table so that it counts only what the other one does, and what of it cannot be asked; null
 * where the two leave each other out.
 */
function narrowed(
  datasets: Both<Dataset>,
  measures: Both<Measure>,
  at: 0 | 1,
  vocabulary: Vocabulary,
): {
  readonly conditions: readonly Condition[];
  readonly limits: readonly string[];
  readonly unlike: number;
} | null {
  const [own, other] = [measures[at], measures[1 - at] ?? measures[0]];
  const conditions: Condition[] = [];
  const only: { dimension: string; values: readonly string[] }[] = [];
  for (const { dimension, values } of other.implies ?? []) {
    const mine = own.implies?.find((one) => one.dimension === dimension);
    if (mine !== undefined) {
      if (!isSameSet(mine.values, values)) return null;
    } else if (dimensionColumn(datasets[at], dimension) !== undefined)
      conditions.push({ dimension, op: "in", values: [...values] });
    else only.push({ dimension: dimensionLabel(vocabulary, dimension), values });
  }
  const limits = only.length > 0 ? [notAlike.onlyOne(datasets[1 - at]?.title ?? "", only)] : [];
  return { conditions, limits, unlike: only.length };
}

const isSameSet = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((value) => other.includes(value));

/**
 * More is more alike. What only one of them is limited to counts most, then the subject itself, the same behaviour, how much
 * there is to compare, and what the stewards prefer.
 */
function worthOf({ measures, unlike, conditions }: Candidate, datasets: Both<Dataset>, thing: Thing): number {
  const [one, other] = measures;
  const exact = measures.filter(({ subject }) => (subject ?? null) === thing.subject).length;
  const preferred = measures.filter((measure) => measure.preferred).length;
  const rows = measures.map((measure, at) => rowsOf(measure, datasets[at] ?? datasets[0]));
  return (
    exact * 4 -
    unlike * 2 +
    (one.behaviour === other.behaviour ? 2 : 0) +
    preferred +
    2 * Math.log10(1 + Math.min(...rows)) -
    (conditions[0].length + conditions[1].length) * 0.5
  );
}

/** About how many rows a measure has: those of the values that its conditions name, where the file's values were counted. */
function rowsOf({ where }: Measure, dataset: Dataset): number {
  const profile = currentDistribution(dataset)?.profile;
  const counts = where.flatMap(({ column, op, values }): number[] => {
    const known = profile?.columns.find(({ name }) => name === column)?.values;
    if (op !== "in" || !known) return [];
    const wanted = new Set(values.map(String));
    return [known.reduce((sum, [value, rows]) => sum + (wanted.has(value) ? rows : 0), 0)];
  });
  return Math.min(profile?.rows ?? 0, ...counts);
}
