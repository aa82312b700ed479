import { seriesChart } from "../chart.ts";
import type { Context } from "../context.ts";
import { figuresOfBranch } from "../figures.ts";
import { intervalOf } from "../sampled/rough.ts";
import type { Series } from "../series.ts";
import { seriesTable } from "../table/answer-table.ts";
import { trendFacts, trendSentence } from "../trend.ts";
import type { Hedge } from "../wording/sentence.ts";
import type { Shape } from "./shape.ts";

/** A trend of a rate: every value divided by the base of its place, times the scale. */
export function ratedSeries(context: Context, series: readonly Series[]): readonly Series[] {
  const step = context.plan.steps.find((one) => one.kind === "join" && one.how === "rate");
  const below = context.figures.branches.find(({ branch }) => branch.name === "below");
  const dataset = context.datasets.find(({ id }) => id === below?.branch.scan.dataset);
  if (step?.kind !== "join" || !below) return series;
  const bases = figuresOfBranch(below, dataset, context.question);
  const only = bases.length === 1 && bases[0]?.place.key === "" ? bases[0] : null;
  return series.map((one) => {
    const base = (only ?? bases.find(({ place }) => place.key === one.place.key))?.value ?? null;
    const rate = (value: number | null): number | null =>
      value === null || base === null || base === 0 ? null : (value / base) * step.scale;
    return {
      ...one,
      points: one.points.map((point) => ({
        ...point,
        value: rate(point.value),
        corrected: rate(point.corrected),
        ...(point.error === undefined ? {} : { error: rate(point.error) ?? 0 }),
      })),
    };
  });
}

/** A trend: its series as a table and lines; a rule is held against the last whole period. */
export function trendShape(context: Context, series: readonly Series[], hedge: Hedge): Shape {
  const table = seriesTable(context, series);
  const sentence = trendSentence(context, series, hedge);
  const [only] = series;
  const last = series.length === 1 && only ? (trendFacts(only)?.last ?? null) : null;
  const limits = last === null ? undefined : intervalOf(last);
  return {
    table,
    sentence,
    chart: seriesChart(context, table, series, sentence),
    value: null,
    decisive: last?.value ?? null,
    ...(limits ? { decisiveWithin: limits } : {}),
    caveats: [],
  };
}
