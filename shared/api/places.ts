import { z } from "zod";
import { areaIdSchema } from "../places/area.ts";

/** The part of the contract about names of places that two joined tables spell differently. */

const id = z.string().min(1).max(300);
const name = z.string().min(1).max(1000);

export const placeCandidateSchema = z.object({
  dataset: z.string(),
  title: z.string(),
  column: z.string(),
  value: z.string(),
  area: z.string().nullable(),
  like: z
    .array(
      z.object({ dataset: z.string(), column: z.string(), value: z.string(), area: z.string().nullable() }),
    )
    .readonly(),
});

export const placeCandidatesAskSchema = z.object({ id }).strict();

/** “This name of this dataset is that area”: kept in its entry, and so in the ledger. */
export const samePlaceSchema = z
  .object({ dataset: id, column: name, value: name, area: areaIdSchema })
  .strict();
export type SamePlace = z.infer<typeof samePlaceSchema>;
