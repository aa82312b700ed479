import { z } from "zod";
import { actionFields, observationFields } from "../ledger/event.ts";
import { requestViewSchema } from "../requests/request.ts";
import { durationsSchema } from "./durations.ts";
import { lessonViewSchema } from "./lessons.ts";

const count = z.number().int().nonnegative();

/** What a stretch of time looks like in figures. Shares are parts of `questions`. */
export const measuresSchema = z.object({
  questions: count,
  answered: count,
  withCaveats: count,
  unanswered: count,
  /** Why questions were not answered: code and how often, most often first. */
  why: z.array(z.object({ code: z.string(), text: z.string(), count })),
  decisions: count,
  toAnswer: durationsSchema,
  toDecision: durationsSchema,
  /** Answers whose data were older than their rhythm allows. */
  stale: count,
  /** Answers a replay found different, and how many decisions rest on them. */
  changed: z.object({ answers: count, decisions: count }),
  datasets: z.array(z.object({ dataset: z.string(), answers: count, questions: count })),
  requests: z.object({
    opened: count,
    byState: z.array(z.object({ state: z.string(), count, waiting: durationsSchema })),
    toEnd: durationsSchema,
  }),
  weeks: z.array(
    z.object({
      /** Monday of the week, UTC. */
      from: z.string(),
      questions: count,
      answered: count,
      withCaveats: count,
      unanswered: count,
      stale: count,
      decisions: count,
      medianHours: z.number().nullable(),
      p90Hours: z.number().nullable(),
    }),
  ),
  /** By organisational unit of who asked; "" for people of whom none is known. */
  units: z.array(
    z.object({
      unit: z.string(),
      people: z.array(z.string()),
      questions: count,
      answered: count,
      unanswered: count,
      stale: count,
      decided: count,
      toAnswer: durationsSchema,
    }),
  ),
});
export type Measures = z.infer<typeof measuresSchema>;

export const observationSchema = observationFields.extend({ at: z.string(), who: z.string() });
export type Observation = z.infer<typeof observationSchema>;

export const actionSchema = actionFields.extend({ at: z.string(), since: z.string() });
export type Action = z.infer<typeof actionSchema>;

/** An answer that came out different later, with what hung on it. */
export const changedAnswerSchema = z.object({
  answerId: z.string(),
  sentence: z.string(),
  seenAt: z.string(),
  text: z.string(),
  decisions: z.array(z.object({ at: z.string(), what: z.string(), who: z.string() })),
});
export type ChangedAnswer = z.infer<typeof changedAnswerSchema>;

/** A question that got no answer, with why. */
export const unansweredSchema = z.object({
  questionId: z.string(),
  text: z.string(),
  at: z.string(),
  code: z.string(),
  why: z.string(),
  /** A request that came of it. */
  requestId: z.string().nullable(),
});
export type Unanswered = z.infer<typeof unansweredSchema>;

/** Everything the review of a period shows, as it was known at one moment. */
export const reviewSchema = z.object({
  /** Days, inclusive. */
  from: z.string(),
  to: z.string(),
  /** The moment up to which the ledger was read. */
  knownAt: z.string(),
  measures: measuresSchema,
  changed: z.array(changedAnswerSchema),
  unanswered: z.array(unansweredSchema),
  requests: z.array(requestViewSchema),
  observations: z.array(observationSchema),
  actions: z.array(actionSchema),
  lessons: z.array(lessonViewSchema),
});
export type Review = z.infer<typeof reviewSchema>;
