import { z } from "zod";
import { behaviourSchema } from "./behaviour.ts";

/** A language tag of the vocabulary's data files. English is the reference; others fall back to it. */
export const languageSchema = z.enum(["en", "fr"]);
export type Language = z.infer<typeof languageSchema>;

/** Words for one thing in one language. `forms` are what people type: synonyms, plurals, abbreviations. */
export const wordsSchema = z.object({
  label: z.string().min(1),
  definition: z.string().min(1).optional(),
  forms: z.array(z.string().min(1)).default([]),
});
export type Words = z.infer<typeof wordsSchema>;

/** One step of an ordinal scale: its number in the data, what it means, and how people say it. */
export const levelOfScaleSchema = z.object({
  at: z.number().int().nonnegative(),
  label: z.string().min(1),
  forms: z.array(z.string().min(1)).default([]),
});

/**
 * What is counted or measured: `deaths`, `icu-beds-occupied`, `customers-without-power`, `stringency`, `population`.
 * A concept says nothing of the cause: deaths of cholera and deaths in floods share the concept `deaths`
 * and differ in their subject. Some concepts imply a subject (`defaultSubject`).
 */
export const conceptSchema = z.object({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  words: z.partialRecord(languageSchema, wordsSchema),
  /** Unit in singular and plural, as the answer sentence says it: ["person", "people"], ["%", "%"]. */
  unit: z.object({ one: z.string(), many: z.string() }),
  /** Usual behaviour; a dataset's measure may declare another (cases may come cumulative or as a flow). */
  behaviour: behaviourSchema,
  usualStatistic: z.enum(["latest", "total", "mean", "peak", "records"]),
  /** True when more is worse (deaths), false when more is better (vaccinations); used for the words of a ranking. */
  moreIsWorse: z.boolean().default(true),
  /** Counts of people fall under disclosure control. */
  countsPeople: z.boolean().default(false),
  /** Concepts that may stand below the line of a rate: population, tests, beds … */
  denominators: z.array(z.string()).default([]),
  /** Wider concepts: `icu-admissions` is a kind of `admissions`. */
  broader: z.array(z.string()).default([]),
  hxl: z.array(z.string()).default([]),
  defaultSubject: z.string().optional(),
  /** The steps of an ordinal scale and the words for them, in English: school closures 3 = "closed at all levels". */
  levels: z.array(levelOfScaleSchema).optional(),
});
export type Concept = z.infer<typeof conceptSchema>;

/** What causes or concerns the count: a disease, a hazard, a named event, a policy. Hierarchical: COVID-19 → infectious disease. */
export const subjectSchema = z.object({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  words: z.partialRecord(languageSchema, wordsSchema),
  kind: z.enum(["disease", "hazard", "event", "conflict", "policy", "other"]),
  broader: z.array(z.string()).default([]),
  /**
   * A named event's own dates, to read "during Hurricane Irma": for disasters declared in the United States the incident
   * period of the declaration, so that what followed the landfall is in it.
   */
  from: z.string().optional(),
  to: z.string().optional(),
  /** The day it struck (landfall, main shock): "one month after Hurricane Maria" counts from here. */
  struck: z.string().optional(),
});
export type Subject = z.infer<typeof subjectSchema>;

/** A breakdown that is neither measure, place nor time: sex, age group, data source, case status. */
export const dimensionSchema = z.object({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  words: z.partialRecord(languageSchema, wordsSchema),
  /** Known values and what people call them: sex → female → ["women", "girls"]. */
  values: z.record(z.string(), z.array(z.string())).default({}),
});
export type Dimension = z.infer<typeof dimensionSchema>;

/** All words Askline knows: its own data files, plus what a workspace adds. */
export const vocabularySchema = z.object({
  concepts: z.array(conceptSchema),
  subjects: z.array(subjectSchema),
  dimensions: z.array(dimensionSchema),
});
export type Vocabulary = z.infer<typeof vocabularySchema>;
