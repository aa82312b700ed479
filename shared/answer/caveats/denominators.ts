import { dateParts, isIsoDate } from "../../time/calendar.ts";
import type { Caveat } from "../answer.ts";
import type { Context } from "../context.ts";
import { figuresOfBranch } from "../figures.ts";
import { dayOf } from "../periods.ts";

/**
 * Which base a rate or weight rests on, and of which year: the year of the base's own figures, else the year the base
 * table was last changed. Notable from two years apart on, as populations then differ by a few per cent.
 */
export function denominators(context: Context): Caveat[] {
  const below = context.figures.branches.find(({ branch }) => branch.name === "below");
  const dataset = context.datasets.find(({ id }) => id === below?.branch.scan.dataset);
  const measure = dataset?.measures.find(({ id }) => id === below?.branch.scan.measure);
  // A base of each period is of that period.
  if (!below || !dataset || !measure || below.branch.series) return [];
  const dated = figuresOfBranch(below, dataset, context.question).flatMap(({ at }) =>
    at === null ? [] : [dayOf(at)],
  );
  const changed = dataset.modified?.slice(0, 10);
  const baseDay = dated.sort().at(-1) ?? (changed !== undefined && isIsoDate(changed) ? changed : null);
  const figureDay = context.window.to ?? context.figures.main.fact[0]?.t ?? null;
  if (baseDay === null || figureDay === null) return [];
  const [base, asked] = [dateParts(baseDay).year, dateParts(dayOf(figureDay)).year];
  if (base === asked) return [];
  const source = dated.length > 0 ? `of ${base}` : `from a table last changed in ${base}`;
  return [
    {
      code: "denominator-other-year",
      severity: Math.abs(base - asked) >= 2 ? "notable" : "minor",
      text: `The base (${measure.label}, “${dataset.title}”) is ${source}; the figures are of ${asked}.`,
      evidence: { values: [base, asked] },
    },
  ];
}
