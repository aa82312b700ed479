import type { Collection } from "./collection.ts";
import type { Segment } from "./segment.ts";

/** One way of saying a part of the question: the stems that must all be in an entry, and how surely they mean it (0…1). */
export type Wording = {
  readonly stems: readonly string[];
  readonly weight: number;
  /** Taken only because the words are used alike: good for finding, no evidence that the same thing is meant. */
  readonly alike?: true;
};

/** One part of the question: its wordings are alternatives of which the best counts, so that synonyms never add up. */
export type QueryPart = {
  readonly label: string;
  readonly weight: number;
  readonly wordings: readonly Wording[];
  /** The question is about this: not how much, when or on what occasion. */
  readonly main: boolean;
};

/** An entry found: where it is, its score, and which parts of the question it speaks of. */
export type Hit = {
  readonly segment: Segment;
  readonly doc: number;
  readonly score: number;
  /** Share of the question's weight that the entry speaks of, 0…1. */
  readonly matched: number;
};

type Postings = { readonly docs: Uint32Array; readonly weights: Uint8Array };

const NONE: Postings = { docs: new Uint32Array(0), weights: new Uint8Array(0) };

function postingsOf(segment: Segment, stem: string): Postings {
  const term = segment.terms.get(stem);
  if (term === undefined) return NONE;
  const from = segment.offsets[term] ?? 0;
  const to = segment.offsets[term + 1] ?? from;
  return { docs: segment.docs.subarray(from, to), weights: segment.weights.subarray(from, to) };
}

/** Documents that hold all stems, weighted by the least of them; walks the shortest list and looks up in the others. */
function intersection(segment: Segment, stems: readonly string[]): Postings {
  const lists = stems.map((stem) => postingsOf(segment, stem)).sort((a, b) => a.docs.length - b.docs.length);
  const [first, ...others] = lists;
  if (first === undefined || others.length === 0) return first ?? NONE;
  const docs = new Uint32Array(first.docs.length);
  const weights = new Uint8Array(first.docs.length);
  let count = 0;
  const positions = others.map(() => 0);
  for (let i = 0; i < first.docs.length; i += 1) {
    const doc = first.docs[i] ?? 0;
    let least = first.weights[i] ?? 0;
    for (let list = 0; list < others.length && least > 0; list += 1) {
      const other = others[list] ?? NONE;
      const at = seek(other.docs, doc, positions[list] ?? 0);
      positions[list] = at;
      least = other.docs[at] === doc ? Math.min(least, other.weights[at] ?? 0) : 0;
    }
    if (least === 0) continue;
    docs[count] = doc;
    weights[count] = least;
    count += 1;
  }
  return { docs: docs.subarray(0, count), weights: weights.subarray(0, count) };
}

/** First position at or after `from` whose document is not below `doc`: gallops, then halves. */
function seek(docs: Uint32Array, doc: number, from: number): number {
  let low = from;
  let step = 1;
  while (low + step < docs.length && (docs[low + step] ?? 0) < doc) {
    low += step;
    step *= 2;
  }
  let high = Math.min(docs.length, low + step + 1);
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((docs[middle] ?? 0) < doc) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How much a document says of a wording: 0 nothing, near 1 in its title or again and again. */
export function saysOf(segment: Segment, doc: number, { stems }: Wording): number {
  let least = 255;
  for (const stem of stems) {
    const { docs, weights } = postingsOf(segment, stem);
    const at = seek(docs, doc, 0);
    least = Math.min(least, docs[at] === doc ? (weights[at] ?? 0) : 0);
  }
  return stems.length === 0 ? 0 : least / 255;
}

/** How many documents hold all stems of a wording. */
export const documentsSaying = (collection: Collection, { stems }: Wording): number =>
  collection.segments.reduce((sum, segment) => sum + intersection(segment, stems).docs.length, 0);

/** How many documents hold a stem. */
export const documentsWith = (collection: Collection, stem: string): number =>
  collection.segments.reduce((sum, segment) => sum + postingsOf(segment, stem).docs.length, 0);

/** Robertson's idf, never negative; entries that a later catalogue replaces may make a word look commoner than all. */
export const idf = (size: number, df: number): number => {
  const known = Math.min(df, size);
  return Math.log(1 + (size - known + 0.5) / (known + 0.5));
};

type Found = { readonly lists: readonly Postings[]; readonly value: number };

/** Finds where the wordings of a part occur, and what an occurrence is worth. */
function findWordings(collection: Collection, part: QueryPart): Found[] {
  return part.wordings.map((wording) => {
    const lists = collection.segments.map((segment) => intersection(segment, wording.stems));
    const df = lists.reduce((sum, list) => sum + list.docs.length, 0);
    return { lists, value: (wording.weight * idf(collection.size, df)) / 255 };
  });
}

/** Adds one part's worth to every document of a segment: the best of its wordings. */
function addPart(part: QueryPart, found: readonly Found[], number: number, into: Sums): void {
  const { best, scores, matched } = into;
  const touched: number[] = [];
  for (const { lists, value } of found) {
    const { docs, weights } = lists[number] ?? NONE;
    for (let i = 0; i < docs.length; i += 1) {
      const doc = docs[i] ?? 0;
      const worth = value * (weights[i] ?? 0);
      const before = best[doc] ?? 0;
      if (before === 0) touched.push(doc);
      if (worth > before) best[doc] = worth;
    }
  }
  for (const doc of touched) {
    scores[doc] = (scores[doc] ?? 0) + part.weight * (best[doc] ?? 0);
    matched[doc] = (matched[doc] ?? 0) + part.weight;
    best[doc] = 0;
  }
}

type Sums = { readonly scores: Float32Array; readonly matched: Float32Array; readonly best: Float32Array };

/**
 * Scores all entries against the parts of a question and gives the best `limit`, best first. An entry's score is the sum
 * over parts of the best wording's BM25F, times the share of the question's weight that it speaks of to the power
 * `agreement`: an entry that fits two parts beats one that repeats a single one.
 */
export function rank(
  collection: Collection,
  parts: readonly QueryPart[],
  agreement: number,
  limit: number,
): Hit[] {
  const found = parts.map((part) => findWordings(collection, part));
  const whole = parts.reduce((sum, part) => sum + part.weight, 0) || 1;
  const hits: Hit[] = [];
  let least = 0;
  collection.segments.forEach((segment, number) => {
    const size = segment.ids.length;
    const sums: Sums = {
      scores: new Float32Array(size),
      matched: new Float32Array(size),
      best: new Float32Array(size),
    };
    parts.forEach((part, at) => {
      addPart(part, found[at] ?? [], number, sums);
    });
    const gone = collection.gone.get(segment);
    for (let doc = 0; doc < size; doc += 1) {
      const sum = sums.scores[doc] ?? 0;
      if (sum === 0 || gone?.has(doc) === true) continue;
      const share = (sums.matched[doc] ?? 0) / whole;
      const score = sum * share ** agreement;
      if (score <= least) continue;
      hits.push({ segment, doc, score, matched: share });
      // Now and then the worst are dropped, so that sorting stays cheap however many entries share a common word.
      if (hits.length >= limit * 8) least = keepBest(hits, limit);
    }
  });
  keepBest(hits, limit);
  return hits;
}

/** Sorts hits, best first and by id where equal, and cuts them to the best; gives the score of the last one kept. */
function keepBest(hits: Hit[], limit: number): number {
  hits.sort((a, b) => b.score - a.score || (idOf(a) < idOf(b) ? -1 : 1));
  hits.length = Math.min(hits.length, limit);
  return hits.length < limit ? 0 : (hits.at(-1)?.score ?? 0);
}

const idOf = (hit: Hit): string => hit.segment.ids.at(hit.doc);
