import type { Measure } from "../catalogue/dataset.ts";
import type { MeasureRef, Question } from "../question/question.ts";
import { daysBetween } from "../time/calendar.ts";
import type { CatalogueIndex } from "./catalogue-index.ts";
import { isReadyRate, judgeBehaviour } from "./criteria/behaviour.ts";
import { judgeConcept } from "./criteria/concept.ts";
import { judgeDimensions } from "./criteria/dimensions.ts";
import { judgePlace } from "./criteria/place.ts";
import { judgeAccess, judgeAuthority, judgeCompleteness, judgeFreshness } from "./criteria/supply.ts";
import { asksForVersion, judgeTime } from "./criteria/time.ts";
import type { DatasetFacts } from "./facts.ts";
import type { Criterion, CriterionCode } from "./report.ts";

/** One measure of one dataset held against a question: every criterion, and how close it comes (0…1). */
export type Candidate = {
  readonly facts: DatasetFacts;
  readonly measure: Measure;
  readonly criteria: readonly Criterion[];
  readonly score: number;
  /** Beside the score, for choosing among the measures of one dataset. */
  readonly fit: number;
  /** Criteria that rule it out, in the order of CRITERIA; access aside, which a request can mend. */
  readonly sunk: readonly CriterionCode[];
};

/** What each criterion is worth in ordering datasets of the same verdict; sums to 1. */
const WEIGHTS: Readonly<Record<CriterionCode, number>> = {
  concept: 0.25,
  place: 0.22,
  time: 0.23,
  dimensions: 0.08,
  completeness: 0.08,
  authority: 0.08,
  freshness: 0.04,
  behaviour: 0.02,
  access: 0,
};

const BY_VERDICT: Readonly<Record<Criterion["verdict"], number>> = {
  met: 1,
  partly: 0.6,
  unknown: 0.5,
  "not-met": 0,
};

function worth(criterion: Criterion): number {
  const graded = criterion.code !== "freshness" && criterion.figure !== null;
  return graded ? Math.max(0, Math.min(1, criterion.figure ?? 0)) : BY_VERDICT[criterion.verdict];
}

/** How close a set of criteria comes, 0…1. */
export const scoreOf = (criteria: readonly Criterion[]): number =>
  criteria.reduce((sum, criterion) => sum + WEIGHTS[criterion.code] * worth(criterion), 0);

/** Of datasets outside the time asked the nearer one is told first: at most 0.05, less with each year away. */
function nearMiss(facts: DatasetFacts, question: Question): number {
  const asked = question.time?.to ?? question.time?.from;
  if (facts.time === null || asked === undefined) return 0;
  const away = Math.max(0, daysBetween(facts.time.to, asked), daysBetween(asked, facts.time.from));
  return away === 0 ? 0 : 0.05 / (1 + away / 365);
}

/** Holds one measure of a dataset against what is asked of it. */
export function evaluateMeasure(
  index: CatalogueIndex,
  facts: DatasetFacts,
  measure: Measure,
  asked: MeasureRef,
  question: Question,
  today: string,
): Candidate {
  const concept = judgeConcept(measure, asked, index.terms, index.subjectsOf(measure.concept).size > 1);
  const age = index.ageOf(facts.dataset, today);
  const criteria: Criterion[] = [
    concept,
    judgeBehaviour(measure, asked, question, facts.dataset.temporalResolution),
    judgeDimensions(facts, measure, question, index.terms),
    judgePlace(facts, measure, question, index.geography),
    judgeTime(facts, question),
    judgeFreshness(facts, question, age, today),
    judgeCompleteness(facts, measure, question),
    judgeAccess(facts.dataset, facts.held),
    judgeAuthority(
      facts,
      measure,
      index.terms,
      index.authorityOf(asked, question.place?.areas.map(({ id }) => id) ?? []),
    ),
  ];
  const sunk = criteria
    .filter((criterion) => criterion.verdict === "not-met" && criterion.code !== "access")
    .map((criterion) => criterion.code);
  return {
    facts,
    measure,
    criteria,
    fit: fits(measure, facts, question),
    score: Math.max(0, scoreOf(criteria) + suits(measure, facts, question) + nearMiss(facts, question)),
    sunk,
  };
}

/** Whether the measure gives the statistic as it stands: a window's total from counts by period, a total to date from a running total. */
function isDirect(measure: Measure, question: Question): boolean {
  const toDate = question.time?.from === undefined && question.time?.to !== undefined;
  return measure.behaviour !== (toDate ? "flow" : "cumulative");
}

/** What a steward's preference is worth: more than some gaps in a column, less than not covering the time asked. */
const PREFERRED = 0.02;
/** What a rate published as such is worth beside one to be put together: more than a preference. */
const READY = 0.1;

/** What keeping versions is worth where one is asked for: the table that has them is the nearest, whatever else it lacks. */
const KEEPS_VERSIONS = 0.3;

/** Whether every condition is one that the table's own columns tell apart: surer than what its description implies. */
const tellsAll = (facts: DatasetFacts, { where }: Question): boolean =>
  where.length > 0 && where.every(({ dimension }) => facts.dimensions.has(dimension));

/**
 * What tells measures apart that meet the same criteria: about an asked place rather than another, a value of its own for
 * each day rather than one over several, reported in the very steps that are asked for rather than put together from
 * finer ones, and giving the statistic as it stands. Small against any criterion.
 */
function suits(measure: Measure, facts: DatasetFacts, question: Question): number {
  const asked = question.place?.areas ?? [];
  const elsewhere =
    measure.place !== undefined && asked.length > 0 && !asked.some(({ id }) => id === measure.place);
  return (
    (elsewhere ? -0.03 : 0) +
    (question.time?.grain !== undefined && facts.dataset.temporalResolution === question.time.grain
      ? 0.05
      : 0) +
    (measure.rollingDays === undefined ? 0 : -0.03) +
    (facts.vintage !== null && asksForVersion(question) ? KEEPS_VERSIONS : 0) +
    (tellsAll(facts, question) ? 0.03 : 0) +
    (isDirect(measure, question) ? 0.005 : 0)
  );
}

/**
 * What tells measures of one table apart beyond that: the one its steward prefers, the rate published as such, the running
 * total for a total to date.
 */
function fits(measure: Measure, facts: DatasetFacts, question: Question): number {
  const toDate = question.time?.from === undefined && question.time?.to !== undefined;
  const total = question.measure?.statistic.kind === "total";
  return (
    (toDate && total && measure.behaviour === "cumulative" ? 0.03 : 0) +
    (measure.preferred ? PREFERRED : 0) +
    (isReadyRate(measure, question, facts.dataset.temporalResolution) ? READY : 0)
  );
}

/** Which of two measures of one dataset serves better: the right concept, fewer failures, then score, then the one its steward prefers. */
function better(one: Candidate, other: Candidate): Candidate {
  const [ones, others] = [one, other].map(({ sunk }) => sunk.includes("concept"));
  if (ones !== others) return others ? one : other;
  if (one.sunk.length !== other.sunk.length) return one.sunk.length < other.sunk.length ? one : other;
  const [mine, its] = [one.score + one.fit, other.score + other.fit];
  if (Math.abs(mine - its) > 1e-9) return mine > its ? one : other;
  if (one.measure.preferred !== other.measure.preferred) return one.measure.preferred ? one : other;
  return one;
}

/** The best measure of a dataset for what is asked; null when none is of a related concept. */
export function evaluateDataset(
  index: CatalogueIndex,
  facts: DatasetFacts,
  asked: MeasureRef,
  question: Question,
  today: string,
): Candidate | null {
  let best: Candidate | null = null;
  for (const measure of facts.dataset.measures) {
    if (index.terms.relateConcepts(measure.concept, asked.concept) === "other") continue;
    const candidate = evaluateMeasure(index, facts, measure, asked, question, today);
    best = best === null ? candidate : better(best, candidate);
  }
  return best;
}

/** Length in days of the time a dataset spans; 0 when unknown. */
export const spanOf = (facts: DatasetFacts): number =>
  facts.time === null ? 0 : Math.max(0, daysBetween(facts.time.from, facts.time.to));
