import { z } from "zod";
import { questionPatchSchema, questionSchema } from "./question.ts";

/** One stretch of the typed text and what was made of it. Offsets are UTF-16 code units, end exclusive. */
export const markSchema = z.object({
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
  text: z.string(),
  /** `ignored`: a word that carries no meaning for the question ("the", "how many"). */
  state: z.enum(["understood", "unsure", "not-understood", "ignored"]),
  part: z
    .enum([
      "measure",
      "subject",
      "statistic",
      "place",
      "time",
      "by",
      "where",
      "against",
      "per",
      "kind",
      "source",
      "threshold",
      "rank",
      "published",
      "decision",
    ])
    .nullable(),
  /** The reading in words, e.g. "Italy (country)", "1 to 30 April 2020". */
  reading: z.string().nullable(),
  /** Other readings the asker can choose; `patch` replaces parts of the question. */
  choices: z.array(z.object({ label: z.string(), patch: questionPatchSchema })).default([]),
});
export type Mark = z.infer<typeof markSchema>;

/** What the parser made of a text. `gaps` are things the text asks for that no word of the lexicon covers. */
export const readingSchema = z.object({
  question: questionSchema,
  marks: z.array(markSchema),
  /** Words that were not surely understood, verbatim, in order. */
  unsure: z.array(z.string()),
  /** What the text names that the vocabulary or catalogue does not have, one plain sentence each ("No table about refugees"). */
  gaps: z.array(
    z.object({ part: z.enum(["measure", "subject", "place", "dimension", "other"]), text: z.string() }),
  ),
});
export type Reading = z.infer<typeof readingSchema>;
