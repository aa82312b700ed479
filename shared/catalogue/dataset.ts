import { z } from "zod";
import { areaIdSchema, levelSchema } from "../places/area.ts";
import { grainSchema, spanSchema } from "../time/grain.ts";
import { behaviourSchema } from "../vocabulary/behaviour.ts";
import { fileProfileSchema } from "./profile.ts";

/** What a column is for. `vintage` tells which published version a row belongs to; `attribute` is carried along only. */
export const roleSchema = z.enum([
  "measure",
  "dimension",
  "time",
  "place",
  "identifier",
  "vintage",
  "attribute",
]);
export type Role = z.infer<typeof roleSchema>;

/** A comparison of one column with fixed values; part of a dataset's description, never typed by a user. */
export const columnConditionSchema = z.object({
  column: z.string(),
  op: z.enum(["in", "not-in", "is-null", "not-null", ">", ">=", "<", "<="]),
  values: z.array(z.union([z.string(), z.number()])).default([]),
});
export type ColumnCondition = z.infer<typeof columnConditionSchema>;

/** One column of a dataset's table. */
export const columnSchema = z.object({
  name: z.string(),
  /** Arrow type as text, e.g. `Date32[day]`, `Dictionary<Utf8, Int32>`, `Float64`. */
  type: z.string(),
  role: roleSchema,
  description: z.string().optional(),
  unit: z.string().optional(),
  hxl: z.string().optional(),
  codeList: z.string().optional(),
  nulls: z.number().int().nonnegative().optional(),
  /** Dimension id of the vocabulary, or a slug of the name. Columns with role `dimension` only. */
  dimension: z.string().optional(),
  /** Place columns only. */
  level: levelSchema.optional(),
  /** Place columns: how values name areas: names, iso2, iso3, usps, fips, pcode … */
  codeSystem: z.string().optional(),
  /** Time columns only: how time is stored. `year` is a number of years (negative = BCE). */
  time: z.object({ storedAs: z.enum(["date", "timestamp", "year"]), grain: grainSchema }).optional(),
});
export type Column = z.infer<typeof columnSchema>;

/**
 * Something the dataset can be asked for. Usually one per measure column; several for a long table whose value column
 * means different things by another column (`where`); one per place for a table with a column per place (`place`);
 * none but a row for events (`column: null`).
 */
export const measureSchema = z.object({
  /** Unique in the dataset; a slug. */
  id: z.string(),
  label: z.string(),
  column: z.string().nullable(),
  concept: z.string(),
  subject: z.string().optional(),
  unit: z.string(),
  behaviour: behaviourSchema,
  where: z.array(columnConditionSchema).default([]),
  place: areaIdSchema.optional(),
  /** Denominator concept and scale of a ratio: population, 1000. */
  per: z.object({ concept: z.string(), scale: z.number().positive() }).optional(),
  /** Each value covers this many days ending on its date (rolling sums or means); such flows are never summed day by day. */
  rollingDays: z.number().int().positive().optional(),
  /** What the source says one should know, shown with answers that use this measure. */
  notes: z.array(z.string()).default([]),
  /**
   * Dimension values that hold for every value of this measure although no column says so: a column of confirmed cases
   * implies case-status = confirmed. A condition of the question that is implied is met and needs no filter; one that
   * contradicts it rules the measure out.
   */
  implies: z.array(z.object({ dimension: z.string(), values: z.array(z.string()).min(1) })).optional(),
  /** The values count people: disclosure control applies where the dataset's access class asks for it. */
  countsPeople: z.boolean().default(false),
  /** Preferred among measures of the same concept and subject in this dataset. */
  preferred: z.boolean().default(false),
});
export type Measure = z.infer<typeof measureSchema>;

/** A file of the dataset, or the promise of one (`held: false`: catalogued, not here). */
export const distributionSchema = z.object({
  mediaType: z.string(),
  title: z.string().optional(),
  url: z.string().optional(),
  bytes: z.number().int().nonnegative().optional(),
  /** SHA-256 of the Arrow file in the workspace's data folder. */
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  held: z.boolean(),
  profile: fileProfileSchema.optional(),
});
export type Distribution = z.infer<typeof distributionSchema>;

/**
 * How counts of people are kept safe where access is not open. `suppress`: small counts are hidden, and as many more as it
 * takes; `round`: small counts are hidden, all others are rounded to the nearest `base`, each for itself.
 */
export const protectionSchema = z.object({
  method: z.enum(["suppress", "round"]).default("suppress"),
  base: z.number().int().min(2).max(1000).default(5),
  /** Whether a count of nobody may be told. */
  zeros: z.enum(["show", "hide"]).default("show"),
});

export const agentSchema = z.object({
  name: z.string(),
  contact: z.string().optional(),
  url: z.string().optional(),
});

export const accessSchema = z.enum(["open", "internal", "restricted", "personal"]);
export type Access = z.infer<typeof accessSchema>;

/**
 * A place value of a place column and the area it names; null: names no known area (a cruise ship). `aggregate`: left out when places are
 * added up, because it stands beside its own parts (World beside countries) or beside its own whole (Scotland beside the United Kingdom).
 */
export const placeValueSchema = z.object({
  value: z.string(),
  area: areaIdSchema.nullable(),
  aggregate: z.boolean().optional(),
  /** The values of the coarser place columns on the same rows, coarse to fine; tells two Springfields apart. */
  within: z.array(z.string()).optional(),
});
export type PlaceValue = z.infer<typeof placeValueSchema>;

/** A dataset of the catalogue, described as DCAT describes it, plus what Askline needs to use it (design/domain.md). */
export const datasetSchema = z.object({
  schema: z.literal("askline/dataset/1"),
  id: z.string().min(1).max(300),
  title: z.string(),
  description: z.string(),
  publisher: agentSchema,
  contact: agentSchema.optional(),
  steward: agentSchema.optional(),
  crisis: z.string().optional(),
  licence: z
    .object({
      text: z.string(),
      id: z.string().optional(),
      url: z.string().optional(),
      attribution: z.string().optional(),
    })
    .optional(),
  issued: z.string().optional(),
  modified: z.string().optional(),
  /** As given: ISO 8601 repeating interval (R/P1D), a word (daily) or irregular; read by freshness.ts. */
  accrualPeriodicity: z.string().optional(),
  temporal: spanSchema.optional(),
  temporalResolution: grainSchema.optional(),
  spatial: z
    .object({ text: z.string().optional(), within: areaIdSchema.optional(), finest: levelSchema.optional() })
    .optional(),
  keywords: z.array(z.string()).default([]),
  themes: z.array(z.string()).default([]),
  language: z.string().optional(),
  landingPage: z.string().optional(),
  access: accessSchema.default("open"),
  legalBasis: z.string().optional(),
  terms: z.string().optional(),
  /** Counts of people below this are hidden where access is not open. */
  smallestCell: z.number().int().min(1).default(10),
  protection: protectionSchema.optional(),
  /** What this dataset is the designated source of. */
  authoritativeFor: z
    .array(z.object({ concept: z.string(), subject: z.string().optional(), area: areaIdSchema.optional() }))
    .default([]),
  columns: z.array(columnSchema).default([]),
  measures: z.array(measureSchema).default([]),
  /** Conditions that every use of the table applies (leave out discarded cases, total rows). */
  always: z.array(columnConditionSchema).default([]),
  /**
   * What an empty value in a finer place column means: `whole`: the row is the whole coarser place, standing beside its
   * parts (never add both); `rest`: the row is the part not listed below it (add all).
   */
  emptyPlaceMeans: z.enum(["whole", "rest"]).optional(),
  placeValues: z.record(z.string(), z.array(placeValueSchema)).default({}),
  distributions: z.array(distributionSchema).default([]),
  /** What the source or a steward says one should know. */
  notes: z.array(z.string()).default([]),
  /** A known break in method or definition: caveat when the window spans it. */
  breaks: z
    .array(z.object({ on: z.string(), what: z.string(), measures: z.array(z.string()).optional() }))
    .default([]),
  source: z.record(z.string(), z.unknown()).default({}),
  /** Fields of the original entry that have no place above, kept as they came. */
  extra: z.record(z.string(), z.unknown()).default({}),
});
export type Dataset = z.infer<typeof datasetSchema>;

/** What a description brings before defaults are filled in. */
export type DatasetInput = z.input<typeof datasetSchema>;
