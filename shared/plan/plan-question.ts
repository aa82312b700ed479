import type { Dataset, Measure } from "../catalogue/dataset.ts";
import type { MatchEntry } from "../match/report.ts";
import type { Against, AreaRef, Question, Statistic } from "../question/question.ts";
import { assertNever, ok, type Result } from "../result.ts";
import { daysBetween } from "../time/calendar.ts";
import type { Vocabulary } from "../vocabulary/concept.ts";
import { seriesGrain } from "./fold-of.ts";
import type { Assumption, Plan, Step } from "./plan.ts";
import { type BranchAsk, planBranch, timeColumn } from "./plan-branch.ts";
import { notAnswerable } from "./refusals.ts";
import { assumed, refused } from "./sentences.ts";
import { askedWindow, comparedWindows, dataSpan, nowWindow, type Window } from "./windows.ts";
import { LIMIT_WORDS } from "./words.ts";

/** What is to be planned: a matched question, the dataset of the match and, for a join, the other one. */
export type PlanAsk = {
  readonly question: Question;
  readonly entry: MatchEntry;
  readonly datasets: readonly Dataset[];
  readonly vocabulary: Vocabulary;
};

/** A plan for a matched question, or the plain reason why none can be made (code `not-answerable`). */
export function planQuestion(ask: PlanAsk): Result<Plan> {
  const draft = startDraft(ask);
  if (!draft.ok) return draft;
  const { question } = ask;
  switch (question.kind) {
    case "situation":
    case "comparison":
      return question.against === undefined || question.against.kind === "target"
        ? planSituation(draft.value)
        : planComparison(draft.value, question.against);
    case "trend":
      return planTrend(draft.value);
    case "ranking":
      return planRanking(draft.value);
    case "coverage":
    case "relationship":
    case "forecast":
    case "impact":
      return notAnswerable(refused.severalRows);
    default:
      return assertNever(question.kind);
  }
}

/** The parts of a plan as they come together. */
type Draft = {
  readonly ask: PlanAsk;
  readonly dataset: Dataset;
  readonly measure: Measure;
  readonly statistic: Statistic;
  readonly window: Window;
  readonly base: BranchAsk;
  readonly steps: Step[];
  readonly assumptions: Assumption[];
};

function startDraft(ask: PlanAsk): Result<Draft> {
  const { question, entry, datasets } = ask;
  if (question.measure === undefined) return notAnswerable(refused.noMeasure);
  const dataset = datasets.find(({ id }) => id === entry.dataset);
  const measure = dataset?.measures.find(({ id }) => id === entry.measure);
  if (!dataset || !measure) return notAnswerable(refused.measureGone(entry.title));
  const statistic = question.measure.statistic;
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
  return ok({ ask, dataset, measure, statistic, window, base, steps: [], assumptions: [] });
}

/** Adds a branch's steps to the draft; the name of its last table. */
function addBranch(draft: Draft, branch: BranchAsk): Result<string> {
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

function finish(draft: Draft, last: string): Result<Plan> {
  let result = last;
  if (
    draft.dataset.access !== "open" &&
    (draft.measure.countsPeople || draft.measure.behaviour === "event")
  ) {
    result = "answer.suppressed";
    draft.steps.push({ kind: "suppress", as: result, of: last, below: draft.dataset.smallestCell });
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

function planSituation(draft: Draft): Result<Plan> {
  const last = planFigures(draft, draft.base);
  if (!last.ok) return last;
  const { against } = draft.ask.question;
  if (against?.kind !== "target") return finish(draft, last.value);
  draft.steps.push({ kind: "compare", as: "answer.compared", of: last.value, with: null, against });
  return finish(draft, "answer.compared");
}

/** Figures per place and breakdown, with what the statistic needs beside the first branch: a base, a whole, a count. */
function planFigures(draft: Draft, branch: BranchAsk): Result<string> {
  const { statistic } = draft;
  const last = addBranch(draft, { ...branch, statistic });
  if (!last.ok) return last;
  switch (statistic.kind) {
    case "rate":
      return planRate(draft, last.value);
    case "share":
      return planShare(draft, branch, last.value);
    case "places-meeting":
      return planCount(draft, statistic.condition, last.value);
    case "change":
      if (statistic.as === "absolute") return last;
      draft.steps.push({ kind: "percent", as: "answer.percent", of: last.value });
      return ok("answer.percent");
    default:
      return last;
  }
}

/** Divides by a base from the joined table: its newest figure not later than the window's end, per place. */
function planRate(draft: Draft, left: string): Result<string> {
  const { question, entry, datasets } = draft.ask;
  const join = entry.join;
  const below = datasets.find(({ id }) => id === join?.dataset);
  const measure = below?.measures.find(({ id }) => id === join?.measure);
  if (!below || !measure || question.per === undefined) return notAnswerable(refused.noDenominator);
  const end = draft.window.to;
  const right = addBranch(draft, {
    ...draft.base,
    name: "below",
    dataset: below,
    measure,
    entry: null,
    statistic: { kind: "latest" },
    windows: [nowWindow(end === undefined ? {} : { to: end })],
    where: [],
    dimensions: [],
    version: undefined,
    series: null,
  });
  if (!right.ok) return right;
  draft.steps.push({
    kind: "join",
    as: "answer.rate",
    left,
    right: right.value,
    how: "rate",
    scale: question.per.scale,
  });
  return ok("answer.rate");
}

/** Divides by the same figure of the whole: without the conditions, or of everywhere when a place is the part. */
function planShare(draft: Draft, branch: BranchAsk, left: string): Result<string> {
  const { areas, where, by } = branch;
  if (where.length === 0 && areas.length === 0 && by === undefined) return notAnswerable(refused.noPart);
  const ofPlaces = where.length === 0;
  const right = addBranch(draft, {
    ...branch,
    name: "whole",
    statistic: draft.statistic,
    where: [],
    areas: ofPlaces ? wholeOf(areas) : areas,
    by: ofPlaces ? undefined : by,
  });
  if (!right.ok) return right;
  if (ofPlaces)
    draft.assumptions.push(assumed.shareOfPlace(wholeOf(areas)[0]?.name ?? "everything the table has"));
  draft.steps.push({ kind: "join", as: "answer.share", left, right: right.value, how: "share", scale: 100 });
  return ok("answer.share");
}

/** What a place is a part of: the country of a region, else everywhere. */
function wholeOf(areas: readonly AreaRef[]): readonly AreaRef[] {
  const countries = new Set(
    areas.map(({ id }) => (id.includes("/") && !id.startsWith("region/") ? id.split("/")[0] : null)),
  );
  const [only] = countries;
  return countries.size === 1 && typeof only === "string" ? [{ id: only, name: only }] : [];
}

function planCount(
  draft: Draft,
  limit: { op: ">" | ">=" | "<" | "<=" | "=" | "!="; value: number },
  of: string,
): Result<string> {
  const fold = draft.steps.find((step) => step.kind === "fold")?.fold.kind;
  const words = `${LIMIT_WORDS[limit.op] ?? limit.op} ${limit.value.toLocaleString("en")}`;
  if (fold === "peak" || fold === "lowest") draft.assumptions.push(assumed.anyReading(words));
  if (fold === "total" && timeColumn(draft.dataset) !== null)
    draft.assumptions.push(assumed.wholeTotal(words));
  draft.steps.push({ kind: "count-places", as: "answer.count", of, op: limit.op, value: limit.value });
  return ok("answer.count");
}

function planComparison(draft: Draft, against: Against): Result<Plan> {
  const { dataset, window, base } = draft;
  const time = timeColumn(dataset);
  const grain = draft.ask.question.time?.grain ?? time?.grain ?? "day";
  const done = (of: string, other: string | null): Result<Plan> => {
    draft.steps.push({ kind: "compare", as: "answer.compared", of, with: other, against });
    return finish(draft, "answer.compared");
  };
  if (against.kind === "place" || against.kind === "published-version") {
    const now = planFigures(draft, base);
    if (!now.ok) return now;
    const other = addBranch(draft, {
      ...base,
      name: "other",
      ...(against.kind === "place" ? { areas: against.areas } : { version: against.asOf }),
    });
    return other.ok ? done(now.value, other.value) : other;
  }
  if (time === null) return notAnswerable(refused.noTime);
  const compared = comparedWindows(window, against, grain, dataSpan(dataset, time.column));
  if (compared === null) return notAnswerable(refused.windowNeeded);
  if (compared.windows.length < 2) return notAnswerable(refused.noEarlierYears);
  draft.assumptions.push(...compared.assumptions);
  const both = planFigures(draft, { ...base, windows: compared.windows });
  return both.ok ? done(both.value, null) : both;
}

function planTrend(draft: Draft): Result<Plan> {
  const time = timeColumn(draft.dataset);
  if (time === null) return notAnswerable(refused.noTime);
  const last = addBranch(draft, { ...draft.base, series: grainFor(draft, draft.window) });
  if (!last.ok) return last;
  if (draft.statistic.kind !== "rate") return finish(draft, last.value);
  const rate = planRate(draft, last.value);
  return rate.ok ? finish(draft, rate.value) : rate;
}

/** The grain of the draft's series: as asked, or fitted to the length of the window and the data. */
function grainFor(draft: Draft, window: Window): NonNullable<BranchAsk["series"]> {
  const time = timeColumn(draft.dataset);
  const data = dataSpan(draft.dataset, time?.column ?? null);
  const [from, to] = [window.from ?? data.from, window.to ?? data.to];
  return seriesGrain(draft.ask.question, time?.grain ?? "day", from && to ? daysBetween(from, to) + 1 : null);
}

function planRanking(draft: Draft): Result<Plan> {
  const { question } = draft.ask;
  if (draft.base.by === undefined && question.by.length === 0) return notAnswerable(refused.rankLevel);
  const last = planFigures(draft, draft.base);
  if (!last.ok) return last;
  const rank = question.rank ?? { top: 10, from: "highest" as const };
  draft.steps.push({ kind: "rank", as: "answer.ranked", of: last.value, ...rank });
  return finish(draft, "answer.ranked");
}
