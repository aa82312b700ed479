import type { Measure } from "../../catalogue/dataset.ts";
import type { MeasureRef, Question } from "../../question/question.ts";
import type { Grain } from "../../time/grain.ts";
import { startOf } from "../../time/periods.ts";
import type { Behaviour } from "../../vocabulary/behaviour.ts";
import { legalityOf, type StatisticKind } from "../../vocabulary/legal-statistics.ts";
import type { Criterion } from "../report.ts";
import { say } from "../sentences.ts";

const BEHAVIOUR_WORDS: Readonly<Record<Behaviour, string>> = {
  flow: "a count of each period",
  stock: "a level at a moment",
  cumulative: "a running total",
  ratio: "a rate or share",
  index: "an index",
  event: "a list of events",
};

const STATISTIC_WORDS: Readonly<Record<StatisticKind, string>> = {
  latest: "latest value",
  total: "total",
  mean: "mean",
  median: "median",
  quantile: "quantile",
  peak: "highest value",
  lowest: "lowest value",
  change: "change",
  share: "share",
  rate: "rate",
  records: "count of records",
  "periods-meeting": "count of periods",
  "places-meeting": "count of places",
  "largest-correction": "largest correction",
};

/** Whether the time asked is one of the data's own periods, or open at its start. */
export function isOnePeriod(grain: Grain | undefined, { time }: Question): boolean {
  if (time === undefined || time.any || time.from === undefined) return time?.to !== undefined;
  if (time.to === undefined) return false;
  return (
    time.from === time.to || (grain !== undefined && startOf(grain, time.from) === startOf(grain, time.to))
  );
}

const isOneDay = ({ time }: Question): boolean => time?.from !== undefined && time.from === time.to;

/**
 * Whether a measure is the asked rate as the source publishes it: per what the question divides by, and over the same time.
 * A rate to date serves a question up to a day, one of a year or a day that period; else it is put together anew.
 */
export function isReadyRate(measure: Measure, question: Question, grain: Grain | undefined): boolean {
  const statistic = question.measure?.statistic;
  if (statistic?.kind !== "rate" || measure.behaviour !== "ratio" || measure.per === undefined) return false;
  if (measure.per.concept !== question.per?.concept) return false;
  const runs = /\b(total|cumulative|to date)\b/i.test(`${measure.label} ${measure.id.replace(/-/g, " ")}`);
  if (statistic.of !== "total") return !runs;
  return question.time?.from === undefined ? runs : !runs && isOnePeriod(grain, question);
}

/** Which statistic is really made of the measure: a rate of a total needs a total, a ready-made rate its latest value. */
function statisticMade(
  measure: Measure,
  asked: MeasureRef,
  question: Question,
  grain: Grain | undefined,
): StatisticKind {
  const { statistic } = asked;
  // The rate of one year, published as such, is that year's figure.
  const ready = isReadyRate(measure, question, grain);
  if (statistic.kind === "rate" && statistic.of === "total" && ready) return "latest";
  if (statistic.kind === "rate") return ready || statistic.of === "total" ? statistic.of : "rate";
  // In a series each value that covers several days stands as it was read.
  const series = ["trend", "forecast", "impact", "relationship"].includes(question.kind);
  if (series && statistic.kind === "total" && measure.rollingDays !== undefined) return "latest";
  // The total of a stock on one day is its value there, summed over places only.
  if (statistic.kind === "total" && measure.behaviour === "stock" && isOneDay(question)) return "latest";
  return statistic.kind;
}

/** Is the statistic legal for what the measure is? Figure: 1 or 0. */
export function judgeBehaviour(
  measure: Measure,
  asked: MeasureRef,
  question: Question,
  grain?: Grain,
): Criterion {
  const field = `measures.${measure.id}.behaviour`;
  const made = statisticMade(measure, asked, question, grain);
  const noun = BEHAVIOUR_WORDS[measure.behaviour];
  const legality = legalityOf(made, measure.behaviour, { rolling: measure.rollingDays !== undefined });
  if (!legality.legal) {
    const text = say.behaviourIllegal(measure.label || measure.id, noun, legality.reason);
    return { code: "behaviour", verdict: "not-met", figure: 0, text, field };
  }
  return {
    code: "behaviour",
    verdict: "met",
    figure: 1,
    text: say.behaviourMet(STATISTIC_WORDS[made], noun),
    field,
  };
}

/** The statistics nearest to the asked one that are legal for the measure; empty when the asked one is. */
export function nearestStatistics(
  measure: Measure,
  asked: MeasureRef,
  question: Question,
  grain?: Grain,
): readonly StatisticKind[] {
  const made = statisticMade(measure, asked, question, grain);
  const legality = legalityOf(made, measure.behaviour, { rolling: measure.rollingDays !== undefined });
  return legality.legal ? [] : legality.nearest;
}
