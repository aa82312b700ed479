import type { Caveat } from "../answer.ts";
import type { Context } from "../context.ts";

/** A unit that the source itself gives as one thing or another ("tests or people"), where places are put side by side. */
export function units({ measure, figures, question }: Context): Caveat[] {
  const several =
    figures.figures.length > 1 ||
    figures.branches.length > 1 ||
    (question.place?.areas.length ?? 0) !== 1 ||
    question.against?.kind === "place";
  if (!/ or /.test(measure.unit) || !several) return [];
  return [
    {
      code: "unit-differs",
      severity: "serious",
      text: `The source counts “${measure.unit}”, differently from place to place; the figures are not of the same kind.`,
      evidence: { words: measure.unit.split(" or ") },
    },
  ];
}
