import { figureTable } from "../answer-table.ts";
import { figureChart } from "../chart.ts";
import type { Context } from "../context.ts";
import { type Hedge, sentenceOf } from "../sentence.ts";
import type { Shape } from "./shape.ts";

/** Situation, comparison and ranking: figures per place and breakdown; one figure alone is the answer's value. */
export function figureShape(context: Context, hedge: Hedge): Shape {
  const table = figureTable(context);
  const sentence = sentenceOf(context, hedge);
  const [only, ...others] = context.figures.figures;
  const value = only && others.length === 0 && context.question.kind !== "ranking" ? only.value : null;
  return {
    table,
    sentence,
    chart: figureChart(context, table, sentence),
    value,
    decisive: value,
    caveats: [],
  };
}
