import type { Measure } from "../../catalogue/dataset.ts";
import type { MeasureRef, Question } from "../../question/question.ts";
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

const isOneDay = ({ time }: Question): boolean => time?.from !== undefined && time.from === time.to;

/** A ready-made rate is used as it is where it is per what the question divides by. */
const isReadyRate = (measure: Measure, question: Question): boolean =>
  measure.behaviour === "ratio" && measure.per !== undefined && measure.per.concept === question.per?.concept;

/** Which statistic is really made of the measure: a rate of a total needs a total, a ready-made rate its latest value. */
function statisticMade(measure: Measure, asked: MeasureRef, question: Question): StatisticKind {
  const { statistic } = asked;
  if (statistic.kind === "rate")
    return isReadyRate(measure, question) || statistic.of === "total" ? statistic.of : "rate";
  // The total of a stock on one day is its value there, summed over places only.
  if (statistic.kind === "total" && measure.behaviour === "stock" && isOneDay(question)) return "latest";
  return statistic.kind;
}

/** Is the statistic legal for what the measure is? Figure: 1 or 0. */
export function judgeBehaviour(measure: Measure, asked: MeasureRef, question: Question): Criterion {
  const field = `measures.${measure.id}.behaviour`;
  const made = statisticMade(measure, asked, question);
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
): readonly StatisticKind[] {
  const made = statisticMade(measure, asked, question);
  const legality = legalityOf(made, measure.behaviour, { rolling: measure.rollingDays !== undefined });
  return legality.legal ? [] : legality.nearest;
}
