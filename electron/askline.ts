import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import type { Answer } from "../shared/answer/answer.ts";
import type { PlaceCandidate } from "../shared/answer/place-candidates.ts";
import type { ChosenLimits, LimitRanges } from "../shared/api/engine-limits.ts";
import type { MergeReport, OtherLedger } from "../shared/api/ledger.ts";
import type { SamePlace } from "../shared/api/places.ts";
import type { SentRows, SentTable } from "../shared/api/results.ts";
import type { ReplaySummary } from "../shared/api/review.ts";
import type { RowPage } from "../shared/api/rows.ts";
import type {
  AnswerSummary,
  Choice,
  DatasetSummary,
  Draft,
  ImportReport,
  Look,
  Outcome,
  Replay,
  VerifyReport,
  WorkspaceInfo,
} from "../shared/api.ts";
import type { Dataset } from "../shared/catalogue/dataset.ts";
import type { ReadingChoices } from "../shared/catalogue/formats/table/reading.ts";
import type { LedgerEvent } from "../shared/ledger/event.ts";
import type { SearchHit } from "../shared/match/search.ts";
import type { OwnName } from "../shared/places/own-names.ts";
import type { Question } from "../shared/question/question.ts";
import type { Reading } from "../shared/question/reading.ts";
import type { RequestDraft, RequestView } from "../shared/requests/request.ts";
import { fail, ok, type Result } from "../shared/result.ts";
import type { ReportDocument } from "../shared/review/document.ts";
import type { Review } from "../shared/review/review.ts";
import type { Language, Vocabulary } from "../shared/vocabulary/concept.ts";
import { type AnswerList, answerList, historyOf, readAnswer, roughOnes } from "./askline/answer/answers.ts";
import { type Ask, ask } from "./askline/answer/ask.ts";
import { askRough } from "./askline/answer/ask-rough.ts";
import type { RunOptions } from "./askline/answer/execute.ts";
import { type ExportFormat, exportAnswer } from "./askline/answer/export.ts";
import {
  addPlaceNames,
  exportPlaceNames,
  importPlaceNames,
  type NamedPlace,
  placeNames,
  removePlaceName,
} from "./askline/answer/place-names.ts";
import { acceptSamePlace, answerPlaces } from "./askline/answer/places.ts";
import { replay } from "./askline/answer/replay.ts";
import { answerRows, exportRows, type RowsAsked, type RowsExportAsked } from "./askline/answer/rows.ts";
import { type RowsPageAsked, sendRows, sendTable, type TablePartAsked } from "./askline/answer/send.ts";
import { closeGuard } from "./askline/answer/told.ts";
import { recordLook } from "./askline/answer/viewed.ts";
import { type CatalogueCases, catalogueCases } from "./askline/catalogue/catalogue-cases.ts";
import { listDatasets, shownDataset } from "./askline/catalogue/datasets.ts";
import { importPaths } from "./askline/catalogue/import.ts";
import { type Topic, writeRanking } from "./askline/catalogue/ranking.ts";
import { verifyWorkspace, workspaceInfo } from "./askline/info.ts";
import { type Bundled, bundleLedgers } from "./askline/merge/bundle.ts";
import { otherLedgers } from "./askline/merge/ledgers.ts";
import { mergeLedgers } from "./askline/merge/merge.ts";
import { listRequests, moveRequest, openRequest } from "./askline/requests.ts";
import { type LookBack, lookBackCases } from "./askline/review/look-back.ts";
import { exportProvenance, type ProvenanceAsked } from "./askline/review/provenance.ts";
import { replayPeriod } from "./askline/review/replay-period.ts";
import { type ReviewAsked, review } from "./askline/review/review.ts";
import {
  type ActionDraft,
  type ObservationDraft,
  recordAction,
  recordObservation,
} from "./askline/review/review-notes.ts";
import { exportReport, type ReportAsked, report } from "./askline/review/review-report.ts";
import { sessionThen } from "./askline/review/session-then.ts";
import { type Session, type Surroundings, startSession } from "./askline/session.ts";
import { type KeyOwner, ownerOf } from "./askline/signing.ts";
import { type AskCases, askCases } from "./askline/understand/ask-cases.ts";
import { type ChoiceAsked, choices } from "./askline/understand/choose.ts";
import { listDrafts } from "./askline/understand/drafts.ts";
import { shippedExampleSchema } from "./askline/understand/shipped-example.ts";
import { type Suggestion, suggestions } from "./askline/understand/suggest.ts";
import { type LookOptions, look, searchAll, understand } from "./askline/understand/understand.ts";
import type { Outlet, StartEngineProcess } from "./engine/engine.ts";
import { createEngineHost } from "./engine/host.ts";
import { limitRanges, thisMachine } from "./engine/limits.ts";
import type { Exported } from "./exporters/answer-export.ts";
import type { ReportFormat } from "./exporters/report/write-report.ts";
import {
  createBundledWorkspace,
  createWorkspace,
  openWorkspace,
  type Workspace,
} from "./workspace/workspace.ts";

/** How an Askline is opened. */
export type OpenOptions = {
  /** The workspace folder. */
  readonly folder: string;
  readonly whenAbsent: "create-bundled" | "create-empty" | "fail";
  /** Where the bundled crisis data lie; the hand-written descriptions lie beside them. */
  readonly bundled: string;
  readonly startEngine: StartEngineProcess;
  readonly around: Surroundings;
  /** Starts the engine soon after opening, so that the first question does not wait for it. */
  readonly warmEngine?: boolean;
  /** What somebody chose of the engine's limits. */
  readonly engineLimits?: (() => ChosenLimits) | undefined;
  /** Told when the engine is up, and when it was restarted after a crash. */
  readonly onEngine?: (state: WorkspaceInfo["engine"]) => void;
};

/**
 * The use cases over one open workspace, as one object: the window, the command line and the tests call this and
 * nothing behind it. No Electron inside.
 */
export type Askline = {
  readonly info: () => WorkspaceInfo;
  readonly vocabulary: () => Vocabulary;
  readonly datasets: () => Promise<DatasetSummary[]>;
  readonly dataset: (id: string) => Result<Dataset>;
  readonly search: (text: string, limit: number) => Promise<readonly SearchHit[]>;
  readonly parse: (text: string) => Reading;
  /** `brief`: without waiting long for a catalogue that is still being read. */
  readonly look: (question: Question, options?: LookOptions) => Promise<Look>;
  readonly choices: (question: Question, asked: ChoiceAsked) => Promise<Choice[]>;
  readonly suggestions: (language?: Language) => Promise<Suggestion[]>;
  /** Preview, worked examples, and the workspace's own words. */
  readonly asking: AskCases;
  readonly drafts: (language?: Language) => Promise<readonly Draft[]>;
  readonly saveDraft: (draft: Omit<Draft, "savedAt" | "sentence">) => Promise<Result<{ savedAt: string }>>;
  readonly removeDraft: (id: string) => Promise<Result<void>>;
  readonly ask: (asked: Ask, options?: RunOptions) => Promise<Result<Outcome>>;
  readonly answers: (search: string) => AnswerSummary[];
  /** The list as it stood at a moment. */
  readonly answersThen: (search: string, knownAt: string) => Promise<AnswerSummary[]>;
  /** Catalogue, matches and replays as they stood at a moment: a day (its end), or a moment in UTC. Nothing can be written. */
  readonly asKnownAt: (moment: string) => Promise<KnownThenCases>;
  /** Records that somebody looks at an answer, once an hour. */
  readonly noteLook: (answerId: string) => Promise<Result<void>>;
  readonly answer: (id: string) => Promise<Result<Answer>>;
  readonly replay: (id: string, options: RunOptions) => Promise<Result<Replay>>;
  readonly exportAnswer: (
    id: string,
    format: ExportFormat,
    path: string,
    options?: RunOptions,
  ) => Promise<Result<Exported>>;
  /** The rows behind an answer, where its access allows. */
  readonly rows: (asked: RowsAsked) => Promise<Result<RowPage>>;
  /** The same as Arrow to a reader, the window, by pages; and rows of an answer's own table. */
  readonly sendRows: (asked: RowsPageAsked, reader: Outlet, options: RunOptions) => Promise<Result<SentRows>>;
  readonly sendTable: (asked: TablePartAsked, reader: Outlet) => Promise<Result<SentTable>>;
  /** Names that the tables of an answer do not share, with what may be the same; and taking one for the other. */
  readonly placeCandidates: (id: string) => Promise<Result<PlaceCandidate[]>>;
  readonly acceptSamePlace: (accepted: SamePlace) => Promise<Result<Record<string, never>>>;
  /** The workspace's own names of places. */
  readonly placeNames: () => NamedPlace[];
  readonly addPlaceNames: (added: readonly OwnName[]) => Promise<Result<NamedPlace[]>>;
  readonly removePlaceName: (removed: Pick<OwnName, "name" | "dataset">) => Promise<Result<NamedPlace[]>>;
  readonly exportPlaceNames: (path: string) => Promise<Result<{ readonly rows: number }>>;
  readonly importPlaceNames: (csv: string) => Promise<Result<NamedPlace[]>>;
  readonly exportRows: (
    asked: RowsExportAsked,
    path: string,
    options?: RunOptions,
  ) => Promise<Result<Exported>>;
  readonly recordDecision: (decision: {
    readonly answerIds: readonly string[];
    readonly what: string;
    readonly who: string;
    readonly because?: string | undefined;
  }) => Promise<Result<{ decisionId: string }>>;
  readonly importPaths: (
    paths: readonly string[],
    options: RunOptions & { readonly choices?: ReadingChoices | undefined },
  ) => Promise<Result<ImportReport>>;
  /** Entries as people look at and edit them, what is missing, and imports with a preview. */
  readonly catalogue: CatalogueCases;
  /** Ranks the catalogue for many questions and writes a TREC run file. */
  readonly writeRanking: (
    topics: readonly Topic[],
    path: string,
    limit: number,
  ) => Promise<Result<{ readonly lines: number }>>;
  readonly review: (asked: ReviewAsked) => Promise<Result<Review>>;
  /** The timeline, lives of questions, differences, and what is learned. */
  readonly lookBack: LookBack;
  readonly recordObservation: (draft: ObservationDraft) => Promise<Result<{ observationId: string }>>;
  readonly recordAction: (draft: ActionDraft) => Promise<Result<{ actionId: string }>>;
  readonly replayPeriod: (asked: ReviewAsked, options?: RunOptions) => Promise<Result<ReplaySummary>>;
  readonly exportProvenance: (asked: ProvenanceAsked) => Promise<Result<{ readonly answers: number }>>;
  readonly report: (asked: ReportAsked) => Promise<Result<ReportDocument>>;
  readonly exportReport: (
    asked: ReportAsked,
    format: ReportFormat,
    path: string,
  ) => ReturnType<typeof exportReport>;
  readonly requests: () => RequestView[];
  readonly openRequest: (draft: RequestDraft) => Promise<Result<{ requestId: string }>>;
  readonly moveRequest: (move: Parameters<typeof moveRequest>[1]) => Promise<Result<RequestView>>;
  /** Whose key it is, as far as is known here. */
  readonly ownerOf: (key: string) => Promise<KeyOwner>;
  /** Ledgers of other laptops that were taken in. */
  readonly otherLedgers: () => OtherLedger[];
  /** Takes in bundles, workspaces, or folders in which such lie. */
  readonly mergeLedgers: (paths: readonly string[], options?: RunOptions) => Promise<Result<MergeReport>>;
  /** Writes all ledgers here, with what belongs to them, as one signed file. */
  readonly bundleLedgers: (path: string) => Promise<Result<Bundled>>;
  readonly verify: () => Promise<VerifyReport>;
  /** Events of the ledger, newest first, from before a sequence number. */
  readonly events: (before: number | undefined, limit: number) => LedgerEvent[];
  /** What calculations may use of this computer: the standard and the range of each limit, and choosing others. */
  readonly limitRanges: () => LimitRanges;
  readonly setLimits: (limits: ChosenLimits) => void;
  readonly close: () => Promise<void>;
};

/** What can be looked at as it was. */
export type KnownThenCases = Pick<Askline, "datasets" | "dataset" | "look" | "replay" | "suggestions"> & {
  readonly entry: CatalogueCases["entry"];
  readonly page: CatalogueCases["page"];
  readonly concept: CatalogueCases["concept"];
  readonly disagreements: CatalogueCases["disagreements"];
};

/** Opens a workspace, or makes it where it is not there yet and that is wished, and starts its engine. */
export async function openAskline(options: OpenOptions): Promise<Result<Askline>> {
  const opened = await openOrMake(options);
  if (!opened.ok) return opened;
  const workspace = opened.value;
  const engineState: { now: WorkspaceInfo["engine"] } = { now: { state: "stopped", version: null } };
  const engine = createEngineHost(options.startEngine, {
    cacheFolder: workspace.layout.cache,
    ...(options.engineLimits === undefined ? {} : { chosen: options.engineLimits() }),
    onState: (state, version) => {
      engineState.now = { state, version };
      options.onEngine?.(engineState.now);
    },
  });
  if (options.warmEngine) setTimeout(() => void engine.info().catch(() => undefined), WARM_AFTER_MS).unref();
  const session = startSession(workspace, engine, options.around, await shippedWith(options.bundled));
  session.finder.warm();
  const answers = answerList(session);
  const stop = new AbortController();
  if (options.warmEngine) setTimeout(() => void answers.prepare(stop.signal), 2 * WARM_AFTER_MS).unref();
  return ok({
    ...casesOf(session, answers),
    info: () => workspaceInfo(session, engineState.now),
    limitRanges: () => limitRanges(thisMachine(workspace.layout.cache)),
    setLimits: (limits) => {
      engine.setLimits(limits);
      // The next question finds it started, as after opening.
      if (options.warmEngine) void engine.info().catch(() => undefined);
    },
    close: async () => {
      stop.abort();
      await engine.close();
      await closeGuard(session);
      await session.finder.close();
      await workspace.close();
    },
  });
}

/** The window's first picture comes before the engine, in milliseconds. */
const WARM_AFTER_MS = 1_500;

function casesOf(
  session: Session,
  answers: AnswerList,
): Omit<Askline, "info" | "limitRanges" | "setLimits" | "close"> {
  const { workspace, around } = session;
  return {
    vocabulary: () => session.derived().vocabulary,
    datasets: () => listDatasets(session),
    dataset: (id) => shownDataset(session, id),
    search: (text, limit) => searchAll(session, text, limit),
    parse: (text) => understand(session, text),
    look: (question, options) => look(session, question, options),
    choices: (question, asked) => choices(session, question, asked),
    suggestions: (language) => suggestions(session, language),
    asking: askCases(session),
    drafts: (language) => listDrafts(session, language),
    saveDraft: async (draft) => {
      const savedAt = new Date(around.now()).toISOString();
      const saved = await workspace.drafts.save({ ...draft, savedAt });
      return saved.ok ? ok({ savedAt }) : saved;
    },
    removeDraft: (id) => workspace.drafts.remove(id),
    ask: ({ roughOf, ...asked }, run = {}) =>
      roughOf === undefined ? ask(session, asked, run) : askRough(session, { ...asked, roughOf }, run),
    answers: answers.list,
    answersThen: answers.listThen,
    asKnownAt: async (moment) => {
      const then = await sessionThen(session, moment);
      return {
        datasets: () => listDatasets(then),
        dataset: (id) => shownDataset(then, id),
        look: (question, options) => look(then, question, options),
        suggestions: (language) => suggestions(then, language),
        entry: catalogueCases(then).entry,
        page: catalogueCases(then).page,
        concept: catalogueCases(then).concept,
        disagreements: catalogueCases(then).disagreements,
        replay: async (id, run) => {
          const kept = await readAnswer(then, id);
          return kept.ok ? replay(then, kept.value, run) : kept;
        },
      };
    },
    noteLook: async (answerId) =>
      historyOf(session, answerId) === undefined
        ? ok(undefined)
        : recordLook(session, { kind: "answer-viewed", payload: { answerId } }),
    answer: async (id) => {
      const kept = await readAnswer(session, id);
      return kept.ok ? ok(kept.value.answer) : kept;
    },
    replay: async (id, run) => {
      const kept = await readAnswer(session, id);
      return kept.ok ? replay(session, kept.value, run) : kept;
    },
    exportAnswer: (id, format, path, options) => exportAnswer(session, id, format, path, options),
    rows: (asked) => answerRows(session, asked),
    sendRows: (asked, reader, options) => sendRows(session, asked, reader, options),
    sendTable: (asked, reader) => sendTable(session, asked, reader),
    placeCandidates: (id) => answerPlaces(session, id),
    acceptSamePlace: (accepted) => acceptSamePlace(session, accepted),
    placeNames: () => placeNames(session),
    addPlaceNames: (added) => addPlaceNames(session, added),
    removePlaceName: (removed) => removePlaceName(session, removed),
    exportPlaceNames: (path) => exportPlaceNames(session, path),
    importPlaceNames: (csv) => importPlaceNames(session, csv),
    exportRows: (asked, path, options) => exportRows(session, asked, path, options),
    recordDecision: async ({ answerIds, what, who, because }) => {
      const decisionId = `D-${around.newId()}`;
      const rough = await roughOnes(session, answerIds);
      const recorded = await session.record({
        kind: "decision-recorded",
        payload: {
          decisionId,
          answerIds: [...answerIds],
          what,
          who,
          ...(because !== undefined && { because }),
          ...(rough.length > 0 && { rough }),
        },
      });
      return recorded.ok ? ok({ decisionId }) : recorded;
    },
    importPaths: (paths, run) => importPaths(session, paths, run),
    catalogue: catalogueCases(session),
    writeRanking: (topics, path, limit) => writeRanking(session, topics, path, limit),
    review: (asked) => review(session, asked),
    lookBack: lookBackCases(session),
    recordObservation: (draft) => recordObservation(session, draft),
    recordAction: (draft) => recordAction(session, draft),
    replayPeriod: (asked, run) => replayPeriod(session, asked, run),
    exportProvenance: (asked) => exportProvenance(session, asked),
    report: (asked) => report(session, asked),
    exportReport: (asked, format, path) => exportReport(session, asked, format, path),
    requests: () => listRequests(session.history, new Date(around.now()).toISOString()),
    openRequest: (draft) => openRequest(session, draft),
    moveRequest: (move) => moveRequest(session, move),
    ownerOf: (key) => ownerOf(session, key),
    otherLedgers: () => otherLedgers(session),
    mergeLedgers: (paths, run) => mergeLedgers(session, paths, run),
    bundleLedgers: (path) => bundleLedgers(session, path),
    verify: () => verifyWorkspace(session),
    events: (before, limit) => [...workspace.ledger.eventsBefore(before, limit)].reverse(),
  };
}

const examplesSchema = z.array(shippedExampleSchema);

/** What lies beside the bundled workspace: hand-written descriptions and worked examples. */
async function shippedWith(bundled: string): Promise<Pick<Session, "descriptions" | "examples">> {
  const folder = dirname(bundled);
  const examples = await readFile(join(folder, "examples.json"), "utf8").catch(() => "[]");
  return { descriptions: join(folder, "descriptions"), examples: examplesSchema.parse(JSON.parse(examples)) };
}

async function openOrMake({ folder, whenAbsent, bundled, around }: OpenOptions): Promise<Result<Workspace>> {
  const opened = await openWorkspace(folder, around);
  if (opened.ok || opened.problem.code !== "not-found" || whenAbsent === "fail") return opened;
  const made =
    whenAbsent === "create-bundled"
      ? await createBundledWorkspace(folder, bundled, around)
      : await createWorkspace(folder, "Workspace", around);
  // The folder holds other things: the better advice is about opening it, not about making it.
  if (!made.ok && made.problem.code === "bad-input") return fail({ ...made.problem, ...opened.problem });
  return made;
}
