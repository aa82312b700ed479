import type { Question } from "../question/question.ts";
import type { CatalogueIndex } from "./catalogue-index.ts";
import type { Candidate } from "./evaluate.ts";
import { nearestQuestion } from "./nearest.ts";
import type { Gap, MatchEntry, Verdict } from "./report.ts";
import { say } from "./sentences.ts";

const ANSWERING: ReadonlySet<Verdict> = new Set(["answers", "answers-with-caveats", "answers-together"]);

/** What is asked, in words: "COVID-19 booster doses". */
function askedInWords(question: Question, index: CatalogueIndex): string {
  const { measure } = question;
  if (measure === undefined) return say.anything;
  const concept = index.terms.conceptLabel(measure.concept);
  return measure.subject === undefined
    ? concept
    : say.aboutSubject(concept, index.terms.subjectLabel(measure.subject));
}

/** Rejected measures of the asked concept and subject, those that fail least first. */
function nearestCandidates(candidates: readonly Candidate[]): readonly Candidate[] {
  return candidates
    .filter((candidate) => candidate.sunk.length > 0 && !candidate.sunk.includes("concept"))
    .sort((one, other) => one.sunk.length - other.sunk.length || other.score - one.score);
}

/** The missing partner; a rate can still be asked for as the count itself. */
function partnerGap(entry: MatchEntry, question: Question): Gap {
  const gap: Gap = { criterion: "concept", text: say.gapOf(entry.title, entry.reason) };
  const { measure } = question;
  if (measure?.statistic.kind !== "rate") return gap;
  const patch = { measure: { ...measure, statistic: { kind: measure.statistic.of } }, per: undefined };
  return { ...gap, nearest: { patch, text: say.nearest(entry.title), loses: say.losesRate } };
}

/**
 * What is missing when nothing answers: one gap per criterion that sinks the nearest dataset, and, with the first gap,
 * the nearest question that can be answered. Empty when something answers.
 */
export function findGaps(input: {
  readonly question: Question;
  readonly index: CatalogueIndex;
  readonly today: string;
  readonly entries: readonly MatchEntry[];
  readonly candidates: readonly Candidate[];
}): Gap[] {
  const { question, index, today, entries, candidates } = input;
  if (question.measure === undefined || entries.some((entry) => ANSWERING.has(entry.verdict))) return [];
  // Fits by itself, but what a rate is divided by or the second measure is nowhere to be had.
  const alone = entries.find(
    (entry) => entry.verdict === "cannot" && entry.criteria.every((one) => one.verdict !== "not-met"),
  );
  if (alone?.sunkBy === "concept") return [partnerGap(alone, question)];
  const near = nearestCandidates(candidates);
  const first = near[0];
  if (first === undefined) {
    const lacking = entries.find(
      // Worth telling: it measures this, but about something else.
      ({ sunkBy, criteria }) => sunkBy === "concept" && criteria[0]?.field.endsWith(".subject") === true,
    );
    const text = say.gapConcept(askedInWords(question, index));
    return [{ criterion: "concept", text: lacking === undefined ? text : `${text} ${lacking.reason}` }];
  }
  const gaps: Gap[] = first.criteria
    .filter((criterion) => first.sunk.includes(criterion.code))
    .map((criterion) => ({
      criterion: criterion.code,
      text: say.gapOf(first.facts.dataset.title, criterion.text),
    }));
  for (const candidate of near.slice(0, 5)) {
    const nearest = nearestQuestion(candidate, question, index, today);
    const [gap, ...others] = gaps;
    if (nearest === null || gap === undefined) continue;
    const text = say.nearest(candidate.facts.dataset.title);
    return [{ ...gap, nearest: { patch: nearest.patch, text, loses: nearest.loses } }, ...others];
  }
  return gaps;
}
