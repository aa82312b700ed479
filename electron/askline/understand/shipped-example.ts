import { z } from "zod";
import { decisionSchema } from "../../../shared/question/question.ts";
import type { Language } from "../../../shared/vocabulary/concept.ts";

/** A question that comes with Askline. Those with a lesson are the worked examples; the others are only suggested. */
export const shippedExampleSchema = z.object({
  text: z.string().min(1),
  /** The same question as people type it in French, where the reader reads it the same way. */
  fr: z.string().min(1).optional(),
  /** What it shows about asking, in each language, and the decision it was asked for. */
  lesson: z
    .object({
      id: z.string().min(1),
      crisis: z.string().min(1),
      teaches: z.object({ en: z.string().min(1), fr: z.string().min(1) }),
      decision: decisionSchema.optional(),
    })
    .optional(),
});
export type ShippedExample = z.infer<typeof shippedExampleSchema>;

/** The question in a language, or in English where it is not known in it. */
export const textIn = ({ text, fr }: ShippedExample, language: Language): string =>
  language === "fr" ? (fr ?? text) : text;
