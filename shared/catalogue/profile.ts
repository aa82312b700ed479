import { z } from "zod";

/** Facts about one column of one file, computed by the engine when the file comes in. */
export const columnProfileSchema = z.object({
  name: z.string(),
  /** DuckDB type as stored, e.g. DATE, INTEGER, ENUM, DOUBLE, TIMESTAMP. */
  type: z.string(),
  nulls: z.number().int().nonnegative(),
  /** Distinct non-null values (exact up to 5,000, else approximate). */
  distinct: z.number().int().nonnegative(),
  /** Smallest and largest value as text (ISO for dates and times), null when all are null. */
  min: z.string().nullable(),
  max: z.string().nullable(),
  /** Numeric columns: mean and the 0, 25, 50, 75, 100 % quantiles. */
  mean: z.number().nullable(),
  quantiles: z.array(z.number()).nullable(),
  /** All distinct values as text with their row counts, sorted by value, when there are at most 5,000 (text, dictionary, boolean, small integers); else null. */
  values: z.array(z.tuple([z.string(), z.number()])).nullable(),
});
export type ColumnProfile = z.infer<typeof columnProfileSchema>;

/** Facts about one data file. */
export const fileProfileSchema = z.object({
  sha256: z.string(),
  rows: z.number().int().nonnegative(),
  columns: z.array(columnProfileSchema),
});
export type FileProfile = z.infer<typeof fileProfileSchema>;
