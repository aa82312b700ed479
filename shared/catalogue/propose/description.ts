import { z } from "zod";

const text = z.string().nullish();

/** A column as a table description names it. Everything but the name may be missing. */
export const describedColumnSchema = z.looseObject({
  name: z.string(),
  type: text,
  unit: text,
  description: text,
  hxl: text,
  /** How the values add up, in the source's own words: cumulative, incremental, stock, rate, incremental (rolling 7 days) … */
  accumulation: text,
  nulls: z.number().int().nonnegative().nullish(),
});
export type DescribedColumn = z.infer<typeof describedColumnSchema>;

/**
 * A table description as it comes beside a data file (`dataset.json`): DCAT's fields under plain names, with columns and
 * caveats. Only the id is needed; unknown keys are kept.
 */
export const tableDescriptionSchema = z.looseObject({
  id: z.string().min(1).max(300),
  title: text,
  description: text,
  publisher: text,
  steward: text,
  crisis: text,
  licence: text,
  source: z.record(z.string(), z.unknown()).nullish(),
  issued: text,
  modified: text,
  accrualPeriodicity: text,
  temporalCoverage: z.looseObject({ start: text, end: text, column: text }).nullish(),
  spatialCoverage: text,
  /** What one row is: `county / hour`, `country / year`, `case`, `event (outage)`. */
  granularity: text,
  columns: z.array(describedColumnSchema).default([]),
  caveats: z.array(z.string()).default([]),
  rowCount: z.number().int().nonnegative().nullish(),
  distributions: z
    .array(z.looseObject({ file: z.string(), mediaType: text, bytes: z.number().nullish(), sha256: text }))
    .default([]),
});
export type TableDescription = z.infer<typeof tableDescriptionSchema>;

/** Names of the description's fields that have a place in the catalogue entry; all others are kept under `extra`. */
export const KNOWN_FIELDS: ReadonlySet<string> = new Set([
  "id",
  "title",
  "description",
  "publisher",
  "steward",
  "crisis",
  "licence",
  "source",
  "issued",
  "modified",
  "accrualPeriodicity",
  "temporalCoverage",
  "spatialCoverage",
  "columns",
  "caveats",
]);
