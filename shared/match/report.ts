import { z } from "zod";

/** The criteria a dataset is held against (design/domain.md, "Match"). */
export const CRITERIA = [
  "concept",
  "behaviour",
  "dimensions",
  "place",
  "time",
  "freshness",
  "completeness",
  "access",
  "authority",
] as const;
export const criterionCodeSchema = z.enum(CRITERIA);
export type CriterionCode = z.infer<typeof criterionCodeSchema>;

/** One criterion's verdict. `unknown` means the metadata does not say: a verdict of its own, never a miss. */
export const criterionSchema = z.object({
  code: criterionCodeSchema,
  verdict: z.enum(["met", "partly", "not-met", "unknown"]),
  /** The figure behind the verdict, where there is one: share of the window covered, age in days … */
  figure: z.number().nullable(),
  text: z.string(),
  /** The field of the description it rests on. */
  field: z.string(),
});
export type Criterion = z.infer<typeof criterionSchema>;

export const VERDICTS = [
  "answers",
  "answers-with-caveats",
  "answers-together",
  "must-be-requested",
  "cannot",
] as const;
export const verdictSchema = z.enum(VERDICTS);
export type Verdict = z.infer<typeof verdictSchema>;

/** A second dataset that supplies a denominator or the second measure, and how the two are joined. */
export const joinSchema = z.object({
  dataset: z.string(),
  measure: z.string(),
  role: z.enum(["denominator", "second-measure"]),
  /** Joined by place, and by time where both have one. */
  on: z.array(z.enum(["place", "time"])),
  /** Share of the first dataset's asked places that the second has, 0…1; null when unknown. */
  matched: z.number().nullable(),
  text: z.string(),
});
export type Join = z.infer<typeof joinSchema>;

export const matchEntrySchema = z.object({
  dataset: z.string(),
  title: z.string(),
  verdict: verdictSchema,
  /** 0…1; orders datasets of the same verdict. */
  score: z.number(),
  /** The measure of the dataset that would be used; null when none fits. */
  measure: z.string().nullable(),
  join: joinSchema.optional(),
  criteria: z.array(criterionSchema),
  /** The criterion that sank it, for the rejected. */
  sunkBy: criterionCodeSchema.optional(),
  /** One plain sentence: why this verdict. */
  reason: z.string(),
});
export type MatchEntry = z.infer<typeof matchEntrySchema>;

/** What would have to be there for the question to be answered. */
export const gapSchema = z.object({
  criterion: criterionCodeSchema,
  text: z.string(),
  /** The nearest question that can be answered, and what it loses. */
  nearest: z
    .object({ patch: z.record(z.string(), z.unknown()), text: z.string(), loses: z.string() })
    .optional(),
});
export type Gap = z.infer<typeof gapSchema>;

/** What the descriptions of all datasets say of the parts of a question. */
export const heardSchema = z.object({
  /** How well the nearest description fits the question. */
  fit: z.enum(["good", "doubtful", "poor"]),
  searched: z.number().int().nonnegative(),
  nearest: z.object({ dataset: z.string(), title: z.string() }).nullable(),
  /** Each part as it was typed, how many descriptions speak of it, and whether the nearest does. */
  parts: z.array(
    z.object({ label: z.string(), entries: z.number().int().nonnegative(), nearest: z.boolean() }),
  ),
  /** The same in sentences: what was looked for, what nothing speaks of, what the nearest has. */
  sentences: z.array(z.string()),
});
export type Heard = z.infer<typeof heardSchema>;

/** The report over all datasets, kept with the sealed question. Entries are ordered: verdict first, then score. */
export const matchReportSchema = z.object({
  questionHash: z.string(),
  /** Datasets looked at in full, best first, the rejected included with their reasons (at most 50 of those). */
  entries: z.array(matchEntrySchema),
  considered: z.number().int().nonnegative(),
  counts: z.record(verdictSchema, z.number().int().nonnegative()),
  gaps: z.array(gapSchema),
  /** Where nothing held here measures what is asked: what a search of all descriptions found. */
  heard: heardSchema.optional(),
});
export type MatchReport = z.infer<typeof matchReportSchema>;
