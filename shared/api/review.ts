import { z } from "zod";
import { answerSchema } from "../answer/answer.ts";
import { lessonSchema } from "../ledger/event.ts";
import { sealedManifestSchema } from "../ledger/sealed-file.ts";
import { REQUEST_STATES, requestDraftSchema, requestViewSchema } from "../requests/request.ts";
import { differencesSchema } from "../review/differences.ts";
import { reportAboutSchema, reportDocumentSchema } from "../review/document.ts";
import { traceSchema } from "../review/life/trace.ts";
import { actionSchema, observationSchema, reviewSchema } from "../review/review.ts";
import { timelineFilterSchema, timelinePageSchema, timelineSchema } from "../review/timeline.ts";

/** The part of the contract between window and main process that is about looking back: review and requests. */

const id = z.string().min(1).max(300);
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);
const words = z.string().trim().min(1).max(10_000);

const moment = z.iso.datetime({ precision: 3 });
const knownAt = z.iso.datetime().or(day).optional();

/** A stretch of days or moments (UTC, with milliseconds); `knownAt`: only what had happened by then counts. */
export const stretchSchema = z
  .object({ from: moment.or(day).optional(), to: moment.or(day).optional(), knownAt })
  .strict();

/** A timeline as known when, with which datasets as lanes of outside events, and what is let through. */
const timelineAskedSchema = z
  .object({ knownAt, outside: z.array(id).max(20), filter: timelineFilterSchema })
  .strict();

/** What came of running all answers of a stretch again. Fewer replayed than answers: it was stopped. */
export const replaySummarySchema = z.object({
  answers: z.number().int(),
  replayed: z.number().int(),
  identical: z.number().int(),
  sameWithinRounding: z.number().int(),
  different: z.number().int(),
  cannotReplay: z.number().int(),
  rows: z.array(
    z.object({
      answerId: z.string(),
      sentence: z.string(),
      verdict: z.enum(["identical", "same-within-rounding", "different", "cannot-replay"]),
      text: z.string(),
    }),
  ),
});
export type ReplaySummary = z.infer<typeof replaySummarySchema>;

const reportAskedSchema = z
  .object({ stretch: stretchSchema, layout: z.enum(["hseep", "who"]), about: reportAboutSchema })
  .strict();

export const reviewChannels = {
  "review.get": { input: stretchSchema, output: reviewSchema },
  "review.timeline": { input: timelineAskedSchema, output: timelineSchema },
  /** What happened between two moments, newest first, a page of it. */
  "review.items": {
    input: timelineAskedSchema.extend({
      from: moment,
      to: moment,
      offset: z.number().int().nonnegative(),
      limit: z.number().int().min(1).max(500),
    }),
    output: timelinePageSchema,
  },
  /** The datasets that can be lanes of outside events, those described as events first. */
  "review.outside": {
    input: z.object({}).strict(),
    output: z.array(z.object({ id, title: z.string(), rows: z.number().nullable() })),
  },
  /** The whole life of a question, or what is known of an answer, a request, a decision or a dataset. */
  "review.trace": { input: z.object({ id, knownAt }).strict(), output: traceSchema },
  /** Two answers or questions side by side: ids of answers or questions, or `ID@NUMBER` for the version in that event. */
  "review.compare": {
    input: z.object({ left: id, right: id, language: z.enum(["en", "fr"]) }).strict(),
    output: differencesSchema,
  },
  /** Records a lesson, or its new state. */
  "review.learn": {
    input: z
      .object({
        lessonId: id.optional(),
        observationId: id.nullable(),
        lesson: lessonSchema,
        state: z.enum(["active", "retired"]),
      })
      .strict(),
    output: z.object({ lessonId: id }),
  },
  /** Says which organisational unit somebody acts for. */
  "review.unit": {
    input: z.object({ actor: id, unit: z.string().trim().max(300) }).strict(),
    output: z.object({}),
  },
  "review.observe": {
    input: observationSchema
      .omit({ at: true, who: true })
      .extend({ observationId: id.optional(), text: words })
      .strict(),
    output: z.object({ observationId: id }),
  },
  "review.act": {
    input: actionSchema
      .omit({ at: true, since: true })
      .extend({ actionId: id.optional(), what: words, owner: words.max(500) })
      .strict(),
    output: z.object({ actionId: id }),
  },
  /** Runs all answers of a stretch again; progress comes by `run.progress`, `run.cancel` stops it. */
  "review.replay": {
    input: z.object({ runId: id, from: day.optional(), to: day.optional() }).strict(),
    output: replaySummarySchema,
  },
  /** The report as it can be drawn up now, for reading and printing. */
  "review.report": { input: reportAskedSchema, output: reportDocumentSchema },
  /** Shows the save dialog; null when the user closed it. */
  "review.export": {
    input: reportAskedSchema.extend({ format: z.enum(["html", "pdf", "docx", "json"]) }),
    output: z.object({ path: z.string(), sha256: z.string() }).nullable(),
  },
  /** Shows the file dialog and opens a sealed answer; null when the user closed it. */
  "sealed.choose": { input: z.object({}).strict(), output: z.string().nullable() },
  /** A sealed answer that was opened in this session, by the SHA-256 of its file. */
  "sealed.get": {
    input: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }).strict(),
    output: z.object({
      answer: answerSchema,
      manifest: sealedManifestSchema,
      /** Who signed the file, the short form of their laptop's key, and as whom that key is known here. Null: nobody. */
      signed: z.object({ signer: z.string(), key: z.string(), known: z.string().nullable() }).nullable(),
    }),
  },
  /** The sealed answer that Askline was started with, once; null when there was none. */
  "sealed.waiting": { input: z.object({}).strict(), output: z.string().nullable() },
  "requests.list": { input: z.object({ knownAt }).strict(), output: z.array(requestViewSchema) },
  "requests.open": { input: requestDraftSchema, output: z.object({ requestId: id }) },
  "requests.move": {
    input: z
      .object({ requestId: id, to: z.enum(REQUEST_STATES), note: z.string().max(5000).optional() })
      .strict(),
    output: requestViewSchema,
  },
} as const;
