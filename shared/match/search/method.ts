/**
 * The numbers of the search and which of its parts are in use. All of them in one place, so that the bench can leave each
 * part out and choose each number on other questions than those it is scored on (test/bench/match-method.ts).
 */
export type SearchMethod = {
  /** Other wordings from the crisis thesaurus. */
  readonly thesaurus: boolean;
  /** For words the thesaurus does not know, words used alike in running text (near-words.ts). */
  readonly near: boolean;
  /** How surely another wording of the thesaurus means the same, and how surely a related one is meant. */
  readonly same: number;
  readonly related: number;
  /** How surely a word used alike is meant: at a likeness of 1; less likely ones count less. */
  readonly alike: number;
  /** Weight of a word that many entries use for many things, and of a noun the thesaurus does not know. */
  readonly light: number;
  readonly unknown: number;
  /** Weight of a country's name, in whatever clause: entries that name a country are about it. */
  readonly place: number;
  /** Weight of an expression that qualifies a topic. */
  readonly qualifier: number;
  /** Weight of what a side clause says: the occasion, not the data. */
  readonly sideClause: number;
  /** How much a wording that several parts share counts less in each: 0 not at all, 1 as if said once. */
  readonly shared: number;
  /** How strongly entries that speak of more parts of the question come first (rank.ts). */
  readonly agreement: number;
  /** What a title that is all about the question adds to the score, as a share of it. */
  readonly title: number;
  /** Worth of figures by country and year for a question about places or times finer than that, and about countries. */
  readonly coarse: number;
  readonly wide: number;
  /** What the words of the best entries add, as a share of the best entry's own score; 0: no feedback. */
  readonly feedback: number;
  /** What an older issue of the same table is worth against the next newer one; 1: issues are not told apart. */
  readonly older: number;
};

/** The method as it is used. */
export const METHOD: SearchMethod = {
  thesaurus: true,
  near: true,
  same: 0.7,
  related: 0.9,
  alike: 0.7,
  light: 0.3,
  unknown: 0.7,
  place: 0.9,
  qualifier: 0.6,
  sideClause: 0.6,
  shared: 0.4,
  agreement: 0.4,
  title: 2.5,
  coarse: 0.6,
  wide: 1.2,
  feedback: 0.2,
  older: 0.93,
};
