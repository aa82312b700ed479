import { z } from "zod";
import { cellSchema } from "../answer/answer.ts";

/** The part of the contract between window and main process that is about the rows behind an answer. */

const id = z.string().min(1).max(300);

/** A page of the file's own rows that went into an answer's figures, in the file's own columns. */
export const rowPageSchema = z.object({
  /** All rows behind the figures; the page holds at most a thousand of them. */
  total: z.number().int().nonnegative(),
  offset: z.number().int().nonnegative(),
  columns: z.array(
    z.object({ name: z.string(), type: z.enum(["text", "number", "date", "time", "boolean"]) }),
  ),
  rows: z.array(z.array(cellSchema)),
});
export type RowPage = z.infer<typeof rowPageSchema>;

/** Progress comes by the `run.progress` push under the runId, and `run.cancel` stops it. */
export const rowsExportAskSchema = z
  .object({
    id,
    runId: id.optional(),
    row: z.number().int().nonnegative().nullable(),
    format: z.enum(["csv", "arrow", "parquet"]),
  })
  .strict();

export const exportedSchema = z.object({ path: z.string(), rows: z.number(), sha256: z.string() });
