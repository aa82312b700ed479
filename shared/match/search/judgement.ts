import type { Collection } from "./collection.ts";
import { documentsSaying, type Hit, type QueryPart, saysOf } from "./rank.ts";

/** A part of the question and whether the catalogue speaks of it. */
export type PartHeard = {
  /** As it was typed. */
  readonly label: string;
  /** The question is about this: not how much, when or on what occasion. */
  readonly main: boolean;
  /** How many entries speak of it, in its own words or in words of the thesaurus that mean it. */
  readonly entries: number;
  /** The nearest entry speaks of it. */
  readonly nearest: boolean;
};

/** What speaks for and against an entry's being about the question. */
export type Evidence = {
  /** The entry's score, tempered by the question's weight and by how rare a word can be among so many entries. */
  readonly fit: number;
  /** Share of the question's weight that the entry speaks of, 0…1. */
  readonly spoken: number;
  /** Share of the weight of the main parts that no entry at all speaks of, 0…1. */
  readonly unheard: number;
};

/** A wording of the thesaurus counts as said from here on: once in a short description, or in the keywords. */
const SAID = 0.3;

const isHeardIn = (hit: Hit, part: QueryPart): boolean =>
  part.wordings.some((wording) => wording.alike !== true && saysOf(hit.segment, hit.doc, wording) >= SAID);

const entriesOn = (collection: Collection, part: QueryPart): number =>
  part.wordings.reduce(
    (most, wording) => (wording.alike === true ? most : Math.max(most, documentsSaying(collection, wording))),
    0,
  );

/** Which parts of a question the catalogue speaks of at all, and which the nearest entry does. */
export function partsHeard(
  parts: readonly QueryPart[],
  nearest: Hit | undefined,
  collection: Collection,
): PartHeard[] {
  return parts.map((part) => ({
    label: part.label,
    main: part.main,
    entries: entriesOn(collection, part),
    nearest: nearest !== undefined && isHeardIn(nearest, part),
  }));
}

const weightOf = (parts: readonly QueryPart[]): number => parts.reduce((sum, { weight }) => sum + weight, 0);

/** Share of the weight of the main parts that no entry at all speaks of, 0…1; 0 where no part is a main one. */
export function unheardShare(parts: readonly QueryPart[], collection: Collection): number {
  const main = parts.filter((part) => part.main);
  const unheard = main.filter((part) => entriesOn(collection, part) === 0);
  return main.length === 0 ? 0 : weightOf(unheard) / weightOf(main);
}

/** The catalogue that the weights of the likelihood were found on. */
const SIZE_WEIGHED_ON = 21_956;

/** Gathers what speaks for and against an entry. `unheard`: of unheardShare; `size`: entries of the whole catalogue. */
export const evidenceFor = (
  hit: Hit,
  parts: readonly QueryPart[],
  unheard: number,
  size: number,
): Evidence => ({
  fit: (hit.score / Math.sqrt(weightOf(parts) || 1)) * (Math.log1p(SIZE_WEIGHED_ON) / Math.log1p(size || 1)),
  spoken: hit.matched,
  unheard,
});

/**
 * How likely it is that an entry is about the question, 0…1: a logistic regression on 33 questions of our own, half of which
 * the 21,956 real entries cannot answer (the odd ones of test/match/own-judged.json), with the intercept set for 37 in 100
 * questions that no entry answers, as in the judged list. How well it does on other questions: `npm run bench -- match`.
 */
export function likelihood({ fit, spoken, unheard }: Evidence): number {
  if (fit <= 0) return 0;
  return 1 / (1 + Math.exp(5.12 - 2.24 * Math.log(fit) - 1.81 * spoken + 3.4 * unheard));
}

/** How well an entry fits the question: likely to be about it, perhaps, or more likely not. */
export type Fit = "good" | "doubtful" | "poor";

const GOOD = 0.7;

/** What a likelihood is called. */
export const fitOf = (likely: number): Fit => (likely >= GOOD ? "good" : likely >= 0.5 ? "doubtful" : "poor");
