import type { TimeCoverage } from "../catalogue/time-coverage.ts";
import { LEVELS } from "../places/area.ts";
import type { Question } from "../question/question.ts";
import { addDays, dayNumber, daysBetween } from "../time/calendar.ts";
import type { Grain, Span } from "../time/grain.ts";
import { endOf, startOf } from "../time/periods.ts";
import type { CatalogueIndex } from "./catalogue-index.ts";
import { nearestStatistics } from "./criteria/behaviour.ts";
import { asksForVersion, judgeTime } from "./criteria/time.ts";
import { type Candidate, evaluateMeasure } from "./evaluate.ts";
import { type DatasetFacts, measureAreas } from "./facts.ts";
import type { CriterionCode } from "./report.ts";
import { say } from "./sentences.ts";

/** A change to the question that a dataset could answer, and what is lost by it. */
export type Nearest = { readonly patch: Partial<Question>; readonly loses: string };

type Change = { readonly patch: Partial<Question>; readonly loses: string };

function changePlace(candidate: Candidate, question: Question, index: CatalogueIndex): Change | null {
  const { place } = question;
  if (place === undefined) return null;
  const areas = measureAreas(candidate.facts, candidate.measure);
  const had = place.areas.filter((area) =>
    [...areas.keys()].some((id) => index.geography.within(id, area.id)),
  );
  const lost = place.areas.filter((area) => !had.includes(area));
  if (had.length > 0 && lost.length > 0) {
    return {
      patch: { place: { ...place, areas: had } },
      loses: say.losesPlaces(lost.map((area) => area.name)),
    };
  }
  if (had.length > 0 && place.by !== undefined) {
    const asked = LEVELS.indexOf(place.by);
    const coarser = [...new Set([...areas.values()].map((area) => area.level))]
      .filter((level) => LEVELS.indexOf(level) < asked)
      .sort((a, b) => LEVELS.indexOf(b) - LEVELS.indexOf(a))[0];
    if (coarser === undefined) return null;
    const { by: _, ...whole } = place;
    // A single place of the coarser level is reported as one number.
    const oneNumber =
      place.areas.length > 0 && place.areas.every((area) => areas.get(area.id)?.level === coarser);
    return {
      patch: { place: oneNumber ? whole : { ...place, by: coarser } },
      loses: say.losesLevel(place.by),
    };
  }
  const around = place.areas.flatMap((asked) => {
    const outer = [...areas.values()]
      .filter((area) => area.id !== "world" && index.geography.within(asked.id, area.id))
      .sort((a, b) => LEVELS.indexOf(b.level) - LEVELS.indexOf(a.level))[0];
    return outer === undefined ? [] : [{ id: outer.id, name: index.geography.nameOf(outer.id) }];
  });
  if (around.length === 0 || around.length < place.areas.length) return null;
  const { by: _, ...rest } = place;
  const patch = { place: { ...rest, areas: around } };
  return {
    patch,
    loses: say.losesFinerPlace(
      place.areas.map((area) => area.name),
      around.map((area) => area.name),
    ),
  };
}

/** The newest figures instead of those of a version that the table does not keep. */
function changeVersion(question: Question): Change {
  const { asPublished, against } = question;
  const patch: Partial<Question> = {
    ...(asPublished !== undefined && { asPublished: undefined }),
    ...(against?.kind === "published-version" && { against: undefined }),
  };
  return { patch, loses: say.losesVersion(asPublished) };
}

/** Takes what the table cannot give out of the time asked, one fault at a time, until it covers it. */
function changeTime(facts: DatasetFacts, question: Question): Change | null {
  if (facts.vintage !== null || !asksForVersion(question)) return changeSpan(facts, question);
  const { patch, loses } = changeVersion(question);
  const newest = { ...question, ...patch };
  if (judgeTime(facts, newest).verdict !== "not-met") return { patch, loses };
  const span = changeSpan(facts, newest);
  return span && { patch: { ...patch, ...span.patch }, loses: `${loses} ${span.loses}` };
}

function changeSpan(facts: DatasetFacts, question: Question): Change | null {
  const covered = facts.time;
  const asked = question.time;
  if (covered === null || asked === undefined) return null;
  const grain = covered.grain ?? "day";
  const { from, to } = asked;
  if (to === undefined && from === undefined) {
    return { patch: { time: { any: true, grain } }, loses: say.losesGrain(asked.grain ?? "day", grain) };
  }
  const last = to ?? covered.to;
  if (dayNumber(covered.from) <= dayNumber(last) && dayNumber(last) <= dayNumber(covered.to)) {
    // The days are there but the rhythm is too coarse: ask for whole periods.
    const first = startOf(grain, from ?? last);
    const patch = { time: { from: first, to: endOf(grain, last), grain } };
    return { patch, loses: say.losesGrain(asked.grain ?? "day", grain) };
  }
  const newTo = nearestEnd(covered, asked, last);
  if (from === undefined)
    return { patch: { time: { ...asked, to: newTo } }, loses: say.losesTime(from, last, from, newTo) };
  // A window of whole periods (a month, a year) moves to whole periods; any other keeps its length.
  const whole = wholePeriod(from, last);
  const shifted =
    whole === undefined ? addDays(newTo, -Math.max(0, daysBetween(from, last))) : startOf(whole, newTo);
  const newFrom = dayNumber(shifted) < dayNumber(covered.from) ? covered.from : shifted;
  const patch = { time: { ...asked, from: newFrom, to: newTo } };
  return { patch, loses: say.losesTime(from, last, newFrom, newTo) };
}

const WHOLE: readonly Grain[] = ["year", "quarter", "month", "week"];

/** The grain of which the window is exactly one period; undefined when it is none. */
const wholePeriod = (from: string, last: string): Grain | undefined =>
  WHOLE.find((grain) => startOf(grain, from) === from && endOf(grain, from) === last);

/** The end of the nearest window that the table covers: of the last whole period before its end, or of the first after its start. */
function nearestEnd(covered: TimeCoverage, asked: Span, last: string): string {
  const late = dayNumber(last) > dayNumber(covered.to);
  const from = asked.from ?? last;
  const whole = wholePeriod(from, last);
  if (whole === undefined)
    return late ? covered.to : addDays(covered.from, Math.max(0, daysBetween(from, last)));
  const at = late ? covered.to : covered.from;
  const here = endOf(whole, at);
  if (late) return here === at ? at : addDays(startOf(whole, at), -1);
  return startOf(whole, at) === at ? here : endOf(whole, addDays(here, 1));
}

function changeDimensions(candidate: Candidate, question: Question, index: CatalogueIndex): Change | null {
  const known = candidate.facts.dimensions;
  const where = question.where.filter((condition) => {
    const judged = evaluateWhere(candidate, condition.dimension);
    return judged || known.has(condition.dimension);
  });
  const by = question.by.filter((dimension) => known.has(dimension));
  const gone = [
    ...question.where
      .filter((condition) => !where.includes(condition))
      .map((condition) => condition.dimension),
    ...question.by.filter((dimension) => !by.includes(dimension)),
  ];
  if (gone.length === 0) return null;
  return { patch: { where, by }, loses: say.losesDimensions(gone.map(index.terms.dimensionLabel)) };
}

const evaluateWhere = (candidate: Candidate, dimension: string): boolean =>
  candidate.measure.implies?.some((implied) => implied.dimension === dimension) === true;

function changeBehaviour(candidate: Candidate, question: Question): Change | null {
  const { measure } = question;
  if (measure === undefined) return null;
  for (const kind of nearestStatistics(candidate.measure, measure, question)) {
    if (kind === "latest" || kind === "mean" || kind === "peak" || kind === "lowest") {
      const patch = { measure: { ...measure, statistic: { kind } } };
      return { patch, loses: say.losesStatistic(measure.statistic.kind, kind) };
    }
  }
  return null;
}

function changeNeeds(question: Question): Change | null {
  if (question.needs === undefined) return null;
  const { greatestAgeDays: _age, leastCoverage: _coverage, ...needs } = question.needs;
  return { patch: { needs }, loses: say.losesNeeds };
}

function change(
  code: CriterionCode,
  candidate: Candidate,
  question: Question,
  index: CatalogueIndex,
): Change | null {
  switch (code) {
    case "place":
      return changePlace(candidate, question, index);
    case "time":
      return changeTime(candidate.facts, question);
    case "dimensions":
      return changeDimensions(candidate, question, index);
    case "behaviour":
      return changeBehaviour(candidate, question);
    case "freshness":
    case "completeness":
      return changeNeeds(question);
    default:
      return null;
  }
}

/**
 * The nearest question that the candidate's dataset can answer: one change per failed criterion, kept only when the
 * changed question really passes. Null when there is none (another concept, a place it has nothing of).
 */
export function nearestQuestion(
  candidate: Candidate,
  question: Question,
  index: CatalogueIndex,
  today: string,
): Nearest | null {
  let changed = question;
  const losses: string[] = [];
  for (const code of candidate.sunk) {
    const made = change(code, candidate, changed, index);
    if (made === null) return null;
    changed = { ...changed, ...made.patch };
    losses.push(made.loses);
  }
  if (losses.length === 0 || changed.measure === undefined) return null;
  const again = evaluateMeasure(index, candidate.facts, candidate.measure, changed.measure, changed, today);
  if (again.sunk.length > 0) return null;
  const keys = ["place", "time", "where", "by", "measure", "needs", "asPublished", "against"] as const;
  const patch: Partial<Question> = Object.fromEntries(
    keys.filter((key) => changed[key] !== question[key]).map((key) => [key, changed[key]]),
  );
  return { patch, loses: losses.join(" ") };
}
