import { z } from "zod";
import { areaIdSchema } from "../places/area.ts";
import { disagreementSchema } from "../sources/disagreement.ts";
import { behaviourSchema } from "../vocabulary/behaviour.ts";
import { authoritySchema } from "./catalogue.ts";
import { knownAtSchema } from "./ledger.ts";

/** The part of the contract that is about several sources of one thing: who is designated, and how far they differ. */

const id = z.string().min(1).max(300);
const named = z.object({ id: z.string(), title: z.string() });
const thing = { concept: z.string().min(1).max(300), subject: z.string().min(1).max(300).nullable() };
const knownAt = knownAtSchema.optional();

/** Two sources held against each other; the first is the designated one where `isDesignated`. */
export const sourceLineSchema = z.object({
  area: z.string().nullable(),
  place: z.string().nullable(),
  first: named,
  second: named,
  isDesignated: z.boolean(),
  /** Measured; or why it cannot be; or not measured yet. */
  outcome: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("measured"), found: disagreementSchema }),
    z.object({ kind: z.literal("refused"), text: z.string() }),
    z.object({ kind: z.literal("open") }),
  ]),
});
export type SourceLine = z.infer<typeof sourceLineSchema>;

/** One thing that is measured, with everyone who measures it and who is designated, everywhere and by place. */
export const conceptAccountSchema = authoritySchema.extend({
  definition: z.string().nullable(),
  editable: z.boolean(),
  byPlace: z.array(
    z.object({
      area: z.string(),
      place: z.string(),
      designated: named.nullable(),
      disputed: z.array(named),
    }),
  ),
  sources: z.array(
    named.extend({
      designated: z.boolean(),
      publisher: z.string(),
      from: z.string().nullable(),
      to: z.string().nullable(),
      /** Places it names; null for a table about one area as a whole. */
      places: z.number().nullable(),
      freshness: z.enum(["fresh", "due", "overdue", "delinquent", "always-fresh", "age-unknown"]),
      access: z.enum(["open", "internal", "restricted", "personal"]),
      measures: z.array(z.object({ label: z.string(), behaviour: behaviourSchema, unit: z.string() })),
    }),
  ),
});
export type ConceptAccount = z.infer<typeof conceptAccountSchema>;

/** How a dataset stands among the sources of what it is asked for. */
export const standingSchema = z.object({
  concept: z.string(),
  subject: z.string().nullable(),
  /** Other sources that measure it. */
  others: z.number(),
  designated: named.nullable(),
  /** How far the designated one and it differ, in one sentence; null where that is not known or they are not alike. */
  text: z.string().nullable(),
});
export type Standing = z.infer<typeof standingSchema>;

export const sourceChannels = {
  "catalogue.standing": {
    input: z.strictObject({ dataset: id, measure: id, area: areaIdSchema.optional(), runId: id }),
    output: standingSchema,
  },
  "catalogue.concept": { input: z.strictObject({ ...thing, knownAt }), output: conceptAccountSchema },
  /**
   * How far the sources of a thing differ on what they share. `compute` says what is done where that was not measured before: nothing, only what takes a moment, or everything. Progress and
   * stopping go by the run's id.
   */
  "catalogue.disagreements": {
    input: z.strictObject({
      ...thing,
      of: id.optional(),
      area: areaIdSchema.optional(),
      compute: z.enum(["never", "quick", "always"]),
      runId: id,
      knownAt,
    }),
    output: z.array(sourceLineSchema),
  },
  /** Makes a dataset the designated source of a thing, in a place (by name or code) or everywhere (null); `dataset: null`: nobody is. */
  "catalogue.designate": {
    input: z.strictObject({
      ...thing,
      place: z.string().trim().min(1).max(300).nullable(),
      dataset: id.nullable(),
    }),
    output: z.strictObject({ changed: z.number() }),
  },
} as const;
