import { z } from "zod";
import { questionPatchSchema } from "./question.ts";

/** What the question check found: a rule that fails (`stops`) or advice (`warns`), in one plain sentence, with the nearest legal choices. */
export const findingSchema = z.object({
  code: z.enum([
    "no-measure",
    "no-place",
    "no-time",
    "no-grain",
    "dates-reversed",
    "date-in-future",
    "statistic-not-legal",
    "stock-added-over-time",
    "ratio-summed",
    "index-over-places",
    "rate-without-denominator",
    "unlike-periods",
    "unlike-measures",
    "unfinished-period",
    "two-questions",
    "vague",
    "leading",
    "solution-first",
    "causal-without-intervention",
    "group-too-small",
    "no-decision",
    "no-comparison",
    "no-second-measure",
    "no-rank-level",
    "no-intervention",
    "horizon-too-long",
    "not-understood",
    "kind-not-ready",
  ]),
  severity: z.enum(["stops", "warns"]),
  text: z.string(),
  fixes: z.array(z.object({ label: z.string(), patch: questionPatchSchema })),
});
export type Finding = z.infer<typeof findingSchema>;
