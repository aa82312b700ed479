import type { Dataset } from "../catalogue/dataset.ts";
import { timeCoverageOf } from "../catalogue/time-coverage.ts";
import type { Question } from "../question/question.ts";
import type { CatalogueIndex } from "./catalogue-index.ts";
import { judgeAccess, judgeFreshness } from "./criteria/supply.ts";
import { judgeTime } from "./criteria/time.ts";
import { datasetFacts } from "./facts.ts";
import type { Criterion, MatchEntry } from "./report.ts";
import { say } from "./sentences.ts";
import type { Terms } from "./terms.ts";

/** How many entries known only by their description are told of. */
export const MOST_REQUESTABLE = 10;

/** An entry known by its description only, and how well its words fit the question (0…1). */
export type Described = { readonly dataset: Dataset; readonly fit: number };

/** What to search the descriptions for: the question as typed, or what it measures where it was built without typing. */
export function wordsToSearch(question: Question, { conceptLabel, subjectLabel }: Terms): string {
  if (question.text.trim() !== "") return question.text;
  const { measure, place } = question;
  if (measure === undefined) return "";
  const subject = measure.subject === undefined ? [] : [subjectLabel(measure.subject)];
  const places = place?.areas.map((area) => area.name) ?? [];
  return [...subject, conceptLabel(measure.concept), ...places].join(" ");
}

function entryOf(
  dataset: Dataset,
  fit: number,
  question: Question,
  index: CatalogueIndex,
  today: string,
): MatchEntry {
  const facts = datasetFacts(dataset);
  const stated = dataset.spatial?.text;
  const concept: Criterion = {
    code: "concept",
    verdict: "unknown",
    figure: fit,
    text: say.conceptMetadataOnly,
    field: "description",
  };
  const place: Criterion = {
    code: "place",
    verdict: "unknown",
    figure: null,
    text: stated === undefined || stated === "" ? say.placeUnknown : say.placeStated(stated),
    field: "spatial",
  };
  const known = timeCoverageOf(dataset) === null ? null : judgeTime(facts, question);
  const time: Criterion = known ?? {
    code: "time",
    verdict: "unknown",
    figure: null,
    text: say.timeUnknown,
    field: "temporal",
  };
  const criteria: Criterion[] = [
    concept,
    { code: "behaviour", verdict: "unknown", figure: null, text: say.behaviourUnknown, field: "columns" },
    { code: "dimensions", verdict: "unknown", figure: null, text: say.dimensionsUnknown, field: "columns" },
    place,
    time,
    judgeFreshness(facts, question, index.ageOf(dataset, today), today),
    {
      code: "completeness",
      verdict: "unknown",
      figure: null,
      text: say.completeUnknown,
      field: "columns",
    },
    judgeAccess(dataset, facts.held),
    {
      code: "authority",
      verdict: "unknown",
      figure: null,
      text: say.authorityUndescribed,
      field: "authoritativeFor",
    },
  ];
  const base = { dataset: dataset.id, title: dataset.title, score: fit, measure: null, criteria };
  if (time.verdict === "not-met") return { ...base, verdict: "cannot", sunkBy: "time", reason: time.text };
  if (facts.held) return { ...base, verdict: "cannot", sunkBy: "concept", reason: say.heldUndescribed };
  const from = dataset.steward?.name ?? dataset.publisher.name;
  return { ...base, verdict: "must-be-requested", sunkBy: "access", reason: say.mustBeRequested(from) };
}

/**
 * Entries that are only described, not held, and whose description fits the words of the question well: they may answer
 * once they are here. Best first.
 */
export const requestableEntries = (
  described: readonly Described[],
  question: Question,
  index: CatalogueIndex,
  today: string,
): MatchEntry[] =>
  described
    .filter(({ dataset }) => dataset.measures.length === 0)
    .slice(0, MOST_REQUESTABLE)
    .map(({ dataset, fit }) => entryOf(dataset, fit, question, index, today));
