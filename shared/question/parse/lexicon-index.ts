import type { Area } from "../../places/area.ts";
import { formsOf } from "../../vocabulary/words.ts";
import type { Lexicon, LexiconDataset } from "../lexicon.ts";
import { type Token, tokenize } from "./words/tokens.ts";
import { type TypoIndex, typoIndex } from "./words/typos.ts";
import type { Word } from "./words/words.ts";
import { SKIPPED_EN, WORDS_EN } from "./words/words-en.ts";
import { SKIPPED_FR, WORDS_FR } from "./words/words-fr.ts";

/** One reading of a phrase. */
export type Entry =
  | { readonly kind: "concept"; readonly id: string }
  | { readonly kind: "subject"; readonly id: string }
  | { readonly kind: "dimension"; readonly id: string }
  | { readonly kind: "value"; readonly dimension: string; readonly value: string }
  /** `spelled`: the name's words unstemmed; "Redding" and "red" share a stem and no more. */
  | { readonly kind: "area"; readonly area: Area; readonly code: boolean; readonly spelled: string }
  | { readonly kind: "source"; readonly name: string; readonly datasets: readonly string[] }
  /** `exact`: a single word that counts only in this form ("record" is not "recorded"). */
  | { readonly kind: "word"; readonly word: Word; readonly exact: string | null };

/** A tree of phrases, one stem a step. */
export type PhraseNode = { readonly next: Map<string, PhraseNode>; readonly entries: Entry[] };

/** What `buildLexiconIndex` makes of a lexicon; built once, used for every text. */
export type LexiconIndex = {
  readonly lexicon: Lexicon;
  readonly root: PhraseNode;
  /** Words that may stand inside any phrase. */
  readonly skipped: ReadonlySet<string>;
  readonly typos: TypoIndex;
  /** Concept → subject → how many datasets measure it. The key for "no subject" is the empty text. */
  readonly measured: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly areas: ReadonlyMap<string, Area>;
  /** Concept → the datasets that measure it. */
  readonly measuring: ReadonlyMap<string, readonly LexiconDataset[]>;
  /** Concept → the concepts of single events that some dataset lists beside it, each with its subjects: acres burned → fires. */
  readonly listed: ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;
  /** Dimension → the datasets that tell it apart. */
  readonly telling: ReadonlyMap<string, ReadonlySet<string>>;
};

const newNode = (): PhraseNode => ({ next: new Map(), entries: [] });

/** The stems of a phrase without signs and without words that may be skipped. */
function steps(tokens: readonly Token[], skipped: ReadonlySet<string>): string[] {
  const words = tokens.filter((token) => token.kind !== "sign");
  const kept = words.filter((token) => !skipped.has(token.norm));
  return (kept.length > 0 ? kept : words).map((token) => token.stem);
}

/** Publishers' names as people say them: each party by itself, without what stands in brackets, and by its initials. */
export function publisherNames(publisher: string): string[] {
  const parts = publisher
    .split(
      /[,;/()]| via | from | by | and volunteers|aggregated|collected|packaged|scraped|digitised|processed/,
    )
    .map((part) => part.replace(/^[\s"“]*(the )?|[\s"”.]*$/gi, ""))
    .map((part) => part.replace(/\s+(outage )?(tracker|map|database|data|project|system|datasets?)$/i, ""))
    .filter((part) => part.length >= 3 && /^[A-Z0-9]/.test(part));
  const initials = parts.flatMap((part) => {
    const letters = part
      .split(/\s+/)
      .filter((word) => /^[A-Z][a-z]/.test(word))
      .map((word) => word.charAt(0));
    return letters.length >= 3 && letters.length <= 6 ? [letters.join("")] : [];
  });
  // "UCLouvain EM-DAT" is known as EM-DAT, "… CSSE" as CSSE.
  const acronyms = parts.flatMap((part) => part.match(/\b[A-Z][A-Z-]{2,}\b/g) ?? []);
  return [...new Set([...parts, ...initials, ...acronyms])].filter(
    (name) => !/^(data|official data|historical sources)$/i.test(name),
  );
}

function sourcesOf(datasets: readonly LexiconDataset[]): Map<string, string[]> {
  const byName = new Map<string, string[]>();
  for (const dataset of datasets) {
    for (const name of publisherNames(dataset.publisher)) {
      const ids = byName.get(name);
      if (ids) ids.push(dataset.id);
      else byName.set(name, [dataset.id]);
    }
  }
  return byName;
}

/** Names of an area with "(…)" and a leading "the" removed, and how codes are written. */
function areaPhrases(area: Area): { readonly phrase: string; readonly code: boolean }[] {
  const names = [area.name, ...area.aliases].map((phrase) => ({ phrase, code: false }));
  const codes = ["iso3", "usps"].flatMap((system) => area.codes[system] ?? []);
  return [...names, ...codes.map((phrase) => ({ phrase, code: true }))];
}

/** The words of a name as they are spelled, without signs and articles; a plural or possessive s at the end makes no difference. */
export const spelling = (tokens: readonly Token[]): string =>
  tokens
    .filter(({ kind, norm }) => kind !== "sign" && !SKIPPED_EN.has(norm))
    .map(({ norm }) => (norm === "saint" ? "st" : norm.replace(/(?<=...)s$/, "")))
    .join(" ");

/** Adds a phrase with one reading. */
type Add = (phrase: string, entry: Entry) => void;

function addVocabulary({ vocabulary }: Lexicon, add: Add): void {
  for (const concept of vocabulary.concepts) {
    for (const form of formsOf(concept)) add(form, { kind: "concept", id: concept.id });
  }
  for (const subject of vocabulary.subjects) {
    for (const form of formsOf(subject)) add(form, { kind: "subject", id: subject.id });
  }
  for (const dimension of vocabulary.dimensions) {
    for (const form of formsOf(dimension)) add(form, { kind: "dimension", id: dimension.id });
    for (const [value, forms] of Object.entries(dimension.values)) {
      // Single letters ("m", "f", "y") are codes in tables, not words in questions.
      // A band such as "80+" is a number to a reader of texts: only with a word for ages is it one of ages.
      for (const form of [value, ...forms].filter((one) => one.length > 1 && /\p{L}/u.test(one))) {
        add(form, { kind: "value", dimension: dimension.id, value });
      }
    }
  }
}

function addCatalogue(lexicon: Lexicon, add: Add): void {
  for (const { dimension, value } of lexicon.values) {
    if (value.length <= 2 || value.length > 80 || !/\p{L}{3}/u.test(value)) continue;
    add(value, { kind: "value", dimension, value: knownValue(lexicon, dimension, value) });
  }
  for (const area of lexicon.areas) {
    for (const { phrase, code } of areaPhrases(area))
      add(phrase, { kind: "area", area, code, spelled: spelling(tokenize(phrase)) });
  }
  const places = new Set(lexicon.areas.map(({ name }) => name.toLowerCase()));
  for (const [name, datasets] of sourcesOf(lexicon.datasets)) {
    // The ministries "of Guinea, Liberia and Sierra Leone" are no publisher called "Liberia and Sierra Leone".
    const parts = name.toLowerCase().split(/ and | & /);
    if (!parts.every((part) => places.has(part))) add(name, { kind: "source", name, datasets });
  }
  // A table by its own name, as the sentence of a question writes it.
  for (const { id } of lexicon.datasets) add(`table ${id}`, { kind: "source", name: id, datasets: [id] });
}

function addWords(add: Add): void {
  for (const [word, phrases] of [...WORDS_EN, ...WORDS_FR]) {
    for (const phrase of phrases.split("|")) {
      const [first, ...more] = tokenize(phrase);
      add(phrase, {
        kind: "word",
        word,
        exact: more.length === 0 && first?.kind === "word" ? first.norm : null,
      });
    }
  }
}

/**
 * Builds the index of a lexicon: every phrase of the vocabulary in all languages, of the areas, of the values that
 * datasets hold, of publishers, and the grammar words. Takes in the order of half a second for 25,000 phrases.
 */
export function buildLexiconIndex(lexicon: Lexicon): LexiconIndex {
  const root = newNode();
  const skipped = new Set([...SKIPPED_EN, ...SKIPPED_FR]);
  const spellings = new Map<string, string>();
  const add: Add = (phrase, entry) => {
    const tokens = tokenize(phrase);
    const path = steps(tokens, skipped);
    if (path.length === 0 || path.length > 12) return;
    let node = root;
    for (const step of path) {
      const child = node.next.get(step) ?? newNode();
      node.next.set(step, child);
      node = child;
    }
    if (!node.entries.some((known) => sameEntry(known, entry))) node.entries.push(entry);
    remember(spellings, tokens, entry);
  };
  addVocabulary(lexicon, add);
  addCatalogue(lexicon, add);
  addWords(add);
  return {
    lexicon,
    root,
    skipped,
    typos: typoIndex(spellings),
    measured: measuredBy(lexicon.datasets),
    areas: new Map(lexicon.areas.map((area) => [area.id, area])),
    measuring: measuringOf(lexicon.datasets),
    listed: listedOf(lexicon.datasets),
    telling: tellingOf(lexicon),
  };
}

/** A slip of the pen is mended into telling words, never into "decide" or "show"; those are only known to be no slips. */
function remember(spellings: Map<string, string>, tokens: readonly Token[], entry: Entry): void {
  const telling =
    entry.kind !== "word" || ["statistic", "level", "how-many", "which"].includes(entry.word.is);
  for (const token of tokens) {
    if (token.kind === "word" && (telling || !spellings.has(token.norm)))
      spellings.set(token.norm, telling ? token.stem : "");
  }
}

/** A value a column holds, as the vocabulary calls it where it knows it ("Patient database" is "patient database"). */
function knownValue(lexicon: Lexicon, dimension: string, value: string): string {
  const known = lexicon.vocabulary.dimensions.find((entry) => entry.id === dimension);
  const lower = value.trim().toLowerCase();
  const found = Object.entries(known?.values ?? {}).find(
    ([id, forms]) => id.toLowerCase() === lower || forms.some((form) => form.toLowerCase() === lower),
  );
  return found?.[0] ?? value;
}

function sameEntry(a: Entry, b: Entry): boolean {
  if (a.kind !== b.kind) return false;
  switch (a.kind) {
    case "area":
      return b.kind === "area" && a.area.id === b.area.id && a.code === b.code && a.spelled === b.spelled;
    case "word":
      return b.kind === "word" && a.exact === b.exact && JSON.stringify(a.word) === JSON.stringify(b.word);
    case "value":
      return b.kind === "value" && a.dimension === b.dimension && a.value === b.value;
    case "source":
      return b.kind === "source" && a.name === b.name;
    default:
      return "id" in b && a.id === b.id;
  }
}

function measuringOf(datasets: readonly LexiconDataset[]): Map<string, LexiconDataset[]> {
  const by = new Map<string, LexiconDataset[]>();
  for (const dataset of datasets) {
    for (const concept of new Set(dataset.concepts.map((one) => one.concept))) {
      const list = by.get(concept);
      if (list) list.push(dataset);
      else by.set(concept, [dataset]);
    }
  }
  return by;
}

function listedOf(datasets: readonly LexiconDataset[]): Map<string, Map<string, Set<string>>> {
  const by = new Map<string, Map<string, Set<string>>>();
  for (const { concepts } of datasets) {
    const events = concepts.filter(({ behaviours }) => behaviours?.includes("event"));
    if (events.length === 0) continue;
    for (const { concept } of concepts) {
      const beside = by.get(concept) ?? new Map<string, Set<string>>();
      for (const event of events) {
        const subjects = beside.get(event.concept) ?? new Set<string>();
        subjects.add(event.subject ?? "");
        beside.set(event.concept, subjects);
      }
      by.set(concept, beside);
    }
  }
  return by;
}

function tellingOf(lexicon: Lexicon): Map<string, Set<string>> {
  const by = new Map<string, Set<string>>();
  for (const { dimension, datasets } of lexicon.values) {
    const ids = by.get(dimension) ?? new Set<string>();
    for (const id of datasets) ids.add(id);
    by.set(dimension, ids);
  }
  return by;
}

function measuredBy(datasets: readonly LexiconDataset[]): Map<string, Map<string, number>> {
  const counts = new Map<string, Map<string, number>>();
  for (const dataset of datasets) {
    const seen = new Set<string>();
    for (const { concept, subject } of dataset.concepts) {
      const key = subject ?? "";
      if (seen.has(`${concept} ${key}`)) continue;
      seen.add(`${concept} ${key}`);
      const subjects = counts.get(concept) ?? new Map<string, number>();
      subjects.set(key, (subjects.get(key) ?? 0) + 1);
      counts.set(concept, subjects);
    }
  }
  return counts;
}
