import { basename } from "node:path";
import type { z } from "zod";
import type { ChosenLimits } from "../shared/api/engine-limits.ts";
import type { ChannelName, Channels, Preferences } from "../shared/api.ts";
import { preferencesSchema } from "../shared/api.ts";
import { fail, ok, type Result } from "../shared/result.ts";
import { askHandlers } from "./ask-handlers.ts";
import type { Askline } from "./askline.ts";
import { catalogueHandlers } from "./catalogue-handlers.ts";
import type { Desk } from "./desk.ts";
import type { Outlet } from "./engine/engine.ts";
import { ledgerHandlers } from "./ledger-handlers.ts";
import { limitHandlers } from "./limit-handlers.ts";
import { resultHandlers, shownOutcome } from "./result-handlers.ts";
import type { Runs } from "./runs.ts";
import type { SealedShelf } from "./sealed-shelf.ts";

export type Input<N extends ChannelName> = z.output<Channels[N]["input"]>;
export type Output<N extends ChannelName> = z.output<Channels[N]["output"]>;

/** What answers each channel. Input has passed its schema; what goes wrong comes back as a problem. */
export type Handlers = {
  readonly [N in ChannelName]: (input: Input<N>) => Promise<Result<Output<N>>> | Result<Output<N>>;
};

/** What the window's shell can do for a use case: dialogs, settings, the way out to the operating system. */
export type Shell = {
  readonly chooseWorkspace: () => Promise<string | null>;
  readonly chooseNewWorkspace: () => Promise<string | null>;
  readonly chooseImports: (what: "files" | "folder") => Promise<readonly string[] | null>;
  /** A format of null: a folder is written, under the name chosen. */
  readonly chooseExport: (suggestedName: string, format: string | null) => Promise<string | null>;
  readonly chooseLedgers: (what: "file" | "folder") => Promise<readonly string[] | null>;
  readonly chooseSealed: () => Promise<string | null>;
  readonly recentWorkspaces: () => readonly string[];
  readonly preferences: () => unknown;
  readonly keepPreferences: (preferences: Preferences) => void;
  readonly engineLimits: () => ChosenLimits;
  readonly keepEngineLimits: (limits: ChosenLimits) => void;
  /** False when the address was refused. */
  readonly openOutside: (url: string) => boolean;
  /** Opens a way for one result to the window, which knows it by this id. */
  readonly readerOf: (runId: string) => Outlet;
  /** The page that is on screen, printed. */
  readonly pageAsPdf: () => Promise<Uint8Array>;
};

/** Does something in the open workspace; when none could be opened, says why. */
export type InWorkspace = <T>(
  work: (askline: Askline) => Promise<Result<T>> | Result<T>,
) => Promise<Result<T>>;

const FIRST_PREFERENCES: Preferences = { theme: "system", language: "en", tourDone: false };

/** Joins the channels to the use cases. */
export function createHandlers(desk: Desk, runs: Runs, shell: Shell, sealed: SealedShelf): Handlers {
  const inWorkspace: InWorkspace = async (work) => {
    const open = await desk.current();
    return open.ok ? work(open.value) : open;
  };
  const preferences = (): Preferences =>
    preferencesSchema
      .catch(FIRST_PREFERENCES)
      .parse({ ...FIRST_PREFERENCES, ...Object(shell.preferences()) });

  return {
    "workspace.info": () => inWorkspace((askline) => ok(askline.info())),
    "workspace.open": async () => {
      const folder = await shell.chooseWorkspace();
      return folder === null ? ok(null) : desk.open(folder, "fail");
    },
    "workspace.create": async () => {
      const folder = await shell.chooseNewWorkspace();
      return folder === null ? ok(null) : desk.open(folder, "create-empty");
    },
    "workspace.recent": () =>
      ok(shell.recentWorkspaces().map((folder) => ({ name: basename(folder), folder }))),
    "workspace.switch": ({ folder }) =>
      shell.recentWorkspaces().includes(folder) ? desk.open(folder, "fail") : fail(NOT_RECENT),

    "vocabulary.get": () => inWorkspace((askline) => ok(askline.vocabulary())),
    "datasets.list": ({ knownAt }) =>
      inWorkspace(async (askline) => ok(await (await at(askline, knownAt)).datasets())),
    "datasets.get": ({ id, knownAt }) =>
      inWorkspace(async (askline) => (await at(askline, knownAt)).dataset(id)),
    "catalogue.search": ({ text, limit }) =>
      inWorkspace(async (askline) => ok([...(await askline.search(text, limit))])),

    "question.parse": ({ text }) => inWorkspace((askline) => ok(askline.parse(text))),
    "question.look": ({ question, language, knownAt }) =>
      inWorkspace(async (askline) =>
        ok(await (await at(askline, knownAt)).look(question, { patience: "brief", language })),
      ),
    "question.choices": ({ question, ...asked }) =>
      inWorkspace(async (askline) => ok(await askline.choices(question, asked))),
    "question.suggestions": ({ language }) =>
      inWorkspace(async (askline) => ok(await askline.suggestions(language))),

    "drafts.list": ({ language }) =>
      inWorkspace(async (askline) => ok([...(await askline.drafts(language))])),
    "drafts.save": (draft) => inWorkspace((askline) => askline.saveDraft(draft)),
    "drafts.remove": ({ id }) => inWorkspace(async (askline) => done(await askline.removeDraft(id))),

    "run.ask": ({ runId, question, unsure, gaps, draftId, revises, roughOf }) =>
      inWorkspace(async (askline) => {
        const outcome = await runs.during(runId, (options) =>
          askline.ask({ question, unsure, gaps, runId, revises, roughOf }, options),
        );
        const sealed = outcome.ok && outcome.value.kind === "answered";
        if (sealed && draftId !== undefined) await askline.removeDraft(draftId);
        return outcome.ok ? ok(shownOutcome(outcome.value)) : outcome;
      }),
    "run.cancel": ({ runId }) => {
      runs.cancel(runId);
      return ok({});
    },

    "answers.list": ({ search, knownAt }) =>
      inWorkspace(async (askline) =>
        ok(knownAt === undefined ? askline.answers(search) : await askline.answersThen(search, knownAt)),
      ),
    "answers.replay": ({ id, runId, knownAt }) =>
      inWorkspace((askline) =>
        runs.during(runId, async (options) => (await at(askline, knownAt)).replay(id, options)),
      ),
    "answers.export": ({ id, format, runId = id }) =>
      inWorkspace(async (askline) => {
        const path = await shell.chooseExport(`${id}.${format}`, format);
        if (path === null) return ok(null);
        return runs.during(runId, (options) => askline.exportAnswer(id, format, path, options));
      }),
    "answers.place-candidates": ({ id }) => inWorkspace((askline) => askline.placeCandidates(id)),
    "answers.same-place": (accepted) => inWorkspace((askline) => askline.acceptSamePlace(accepted)),
    "places.names": () => inWorkspace(async (askline) => ok(askline.placeNames())),
    "places.add": (added) => inWorkspace((askline) => askline.addPlaceNames([added])),
    "places.remove": (removed) => inWorkspace((askline) => askline.removePlaceName(removed)),
    "answers.export-rows": ({ runId, ...asked }) =>
      inWorkspace(async (askline) => {
        const path = await shell.chooseExport(`${asked.id}-rows.${asked.format}`, asked.format);
        if (path === null) return ok(null);
        return runs.during(runId ?? asked.id, (options) => askline.exportRows(asked, path, options));
      }),
    "decisions.record": (decision) => inWorkspace((askline) => askline.recordDecision(decision)),

    "review.get": (asked) => inWorkspace((askline) => askline.review(asked)),
    "review.timeline": (asked) => inWorkspace((askline) => askline.lookBack.timeline(asked)),
    "review.items": (asked) => inWorkspace((askline) => askline.lookBack.items(asked)),
    "review.outside": () => inWorkspace((askline) => ok(askline.lookBack.outsideChoices())),
    "review.trace": (asked) => inWorkspace((askline) => askline.lookBack.trace(asked)),
    "review.compare": (asked) => inWorkspace((askline) => askline.lookBack.compare(asked)),
    "review.learn": (draft) => inWorkspace((askline) => askline.lookBack.learn(draft)),
    "review.unit": (said) => inWorkspace((askline) => askline.lookBack.describeActor(said)),
    "review.observe": (draft) => inWorkspace((askline) => askline.recordObservation(draft)),
    "review.act": (draft) => inWorkspace((askline) => askline.recordAction(draft)),
    "review.replay": ({ runId, ...stretch }) =>
      inWorkspace((askline) => runs.during(runId, (options) => askline.replayPeriod(stretch, options))),
    "review.report": (asked) => inWorkspace((askline) => askline.report(asked)),
    "review.export": ({ format, ...asked }) =>
      inWorkspace(async (askline) => {
        const path = await shell.chooseExport(`after-action-report.${format}`, format);
        if (path === null) return ok(null);
        // The window prints the report that is on screen: the same blocks as in the other formats.
        if (format === "pdf") return askline.lookBack.keepPdf(await shell.pageAsPdf(), path);
        return askline.exportReport(asked, format, path);
      }),
    "sealed.choose": async () => {
      const path = await shell.chooseSealed();
      return path === null ? ok(null) : sealed.open(path);
    },
    "sealed.get": async ({ sha256 }) => {
      const opened = sealed.get(sha256);
      if (!opened.ok) return opened;
      const { answer, manifest, signed } = opened.value;
      if (signed === null) return ok({ answer, manifest, signed });
      const owner = await inWorkspace(async (askline) => ok(await askline.ownerOf(signed.key)));
      const { name, known } = owner.ok ? owner.value : { name: signed.key.slice(0, 16), known: null };
      return ok({ answer, manifest, signed: { signer: signed.signer, key: name, known } });
    },
    "sealed.waiting": () => sealed.waiting(),
    "requests.list": ({ knownAt }) =>
      inWorkspace(async (askline) =>
        ok(knownAt === undefined ? askline.requests() : await askline.lookBack.requestsThen(knownAt)),
      ),
    "requests.open": (draft) => inWorkspace((askline) => askline.openRequest(draft)),
    "requests.move": (move) => inWorkspace((askline) => askline.moveRequest(move)),

    "ledger.verify": () => inWorkspace(async (askline) => ok(await askline.verify())),
    "ledger.events": ({ before, limit }) => inWorkspace((askline) => ok(askline.events(before, limit))),

    ...resultHandlers(inWorkspace, runs, shell),
    ...ledgerHandlers(inWorkspace, shell),
    ...limitHandlers(inWorkspace, shell),
    ...catalogueHandlers(inWorkspace, runs, shell),
    ...askHandlers(inWorkspace, runs),

    "preferences.get": () => ok(preferences()),
    "preferences.set": (change) => {
      const kept = preferencesSchema.parse({ ...preferences(), ...change });
      shell.keepPreferences(kept);
      return ok(kept);
    },
    "external.open": ({ url }) => (shell.openOutside(url) ? ok({}) : fail(NOT_OPENED)),
  };
}

/** The use cases as they stood at a moment; without one, as they stand now. */
const at = async (askline: Askline, knownAt: string | undefined) =>
  knownAt === undefined ? askline : askline.asKnownAt(knownAt);

const done = (result: Result<void>): Result<Record<string, never>> => (result.ok ? ok({}) : result);

const NOT_RECENT = {
  code: "refused",
  message: "Only a workspace that was opened before can be switched to.",
  remedy: "Open it from the File menu.",
} as const;

const NOT_OPENED = {
  code: "refused",
  message: "Askline opens only web (https) and mail addresses outside.",
  meaning: "The link was not followed.",
  remedy: "Copy the address if you trust it.",
} as const;
