import type { Question } from "../question/question.ts";
import type { Vocabulary } from "../vocabulary/concept.ts";
import type { CatalogueIndex } from "./catalogue-index.ts";
import { type Candidate, evaluateDataset, spanOf } from "./evaluate.ts";
import type { DatasetFacts } from "./facts.ts";
import { findGaps } from "./gaps.ts";
import { heardOf } from "./heard.ts";
import { findPartner, findPartners, type Partners } from "./joins.ts";
import { type Criterion, type MatchEntry, type MatchReport, VERDICTS, type Verdict } from "./report.ts";
import { type Described, requestableEntries } from "./requestable.ts";
import type { Found } from "./search.ts";
import { say } from "./sentences.ts";
import { termsOf } from "./terms.ts";

/** How many rejected datasets a report keeps. */
const MOST_REJECTED = 50;

/** Criteria whose shortfall is told to the reader of an answer. Authority not designated anywhere is no caveat. */
const CAVEATED = new Set(["concept", "dimensions", "place", "time", "freshness", "completeness", "access"]);

const isCaveat = (criterion: Criterion): boolean =>
  (CAVEATED.has(criterion.code) && (criterion.verdict === "partly" || criterion.verdict === "unknown")) ||
  (criterion.code === "authority" && criterion.verdict === "partly");

const textsOf = (criteria: readonly Criterion[]): string =>
  criteria.map((criterion) => criterion.text).join(" ");

/** The criteria that rule a candidate out. */
const failures = (candidate: Candidate): readonly Criterion[] =>
  candidate.criteria.filter((criterion) =>
    // What measures something else need not be held against place and time too.
    candidate.sunk.includes("concept")
      ? criterion.code === "concept"
      : candidate.sunk.includes(criterion.code),
  );

function entryOf(
  candidate: Candidate,
  question: Question,
  index: CatalogueIndex,
  today: string,
  partners: Partners,
): MatchEntry {
  const { facts, measure, criteria, score } = candidate;
  const base = {
    dataset: facts.dataset.id,
    title: facts.dataset.title,
    score,
    measure: measure.id,
    criteria: [...criteria],
  };
  const [sunkBy] = candidate.sunk;
  if (sunkBy !== undefined)
    return { ...base, verdict: "cannot", sunkBy, reason: textsOf(failures(candidate)) };
  if (question.dataset !== undefined && question.dataset !== facts.dataset.id) {
    return { ...base, verdict: "cannot", sunkBy: "authority", reason: say.otherSource };
  }
  const partnership = findPartner(candidate, question, index, today, partners);
  if (partnership.kind === "missing") {
    const reason =
      partnership.role === "denominator"
        ? say.noDenominator(partnership.what)
        : say.noSecond(partnership.what);
    return { ...base, verdict: "cannot", sunkBy: "concept", reason };
  }
  if (!facts.held) {
    const from = facts.dataset.steward?.name ?? facts.dataset.publisher.name;
    return { ...base, verdict: "must-be-requested", sunkBy: "access", reason: say.mustBeRequested(from) };
  }
  if (partnership.kind === "join") {
    const { join } = partnership;
    return { ...base, verdict: "answers-together", join, reason: say.answersTogether(join.text) };
  }
  const caveats = criteria.filter(isCaveat);
  if (caveats.length > 0)
    return { ...base, verdict: "answers-with-caveats", reason: say.answersWith(textsOf(caveats)) };
  return { ...base, verdict: "answers", reason: say.answers };
}

/** Datasets of the asked concept that nothing rules out are compared also by how much time they span, if all of it is asked for. */
function withSpan(candidates: readonly Candidate[], question: Question): readonly Candidate[] {
  const longest = Math.max(1, ...candidates.map(({ facts }) => spanOf(facts)));
  const matters =
    question.time === undefined || question.time.any === true || question.time.from === undefined;
  // A tenth of the score where all times are asked for, next to nothing where the window is given.
  const share = matters ? 0.1 : 0.005;
  return candidates.map((candidate) => ({
    ...candidate,
    score: candidate.score * (1 - share) + share * (spanOf(candidate.facts) / longest),
  }));
}

/** Whether something held here measures what is asked, be it for other places or times: then that is what to tell of. */
const isMeasuredHere = (entries: readonly MatchEntry[]): boolean =>
  entries.some(
    ({ measure, verdict, sunkBy }) =>
      measure !== null && verdict !== "must-be-requested" && (verdict !== "cannot" || sunkBy !== "concept"),
  );

const withVocabulary = (index: CatalogueIndex, vocabulary: Vocabulary | undefined): CatalogueIndex =>
  vocabulary === undefined || vocabulary === index.terms.vocabulary
    ? index
    : { ...index, terms: termsOf(vocabulary) };

const rankOf = (verdict: Verdict): number => VERDICTS.indexOf(verdict);

/** Rejected entries by how far off they are: those of another concept last, the others by how many criteria fail. */
const failuresOf = (entry: MatchEntry): number =>
  entry.measure === null
    ? 99
    : (entry.sunkBy === "concept" ? 20 : 0) +
      entry.criteria.filter((criterion) => criterion.verdict === "not-met").length;

/** Answers first; rejected by how close they come. */
function compareEntries(one: MatchEntry, other: MatchEntry): number {
  return (
    rankOf(one.verdict) - rankOf(other.verdict) ||
    (one.verdict === "cannot" ? failuresOf(one) - failuresOf(other) : 0) ||
    other.score - one.score ||
    one.title.localeCompare(other.title, "en")
  );
}

/**
 * Holds the catalogue against a question and says for every dataset looked at whether it answers, and why (domain.md,
 * "Match"). `today` is an ISO day. Pure: the same input gives the same report.
 */
export function matchQuestion(input: {
  readonly question: Question;
  readonly index: CatalogueIndex;
  /** Words newer than those the index was built with. */
  readonly vocabulary?: Vocabulary;
  readonly today: string;
  readonly questionHash?: string;
  /** Entries known by their description only whose words fit the question well, best first. */
  readonly described?: readonly Described[];
  /** What a search of all descriptions found, told where nothing held here answers. */
  readonly found?: Found;
  /** How many entries there are; as many as have described columns unless set. */
  readonly size?: number;
}): MatchReport {
  const { question, today } = input;
  const index = withVocabulary(input.index, input.vocabulary);
  const asked = question.measure;
  const size = input.size ?? index.facts.size;
  const related = asked === undefined ? new Set<DatasetFacts>() : index.factsRelatedTo(asked.concept);
  const candidates = [...related].flatMap((facts) => {
    const candidate = asked === undefined ? null : evaluateDataset(index, facts, asked, question, today);
    return candidate ?? [];
  });
  const partners = findPartners(index, today);
  const judged = withSpan(candidates, question).map((candidate) =>
    entryOf(candidate, question, index, today, partners),
  );
  const unrelated: MatchEntry[] = [];
  for (const facts of index.facts.values()) {
    if (unrelated.length >= MOST_REJECTED) break;
    if (!related.has(facts)) unrelated.push(withoutConcept(facts.dataset, question, index));
  }
  const described = requestableEntries(input.described ?? [], question, index, today);
  const entries = [...judged, ...described, ...unrelated].sort(compareEntries);
  const usable = entries.filter((entry) => entry.verdict !== "cannot");
  const rejected = entries.filter((entry) => entry.verdict === "cannot").slice(0, MOST_REJECTED);
  const counts: MatchReport["counts"] = {
    answers: 0,
    "answers-with-caveats": 0,
    "answers-together": 0,
    "must-be-requested": 0,
    cannot: size - usable.length,
  };
  for (const entry of usable) counts[entry.verdict] += 1;
  const heard = input.found === undefined || isMeasuredHere(entries) ? null : heardOf(input.found);
  return {
    questionHash: input.questionHash ?? "",
    entries: [...usable, ...rejected],
    considered: size,
    counts,
    gaps: findGaps({ question, index, today, entries: [...usable, ...rejected], candidates }),
    ...(heard !== null && { heard }),
  };
}

function withoutConcept(
  dataset: { id: string; title: string },
  question: Question,
  index: CatalogueIndex,
): MatchEntry {
  const asked = question.measure === undefined ? "" : index.terms.conceptLabel(question.measure.concept);
  const text = say.conceptOther(asked);
  return {
    dataset: dataset.id,
    title: dataset.title,
    verdict: "cannot",
    score: 0,
    measure: null,
    criteria: [{ code: "concept", verdict: "not-met", figure: 0, text, field: "measures" }],
    sunkBy: "concept",
    reason: text,
  };
}
