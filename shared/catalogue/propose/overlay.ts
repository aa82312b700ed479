import { z } from "zod";
import { areaIdSchema } from "../../places/area.ts";
import { fail, ok, type Result } from "../../result.ts";
import { columnSchema, type Dataset, datasetSchema, type Measure, measureSchema } from "../dataset.ts";
import { markPreferred } from "./preferred.ts";

const columnPatch = columnSchema.omit({ name: true }).partial();
const measurePatch = measureSchema
  .omit({ id: true })
  .partial()
  // Fields with defaults must stay absent when the overlay does not name them.
  .extend({
    subject: z.string().nullish(),
    notes: z.array(z.string()).optional(),
    where: measureSchema.shape.where.removeDefault().optional(),
    countsPeople: z.boolean().optional(),
    preferred: z.boolean().optional(),
  });

/**
 * What people know of a table that rules cannot: merged over the proposal when a dataset with this id comes in. Only the
 * parts that differ are written.
 */
export const overlaySchema = z.strictObject({
  id: z.string(),
  /** Why the overlay says what it says; for readers of the file. */
  because: z.array(z.string()).default([]),
  entry: z
    .strictObject({
      title: z.string(),
      description: z.string(),
      crisis: z.string().nullable(),
      publisher: datasetSchema.shape.publisher,
      steward: datasetSchema.shape.publisher,
      licence: datasetSchema.shape.licence.unwrap(),
      access: z.enum(["open", "internal", "restricted", "personal"]),
      accrualPeriodicity: z.string(),
      temporal: datasetSchema.shape.temporal.unwrap(),
      temporalResolution: datasetSchema.shape.temporalResolution.unwrap(),
      spatial: datasetSchema.shape.spatial.unwrap(),
      keywords: z.array(z.string()),
      themes: z.array(z.string()),
      landingPage: z.string(),
      terms: z.string(),
      authoritativeFor: datasetSchema.shape.authoritativeFor.removeDefault(),
      always: datasetSchema.shape.always.removeDefault(),
      emptyPlaceMeans: z.enum(["whole", "rest"]),
      /** Added to the proposal's notes and breaks. */
      notes: z.array(z.string()),
      breaks: datasetSchema.shape.breaks.removeDefault(),
    })
    .partial()
    .default({}),
  columns: z.record(z.string(), columnPatch).default({}),
  /** By measure id: a patch, or null to drop the measure. */
  measures: z.record(z.string(), measurePatch.nullable()).default({}),
  /** A patch for every measure proposed by rules, applied before `measures`; what it implies is added to what they imply. */
  everyMeasure: measurePatch.optional(),
  addMeasures: z.array(measureSchema).default([]),
  /** By column and value: the area it names and whether it is left out of sums. */
  placeValues: z
    .record(
      z.string(),
      z.record(
        z.string(),
        z.object({ area: areaIdSchema.nullable().optional(), aggregate: z.boolean().optional() }),
      ),
    )
    .default({}),
});
export type Overlay = z.infer<typeof overlaySchema>;

/**
 * Merges an overlay over a proposed entry. Fails when it names a column or measure that the entry has not; place values that do
 * not occur are passed over, since a later file may have others.
 */
export const applyOverlay = (dataset: Dataset, overlay: Overlay): Result<Dataset> => {
  const missing = unknownNames(dataset, overlay);
  if (missing.length > 0)
    return fail({
      code: "bad-input",
      message: `The description of "${dataset.id}" names what its file does not have: ${missing.join(", ")}.`,
      meaning: "The file is not the one the description was written for.",
      remedy: "Check that file and description belong together, or correct the description.",
    });
  const { notes, breaks, crisis, ...entry } = overlay.entry;
  const merged = {
    ...dataset,
    ...withoutAbsent(entry),
    ...(crisis === undefined ? {} : { crisis: crisis ?? undefined }),
    notes: [...dataset.notes, ...(notes ?? [])],
    breaks: breaks ? mergeBreaks(dataset.breaks, breaks) : dataset.breaks,
    columns: dataset.columns.map((column) => ({
      ...column,
      ...withoutAbsent(overlay.columns[column.name] ?? {}),
    })),
    measures: mergeMeasures(dataset, overlay),
    placeValues: mergePlaces(dataset, overlay),
  };
  const parsed = datasetSchema.safeParse(JSON.parse(JSON.stringify(merged)));
  return parsed.success
    ? ok(parsed.data)
    : fail({
        code: "bad-input",
        message: `The description of "${dataset.id}" does not fit the catalogue's form.`,
        detail: z.prettifyError(parsed.error),
      });
};

const mergeMeasures = (dataset: Dataset, overlay: Overlay): Measure[] => {
  const patched = dataset.measures.flatMap((measure): Measure[] => {
    const patch = overlay.measures[measure.id];
    if (patch === null) return [];
    const { subject, ...rest } = { ...overlay.everyMeasure, ...withoutAbsent(patch ?? {}) };
    const implies = [...(measure.implies ?? []), ...(overlay.everyMeasure?.implies ?? [])];
    const { subject: proposed, ...changed } = {
      ...measure,
      ...withoutAbsent(rest),
      ...(patch?.implies ? { implies: patch.implies } : implies.length > 0 ? { implies } : {}),
    };
    const kept = subject === undefined ? proposed : subject;
    return [measureSchema.parse(kept ? { ...changed, subject: kept } : changed)];
  });
  const said = (id: string): boolean | undefined => overlay.measures[id]?.preferred;
  return markPreferred([...patched, ...overlay.addMeasures], said);
};

const withoutAbsent = <T extends object>(patch: T): Partial<T> =>
  Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as Partial<T>;

const mergeBreaks = (old: Dataset["breaks"], more: Dataset["breaks"]): Dataset["breaks"] => [
  ...old.filter((one) => !more.some((other) => other.on === one.on)),
  ...more,
];

const mergePlaces = (dataset: Dataset, overlay: Overlay): Dataset["placeValues"] =>
  Object.fromEntries(
    Object.entries(dataset.placeValues).map(([column, values]) => [
      column,
      values.map((value) => {
        const patch = overlay.placeValues[column]?.[value.value];
        return {
          ...value,
          ...(patch?.area !== undefined ? { area: patch.area } : {}),
          ...(patch?.aggregate !== undefined ? { aggregate: patch.aggregate } : {}),
        };
      }),
    ]),
  );

const unknownNames = (dataset: Dataset, overlay: Overlay): string[] => {
  const columns = new Set(dataset.columns.map((column) => column.name));
  const measures = new Set(dataset.measures.map((measure) => measure.id));
  return [
    ...Object.keys(overlay.columns)
      .filter((name) => !columns.has(name))
      .map((name) => `column "${name}"`),
    ...Object.keys(overlay.measures)
      .filter((id) => !measures.has(id))
      .map((id) => `measure "${id}"`),
  ];
};
