import type { Dataset, Measure } from "../../catalogue/dataset.ts";
import { placeName } from "../../places/gazetteer.ts";
import type { Plan } from "../../plan/plan.ts";
import { dateWords, LEVEL_WORDS, LIMIT_WORDS, listWords, monthWords, yearWords } from "../../plan/words.ts";
import type { Question } from "../../question/question.ts";
import { dateParts, daysInMonth } from "../../time/calendar.ts";
import type { Vocabulary } from "../../vocabulary/concept.ts";
import { conceptById, subjectById } from "../../vocabulary/hierarchy.ts";
import { conceptLabel, dimensionLabel, subjectLabel } from "../../vocabulary/words.ts";
import { showNumber } from "../rounding.ts";
import { deviationWords, inFullWords, isDeviation } from "./amounts.ts";
import { oneOf } from "./one-of.ts";
import { isPercent } from "./percent.ts";

/** What is measured, in words: "confirmed COVID-19 cases", "customers without power (Hurricane Irma)". */
export function measureWords(
  question: Question,
  measure: Measure,
  vocabulary: Vocabulary,
  ref = question.measure,
): string {
  const concept = conceptById(vocabulary, measure.concept)
    ? measure.concept
    : (ref?.concept ?? measure.concept);
  const label = conceptLabel(vocabulary, concept);
  const subjectId = measure.subject ?? ref?.subject;
  const [adjectives, rest] = conditionWords(question, vocabulary);
  const named =
    subjectId === undefined || conceptById(vocabulary, concept)?.defaultSubject === subjectId
      ? null
      : subjectId;
  const subject = named === null ? "" : subjectLabel(vocabulary, named);
  const isDisease = named !== null && subjectById(vocabulary, named)?.kind === "disease";
  const core = isDisease ? [...adjectives, subject, label].join(" ") : [...adjectives, label].join(" ");
  const notes = [...(subject !== "" && !isDisease ? [subject] : []), ...rest];
  return notes.length > 0 ? `${core} (${notes.join("; ")})` : core;
}

/** " as a share of tests", where a rate is told in per cent of its base. */
export function baseWords({ steps }: Plan, { per }: Question, vocabulary: Vocabulary): string {
  const divides = steps.some(
    (step) => (step.kind === "join" && step.how === "rate") || (step.kind === "scan" && step.divisor),
  );
  return divides && per?.scale === 100 ? ` as a share of ${conceptLabel(vocabulary, per.concept)}` : "";
}

/** Conditions on a case's status read as adjectives, others as notes. */
function conditionWords(question: Question, vocabulary: Vocabulary): [string[], string[]] {
  const adjectives: string[] = [];
  const notes: string[] = [];
  for (const { dimension, op, values } of question.where) {
    const list = listWords(
      values.map((value) => (dimension === "place" ? placeName(String(value)) : String(value))),
    );
    if (dimension === "place" && op === "in") notes.push(`in ${list}`);
    else if (dimension === "place") notes.push(`outside ${list}`);
    else if (dimension === "case-status" && op === "in") adjectives.push(list);
    else
      notes.push(
        op === "in"
          ? `${dimensionLabel(vocabulary, dimension)}: ${list}`
          : `${dimensionLabel(vocabulary, dimension)} ${op === "not-in" ? "not" : op} ${list}`,
      );
  }
  return [adjectives, notes];
}

/** " in Italy", " in Afghanistan and Pakistan together", " worldwide"; empty where places are listed one by one. */
export function placeWords({ place, by }: Question, dataset: Dataset | undefined): string {
  const areas = place?.areas ?? [];
  const apart = place?.by !== undefined;
  if (areas.some(({ id }) => id === "world")) return apart ? "" : " worldwide";
  if (areas.length > 0) {
    const names = listWords(areas.map(({ name }) => name));
    return areas.length > 1 && !apart && by.length === 0 ? ` in ${names} together` : ` in ${names}`;
  }
  if (apart) return "";
  return dataset?.spatial?.text
    ? ` in all places of the table (${dataset.spatial.text})`
    : " in all places of the table";
}

type Span = { readonly from?: string | undefined; readonly to?: string | undefined };

/** " in May 2021", " from 1 to 15 May 2021", " by 30 April 2020", " over all dates". */
export function windowWords({ from, to }: Span): string {
  if (from === undefined && to === undefined) return " over all dates of the table";
  if (from === undefined) return ` by ${dateWords(to ?? "")}`;
  if (to === undefined) return ` since ${dateWords(from)}`;
  if (from === to) return ` on ${dateWords(from)}`;
  const [a, b] = [dateParts(from), dateParts(to)];
  const fullMonths = a.day === 1 && b.day === daysInMonth(b.year, b.month);
  if (fullMonths && a.month === 1 && b.month === 12)
    return a.year === b.year
      ? ` in ${yearWords(a.year)}`
      : ` from ${yearWords(a.year)} to ${yearWords(b.year)}`;
  if (fullMonths)
    return a.year === b.year && a.month === b.month
      ? ` in ${monthWords(from)}`
      : ` from ${monthWords(from)} to ${monthWords(to)}`;
  if (a.year === b.year && a.month === b.month) return ` from ${a.day} to ${dateWords(to)}`;
  return ` from ${dateWords(from)} to ${dateWords(to)}`;
}

/** A date of the data in words: a day, an hour of a day (UTC), or a year. */
export function atWords(at: string): string {
  if (/^-?\d{1,6}$/.test(at)) return yearWords(Number(at));
  const [day = at, hour] = at.split("T");
  return hour === undefined ? dateWords(day) : `${dateWords(day)}, ${hour.slice(0, 5)} UTC`;
}

/** " on 25 November 2020", " in 2015". */
export const onWords = (at: string | null): string =>
  at === null ? "" : /^-?\d{1,6}$/.test(at) ? ` in ${atWords(at)}` : ` on ${atWords(at)}`;

/** The unit beside a number; left out where the measure's words already say it. Per cent of whatever is a per cent sign. */
export function withUnit(value: number, unit: string, said: string): string {
  if (isDeviation(unit)) return deviationWords(value);
  const number = showNumber(value);
  if (unit === "" || said.toLowerCase().includes(unit.toLowerCase())) return number;
  return isPercent(unit)
    ? `${number} %`
    : `${number} ${number === "1" ? oneOf(unit) : unit}${inFullWords(value, unit)}`;
}

/** "above 3,000". */
export const limitWords = (op: string, value: number): string =>
  `${LIMIT_WORDS[op] ?? op} ${showNumber(value)}`;

/** "district" or "districts". */
export const levelWords = (question: Question, count: number): string => {
  const words = LEVEL_WORDS[question.place?.by ?? "country"];
  return question.place?.by === undefined ? "places" : count === 1 ? words.one : words.many;
};

/** "Italy" from "italy": the first letter of a sentence. */
export const sentenceCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The unit an answer is in: the source's, or the concept's own word where the source only says "people". */
export function unitWords(measure: Measure, vocabulary: Vocabulary): string {
  const concept = conceptById(vocabulary, measure.concept);
  // "index 0-100" and "ordinal level" describe a scale; what is counted on it are points or steps.
  if (measure.behaviour === "index" && concept) return concept.unit.many;
  const plain = /^(people|persons|person|number|count|cases?|deaths?)?$/i.test(measure.unit.trim());
  return plain && concept ? concept.unit.many : measure.unit;
}
