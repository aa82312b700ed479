import { z } from "zod";
import { correctionsSchema } from "../catalogue/corrections.ts";
import { datasetSchema } from "../catalogue/dataset.ts";
import { criterionCodeSchema } from "../match/report.ts";
import { knownAtSchema } from "./ledger.ts";

/** The part of the contract between window and main process that is about the catalogue's entries. */

const id = z.string().min(1).max(300);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const nothing = z.object({}).strict();
const named = z.object({ id: z.string(), title: z.string() });

/** Who is the designated source of something, and who measures it beside them. */
export const authoritySchema = z.object({
  concept: z.string(),
  subject: z.string().nullable(),
  /** In words: deaths, COVID-19. */
  label: z.string(),
  designated: named.nullable(),
  /** Several are designated with equal right. */
  disputed: z.array(named),
  competing: z.array(named),
});
export type AuthorityOf = z.infer<typeof authoritySchema>;

/** A dataset's whole page: its entry, how good and how fresh it is, its standing, its versions, its use. */
export const entryAccountSchema = z.object({
  dataset: datasetSchema,
  entrySha256: hash,
  /** False in a workspace that cannot be written to, and while an earlier moment is looked at. */
  editable: z.boolean(),
  quality: z.object({
    score: z.number(),
    criteria: z.array(z.object({ code: z.string(), met: z.boolean(), text: z.string(), field: z.string() })),
  }),
  freshness: z.object({
    state: z.enum(["fresh", "due", "overdue", "delinquent", "always-fresh", "age-unknown"]),
    ageDays: z.number().nullable(),
    /** Days between two renewals, where that is a number of days. */
    rhythmDays: z.number().nullable(),
  }),
  authority: z.array(authoritySchema),
  /** Newest first. The first version of data that came with Askline has no day and nobody who brought it. */
  versions: z.array(
    z.object({
      entrySha256: hash,
      sha256: hash.nullable(),
      rows: z.number().nullable(),
      at: z.string().nullable(),
      by: z.string().nullable(),
      what: z.enum(["bundled", "imported", "revised", "catalogue"]),
      /** The catalogue it came with; null for what did not come with one. */
      catalogue: z.string().nullable(),
      /** It is the one in force. */
      current: z.boolean(),
      /** Its text is still here, to be looked at and gone back to. */
      kept: z.boolean(),
      /** Its data file differs from the version before. */
      newFile: z.boolean(),
    }),
  ),
  uses: z.array(
    z.object({ id: z.string(), text: z.string(), sentence: z.string(), at: z.string(), state: z.string() }),
  ),
  approval: z.object({ by: z.string(), at: z.string(), current: z.boolean() }).nullable(),
});
export type EntryAccount = z.infer<typeof entryAccountSchema>;

/** Parts of two versions that differ, as text; null where a version does not have the part. */
export const entryChangesSchema = z.array(
  z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
);

export const missingDataSchema = z.object({
  key: z.string(),
  what: z.string().nullable(),
  concept: z.string().nullable(),
  place: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  level: z.string().nullable(),
  failing: z.array(z.object({ criterion: criterionCodeSchema, text: z.string() })),
  questions: z.array(
    z.object({
      questionId: z.string(),
      text: z.string(),
      at: z.string(),
      decision: z.string().nullable(),
      decideBy: z.string().nullable(),
    }),
  ),
  /** The dataset that would answer the newest question by now; null while the gap is open. */
  answerable: z.object({ dataset: z.string(), title: z.string() }).nullable(),
  decisionsWaiting: z.number(),
  earliest: z.string().nullable(),
});
export type MissingDataLine = z.infer<typeof missingDataSchema>;

/** One concept and subject with everyone who measures it. */
export const conceptGroupSchema = authoritySchema.extend({
  sources: z.array(named.extend({ designated: z.boolean() })),
});
export type ConceptGroup = z.infer<typeof conceptGroupSchema>;

export const catalogueChannels = {
  "catalogue.entry": {
    input: z.object({ id, knownAt: knownAtSchema.optional() }).strict(),
    output: entryAccountSchema,
  },
  "catalogue.difference": {
    input: z.object({ id, before: hash, after: hash }).strict(),
    output: entryChangesSchema,
  },
  /** Saves changes as a new version. `base` is the version they were made on: another one in between is a problem. */
  "catalogue.save": {
    input: z.object({ id, base: hash, corrections: correctionsSchema }).strict(),
    output: z.object({ entrySha256: hash }),
  },
  /** Puts an earlier version in force again, as a new version. */
  "catalogue.restore": {
    input: z.object({ id, entrySha256: hash }).strict(),
    output: z.object({ entrySha256: hash }),
  },
  "catalogue.approve": {
    input: z.object({ id, entrySha256: hash, approved: z.boolean() }).strict(),
    output: nothing,
  },
  "catalogue.concepts": { input: nothing, output: z.array(conceptGroupSchema) },
  "catalogue.gaps": { input: nothing, output: z.array(missingDataSchema) },
} as const;
