import type { Measure } from "../../catalogue/dataset.ts";
import type { MeasureRef } from "../../question/question.ts";
import type { Criterion } from "../report.ts";
import { say } from "../sentences.ts";
import type { Terms } from "../terms.ts";

type Judged = Pick<Criterion, "verdict" | "text"> & {
  readonly figure: number;
  /** Where it rests on something else than the subject. */
  readonly field?: string;
};

/** The subject asked for: stated, or implied by the concept (stringency implies a disease's response). */
export const askedSubject = (asked: MeasureRef, terms: Terms): string | undefined =>
  asked.subject ?? terms.concept(asked.concept)?.defaultSubject;

function judgeSubject(measure: Measure, asked: MeasureRef, terms: Terms, contested: boolean): Judged | null {
  const wanted = askedSubject(asked, terms);
  const label = terms.conceptLabel(measure.concept);
  const has = measure.subject ?? terms.concept(measure.concept)?.defaultSubject;
  if (has === undefined && wanted === undefined) return null;
  if (wanted === undefined) {
    // A rate or an index is about its crisis as a whole; only counts are a part of a larger count, and only where there
    // are counts of other things by the same name.
    if (!contested || measure.behaviour === "ratio" || measure.behaviour === "index") return null;
    const text = say.subjectNarrower(terms.subjectLabel(has ?? ""), null);
    return { verdict: "partly", figure: 0.45, text };
  }
  // A named event (a hurricane) says when and where, not what: place and time judge it.
  const event = terms.subject(wanted)?.kind === "event";
  if (has === undefined) {
    if (event) return null;
    // Deaths from all causes are not deaths of one: a narrower concept that names no subject is about another matter.
    const own = terms.relateConcepts(measure.concept, asked.concept) === "same";
    if (own)
      return { verdict: "unknown", figure: 0.5, text: say.subjectUnsaid(label, terms.subjectLabel(wanted)) };
    const text = say.subjectNotItsOwn(label, terms.subjectLabel(wanted));
    return { verdict: "not-met", figure: 0.1, text, field: `measures.${measure.id}.concept` };
  }
  const hasName = terms.subjectLabel(has);
  const wantedName = terms.subjectLabel(wanted);
  switch (terms.relateSubjects(has, wanted)) {
    case "same":
      return null;
    case "narrower":
      return { verdict: "partly", figure: 0.6, text: say.subjectNarrower(hasName, wantedName) };
    case "wider":
      if (event) return null;
      return { verdict: "not-met", figure: 0.2, text: say.subjectWider(label, hasName, wantedName) };
    case "other":
      if (event && terms.subject(has)?.kind === "event") {
        return { verdict: "partly", figure: 0.4, text: say.eventOther(hasName, wantedName) };
      }
      return { verdict: "not-met", figure: 0, text: say.subjectOther(label, hasName, wantedName) };
  }
}

/**
 * Does the measure stand for the concept asked, about the subject asked? Figure: closeness, 0…1.
 * `contested`: the catalogue has this concept about several subjects.
 */
export function judgeConcept(
  measure: Measure,
  asked: MeasureRef,
  terms: Terms,
  contested: boolean,
): Criterion {
  const field = `measures.${measure.id}.concept`;
  const wanted = terms.conceptLabel(asked.concept);
  const relation = terms.relateConcepts(measure.concept, asked.concept);
  const label = terms.conceptLabel(measure.concept);
  if (relation === "other") {
    return { code: "concept", verdict: "not-met", figure: 0, text: say.conceptOther(wanted), field };
  }
  if (relation === "wider") {
    return { code: "concept", verdict: "not-met", figure: 0.2, text: say.conceptWider(label, wanted), field };
  }
  const subject = judgeSubject(measure, asked, terms, contested);
  if (subject !== null) return { code: "concept", field: `measures.${measure.id}.subject`, ...subject };
  if (relation === "narrower") {
    return {
      code: "concept",
      verdict: "partly",
      figure: 0.6,
      text: say.conceptNarrower(label, wanted),
      field,
    };
  }
  return { code: "concept", verdict: "met", figure: 1, text: say.conceptMet(measure.label || label), field };
}
