import { LEVELS, type Level } from "../../places/area.ts";
import { areaById } from "../../places/gazetteer.ts";
import { daysBetween } from "../../time/calendar.ts";
import type { Grain } from "../../time/grain.ts";
import type { Vocabulary } from "../../vocabulary/concept.ts";
import { conceptById } from "../../vocabulary/hierarchy.ts";
import { legalityOf, usualStatistic } from "../../vocabulary/legal-statistics.ts";
import {
  type MeasureRef,
  type Question,
  type QuestionPatch,
  questionSchema,
  type Statistic,
} from "../question.ts";

/** A choice made in the builder: its name for undo, and the parts it replaces. */
export type BuilderAction = { readonly label: string; readonly patch: QuestionPatch };

/**
 * Makes a choice and lets the rest of the question adapt: what stays legal stays, what the choice makes meaningless goes,
 * what it makes necessary gets its usual value. Never throws; what still is missing or illegal the check says.
 */
export function applyChoice(question: Question, action: BuilderAction, vocabulary: Vocabulary): Question {
  return adapt(patched(question, action.patch), vocabulary);
}

/** Replaces the parts a patch names; a part that is present but undefined is taken out. */
export function patched(question: Question, patch: QuestionPatch): Question {
  const merged: Record<string, unknown> = { ...question };
  for (const [part, value] of Object.entries(patch)) {
    if (value === undefined) delete merged[part];
    else merged[part] = value;
  }
  return questionSchema.parse(merged);
}

function adapt(question: Question, vocabulary: Vocabulary): Question {
  const withMeasure = adaptMeasure(question, vocabulary);
  const withLevel = adaptLevel(adaptKind(withMeasure));
  return adaptGrain(adaptDenominator(withLevel, vocabulary));
}

/** A statistic that the measure does not allow becomes the measure's usual one. */
function adaptMeasure(question: Question, vocabulary: Vocabulary): Question {
  const { measure } = question;
  if (!measure) return question;
  return { ...question, measure: { ...measure, statistic: legalStatistic(measure, vocabulary) } };
}

/** The statistic of a measure if it is legal, else the nearest that is. Counts come as running totals too, so what those allow counts as legal. */
export function legalStatistic(measure: MeasureRef, vocabulary: Vocabulary): Statistic {
  const concept = conceptById(vocabulary, measure.concept);
  if (!concept || isLegal(measure.statistic.kind, concept.behaviour)) return measure.statistic;
  return plainStatistic(usualStatistic(concept));
}

const isLegal = (kind: Statistic["kind"], behaviour: Parameters<typeof legalityOf>[1]): boolean =>
  legalityOf(kind, behaviour).legal || (behaviour === "flow" && legalityOf(kind, "cumulative").legal);

/** A statistic of a kind with the usual values where it needs some. */
export function plainStatistic(kind: Statistic["kind"]): Statistic {
  switch (kind) {
    case "quantile":
      return { kind, q: 0.9 };
    case "change":
      return { kind, as: "absolute" };
    case "rate":
      return { kind, of: "total" };
    case "periods-meeting":
    case "places-meeting":
      return { kind, condition: { op: ">", value: 0 } };
    default:
      return { kind };
  }
}

/** Parts that only some kinds have go with the kind; parts a kind needs get their usual value. */
function adaptKind(question: Question): Question {
  const { second, rank, horizon, intervention, ...rest } = question;
  const { kind } = question;
  const next: Question = {
    ...rest,
    ...(second && (kind === "coverage" || kind === "relationship") && { second }),
    ...(kind === "ranking" && { rank: rank ?? { top: 10, from: "highest" } }),
    ...(kind === "forecast" && { horizon: horizon ?? 4 }),
    ...(intervention && kind === "impact" && { intervention }),
  };
  const compares = next.against !== undefined && next.against.kind !== "target";
  if (kind === "situation" && compares) return { ...next, kind: "comparison" };
  return next;
}

/** A level that is not finer than the places asked about says nothing; a ranking and a count of places need one. */
function adaptLevel(question: Question): Question {
  const { place } = question;
  if (!place) return question;
  const needs = question.kind === "ranking" || question.measure?.statistic.kind === "places-meeting";
  const coarsest = levelOf(place.areas.map(({ id }) => id));
  const finer = place.by !== undefined && LEVELS.indexOf(place.by) > LEVELS.indexOf(coarsest);
  const by = finer ? place.by : needs ? LEVELS[LEVELS.indexOf(coarsest) + 1] : undefined;
  const { by: _by, ...areas } = place;
  return { ...question, place: { ...areas, ...(by && { by }) } };
}

/** The coarsest level among areas; without any, what lies just above countries. */
export function levelOf(areas: readonly string[]): Level {
  if (areas.length === 0) return "region";
  const levels = areas.map((id) => areaById(id)?.level ?? (id.includes("/") ? "adm1" : "country"));
  return LEVELS.find((level) => levels.includes(level)) ?? "country";
}

/** A rate needs what it is divided by; anything else has no use for it. */
function adaptDenominator(question: Question, vocabulary: Vocabulary): Question {
  const { per, ...rest } = question;
  if (question.measure?.statistic.kind !== "rate") return rest;
  const allowed = conceptById(vocabulary, question.measure.concept)?.denominators ?? [];
  const [usual] = allowed;
  if (per && allowed.includes(per.concept)) return question;
  return usual ? { ...rest, per: { concept: usual, scale: usual === "population" ? 100_000 : 100 } } : rest;
}

/** Series need the length of their periods: the one that gives a readable number of points. */
function adaptGrain(question: Question): Question {
  const { time, measure } = question;
  if (!time || time.grain) return question;
  const series = ["trend", "relationship", "forecast", "impact"].includes(question.kind);
  if (series) return { ...question, time: { ...time, grain: usualGrain(time) } };
  return measure?.statistic.kind === "periods-meeting"
    ? { ...question, time: { ...time, grain: "day" } }
    : question;
}

/** Days up to three months, weeks up to three years, months up to fifteen years, else years. */
export function usualGrain(time: {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}): Grain {
  if (!time.from || !time.to) return "week";
  const days = daysBetween(time.from, time.to);
  if (days <= 92) return "day";
  if (days <= 3 * 366) return "week";
  return days <= 15 * 366 ? "month" : "year";
}
