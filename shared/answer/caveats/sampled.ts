import { sampleOf } from "../../plan/sample/sample-plan.ts";
import type { Caveat } from "../answer.ts";
import type { Context } from "../context.ts";
import { sampledWords } from "../sampled/sampled-words.ts";
import type { Series } from "../series.ts";
import { windowFacts } from "./facts.ts";

/** That the answer is from a sample, how large that is, and what it could not say anything about. */
export function sampled(context: Context, series: readonly Series[]): Caveat[] {
  const draw = sampleOf(context.plan);
  if (draw === null) return [];
  const drawn = windowFacts(context)?.rows ?? 0;
  const figures = context.figures.figures.filter(({ scant }) => scant);
  const points = series.flatMap(({ points: all }) => all.filter(({ scant }) => scant));
  return [
    {
      code: "sampled",
      severity: "serious",
      text: sampledWords.caveat(draw, drawn),
      evidence: { count: drawn },
    },
    ...scant(figures.length, sampledWords.places(figures.length), {
      places: figures.map(({ place, dims }) =>
        [place.label, ...dims].filter((part) => part !== "").join(", "),
      ),
    }),
    ...(context.plan.kind === "ranking" ? unranked(context) : []),
    ...scant(points.length, sampledWords.periods(points.length), {
      dates: points.map(({ period }) => period),
    }),
  ];
}

/** What a ranking leaves out, as it has no figure: it may stand anywhere in it. */
function unranked({ figures }: Context): Caveat[] {
  const count = figures.main.figure.filter((row) => row.scant).length;
  return scant(count, sampledWords.places(count), {});
}

const scant = (count: number, what: string, evidence: Caveat["evidence"]): Caveat[] =>
  count === 0
    ? []
    : [
        {
          code: "sampled",
          severity: "notable",
          text: sampledWords.scant(count, what),
          evidence: { count, ...evidence },
        },
      ];
