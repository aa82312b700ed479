import type { StepOf } from "../../plan/plan.ts";
import { notAnswerable } from "../../plan/refusals.ts";
import { dateWords } from "../../plan/words.ts";
import { ok, type Result } from "../../result.ts";
import { isBefore } from "../../time/calendar.ts";
import type { Grain } from "../../time/grain.ts";
import type { AnswerTable, Caveat, TableColumn } from "../answer.ts";
import type { Context } from "../context.ts";
import { type Estimate, LEAST_SIDE, type Segments, segments } from "../models/segmented-regression.ts";
import { dayOf, grainWords, lastDayOf, periodCell } from "../periods.ts";
import { roundedCell, showNumber, showSigned } from "../rounding.ts";
import { type Point, seriesOf } from "../series.ts";
import { limitColumns } from "../table/interval-columns.ts";
import { withNote } from "../wording/hedge-words.ts";
import { differenceUnit } from "../wording/percent.ts";
import type { Hedge } from "../wording/sentence.ts";
import { sentenceCase, withUnit } from "../wording/subject-words.ts";
import type { Shape } from "./shape.ts";

/** Did level or slope change at the intervention. States that it is not proof. */
export function impactShape(context: Context, step: StepOf<"model">, hedge: Hedge): Result<Shape> {
  const [series] = seriesOf(context.figures.main, context.dataset, context.question);
  const on = step.on;
  if (!series || on === undefined)
    return notAnswerable(
      `There are no figures for ${context.subject}${context.where} before and after the date.`,
    );
  // The period that the date falls into is partly before, partly after: it is left out unless the date begins it.
  const split = (period: string): "before" | "after" | "neither" =>
    !isBefore(dayOf(period), on)
      ? "after"
      : isBefore(lastDayOf(period, step.grain), on)
        ? "before"
        : "neither";
  const used = series.points
    .map((point, index) => ({ ...point, index, side: split(point.period) }))
    .filter(
      (point): point is typeof point & { value: number } =>
        point.whole && point.value !== null && point.side !== "neither",
    );
  const season = step.grain === "day" && used.length >= 56 ? 7 : 1;
  const fit = segments(
    used.map(({ index, value, side }) => ({ x: index, y: value, after: side === "after" })),
    season,
  );
  if (fit === null) {
    const before = used.filter(({ side }) => side === "before").length;
    return notAnswerable(
      `There are ${showNumber(before)} whole ${grainWords(step.grain, 2)} with figures before ${dateWords(on)} and ${showNumber(used.length - before)} after; at least ${LEAST_SIDE} on either side are needed.`,
      "Choose a longer window or a finer grain.",
    );
  }
  const what = step.what ?? "the intervention";
  const sentence = withNote(sentenceOf(context, what, on, step, fit), hedge);
  return ok({
    table: tableOf(
      context,
      series.points,
      used.map(({ index }) => index),
      fit,
      ({ period }) => split(period) === "after",
      step.grain,
    ),
    sentence,
    value: fit.level.value,
    decisive: fit.level.value,
    interval: { low: fit.level.low, high: fit.level.high, level: 0.95 },
    chart: {
      kind: "impact",
      title: sentence,
      unit: context.unit,
      x: "period",
      series: [
        { column: "value", label: sentenceCase(context.subject) },
        { column: "fitted", label: "Fitted" },
        { column: "expected", label: "As before, continued" },
      ],
      unfinished: series.points
        .filter(({ whole, value }) => !whole && value !== null)
        .map(({ period }) => periodCell(period)),
      gaps: [],
      alt: `${sentence} The same numbers are in the table.`,
    },
    caveats: [caveatOf(what, fit, step)],
  });
}

const clear = ({ low, high }: Estimate): boolean => low > 0 || high < 0;

const range = ({ low, high }: Pick<Estimate, "low" | "high">): string =>
  `95 % range ${showNumber(low)} to ${showNumber(high)}`;

/** The range of a size that is told without its sign: of a fall by so much. */
const sizeRange = ({ value, low, high }: Estimate): string =>
  value < 0 ? range({ low: -high, high: -low }) : range({ low, high });

function sentenceOf(
  context: Context,
  what: string,
  on: string,
  step: StepOf<"model">,
  { level, slope }: Segments,
): string {
  const { subject, where, unit } = context;
  const level_ = clear(level)
    ? `the level of ${subject}${where} ${level.value > 0 ? "rose" : "fell"} by ${withUnit(Math.abs(level.value), differenceUnit(unit), subject)} (${sizeRange(level)})`
    : `the level of ${subject}${where} did not clearly change (${showSigned(level.value)}, ${range(level)})`;
  const per = grainWords(step.grain);
  const slope_ = clear(slope)
    ? `they ${slope.value > 0 ? "rose faster or fell slower" : "rose slower or fell faster"} by ${showNumber(Math.abs(slope.value))} per ${per} (${sizeRange(slope)})`
    : `their pace did not clearly change (${showSigned(slope.value)} per ${per}, ${range(slope)})`;
  return `After ${what} (${dateWords(on)}) ${level_}, and ${slope_}. This is not proof that one brought about the other.`;
}

function caveatOf(what: string, { before, after, lag }: Segments, { grain }: StepOf<"model">): Caveat {
  return {
    code: "association-only",
    severity: "serious",
    text: `A change at the date of ${what} may have other causes: whatever else happened then changes the series too. The method holds a straight line before (${showNumber(before)} ${grainWords(grain, before)}) against one after (${showNumber(after)}); errors allow for neighbours that resemble each other (Newey-West, ${showNumber(lag)} ${grainWords(grain, lag)}).`,
    evidence: { count: before + after, values: [before, after, lag] },
  };
}

/** An estimate beside the period it begins with, and its limits. */
const changeColumns = (name: string, label: string, unit: string): TableColumn[] => [
  { name, label, type: "number", unit, role: "difference" },
  ...limitColumns(unit, name, label),
];

function tableOf(
  context: Context,
  points: readonly Point[],
  used: readonly number[],
  fit: Segments,
  isAfter: (point: Point) => boolean,
  grain: Grain,
): AnswerTable {
  const { unit } = context;
  const first = used.find((index) => {
    const point = points[index];
    return point !== undefined && isAfter(point);
  });
  const at = new Map(used.map((index, position) => [index, position]));
  const times = points.some(({ period }) => period.includes("T"));
  return {
    columns: [
      { name: "period", label: "Period", type: times ? "time" : "date", unit: null, role: "period" },
      { name: "value", label: sentenceCase(context.subject), type: "number", unit, role: "value" },
      { name: "fitted", label: "Fitted", type: "number", unit, role: "comparison" },
      { name: "expected", label: "As before, continued", type: "number", unit, role: "comparison" },
      {
        name: "low",
        label: "As before: lower end of the 95 % range",
        type: "number",
        unit,
        role: "interval",
      },
      {
        name: "high",
        label: "As before: upper end of the 95 % range",
        type: "number",
        unit,
        role: "interval",
      },
      ...changeColumns("level", "Change of level", differenceUnit(unit)),
      ...changeColumns("slope", `Change of pace per ${grainWords(grain)}`, differenceUnit(unit)),
    ],
    rows: points.map((point, index) => {
      const position = at.get(index);
      const cell = (list: readonly number[]): number | null =>
        position === undefined ? null : roundedCell(list[position] ?? null);
      return [
        periodCell(point.period),
        roundedCell(point.value),
        cell(fit.fitted),
        cell(fit.expected),
        // Before the date the line is the fitted one; what would have been is a question of the time after.
        isAfter(point) ? cell(fit.expectedRange.map(({ low }) => low)) : null,
        isAfter(point) ? cell(fit.expectedRange.map(({ high }) => high)) : null,
        // Both changes are of the first period after the date.
        ...[fit.level, fit.slope].flatMap(({ value, low, high }) =>
          index === first ? [value, low, high].map(roundedCell) : [null, null, null],
        ),
      ];
    }),
    suppressed: [],
  };
}
