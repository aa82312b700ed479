import type { StepOf } from "../../plan/plan.ts";
import { notAnswerable } from "../../plan/refusals.ts";
import { ok, type Result } from "../../result.ts";
import type { Grain } from "../../time/grain.ts";
import type { AnswerTable, Caveat } from "../answer.ts";
import type { Context } from "../context.ts";
import { forecast, leastHistory, type Skill, skillOf } from "../models/damped-smoothing.ts";
import { grainWords, inPeriod, nextPeriod, periodCell, periodWords } from "../periods.ts";
import { roundedCell, showNumber } from "../rounding.ts";
import { type Point, seriesOf } from "../series.ts";
import { withNote } from "../wording/hedge-words.ts";
import type { Hedge } from "../wording/sentence.ts";
import { sentenceCase, withUnit } from "../wording/subject-words.ts";
import type { Shape } from "./shape.ts";

/** Periods of a season by grain: days of the week, months of the year, hours of the day. */
const SEASON: Readonly<Record<Grain, number>> = { hour: 24, day: 7, week: 1, month: 12, quarter: 4, year: 1 };

/** Older periods say little of the next ones, and cost time. */
const MOST_HISTORY = 400;

const LEVEL = 0.95;

type Ahead = { readonly period: string; readonly value: number; readonly low: number; readonly high: number };

/** What is to be expected over a short horizon; refused with too little history or without skill on held-back data. */
export function forecastShape(context: Context, step: StepOf<"model">, hedge: Hedge): Result<Shape> {
  const [series] = seriesOf(context.figures.main, context.dataset, context.question);
  const horizon = step.horizon ?? 1;
  const history = usable(series?.points ?? []);
  const last = history.at(-1);
  const noun = grainWords(step.grain, 2);
  if (!series || !last)
    return notAnswerable(`There are no figures for ${context.subject}${context.where} to forecast from.`);
  const values = history.map(({ value }) => value);
  const chosen = bestSeason(values, horizon, SEASON[step.grain]);
  if (chosen === null) {
    const least = leastHistory(horizon, 1) + horizon;
    return notAnswerable(
      `There are only ${showNumber(history.length)} whole ${noun} with figures; a forecast of ${showNumber(horizon)} ${noun} needs at least ${showNumber(least)}.`,
      "Choose a longer window, a finer grain or a shorter horizon.",
    );
  }
  const { skill, period } = chosen;
  if (skill.skill <= 0)
    return notAnswerable(
      `On held-back data the forecast does no better than repeating ${repeatedWords(step.grain, period)}: mean error ${showNumber(skill.error)} against ${showNumber(skill.naive)}.`,
      "Use the latest figures instead of a forecast.",
    );
  const floor = values.every((value) => value === null || value >= 0) ? 0 : Number.NEGATIVE_INFINITY;
  const { points } = forecast(values, horizon, period, LEVEL, skill.widen);
  // Half a person cannot be expected: counts are forecast in whole numbers.
  const shown = (value: number): number =>
    context.figures.main.branch.scan.numberType === "whole" ? Math.round(value) : value;
  let at = last.period;
  const ahead = points.map(({ value, low, high }): Ahead => {
    at = nextPeriod(at, step.grain);
    return {
      period: at,
      value: shown(Math.max(floor, value)),
      low: shown(Math.max(floor, low)),
      high: shown(Math.max(floor, high)),
    };
  });
  const end = ahead.at(-1);
  if (!end) return notAnswerable("The horizon is empty.");
  const sentence = withNote(sentenceOf(context, step.grain, last, end), hedge);
  return ok({
    table: tableOf(context, series.points, ahead),
    sentence,
    value: end.value,
    decisive: end.value,
    interval: { low: end.low, high: end.high, level: LEVEL },
    chart: {
      kind: "forecast",
      title: sentence,
      unit: context.unit,
      x: "period",
      series: [
        { column: "value", label: sentenceCase(context.subject) },
        { column: "forecast", label: "Forecast" },
      ],
      unfinished: series.points
        .filter(({ whole, value }) => !whole && value !== null)
        .map(({ period: one }) => periodCell(one)),
      gaps: [],
      alt: `${sentence} The same numbers are in the table.`,
    },
    caveats: [caveatOf(skill, step.grain, period)],
  });
}

/** Whole periods from the first figure on, the newest 400; periods without figures in between stay as gaps. */
function usable(points: readonly Point[]): readonly Point[] {
  const whole = points.filter((point) => point.whole);
  const first = whole.findIndex(({ value }) => value !== null);
  const last = whole.findLastIndex(({ value }) => value !== null);
  return first < 0 ? [] : whole.slice(Math.max(first, last + 1 - MOST_HISTORY), last + 1);
}

/** With a season where that has more skill on held-back data; null when there is too little history for either. */
function bestSeason(
  values: readonly (number | null)[],
  horizon: number,
  season: number,
): { skill: Skill; period: number } | null {
  const plain = skillOf(values, horizon, 1);
  const seasonal = season > 1 ? skillOf(values, horizon, season) : null;
  // Both are held against the same naive forecast, that of the season where there is one.
  if (seasonal !== null && (plain === null || seasonal.error <= plain.error))
    return { skill: seasonal, period: season };
  if (plain === null) return null;
  if (seasonal === null) return { skill: plain, period: 1 };
  return {
    skill: {
      ...plain,
      naive: seasonal.naive,
      skill: seasonal.naive === 0 ? 0 : 1 - plain.error / seasonal.naive,
    },
    period: 1,
  };
}

const repeatedWords = (grain: Grain, period: number): string =>
  period > 1 ? "the last season" : `the last ${grainWords(grain)}`;

function sentenceOf(context: Context, grain: Grain, last: Point, end: Ahead): string {
  const value = withUnit(end.value, context.unit, context.subject);
  return `${sentenceCase(context.subject)}${context.where} are expected at ${value} ${inPeriod(end.period, grain)}, with 95 % likelihood between ${showNumber(end.low)} and ${showNumber(end.high)}; the last known figure is ${showNumber(last.value ?? 0)} (${periodWords(last.period, grain)}).`;
}

function caveatOf(skill: Skill, grain: Grain, period: number): Caveat {
  return {
    code: "forecast-interval",
    severity: "notable",
    text: `Damped exponential smoothing${period > 1 ? " with a season" : ""}, which assumes that the past pattern goes on. Tried ${showNumber(skill.origins)} times on held-back data its error was ${showNumber(100 * skill.skill)} % smaller than that of repeating ${repeatedWords(grain, period)} (${showNumber(skill.error)} against ${showNumber(skill.naive)}), and ${showNumber(100 * skill.coverage)} % of the true values lay within the range computed from the method alone${skill.widen > 1 ? `; the range given is ${showNumber(skill.widen)} times as wide, so that 95 % of them lie in it` : ""}.`,
    evidence: { values: [skill.skill, skill.error, skill.naive, skill.coverage], count: skill.origins },
  };
}

function tableOf(context: Context, points: readonly Point[], ahead: readonly Ahead[]): AnswerTable {
  const times = points.some(({ period }) => period.includes("T"));
  const { unit } = context;
  return {
    columns: [
      { name: "period", label: "Period", type: times ? "time" : "date", unit: null, role: "period" },
      { name: "value", label: sentenceCase(context.subject), type: "number", unit, role: "value" },
      { name: "forecast", label: "Forecast", type: "number", unit, role: "comparison" },
      { name: "low", label: "Lower end of the 95 % range", type: "number", unit, role: "interval" },
      { name: "high", label: "Upper end of the 95 % range", type: "number", unit, role: "interval" },
    ],
    rows: [
      ...points
        .filter(({ value }) => value !== null)
        .map(({ period, value }) => [periodCell(period), roundedCell(value), null, null, null]),
      ...ahead
        .filter(({ period }) => !points.some((point) => point.period === period && point.value !== null))
        .map(({ period, value, low, high }) => [
          periodCell(period),
          null,
          roundedCell(value),
          roundedCell(low),
          roundedCell(high),
        ]),
    ],
    suppressed: [],
  };
}
