import type { Area, AreaId, Level } from "../places/area.ts";
import { gazetteer } from "../places/gazetteer.ts";
import { areaOfValue } from "../places/resolve-value.ts";
import type { Lexicon, LexiconDataset, LexiconValue } from "../question/lexicon.ts";
import { isoDateSchema } from "../time/grain.ts";
import type { Behaviour } from "../vocabulary/behaviour.ts";
import type { Concept, Vocabulary } from "../vocabulary/concept.ts";
import type { Dataset, Measure, PlaceValue } from "./dataset.ts";
import { currentDistribution } from "./distribution.ts";
import { placeValuesOf } from "./place-index.ts";
import { slugOf } from "./propose/words.ts";
import { timeCoverageOf } from "./time-coverage.ts";

/** Breakdowns that say something of the table, not of the world: "weekly" in a question is a grain, not one of their values. */
const ABOUT_THE_TABLE = new Set(["time-unit"]);

/** Values of a breakdown with more different values than this are free text; nobody asks for them by name. */
const MOST_VALUES = 200;

/**
 * Everything a question may name: the vocabulary with the concepts that datasets bring themselves, the gazetteer's areas and
 * those of the datasets' place columns (single sites left out), the values of their breakdowns, and the datasets.
 * @param areas the areas known without any dataset; the built-in gazetteer unless given
 */
export const buildLexicon = (
  datasets: readonly Dataset[],
  vocabulary: Vocabulary,
  areas: readonly Area[] = gazetteer().areas,
): Lexicon => ({
  vocabulary: withOwnConcepts(vocabulary, datasets),
  areas: withOwnAreas(areas, datasets),
  values: valuesOf(datasets),
  datasets: datasets.map(lexiconDataset),
});

const lexiconDataset = (dataset: Dataset): LexiconDataset => ({
  id: dataset.id,
  title: dataset.title,
  publisher: dataset.publisher.name,
  ...timeOf(dataset),
  ...(dataset.temporal && { time: dataset.temporal }),
  ...publishedOf(dataset),
  ...(dataset.spatial?.within && { within: dataset.spatial.within }),
  ...countryOfPlaces(dataset),
  concepts: conceptsOf(dataset.measures),
});

/** The country that nearly all places of a dataset's finest named level lie in. */
const countryOfPlaces = (dataset: Dataset): Pick<LexiconDataset, "country"> => {
  const countries = new Map<string, number>();
  for (const column of dataset.columns) {
    if (column.role !== "place" || column.level === undefined || column.level === "facility") continue;
    for (const { area } of placeValuesOf(dataset, column.name)) {
      const country = area === null || area.startsWith("region/") ? null : (area.split("/")[0] ?? null);
      if (country !== null && area !== null) countries.set(country, (countries.get(country) ?? 0) + 1);
    }
  }
  const [most] = [...countries.entries()].sort((a, b) => b[1] - a[1]);
  const all = [...countries.values()].reduce((sum, count) => sum + count, 0);
  return most && most[1] >= 3 && most[1] >= 0.8 * all ? { country: most[0] } : {};
};

/** The first and the last day on which a table's versions were published, from what was counted when it came in. */
const publishedOf = (dataset: Dataset): Pick<LexiconDataset, "published"> => {
  const column = dataset.columns.find(({ role }) => role === "vintage")?.name;
  const days = currentDistribution(dataset)?.profile?.columns.find(({ name }) => name === column);
  const [first, last] = [days?.min, days?.max].map((day) => isoDateSchema.safeParse(day));
  return first?.success && last?.success ? { published: { first: first.data, last: last.data } } : {};
};

/** The days a dataset's figures cover, where known. */
const timeOf = (dataset: Dataset): Pick<LexiconDataset, "time"> => {
  const coverage = timeCoverageOf(dataset);
  if (coverage) return { time: { from: coverage.from, to: coverage.to } };
  return dataset.temporal ? { time: dataset.temporal } : {};
};

/** The concepts and subjects that measures are about, each once, with how those measures behave. */
const conceptsOf = (measures: readonly Measure[]): LexiconDataset["concepts"] => {
  const by = new Map<string, { concept: string; subject: string | null; behaviours: Behaviour[] }>();
  for (const { concept, subject, behaviour } of measures) {
    const key = `${concept} ${subject ?? ""}`;
    const entry = by.get(key) ?? { concept, subject: subject ?? null, behaviours: [] };
    if (!entry.behaviours.includes(behaviour)) entry.behaviours.push(behaviour);
    by.set(key, entry);
  }
  return [...by.values()];
};

/** A concept that only a dataset has is called what its measure is called. */
const withOwnConcepts = (vocabulary: Vocabulary, datasets: readonly Dataset[]): Vocabulary => {
  const known = new Set(vocabulary.concepts.map((concept) => concept.id));
  const own = new Map<string, Concept>();
  for (const { measures } of datasets)
    for (const measure of measures)
      if (
        !known.has(measure.concept) &&
        !own.has(measure.concept) &&
        /^[a-z0-9]+(-[a-z0-9]+)*$/.test(measure.concept)
      )
        own.set(measure.concept, ownConcept(measure));
  return own.size === 0 ? vocabulary : { ...vocabulary, concepts: [...vocabulary.concepts, ...own.values()] };
};

const ownConcept = (measure: Measure): Concept => ({
  id: measure.concept,
  words: { en: { label: measure.label, forms: [] } },
  unit: { one: measure.unit, many: measure.unit },
  behaviour: measure.behaviour,
  usualStatistic: measure.behaviour === "flow" || measure.behaviour === "cumulative" ? "total" : "latest",
  moreIsWorse: true,
  countsPeople: measure.countsPeople,
  denominators: [],
  broader: [],
  hxl: [],
});

const withOwnAreas = (areas: readonly Area[], datasets: readonly Dataset[]): readonly Area[] => {
  const known = new Set(areas.map((area) => area.id));
  const own = new Map<AreaId, Area>();
  for (const dataset of datasets)
    for (const column of dataset.columns) {
      const { level } = column;
      if (column.role !== "place" || level === undefined || level === "facility") continue;
      for (const value of placeValuesOf(dataset, column.name))
        if (value.area !== null && !known.has(value.area) && !own.has(value.area))
          own.set(value.area, areaNamed(value, value.area, level));
    }
  return own.size === 0 ? areas : [...areas, ...own.values()];
};

const areaNamed = (value: PlaceValue, id: AreaId, level: Level): Area => {
  const slash = id.lastIndexOf("/");
  return areaOfValue(readable(value.value), id, level, slash < 0 ? null : id.slice(0, slash));
};

/** Names in capitals read better, and are found better, with small letters. */
const readable = (name: string): string =>
  name.length > 3 && name === name.toUpperCase()
    ? name.toLowerCase().replace(/(^|[\s-])\p{L}/gu, (letter) => letter.toUpperCase())
    : name;

const valuesOf = (datasets: readonly Dataset[]): readonly LexiconValue[] => {
  const found = new Map<string, { dimension: string; value: string; datasets: string[] }>();
  for (const dataset of datasets)
    for (const [dimension, value] of namedValues(dataset)) {
      const key = `${dimension}\u001f${value}`;
      const entry = found.get(key) ?? { dimension, value, datasets: [] };
      if (!entry.datasets.includes(dataset.id)) entry.datasets.push(dataset.id);
      found.set(key, entry);
    }
  return [...found.values()];
};

/** The values of a dataset's breakdowns, and those that its measures have throughout. */
const namedValues = (dataset: Dataset): readonly (readonly [dimension: string, value: string])[] => {
  const profile = currentDistribution(dataset)?.profile;
  const variables = new Set(
    dataset.measures.flatMap((measure) => measure.where.map((condition) => condition.column)),
  );
  const held = dataset.columns
    .filter((column) => column.role === "dimension" && !variables.has(column.name))
    .flatMap((column) => {
      const values = profile?.columns.find((one) => one.name === column.name)?.values ?? [];
      const dimension = column.dimension ?? slugOf(column.name);
      return values.length > MOST_VALUES || ABOUT_THE_TABLE.has(dimension)
        ? []
        : values.map(([value]) => [dimension, value] as const);
    });
  const implied = dataset.measures.flatMap((measure) =>
    (measure.implies ?? []).flatMap(({ dimension, values }) =>
      values.map((value) => [dimension, value] as const),
    ),
  );
  return [...held, ...implied];
};
