import { z } from "zod";
import { answerSchema } from "./answer/answer.ts";
import { askChannels } from "./api/ask.ts";
import { catalogueChannels } from "./api/catalogue.ts";
import { limitChannels } from "./api/engine-limits.ts";
import { importChannels, type problemSchema } from "./api/import.ts";
import { knownAtSchema, ledgerChannels } from "./api/ledger.ts";
import { datasetSummarySchema, listChannels } from "./api/list.ts";
import { placeNameAddedSchema, placeNameRemovedSchema, placeNamesSchema } from "./api/place-names.ts";
import { placeCandidateSchema, placeCandidatesAskSchema, samePlaceSchema } from "./api/places.ts";
import {
  rowsAskSchema,
  sentRowsSchema,
  sentTableSchema,
  shownAnswerSchema,
  tableAskSchema,
} from "./api/results.ts";
import { reviewChannels } from "./api/review.ts";
import { exportedSchema, rowsExportAskSchema } from "./api/rows.ts";
import { sourceChannels } from "./api/sources.ts";
import { datasetSchema } from "./catalogue/dataset.ts";
import { eventSchema } from "./ledger/event.ts";
import { dataChangeSchema } from "./ledger/replay/data-change.ts";
import { matchReportSchema } from "./match/report.ts";
import { findingSchema } from "./question/finding.ts";
import { PARTS } from "./question/parts.ts";
import { kindSchema, questionPatchSchema, questionSchema } from "./question/question.ts";
import { readingSchema } from "./question/reading.ts";
import { languageSchema, vocabularySchema } from "./vocabulary/concept.ts";

export type { ImportReport } from "./api/import.ts";
export type { DatasetSummary } from "./api/list.ts";

/**
 * The contract between window and main process: every channel with the schema of what goes in and what comes out.
 * Each answer crosses as `Result`: a value, or a problem that says what happened, what it means and what to do.
 */

const id = z.string().min(1).max(300);
const nothing = z.object({}).strict();
/** Only what had arrived by then counts; absent: everything. */
const knownAt = knownAtSchema.optional();

/** How the workspace is doing, for the foot of the rail. */
export const workspaceInfoSchema = z.object({
  name: z.string(),
  folder: z.string(),
  today: z.string(),
  version: z.string(),
  datasets: z.number(),
  entries: z.number(),
  answers: z.number(),
  readOnly: z.boolean(),
  ledger: z.object({
    events: z.number(),
    intact: z.boolean(),
    /** Shown when something was found wrong: a torn last line set aside, a broken chain. */
    message: z.string().nullable(),
  }),
  engine: z.object({
    state: z.enum(["stopped", "starting", "ready", "restarted"]),
    version: z.string().nullable(),
  }),
  bundled: z.boolean(),
});
export type WorkspaceInfo = z.infer<typeof workspaceInfoSchema>;

/** The question as a sentence whose bracketed parts are controls. */
export const sentencePartSchema = z.object({
  /** Plain words between the controls have part null. */
  part: z.enum(PARTS).nullable(),
  text: z.string(),
  /** True while the part still has to be chosen. */
  missing: z.boolean(),
});
export type SentencePart = z.infer<typeof sentencePartSchema>;

/** Everything the Ask page shows for the question as it stands. */
export const lookSchema = z.object({
  sentence: z.array(sentencePartSchema),
  text: z.string(),
  findings: z.array(findingSchema),
  wellFormed: z.boolean(),
  match: matchReportSchema,
});
export type Look = z.infer<typeof lookSchema>;

/** One choice for a part of the question. Illegal ones are shown with the reason. */
export const choiceSchema = z.object({
  id: z.string(),
  label: z.string(),
  detail: z.string().nullable(),
  patch: questionPatchSchema,
  legal: z.boolean(),
  reason: z.string().nullable(),
  /** How many datasets held here could answer with this choice. */
  datasets: z.number(),
});
export type Choice = z.infer<typeof choiceSchema>;

export const suggestionSchema = z.object({
  text: z.string(),
  /** Plain words why it cannot be answered here; null when it can. */
  missing: z.string().nullable(),
  crisis: z.string().nullable(),
});

export const draftSchema = z.object({
  id,
  savedAt: z.string(),
  question: questionSchema,
  text: z.string(),
  /** The question as one sentence. */
  sentence: z.string(),
});
export type Draft = z.infer<typeof draftSchema>;

export const refusalSchema = z.object({
  code: z.string(),
  reasons: z.array(z.string()),
  findings: z.array(findingSchema),
  match: matchReportSchema,
});
/** What comes of asking: a sealed answer, or a refusal with its reasons. */
export const outcomeSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("answered"), answer: answerSchema }),
  z.object({ kind: z.literal("refused"), refusal: refusalSchema }),
]);
export type Outcome = z.infer<typeof outcomeSchema>;

/** The same as the window gets it: a large table comes apart. */
export const shownOutcomeSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("answered"), answer: shownAnswerSchema }),
  z.object({ kind: z.literal("refused"), refusal: refusalSchema }),
]);
export type ShownOutcome = z.infer<typeof shownOutcomeSchema>;

export const answerSummarySchema = z.object({
  id,
  questionId: id,
  sentence: z.string(),
  text: z.string(),
  kind: kindSchema,
  place: z.string(),
  at: z.string(),
  /** Answered, or how it ended otherwise. */
  state: z.enum(["answered", "refused", "cancelled", "failed", "draft"]),
  worstCaveat: z.enum(["serious", "notable", "minor"]).nullable(),
  decision: z.string().nullable(),
  datasets: z.array(z.string()),
  /** Whose laptop it comes from, when it is not this one. */
  laptop: z.string().optional(),
  lastReplay: z.object({ verdict: z.string(), at: z.string() }).nullable(),
  /** What is known to have changed since: a replay came out different, or its data were revised or retired. */
  changed: z.object({ at: z.string(), text: z.string(), replayed: z.boolean() }).nullable(),
});
export type AnswerSummary = z.infer<typeof answerSummarySchema>;

export const replaySchema = z.object({
  answerId: id,
  verdict: z.enum(["identical", "same-within-rounding", "different", "cannot-replay"]),
  /** One plain sentence on top. */
  text: z.string(),
  reasons: z.array(
    z.object({
      code: z.enum([
        "revised-values",
        "added-rows",
        "removed-rows",
        "definition-changed",
        "newer-file",
        "engine-changed",
        "question-changed",
        "data-missing",
      ]),
      text: z.string(),
      count: z.number().nullable(),
    }),
  ),
  /** Run again as it was, from the very same files; null when they are gone. */
  asThen: z.enum(["identical", "same-within-rounding", "different"]).nullable(),
  /** What differs between the files of then and now, within the rows behind the answer. */
  data: z.array(dataChangeSchema),
  before: answerSchema.pick({
    sentence: true,
    value: true,
    table: true,
    fingerprint: true,
    answeredAt: true,
  }),
  after: answerSchema
    .pick({ sentence: true, value: true, table: true, fingerprint: true, answeredAt: true })
    .nullable(),
});
export type Replay = z.infer<typeof replaySchema>;

export const verifyReportSchema = z.object({
  intact: z.boolean(),
  events: z.number(),
  /** The last event's hash; equal heads mean equal ledgers. */
  head: z.string().nullable(),
  problems: z.array(z.object({ line: z.number(), seq: z.number().nullable(), text: z.string() })),
  /** Whose keys signed the ledger, and up to which event. `name` is a short form of the key that people can compare. */
  signed: z
    .array(
      z.object({
        key: z.string(),
        name: z.string(),
        signer: z.string(),
        checkpoints: z.number(),
        upTo: z.number(),
      }),
    )
    .default([]),
});
export type VerifyReport = z.infer<typeof verifyReportSchema>;

export const preferencesSchema = z.object({
  theme: z.enum(["system", "light", "dark"]),
  language: z.enum(["en", "fr"]),
  tourDone: z.boolean(),
});
export type Preferences = z.infer<typeof preferencesSchema>;

const channel = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({ input, output });

/** Channel name → what goes in, what comes out. A new channel is one line here and a handler in electron/api.ts. */
export const channels = {
  "workspace.info": channel(nothing, workspaceInfoSchema),
  /** Shows the system's folder dialog, then opens or creates; null when the user closed the dialog. */
  "workspace.open": channel(nothing, workspaceInfoSchema.nullable()),
  "workspace.create": channel(nothing, workspaceInfoSchema.nullable()),
  "workspace.recent": channel(nothing, z.array(z.object({ name: z.string(), folder: z.string() }))),
  "workspace.switch": channel(z.object({ folder: z.string() }).strict(), workspaceInfoSchema),
  "vocabulary.get": channel(nothing, vocabularySchema),
  "datasets.list": channel(z.object({ knownAt }).strict(), z.array(datasetSummarySchema)),
  "datasets.get": channel(z.object({ id, knownAt }).strict(), datasetSchema),
  /** Free search over the whole catalogue, imported entries included. */
  "catalogue.search": channel(
    z.object({ text: z.string().max(10_000), limit: z.number().int().min(1).max(200) }).strict(),
    z.array(z.object({ dataset: z.string(), title: z.string(), score: z.number(), why: z.string() })),
  ),
  "question.parse": channel(z.object({ text: z.string().max(10_000) }).strict(), readingSchema),
  "question.look": channel(
    z.object({ question: questionSchema, language: languageSchema.default("en"), knownAt }).strict(),
    lookSchema,
  ),
  "question.choices": channel(
    z
      .object({
        question: questionSchema,
        part: z.string().max(40),
        typed: z.string().max(200),
        language: languageSchema.default("en"),
      })
      .strict(),
    z.array(choiceSchema),
  ),
  "question.suggestions": channel(
    z.object({ language: languageSchema.default("en") }).strict(),
    z.array(suggestionSchema),
  ),
  "drafts.list": channel(z.object({ language: languageSchema.default("en") }).strict(), z.array(draftSchema)),
  "drafts.save": channel(
    z.object({ id, question: questionSchema, text: z.string().max(10_000) }).strict(),
    z.object({ savedAt: z.string() }),
  ),
  "drafts.remove": channel(z.object({ id }).strict(), nothing),
  /** Seals the question, runs it and stores the answer. Progress comes by the `run.progress` push under the same runId. */
  "run.ask": channel(
    z
      .object({
        runId: id,
        question: questionSchema,
        unsure: z.array(z.string()),
        gaps: readingSchema.shape.gaps.default([]),
        draftId: id.optional(),
        /** The run of this question that ended without an answer, when it is taken up again. */
        revises: id.optional(),
        /** The run under way that this one gives a rough answer beside, from a sample of the rows. */
        roughOf: id.optional(),
      })
      .strict(),
    shownOutcomeSchema,
  ),
  "run.cancel": channel(z.object({ runId: id }).strict(), nothing),
  "answers.list": channel(
    z.object({ search: z.string().max(500), knownAt }).strict(),
    z.array(answerSummarySchema),
  ),
  "answers.get": channel(z.object({ id }).strict(), shownAnswerSchema),
  "answers.replay": channel(z.object({ id, runId: id, knownAt }).strict(), replaySchema),
  /** Shows the save dialog; null when the user closed it. Progress comes by the `run.progress` push under the runId. */
  "answers.export": channel(
    z
      .object({ id, runId: id.optional(), format: z.enum(["json", "csv", "arrow", "parquet", "askline"]) })
      .strict(),
    z.object({ path: z.string(), rows: z.number(), sha256: z.string() }).nullable(),
  ),
  /** Sends a page of the rows behind an answer to the port; held back where a row may be a person. */
  "answers.rows": channel(rowsAskSchema, sentRowsSchema),
  /** Sends rows of an answer's table to the port, where they do not come with the answer. */
  "answers.table": channel(tableAskSchema, sentTableSchema),
  /** Names of places that the answer's tables spell differently, and what may be the same. */
  "answers.place-candidates": channel(placeCandidatesAskSchema, z.array(placeCandidateSchema)),
  "answers.same-place": channel(samePlaceSchema, nothing),
  "places.names": channel(nothing, placeNamesSchema),
  "places.add": channel(placeNameAddedSchema, placeNamesSchema),
  "places.remove": channel(placeNameRemovedSchema, placeNamesSchema),
  /** Shows the save dialog; null when the user closed it. */
  "answers.export-rows": channel(rowsExportAskSchema, exportedSchema.nullable()),
  "decisions.record": channel(
    z
      .object({
        answerIds: z.array(id).min(1),
        what: z.string().min(1).max(2000),
        who: z.string().min(1).max(300),
        because: z.string().max(5000).optional(),
      })
      .strict(),
    z.object({ decisionId: id }),
  ),
  ...reviewChannels,
  ...ledgerChannels,
  "ledger.verify": channel(nothing, verifyReportSchema),
  "ledger.events": channel(
    z
      .object({ before: z.number().int().nonnegative().optional(), limit: z.number().int().min(1).max(1000) })
      .strict(),
    z.array(eventSchema),
  ),
  ...askChannels,
  ...catalogueChannels,
  ...sourceChannels,
  ...listChannels,
  ...importChannels,
  ...limitChannels,
  "preferences.get": channel(nothing, preferencesSchema),
  "preferences.set": channel(preferencesSchema.partial().strict(), preferencesSchema),
  /** Opens an https or mailto link outside, after checking it; everything else is refused. */
  "external.open": channel(z.object({ url: z.string().max(2000) }).strict(), nothing),
} as const;
export type Channels = typeof channels;
export type ChannelName = keyof Channels;
export type ChannelInput<N extends ChannelName> = z.input<Channels[N]["input"]>;
export type ChannelOutput<N extends ChannelName> = z.output<Channels[N]["output"]>;

/** What main tells the window unasked. */
export const pushes = {
  "run.progress": z.object({
    runId: z.string(),
    stage: z.enum([
      "queued",
      "matching",
      "sealing",
      "reading",
      "storing",
      "running",
      "fetching",
      "writing",
      "composing",
      "profiling",
    ]),
    share: z.number().nullable(),
    rows: z.number().nullable(),
    elapsedMs: z.number(),
    /** How long the whole calculation will likely take, going by earlier ones of its kind; null when none ran. */
    expectedMs: z.number().nullable(),
    /** A rough answer from a sample, offered once the run takes long; with the reason where there can be none. */
    rough: z.object({ possible: z.boolean(), why: z.string().nullable() }).nullable(),
  }),
  "workspace.changed": workspaceInfoSchema,
  "engine.state": z.object({
    state: z.enum(["ready", "restarted", "crashed"]),
    message: z.string().nullable(),
  }),
  /** The menu asks the window to go somewhere. */
  navigate: z.object({ to: z.string() }),
} as const;
export type Pushes = typeof pushes;
export type PushName = keyof Pushes;
export type PushPayload<N extends PushName> = z.output<Pushes[N]>;

/**
 * What the preload script puts at `window.askline`: one named method per channel (`call['workspace.info']({})`), nothing generic,
 * `on` for pushes, and `pathsOf` for dropped files.
 */
export type Bridge = {
  readonly call: {
    /** `way`: an id for the port by which rows of answers' tables come, where the page wants them so (api/tables-apart.ts). */
    readonly [N in ChannelName]: (
      input: ChannelInput<N>,
      way?: string,
    ) => Promise<
      { ok: true; value: ChannelOutput<N> } | { ok: false; problem: z.infer<typeof problemSchema> }
    >;
  };
  readonly on: <N extends PushName>(name: N, listener: (payload: PushPayload<N>) => void) => () => void;
  readonly pathsOf: (files: readonly unknown[]) => readonly string[];
  readonly platform: string;
};
