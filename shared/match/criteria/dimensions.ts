import type { Measure } from "../../catalogue/dataset.ts";
import type { Condition, Question } from "../../question/question.ts";
import type { DatasetFacts } from "../facts.ts";
import type { Criterion } from "../report.ts";
import { listed, say } from "../sentences.ts";
import type { Terms } from "../terms.ts";

type Judged = { readonly verdict: Criterion["verdict"]; readonly text: string; readonly field: string };

/** Dimensions about the reporting itself: a table silent on them does not contradict the question, it just does not say. */
const OF_THE_REPORTING = new Set(["case-status", "data-source", "status"]);

function judgeImplied(measure: Measure, condition: Condition, terms: Terms): Judged | null {
  const implied = measure.implies?.find((candidate) => candidate.dimension === condition.dimension);
  if (implied === undefined) return null;
  const asked = condition.values.map(String);
  const wanted = new Set(asked.flatMap((value) => terms.valueForms(condition.dimension, value)));
  const isAsked = (value: string): boolean =>
    terms.valueForms(condition.dimension, value).some((form) => wanted.has(form));
  // A count of confirmed and probable cases together cannot say how many were confirmed.
  const fits = condition.op === "not-in" ? !implied.values.some(isAsked) : implied.values.every(isAsked);
  const field = `measures.${measure.id}.implies`;
  if (fits) return { verdict: "met", text: say.dimensionsImplied(listed(implied.values)), field };
  const text = say.contradicted(
    terms.dimensionLabel(condition.dimension),
    listed(implied.values),
    listed(asked),
  );
  return { verdict: "not-met", text, field };
}

/** A condition on places is judged by the place criterion; one on another measure of the same rows filters them. */
const tellsApart = ({ dataset }: DatasetFacts, asked: Measure, dimension: string): boolean =>
  dimension === "place" ||
  // Where rows are counted, a limit on another of their columns picks rows; a year's total has no such rows.
  ((asked.column === null || dataset.measures.some(({ behaviour }) => behaviour === "event")) &&
    dataset.measures.some((measure) => measure.concept === dimension && measure.column !== null));

function judgeValues(facts: DatasetFacts, measure: Measure, condition: Condition, terms: Terms): Judged {
  const label = terms.dimensionLabel(condition.dimension);
  const field = `columns.${condition.dimension}`;
  if (tellsApart(facts, measure, condition.dimension))
    return { verdict: "met", text: say.dimensionsMet(label), field };
  const values = facts.dimensions.get(condition.dimension);
  if (values === undefined) {
    if (facts.dataset.columns.length === 0)
      return { verdict: "unknown", text: say.dimensionsUnknown, field: "columns" };
    if (OF_THE_REPORTING.has(condition.dimension)) {
      const text = say.dimensionUnsaid(label, listed(condition.values.map(String)));
      return { verdict: "unknown", text, field };
    }
    return { verdict: "not-met", text: say.dimensionMissing(label), field };
  }
  if (condition.op !== "in" || values === null)
    return { verdict: "met", text: say.dimensionsMet(label), field };
  const missing = condition.values.filter((value) => {
    const forms = terms.valueForms(condition.dimension, String(value));
    return !forms.some((form) => values.has(form) || [...values].some((held) => holdsWords(held, form)));
  });
  if (missing.length === 0) return { verdict: "met", text: say.dimensionsMet(label), field };
  const text = say.valueMissing(label, listed(missing.map(String)));
  return { verdict: missing.length < condition.values.length ? "partly" : "not-met", text, field };
}

/** Whether a longer text ("was caused by the weather") holds a form as whole words. */
const holdsWords = (text: string, form: string): boolean => ` ${text} `.includes(` ${form} `);

const ORDER = { "not-met": 0, partly: 1, unknown: 2, met: 3 } as const;

/** Can the table be broken down and filtered as asked? Figure: share of breakdowns and conditions it can serve. */
export function judgeDimensions(
  facts: DatasetFacts,
  measure: Measure,
  question: Question,
  terms: Terms,
): Criterion {
  const conditions = question.where.map(
    (condition) => judgeImplied(measure, condition, terms) ?? judgeValues(facts, measure, condition, terms),
  );
  const breakdowns = question.by.map((dimension): Judged => {
    const label = terms.dimensionLabel(dimension);
    const there = facts.dimensions.has(dimension);
    if (!there && facts.dataset.columns.length === 0)
      return { verdict: "unknown", text: say.dimensionsUnknown, field: "columns" };
    const text = there ? say.dimensionsMet(label) : say.dimensionMissing(label);
    return { verdict: there ? "met" : "not-met", text, field: `columns.${dimension}` };
  });
  const all = [...conditions, ...breakdowns].sort((a, b) => ORDER[a.verdict] - ORDER[b.verdict]);
  const worst = all[0];
  if (worst === undefined) {
    return { code: "dimensions", verdict: "met", figure: null, text: say.dimensionsNone, field: "columns" };
  }
  const figure = all.filter((judged) => judged.verdict === "met").length / all.length;
  const saying = all.filter((judged) => judged.verdict === worst.verdict).map((judged) => judged.text);
  return {
    code: "dimensions",
    verdict: worst.verdict,
    figure,
    text: [...new Set(saying)].join(" "),
    field: worst.field,
  };
}
