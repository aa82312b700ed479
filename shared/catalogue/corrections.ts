import { z } from "zod";
import { areaIdSchema, levelSchema } from "../places/area.ts";
import { fail, ok, type Result } from "../result.ts";
import { grainSchema } from "../time/grain.ts";
import { behaviourSchema } from "../vocabulary/behaviour.ts";
import { correctColumns } from "./corrected-columns.ts";
import {
  accessSchema,
  agentSchema,
  type Dataset,
  datasetSchema,
  protectionSchema,
  roleSchema,
} from "./dataset.ts";

const conceptId = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(100);
const line = (most: number) => z.string().trim().min(1).max(most);

/** What a person says of one column. A level goes with places, a grain with times, a dimension with breakdowns. */
export const columnCorrectionSchema = z.strictObject({
  role: roleSchema.optional(),
  unit: line(100).optional(),
  description: z.string().trim().max(2000).optional(),
  level: levelSchema.optional(),
  grain: grainSchema.optional(),
  dimension: conceptId.optional(),
});
export type ColumnCorrection = z.infer<typeof columnCorrectionSchema>;

/** What a person says of one measure; `subject: null` takes the subject out. */
export const measureCorrectionSchema = z.strictObject({
  label: line(300).optional(),
  concept: conceptId.optional(),
  subject: conceptId.nullable().optional(),
  unit: line(100).optional(),
  behaviour: behaviourSchema.optional(),
});
export type MeasureCorrection = z.infer<typeof measureCorrectionSchema>;

/** A column of numbers that a person makes a measure. */
export const newMeasureSchema = z.strictObject({
  column: z.string(),
  concept: conceptId,
  subject: conceptId.optional(),
  unit: line(100),
  behaviour: behaviourSchema,
});
export type NewMeasure = z.infer<typeof newMeasureSchema>;

/**
 * What a person changes in an entry: only the parts that are named. Null takes a part out. It is kept with the entry, so that
 * a later file of the same dataset is described the same way.
 */
export const correctionsSchema = z.strictObject({
  title: line(500).optional(),
  description: z.string().trim().max(20_000).optional(),
  steward: agentSchema
    .extend({ name: line(300) })
    .nullable()
    .optional(),
  licence: z
    .strictObject({
      text: line(500),
      id: line(100).optional(),
      url: z.string().max(2000).optional(),
      attribution: z.string().max(2000).optional(),
    })
    .nullable()
    .optional(),
  access: accessSchema.optional(),
  legalBasis: line(2000).nullable().optional(),
  smallestCell: z.number().int().min(1).max(1000).optional(),
  protection: protectionSchema.optional(),
  accrualPeriodicity: line(100).nullable().optional(),
  authoritativeFor: z
    .array(
      z.strictObject({
        concept: conceptId,
        subject: conceptId.optional(),
        area: areaIdSchema.optional(),
      }),
    )
    .max(500)
    .optional(),
  columns: z.record(z.string(), columnCorrectionSchema).optional(),
  measures: z.record(z.string(), measureCorrectionSchema).optional(),
  newMeasures: z.array(newMeasureSchema).max(500).optional(),
});
export type Corrections = z.infer<typeof correctionsSchema>;

/** The key in `extra` under which an entry keeps what people changed in it. */
export const CORRECTIONS = "askline:corrections";

/** What people changed in an entry so far; nothing when it was never changed. */
export const correctionsOf = (dataset: Pick<Dataset, "extra">): Corrections => {
  const kept = correctionsSchema.safeParse(dataset.extra[CORRECTIONS] ?? {});
  return kept.success ? kept.data : {};
};

/** Two sets of changes as one; where both speak of a part, the later one counts. */
export const mergeCorrections = (before: Corrections, after: Corrections): Corrections => {
  const named = after.newMeasures?.map(({ column }) => column) ?? [];
  const earlier = before.newMeasures?.filter(({ column }) => !named.includes(column)) ?? [];
  const newMeasures = [...earlier, ...(after.newMeasures ?? [])];
  return {
    ...before,
    ...after,
    ...withParts("columns", mergeEach(before.columns, after.columns)),
    ...withParts("measures", mergeEach(before.measures, after.measures)),
    ...(newMeasures.length > 0 ? { newMeasures } : {}),
  };
};

const mergeEach = <T extends object>(
  before: Readonly<Record<string, T>> = {},
  after: Readonly<Record<string, T>> = {},
): Record<string, T> => ({
  ...before,
  ...Object.fromEntries(Object.entries(after).map(([name, part]) => [name, { ...before[name], ...part }])),
});

const withParts = <K extends string, T extends object>(key: K, parts: T): Partial<Record<K, T>> =>
  Object.keys(parts).length === 0 ? {} : ({ [key]: parts } as Record<K, T>);

/**
 * The entry with a person's changes in it, checked against the catalogue's form; what was changed is kept in the entry.
 * `lenient` passes over columns and measures that the entry does not have (any more); otherwise they are a problem.
 */
export const applyCorrections = (
  dataset: Dataset,
  corrections: Corrections,
  lenient = false,
): Result<Dataset> => {
  const { columns: _, measures: __, newMeasures: ___, ...entry } = corrections;
  const corrected = correctColumns(dataset, corrections, lenient);
  if (!corrected.ok) return corrected;
  const changed: Record<string, unknown> = { ...corrected.value };
  for (const [field, value] of Object.entries(entry)) {
    if (value === null) delete changed[field];
    else if (value !== undefined) changed[field] = value;
  }
  changed.extra = {
    ...dataset.extra,
    [CORRECTIONS]: mergeCorrections(correctionsOf(dataset), corrections),
  };
  const parsed = datasetSchema.safeParse(JSON.parse(JSON.stringify(changed)));
  return parsed.success
    ? ok(parsed.data)
    : fail({
        code: "bad-input",
        message: `The changed description of “${dataset.title}” does not fit the catalogue's form.`,
        meaning: "Nothing was changed.",
        remedy: "Correct the field that is named below.",
        detail: z.prettifyError(parsed.error),
      });
};
