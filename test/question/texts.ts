import { z } from "zod";
import { type Question, questionPatchSchema, questionSchema } from "../../shared/question/question.ts";
import dev from "./dev-questions.json" with { type: "json" };
import paraphrases from "./paraphrases.json" with { type: "json" };

/** A text and the question it means. `parsed`: parts that its words alone say differently from the hand-written question. */
const entrySchema = z.object({
  id: z.string(),
  question: questionSchema,
  parsed: questionPatchSchema.optional(),
  note: z.string().optional(),
});

export type MeantQuestion = { readonly id: string; readonly text: string; readonly meant: Question };

const read = (entries: unknown): MeantQuestion[] =>
  z
    .array(entrySchema)
    .parse(entries)
    .map(({ id, question, parsed }) => {
      const { decision: _decision, ...meant } = questionSchema.parse({ ...question, ...parsed });
      return { id, text: question.text, meant };
    });

/** The twenty reference questions. */
export const referenceTexts: readonly MeantQuestion[] = read(dev);

/** Further questions over all thirty tables and other wordings, with what they mean. */
export const furtherTexts: readonly MeantQuestion[] = read(paraphrases);
