import type { Segment } from "./segment.ts";

type Part = { readonly segment: Segment; readonly gone: ReadonlySet<number> };

/** Joins segments into one, leaving out documents that are gone. Documents keep their order. */
export function mergeSegments(parts: readonly Part[]): Segment {
  const kept = parts.map(({ segment, gone }) => renumbered(segment, gone));
  const ids = pick(parts, (segment) => segment.ids);
  const { terms, counts } = joinedTerms(parts, kept);
  return {
    ids,
    titles: pick(parts, (segment) => segment.titles),
    keywords: pick(parts, (segment) => segment.keywords),
    coarse: Uint8Array.from(pick(parts, (segment) => segment.coarse)),
    stamps: Uint32Array.from(pick(parts, (segment) => segment.stamps)),
    terms,
    ...joinedPostings(parts, kept, terms, counts),
  };
}

/** The terms that survive in any part, and how many postings each keeps. */
function joinedTerms(parts: readonly Part[], kept: readonly Uint32Array[]) {
  const terms = new Map<string, number>();
  const counts: number[] = [];
  for (const [number, { segment }] of parts.entries()) {
    for (const [stem, term] of segment.terms) {
      const alive = countAlive(segment, term, kept[number] ?? EMPTY);
      if (alive === 0) continue;
      const known = terms.get(stem) ?? terms.size;
      terms.set(stem, known);
      counts[known] = (counts[known] ?? 0) + alive;
    }
  }
  return { terms, counts };
}

function joinedPostings(
  parts: readonly Part[],
  kept: readonly Uint32Array[],
  terms: ReadonlyMap<string, number>,
  counts: readonly number[],
): Pick<Segment, "offsets" | "docs" | "weights"> {
  const offsets = new Uint32Array(counts.length + 1);
  counts.forEach((count, term) => {
    offsets[term + 1] = (offsets[term] ?? 0) + count;
  });
  const docs = new Uint32Array(offsets.at(-1) ?? 0);
  const weights = new Uint8Array(docs.length);
  const next = offsets.slice();
  /** Copies the surviving postings of one term; documents of later parts are numbered after those of earlier ones. */
  const copy = (segment: Segment, term: number, into: number, numbers: Uint32Array, base: number): void => {
    for (let i = segment.offsets[term] ?? 0; i < (segment.offsets[term + 1] ?? 0); i += 1) {
      const doc = numbers[segment.docs[i] ?? 0] ?? GONE;
      if (doc === GONE) continue;
      const at = next[into] ?? 0;
      next[into] = at + 1;
      docs[at] = base + doc;
      weights[at] = segment.weights[i] ?? 0;
    }
  };
  let base = 0;
  for (const [number, { segment }] of parts.entries()) {
    const numbers = kept[number] ?? EMPTY;
    for (const [stem, term] of segment.terms) {
      const into = terms.get(stem);
      if (into !== undefined) copy(segment, term, into, numbers, base);
    }
    base += numbers.reduce((count, doc) => count + (doc === GONE ? 0 : 1), 0);
  }
  return { offsets, docs, weights };
}

const GONE = 0xffff_ffff;
const EMPTY = new Uint32Array(0);

/** New number of each document of a segment among its survivors. */
function renumbered(segment: Segment, gone: ReadonlySet<number>): Uint32Array {
  const numbers = new Uint32Array(segment.ids.length);
  let next = 0;
  for (let doc = 0; doc < numbers.length; doc += 1) {
    numbers[doc] = gone.has(doc) ? GONE : next;
    if (!gone.has(doc)) next += 1;
  }
  return numbers;
}

function countAlive(segment: Segment, term: number, numbers: Uint32Array): number {
  let count = 0;
  for (let i = segment.offsets[term] ?? 0; i < (segment.offsets[term + 1] ?? 0); i += 1) {
    if (numbers[segment.docs[i] ?? 0] !== GONE) count += 1;
  }
  return count;
}

function pick<T>(parts: readonly Part[], of: (segment: Segment) => ArrayLike<T>): T[] {
  const result: T[] = [];
  for (const { segment, gone } of parts) {
    const values = of(segment);
    for (let doc = 0; doc < values.length; doc += 1) {
      const value = values[doc];
      if (!gone.has(doc) && value !== undefined) result.push(value);
    }
  }
  return result;
}
