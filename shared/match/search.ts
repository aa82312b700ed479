import type { Reading } from "../question/reading.ts";
import { aboutness } from "./search/aboutness.ts";
import type { Collection } from "./search/collection.ts";
import { withFeedback } from "./search/feedback.ts";
import {
  evidenceFor,
  type Fit,
  fitOf,
  likelihood,
  type PartHeard,
  partsHeard,
  unheardShare,
} from "./search/judgement.ts";
import { METHOD, type SearchMethod } from "./search/method.ts";
import { type Hit, type QueryPart, rank } from "./search/rank.ts";
import { scopeOf } from "./search/scope.ts";
import { spelledRight } from "./search/spelling.ts";
import { crisisThesaurus } from "./search/thesaurus.ts";
import { tokens } from "./search/tokens.ts";
import { partsOf } from "./search/understand.ts";
import { newestFirst } from "./search/vintages.ts";

/** An entry found by its words. `score` is comparable within one search only; `why` says which words it was found by. */
export type SearchHit = {
  readonly dataset: string;
  readonly title: string;
  readonly score: number;
  readonly why: string;
  /** Comparable over searches. A best entry that is `poor` says that the catalogue probably has nothing on the question. */
  readonly fit: Fit;
};

/** How many candidates are looked at closely. */
const CANDIDATES = 300;

/**
 * Finds the entries of the catalogue that a text asks for, best first.
 *
 * Own BM25F over packed arrays, with a kept Snowball stemmer, instead of a kept search library, by measurement: MiniSearch
 * with prefixes and fuzziness gets 0.186 NDCG@10 on the judged questions where this scoring gets 0.285 before any
 * understanding of the question; on 100,000 entries its index takes 296 MB of heap and ten times as long to build and it
 * searches for seconds, where this takes 36 MB and some 30 ms.
 */
export function searchCatalogue(
  asked: string | Reading,
  collection: Collection,
  options: { readonly limit: number },
): SearchHit[] {
  const text = typeof asked === "string" ? asked : asked.question.text;
  const { parts, hits } = findEntries(text, collection);
  return rate(hits.slice(0, options.limit), parts, collection).map(({ hit, likely }) => ({
    dataset: hit.segment.ids.at(hit.doc),
    title: hit.segment.titles.at(hit.doc),
    score: hit.score,
    why: wordsFound(hit, parts),
    fit: fitOf(likely),
  }));
}

/** An entry whose description fits the words of a question well, and how likely it is about it (0…1). */
export type Fitting = { readonly dataset: string; readonly fit: number };

/** What the catalogue has on a question: entries that fit well, best first, and which of its parts are spoken of. */
export type Found = {
  readonly fitting: readonly Fitting[];
  /** How many entries were searched. */
  readonly size: number;
  /** How well the nearest entry fits; poor where there is none. */
  readonly fit: Fit;
  readonly nearest: { readonly dataset: string; readonly title: string } | null;
  readonly parts: readonly PartHeard[];
};

/** Searches the whole catalogue for a question: the entries, at most `most`, that fit it well, and what is not there. */
export function findFor(text: string, collection: Collection, most: number): Found {
  const { parts, hits } = findEntries(text, collection);
  const rated = rate(hits.slice(0, Math.max(1, most)), parts, collection);
  const [nearest] = hits;
  return {
    fitting: rated.flatMap(({ hit, likely }) =>
      fitOf(likely) === "good" && most > 0 ? [{ dataset: hit.segment.ids.at(hit.doc), fit: likely }] : [],
    ),
    size: collection.size,
    fit: fitOf(rated[0]?.likely ?? 0),
    nearest:
      nearest === undefined
        ? null
        : { dataset: nearest.segment.ids.at(nearest.doc), title: nearest.segment.titles.at(nearest.doc) },
    parts: partsHeard(parts, nearest, collection),
  };
}

/** Hits with how likely each is about the question. */
function rate(hits: readonly Hit[], parts: readonly QueryPart[], collection: Collection) {
  const unheard = unheardShare(parts, collection);
  return hits.map((hit) => ({
    hit,
    likely: likelihood(evidenceFor(hit, parts, unheard, collection.size)),
  }));
}

/** The parts of the question that an entry's title or keywords speak of, as they were typed. */
function wordsFound(hit: Hit, parts: readonly QueryPart[]): string {
  const { segment, doc } = hit;
  const stems = new Set(tokens(`${segment.titles.at(doc)} ${segment.keywords.at(doc)}`));
  const speaks = (part: QueryPart) =>
    part.wordings.some((wording) => wording.stems.every((stem) => stems.has(stem)));
  return parts
    .filter(speaks)
    .map((part) => part.label)
    .join(", ");
}

/** The parts read from a text and the entries that fit them, best first. */
export function findEntries(
  text: string,
  collection: Collection,
  method: SearchMethod = METHOD,
): { readonly parts: readonly QueryPart[]; readonly hits: readonly Hit[] } {
  const thesaurus = crisisThesaurus();
  const parts = spelledRight(partsOf(text, thesaurus, method), collection, thesaurus, method);
  const scope = scopeOf(text);
  const titled = aboutness(parts, collection);
  const hits = rank(collection, parts, method.agreement, CANDIDATES).map((hit) => {
    const coarse = hit.segment.coarse[hit.doc] === 1;
    const width = coarse ? (scope.countries ? method.wide : scope.fine ? method.coarse : 1) : 1;
    return { ...hit, score: hit.score * width * (1 + method.title * titled(hit.segment.titles.at(hit.doc))) };
  });
  const rated = hits.sort(byScore);
  return { parts, hits: newestFirst(withFeedback(rated, collection, method), method).sort(byScore) };
}

const byScore = (one: Hit, other: Hit): number =>
  other.score - one.score || (one.segment.ids.at(one.doc) < other.segment.ids.at(other.doc) ? -1 : 1);
