import type { Reading } from "../question/reading.ts";
import { aboutness } from "./search/aboutness.ts";
import type { Collection } from "./search/collection.ts";
import { withFeedback } from "./search/feedback.ts";
import { METHOD, type SearchMethod } from "./search/method.ts";
import { type Hit, type QueryPart, rank } from "./search/rank.ts";
import { scopeOf } from "./search/scope.ts";
import { spelledRight } from "./search/spelling.ts";
import { crisisThesaurus } from "./search/thesaurus.ts";
import { tokens } from "./search/tokens.ts";
import { partsOf } from "./search/understand.ts";
import { newestFirst } from "./search/vintages.ts";

/** How well an entry fits: `good` may well answer, `doubtful` shares some words, `poor` means that nothing really fits. */
export type Fit = { readonly grade: "good" | "doubtful" | "poor"; readonly figure: number };

/** An entry found by its words. `score` is comparable within one search only; `why` says which words it was found by. */
export type SearchHit = {
  readonly dataset: string;
  readonly title: string;
  readonly score: number;
  readonly why: string;
  /** Comparable over searches. A best entry that is `poor` says that the catalogue has nothing on the question. */
  readonly fit: Fit["grade"];
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
  return hits.slice(0, options.limit).map((hit) => ({
    dataset: hit.segment.ids.at(hit.doc),
    title: hit.segment.titles.at(hit.doc),
    score: hit.score,
    why: wordsFound(hit, parts),
    fit: fitOf(hit, parts).grade,
  }));
}

/**
 * Score for each unit of the question's weight at which an entry is taken to fit well, and below which it does not fit.
 * Set on the 30 judged questions and 15 written ones that the catalogue cannot answer, so others will fare less well: the
 * best entry is called poor for none of the 19 that have an answer, 2 of the 9 that have part of one and 10 of the 17 that
 * have none; good for 14, 3 and 5 of them.
 */
const FITS = { good: 4.8, poor: 3.3 };

/** How well an entry fits the question, comparable over questions. `figure`: 0…1. */
export function fitOf(hit: Hit, parts: readonly QueryPart[]): Fit {
  const whole = parts.reduce((sum, part) => sum + part.weight, 0);
  const share = whole === 0 ? 0 : hit.score / whole;
  const grade = share >= FITS.good ? "good" : share >= FITS.poor ? "doubtful" : "poor";
  return { grade, figure: share / (share + FITS.good) };
}

/** An entry whose description fits the words of a question well, and how well (0…1). */
export type Fitting = { readonly dataset: string; readonly fit: number };

/** The entries, at most `most`, whose description fits a text well, best first. */
export function fittingEntries(text: string, collection: Collection, most: number): Fitting[] {
  const { parts, hits } = findEntries(text, collection);
  const fitting: Fitting[] = [];
  for (const hit of hits) {
    const { grade, figure } = fitOf(hit, parts);
    if (grade !== "good" || fitting.length >= most) break;
    fitting.push({ dataset: hit.segment.ids.at(hit.doc), fit: figure });
  }
  return fitting;
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
