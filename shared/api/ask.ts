import { z } from "zod";
import { decisionSchema, questionSchema } from "../question/question.ts";
import { conceptSchema } from "../vocabulary/concept.ts";

/** The part of the contract between window and main process that helps to ask: preview, worked examples, own words. */

const id = z.string().min(1).max(300);
const nothing = z.object({}).strict();
const channel = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({ input, output });

/** One cell of a preview. `covered`: it counts in the answer and is shown only once the question is sealed. */
const cellSchema = z.object({ text: z.string().nullable(), covered: z.boolean() });

export const previewStepSchema = z.object({
  /** The step as a sentence. */
  text: z.string(),
  /** What stands below it; `closed`: the access class of the data lets no rows be shown. */
  shows: z.enum(["source", "kept", "keys", "counted", "words", "closed"]),
  columns: z.array(
    z.object({ name: z.string(), role: z.enum(["time", "place", "dimension", "condition", "value"]) }),
  ),
  rows: z.array(z.array(cellSchema)),
});
export type PreviewStep = z.infer<typeof previewStepSchema>;

/** What will be done when the question is sealed, step by step, with first rows. Never holds a value that counts. */
export const previewSchema = z.object({
  steps: z.array(previewStepSchema),
  /** Rows of the largest file used, where known, and up to how many rows of a file are looked at. */
  rowsOfFile: z.number().nullable(),
  looksAt: z.number(),
});
export type Preview = z.infer<typeof previewSchema>;

/** A worked example: a question with the decision behind it, and what it shows about asking. */
export const exampleSchema = z.object({
  id,
  crisis: z.string(),
  text: z.string(),
  teaches: z.string(),
  decision: decisionSchema.nullable(),
  /** Why this workspace cannot answer it; null when it can. */
  missing: z.string().nullable(),
});
export type Example = z.infer<typeof exampleSchema>;

/** Something that is wrong, or worth knowing, about a concept of one's own; `field` says where. */
export const wordFaultSchema = z.object({
  field: z.enum([
    "label",
    "forms",
    "definition",
    "unit",
    "behaviour",
    "statistic",
    "denominators",
    "broader",
    "hxl",
  ]),
  severity: z.enum(["error", "warning"]),
  text: z.string(),
});

/** The workspace's own concepts, and whether they can be changed here. */
export const ownWordsSchema = z.object({
  concepts: z.array(conceptSchema),
  /** How many datasets measure each, by id. */
  used: z.record(z.string(), z.number()),
  readOnly: z.boolean(),
});
export type OwnWords = z.infer<typeof ownWordsSchema>;

export const askChannels = {
  /** Progress comes by the `run.progress` push under the same runId; `run.cancel` stops it. */
  "question.preview": channel(z.object({ runId: id, question: questionSchema }).strict(), previewSchema),
  "question.examples": channel(
    z.object({ language: z.enum(["en", "fr"]).default("en") }).strict(),
    z.array(exampleSchema),
  ),
  "vocabulary.own": channel(nothing, ownWordsSchema),
  /** What is wrong with a concept as it stands in the editor. `replaces`: the own concept that is being changed. */
  "vocabulary.check": channel(
    z.object({ concept: conceptSchema, replaces: id.nullable() }).strict(),
    z.array(wordFaultSchema),
  ),
  /** Adds or changes one concept of one's own; refused with the reasons while errors stand. */
  "vocabulary.save": channel(
    z.object({ concept: conceptSchema, replaces: id.nullable() }).strict(),
    ownWordsSchema,
  ),
  "vocabulary.remove": channel(z.object({ id }).strict(), ownWordsSchema),
} as const;
