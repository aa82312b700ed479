import seldomNouns from "./data/seldom-nouns.json" with { type: "json" };
import weakWords from "./data/weak-words.json" with { type: "json" };
import type { QueryPart, Wording } from "./rank.ts";
import type { Thesaurus } from "./thesaurus.ts";
import { EMPTY_WORDS, stem, words } from "./tokens.ts";

const DROPPED = new Set([...weakWords.dropped.split(" "), ...EMPTY_WORDS]);
const LIGHT = new Set([...weakWords.light.split(" "), ...seldomNouns.words.split(" ")].map(stem));
/** Past forms that a stemmer leaves apart from their verb. */
const PAST = new Set(
  "struck stuck rang sung drove driven flew flown fled hid hidden blew blown broke broken stole stolen wore shook shaken threw thrown sank sunk swept burnt dug froze frozen caught fought sought bought taught sold told lost built sent spent cut shut gave given wrote written spoke spoken chose chosen rose risen ate eaten drank drunk bitten".split(
    " ",
  ),
);

/** Weight of a word that many entries use for many things. */
const LIGHT_WEIGHT = 0.3;
/** Weight of an expression that qualifies a topic. */
const QUALIFIER_WEIGHT = 0.4;
/** Weight of what a side clause says: the occasion, not the data. */
const SIDE_CLAUSE = 0.6;

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
function wordsInClauses(text: string): Word[] {
  const result: Word[] = [];
  let weight = 1;
  for (const piece of text.split(/[,;:?!.()]+\s|\s[-–—]\s/)) {
    weight = 1;
    words(piece).forEach((word, position) => {
      if (OPENS_SIDE_CLAUSE.has(word) && (position > 0 || result.length > 0 || word === "if"))
        weight = SIDE_CLAUSE;
      result.push({ text: word, stem: stem(word), weight });
    });
  }
  return result;
}

/** The longest expression of the thesaurus that starts at a word: how many words, and its alternatives. */
function expressionAt(all: readonly Word[], at: number, thesaurus: Thesaurus) {
  for (let length = Math.min(thesaurus.longest, all.length - at); length > 0; length -= 1) {
    const key = all
      .slice(at, at + length)
      .map((word) => word.stem)
      .join(" ");
    const expression = thesaurus.expressions.get(key);
    if (expression !== undefined) return { length, expression };
  }
  return null;
}

const ownWording = (taken: readonly Word[]): Wording => ({
  stems: [...new Set(taken.filter((word) => !DROPPED.has(word.text)).map((word) => word.stem))],
  weight: 1,
});

/** A part under construction: what it is called, its weight, how it is said. */
type Draft = { label: string; weight: number; wordings: readonly Wording[] };

const keyOf = (wording: Wording): string => wording.stems.join(" ");

/** Two parts mean the same thing when one is a close wording of the other: cargo and freight, mine and miner. */
function sameThing(one: Draft, other: Draft): boolean {
  const close = (draft: Draft) =>
    new Set(draft.wordings.filter((wording) => wording.weight >= 0.8).map(keyOf));
  const ones = close(one);
  for (const key of close(other)) if (ones.has(key)) return true;
  return false;
}

function merged(one: Draft, other: Draft): Draft {
  const best = new Map<string, Wording>();
  for (const wording of [...one.wordings, ...other.wordings]) {
    const known = best.get(keyOf(wording));
    if (known === undefined || known.weight < wording.weight) best.set(keyOf(wording), wording);
  }
  return {
    label: `${one.label} + ${other.label}`,
    weight: Math.max(one.weight, other.weight),
    wordings: [...best.values()],
  };
}

/**
 * Reads the parts of a question: expressions the thesaurus knows, with their other wordings, and the remaining words of
 * weight. Question words, politeness, times and comparisons are dropped.
 */
export function partsOf(text: string, thesaurus: Thesaurus): QueryPart[] {
  const all = wordsInClauses(text);
  const parts: Draft[] = [];
  const add = (draft: Draft): void => {
    const twin = parts.findIndex((part) => sameThing(part, draft));
    const known = parts[twin];
    if (known === undefined) parts.push(draft);
    else parts[twin] = merged(known, draft);
  };
  for (let at = 0; at < all.length; ) {
    const word = all[at];
    if (word === undefined) break;
    const found = expressionAt(all, at, thesaurus);
    const length = found?.length ?? 1;
    const taken = all.slice(at, at + length);
    at += length;
    const dropped = found === null && (DROPPED.has(word.text) || word.text.length === 1);
    if (dropped) continue;
    const light = found === null ? LIGHT.has(word.stem) || PAST.has(word.text) : found.expression.qualifies;
    const weight = word.weight * (light ? (found === null ? LIGHT_WEIGHT : QUALIFIER_WEIGHT) : 1);
    const own = ownWording(taken);
    const wordings = [...(own.stems.length > 0 ? [own] : []), ...(found?.expression.alternatives ?? [])];
    if (wordings.length > 0) add({ label: taken.map((one) => one.text).join(" "), weight, wordings });
  }
  return parts;
}
