import { areaById } from "../../places/gazetteer.ts";
import type { Measure } from "../dataset.ts";
import type { FileProfile } from "../profile.ts";
import { aboutOf, type MeasureContext } from "./about.ts";
import { behaviourOf, denominatorOf, rollingDaysOf } from "./behaviour-rules.ts";
import type { DescribedColumn, TableDescription } from "./description.ts";
import type { SeriesFact } from "./facts.ts";
import { longMeasures } from "./long-measures.ts";
import { markPreferred } from "./preferred.ts";
import { conceptOf } from "./vocabulary-rules.ts";
import { slugOf, wordsOf } from "./words.ts";

/** Proposes the measures of a table: one a measure column, several of a long or wide table, the count of rows of an event table. */
export const proposeMeasures = (context: MeasureContext): readonly Measure[] => {
  const { reading } = context;
  const columns = reading.columns.filter((column) => column.role === "measure");
  const long = reading.long ? longMeasures(context, reading.long) : [];
  const plain = columns
    .filter((column) => column.name !== reading.long?.value)
    .map((column) => columnMeasure(context, described(context, column.name)));
  const events = reading.rowsAreEvents ? [eventMeasure(context)] : [];
  return markPreferred(uniqueIds([...events, ...long, ...plain]));
};

const described = ({ description }: MeasureContext, name: string): DescribedColumn =>
  description.columns.find((column) => column.name === name) ?? { name };

const columnMeasure = (context: MeasureContext, column: DescribedColumn): Measure => {
  const { profile, reading, facts, vocabulary, note, description } = context;
  const wide = reading.wide?.get(column.name);
  const titled = wide ? null : underTitle(context, column);
  const named = wide ? { ...column, name: wide.measure } : (titled ?? column);
  const about = aboutOf(context, named);
  const concept = vocabulary.concepts.find((one) => one.id === about.concept) ?? null;
  const columnFacts = profile.columns.find((one) => one.name === column.name);
  const guess = behaviourOf({
    name: named.name,
    described: named,
    facts: columnFacts,
    series: wide ? pooled(context, wide.measure) : facts.series.find((one) => one.column === column.name),
    concept,
    hasRateTwin: hasRateTwin(column, description),
    hasNewTwin: hasNewTwin(column.name, profile),
  });
  const id = slugOf(column.name);
  note({ field: "behaviour", column: column.name, measure: id, text: guess.why, basis: guess.basis });
  note({
    field: "concept",
    column: column.name,
    measure: id,
    basis: about.known && titled === null ? "said" : "guessed",
    text: !about.known
      ? "No word of the vocabulary occurs; the column is its own concept."
      : titled === null
        ? `Name, tag or description speak of ${concept?.words.en?.label ?? about.concept}.`
        : `The column is only called "${column.name}"; the title speaks of ${concept?.words.en?.label ?? about.concept}.`,
  });
  if (wide)
    note({
      field: "place",
      column: column.name,
      measure: id,
      text: `The name ends in a country: ${wide.place}.`,
      basis: "seen",
    });
  const per = guess.behaviour === "ratio" ? denominatorOf(column, columnFacts) : null;
  const rollingDays = rollingDaysOf(column, reading.grain);
  return {
    id,
    label: labelOf(named.name, concept?.words.en?.label, wide && (areaById(wide.area)?.name ?? wide.place)),
    column: column.name,
    concept: about.concept,
    ...(about.subject ? { subject: about.subject } : {}),
    unit: unitOf(
      column,
      guess.behaviour === "ratio",
      per,
      concept?.unit.many,
      hasRateTwin(column, description),
    ),
    behaviour: guess.behaviour,
    where: [],
    ...(about.implies ? { implies: about.implies } : {}),
    ...(wide ? { place: wide.area } : {}),
    ...(per ? { per } : {}),
    ...(rollingDays ? { rollingDays } : {}),
    notes: notesOf(column, description),
    countsPeople: about.countsPeople && guess.behaviour !== "ratio" && guess.behaviour !== "index",
    preferred: false,
  };
};

/** Names that say no more than that there are figures in the column. */
const ONLY_VALUE = /^(value|val|values|obs.?value|figure|figures|data)( \(\d+\))?$/i;

/** A column of figures without a name of their own under the title of its table, where that says what they count. */
const underTitle = (context: MeasureContext, column: DescribedColumn): DescribedColumn | null => {
  const { title } = context.description;
  if (!title || !ONLY_VALUE.test(column.name.trim()) || conceptOf(column, context.vocabulary)) return null;
  const named = { ...column, name: title };
  return conceptOf(named, context.vocabulary) === null ? null : named;
};

/** How the columns of one measure, one a place, move along time: together, since they are one thing. */
const pooled = ({ reading, facts }: MeasureContext, measure: string): SeriesFact | undefined => {
  const own = facts.series.filter((one) => reading.wide?.get(one.column)?.measure === measure);
  const [first] = own;
  if (first === undefined) return undefined;
  const sum = (count: (one: SeriesFact) => number): number => own.reduce((all, one) => all + count(one), 0);
  return {
    column: first.column,
    steps: sum((one) => one.steps),
    falls: sum((one) => one.falls),
    rises: sum((one) => one.rises),
  };
};

/** The table counts this column's thing per 100,000 in another column: this one is the count even if it is called a rate. */
const hasRateTwin = (column: DescribedColumn, description: TableDescription): boolean =>
  /rate/i.test(column.accumulation ?? "") &&
  !/\bper\b/i.test(column.name) &&
  description.columns.some(
    (other) => other.name !== column.name && other.name.startsWith(`${column.name} per `),
  );

/** "total_cases" beside "new_cases". */
const hasNewTwin = (name: string, profile: FileProfile): boolean => {
  const words = wordsOf(name);
  if (!["total", "cumulative", "cum"].includes(words[0] ?? "")) return false;
  const rest = words.slice(1).join(" ");
  return profile.columns.some((other) => {
    const [first, ...others] = wordsOf(other.name);
    return ["new", "daily", "newly"].includes(first ?? "") && others.join(" ") === rest;
  });
};

const unitOf = (
  column: DescribedColumn,
  isRatio: boolean,
  per: { readonly concept: string; readonly scale: number } | null,
  usual: string | undefined,
  twin: boolean,
): string => {
  if (isRatio && per?.scale === 1 && /percent|%/i.test(`${column.unit} ${column.name}`)) return "share of 1";
  if (column.unit && !twin) return column.unit;
  if (isRatio && per && per.scale > 1 && usual)
    return `${usual} per ${per.scale.toLocaleString("en-US")}${per.concept === "population" ? "" : ` ${per.concept}`}`;
  return usual ?? "count";
};

const labelOf = (name: string, concept: string | undefined, place: string | undefined): string => {
  const camel = /[a-z][A-Z]/.test(name) && !name.includes(" ");
  const words = (
    camel
      ? name
          .replace(/([a-z])([A-Z0-9])/g, "$1 $2")
          .replace(/(\d)([A-Z])/g, "$1 $2")
          .toLowerCase()
      : name
  )
    .replaceAll("_", " ")
    .replace(/\s+/g, " ")
    .trim();
  const plain = wordsOf(name).length > 1 || concept === undefined ? words : concept;
  const first = plain === plain.toUpperCase() ? plain.toLowerCase() : plain;
  return place ? `${first}, ${place}` : first;
};

/** The caveats that name the column. */
const notesOf = (column: DescribedColumn, description: TableDescription): string[] => {
  const name = column.name.toLowerCase();
  return description.caveats.filter((caveat) =>
    new RegExp(`(^|[^a-z0-9_])${escaped(name)}([^a-z0-9_]|$)`).test(caveat.toLowerCase()),
  );
};

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

const eventMeasure = (context: MeasureContext): Measure => {
  const { description, vocabulary, note } = context;
  const name = `${description.granularity ?? ""} ${description.title ?? ""}`;
  const occurrences = {
    ...vocabulary,
    concepts: vocabulary.concepts.filter((one) => one.behaviour === "event"),
  };
  const counted = conceptOf({ name }, occurrences) === null ? vocabulary : occurrences;
  const about = aboutOf({ ...context, vocabulary: counted }, { name });
  const concept = vocabulary.concepts.find((one) => one.id === about.concept);
  note({
    field: "measures",
    measure: "records",
    text: `One row is one ${description.granularity}: rows are counted.`,
    basis: "said",
  });
  return {
    id: "records",
    label: concept?.words.en?.label ?? "records",
    column: null,
    concept: about.concept,
    ...(about.subject ? { subject: about.subject } : {}),
    unit: concept?.unit.many ?? "records",
    behaviour: "event",
    where: [],
    notes: [],
    countsPeople: about.countsPeople,
    preferred: false,
  };
};

const uniqueIds = (measures: readonly Measure[]): readonly Measure[] => {
  const seen = new Map<string, number>();
  return measures.map((measure) => {
    const times = (seen.get(measure.id) ?? 0) + 1;
    seen.set(measure.id, times);
    return times === 1 ? measure : { ...measure, id: `${measure.id}-${times}` };
  });
};
