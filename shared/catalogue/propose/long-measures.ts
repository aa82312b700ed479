import type { Measure } from "../dataset.ts";
import { aboutOf, type MeasureContext } from "./about.ts";
import { behaviourOf, denominatorOf } from "./behaviour-rules.ts";
import type { DescribedColumn } from "./description.ts";
import { saysNoMore } from "./vocabulary-rules.ts";
import { slugOf, stem, wordsOf } from "./words.ts";

/** More values of a variable column than this are not made into measures one by one. */
const MOST_VARIABLES = 400;

type Group = {
  readonly label: string;
  readonly values: string[];
  readonly places: Set<string>;
  rows: number;
  /** How the figures of all spellings together move along time. */
  readonly moves: { steps: number; falls: number; rises: number };
};

/**
 * Measures of a long table, one for each thing its variable column names. Spellings with the same words are one thing; things
 * of the same meaning that never occur in the same place (each country's own word for new cases) are one measure.
 */
export const longMeasures = (
  context: MeasureContext,
  shape: { readonly variable: string; readonly value: string },
): readonly Measure[] => {
  const facts = context.profile.columns.find((column) => column.name === shape.variable);
  const values = facts?.values ?? [];
  if (values.length === 0 || values.length > MOST_VARIABLES) return [];
  const groups = bySameWords(values, context);
  const described = context.description.columns.find((column) => column.name === shape.value);
  const hasNew = groups.some(({ label }) => NEWLY.test(wordsOf(label)[0] ?? ""));
  const made = groups.map((group) => ({
    group,
    measure: measureOf(
      context,
      shape,
      group,
      described,
      hasNew && IN_ALL.test(wordsOf(group.label)[0] ?? ""),
    ),
  }));
  return mergeByMeaning(made).map(({ measure }) => measure);
};

/** First words of labels of what came newly, and of running totals beside them. */
const NEWLY = /^(new|newly|daily)$/;
const IN_ALL = /^(total|cumulative|cum|cumulated)$/;

const bySameWords = (
  values: readonly (readonly [string, number])[],
  context: MeasureContext,
): readonly Group[] => {
  const groups = new Map<string, Group>();
  for (const [value, rows] of [...values].sort((a, b) => b[1] - a[1])) {
    const key = [...new Set(wordsOf(value).map(stem))].sort().join(" ");
    const fact = context.facts.variables.find((one) => one.value === value);
    const group = groups.get(key) ?? {
      label: value.replace(/\s+/g, " ").trim(),
      values: [],
      places: new Set<string>(),
      rows: 0,
      moves: { steps: 0, falls: 0, rises: 0 },
    };
    group.values.push(value);
    for (const place of fact?.places ?? []) group.places.add(place);
    group.moves.steps += fact?.steps ?? 0;
    group.moves.falls += fact?.falls ?? 0;
    group.moves.rises += fact?.rises ?? 0;
    group.rows += rows;
    groups.set(key, group);
  }
  return [...groups.values()];
};

const measureOf = (
  context: MeasureContext,
  shape: { readonly variable: string; readonly value: string },
  group: Group,
  described: DescribedColumn | undefined,
  hasNewTwin: boolean,
): Measure => {
  const { vocabulary, note } = context;
  const column: DescribedColumn = { name: group.label };
  const about = aboutOf(context, column);
  const concept = vocabulary.concepts.find((one) => one.id === about.concept) ?? null;
  const guess = behaviourOf({
    name: group.label,
    described: { ...column, accumulation: described?.accumulation },
    facts: undefined,
    series: { column: shape.value, ...group.moves },
    concept,
    hasRateTwin: false,
    hasNewTwin,
  });
  const id = slugOf(group.label);
  note({ field: "behaviour", column: shape.variable, measure: id, text: guess.why, basis: guess.basis });
  const per = guess.behaviour === "ratio" ? denominatorOf(column, undefined) : null;
  return {
    id,
    label: group.label.replaceAll("_", " "),
    column: shape.value,
    concept: about.concept,
    ...(about.subject ? { subject: about.subject } : {}),
    unit: concept?.unit.many ?? described?.unit ?? "count",
    behaviour: guess.behaviour,
    where: [{ column: shape.variable, op: "in", values: [...group.values].sort() }],
    ...(about.implies ? { implies: about.implies } : {}),
    ...(per ? { per } : {}),
    notes: [],
    countsPeople: about.countsPeople && guess.behaviour !== "ratio",
    preferred: false,
  };
};

/** What makes two measures of a long table one and the same. */
const meaning = (measure: Measure): string =>
  JSON.stringify([measure.concept, measure.subject ?? "", measure.behaviour, measure.implies ?? []]);

const mergeByMeaning = (
  made: readonly { readonly group: Group; readonly measure: Measure }[],
): readonly { readonly group: Group; readonly measure: Measure }[] => {
  const kept: { group: Group; measure: Measure }[] = [];
  for (const one of [...made].sort((a, b) => b.group.rows - a.group.rows)) {
    const same = saysNoMore(one.group.label)
      ? kept.find(
          (other) =>
            saysNoMore(other.group.label) &&
            meaning(other.measure) === meaning(one.measure) &&
            disjoint(other.group.places, one.group.places),
        )
      : undefined;
    const [first] = same?.measure.where ?? [];
    const [second] = one.measure.where;
    if (same === undefined || first === undefined || second === undefined) {
      kept.push({ ...one });
      continue;
    }
    for (const place of one.group.places) same.group.places.add(place);
    same.measure = {
      ...same.measure,
      where: [{ ...first, values: [...first.values, ...second.values].sort() }],
    };
  }
  return kept;
};

const disjoint = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size > 0 && b.size > 0 && [...a].every((one) => !b.has(one));
