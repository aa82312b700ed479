import type { Plan } from "../plan/plan.ts";
import { notAnswerable } from "../plan/refusals.ts";
import { isSampled } from "../plan/sample/sample-plan.ts";
import { fail, ok, type Result } from "../result.ts";
import { atOnce, type Steps } from "../steps.ts";
import type { Answer, AnswerTable, Caveat } from "./answer.ts";
import { assumptions } from "./caveats/assumptions.ts";
import { comparedSides } from "./caveats/compared.ts";
import { corrections } from "./caveats/corrections.ts";
import { denominators } from "./caveats/denominators.ts";
import { windowFacts } from "./caveats/facts.ts";
import { foundBreaks } from "./caveats/found-breaks.ts";
import { joiningPlaces } from "./caveats/joining-places.ts";
import { missingPeriods } from "./caveats/missing-periods.ts";
import { missingPlaces } from "./caveats/missing-places.ts";
import { multiplied } from "./caveats/multiplied.ts";
import { hidesSomething, nothingShown, quiet } from "./caveats/quiet.ts";
import { sampled } from "./caveats/sampled.ts";
import { severalRows } from "./caveats/several-rows.ts";
import { ages, sourceFacts } from "./caveats/source-facts.ts";
import { thinData } from "./caveats/thin-data.ts";
import { unfinishedPeriods } from "./caveats/unfinished.ts";
import { units } from "./caveats/units.ts";
import { versions } from "./caveats/versions.ts";
import { windowCut } from "./caveats/window-cut.ts";
import type { ComposeAsk, Context } from "./context.ts";
import { coverageOf } from "./coverage.ts";
import { decisionOf } from "./decision.ts";
import { finishFigures, readingBranches } from "./figures.ts";
import { hedgeOf } from "./hedge.ts";
import { coverageShape } from "./kinds/coverage.ts";
import { figureShape } from "./kinds/figure-shape.ts";
import { forecastShape } from "./kinds/forecast.ts";
import { impactShape } from "./kinds/impact.ts";
import { ratedSeries } from "./kinds/rated-series.ts";
import { relationshipShape } from "./kinds/relationship.ts";
import type { Shape } from "./kinds/shape.ts";
import { trendShape } from "./kinds/trend-shape.ts";
import { type Hidden, hideSmallCounts, protectBranches } from "./protection.ts";
import { settle } from "./rounding.ts";
import { estimated } from "./sampled/estimate.ts";
import { roughFigures, roughSeries } from "./sampled/rough.ts";
import { sampledWords } from "./sampled/sampled-words.ts";
import { type Series, seriesIn } from "./series.ts";
import { sourcesOf } from "./sources.ts";
import { stepTraces } from "./step-traces.ts";
import { protectionText } from "./wording/protection-words.ts";
import type { Hedge } from "./wording/sentence.ts";
import { baseWords, measureWords, placeWords } from "./wording/subject-words.ts";
import { answerUnit } from "./wording/unit.ts";

/** An answer without what belongs to the run: identity, seal, queries, fingerprint, engine and times. */
export type Composed = Pick<
  Answer,
  | "questionText"
  | "value"
  | "unit"
  | "interval"
  | "table"
  | "sentence"
  | "decision"
  | "chart"
  | "caveats"
  | "sources"
  | "coverage"
  | "suppression"
  | "steps"
>;

/**
 * Makes the answer out of the engine's tables. Pure: equal tables give an equal answer in every process. A table without
 * any figure is no answer: the problem `not-answerable` says so.
 */
export const composeAnswer = (ask: ComposeAsk): Result<Composed> => atOnce(composing(ask));

/** The same in steps. */
export function* composing(ask: ComposeAsk): Steps<Result<Composed>> {
  const withheld = withheldStatistic(ask.plan);
  if (withheld !== null) return withheld;
  const context = yield* contextOf(ask);
  if (context === null)
    return notAnswerable("The description of the dataset has changed so that the plan no longer fits it.");
  const series = context.figures.main.branch.series
    ? roughSeries(ratedSeries(context, yield* seriesIn(context.figures.main, context.dataset, ask.question)))
    : [];
  yield "series";
  const nothing = emptiness(context, series);
  if (nothing !== null) return notAnswerable(nothing);
  const sources = sourcesOf(context.figures.branches, ask.datasets, ask.today).map((source) =>
    nothingShown(context, series) ? { ...source, dataUntil: null, ageDays: null } : source,
  );
  const general = isSampled(ask.plan)
    ? // What is said of rows that are there or not is looked for in all rows, not in a sample of them.
      [
        ...sampled(context, series),
        ...denominators(context),
        ...units(context),
        ...assumptions(context),
        ...sourceFacts(context),
        ...ages(context, sources),
      ]
    : [
        ...missingPeriods(context),
        ...missingPlaces(context),
        ...joiningPlaces(context, series),
        ...(yield* foundBreaks(context, series)),
        ...unfinishedPeriods(context, series),
        ...corrections(context, series),
        ...windowCut(context),
        ...severalRows(context),
        ...comparedSides(context),
        ...versions(context),
        ...multiplied(context),
        ...denominators(context),
        ...thinData(context, series),
        ...units(context),
        ...assumptions(context),
        ...sourceFacts(context),
        ...ages(context, sources),
      ];
  const hedge = hedgeOf(context, quiet(context, general));
  yield "caveats";
  if (isModelled(context) && hidesSomething(context))
    return fail({
      code: "held-back",
      message: `Some of the figures count fewer than ${context.hidden?.rule.below} people; what is computed from them would give them away.`,
      remedy: "Ask for a larger area or a longer time.",
    });
  const made = yield* shapeOf(context, series, hedge);
  if (!made.ok) return made;
  const shape = made.value;
  yield "shape";
  const suppression = suppressionOf(context.hidden, shape.table);
  return ok({
    questionText: ask.question.text,
    value: shape.value === null ? null : settle(shape.value),
    unit: shape.unit ?? context.unit,
    ...(shape.interval ? { interval: settleInterval(shape.interval) } : {}),
    table: shape.table,
    sentence: shape.sentence,
    decision: decisionOf(ask.question, shape.decisive, shape.decisiveWithin ?? shape.interval),
    chart: shape.chart,
    caveats: bySeverity([
      ...suppressedCells(suppression, shape.table),
      ...quiet(context, [...shape.caveats, ...general]),
    ]),
    sources,
    // How many days have rows tells how many people there are at least.
    coverage:
      hidesSomething(context) || countsRows(context) || isSampled(ask.plan) ? null : coverageOf(context),
    suppression,
    steps: stepTraces(context),
  });
}

const settleInterval = ({
  low,
  high,
  level,
}: NonNullable<Answer["interval"]>): NonNullable<Answer["interval"]> => ({
  low: settle(low),
  high: settle(high),
  level,
});

/** Under disclosure control, rows that are counted are people: their number of days would tell of them. */
const countsRows = ({ hidden, measure }: Context): boolean =>
  hidden !== null && measure.behaviour === "event";

/** Counting the periods that meet a limit, again and again with other limits, would tell each hidden count. */
function withheldStatistic(plan: Plan): Result<never> | null {
  const controlled = plan.steps.some((step) => step.kind === "suppress");
  const { kind } = plan.statistic;
  if (!controlled || (kind !== "periods-meeting" && kind !== "largest-correction")) return null;
  return fail({
    code: "held-back",
    message:
      kind === "periods-meeting"
        ? "How many periods meet a limit is not told of counts of people that are not open: asked with one limit after another it would give each small count away."
        : "Single corrections are not told of counts of people that are not open, as they are often of a few people.",
    remedy: "Ask how the counts change over time: every period that may be shown is in the table.",
  });
}

const isModelled = ({ plan }: Context): boolean =>
  !["situation", "comparison", "ranking", "trend"].includes(plan.kind);

function suppressionOf(hidden: Hidden | null, table: AnswerTable): Answer["suppression"] {
  if (hidden === null) return null;
  return { hidden: hidden.small + hidden.further, text: protectionText(hidden, table.suppressed.length) };
}

function suppressedCells(suppression: Answer["suppression"], { suppressed }: AnswerTable): Caveat[] {
  if (suppression === null || suppression.text === "") return [];
  return [
    {
      code: "suppressed-cells",
      severity: "notable",
      text: suppression.text,
      evidence: suppressed.length > 0 ? { count: suppressed.length } : {},
    },
  ];
}

function* shapeOf(context: Context, series: readonly Series[], hedge: Hedge): Steps<Result<Shape>> {
  const model = context.plan.steps.find((step) => step.kind === "model");
  switch (context.plan.kind) {
    case "coverage":
      return coverageShape(context, hedge);
    case "relationship":
      return relationshipShape(context, hedge);
    case "forecast":
      return model ? forecastShape(context, model, hedge) : notAnswerable("The plan names no method.");
    case "impact":
      return model ? impactShape(context, model, hedge) : notAnswerable("The plan names no method.");
    default:
      return ok(series.length > 0 ? yield* trendShape(context, series, hedge) : figureShape(context, hedge));
  }
}

function* contextOf(ask: ComposeAsk): Steps<Context | null> {
  const step = ask.plan.steps.find((one) => one.kind === "suppress");
  const read = (yield* readingBranches(ask.plan, ask.tables)).map(estimated);
  yield "read";
  const guarded = step
    ? protectBranches(read, ask.plan, ask.datasets, step, ask.protect ?? hideSmallCounts)
    : { branches: read, hidden: null };
  yield "disclosure";
  const figures = roughFigures(
    finishFigures(ask.plan, ask.question, ask.datasets, guarded.branches),
    ask.plan.statistic.kind === "share",
  );
  const { scan, windows } = figures.main.branch;
  const dataset = ask.datasets.find(({ id }) => id === scan.dataset);
  const measure = dataset?.measures.find(({ id }) => id === scan.measure);
  const window = windows.windows[0];
  if (!dataset || !measure || !window) return null;
  return {
    ...ask,
    figures,
    hidden: guarded.hidden,
    dataset,
    measure,
    window,
    subject: `${measureWords(ask.question, measure, ask.vocabulary)}${baseWords(ask.plan, ask.question, ask.vocabulary)}`,
    where: placeWords(ask.question, dataset),
    unit: answerUnit(ask.plan, ask.question, measure, ask.datasets, ask.vocabulary),
  };
}

/** Why there is nothing to say; null when there is. */
function emptiness(context: Context, series: readonly Series[]): string | null {
  const facts = windowFacts(context);
  const rows = facts?.rows ?? 0;
  const some =
    series.length > 0
      ? series.some(({ points }) => points.filter(({ value }) => value !== null).length > 1)
      : context.figures.figures.some(({ value }) => value !== null);
  if (isSampled(context.plan) && !some) return sampledWords.nothing;
  // Where rows are counted, none is a count of zero; where values are read, none is no answer.
  if (rows === 0 && context.measure.behaviour !== "event" && context.plan.statistic.kind !== "records")
    return `The table has no rows for ${context.subject}${context.where} in the time asked.`;
  if (context.figures.main.branch.series)
    return series.some(({ points }) =>
      points.some(({ value, corrected, hidden }) => value !== null || corrected !== null || hidden),
    )
      ? null
      : `The table has rows but no figures for ${context.subject}${context.where} in the time asked.`;
  if (context.plan.statistic.kind === "largest-correction") return null;
  if (context.plan.statistic.kind === "places-meeting" && context.figures.counted === 0)
    return `The table has no figures of single places for ${context.subject}${context.where} in the time asked, so none can be counted.`;
  return context.figures.figures.some(({ value, hidden }) => value !== null || hidden)
    ? null
    : `The table has rows but no figures for ${context.subject}${context.where} in the time asked.`;
}

const ORDER = { serious: 0, notable: 1, minor: 2 } as const;

const bySeverity = (caveats: readonly Caveat[]): Caveat[] =>
  caveats
    .map((caveat, index) => ({ caveat, index }))
    .sort((a, b) => ORDER[a.caveat.severity] - ORDER[b.caveat.severity] || a.index - b.index)
    .map(({ caveat }) => caveat);
