import type { Segment } from "./segment.ts";

/** One way of saying a part of the question: the stems that must all be in an entry, and how surely they mean it (0…1). */
export type Wording = { readonly stems: readonly string[]; readonly weight: number };

/** One part of the question: its wordings are alternatives of which the best counts, so that synonyms never add up. */
export type QueryPart = {
  readonly label: string;
  readonly weight: number;
  readonly wordings: readonly Wording[];
};

/** An entry found: where it is, its score, and which parts of the question it speaks of. */
export type Hit = { readonly segment: number; readonly doc: number; score: number; matched: number };

/** Numbers of documents with a term over all segments. */
export type Collection = { readonly segments: readonly Segment[]; readonly size: number };

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

/** Robertson's idf, never negative. */
const idf = (size: number, df: number): number => Math.log(1 + (size - df + 0.5) / (df + 0.5));

/**
 * Scores all entries against the parts of a question. An entry's score is the sum over parts of the best wording's
 * BM25F, times the share of the question's weight that it speaks of to the power `agreement`: an entry that fits two
 * parts beats one that repeats a single one.
 */
export function rank(collection: Collection, parts: readonly QueryPart[], agreement: number): Hit[] {
  const found = parts.map((part) =>
    part.wordings.map((wording) => {
      const lists = collection.segments.map((segment) => intersection(segment, wording.stems));
      const df = lists.reduce((sum, list) => sum + list.docs.length, 0);
      return { lists, df, weight: wording.weight };
    }),
  );
  const hits: Hit[] = [];
  const whole = parts.reduce((sum, part) => sum + part.weight, 0) || 1;
  collection.segments.forEach((segment, segmentNumber) => {
    const size = segment.ids.length;
    const scores = new Float32Array(size);
    const matched = new Float32Array(size);
    const best = new Float32Array(size);
    parts.forEach((part, partNumber) => {
      const touched: number[] = [];
      for (const { lists, df, weight } of found[partNumber] ?? []) {
        const list = lists[segmentNumber] ?? NONE;
        const value = (weight * idf(collection.size, df)) / 255;
        for (let i = 0; i < list.docs.length; i += 1) {
          const doc = list.docs[i] ?? 0;
          const worth = value * (list.weights[i] ?? 0);
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
    });
    for (let doc = 0; doc < size; doc += 1) {
      const score = scores[doc] ?? 0;
      if (score === 0) continue;
      const share = (matched[doc] ?? 0) / whole;
      hits.push({ segment: segmentNumber, doc, score: score * share ** agreement, matched: share });
    }
  });
  return hits;
}
