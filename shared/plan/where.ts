import type { Column, ColumnCondition, Dataset, Measure } from "../catalogue/dataset.ts";
import type { MatchEntry } from "../match/report.ts";
import { placeName } from "../places/gazetteer.ts";
import { type Condition, type Question, UNKNOWN } from "../question/question.ts";
import { ok, type Result } from "../result.ts";
import type { Vocabulary } from "../vocabulary/concept.ts";
import { dimensionById } from "../vocabulary/hierarchy.ts";
import { dimensionLabel } from "../vocabulary/words.ts";
import { folded, valuesOf } from "./column-values.ts";
import { planPlaces } from "./kinds/place-plan.ts";
import type { Assumption } from "./plan.ts";
import { notAnswerable } from "./refusals.ts";
import { assumed, filterText, refused } from "./sentences.ts";

export type WherePlan = {
  readonly filters: readonly {
    readonly why: "where";
    readonly anyOf: ColumnCondition[][];
    readonly text: string;
  }[];
  readonly assumptions: readonly Assumption[];
};

/** The column that holds a dimension: by the vocabulary's id, or by the slug of its own name. */
export function dimensionColumn(dataset: Dataset, dimension: string): Column | undefined {
  const known = dataset.columns.filter(({ role }) => role === "dimension");
  return (
    known.find((column) => column.dimension === dimension) ??
    dataset.columns.find(
      (column) => column.role !== "measure" && folded(column.name) === folded(dimension),
    ) ??
    measuredColumn(dataset, dimension)
  );
}

/** "Fires of more than 1,000 acres": a condition on another measure of the table, named by its concept. */
function measuredColumn(dataset: Dataset, concept: string): Column | undefined {
  const measured = dataset.measures.filter(
    (measure) => measure.concept === concept && measure.column !== null,
  );
  const column = (measured.find(({ preferred }) => preferred) ?? measured[0])?.column;
  return dataset.columns.find(({ name }) => name === column);
}

/**
 * The question's conditions as conditions on the table's columns, in the table's own spellings. A condition that every
 * value of the measure meets anyway needs no filter; one that no column can tell apart is refused, unless the match said
 * that it is met, which then is stated as an assumption.
 */
export function planWhere(
  conditions: Question["where"],
  from: { dataset: Dataset; measure: Measure; entry: MatchEntry | null; vocabulary: Vocabulary },
): Result<WherePlan> {
  const filters: WherePlan["filters"][number][] = [];
  const assumptions: Assumption[] = [];
  for (const condition of conditions) {
    const label = dimensionLabel(from.vocabulary, condition.dimension);
    if (condition.dimension === "place") {
      const places = placesWhere(condition, from);
      if (!places.ok) return places;
      filters.push(...places.value);
      continue;
    }
    const implied = impliedBy(condition, from.measure, from.vocabulary);
    if (implied === "met") continue;
    if (implied === "contradicted")
      return notAnswerable(refused.otherThan(from.measure.label, label, condition.values));
    const column = dimensionColumn(from.dataset, condition.dimension);
    if (!column) {
      if (from.entry?.criteria.find(({ code }) => code === "dimensions")?.verdict !== "met")
        return notAnswerable(refused.notToldApart(label));
      assumptions.push(assumed.alreadySo(label, condition.values));
      continue;
    }
    const resolved = resolve(condition, column, from.dataset, from.vocabulary);
    if (resolved === null) return notAnswerable(refused.valueNotThere(label, condition.values));
    const known = leavesOutUnknown(condition)
      ? [{ column: column.name, op: "not-null" as const, values: [] }]
      : [];
    filters.push({ why: "where", anyOf: [[resolved, ...known]], text: filterText.where(label, condition) });
  }
  return ok({ filters, assumptions });
}

/** A condition on places (area ids): inside them, or outside where the table names them in one column. */
function placesWhere(
  condition: Condition,
  { dataset, measure }: { readonly dataset: Dataset; readonly measure: Measure },
): Result<WherePlan["filters"]> {
  const areas = condition.values.map((id) => ({
    id: String(id),
    name: placeName(String(id)),
  }));
  const found = planPlaces({ dataset, measure, areas, by: undefined });
  if (!found.ok) return found;
  const text = filterText.where("place", { ...condition, values: areas.map(({ name }) => name) });
  if (condition.op === "in")
    return found.value.filters.length > 0
      ? ok(found.value.filters.map(({ anyOf }) => ({ why: "where" as const, anyOf, text })))
      : notAnswerable(refused.notToldApart("place"));
  const inside = found.value.filters.flatMap(({ anyOf }) => anyOf);
  const [only] = inside;
  const [column] = only ?? [];
  if (condition.op !== "not-in" || inside.length !== 1 || only?.length !== 1 || column?.op !== "in")
    return notAnswerable(refused.notToldApart("place"));
  return ok([{ why: "where", anyOf: [[{ ...column, op: "not-in" }]], text }]);
}

function impliedBy(
  condition: Condition,
  measure: Measure,
  vocabulary: Vocabulary,
): "met" | "contradicted" | "open" {
  const implied = measure.implies?.find(({ dimension }) => dimension === condition.dimension);
  if (!implied) return "open";
  const means = meaningsOf(condition, vocabulary);
  if (condition.op === "in")
    return implied.values.every((value) => means.has(folded(value))) ? "met" : "contradicted";
  if (condition.op === "not-in")
    return implied.values.some((value) => means.has(folded(value))) ? "contradicted" : "met";
  return "open";
}

/** All foldings of the asked values: as asked, and every form the vocabulary has for them. */
function meaningsOf(condition: Condition, vocabulary: Vocabulary): ReadonlySet<string> {
  const known = dimensionById(vocabulary, condition.dimension)?.values ?? {};
  const means = new Set<string>();
  for (const value of condition.values) {
    means.add(folded(value));
    for (const [id, forms] of Object.entries(known)) {
      const all = [id, ...forms].map(folded);
      if (all.includes(folded(value))) for (const form of all) means.add(form);
    }
  }
  return means;
}

function resolve(
  condition: Condition,
  column: Column,
  dataset: Dataset,
  vocabulary: Vocabulary,
): ColumnCondition | null {
  if (condition.op !== "in" && condition.op !== "not-in") return resolveLimit(condition, column, dataset);
  const means = meaningsOf(condition, vocabulary);
  const spelled = valuesOf(dataset, column.name);
  const exact =
    spelled === null ? condition.values.map(String) : spelled.filter((value) => means.has(folded(value)));
  // A column of whole sentences ("… was caused by the weather.") holds a value where its words stand in one.
  const values = exact.length > 0 || spelled === null ? exact : holding(spelled, condition, vocabulary);
  if (values.length === 0 && condition.op === "in") return null;
  return { column: column.name, op: condition.op, values };
}

/** Whether a condition leaves out what says nothing: "of known sex". */
export const leavesOutUnknown = ({ op, values }: Condition): boolean =>
  op === "not-in" && values.includes(UNKNOWN);

/** Values with a form of the asked one among their words. */
function holding(spelled: readonly string[], condition: Condition, vocabulary: Vocabulary): string[] {
  const known = dimensionById(vocabulary, condition.dimension)?.values ?? {};
  const plain = (text: string): string =>
    ` ${text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim()} `;
  const forms = condition.values.flatMap((value) => {
    const all = Object.entries(known).find(([id, more]) =>
      [id, ...more].some((form) => folded(form) === folded(value)),
    );
    return [String(value), ...(all ? [all[0], ...all[1]] : [])].map(plain);
  });
  return spelled.filter((value) =>
    forms.some((form) => form.trim().length > 2 && plain(value).includes(form)),
  );
}

/** A limit on numbers, or on bands written as text ("70-79", "80+"): only bands that lie wholly on the right side count. */
function resolveLimit(condition: Condition, column: Column, dataset: Dataset): ColumnCondition | null {
  const limit = Number(condition.values[0]);
  if (!Number.isFinite(limit) || condition.op === "in" || condition.op === "not-in") return null;
  if (isNumeric(column)) return { column: column.name, op: condition.op, values: [limit] };
  const bands = (valuesOf(dataset, column.name) ?? []).flatMap((value) => {
    const band = bandOf(value);
    return band ? [{ value, ...band }] : [];
  });
  const inside = bands.filter(({ low, high }) => {
    if (condition.op === ">=") return low >= limit;
    if (condition.op === ">") return low > limit;
    return condition.op === "<=" ? high <= limit : high < limit;
  });
  return inside.length === 0
    ? null
    : { column: column.name, op: "in", values: inside.map(({ value }) => value) };
}

function bandOf(text: string): { low: number; high: number } | null {
  const numbers = text.match(/\d+(\.\d+)?/g)?.map(Number) ?? [];
  const [low, high] = numbers;
  if (low === undefined) return null;
  if (high !== undefined) return { low, high };
  if (/[+>≥]|and over|or older/i.test(text)) return { low, high: Number.POSITIVE_INFINITY };
  if (/[<≤]|under|below/i.test(text)) return { low: 0, high: low };
  return { low, high: low };
}

/** Whether a column holds numbers. */
export const isNumeric = (column: Pick<Column, "type"> | undefined): boolean =>
  column !== undefined && /^(u?int|float|decimal|double|bigint|integer|smallint|tinyint)/i.test(column.type);
