import type { Dataset, Measure } from "../../catalogue/dataset.ts";
import type { Plan } from "../../plan/plan.ts";
import { GRAIN_WORDS } from "../../plan/words.ts";
import type { Question } from "../../question/question.ts";
import type { Vocabulary } from "../../vocabulary/concept.ts";
import { conceptById } from "../../vocabulary/hierarchy.ts";
import { showNumber } from "../rounding.ts";
import { differenceUnit } from "./percent.ts";
import { levelWords, unitWords } from "./subject-words.ts";

/** The unit of an answer's figures: of the measure, or of what is made of it (a rate, a share, a count of days). */
export function answerUnit(
  plan: Plan,
  question: Question,
  measure: Measure,
  datasets: readonly Dataset[],
  vocabulary: Vocabulary,
): string {
  const own = unitWords(measure, vocabulary);
  const { statistic } = plan;
  switch (statistic.kind) {
    case "rate":
      return rateUnit(plan, question, measure, datasets, vocabulary);
    case "share":
      return "%";
    case "change":
      return statistic.as === "percent" ? "%" : differenceUnit(own);
    case "records":
      return measure.behaviour === "event" ? own : "rows";
    case "periods-meeting":
      if (statistic.as === "share") return "%";
      return GRAIN_WORDS[periodGrain(plan)].many;
    case "places-meeting":
      if (statistic.as === "share") return "%";
      return levelWords(question, 2);
    default:
      return own;
  }
}

/** "cases per 100,000 people"; per hundred is per cent; a ready-made rate says its own unit unless it was rescaled. */
function rateUnit(
  plan: Plan,
  question: Question,
  measure: Measure,
  datasets: readonly Dataset[],
  vocabulary: Vocabulary,
): string {
  const scale = question.per?.scale ?? 1;
  if (scale === 100) return "%";
  const ready = measure.behaviour === "ratio";
  if (ready && !plan.steps.some((step) => step.kind === "rescale")) return measure.unit;
  const base = plan.steps.find((step) => step.kind === "scan" && step.as.startsWith("below."));
  const below =
    base?.kind === "scan"
      ? datasets.find(({ id }) => id === base.dataset)?.measures.find(({ id }) => id === base.measure)
      : undefined;
  const concept = conceptById(vocabulary, below?.concept ?? question.per?.concept ?? "");
  const per = concept?.unit.many ?? below?.unit ?? question.per?.concept ?? "";
  return ready
    ? `per ${showNumber(scale)} ${per}`
    : `${unitWords(measure, vocabulary)} per ${showNumber(scale)} ${per}`;
}

/** The grain of the periods that the main branch's figures are made over. */
export function periodGrain(plan: Plan): "hour" | "day" | "week" | "month" | "quarter" | "year" {
  const periods = plan.steps.find((step) => step.kind === "periods");
  if (periods) return periods.grain;
  const scan = plan.steps.find((step) => step.kind === "scan");
  return scan?.time?.grain ?? "day";
}
