import type { Steps } from "../../steps.ts";
import { seriesChart } from "../chart.ts";
import type { Context } from "../context.ts";
import { intervalOf } from "../sampled/rough.ts";
import type { Series } from "../series.ts";
import { seriesTable } from "../table/series-table.ts";
import { trendFacts, trendSentence } from "../trend.ts";
import type { Hedge } from "../wording/sentence.ts";
import type { Shape } from "./shape.ts";

/** A trend: its series as a table and lines; a rule is held against the last whole period. */
export function* trendShape(context: Context, series: readonly Series[], hedge: Hedge): Steps<Shape> {
  const table = yield* seriesTable(context, series);
  const sentence = trendSentence(context, series, hedge);
  yield;
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
