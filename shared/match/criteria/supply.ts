import type { Authority } from "../../catalogue/authority.ts";
import type { Dataset, Measure } from "../../catalogue/dataset.ts";
import type { Freshness } from "../../catalogue/freshness.ts";
import { rowsArePeople } from "../../catalogue/people-rows.ts";
import type { Question } from "../../question/question.ts";
import { compareDates, daysBetween } from "../../time/calendar.ts";
import type { DatasetFacts } from "../facts.ts";
import type { Criterion } from "../report.ts";
import { say } from "../sentences.ts";
import type { Terms } from "../terms.ts";

/**
 * Is it fresh enough, by its own rhythm and by what the question accepts? A question about a time that is over and
 * covered needs nothing newer. Figure: age of the newest figure in days.
 */
export function judgeFreshness(
  facts: DatasetFacts,
  question: Question,
  age: Freshness,
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
      field: "distributions.profile",
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
  if (age.state === "age-unknown" || days === null) {
    return { code: "freshness", verdict: "unknown", figure: days, text: say.freshUnknown, field };
  }
  const verdict = age.state === "overdue" || age.state === "delinquent" ? "partly" : "met";
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
  // Of rows that are people only tenths are told: the exact share times the rows would be how many lack a value.
  const exact = Math.max(0, 1 - nulls / facts.rows);
  const share = rowsArePeople(facts.dataset) ? Math.floor(10 * exact) / 10 : exact;
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
  const text = share < exact ? say.completeAtLeast(share) : say.completeMet(share);
  return { code: "completeness", verdict: "met", figure: share, text, field };
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

/** Is it the designated source of the concept? Figure: 1 or 0, null where none is designated. */
export function judgeAuthority(
  facts: DatasetFacts,
  measure: Measure,
  terms: Terms,
  authority: Pick<Authority, "designated" | "disputed">,
): Criterion {
  const field = "authoritativeFor";
  const label = terms.conceptLabel(measure.concept);
  const { designated, disputed } = authority;
  if (designated?.id === facts.dataset.id) {
    return { code: "authority", verdict: "met", figure: 1, text: say.authorityMet(label), field };
  }
  if (designated !== null) {
    return {
      code: "authority",
      verdict: "partly",
      figure: 0,
      text: say.authorityOther(designated.title),
      field,
    };
  }
  const text = disputed.length > 0 ? say.authorityDisputed(label) : say.authorityNone(label);
  return { code: "authority", verdict: "unknown", figure: null, text, field };
}
