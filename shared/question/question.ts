import { z } from "zod";
import { areaIdSchema, levelSchema } from "../places/area.ts";
import { grainSchema, isoDateSchema, spanSchema } from "../time/grain.ts";

/** The eight kinds of question (design/domain.md). */
export const KINDS = [
  "situation",
  "trend",
  "comparison",
  "ranking",
  "coverage",
  "relationship",
  "forecast",
  "impact",
] as const;
export const kindSchema = z.enum(KINDS);
export type Kind = z.infer<typeof kindSchema>;

export const comparatorSchema = z.enum([">", ">=", "<", "<=", "=", "!="]);
export type Comparator = z.infer<typeof comparatorSchema>;

/** A limit that a number meets or not: "above 3,000". */
export const thresholdSchema = z.object({ op: comparatorSchema, value: z.number() });
export type Threshold = z.infer<typeof thresholdSchema>;

/**
 * What the values of a mean, median, quantile or extreme are taken over, where it is not time: `places` takes one figure
 * of each place of `place.by` (the median over countries), `records` each row of a table of events ("the largest fire").
 */
const acrossSchema = z.enum(["places", "records"]).optional();

/**
 * What is made of the measure. `periods-meeting` counts periods of the question's grain (day unless set), `places-meeting`
 * places at the level of `place.by`, that meet the limit. `largest-correction` is the biggest fall of a cumulative series
 * from one report to the next (a negative number). `total` without a start (`time.to` alone, "by 30 April") is the running
 * total at that day: a cumulative series' own value there, a flow's sum up to it. `change` is last minus first of the window, absolute or in per cent.
 * `as: 'share'` asks for their
 * share (in per cent) of the periods or places that have a figure. `share` is the part that `where` selects of the whole without it. `rate` divides by `per`.
 */
export const statisticSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("latest") }),
  z.object({ kind: z.literal("total") }),
  z.object({ kind: z.literal("mean"), across: acrossSchema }),
  z.object({ kind: z.literal("median"), across: acrossSchema }),
  z.object({ kind: z.literal("quantile"), q: z.number().gt(0).lt(1), across: acrossSchema }),
  z.object({ kind: z.literal("peak"), across: acrossSchema }),
  z.object({ kind: z.literal("lowest"), across: acrossSchema }),
  z.object({ kind: z.literal("change"), as: z.enum(["absolute", "percent"]) }),
  z.object({ kind: z.literal("share") }),
  z.object({ kind: z.literal("rate"), of: z.enum(["latest", "total", "mean", "peak"]) }),
  z.object({ kind: z.literal("records") }),
  z.object({
    kind: z.literal("periods-meeting"),
    condition: thresholdSchema,
    as: z.enum(["count", "share"]).optional(),
  }),
  z.object({
    kind: z.literal("places-meeting"),
    condition: thresholdSchema,
    as: z.enum(["count", "share"]).optional(),
  }),
  z.object({ kind: z.literal("largest-correction") }),
]);
export type Statistic = z.infer<typeof statisticSchema>;

/** What a statistic is taken over where it is not time; null where it is time, or nothing. */
export const acrossOf = (statistic: Statistic): "places" | "records" | null =>
  "across" in statistic ? (statistic.across ?? null) : null;

/** What is measured: a concept of the vocabulary (never a column), what it is about, and the statistic. */
export const measureRefSchema = z.object({
  concept: z.string().min(1),
  subject: z.string().min(1).optional(),
  statistic: statisticSchema,
});
export type MeasureRef = z.infer<typeof measureRefSchema>;

/** An area with the name it was asked by. */
export const areaRefSchema = z.object({ id: areaIdSchema, name: z.string().min(1) });
export type AreaRef = z.infer<typeof areaRefSchema>;

/** As a value that is left out, it stands for every row that says nothing: "of known sex". */
export const UNKNOWN = "unknown";

/** A condition on a dimension of the vocabulary or, failing that, on a slug of a column's name. */
export const conditionSchema = z.object({
  dimension: z.string().min(1),
  op: z.enum(["in", "not-in", ">", ">=", "<", "<="]),
  values: z.array(z.union([z.string(), z.number()])).min(1),
});
export type Condition = z.infer<typeof conditionSchema>;

/** What the number is held against. */
export const againstSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("previous-period") }),
  z.object({ kind: z.literal("same-period-last-year") }),
  z.object({ kind: z.literal("window"), from: isoDateSchema, to: isoDateSchema }),
  z.object({ kind: z.literal("place"), areas: z.array(areaRefSchema).min(1) }),
  /** Median of the same periods before the crisis began, over `years` years before `before`. */
  z.object({
    kind: z.literal("pre-crisis-median"),
    before: isoDateSchema,
    years: z.number().int().min(1).max(10),
  }),
  z.object({ kind: z.literal("target"), value: z.number() }),
  /** The figure for the same window in an earlier published version of the series. */
  z.object({ kind: z.literal("published-version"), asOf: isoDateSchema }),
]);
export type Against = z.infer<typeof againstSchema>;

/** What is to be decided, by whom, until when, by which rule; or that stating it was waived. */
export const decisionSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("stated"),
    what: z.string().min(1),
    who: z.string().min(1).optional(),
    by: isoDateSchema.optional(),
    rule: thresholdSchema
      .extend({ action: z.string().min(1), otherwise: z.string().min(1).optional() })
      .optional(),
  }),
  z.object({ kind: z.literal("waived"), reason: z.string().optional() }),
]);
export type Decision = z.infer<typeof decisionSchema>;

/** The least the asker accepts of a dataset. */
export const needsSchema = z.object({
  greatestAgeDays: z.number().int().positive().optional(),
  leastCoverage: z.number().gt(0).lte(1).optional(),
  finestLevel: levelSchema.optional(),
});
export type Needs = z.infer<typeof needsSchema>;

/**
 * A question: a document, not a query (design/domain.md, "Question"). Parts that are not known yet are absent;
 * `check` says whether it is well-formed. `version` is the schema version.
 */
export const questionSchema = z.object({
  version: z.literal(1),
  /** Verbatim as typed; never rewritten. Empty when built with the builder alone. */
  text: z.string().max(10_000),
  /** The day the question is asked on; relative dates are read against it. */
  asked: isoDateSchema,
  kind: kindSchema,
  measure: measureRefSchema.optional(),
  /** The second measure of coverage (the need) and relationship. */
  second: measureRefSchema.optional(),
  /** Which published version of a revised series: the newest not later than this day. */
  asPublished: isoDateSchema.optional(),
  /** Denominator and scale of a rate: population, 100000. */
  per: z.object({ concept: z.string().min(1), scale: z.number().positive() }).optional(),
  place: z
    .object({
      /** Empty means everywhere that the dataset covers. */
      areas: z.array(areaRefSchema),
      /** Report one figure per place of this level. */
      by: levelSchema.optional(),
    })
    .optional(),
  /** The window (both days included) and grain. `any: true`: all times the dataset has. Absent: not known yet. */
  time: z
    .union([spanSchema.extend({ grain: grainSchema.optional(), any: z.literal(true).optional() })])
    .optional(),
  by: z.array(z.string()).default([]),
  where: z.array(conditionSchema).default([]),
  against: againstSchema.optional(),
  decision: decisionSchema.optional(),
  needs: needsSchema.optional(),
  /** Ranking: how many places, and from which end. */
  rank: z.object({ top: z.number().int().min(1).max(1000), from: z.enum(["highest", "lowest"]) }).optional(),
  /** Forecast: how many periods ahead. */
  horizon: z.number().int().min(1).max(366).optional(),
  /** Impact: what happened and when. */
  intervention: z.object({ what: z.string(), on: isoDateSchema }).optional(),
  /** The dataset the asker insists on ("according to the situation reports"); normally absent. */
  dataset: z.string().optional(),
});
export type Question = z.infer<typeof questionSchema>;

/**
 * A change to a question: only the parts it names are replaced; a part that is present but undefined is taken out.
 * Not simply `questionSchema.partial()`: that would fill in the defaults of `by` and `where` and so empty them.
 */
export const questionPatchSchema = questionSchema
  .extend({ by: z.array(z.string()), where: z.array(conditionSchema) })
  .partial();
export type QuestionPatch = z.infer<typeof questionPatchSchema>;
