import type { Dataset } from "../catalogue/dataset.ts";
import { currentDistribution } from "../catalogue/distribution.ts";
import { timeCoverageOf } from "../catalogue/time-coverage.ts";
import type { AreaId, Level } from "../places/area.ts";
import { isCoarser } from "../plan/fold-of.ts";
import { controlOf } from "../plan/people.ts";
import type { CompiledQuery } from "../plan/plan.ts";
import { fail, ok, type Result } from "../result.ts";
import type { Grain } from "../time/grain.ts";
import type { Vocabulary } from "../vocabulary/concept.ts";
import { compareSql } from "./compare-sql.ts";
import { type Pairing, pairMeasures, type Thing } from "./pairing.ts";
import { cannotCompare, notAlike } from "./sentences.ts";
import { placesByLevel, sharedPlaces } from "./shared-places.ts";
import { planSide, type Side } from "./side.ts";
import type { When } from "./side-sql.ts";

/** What is asked: how far two sources of one thing differ, everywhere or within an area. The first is the one that is measured against. */
export type CompareAsk = {
  readonly datasets: readonly [Dataset, Dataset];
  readonly thing: Thing;
  readonly area: AreaId | null;
  readonly vocabulary: Vocabulary;
};

/** A comparison that is ready to be computed, and what has to be known to read its row. */
export type Comparison = {
  readonly ask: CompareAsk;
  readonly query: CompiledQuery;
  readonly pairing: Pairing;
  readonly level: Level;
  readonly when: When;
  readonly limits: readonly string[];
};

/**
 * How two sources would be compared on what they share (design/domain.md, "Measures"): the same places by their codes, the
 * same periods at the coarser of both grains, each measure as its behaviour allows. The problem `not-answerable` says why
 * they cannot be; `held-back` that counts of people must not be told by a difference.
 */
export function planComparison(ask: CompareAsk): Result<Comparison> {
  const { datasets, thing, vocabulary, area } = ask;
  for (const { title, distributions } of datasets)
    if (currentDistribution({ distributions }) === null) return refuse(cannotCompare.notHeld(title));
  const pairing = pairMeasures(datasets, thing, vocabulary);
  if (!pairing.ok) return pairing;
  const { measures, conditions, way } = pairing.value;
  // Whoever may choose what a protected table is held against could learn any count of it, one difference at a time.
  for (const [at, dataset] of datasets.entries()) {
    const measure = measures[at];
    if (measure && controlOf(dataset, measure) !== null)
      return fail({ code: "held-back", message: cannotCompare.protected(dataset.title) });
  }
  const shared = sharedPlaces(
    placesByLevel(datasets[0], measures[0]),
    placesByLevel(datasets[1], measures[1]),
    area,
  );
  if (shared === null || (way === "value" && shared.sides.some(({ from }) => from === "finer")))
    return refuse(cannotCompare.noPlace);
  const sides = bothSides((at) =>
    planSide({
      dataset: datasets[at],
      measure: measures[at],
      places: shared.sides[at],
      areas: shared.areas,
      conditions: conditions[at],
      vocabulary,
    }),
  );
  if (!sides.ok) return sides;
  const when = whenOf(sides.value, pairing.value);
  if (!when.ok) return when;
  return ok({
    ask,
    query: compareSql(sides.value, pairing.value, when.value),
    pairing: pairing.value,
    level: shared.level,
    when: when.value,
    limits: [...pairing.value.limits, ...sides.value.flatMap((side) => limitsOf(side, when.value))],
  });
}

const refuse = (message: string): Result<never> => fail({ code: "not-answerable", message });

function bothSides<T>(make: (at: 0 | 1) => Result<T>): Result<readonly [T, T]> {
  const one = make(0);
  if (!one.ok) return one;
  const other = make(1);
  return other.ok ? ok([one.value, other.value]) : other;
}

/** Longer periods that shorter ones do not fill: a month begins and ends within weeks. */
const unfit = (finer: Grain, coarser: Grain): boolean => finer === "week" && coarser !== "week";

/** The day of a table without dates, else the coarser of both grains. */
function whenOf([one, other]: readonly [Side, Side], { way }: Pairing): Result<When> {
  const still = [one, other].filter(({ branch }) => branch.scan.time === null);
  const undated = still.find(({ asOf }) => asOf === null);
  if (undated) return refuse(cannotCompare.noDay(undated.dataset.title));
  const [day, second] = still.map(({ asOf }) => asOf ?? "");
  if (day !== undefined)
    return second === undefined || second === day
      ? ok({ kind: "day", day })
      : refuse(cannotCompare.otherDay(day, second));
  const grains = [one, other].map(({ branch }) => branch.scan.time?.grain ?? "day");
  const [mine = "day", its = "day"] = grains;
  const [finer, coarser] = isCoarser(mine, its) ? [its, mine] : [mine, its];
  if (mine !== its && unfit(finer, coarser)) return refuse(cannotCompare.grains(finer, coarser));
  if (mine !== its && way === "value") return refuse(cannotCompare.ratioGrains);
  return ok({ kind: "periods", grain: coarser });
}

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

function limitsOf({ dataset, places, branch, measure }: Side, when: When): string[] {
  const { title } = dataset;
  const first = timeCoverageOf(dataset)?.from;
  const weekday = first === undefined ? 0 : (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7;
  const isAdded = when.kind === "day" && ["flow", "event"].includes(measure.behaviour);
  return [
    ...(places.from === "finer" ? [notAlike.rolledUp(title, places.level)] : []),
    ...(isAdded ? [notAlike.addedUp(title, when.day)] : []),
    ...(branch.scan.time?.grain === "week" && weekday > 0
      ? [notAlike.weekdays(title, WEEKDAYS[weekday] ?? "")]
      : []),
  ];
}
