import type { AnswerTable, Chart } from "./answer.ts";
import type { Context } from "./context.ts";
import { periodCell } from "./periods.ts";
import { showNumber } from "./rounding.ts";
import type { Series } from "./series.ts";
import { remembered } from "./series-calendar.ts";
import { comparisonLabel } from "./table/answer-table.ts";
import { twoSides } from "./two-sides.ts";
import { sentenceCase } from "./wording/subject-words.ts";

/** The line to draw: the decision's rule, or the target compared with. */
function thresholdOf({ question }: Context): Chart["threshold"] | undefined {
  const rule = question.decision?.kind === "stated" ? question.decision.rule : undefined;
  if (rule) return { value: rule.value, label: `Rule: ${rule.op} ${showNumber(rule.value)}` };
  if (question.against?.kind === "target")
    return { value: question.against.value, label: `Target: ${showNumber(question.against.value)}` };
  return undefined;
}

function chart(context: Context, part: Omit<Chart, "unit" | "unfinished" | "gaps"> & Partial<Chart>): Chart {
  const threshold = thresholdOf(context);
  return { unit: context.unit, unfinished: [], gaps: [], ...(threshold ? { threshold } : {}), ...part };
}

const LINES = 8;

/** The chart of situation, comparison and ranking; `sentence` is the finding that stands above it. */
export function figureChart(context: Context, table: AnswerTable, sentence: string): Chart {
  const label = sentenceCase(context.subject);
  const keys = table.columns.filter(({ role }) => role === "place" || role === "dimension");
  const [key] = keys;
  const kind = context.question.kind;
  const alt = `${sentence} ${showNumber(table.rows.length)} rows; the same numbers are in the table.`;
  if (key === undefined) {
    const sides = twoSides(context, table);
    if (sides !== null) {
      const { caption = "" } = sides;
      return chart(context, {
        ...sides,
        title: sentence,
        alt: `${sentence} ${caption} The same numbers are in the table below.`,
      });
    }
    return chart(context, {
      kind: "number",
      title: sentence,
      x: null,
      series: [{ column: "value", label }],
      alt,
    });
  }
  const compared = context.figures.compared.length > 0;
  return chart(context, {
    kind: compared ? "grouped-bar" : kind === "ranking" ? "ranking" : "bar",
    title: sentence,
    x: key.name,
    series: [
      {
        column: "value",
        label: compared ? (table.columns.find(({ name }) => name === "value")?.label ?? label) : label,
      },
      ...(compared ? [{ column: "compared_with", label: comparisonLabel(context) }] : []),
    ],
    alt,
  });
}

/** The chart of a trend: a line, or up to eight lines; gaps and unfinished periods are marked. */
export function seriesChart(
  context: Context,
  table: AnswerTable,
  series: readonly Series[],
  sentence: string,
): Chart {
  const label = sentenceCase(context.subject);
  const cellOf = remembered(periodCell);
  const empty = new Map<string, boolean>();
  const unfinished = new Set<string>();
  for (const { points } of series)
    for (const { period, value, whole, hidden } of points) {
      const cell = cellOf(period);
      empty.set(cell, (empty.get(cell) ?? true) && value === null && !hidden);
      if (!whole && value !== null) unfinished.add(cell);
    }
  const single = series.length === 1;
  const smooth = table.columns.some(({ name }) => name === "mean_7_days");
  return chart(context, {
    kind: "line",
    title: sentence,
    x: "period",
    series: single
      ? [{ column: "value", label }, ...(smooth ? [{ column: "mean_7_days", label: "7-day mean" }] : [])]
      : largest(series).map((one) => {
          const name = one.place.label !== "" ? one.place.label : (one.dims[0] ?? "");
          return { column: "value", label: name, value: name };
        }),
    unfinished: [...unfinished],
    gaps: [...empty].flatMap(([period, none]) => (none ? [period] : [])),
    alt: `${sentence} ${showNumber(table.rows.length)} rows; the same numbers are in the table.`,
  });
}

/** The series that stand highest at their end, at most eight. */
function largest(series: readonly Series[]): readonly Series[] {
  const ends = series.map((one) => ({
    one,
    end: one.points.findLast(({ value }) => value !== null)?.value ?? Number.NEGATIVE_INFINITY,
  }));
  const sorted = ends.sort((a, b) => b.end - a.end);
  return sorted.slice(0, LINES).map(({ one }) => one);
}
