import { z } from 'zod';
import { columnConditionSchema } from '../catalogue/dataset.ts';
import { levelSchema } from '../places/area.ts';
import { againstSchema, kindSchema, statisticSchema } from '../question/question.ts';
import { grainSchema, spanSchema } from '../time/grain.ts';
import { behaviourSchema } from '../vocabulary/behaviour.ts';

/** A value bound to a parameter of a query: dates travel as ISO text and are cast in the SQL. */
export const sqlValueSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export type SqlValue = z.infer<typeof sqlValueSchema>;

/** The table a step reads from or makes is named by `as`; `of` names its input. Names are short slugs chosen by the planner. */
const named = { as: z.string() };

/** A key of the small table: which areas, instants or dimension values a row stands for. */
export const keySchema = z.enum(['place', 'time', 'dimensions']);

/**
 * A plan's steps, engine-neutral and serialisable. Up to `statistic` they run in the engine (scan, filter, difference,
 * aggregate); the rest work on the small table that comes out.
 */
export const stepSchema = z.discriminatedUnion('kind', [
  /** Reads a dataset's file: place, time, dimension and value columns get the plain names place, place_level, t, d1…, v. */
  z.object({
    kind: z.literal('scan'),
    ...named,
    dataset: z.string(),
    sha256: z.string(),
    measure: z.string(),
    valueColumn: z.string().nullable(),
    behaviour: behaviourSchema,
    time: z.object({ column: z.string(), storedAs: z.enum(['date', 'timestamp', 'year']), grain: grainSchema }).nullable(),
    placeColumns: z.array(z.object({ column: z.string(), level: levelSchema })),
    dimensionColumns: z.array(z.object({ column: z.string(), dimension: z.string() })),
  }),
  /** Keeps rows that meet all conditions; `why` says which part of the question or description they come from. */
  z.object({
    kind: z.literal('filter'),
    ...named,
    of: z.string(),
    why: z.enum(['always', 'measure', 'place', 'level', 'time', 'where', 'version']),
    conditions: z.array(columnConditionSchema),
    text: z.string(),
  }),
  /** Turns a cumulative series into a flow, per series; falls are set aside as corrections. */
  z.object({ kind: z.literal('difference'), ...named, of: z.string(), series: z.array(z.string()), span: spanSchema }),
  /** Adds up (flow, stock, event) or averages over the rows of one instant, per key. */
  z.object({
    kind: z.literal('aggregate'),
    ...named,
    of: z.string(),
    keys: z.array(z.string()),
    fn: z.enum(['sum', 'mean', 'weighted-mean', 'count', 'max', 'only']),
    weight: z.string().optional(),
  }),
  /** Folds instants into periods of the grain. */
  z.object({ kind: z.literal('periods'), ...named, of: z.string(), grain: grainSchema, fn: z.enum(['sum', 'last', 'mean', 'max', 'min']) }),
  /** The statistic over time, per place and dimension. */
  z.object({ kind: z.literal('statistic'), ...named, of: z.string(), statistic: statisticSchema, grain: grainSchema.optional() }),
  /** Joins two small tables on their keys; the right side must be unique on them. */
  z.object({
    kind: z.literal('join'),
    ...named,
    left: z.string(),
    right: z.string(),
    on: z.array(keySchema),
    combine: z.enum(['divide', 'pair']),
    scale: z.number(),
    /** Pairs of area ids that differ in spelling between the two tables, already resolved. */
    text: z.string(),
  }),
  /** Same window in another period, place or version, beside the first. */
  z.object({ kind: z.literal('compare'), ...named, of: z.string(), with: z.string(), against: againstSchema }),
  z.object({ kind: z.literal('rank'), ...named, of: z.string(), from: z.enum(['highest', 'lowest']), top: z.number().int().positive() }),
  /** Statistical method of the kinds relationship, forecast and impact. */
  z.object({ kind: z.literal('model'), ...named, of: z.string(), method: z.string(), options: z.record(z.string(), z.unknown()) }),
  /** Hides small counts where the dataset's access class asks for it. */
  z.object({ kind: z.literal('suppress'), ...named, of: z.string(), below: z.number().int().positive() }),
]);
export type Step = z.infer<typeof stepSchema>;
export type StepKind = Step['kind'];

/** What is to be done to answer a question from given files. */
export const planSchema = z.object({
  version: z.literal(1),
  kind: kindSchema,
  steps: z.array(stepSchema).min(1),
  /** The step whose table is the answer's. */
  result: z.string(),
});
export type Plan = z.infer<typeof planSchema>;

/** A query made from a plan, with its bound values, and the data files (SHA-256) it reads. */
export const compiledQuerySchema = z.object({
  /** `result`: the answer's table before the finishing steps; other names: facts for caveats and step counts. */
  name: z.string(),
  sql: z.string(),
  params: z.array(sqlValueSchema),
  files: z.array(z.string()),
});
export type CompiledQuery = z.infer<typeof compiledQuerySchema>;
