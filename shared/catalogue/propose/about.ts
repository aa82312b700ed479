import type { Concept, Vocabulary } from "../../vocabulary/concept.ts";
import type { Measure } from "../dataset.ts";
import type { FileProfile } from "../profile.ts";
import type { DescribedColumn, TableDescription } from "./description.ts";
import type { Note } from "./evidence.ts";
import type { TableFacts } from "./facts.ts";
import type { TableReading } from "./reading.ts";
import {
  caseStatusesOf,
  conceptOf,
  denies,
  firstSubjectOf,
  narrowedTo,
  saysNoMore,
} from "./vocabulary-rules.ts";
import { slugOf } from "./words.ts";

/** Everything a measure is proposed from. */
export type MeasureContext = {
  readonly description: TableDescription;
  readonly profile: FileProfile;
  readonly reading: TableReading;
  readonly facts: TableFacts;
  readonly vocabulary: Vocabulary;
  readonly note: Note;
};

/** Concepts that are of everyone, not of the crisis their table is about. */
const OF_NO_SUBJECT = new Set([
  "population",
  "population-density",
  "all-cause-deaths",
  "expected-deaths",
  "customers-served",
]);

/** What the figures of a column or label are of. */
export type About = Pick<Measure, "concept" | "subject" | "implies" | "countsPeople"> & {
  /** The vocabulary has words for it; else it is a concept of its own. */
  readonly known: boolean;
};

/** What the figures of a text (a column's name, a variable's label) are about, whom they are of, and what narrows them. */
export const aboutOf = (context: MeasureContext, column: DescribedColumn): About => {
  const { vocabulary, description } = context;
  const found = conceptOf(column, vocabulary);
  const id = conceptIdOf(column, found?.concept ?? null);
  const concept = vocabulary.concepts.find((one) => one.id === id) ?? null;
  const part = narrowedTo(column.name);
  const partInConcept = part?.dimension === "population-group" && /health-workers/.test(id);
  const statuses = COUNTED_BY_STATUS.has(id) ? statusesOf(column, id) : [];
  const implies = [
    ...(statuses.length > 0 ? [{ dimension: "case-status", values: [...statuses] }] : []),
    ...(part && !partInConcept ? [{ dimension: part.dimension, values: [part.value] }] : []),
  ];
  const subject = OF_NO_SUBJECT.has(id)
    ? undefined
    : (concept?.defaultSubject ?? firstSubjectOf(subjectTexts(column, description), vocabulary));
  return {
    known: concept !== null,
    concept: id,
    ...(subject ? { subject } : {}),
    ...(implies.length > 0 ? { implies } : {}),
    countsPeople: concept?.countsPeople ?? /people|person|patient|case|death/i.test(column.unit ?? ""),
  };
};

const COUNTED_BY_STATUS = new Set(["cases", "deaths"]);

/** Statuses that the name gives, or for cases the description. */
const statusesOf = (column: DescribedColumn, concept: string): readonly string[] => {
  const named = caseStatusesOf(column.name);
  return named.length > 0 || concept !== "cases" ? named : caseStatusesOf(column.description ?? "");
};

/** Figures by case status are cases or deaths with that status; a label that denies something is a concept of its own. */
const conceptIdOf = (column: DescribedColumn, found: Concept | null): string => {
  const own = slugOf(column.name);
  if (denies(column.name)) return own;
  const byStatus = caseStatusesOf(column.name).length > 0;
  if (found === null) return byStatus && saysNoMore(column.name) ? "cases" : own;
  if (found.id === "deaths-in-confirmed-cases") return "deaths";
  return byStatus && found.id.endsWith("-cases") && found.broader.includes("cases") ? "cases" : found.id;
};

const subjectTexts = (column: DescribedColumn, description: TableDescription): readonly string[] => [
  column.name,
  description.title ?? "",
  severalThings(description.crisis) ? "" : (description.crisis ?? ""),
];

/** A crisis text that lists several things ("Hurricanes, fires and floods") is no subject. */
const severalThings = (crisis: string | null | undefined): boolean => /,| and |;/.test(crisis ?? "");
