import { fail, ok, type Result } from "../result.ts";
import type { ColumnCorrection, Corrections, NewMeasure } from "./corrections.ts";
import type { Column, Dataset, Measure, Role } from "./dataset.ts";
import { markPreferred } from "./propose/preferred.ts";
import { slugOf } from "./propose/words.ts";

const NUMERIC = /int(?!erval)|float|double|decimal|real|number/i;
const DATE = /^date/i;
const TIMESTAMP = /^timestamp/i;

/** True when a column's values are numbers that can be measured. */
export const isNumeric = ({ type }: Pick<Column, "type">): boolean => NUMERIC.test(type);

/**
 * The roles a person can give a column, its present one first. A place needs its values resolved to areas, which only reading
 * the file can do, so no other column can become one here; a time axis needs dates.
 */
export const rolesFor = (column: Column): readonly Role[] => {
  const others: readonly Role[] = [
    ...(isNumeric(column) ? (["measure"] as const) : []),
    ...(DATE.test(column.type) || TIMESTAMP.test(column.type) ? (["time", "vintage"] as const) : []),
    "dimension",
    "identifier",
    "attribute",
  ];
  return [column.role, ...others.filter((role) => role !== column.role)];
};

/** The columns and measures of an entry as a person corrected them; a column that is no measure any more loses its measures. */
export const correctColumns = (
  dataset: Dataset,
  corrections: Corrections,
  lenient: boolean,
): Result<Dataset> => {
  const unknown = unknownNames(dataset, corrections);
  if (unknown.length > 0 && !lenient)
    return refuse(`“${dataset.title}” has no ${unknown.join(", ")}.`, "Load the entry again.");
  const illegal = dataset.columns.find((column) => !isAllowed(column, corrections.columns?.[column.name]));
  if (illegal && !lenient)
    return refuse(`The column “${illegal.name}” cannot have that role.`, "Choose another role for it.");
  const columns = dataset.columns.map((column) => {
    const part = corrections.columns?.[column.name];
    return part && isAllowed(column, part) ? correctColumn(column, part) : column;
  });
  const roles = new Map(columns.map(({ name, role }) => [name, role]));
  const kept = dataset.measures.filter(({ column }) => column === null || roles.get(column) === "measure");
  const measures = kept.map((measure) => correctMeasure(measure, corrections));
  const added = (corrections.newMeasures ?? []).filter(
    ({ column }) => roles.get(column) === "measure" && !measures.some((one) => one.column === column),
  );
  const without = columns.find(
    ({ name, role }) =>
      role === "measure" &&
      dataset.columns.find((column) => column.name === name)?.role !== "measure" &&
      !added.some(({ column }) => column === name),
  );
  if (without && !lenient)
    return refuse(`It is not said what the column “${without.name}” measures.`, "Choose what it counts.");
  const grain = columns.find(({ role }) => role === "time")?.time?.grain;
  const isPlace = (name: string) => roles.get(name) === "place";
  return ok({
    ...dataset,
    ...(grain && Object.keys(corrections.columns ?? {}).length > 0 ? { temporalResolution: grain } : {}),
    columns,
    placeValues: Object.fromEntries(Object.entries(dataset.placeValues).filter(([name]) => isPlace(name))),
    measures: markPreferred([...measures, ...added.map((one) => measureOf(one, measures))], (id) =>
      // Which one was preferred stays so, unless it was changed itself.
      corrections.measures?.[id] === undefined && measures.find((one) => one.id === id)?.preferred
        ? true
        : undefined,
    ),
  });
};

const refuse = (message: string, remedy: string): Result<never> =>
  fail({ code: "bad-input", message, meaning: "Nothing was changed.", remedy });

const isAllowed = (column: Column, part: ColumnCorrection | undefined): boolean =>
  part?.role === undefined || rolesFor(column).includes(part.role);

const correctColumn = (column: Column, part: ColumnCorrection): Column => {
  const role = part.role ?? column.role;
  const { dimension, level, codeSystem, time, ...rest } = column;
  const unit = part.unit ?? column.unit;
  const storedAs = time?.storedAs ?? (TIMESTAMP.test(column.type) ? "timestamp" : "date");
  return {
    ...rest,
    role,
    ...(unit === undefined ? {} : { unit }),
    ...(part.description === undefined ? {} : { description: part.description }),
    ...(role === "dimension" ? { dimension: part.dimension ?? dimension ?? slugOf(column.name) } : {}),
    ...(role === "place" && (part.level ?? level) ? { level: part.level ?? level } : {}),
    ...(role === "place" && codeSystem ? { codeSystem } : {}),
    ...(role === "time" || role === "vintage"
      ? { time: { storedAs, grain: part.grain ?? time?.grain ?? "day" } }
      : {}),
  };
};

const correctMeasure = (measure: Measure, corrections: Corrections): Measure => {
  const part = corrections.measures?.[measure.id];
  if (!part) return measure;
  const { subject: proposed, ...rest } = measure;
  const subject = part.subject === undefined ? proposed : part.subject;
  return {
    ...rest,
    label: part.label ?? measure.label,
    concept: part.concept ?? measure.concept,
    unit: part.unit ?? measure.unit,
    behaviour: part.behaviour ?? measure.behaviour,
    ...(subject ? { subject } : {}),
  };
};

const measureOf = (
  { column, concept, subject, unit, behaviour }: NewMeasure,
  others: readonly Measure[],
): Measure => {
  const slug = slugOf(column);
  const id = others.some((one) => one.id === slug) ? `${slug}-2` : slug;
  return {
    id,
    label: column,
    column,
    concept,
    ...(subject ? { subject } : {}),
    unit,
    behaviour,
    where: [],
    notes: [],
    countsPeople: false,
    preferred: false,
  };
};

const unknownNames = (dataset: Dataset, { columns, measures, newMeasures }: Corrections): string[] => {
  const names = new Set(dataset.columns.map(({ name }) => name));
  const ids = new Set(dataset.measures.map(({ id }) => id));
  const asked = [...Object.keys(columns ?? {}), ...(newMeasures ?? []).map(({ column }) => column)];
  return [
    ...asked.filter((name) => !names.has(name)).map((name) => `column “${name}”`),
    ...Object.keys(measures ?? {})
      .filter((id) => !ids.has(id))
      .map((id) => `measure “${id}”`),
  ];
};
