import { countryWords } from "./country-words.ts";
import seldomNouns from "./data/seldom-nouns.json" with { type: "json" };
import weakWords from "./data/weak-words.json" with { type: "json" };
import { METHOD, type SearchMethod } from "./method.ts";
import { nearWords } from "./near-words.ts";
import type { QueryPart, Wording } from "./rank.ts";
import { comesAndGoes, type Expression, type Thesaurus, wordingsOf } from "./thesaurus.ts";
import { EMPTY_WORDS, stem, words } from "./tokens.ts";

const DROPPED = new Set([...weakWords.dropped.split(" "), ...EMPTY_WORDS]);
const LIGHT = new Set([...weakWords.light.split(" "), ...seldomNouns.words.split(" ")].map(stem));
/** Past forms that a stemmer leaves apart from their verb. */
const PAST = new Set(
  "struck stuck rang sung drove driven flew flown fled hid hidden blew blown broke broken stole stolen wore shook shaken threw thrown sank sunk swept burnt dug froze frozen caught fought sought bought taught sold told lost built sent spent cut shut gave given wrote written spoke spoken chose chosen rose risen ate eaten drank drunk bitten".split(
    " ",
  ),
);

/** A question has a handful of parts; of a whole page of text only the weightiest are searched for. */
const MOST_PARTS = 40;

/** Words that open a clause about the occasion or the reason. */
const OPENS_SIDE_CLAUSE = new Set([
  "if",
  "because",
  "since",
  "after",
  "until",
  "unless",
  "while",
  "whilst",
  "during",
  "although",
  "though",
  "despite",
  "when",
  "so",
  "before",
  "against",
  "compared",
]);

type Word = { readonly text: string; readonly stem: string; readonly weight: number };

/** The words of a question with the weight of the clause they stand in. Commas and question marks close a side clause. */
function wordsInClauses(text: string, { sideClause }: SearchMethod): Word[] {
  const result: Word[] = [];
  let weight = 1;
  for (const piece of text.split(/[,;:?!.()]+\s|\s[-–—]\s/)) {
    weight = 1;
    words(piece).forEach((word, position) => {
      if (OPENS_SIDE_CLAUSE.has(word) && (position > 0 || result.length > 0 || word === "if"))
        weight = sideClause;
      result.push({ text: word, stem: stem(word), weight });
    });
  }
  return result;
}

/**
 * The longest expression of the thesaurus that starts at a word: how many words of the question it spans, and what it
 * says. Small words inside ("leave their homes") are passed over.
 */
function expressionAt(all: readonly Word[], at: number, thesaurus: Thesaurus) {
  if (comesAndGoes(all[at]?.text ?? "")) return null;
  let key = "";
  let found: { length: number; expression: Expression } | null = null;
  for (let end = at, taken = 0; end < all.length && taken < thesaurus.longest; end += 1) {
    const word = all[end];
    if (word === undefined || comesAndGoes(word.text)) continue;
    taken += 1;
    key = key === "" ? word.stem : `${key} ${word.stem}`;
    const expression = thesaurus.expressions.get(key);
    if (expression !== undefined) found = { length: end + 1 - at, expression };
  }
  return found;
}

const ownWording = (taken: readonly Word[]): Wording => ({
  stems: [...new Set(taken.filter((word) => !DROPPED.has(word.text)).map((word) => word.stem))],
  weight: 1,
});

const isLight = (word: Word): boolean => LIGHT.has(word.stem) || PAST.has(word.text);

/** Other wordings for a word that the thesaurus does not know; light words would only bring more light words. */
function otherWordings(word: Word, method: SearchMethod): readonly Wording[] {
  if (!method.near || isLight(word)) return [];
  return nearWords(word.stem).map(({ stem, likeness }) => ({
    stems: [stem],
    weight: method.alike * likeness,
  }));
}

const keyOf = (wording: Wording): string => wording.stems.join(" ");

/**
 * Parts that mean nearly the same (bread, rice, grain) share wordings (cereal); such a wording counts less in each, so
 * that naming three of a kind does not count three times.
 */
function sharedOut(parts: readonly QueryPart[], { shared }: SearchMethod): QueryPart[] {
  const times = new Map<string, number>();
  for (const { wordings } of parts) {
    for (const wording of wordings) times.set(keyOf(wording), (times.get(keyOf(wording)) ?? 0) + 1);
  }
  const share = (wording: Wording): Wording => {
    const count = times.get(keyOf(wording)) ?? 1;
    return count === 1 ? wording : { ...wording, weight: wording.weight / count ** shared };
  };
  return parts.map((part) => ({ ...part, wordings: part.wordings.map(share) }));
}

/** A part's words as they stand in the text: with its capitals and hyphens. */
function asTyped(label: string, text: string): string {
  const pattern = label.split(" ").join("[^\\p{L}\\p{N}]+");
  return new RegExp(pattern, "iu").exec(text)?.[0] ?? label;
}

/** Makes a part of a word, or of several that are an expression of the thesaurus; null when no data is named by it. */
function partOf(
  taken: readonly Word[],
  expression: Expression | null,
  method: SearchMethod,
): QueryPart | null {
  const [word] = taken;
  if (word === undefined) return null;
  const own = ownWording(taken);
  const others = expression === null ? otherWordings(word, method) : wordingsOf(expression, method);
  const wordings = [...(own.stems.length > 0 ? [own] : []), ...others];
  if (wordings.length === 0) return null;
  const unknown = isLight(word) ? method.light : method.unknown;
  const named = expression === null ? unknown : expression.qualifies ? method.qualifier : 1;
  const isPlace = countryWords().has(word.text);
  const weight = isPlace ? method.place : word.weight * named;
  const isTopic = expression === null ? !isLight(word) : !expression.qualifies;
  const main = isPlace || (isTopic && word.weight === 1 && !/^\d+$/.test(word.text));
  return { label: taken.map(({ text }) => text).join(" "), weight, wordings, main };
}

/**
 * Reads the parts of a question: expressions the thesaurus knows, with their other wordings, and the remaining words of
 * weight. Question words, politeness, times and comparisons are dropped.
 */
export function partsOf(text: string, thesaurus: Thesaurus, method: SearchMethod = METHOD): QueryPart[] {
  const all = wordsInClauses(text, method);
  /** Parts by their own wording: what is said twice counts once, by the weightier mention. */
  const parts = new Map<string, QueryPart>();
  /** Words before this position are covered by an expression already taken. */
  let covered = 0;
  for (const [at, word] of all.entries()) {
    const found = method.thesaurus ? expressionAt(all, at, thesaurus) : null;
    const end = at + (found?.length ?? 1);
    // Expressions may overlap ("mobile phone masts"), but one inside another adds nothing.
    if (end <= covered) continue;
    covered = end;
    if (found === null && (DROPPED.has(word.text) || word.text.length === 1)) continue;
    const part = partOf(all.slice(at, end), found?.expression ?? null, method);
    if (part === null) continue;
    const key = part.wordings[0] === undefined ? "" : keyOf(part.wordings[0]);
    if ((parts.get(key)?.weight ?? 0) < part.weight) parts.set(key, part);
  }
  const read = sharedOut([...parts.values()], method);
  const least = read.map((part) => part.weight).sort((a, b) => b - a)[MOST_PARTS - 1] ?? 0;
  const kept = read.filter((part) => part.weight >= least).slice(0, MOST_PARTS);
  return kept.map((part) => ({ ...part, label: asTyped(part.label, text) }));
}
