import type { Chart } from "./answer.ts";
import type { Context } from "./context.ts";
import type { Figure } from "./figures.ts";
import { grainWords, periodCell } from "./periods.ts";
import { roundedCell, settle, showNumber } from "./rounding.ts";
import { type Series, seriesOf } from "./series.ts";
import { build, columnOf, type Draft } from "./table/column-drafts.ts";
import { columnsOf } from "./table/row-columns.ts";
import { limitWords, sentenceCase } from "./wording/subject-words.ts";

/** Fewer periods are no series; more are not drawn behind one number. */
const [FEWEST, MOST] = [3, 2000];

/**
 * The series behind one number, as a chart with a table of its own: what the number is made of, period by period, with the
 * number marked. Null where the data have none, where the number is made of two measures, and under disclosure control,
 * where no more is told than was asked.
 */
export function chartBehind(context: Context, figure: Figure, sentence: string): Chart | null {
  const { plan, figures, dataset, question, unit, hidden } = context;
  const { main } = figures;
  const isMadeOfTwo = plan.steps.some(
    ({ kind }) => kind === "join" || kind === "across" || kind === "compare",
  );
  if (plan.kind !== "situation" || isMadeOfTwo || hidden !== null || figure.value === null) return null;
  const [series] = seriesOf({ ...main, series: columnsOf(main.behind) }, dataset, question);
  const known = series?.points.filter(({ value }) => value !== null).length ?? 0;
  if (series === undefined || known < FEWEST || series.points.length > MOST) return null;
  const label = sentenceCase(context.subject);
  const own = measureUnit(context);
  const caption = captionOf(context, figure, series);
  const mark = markOf(context, figure);
  const limit = plan.statistic.kind === "periods-meeting" ? plan.statistic.condition : null;
  return {
    kind: "line",
    title: sentence,
    unit: own,
    x: "period",
    series: [{ column: "value", label }],
    behind: tableOf(series, label, own),
    caption,
    ...(mark === null ? {} : { mark }),
    ...(limit === null
      ? {}
      : { threshold: { value: limit.value, label: sentenceCase(limitWords(limit.op, limit.value)) } }),
    unfinished: series.points
      .filter(({ whole, value }) => !whole && value !== null)
      .map(({ period }) => periodCell(period)),
    gaps: series.points.filter(({ value }) => value === null).map(({ period }) => periodCell(period)),
    alt: `${sentence} ${caption} ${showNumber(series.points.length)} rows; the same numbers are in the table below.`,
  };

  /** The unit of each period: a count of days is made of readings, not of days. */
  function measureUnit({ measure }: Context): string {
    const counts = plan.statistic.kind === "periods-meeting" || plan.statistic.kind === "change";
    return counts ? measure.unit : unit;
  }
}

function tableOf({ points }: Series, label: string, unit: string): NonNullable<Chart["behind"]> {
  const drafts: Draft<Series["points"][number]>[] = [
    {
      column: columnOf(
        "period",
        "Period",
        points.some(({ period }) => period.includes("T")) ? "time" : "date",
        "period",
      ),
      cell: ({ period }) => periodCell(period),
    },
    { column: columnOf("value", label, "number", "value", unit), cell: ({ value }) => roundedCell(value) },
  ];
  return build(drafts, points);
}

/** What the series has to do with the number. */
function captionOf({ plan }: Context, { value }: Figure, { grain }: Series): string {
  const each = `Behind the number: each ${grainWords(grain)}.`;
  switch (plan.statistic.kind) {
    case "total":
    case "records":
      return `${each} Together they come to ${showNumber(value ?? 0)}.`;
    case "mean":
    case "median":
    case "quantile":
      return `${each} The number is drawn as a line.`;
    case "peak":
    case "lowest":
    case "latest":
      return `${each} The number is marked.`;
    case "periods-meeting":
      return `${each} The limit is drawn as a line.`;
    default:
      return each;
  }
}

/** Where the number stands in its series: at one period, or across them all; nowhere when it is a sum of them. */
function markOf({ plan }: Context, { value, at }: Figure): Chart["mark"] | null {
  if (value === null) return null;
  switch (plan.statistic.kind) {
    case "peak":
    case "lowest":
    case "latest":
      return at === null ? null : { x: periodCell(at), value: settle(value), label: showNumber(value) };
    case "mean":
    case "median":
    case "quantile":
      return { x: null, value: settle(value), label: showNumber(value) };
    default:
      return null;
  }
}
