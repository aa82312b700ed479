import { figureChart } from "../chart.ts";
import type { Context } from "../context.ts";
import { figureTable } from "../table/answer-table.ts";
import { type Hedge, sentenceOf } from "../wording/sentence.ts";
import type { Shape } from "./shape.ts";

/**
 * The one number of the answer: of a comparison the difference (in per cent of the other side, where a change in per cent
 * was asked), else the figure itself.
 */
function oneNumber(context: Context, figure: number): number | null {
  const { kind, against, measure } = context.question;
  const [compared] = context.figures.compared;
  if (kind !== "comparison" || against === undefined || against.kind === "target" || !compared) return figure;
  const statistic = measure?.statistic;
  if (statistic?.kind !== "change" || statistic.as !== "percent") return compared.difference;
  return compared.relative === null ? null : 100 * compared.relative;
}

/** Situation, comparison and ranking: figures per place and breakdown; one figure alone (also the first of a ranking) is the answer's value. */
export function figureShape(context: Context, hedge: Hedge): Shape {
  const table = figureTable(context);
  const sentence = sentenceOf(context, hedge);
  const [only, ...others] = context.figures.figures;
  const single = only && others.length === 0 ? only.value : null;
  return {
    table,
    sentence,
    chart: figureChart(context, table, sentence),
    value: single === null ? null : oneNumber(context, single),
    decisive: single,
    caveats: [],
  };
}
