import { z } from "zod";
import { caveatSchema } from "../answer/answer.ts";
import { matchReportSchema } from "../match/report.ts";
import { questionSchema } from "../question/question.ts";

/** What was learned: a question worth asking again, a word for what is measured, data to be asked for anew, or a drill. */
export const lessonSchema = z.discriminatedUnion("sort", [
  z.object({ sort: z.literal("template"), text: z.string(), questionId: z.string().nullable() }),
  /** `words` shall mean the concept, or, with `subject`, what it is about. */
  z.object({
    sort: z.literal("alias"),
    words: z.string(),
    concept: z.string(),
    subject: z.string().optional(),
  }),
  /** The data are asked for again every so many days, from `from` (`YYYY-MM-DD`) on. */
  z.object({
    sort: z.literal("standing-request"),
    wanted: z.string(),
    purpose: z.string(),
    holder: z.string().optional(),
    everyDays: z.number().int().positive(),
    from: z.string(),
  }),
  /** Questions to be asked again in an exercise on a day, each within so many minutes. */
  z.object({
    sort: z.literal("drill"),
    title: z.string(),
    on: z.string(),
    questions: z.array(z.object({ text: z.string(), withinMinutes: z.number().int().positive() })),
  }),
]);

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** What a request goes through after its draft, in the usual order. */
export const REQUEST_STEPS = [
  "sent",
  "acknowledged",
  "granted",
  "granted-in-part",
  "refused",
  "withdrawn",
  "expired",
  "delivered",
] as const;

/** What a reviewer noted of the period. */
export const observationFields = z.object({
  observationId: z.string(),
  sort: z.enum(["strength", "improvement"]),
  text: z.string(),
  /** Ids of the questions, answers, decisions, requests and datasets that show it. */
  about: z.array(z.string()),
  capability: z.string().optional(),
  /** Performed without challenges, with some, with major ones, or could not be performed (HSEEP). */
  rating: z.enum(["P", "S", "M", "U"]).optional(),
  rootCause: z.string().optional(),
  recommendation: z.string().optional(),
});

/** What is to be done because of it. */
export const actionFields = z.object({
  actionId: z.string(),
  observationId: z.string().nullable(),
  what: z.string(),
  owner: z.string(),
  due: z.string().optional(),
  /** What the action changes (HSEEP's capability elements). */
  element: z.enum(["planning", "organisation", "equipment", "training", "exercise"]).optional(),
  state: z.enum(["open", "done", "dropped"]),
});

/** What can happen, and what is kept of it (design/domain.md, "Ledger"). */
export const happeningSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("workspace-created"),
    payload: z.object({ name: z.string(), application: z.string() }),
  }),
  z.object({
    kind: z.literal("question-asked"),
    payload: z.object({ questionId: z.string(), question: questionSchema, text: z.string() }),
  }),
  z.object({
    kind: z.literal("question-revised"),
    payload: z.object({ questionId: z.string(), question: questionSchema, text: z.string() }),
  }),
  z.object({
    kind: z.literal("question-matched"),
    payload: z.object({ questionId: z.string(), report: matchReportSchema }),
  }),
  z.object({
    kind: z.literal("question-refused"),
    payload: z.object({ questionId: z.string(), code: z.string(), reasons: z.array(z.string()) }),
  }),
  z.object({
    kind: z.literal("question-sealed"),
    payload: z.object({
      questionId: z.string(),
      questionHash: hash,
      datasets: z.array(z.object({ dataset: z.string(), sha256: hash })),
    }),
  }),
  z.object({
    kind: z.literal("run-started"),
    payload: z.object({ questionId: z.string(), runId: z.string() }),
  }),
  z.object({
    kind: z.literal("run-finished"),
    payload: z.object({
      questionId: z.string(),
      runId: z.string(),
      answerId: z.string(),
      fingerprint: hash,
      sentence: z.string(),
      value: z.number().nullable(),
      tookMs: z.number(),
      /** SHA-256 of the answer's file in the workspace. */
      answerSha256: hash,
      caveats: z.array(caveatSchema.pick({ code: true, severity: true })),
    }),
  }),
  z.object({
    kind: z.literal("run-failed"),
    payload: z.object({ questionId: z.string(), runId: z.string(), code: z.string(), message: z.string() }),
  }),
  z.object({
    kind: z.literal("run-cancelled"),
    payload: z.object({ questionId: z.string(), runId: z.string(), stage: z.string() }),
  }),
  z.object({ kind: z.literal("answer-viewed"), payload: z.object({ answerId: z.string() }) }),
  z.object({
    kind: z.literal("rows-viewed"),
    /** The rows behind an answer were looked at: of the whole answer (null), or of one row of its table, from 0. */
    payload: z.object({ answerId: z.string(), row: z.number().int().nullable() }),
  }),
  z.object({
    kind: z.literal("answer-replayed"),
    payload: z.object({ answerId: z.string(), verdict: z.string(), text: z.string() }),
  }),
  z.object({
    kind: z.literal("answer-exported"),
    payload: z.object({ answerId: z.string(), format: z.string(), sha256: hash }),
  }),
  z.object({
    kind: z.literal("decision-recorded"),
    payload: z.object({
      decisionId: z.string(),
      answerIds: z.array(z.string()),
      what: z.string(),
      who: z.string(),
      because: z.string().optional(),
      /** Those of the answers that are rough ones, from a sample. */
      rough: z.array(z.string()).optional(),
    }),
  }),
  z.object({
    kind: z.literal("dataset-imported"),
    payload: z.object({
      dataset: z.string(),
      sha256: hash.nullable(),
      entrySha256: hash,
      rows: z.number().nullable(),
    }),
  }),
  z.object({
    kind: z.literal("dataset-revised"),
    payload: z.object({
      dataset: z.string(),
      sha256: hash.nullable(),
      previous: hash.nullable(),
      /** The description before this one. */
      previousEntry: hash.optional(),
      entrySha256: hash,
      rows: z.number().nullable(),
    }),
  }),
  z.object({
    kind: z.literal("dataset-retired"),
    payload: z.object({ dataset: z.string(), reason: z.string() }),
  }),
  z.object({
    kind: z.literal("dataset-approved"),
    /** Somebody stands for the entry as it is (`entrySha256`), or takes that back. */
    payload: z.object({ dataset: z.string(), entrySha256: hash, approved: z.boolean() }),
  }),
  z.object({
    kind: z.literal("catalogue-imported"),
    payload: z.object({
      name: z.string(),
      added: z.number(),
      updated: z.number(),
      unchanged: z.number(),
      rejected: z.number(),
      /** The moment (UTC) that the entries which came or changed with it carry as `source.imported`. */
      imported: z.string().optional(),
    }),
  }),
  z.object({
    kind: z.literal("vocabulary-changed"),
    /** A word of this workspace's own vocabulary. */
    payload: z.object({ concept: z.string(), change: z.enum(["added", "changed", "removed"]) }),
  }),
  z.object({
    kind: z.literal("place-named"),
    /** A name of a place was said to mean an area, in one dataset or (null) in all; or it was taken out again. */
    payload: z.object({
      name: z.string(),
      area: z.string(),
      dataset: z.string().nullable(),
      change: z.enum(["added", "removed"]),
    }),
  }),
  z.object({
    kind: z.literal("ledger-merged"),
    /** Another laptop's ledger was taken in, up to an event; it is kept beside this one. */
    payload: z.object({
      /** Hash of that ledger's first event: its name. */
      chain: hash,
      /** Whose keys signed it: who says so, and the public key (Ed25519, 64 hex digits). */
      signed: z.array(z.object({ signer: z.string(), key: hash })),
      events: z.number(),
      head: z.object({ seq: z.number(), hash }),
      /** Later than all that was taken in (UTC): what happens here from now on comes after it, whatever the clocks say. */
      after: z.string(),
      /** Name of the file or folder it came from. */
      from: z.string(),
      /** What was wrong behind the last event that was taken in. */
      broken: z.string().optional(),
    }),
  }),
  z.object({
    kind: z.literal("request-opened"),
    payload: z.object({
      requestId: z.string(),
      questionId: z.string().nullable(),
      purpose: z.string(),
      legalBasis: z.string().optional(),
      wanted: z.string(),
      /** Columns wanted: no more than the question needs. */
      columns: z.array(z.string()).optional(),
      /** Who holds the data. */
      holder: z.string().optional(),
      /** Catalogued dataset that is asked for, when there is one. */
      dataset: z.string().optional(),
      /** Day by which an answer is needed, and by which it lapses: `YYYY-MM-DD`. */
      deadline: z.string().optional(),
      /** How long the data may be used, in words. */
      duration: z.string().optional(),
      /** The standing request it was opened for. */
      lessonId: z.string().optional(),
    }),
  }),
  z.object({
    kind: z.literal("request-moved"),
    payload: z.object({
      requestId: z.string(),
      to: z.enum(REQUEST_STEPS),
      note: z.string().optional(),
    }),
  }),
  z.object({
    kind: z.literal("observation-recorded"),
    payload: observationFields,
  }),
  z.object({
    kind: z.literal("action-recorded"),
    payload: actionFields,
  }),
  /** The organisational unit that somebody acts for; the newest word counts. */
  z.object({
    kind: z.literal("actor-described"),
    payload: z.object({ actor: z.string(), unit: z.string() }),
  }),
  /** What was learned, made into something that works in the next crisis. The newest state of an id counts. */
  z.object({
    kind: z.literal("lesson-recorded"),
    payload: z.object({
      lessonId: z.string(),
      /** The observation it came of; null: from none. */
      observationId: z.string().nullable(),
      lesson: lessonSchema,
      state: z.enum(["active", "retired"]),
    }),
  }),
]);
export type Happening = z.infer<typeof happeningSchema>;
export type HappeningKind = Happening["kind"];

/** One line of the ledger. `hash` is SHA-256 over the canonical JSON of the rest; `prev` is the previous event's hash, 64 zeros for the first. */
export const eventSchema = z.intersection(
  z.object({
    seq: z.number().int().nonnegative(),
    /** UTC, ISO 8601 with milliseconds. */
    time: z.string(),
    actor: z.string(),
    prev: hash,
    hash,
  }),
  happeningSchema,
);
export type LedgerEvent = z.infer<typeof eventSchema>;
