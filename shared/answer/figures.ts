import type { Dataset } from "../catalogue/dataset.ts";
import { branchesOf } from "../plan/compile/branch.ts";
import { INSTANTS } from "../plan/compile/compile-instants.ts";
import type { Plan, StepOf } from "../plan/plan.ts";
import type { Question } from "../question/question.ts";
import { atOnce, type Steps } from "../steps.ts";
import { acrossPlaces, countPlaces } from "./across-places.ts";
import { byValue, latestOf } from "./figure-order.ts";
import { comparedErrors, dividedError, type Uncertain, uncertainOf } from "./sampled/combine.ts";
import { withInstants } from "./table/instant-facts.ts";
import {
  type BranchResult,
  holdsBoth,
  type RawRow,
  type RawTable,
  readingResult,
} from "./table/read-result.ts";
import { type PlaceLabel, placeLabels } from "./wording/place-labels.ts";

/** One figure of the answer, before rounding. Dates are as the data have them: a day, an instant or a year. */
export type Figure = {
  readonly place: PlaceLabel;
  readonly dims: readonly string[];
  readonly value: number | null;
  /** When: the date of a latest, peak or lowest figure, the last date that went into others. */
  readonly at: string | null;
  readonly since: string | null;
  /** Two numbers beside the figure, by statistic: first and last of a change; a rate's or share's two sides; periods seen. */
  readonly x: number | null;
  readonly y: number | null;
  readonly rank?: number;
  /** Not shown, as it would tell about few people. */
  readonly hidden?: boolean;
} & Uncertain;

/** What a figure is held against. */
export type Compared = {
  readonly now: Figure;
  /** Null when there is nothing on the other side. */
  readonly other: number | null;
  readonly difference: number | null;
  /** Difference as a share of `other`, −1…; null when `other` is zero or missing. */
  readonly relative: number | null;
  /** The other side is not shown, as it would tell about few people. */
  readonly hidden?: boolean;
  /** Of several earlier periods: how many, and their lowest and highest. */
  readonly band: { readonly count: number; readonly low: number; readonly high: number } | null;
  /** Of figures from a sample: the standard errors of the other side, the difference and the relative difference. */
  readonly errors?: { readonly other: number; readonly difference: number; readonly relative: number };
};

/** The finished figures of an answer and what the finishing steps found out. */
export type Figures = {
  readonly main: BranchResult;
  readonly branches: readonly BranchResult[];
  readonly figures: readonly Figure[];
  readonly compared: readonly Compared[];
  /** Places of the first table that the second has nothing for, by name. */
  readonly unmatched: readonly string[];
  /** Places that were looked at for a count. */
  readonly counted: number | null;
  /** All figures of a ranking, before the top was cut off. */
  readonly all: readonly Figure[];
};

/** The engine's tables of a plan, one per branch. */
export const readBranches = (...about: Parameters<typeof readingBranches>): BranchResult[] =>
  atOnce(readingBranches(...about));

/** The same in steps. */
export function* readingBranches(
  plan: Plan,
  tables: Readonly<Record<string, RawTable>>,
): Steps<BranchResult[]> {
  const results: BranchResult[] = [];
  for (const [index, branch] of branchesOf(plan).entries()) {
    const inFirst = index === 0 || (tables[branch.name] === undefined && holdsBoth(tables.result));
    const result = yield* readingResult(branch, tables[inFirst ? "result" : branch.name]);
    yield;
    results.push(withInstants(result, index === 0 ? tables[INSTANTS] : undefined));
  }
  return results;
}

/** Does the plan's finishing steps on the engine's tables, in their order. */
export function finishFigures(
  plan: Plan,
  question: Question,
  datasets: readonly Dataset[],
  branches: readonly BranchResult[],
): Figures {
  const main = branches[0];
  if (main === undefined) throw new Error("A plan has at least one branch");
  const named = (step: string): BranchResult | undefined =>
    branches.find(({ branch }) => step.startsWith(`${branch.name}.`));
  const figuresOf = (result: BranchResult, w = "now"): Figure[] =>
    figuresOfBranch(
      result,
      datasets.find(({ id }) => id === result.branch.scan.dataset),
      question,
      w,
    );
  let state: Figures = {
    main,
    branches,
    figures: figuresOf(main),
    compared: [],
    unmatched: [],
    counted: null,
    all: [],
  };
  for (const step of plan.steps) {
    switch (step.kind) {
      case "join": {
        const right = named(step.right);
        if (right && (step.how === "rate" || step.how === "share"))
          state = divide(state, figuresOf(right), step);
        if (right && step.how === "weight") state = weigh(state, figuresOf(right));
        break;
      }
      case "percent":
        state = {
          ...state,
          figures: state.figures.map((one) => ({
            ...one,
            value: one.value !== null && one.x ? (100 * one.value) / Math.abs(one.x) : null,
          })),
        };
        break;
      case "of-seen":
        state = {
          ...state,
          figures: state.figures.map((one) => ({
            ...one,
            value: one.value !== null && one.x ? (100 * one.value) / one.x : null,
            y: one.value,
          })),
        };
        break;
      case "rescale":
        state = {
          ...state,
          figures: state.figures.map((one) => ({
            ...one,
            value: one.value === null ? null : one.value * step.factor,
          })),
        };
        break;
      case "count-places":
        state = countPlaces(state, step);
        break;
      case "across":
        state = acrossPlaces(state, step);
        break;
      case "compare":
        state = compare(state, step, figuresOf, named);
        break;
      case "rank":
        state = rank(state, step);
        break;
      default:
        break;
    }
  }
  return state;
}

/** The figures of one branch and window, with their places named. */
export function figuresOfBranch(
  result: BranchResult,
  dataset: Dataset | undefined,
  question: Question,
  w = "now",
): Figure[] {
  const label = placeLabels(result.branch, dataset, question);
  return result.figure.filter((row) => row.w === w).map((row) => figureOf(row, label(row)));
}

const figureOf = (row: RawRow, place: PlaceLabel): Figure => ({
  place,
  dims: row.dims,
  value: row.v,
  at: row.t,
  since: row.t2,
  x: row.x,
  y: row.y,
  ...(row.hidden ? { hidden: true } : {}),
  ...uncertainOf(row),
});

/** Divides each figure by the second table's figure of the same place; a single right figure serves all. */
function divide(state: Figures, right: readonly Figure[], step: StepOf<"join">): Figures {
  const unmatched: string[] = [];
  const single = right.length === 1 && right[0]?.place.key === "" ? right[0] : null;
  const figures = state.figures.map((one) => {
    const candidates = single ? [single] : right.filter(({ place }) => sameplace(place, one.place));
    const other =
      candidates.find(
        ({ dims }) => dims.length === 0 || dims.every((dim, index) => dim === one.dims[index]),
      ) ?? null;
    if (one.hidden || other?.hidden) return { ...one, value: null, x: null, hidden: true };
    const below = other?.value ?? null;
    if (below === null || below === 0) {
      unmatched.push(one.place.label);
      return { ...one, value: null, x: one.value, y: below };
    }
    return {
      ...one,
      value: one.value === null ? null : (one.value / below) * step.scale,
      x: one.value,
      y: below,
      ...dividedError(one, other, step, state),
    };
  });
  return { ...state, figures, unmatched: unmatched.filter((label) => label !== "") };
}

/** One figure out of several places' rates, each weighted by its base; places without a base are left out and named. */
function weigh(state: Figures, bases: readonly Figure[]): Figures {
  const unmatched: string[] = [];
  let [top, bottom, count] = [0, 0, 0];
  for (const one of state.figures) {
    const base = bases.find(({ place }) => sameplace(place, one.place))?.value ?? null;
    if (one.hidden || one.value === null) continue;
    if (base === null || base <= 0) {
      unmatched.push(one.place.label);
      continue;
    }
    top += one.value * base;
    bottom += base;
    count += 1;
  }
  const whole: Figure = {
    place: { key: "", area: null, label: "" },
    dims: [],
    value: bottom === 0 ? null : top / bottom,
    at: latestOf(state.figures.map(({ at }) => at)),
    since: null,
    x: count,
    y: bottom,
  };
  return { ...state, figures: [whole], unmatched, counted: count };
}

const sameplace = (a: PlaceLabel, b: PlaceLabel): boolean => a.key === b.key;

function compare(
  state: Figures,
  step: StepOf<"compare">,
  figuresOf: (result: BranchResult, w?: string) => Figure[],
  named: (step: string) => BranchResult | undefined,
): Figures {
  const { against } = step;
  if (against.kind === "target")
    return { ...state, compared: state.figures.map((now) => held(now, [{ value: against.value }])) };
  const other = step.with === null ? undefined : named(step.with);
  if (other) {
    const then = figuresOf(other);
    const alone = state.figures.length === 1 && then.length === 1;
    return { ...state, compared: state.figures.map((now) => held(now, valuesOf(then, now, alone))) };
  }
  const windows = state.main.branch.windows.windows.map(({ id }) => id).filter((id) => id !== "now");
  return {
    ...state,
    compared: state.figures.map((now) =>
      held(
        now,
        windows.flatMap((id) => valuesOf(figuresOf(state.main, id), now, false)),
      ),
    ),
  };
}

const valuesOf = (figures: readonly Figure[], like: Figure, alone: boolean): Figure[] =>
  figures.filter(
    (one) =>
      alone || (sameplace(one.place, like.place) && one.dims.every((dim, index) => dim === like.dims[index])),
  );

/** Holds a figure against another, or against the median of several; none is held against one that is not shown. */
function held(now: Figure, others: readonly Pick<Figure, "value" | "hidden" | "error">[]): Compared {
  if (others.some(({ hidden }) => hidden))
    return { now, other: null, difference: null, relative: null, band: null, hidden: true };
  const sorted = others.flatMap(({ value }) => (value === null ? [] : [value])).sort((a, b) => a - b);
  const other = medianOf(sorted);
  const difference = now.value === null || other === null ? null : now.value - other;
  const [low, high] = [sorted[0], sorted.at(-1)];
  return {
    now,
    other,
    difference,
    relative: difference === null || other === null || other === 0 ? null : difference / Math.abs(other),
    band:
      sorted.length > 1 && low !== undefined && high !== undefined
        ? { count: sorted.length, low, high }
        : null,
    ...comparedErrors(now, others),
  };
}

/** Median of sorted numbers; null of none. */
export function medianOf(sorted: readonly number[]): number | null {
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper === undefined || lower === undefined ? null : (upper + lower) / 2;
}

/** Orders the places; equal figures share a rank, and a tie at the cut stays whole. Places without a figure have no rank. */
function rank(state: Figures, step: StepOf<"rank">): Figures {
  const ordered = byValue(
    state.figures.filter(({ value }) => value !== null),
    step.from,
  );
  const ranked: Figure[] = [];
  ordered.forEach((one, index) => {
    const before = ranked[index - 1];
    ranked.push({
      ...one,
      rank: before !== undefined && before.value === one.value ? (before.rank ?? index) : index + 1,
    });
  });
  // Where a hidden figure would stand tells about it: hidden ones come last, by name, without a rank.
  const hidden = byValue(
    state.figures.filter((one) => one.hidden),
    step.from,
  );
  return {
    ...state,
    figures: [...ranked.filter((one) => (one.rank ?? 0) <= step.top), ...hidden],
    all: ranked,
  };
}
