import type { Dataset } from "../../shared/catalogue/dataset.ts";
import { buildLexicon } from "../../shared/catalogue/lexicon.ts";
import { entryFacts } from "../../shared/catalogue/list/entry-facts.ts";
import { areasWithOwnNames, withOwnPlaces } from "../../shared/catalogue/own-places.ts";
import type { Chronicle } from "../../shared/ledger/chronicle.ts";
import type { Happening } from "../../shared/ledger/event.ts";
import type { History } from "../../shared/ledger/history.ts";
import { buildCatalogueIndex, type CatalogueIndex } from "../../shared/match/catalogue-index.ts";
import { searchText } from "../../shared/match/search/search-text.ts";
import { gazetteer } from "../../shared/places/gazetteer.ts";
import type { Lexicon } from "../../shared/question/lexicon.ts";
import { buildLexiconIndex, type LexiconIndex } from "../../shared/question/parse/lexicon-index.ts";
import type { Result } from "../../shared/result.ts";
import { withAliases } from "../../shared/review/aliases.ts";
import { builtInVocabulary } from "../../shared/vocabulary/built-in.ts";
import type { Vocabulary } from "../../shared/vocabulary/concept.ts";
import { mergeVocabulary } from "../../shared/vocabulary/merge.ts";
import { conceptLabel, subjectLabel } from "../../shared/vocabulary/words.ts";
import type { Engine, EngineFile } from "../engine/engine.ts";
import type { KeyStore } from "../workspace/ledger/signing.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { asStrictlyAs } from "./catalogue/same-people.ts";
import { type CatalogueFinder, catalogueFinder } from "./finder/catalogue-finder.ts";
import type { Shelf } from "./finder/finder.ts";
import type { ShippedExample } from "./understand/shipped-example.ts";

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
  /** Folded from the events of all laptops whose ledgers are here. Another one after a merge: read it where it is used. */
  readonly history: History;
  readonly chronicle: Chronicle;
  readonly derived: () => Derived;
  /** Forgets what was derived, after the catalogue changed. */
  readonly catalogueChanged: () => void;
  /** Forgets what was derived, after the workspace's own words changed. */
  readonly wordsChanged: () => void;
  /** Finds and lists all entries, those of imported catalogues included. */
  readonly finder: CatalogueFinder;
  /** The day it is, UTC, `YYYY-MM-DD`. */
  readonly today: () => string;
  /** Appends to the ledger under the session's actor; resolves when durable. */
  readonly record: (...happenings: readonly Happening[]) => Promise<Result<void>>;
  /** Questions that are being run in this process. */
  readonly running: Set<string>;
  /** The question that each run of this process was for, by the id the asker gave the run. */
  readonly asked: Map<string, string>;
};

/** Starts a session over an open workspace. */
export function startSession(
  workspace: Workspace,
  engine: Engine,
  around: Surroundings,
  shipped: Pick<Session, "descriptions" | "examples">,
): Session {
  let vocabulary = withOwnWords(workspace);
  let derived: Derived | null = null;
  const derivedNow = () => {
    derived ??= derive(workspace, vocabulary);
    return derived;
  };
  const finder = catalogueFinder(() => shelfOf(workspace, derivedNow().vocabulary));
  const forget = () => {
    derived = null;
    finder.changed();
  };
  return {
    workspace,
    engine,
    around,
    ...shipped,
    get history() {
      return workspace.union.history();
    },
    get chronicle() {
      return workspace.union.chronicle();
    },
    derived: derivedNow,
    catalogueChanged: forget,
    wordsChanged: () => {
      vocabulary = withOwnWords(workspace);
      forget();
    },
    finder,
    today: () => new Date(around.now()).toISOString().slice(0, 10),
    record: async (...happenings) => {
      const appended = await workspace.ledger.append(
        happenings.map((happening) => ({ actor: around.actor, happening })),
      );
      return appended.ok ? { ok: true, value: undefined } : appended;
    },
    running: new Set(),
    asked: new Map(),
  };
}

/** What is built in, the workspace's own words, and those that lessons of a review gave. */
const withOwnWords = ({ words, union }: Workspace): Vocabulary =>
  withAliases(mergeVocabulary(builtInVocabulary(), words.own()).vocabulary, union.history().lessons.values());

/** The data files of datasets as the engine names them. Datasets that are not held have none. */
export function filesOf(session: Session, hashes: readonly string[]): EngineFile[] {
  return [...new Set(hashes)].map((sha256) => ({ sha256, path: session.workspace.data.pathOf(sha256) }));
}

/**
 * Datasets by id, in the order asked, read with the workspace's own names of places and under the strictest terms that
 * their people have here; unknown ids are left out.
 */
export function datasetsNamed(session: Session, ids: readonly string[]): Dataset[] {
  const { catalogue, placeNames } = session.workspace;
  return [...new Set(ids)].flatMap((id) => {
    const dataset = catalogue.get(id);
    return dataset ? [withOwnPlaces(asStrictlyAs(catalogue, dataset), placeNames.all())] : [];
  });
}

/** The catalogue as search and list need it. */
function shelfOf({ catalogue, readOnly }: Workspace, vocabulary: Vocabulary): Shelf {
  const labels = {
    conceptLabel: (id: string) => conceptLabel(vocabulary, id),
    subjectLabel: (id: string) => subjectLabel(vocabulary, id),
  };
  const own = catalogue.held().map((dataset) => ({
    text: searchText(dataset),
    facts: entryFacts(dataset, labels),
  }));
  return { own, files: catalogue.imported.files(), mayKeep: !readOnly };
}

function derive(workspace: Workspace, vocabulary: Vocabulary): Derived {
  const names = workspace.placeNames.all();
  const held = workspace.catalogue.held().map((dataset) => withOwnPlaces(dataset, names));
  const own = new Set(held.map(({ id }) => id));
  const described = [...held, ...workspace.catalogue.imported.measured().filter(({ id }) => !own.has(id))];
  const lexicon = buildLexicon(held, vocabulary, areasWithOwnNames(gazetteer().areas, names));
  return {
    // With the concepts that datasets bring themselves.
    vocabulary: lexicon.vocabulary,
    lexicon,
    words: buildLexiconIndex(lexicon),
    index: buildCatalogueIndex(described, lexicon.vocabulary),
  };
}
