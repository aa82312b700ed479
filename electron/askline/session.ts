import type { Dataset } from "../../shared/catalogue/dataset.ts";
import { buildLexicon } from "../../shared/catalogue/lexicon.ts";
import type { Happening } from "../../shared/ledger/event.ts";
import type { History } from "../../shared/ledger/history.ts";
import { buildCatalogueIndex, type CatalogueIndex } from "../../shared/match/catalogue-index.ts";
import type { Segment } from "../../shared/match/search/segment.ts";
import type { Lexicon } from "../../shared/question/lexicon.ts";
import { buildLexiconIndex, type LexiconIndex } from "../../shared/question/parse/lexicon-index.ts";
import type { Result } from "../../shared/result.ts";
import { builtInVocabulary } from "../../shared/vocabulary/built-in.ts";
import type { Vocabulary } from "../../shared/vocabulary/concept.ts";
import { mergeVocabulary } from "../../shared/vocabulary/merge.ts";
import type { Engine, EngineFile } from "../engine/engine.ts";
import type { KeyStore } from "../workspace/ledger/signing.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { ShippedExample } from "./understand/examples.ts";

/** What the use cases need from outside: time, ids, and who is at the keyboard. */
export type Surroundings = {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A short id that was never given before. */
  readonly newId: () => string;
  readonly actor: string;
  readonly application: string;
  /** Where the key that signs the ledger is kept. */
  readonly keys?: KeyStore | undefined;
};

/** What is derived from the catalogue and thrown away when it changes. */
type Derived = {
  readonly vocabulary: Vocabulary;
  readonly lexicon: Lexicon;
  readonly words: LexiconIndex;
  readonly index: CatalogueIndex;
};

/** An open workspace with its engine, and what is derived from both. All state of the use cases is here. */
export type Session = {
  readonly workspace: Workspace;
  readonly engine: Engine;
  readonly around: Surroundings;
  /** Folder of the hand-written parts of descriptions that come with Askline. */
  readonly descriptions: string;
  /** Worked examples that come with Askline, as people type them, and what each teaches. */
  readonly examples: readonly ShippedExample[];
  readonly history: History;
  readonly derived: () => Derived;
  /** Forgets what was derived, after the catalogue changed; the index of unchanged entries is kept. */
  readonly catalogueChanged: () => void;
  /** Forgets what was derived, after the workspace's own words changed. */
  readonly wordsChanged: () => void;
  /** The search index as it stands, to be kept for the next session; null when nothing was searched. */
  readonly searchIndex: () => readonly Segment[] | null;
  /** The day it is, UTC, `YYYY-MM-DD`. */
  readonly today: () => string;
  /** Appends to the ledger under the session's actor; resolves when durable. */
  readonly record: (...happenings: readonly Happening[]) => Promise<Result<void>>;
  /** Questions that are being run in this process. */
  readonly running: Set<string>;
};

/** Starts a session over an open workspace. */
export function startSession(
  workspace: Workspace,
  engine: Engine,
  around: Surroundings,
  shipped: Pick<Session, "descriptions" | "examples">,
  /** The search index of the last session. */
  ready: readonly Segment[] = [],
): Session {
  let vocabulary = withOwnWords(workspace);
  let derived: Derived | null = null;
  let segments = ready;
  const forget = () => {
    if (derived) segments = derived.index.text.collection().segments;
    derived = null;
  };
  return {
    workspace,
    engine,
    around,
    ...shipped,
    history: workspace.ledger.history,
    derived: () => {
      derived ??= derive(workspace, vocabulary, segments);
      return derived;
    },
    catalogueChanged: forget,
    wordsChanged: () => {
      vocabulary = withOwnWords(workspace);
      forget();
    },
    searchIndex: () => derived?.index.text.collection().segments ?? null,
    today: () => new Date(around.now()).toISOString().slice(0, 10),
    record: async (...happenings) => {
      const appended = await workspace.ledger.append(
        happenings.map((happening) => ({ actor: around.actor, happening })),
      );
      return appended.ok ? { ok: true, value: undefined } : appended;
    },
    running: new Set(),
  };
}

const withOwnWords = ({ words }: Workspace): Vocabulary =>
  mergeVocabulary(builtInVocabulary(), words.own()).vocabulary;

/** The data files of datasets as the engine names them. Datasets that are not held have none. */
export function filesOf(session: Session, hashes: readonly string[]): EngineFile[] {
  return [...new Set(hashes)].map((sha256) => ({ sha256, path: session.workspace.data.pathOf(sha256) }));
}

/** Datasets by id, in the order asked; unknown ids are left out. */
export function datasetsNamed(session: Session, ids: readonly string[]): Dataset[] {
  return [...new Set(ids)].flatMap((id) => session.workspace.catalogue.get(id) ?? []);
}

function derive(workspace: Workspace, vocabulary: Vocabulary, ready: readonly Segment[]): Derived {
  const held = workspace.catalogue.held();
  const lexicon = buildLexicon(held, vocabulary);
  return {
    // With the concepts that datasets bring themselves.
    vocabulary: lexicon.vocabulary,
    lexicon,
    words: buildLexiconIndex(lexicon),
    index: buildCatalogueIndex([...held, ...workspace.catalogue.imported()], lexicon.vocabulary, ready),
  };
}
