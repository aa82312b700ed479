import { z } from "zod";
import { accessSchema } from "../catalogue/dataset.ts";
import { pageAskedSchema } from "../catalogue/list/listing.ts";
import { knownAtSchema } from "./ledger.ts";

/** The part of the contract between window and main process that is about the list of all entries. */

/** An entry in brief. */
export const datasetSummarySchema = z.object({
  id: z.string(),
  title: z.string(),
  publisher: z.string(),
  steward: z.string().nullable(),
  crisis: z.string().nullable(),
  concepts: z.array(
    z.object({ id: z.string(), label: z.string(), subject: z.string().nullable(), behaviour: z.string() }),
  ),
  places: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  grain: z.string().nullable(),
  freshness: z.enum(["fresh", "due", "overdue", "delinquent", "always-fresh", "age-unknown"]),
  access: accessSchema,
  licence: z.string().nullable(),
  rows: z.number().nullable(),
  held: z.boolean(),
  /** 0…1, share of the description's quality criteria that are met. */
  quality: z.number(),
});
export type DatasetSummary = z.infer<typeof datasetSummarySchema>;

const countsSchema = z.array(z.object({ word: z.string(), count: z.number() }));

export const listChannels = {
  /** A stretch of the list of all entries, and what can be said of the whole list. */
  "datasets.page": {
    input: pageAskedSchema.extend({ knownAt: knownAtSchema.optional() }),
    output: z.object({
      total: z.number(),
      rows: z.array(datasetSummarySchema),
      facets: z.object({
        crisis: countsSchema,
        publisher: countsSchema,
        freshness: countsSchema,
        access: countsSchema,
        held: countsSchema,
      }),
      axis: z.object({ from: z.string(), to: z.string() }).nullable(),
    }),
  },
  /** How far the reading of the imported catalogues is: 1 when all of it is searched and listed. */
  "catalogue.reading": {
    input: z.object({}).strict(),
    output: z.object({ share: z.number(), damaged: z.array(z.string()) }),
  },
} as const;
