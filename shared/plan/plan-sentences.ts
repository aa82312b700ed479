import type { Dataset } from "../catalogue/dataset.ts";
import type { Against } from "../question/question.ts";
import { assertNever } from "../result.ts";
import type { Vocabulary } from "../vocabulary/concept.ts";
import { dimensionLabel } from "../vocabulary/words.ts";
import { branchOf } from "./compile/branch.ts";
import type { Fold, Plan, PlanWindow, Step, StepOf } from "./plan.ts";
import { dateWords, GRAIN_WORDS, LIMIT_WORDS, listWords } from "./words.ts";

/** The plan as plain sentences, one per step, in order; numbered by whoever shows them. */
export function planSentences(plan: Plan, datasets: readonly Dataset[], vocabulary: Vocabulary): string[] {
  return plan.steps.map((step) => `${stepSentence(step, plan.steps, datasets, vocabulary)}.`);
}

function stepSentence(
  step: Step,
  steps: readonly Step[],
  datasets: readonly Dataset[],
  vocabulary: Vocabulary,
): string {
  switch (step.kind) {
    case "scan":
      return scanSentence(step, datasets);
    case "filter":
      return step.text;
    case "version":
      return step.notAfter === null
        ? "Keep one published version: the newest that holds the last day asked"
        : `Keep one published version: the newest not later than ${dateWords(step.notAfter)}`;
    case "windows":
      return timeless(step, steps) ? "Use all rows; the table has no dates" : windowsSentence(step);
    case "difference":
      return "Turn each running total into what came new with each report; falls are set aside as corrections";
    case "aggregate":
      return aggregateSentence(step, vocabulary);
    case "periods":
      return `${{ sum: "Add up", last: "Take the last value of", mean: "Take the mean of", max: "Take the highest value of", min: "Take the lowest value of" }[step.fn]} each ${GRAIN_WORDS[step.grain].one}`;
    case "fold":
      return timeless(step, steps) ? "Take the figure of each place" : foldSentence(step.fold);
    case "series":
      return "Keep one figure per period";
    case "join":
      return joinSentence(step);
    case "count-places":
      return `Count the places that are ${LIMIT_WORDS[step.op] ?? step.op} ${step.value.toLocaleString("en")}`;
    case "across":
      return `Of the places' figures: ${foldSentence(step.fold).replace(/^./, (first) => first.toLowerCase())}`;
    case "of-seen":
      return "Express the count in per cent of all that have a figure";
    case "rescale":
      return `Multiply by ${step.factor.toLocaleString("en")}, from the source's scale to the asked one`;
    case "percent":
      return "Express the change in per cent of the first value";
    case "compare":
      return `Compare with ${againstSentence(step.against)}`;
    case "rank":
      return `Order from the ${step.from} and keep the first ${step.top}; equal figures share a rank`;
    case "model":
      return modelSentence(step);
    case "suppress":
      return step.round === undefined
        ? `Hide counts of people from ${step.hideZeros ? 0 : 1} to ${step.below - 1}, and what would give them away`
        : `Hide counts of people from ${step.hideZeros ? 0 : 1} to ${step.below - 1} and round every other count to the nearest ${step.round}, totals too`;
    default:
      return assertNever(step);
  }
}

/** Whether a step belongs to a branch over a table without dates. */
const timeless = (step: Step, steps: readonly Step[]): boolean =>
  steps.some((scan) => scan.kind === "scan" && scan.time === null && branchOf(scan.as) === branchOf(step.as));

function scanSentence(step: StepOf<"scan">, datasets: readonly Dataset[]): string {
  const dataset = datasets.find(({ id }) => id === step.dataset);
  const measure = dataset?.measures.find(({ id }) => id === step.measure);
  const columns = step.values.flatMap(({ column }) => (column === null ? [] : [`“${column}”`]));
  const divided = step.divisor
    ? `, each divided by “${step.divisor.column}” of the same rows, per ${step.divisor.scale.toLocaleString("en")}, `
    : "";
  const drawn = step.sample
    ? `Draw about one row in ${step.sample.oneIn.toLocaleString("en")} by chance, and of these read`
    : "Read";
  return `${drawn} ${measure?.label ?? step.measure} ${columns.length > 0 ? `(column ${listWords(columns)}) ` : ""}${divided}from “${dataset?.title ?? step.dataset}”`;
}

function windowsSentence({ windows, each }: StepOf<"windows">): string {
  const spans = windows.map(spanWords);
  const every =
    each === undefined
      ? ""
      : `; of these, every ${each}th day counted back from the end, as values cover ${each} days each`;
  return `Keep the dates ${listWords(spans, 12)}${every}`;
}

function spanWords({ from, to }: PlanWindow): string {
  if (from === undefined) return to === undefined ? "of all times" : `up to ${dateWords(to)}`;
  return to === undefined
    ? `from ${dateWords(from)} on`
    : from === to
      ? `of ${dateWords(from)}`
      : `from ${dateWords(from)} to ${dateWords(to)}`;
}

function aggregateSentence({ place, dimensions, fn }: StepOf<"aggregate">, vocabulary: Vocabulary): string {
  if (fn === "each") return "Let every row stand for itself: each is one event";
  const verb = { sum: "Add up", mean: "Take the mean of", count: "Count" }[fn];
  const keys = [
    ...(place.kind === "all" ? [] : ["place"]),
    ...dimensions.map(({ dimension }) => dimensionLabel(vocabulary, dimension)),
  ];
  return `${verb} the rows of each date${keys.length > 0 ? `, by ${listWords(keys)}` : ", all places together"}`;
}

function foldSentence(fold: Fold): string {
  switch (fold.kind) {
    case "latest":
      return "Take the last figure of the window";
    case "level":
      return "Take each last reported running total up to the end, and add the places up";
    case "total":
      return "Add up all dates of the window";
    case "mean":
    case "median":
      return `Take the ${fold.kind} over the window`;
    case "quantile":
      return `Take the ${100 * fold.q} % quantile over the window`;
    case "peak":
      return "Take the highest figure of the window and its date";
    case "lowest":
      return "Take the lowest figure of the window and its date";
    case "change":
      return "Subtract the first figure of the window from the last";
    case "records":
      return "Count the rows";
    case "meeting":
      return `Count the periods that are ${LIMIT_WORDS[fold.op] ?? fold.op} ${fold.value.toLocaleString("en")}`;
    case "largest-correction":
      return "Take the largest fall";
    default:
      return assertNever(fold);
  }
}

function joinSentence({ how, scale }: StepOf<"join">): string {
  switch (how) {
    case "rate":
      return `Divide by the base of the same place, per ${scale.toLocaleString("en")}`;
    case "share":
      return "Divide by the whole, in per cent";
    case "ratio":
      return "Divide by the second measure of the same place and period";
    case "pair":
      return "Put the second measure of the same place and period beside it";
    case "weight":
      return "Weight each place by its base";
    default:
      return assertNever(how);
  }
}

function againstSentence(against: Against): string {
  switch (against.kind) {
    case "previous-period":
      return "the period before";
    case "same-period-last-year":
      return "the same period a year earlier";
    case "window":
      return `the time from ${dateWords(against.from)} to ${dateWords(against.to)}`;
    case "place":
      return listWords(against.areas.map(({ name }) => name));
    case "pre-crisis-median":
      return `the median of the same period in up to ${against.years} years before ${dateWords(against.before)}`;
    case "target":
      return `the target ${against.value.toLocaleString("en")}`;
    case "published-version":
      return `the version published by ${dateWords(against.asOf)}`;
    default:
      return assertNever(against);
  }
}

function modelSentence({ method, grain, horizon }: StepOf<"model">): string {
  switch (method) {
    case "rank-correlation":
      return `Rank both measures by ${GRAIN_WORDS[grain].one} and correlate the ranks, also with one measure shifted in time`;
    case "damped-smoothing":
      return `Forecast ${horizon ?? 1} ${GRAIN_WORDS[grain].many} by damped exponential smoothing, tested on held-back data`;
    case "segmented-regression":
      return "Fit level and slope before and after the date (segmented regression, Newey-West errors)";
    default:
      return assertNever(method);
  }
}
