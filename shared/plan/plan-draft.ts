import type { Dataset, Measure } from "../catalogue/dataset.ts";
import type { MatchEntry } from "../match/report.ts";
import type { Question, Statistic } from "../question/question.ts";
import { ok, type Result } from "../result.ts";
import { daysBetween } from "../time/calendar.ts";
import type { Grain } from "../time/grain.ts";
import type { Vocabulary } from "../vocabulary/concept.ts";
import { conceptById } from "../vocabulary/hierarchy.ts";
import { seriesGrain } from "./fold-of.ts";
import { type BranchAsk, planBranch, timeColumn } from "./kinds/plan-branch.ts";
import { strictestRule } from "./people.ts";
import type { Assumption, Plan, Step } from "./plan.ts";
import { notAnswerable } from "./refusals.ts";
import { assumed, refused } from "./sentences.ts";
import { askedWindow, dataSpan, nowWindow, type Window } from "./windows.ts";

/** What is to be planned: a matched question, the dataset of the match and, for a join, the other one. */
export type PlanAsk = {
  readonly question: Question;
  readonly entry: MatchEntry;
  readonly datasets: readonly Dataset[];
  readonly vocabulary: Vocabulary;
};

/** The parts of a plan as they come together. */
export type Draft = {
  readonly ask: PlanAsk;
  readonly dataset: Dataset;
  readonly measure: Measure;
  readonly statistic: Statistic;
  readonly window: Window;
  readonly base: BranchAsk;
  readonly steps: Step[];
  readonly assumptions: Assumption[];
};

/** Finds the table and measure of the match, and what all branches of the plan have in common. */
export function startDraft(ask: PlanAsk): Result<Draft> {
  const { question, entry, datasets } = ask;
  if (question.measure === undefined) return notAnswerable(refused.noMeasure);
  const dataset = datasets.find(({ id }) => id === entry.dataset);
  const measure = dataset?.measures.find(({ id }) => id === entry.measure);
  if (!dataset || !measure) return notAnswerable(refused.measureGone(entry.title));
  const asked = heldAgainst(question, question.measure.statistic, measure);
  const share = limitAsShare(asked, measure, ask.vocabulary);
  const statistic = share?.statistic ?? asked;
  const window = askedWindow(question);
  const base: BranchAsk = {
    name: "main",
    question,
    dataset,
    measure,
    entry,
    vocabulary: ask.vocabulary,
    statistic,
    windows: [nowWindow(window)],
    areas: question.place?.areas ?? [],
    by: question.place?.by,
    where: question.where,
    dimensions: question.by,
    version: question.asPublished,
    series: null,
  };
  return ok({
    ask,
    dataset,
    measure,
    statistic,
    window,
    base,
    steps: [],
    assumptions: [...(share ? [share.said] : []), ...alternatives(dataset, measure)],
  });
}

/** A limit said in per cent, in a table that gives shares of 1: 20 % is 0.2 there. */
function limitAsShare(
  statistic: Statistic,
  measure: Measure,
  vocabulary: Vocabulary,
): { readonly statistic: Statistic; readonly said: Assumption } | null {
  if (statistic.kind !== "periods-meeting" && statistic.kind !== "places-meeting") return null;
  const said = conceptById(vocabulary, measure.concept)?.unit.many;
  const { condition } = statistic;
  if (said !== "%" || !/share of 1|fraction|proportion/i.test(measure.unit) || Math.abs(condition.value) <= 1)
    return null;
  return {
    statistic: { ...statistic, condition: { ...condition, value: condition.value / 100 } },
    said: assumed.shareOfOne(condition.value),
  };
}

/** Other columns of the table that hold the same by another method: which was taken is said. */
function alternatives(dataset: Dataset, measure: Measure): Assumption[] {
  const like = (other: Measure): boolean =>
    other.id !== measure.id &&
    other.concept === measure.concept &&
    other.subject === measure.subject &&
    other.behaviour === measure.behaviour &&
    other.per?.concept === measure.per?.concept &&
    other.per?.scale === measure.per?.scale &&
    other.rollingDays === measure.rollingDays &&
    other.place === measure.place &&
    JSON.stringify([other.where, other.implies]) === JSON.stringify([measure.where, measure.implies]);
  const others = dataset.measures.filter(like).map(({ label, id }) => label || id);
  return others.length > 0 && others.length <= 3
    ? [assumed.otherMeasure(measure.label || measure.id, others)]
    : [];
}

/**
 * A change held against another side (the period before, another version) is the difference of what is usual for the
 * measure: totals of what adds up, latest figures of what is read.
 */
function heldAgainst(question: Question, statistic: Statistic, { behaviour }: Measure): Statistic {
  if (statistic.kind !== "change" || question.against === undefined || question.against.kind === "target")
    return statistic;
  return ["flow", "cumulative", "event"].includes(behaviour) ? { kind: "total" } : { kind: "latest" };
}

/** Adds a branch's steps to the draft; the name of its last table. */
export function addBranch(draft: Draft, branch: BranchAsk): Result<string> {
  const planned = planBranch(branch);
  if (!planned.ok) return planned;
  draft.steps.push(...planned.value.steps);
  draft.assumptions.push(
    ...planned.value.assumptions.filter(
      ({ text }) => !draft.assumptions.some((known) => known.text === text),
    ),
  );
  return ok(planned.value.last);
}

/** The plan, with its last step: where any table read has counts of people that are not open, small ones are hidden. */
export function finish(draft: Draft, last: string): Result<Plan> {
  let result = last;
  const rule = strictestRule(draft.steps, [draft.dataset, ...draft.ask.datasets]);
  if (rule !== null) {
    result = "answer.suppressed";
    draft.steps.push({ kind: "suppress", as: result, of: last, ...rule });
  }
  return ok({
    version: 1,
    kind: draft.ask.question.kind,
    statistic: draft.statistic,
    steps: draft.steps,
    result,
    assumptions: draft.assumptions,
  });
}

/** The grain of the draft's series: as asked, or fitted to the length of the window and the data. */
export function grainFor(draft: Draft, window: Window): Grain {
  const time = timeColumn(draft.dataset);
  const data = dataSpan(draft.dataset, time?.column ?? null);
  const [from, to] = [window.from ?? data.from, window.to ?? data.to];
  return seriesGrain(draft.ask.question, time?.grain ?? "day", from && to ? daysBetween(from, to) + 1 : null);
}
