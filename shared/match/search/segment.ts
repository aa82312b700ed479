import { type Texts, textsOf } from "./texts.ts";
import { tokens } from "./tokens.ts";

/** What search reads of a catalogue entry. */
export type SearchText = {
  readonly id: string;
  readonly title: string;
  readonly keywords: readonly string[];
  readonly description: string;
  readonly publisher: string;
  readonly columns: readonly string[];
  readonly places: string;
  /** The entry gives one figure a country and year: too coarse for what happens in a town tonight. */
  readonly byCountryAndYear: boolean;
};

type Field = "title" | "keywords" | "description" | "publisher" | "columns" | "places";

/**
 * BM25F: how much a word counts in each field, and how strongly the field's length tempers it (Robertson and Zaragoza,
 * "The Probabilistic Relevance Framework", 2009). Lengths are against these usual lengths, not against the collection's
 * own mean, so that an entry's weights do not change when others come or go.
 */
const FIELDS: Readonly<Record<Field, { weight: number; b: number; usual: number }>> = {
  title: { weight: 3, b: 0.4, usual: 8 },
  keywords: { weight: 1.2, b: 0.6, usual: 8 },
  description: { weight: 1, b: 0.7, usual: 50 },
  publisher: { weight: 0.6, b: 0.5, usual: 4 },
  columns: { weight: 0.7, b: 0.8, usual: 20 },
  places: { weight: 0.7, b: 0.5, usual: 2 },
};

/** Saturation of repeated words. */
export const K1 = 1.2;

/** Words of a description beyond this count say little of what an entry is about. */
const MOST_DESCRIPTION_WORDS = 250;

/**
 * An immutable part of the inverted index. Postings of term t are `docs[offsets[t] … offsets[t+1]]`, ascending, with the
 * saturated weight tf/(tf+K1) of the term in the document, times 255.
 */
export type Segment = {
  readonly ids: Texts;
  readonly titles: Texts;
  readonly keywords: Texts;
  /** The document of an entry; undefined where the segment has none. */
  readonly docOf: (id: string) => number | undefined;
  /** 1 where the entry gives one figure a country and year. */
  readonly coarse: Uint8Array;
  readonly terms: ReadonlyMap<string, number>;
  readonly offsets: Uint32Array;
  readonly docs: Uint32Array;
  readonly weights: Uint8Array;
};

function addField(into: Map<string, number>, field: Field, stems: readonly string[]): void {
  if (stems.length === 0) return;
  const { weight, b, usual } = FIELDS[field];
  const share = weight / (1 - b + (b * stems.length) / usual);
  for (const stem of stems) into.set(stem, (into.get(stem) ?? 0) + share);
}

function weightedTerms(text: SearchText): Map<string, number> {
  const found = new Map<string, number>();
  addField(found, "title", tokens(text.title));
  addField(found, "keywords", tokens(text.keywords.join(" ")));
  addField(found, "description", tokens(text.description.slice(0, 4000)).slice(0, MOST_DESCRIPTION_WORDS));
  addField(found, "publisher", tokens(text.publisher));
  addField(found, "columns", tokens(text.columns.slice(0, 200).join(" ")).slice(0, MOST_DESCRIPTION_WORDS));
  addField(found, "places", tokens(text.places));
  return found;
}

/** Takes entries one by one and makes a segment of them; document numbers are their order. */
export type SegmentBuilder = { readonly add: (text: SearchText) => void; readonly finish: () => Segment };

/** Starts a segment. */
export function segmentBuilder(): SegmentBuilder {
  const terms = new Map<string, number>();
  let pairTerm = new Uint32Array(1 << 16);
  let pairDoc = new Uint32Array(1 << 16);
  let pairWeight = new Uint8Array(1 << 16);
  const counts: number[] = [];
  let pairs = 0;
  const ids: string[] = [];
  const titles: string[] = [];
  const keywords: string[] = [];
  const coarse: number[] = [];
  const add = (text: SearchText): void => {
    const doc = ids.length;
    ids.push(text.id);
    titles.push(text.title);
    keywords.push(text.keywords.slice(0, 30).join(", "));
    coarse.push(text.byCountryAndYear ? 1 : 0);
    for (const [stem, tf] of weightedTerms(text)) {
      let term = terms.get(stem);
      if (term === undefined) {
        term = terms.size;
        terms.set(stem, term);
        counts.push(0);
      }
      if (pairs === pairTerm.length) {
        pairTerm = grown(pairTerm, new Uint32Array(pairs * 2));
        pairDoc = grown(pairDoc, new Uint32Array(pairs * 2));
        pairWeight = grown(pairWeight, new Uint8Array(pairs * 2));
      }
      pairTerm[pairs] = term;
      pairDoc[pairs] = doc;
      pairWeight[pairs] = Math.max(1, Math.min(254, Math.round((255 * tf) / (tf + K1))));
      pairs += 1;
      counts[term] = (counts[term] ?? 0) + 1;
    }
  };
  return {
    add,
    finish: () => {
      let numbers: ReadonlyMap<string, number> | undefined;
      return {
        ids: textsOf(ids),
        titles: textsOf(titles),
        keywords: textsOf(keywords),
        docOf: (id) => {
          numbers ??= new Map(ids.map((one, doc) => [one, doc]));
          return numbers.get(id);
        },
        coarse: Uint8Array.from(coarse),
        terms,
        ...sortedByTerm(pairTerm, pairDoc, pairWeight, pairs, counts),
      };
    },
  };
}

/** Builds one segment; document numbers are positions in `texts`. */
export function buildSegment(texts: readonly SearchText[]): Segment {
  const builder = segmentBuilder();
  for (const text of texts) builder.add(text);
  return builder.finish();
}

function grown<T extends Uint32Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** Counting sort of (term, doc, weight) by term; documents stay ascending. */
function sortedByTerm(
  pairTerm: Uint32Array,
  pairDoc: Uint32Array,
  pairWeight: Uint8Array,
  pairs: number,
  counts: readonly number[],
): Pick<Segment, "offsets" | "docs" | "weights"> {
  const offsets = new Uint32Array(counts.length + 1);
  counts.forEach((count, term) => {
    offsets[term + 1] = (offsets[term] ?? 0) + count;
  });
  const next = offsets.slice();
  const docs = new Uint32Array(pairs);
  const weights = new Uint8Array(pairs);
  for (let pair = 0; pair < pairs; pair += 1) {
    const term = pairTerm[pair] ?? 0;
    const at = next[term] ?? 0;
    next[term] = at + 1;
    docs[at] = pairDoc[pair] ?? 0;
    weights[at] = pairWeight[pair] ?? 0;
  }
  return { offsets, docs, weights };
}
