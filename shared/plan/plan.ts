import { z } from "zod";
import { columnConditionSchema } from "../catalogue/dataset.ts";
import { levelSchema } from "../places/area.ts";
import { againstSchema, kindSchema, statisticSchema } from "../question/question.ts";
import { grainSchema, isoDateSchema } from "../time/grain.ts";
import { behaviourSchema } from "../vocabulary/behaviour.ts";

/** A value bound to a parameter of a query: dates travel as ISO text and are cast in the SQL. */
export const sqlValueSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export type SqlValue = z.infer<typeof sqlValueSchema>;

/** The table a step makes is named by `as`; `of` names its input. Names are `branch.step`, chosen by the planner. */
const named = { as: z.string() };

/** A column of values: of one area where the table has a column per place; null: each row counts as one. */
const valueSchema = z.object({ column: z.string().nullable(), place: z.string().nullable() });

/**
 * How rows become the places that are reported: all in one figure, by the source's own place columns, by named areas that
 * several spellings stand for, or by the place that belongs to the value's column.
 */
export const placeKeySchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("all") }),
  z.object({ kind: z.literal("columns"), columns: z.array(z.string()).min(1) }),
  z.object({
    kind: z.literal("areas"),
    column: z.string(),
    areas: z.array(z.tuple([z.string(), z.string()])),
  }),
  z.object({ kind: z.literal("value") }),
]);
export type PlaceKey = z.infer<typeof placeKeySchema>;

/** A stretch of time that one figure is made of; an absent end is open. Instants of `to` belong to it. */
export const windowSchema = z.object({
  id: z.string(),
  from: isoDateSchema.optional(),
  to: isoDateSchema.optional(),
});
export type PlanWindow = z.infer<typeof windowSchema>;

/**
 * What is made of the instants of one window, per place and dimension. `level`: the running total of a cumulative series
 * at the end. `records` counts rows. `meeting` counts periods that meet a limit; `ever`: the value that decides whether a
 * limit is met at any reading (the highest, or the lowest for "below").
 */
export const foldSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("latest") }),
  z.object({ kind: z.literal("level") }),
  z.object({ kind: z.literal("total") }),
  z.object({ kind: z.literal("mean") }),
  z.object({ kind: z.literal("median") }),
  z.object({ kind: z.literal("quantile"), q: z.number() }),
  z.object({ kind: z.literal("peak") }),
  z.object({ kind: z.literal("lowest") }),
  z.object({ kind: z.literal("change") }),
  z.object({ kind: z.literal("records") }),
  z.object({
    kind: z.literal("meeting"),
    op: z.enum([">", ">=", "<", "<=", "=", "!="]),
    value: z.number(),
  }),
  z.object({ kind: z.literal("largest-correction") }),
]);
export type Fold = z.infer<typeof foldSchema>;

/**
 * A plan's steps, engine-neutral and serialisable. Up to `fold` and `series` they run in the engine; the rest work on the
 * small table that comes out. A branch is a chain of steps that begins with a scan.
 */
export const stepSchema = z.discriminatedUnion("kind", [
  /** Reads a dataset's file. */
  z.object({
    kind: z.literal("scan"),
    ...named,
    dataset: z.string(),
    sha256: z.string(),
    measure: z.string(),
    unit: z.string(),
    values: z.array(valueSchema).min(1),
    numberType: z.enum(["whole", "float", "text"]),
    /** A file of so many rows that facts about its instants are read in a pass of their own. */
    large: z.boolean(),
    /** Reads a sample only: each row with the chance 1/`oneIn`, settled by its place in the file and `seed`. */
    sample: z.object({ oneIn: z.number().int().min(2), seed: z.number().int().nonnegative() }).optional(),
    behaviour: behaviourSchema,
    time: z
      .object({
        column: z.string(),
        storedAs: z.enum(["date", "timestamp", "year"]),
        grain: grainSchema,
        text: z.boolean(),
      })
      .nullable(),
    /** Each value is divided by this column's, added up over the same rows: customers out per hundred served. */
    divisor: z.object({ column: z.string(), scale: z.number().positive() }).optional(),
    placeColumns: z.array(z.object({ column: z.string(), level: levelSchema })),
    dimensionColumns: z.array(z.object({ column: z.string(), dimension: z.string() })),
    /** Columns whose values are numbers although conditions give text. */
    numberColumns: z.array(z.string()),
  }),
  /** Keeps rows that meet every condition of at least one alternative; `why` says where they come from. */
  z.object({
    kind: z.literal("filter"),
    ...named,
    of: z.string(),
    why: z.enum(["always", "measure", "place", "level", "where"]),
    anyOf: z.array(z.array(columnConditionSchema)).min(1),
    text: z.string(),
  }),
  /** Keeps one published version: the newest that holds the window's last day and is not later than `notAfter`. */
  z.object({
    kind: z.literal("version"),
    ...named,
    of: z.string(),
    column: z.string(),
    notAfter: isoDateSchema.nullable(),
  }),
  /** Keeps the rows of the windows. `each`: of rolling values, only the reads that do not overlap, counted back from the end. */
  z.object({
    kind: z.literal("windows"),
    ...named,
    of: z.string(),
    windows: z.array(windowSchema).min(1),
    each: z.number().int().positive().optional(),
  }),
  /** Turns a cumulative series into what came new with each report, per series; falls are set aside as corrections. */
  z.object({ kind: z.literal("difference"), ...named, of: z.string() }),
  /** Puts the rows of one instant together per place and dimension: adds up, averages (`mean`) or counts rows. */
  z.object({
    kind: z.literal("aggregate"),
    ...named,
    of: z.string(),
    place: placeKeySchema,
    /** `merge`: values that differ only in case, marks or white space from a more common one, and that one. */
    dimensions: z.array(
      z.object({
        column: z.string(),
        dimension: z.string(),
        merge: z.array(z.tuple([z.string(), z.string()])),
      }),
    ),
    /** `each`: every row stands for itself. */
    fn: z.enum(["sum", "mean", "count", "each"]),
  }),
  /** Folds instants into periods of the grain. */
  z.object({
    kind: z.literal("periods"),
    ...named,
    of: z.string(),
    grain: grainSchema,
    fn: z.enum(["sum", "last", "mean", "max", "min"]),
  }),
  /** One figure per window, place and dimension. */
  z.object({ kind: z.literal("fold"), ...named, of: z.string(), fold: foldSchema }),
  /** One figure per period, place and dimension. */
  z.object({ kind: z.literal("series"), ...named, of: z.string() }),
  /** Puts a second table beside the first by place (and period, for series) and divides or pairs them. */
  z.object({
    kind: z.literal("join"),
    ...named,
    left: z.string(),
    right: z.string(),
    how: z.enum(["rate", "share", "ratio", "pair", "weight"]),
    scale: z.number(),
  }),
  /** Counts the places whose figure meets a limit. */
  z.object({
    kind: z.literal("count-places"),
    ...named,
    of: z.string(),
    op: z.enum([">", ">=", "<", "<=", "=", "!="]),
    value: z.number(),
  }),
  /** One figure out of the places' figures: their mean, median, quantile, highest or lowest. */
  z.object({ kind: z.literal("across"), ...named, of: z.string(), fold: foldSchema }),
  /** The count of what meets a limit, in per cent of all that was looked at. */
  z.object({ kind: z.literal("of-seen"), ...named, of: z.string() }),
  /** A ready-made rate in another scale: per million instead of per 100,000. */
  z.object({ kind: z.literal("rescale"), ...named, of: z.string(), factor: z.number() }),
  /** The change from first to last in per cent of the first. */
  z.object({ kind: z.literal("percent"), ...named, of: z.string() }),
  /** Holds the figure against another window, place or version, or a fixed value. */
  z.object({
    kind: z.literal("compare"),
    ...named,
    of: z.string(),
    with: z.string().nullable(),
    against: againstSchema,
  }),
  z.object({
    kind: z.literal("rank"),
    ...named,
    of: z.string(),
    from: z.enum(["highest", "lowest"]),
    top: z.number().int().positive(),
  }),
  /** Statistical method of the kinds relationship, forecast and impact. */
  z.object({
    kind: z.literal("model"),
    ...named,
    of: z.string(),
    method: z.enum(["rank-correlation", "damped-smoothing", "segmented-regression"]),
    grain: grainSchema,
    horizon: z.number().int().positive().optional(),
    on: isoDateSchema.optional(),
    what: z.string().optional(),
    line: z.number().optional(),
  }),
  /** Hides small counts where a dataset's access class asks for it; `round`: and rounds the others to this base. */
  z.object({
    kind: z.literal("suppress"),
    ...named,
    of: z.string(),
    below: z.number().int().positive(),
    round: z.number().int().min(2).optional(),
    hideZeros: z.boolean().optional(),
  }),
]);
export type Step = z.infer<typeof stepSchema>;
export type StepKind = Step["kind"];
export type StepOf<K extends StepKind> = Extract<Step, { kind: K }>;

/** Something the planner took for granted; becomes a caveat. */
export const assumptionSchema = z.object({
  code: z.enum([
    "assumed",
    "window-cut",
    "rolled-up",
    "rolling-values",
    "unlike-periods",
    "denominator-other-year",
    "unfinished-last-period",
  ]),
  severity: z.enum(["serious", "notable", "minor"]),
  text: z.string(),
});
export type Assumption = z.infer<typeof assumptionSchema>;

/** What is to be done to answer a question from given files. */
export const planSchema = z.object({
  version: z.literal(1),
  kind: kindSchema,
  /** What the question asked of the measure, as planned (a rate's or share's own statistic included). */
  statistic: statisticSchema,
  steps: z.array(stepSchema).min(1),
  /** The step whose table is the answer's. */
  result: z.string(),
  assumptions: z.array(assumptionSchema).default([]),
});
export type Plan = z.infer<typeof planSchema>;

/** A query made from a plan, with its bound values, and the data files (SHA-256) it reads. */
export const compiledQuerySchema = z.object({
  /** The branch of the plan it runs (`result` for the first), `trace` for row counts, `instants` for what a file holds when. */
  name: z.string(),
  sql: z.string(),
  params: z.array(sqlValueSchema),
  files: z.array(z.string()),
  /** The same for many questions about a file: the engine keeps its result beside the file's store. */
  keep: z.boolean().optional(),
});
export type CompiledQuery = z.infer<typeof compiledQuerySchema>;
