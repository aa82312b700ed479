import type { Answer } from "../answer.ts";
import { chartBehind } from "../behind.ts";
import { figureChart } from "../chart.ts";
import type { Context } from "../context.ts";
import type { Figure } from "../figures.ts";
import { intervalOf, roughComparison } from "../sampled/rough.ts";
import { figureTable } from "../table/answer-table.ts";
import { differenceUnit, isPercent } from "../wording/percent.ts";
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
  const apart = roughComparison(compared);
  if (statistic?.kind !== "change" || statistic.as !== "percent")
    return apart?.difference.value ?? compared.difference;
  return apart?.percent?.value ?? (compared.relative === null ? null : 100 * compared.relative);
}

/** The unit of a comparison's one number, its difference, where that is another than the figures' own. */
function differs({ question, figures, unit }: Context): { readonly unit?: string } {
  const { kind, against, measure } = question;
  const statistic = measure?.statistic;
  const isDifference =
    kind === "comparison" &&
    against !== undefined &&
    against.kind !== "target" &&
    figures.compared.length === 1;
  const isRelative = statistic?.kind === "change" && statistic.as === "percent";
  return isDifference && !isRelative && isPercent(unit) ? { unit: differenceUnit(unit) } : {};
}

/** The limits of the one number, where it comes from a sample. */
function limitsOf(context: Context, figure: Figure): Answer["interval"] {
  const { kind, against, measure } = context.question;
  const [compared] = context.figures.compared;
  const apart = compared ? roughComparison(compared) : null;
  if (kind !== "comparison" || against === undefined || against.kind === "target" || apart === null)
    return intervalOf(figure);
  const statistic = measure?.statistic;
  const percent = statistic?.kind === "change" && statistic.as === "percent";
  return intervalOf((percent ? apart.percent : apart.difference) ?? {});
}

/** Situation, comparison and ranking: figures per place and breakdown; one figure alone (also the first of a ranking) is the answer's value. */
export function figureShape(context: Context, hedge: Hedge): Shape {
  const table = figureTable(context);
  const sentence = sentenceOf(context, hedge);
  const [only, ...others] = context.figures.figures;
  const single = only && others.length === 0 ? only.value : null;
  const value = single === null ? null : oneNumber(context, single);
  const limits = single === null || only === undefined ? undefined : limitsOf(context, only);
  const own = only === undefined ? undefined : intervalOf(only);
  return {
    table,
    sentence,
    chart:
      (single === null || only === undefined ? null : chartBehind(context, only, sentence)) ??
      figureChart(context, table, sentence),
    value,
    ...differs(context),
    decisive: single,
    ...(limits ? { interval: limits } : {}),
    ...(own && single !== null ? { decisiveWithin: own } : {}),
    caveats: [],
  };
}
