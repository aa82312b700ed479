import { z } from "zod";

/** The lanes of the timeline, from top to bottom. */
export const LANES = ["questions", "answers", "decisions", "data", "requests", "outside"] as const;
export const laneSchema = z.enum(LANES);
export type Lane = z.infer<typeof laneSchema>;

export const STANDINGS = ["good", "partly", "bad", "plain"] as const;

/** Something on the timeline. `until` is there for what lasts; `of` names the question or thing whose trace it opens. */
export const timelineItemSchema = z.object({
  id: z.string(),
  lane: laneSchema,
  /** UTC, ISO 8601; outside events may have a day only. */
  at: z.string(),
  until: z.string().nullable(),
  title: z.string(),
  standing: z.enum(STANDINGS),
  of: z.string(),
  /** Who did it; empty where nobody is named. */
  actor: z.string(),
});
export type TimelineItem = z.infer<typeof timelineItemSchema>;

/** What is let through: lanes, people and words; what is left out lets everything through. */
export const timelineFilterSchema = z
  .object({
    lanes: z.array(laneSchema).max(LANES.length),
    actors: z.array(z.string().max(300)).max(500),
    text: z.string().max(500),
  })
  .partial()
  .strict();
export type TimelineFilter = z.infer<typeof timelineFilterSchema>;

/** The moments of one lane and standing, milliseconds since 1970, ascending. `until` is there for what lasts, one for each. */
export const marksSchema = z.object({
  lane: laneSchema,
  standing: z.enum(STANDINGS),
  at: z.instanceof(Float64Array),
  until: z.instanceof(Float64Array).nullable(),
});
export type Marks = z.infer<typeof marksSchema>;

/** A whole timeline as what can be drawn: small enough to be held by the window, a million events included. */
export const timelineSchema = z.object({
  /** The first and last moment of anything, before filters; null when nothing happened. */
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** How many things there are, and how many the filter lets through. */
  all: z.number().int(),
  shown: z.number().int(),
  marks: z.array(marksSchema),
  /** People who did something, most active first. */
  actors: z.array(z.object({ actor: z.string(), count: z.number().int() })),
});
export type Timeline = z.infer<typeof timelineSchema>;

/** Some of what happened between two moments, newest first. */
export const timelinePageSchema = z.object({
  total: z.number().int(),
  items: z.array(timelineItemSchema),
});
export type TimelinePage = z.infer<typeof timelinePageSchema>;
