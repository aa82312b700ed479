import { z } from "zod";
import { matchReportSchema } from "../match/report.ts";
import { compiledQuerySchema, planSchema } from "../plan/plan.ts";
import { questionSchema } from "../question/question.ts";

/** A cell: dates as YYYY-MM-DD, times as ISO 8601 UTC, numbers as numbers, null for unknown or hidden (see `suppressed`). */
export const cellSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export type Cell = z.infer<typeof cellSchema>;

export const tableColumnSchema = z.object({
  name: z.string(),
  /** What people read above the column. */
  label: z.string(),
  type: z.enum(["text", "number", "date", "time", "boolean"]),
  unit: z.string().nullable(),
  role: z.enum(["place", "period", "dimension", "value", "comparison", "difference", "interval", "note"]),
});
export type TableColumn = z.infer<typeof tableColumnSchema>;

/** The answer's table: the same numbers as in sentence, chart and exports. `suppressed` lists hidden cells as [row, column]. */
export const answerTableSchema = z.object({
  columns: z.array(tableColumnSchema),
  rows: z.array(z.array(cellSchema)),
  suppressed: z.array(z.tuple([z.number().int(), z.number().int()])).default([]),
});
export type AnswerTable = z.infer<typeof answerTableSchema>;

export const CAVEATS = [
  "missing-periods",
  "missing-places",
  "unfinished-last-period",
  "stale",
  "age-unknown",
  "corrections-set-aside",
  "revised-since",
  "denominator-other-year",
  "rolled-up",
  "joined-with-loss",
  "not-authoritative",
  "low-coverage",
  "small-numbers",
  "suppressed-cells",
  "outlier",
  "break-in-series",
  "unlike-periods",
  "forecast-interval",
  "association-only",
  "window-cut",
  "rolling-values",
  "smoothed-values",
  "unit-differs",
  "source-note",
  "not-understood",
  "assumed",
  "places-differ",
  "sampled",
] as const;

/** Something the number does not say, computed from plan, description and facts measured by the engine. */
export const caveatSchema = z.object({
  code: z.enum(CAVEATS),
  severity: z.enum(["serious", "notable", "minor"]),
  text: z.string(),
  evidence: z.object({
    count: z.number().optional(),
    dates: z.array(z.string()).optional(),
    places: z.array(z.string()).optional(),
    values: z.array(z.number()).optional(),
    words: z.array(z.string()).optional(),
  }),
});
export type Caveat = z.infer<typeof caveatSchema>;

export const sourceSchema = z.object({
  dataset: z.string(),
  title: z.string(),
  publisher: z.string(),
  steward: z.string().nullable(),
  licence: z.string().nullable(),
  attribution: z.string().nullable(),
  sha256: z.string(),
  modified: z.string().nullable(),
  /** Last day the figures used are about. */
  dataUntil: z.string().nullable(),
  ageDays: z.number().nullable(),
  freshness: z.enum(["fresh", "due", "overdue", "delinquent", "always-fresh", "age-unknown"]),
});
export type Source = z.infer<typeof sourceSchema>;

/** What the chart shows; drawn by renderer/charts. Column names refer to the answer's table. */
export const chartSchema = z.object({
  kind: z.enum(["none", "number", "line", "bar", "ranking", "grouped-bar", "scatter", "forecast", "impact"]),
  /** The finding, as a title. */
  title: z.string(),
  unit: z.string(),
  x: z.string().nullable(),
  series: z.array(z.object({ column: z.string(), label: z.string(), value: z.string().optional() })),
  threshold: z.object({ value: z.number(), label: z.string() }).optional(),
  /** The series behind an answer that is one number: what is drawn then, instead of the answer's table. */
  behind: answerTableSchema.optional(),
  /** What the drawn series has to do with the number. */
  caption: z.string().optional(),
  /** The number in its series: at one period, or across all of them (`x` null). */
  mark: z.object({ x: z.string().nullable(), value: z.number(), label: z.string() }).optional(),
  /** Periods to mark: unfinished, without data. */
  unfinished: z.array(z.string()).default([]),
  gaps: z.array(z.string()).default([]),
  alt: z.string(),
});
export type Chart = z.infer<typeof chartSchema>;

/** One step of "how it came about". */
export const stepTraceSchema = z.object({
  text: z.string(),
  rowsIn: z.number().nullable(),
  rowsOut: z.number().nullable(),
});

/** A sealed answer, complete: it can be read, checked and run again years later (design/product.md, "Beyond all of them", 3). */
export const answerSchema = z.object({
  schema: z.literal("askline/answer/1"),
  id: z.string(),
  /** SHA-256 over canonical question, dataset fingerprints, plan and result. */
  fingerprint: z.string(),
  seal: z.object({ questionHash: z.string(), at: z.string() }),
  question: questionSchema,
  questionText: z.string(),
  match: matchReportSchema,
  plan: planSchema,
  queries: z.array(compiledQuerySchema),
  /** The number, when the answer is one number; else null. */
  value: z.number().nullable(),
  unit: z.string(),
  interval: z.object({ low: z.number(), high: z.number(), level: z.number() }).optional(),
  table: answerTableSchema,
  sentence: z.string(),
  decision: z
    .object({
      text: z.string(),
      branch: z.enum(["met", "not-met", "straddles", "cannot-say", "no-rule", "waived"]),
    })
    .nullable(),
  chart: chartSchema,
  caveats: z.array(caveatSchema),
  sources: z.array(sourceSchema),
  coverage: z.object({ reported: z.number(), expected: z.number(), text: z.string() }).nullable(),
  suppression: z.object({ hidden: z.number(), text: z.string() }).nullable(),
  steps: z.array(stepTraceSchema),
  engine: z.object({ name: z.string(), version: z.string(), converter: z.string() }),
  /** Words of the typed text that were not surely understood. */
  unsure: z.array(z.string()).default([]),
  answeredAt: z.string(),
  tookMs: z.number(),
});
export type Answer = z.infer<typeof answerSchema>;
