import { z } from "zod";
import { type Answer, cellSchema } from "../answer/answer.ts";
import { PARTS } from "../question/parts.ts";
import type { Question } from "../question/question.ts";
import type { Language, Vocabulary } from "../vocabulary/concept.ts";
import { caveatDifferences, sourceDifferences, valueDifferences } from "./differences/answer-differences.ts";
import { questionDifferences } from "./differences/question-differences.ts";

const text = z.string().nullable();
const count = z.number().int();
const lineSchema = z.object({ name: z.string(), left: text, right: text, same: z.boolean() });

/** One of two things that are compared: a version of a question, with its answer where it has one. */
export const sideSchema = z.object({
  questionId: z.string(),
  answerId: text,
  title: z.string(),
  at: z.string(),
  who: z.string(),
});
export type Side = z.infer<typeof sideSchema>;

/** Two questions or answers side by side. `values`, `caveats` and `sources` are there when both were answered. */
export const differencesSchema = z.object({
  left: sideSchema,
  right: sideSchema,
  parts: z.array(
    z.object({ part: z.enum([...PARTS, "text", "needs"]), left: text, right: text, same: z.boolean() }),
  ),
  answers: z
    .object({
      left: z.string(),
      right: z.string(),
      unitsDiffer: z.boolean(),
      values: z.object({
        keys: z.array(z.string()),
        same: count,
        differ: count,
        onlyLeft: count,
        onlyRight: count,
        rows: z.array(
          z.object({
            key: z.array(cellSchema),
            column: z.string(),
            side: z.enum(["both", "left", "right"]),
            left: cellSchema,
            right: cellSchema,
            change: z.number().nullable(),
            share: z.number().nullable(),
          }),
        ),
      }),
      caveats: z.array(lineSchema),
      sources: z.array(lineSchema),
    })
    .nullable(),
});
export type Differences = z.infer<typeof differencesSchema>;

/** What is compared: who asked what, and the answer if there was one. */
export type Compared = { readonly side: Side; readonly question: Question; readonly answer: Answer | null };

/** Two questions or answers side by side, with what differs marked. */
export function differencesOf(
  left: Compared,
  right: Compared,
  vocabulary: Vocabulary,
  language: Language,
): Differences {
  const both = left.answer && right.answer ? { left: left.answer, right: right.answer } : null;
  return {
    left: left.side,
    right: right.side,
    parts: questionDifferences(left.question, right.question, vocabulary, language),
    answers:
      both === null
        ? null
        : {
            left: both.left.sentence,
            right: both.right.sentence,
            unitsDiffer: both.left.unit !== both.right.unit,
            values: copied(valueDifferences(both.left.table, both.right.table)),
            caveats: caveatDifferences(both.left, both.right),
            sources: sourceDifferences(both.left, both.right),
          },
  };
}

const copied = (values: ReturnType<typeof valueDifferences>) => ({
  ...values,
  keys: [...values.keys],
  rows: values.rows.map((row) => ({ ...row, key: [...row.key] })),
});
