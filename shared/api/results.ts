import { z } from "zod";
import { answerSchema } from "../answer/answer.ts";

/**
 * The part of the contract that is about results which go to the window by a port of their own, as an Arrow IPC stream,
 * and not as objects: rows behind an answer, and tables that are too large to come with their sentence. The window gives
 * each an id (`runId`) by which it knows the port, and can stop it with `run.cancel`.
 */

/** Up to so many rows an answer's table comes with its sentence: one message is then sooner there than two. */
export const ROWS_WITH_SENTENCE = 1000;

/** Most rows of a page. */
const PAGE_MOST = 100_000;

const id = z.string().min(1).max(300);
const pageOf = { offset: z.number().int().nonnegative(), count: z.number().int().min(1).max(PAGE_MOST) };

/** An answer as the window gets it. `rowsApart`: how many rows its table has, when they do not come along; else null. */
export const shownAnswerSchema = answerSchema.extend({ rowsApart: z.number().int().nullable() });
export type ShownAnswer = z.infer<typeof shownAnswerSchema>;

/** A page of the rows behind an answer. `row`: a row of the answer's table; null: all rows behind the answer. */
export const rowsAskSchema = z
  .object({ id, runId: id, row: z.number().int().nonnegative().nullable(), ...pageOf })
  .strict();

/** Rows of an answer's table: a page, or those that its chart draws. */
export const tableAskSchema = z
  .object({
    id,
    runId: id,
    part: z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("page"), ...pageOf }).strict(),
      z.object({ kind: z.literal("drawn") }).strict(),
    ]),
  })
  .strict();

/** What is said of rows that came by the port: `total` is how many there are in all, `rows` how many came. */
export const sentRowsSchema = z.object({
  total: z.number().int().nonnegative(),
  rows: z.number().int().nonnegative(),
});
export type SentRows = z.infer<typeof sentRowsSchema>;

/** Rows of an answer's table that came by the port; `hidden` lists cells that are not shown as [row that came, column]. */
export const sentTableSchema = sentRowsSchema.extend({
  hidden: z.array(z.tuple([z.number().int(), z.number().int()])),
});
export type SentTable = z.infer<typeof sentTableSchema>;
