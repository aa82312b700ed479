import type { Dataset, Measure } from "../../catalogue/dataset.ts";
import type { Question } from "../../question/question.ts";
import { compareDates, daysBetween } from "../../time/calendar.ts";
import type { DatasetFacts } from "../facts.ts";
import type { Criterion } from "../report.ts";
import { say } from "../sentences.ts";
import type { Terms } from "../terms.ts";

/** State of a dataset's age against its own rhythm, as catalogue/freshness.ts tells it. */
export type AgeState = {
  readonly state: "fresh" | "due" | "overdue" | "delinquent" | "unknown";
  readonly ageDays: number | null;
};

/**
 * Is it fresh enough, by its own rhythm and by what the question accepts? A question about a time that is over and
 * covered needs nothing newer. Figure: age of the newest figure in days.
 */
export function judgeFreshness(
  facts: DatasetFacts,
  question: Question,
  age: AgeState,
  today: string,
): Criterion {
  const field = "accrualPeriodicity";
  const need = question.needs?.greatestAgeDays;
  const newest = facts.time?.to;
  const days = newest === undefined ? age.ageDays : Math.max(0, daysBetween(newest, today));
  if (need !== undefined && days !== null) {
    const tooOld = days > need;
    const text = tooOld ? say.freshTooOld(days, need) : say.freshEnough(days, need);
    return {
      code: "freshness",
      verdict: tooOld ? "not-met" : "met",
      figure: days,
      text,
      field: facts.time?.field ?? field,
    };
  }
  const end = question.time?.to;
  const reaches = facts.time !== null && end !== undefined && compareDates(facts.time.from, end) <= 0;
  if (
    reaches &&
    end !== undefined &&
    compareDates(end, today) < 0 &&
    newest !== undefined &&
    compareDates(newest, end) >= 0
  ) {
    return { code: "freshness", verdict: "met", figure: days, text: say.freshHistorical, field: "temporal" };
  }
  if (age.state === "unknown" || days === null) {
    return { code: "freshness", verdict: "unknown", figure: days, text: say.freshUnknown, field };
  }
  const verdict = age.state === "fresh" || age.state === "due" ? "met" : "partly";
  return { code: "freshness", verdict, figure: days, text: say.freshState(age.state, days), field };
}

/** How many rows have a value of the measure? Figure: that share, 0…1. */
export function judgeCompleteness(facts: DatasetFacts, measure: Measure, question: Question): Criterion {
  const field = `columns.${measure.column ?? ""}.nulls`;
  if (measure.column === null && facts.rows !== null) {
    return { code: "completeness", verdict: "met", figure: 1, text: say.completeMet(1), field: "rows" };
  }
  const column = measure.column ?? "";
  const nulls =
    facts.profiles.get(column)?.nulls ?? facts.dataset.columns.find((one) => one.name === column)?.nulls;
  if (nulls === undefined || facts.rows === null || facts.rows === 0) {
    return { code: "completeness", verdict: "unknown", figure: null, text: say.completeUnknown, field };
  }
  const share = Math.max(0, 1 - nulls / facts.rows);
  const least = question.needs?.leastCoverage;
  if (least !== undefined && share < least) {
    return {
      code: "completeness",
      verdict: "not-met",
      figure: share,
      text: say.completeTooLow(share, least),
      field,
    };
  }
  // Below four values in five, a reader should be told before using the number.
  if (share < 0.8)
    return { code: "completeness", verdict: "partly", figure: share, text: say.completePart(share), field };
  return { code: "completeness", verdict: "met", figure: share, text: say.completeMet(share), field };
}

/** May it be used here and now? Figure: none. */
export function judgeAccess(dataset: Dataset, held: boolean): Criterion {
  const field = held ? "access" : "distributions";
  if (!held) {
    const from = dataset.steward?.name ?? dataset.publisher.name;
    return {
      code: "access",
      verdict: "not-met",
      figure: null,
      text: say.accessNotHeld(dataset.access, from),
      field,
    };
  }
  const open = dataset.access === "open" || dataset.access === "internal";
  const text = dataset.access === "open" ? say.accessOpen : say.accessClass(dataset.access);
  return { code: "access", verdict: open ? "met" : "partly", figure: null, text, field };
}

/** Whether a dataset is designated for a concept, subject and (all of the) areas; a missing subject or area means any. */
export function isAuthoritative(
  dataset: Dataset,
  measure: Pick<Measure, "concept" | "subject">,
  areas: readonly string[],
): boolean {
  return dataset.authoritativeFor.some(
    (claim) =>
      claim.concept === measure.concept &&
      (claim.subject === undefined || claim.subject === measure.subject) &&
      (claim.area === undefined ||
        (areas.length > 0 &&
          areas.every((area) => area === claim.area || area.startsWith(`${claim.area}/`)))),
  );
}

/** Is it the designated source of the concept? `designated`: the title of the source that is, if another. Figure: 1 or 0. */
export function judgeAuthority(
  facts: DatasetFacts,
  measure: Measure,
  question: Question,
  terms: Terms,
  designated: string | null,
): Criterion {
  const field = "authoritativeFor";
  const areas = question.place?.areas.map((area) => area.id) ?? [];
  if (isAuthoritative(facts.dataset, measure, areas)) {
    return {
      code: "authority",
      verdict: "met",
      figure: 1,
      text: say.authorityMet(terms.conceptLabel(measure.concept)),
      field,
    };
  }
  if (designated !== null) {
    return { code: "authority", verdict: "partly", figure: 0, text: say.authorityOther(designated), field };
  }
  const text = say.authorityNone(terms.conceptLabel(measure.concept));
  return { code: "authority", verdict: "unknown", figure: null, text, field };
}
