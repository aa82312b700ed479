import type { StepOf } from "../../plan/plan.ts";
import type { Context } from "../context.ts";
import { figuresOfBranch } from "../figures.ts";
import { isAfter } from "../periods.ts";
import { dividedError } from "../sampled/combine.ts";
import { type Point, type Series, seriesOf } from "../series.ts";

/** What one period is divided by; null where there is nothing to divide by. */
type Base = Pick<Point, "value" | "error" | "drawn"> & { readonly hidden?: boolean; readonly whole: boolean };

/**
 * A trend of a rate or a share. Each period's figure is divided by the base of the same place: the period's own where the
 * base is a series (deaths of a month by the cases of that month; the part by the whole), else one figure for all periods
 * (a population). Both sides are sums before they are divided. A ready-made rate is only brought to the asked scale.
 */
export function ratedSeries(context: Context, series: readonly Series[]): readonly Series[] {
  const { plan, figures } = context;
  const scaled = rescaled(plan.steps, series);
  const step = plan.steps.find((one) => one.kind === "join" && (one.how === "rate" || one.how === "share"));
  const right =
    step?.kind === "join"
      ? figures.branches.find(({ branch }) => step.right.startsWith(`${branch.name}.`))
      : undefined;
  if (step?.kind !== "join" || right === undefined) return scaled;
  const bases = right.branch.series ? periodBases(context, right) : oneBase(context, right);
  return scaled.map((one) => ({
    ...one,
    ragged: false,
    points: alsoWithout(one, bases, context).map((point) =>
      divided(point, bases(one, point.period), step, context),
    ),
  }));
}

function rescaled(steps: Context["plan"]["steps"], series: readonly Series[]): readonly Series[] {
  const step = steps.find((one) => one.kind === "rescale");
  if (step?.kind !== "rescale") return series;
  const times = (value: number | null): number | null => (value === null ? null : value * step.factor);
  return series.map((one) => ({
    ...one,
    points: one.points.map((point) => ({ ...point, value: times(point.value) })),
  }));
}

type Bases = ((of: Series, period: string) => Base | null) & { readonly periods?: readonly string[] };
type Right = Context["figures"]["branches"][number];

const datasetOf = (context: Context, right: Right) =>
  context.datasets.find(({ id }) => id === right.branch.scan.dataset);

function oneBase(context: Context, right: Right): Bases {
  const bases = figuresOfBranch(right, datasetOf(context, right), context.question);
  const only = bases.length === 1 && bases[0]?.place.key === "" ? bases[0] : null;
  return (of) => {
    const base = only ?? bases.find(({ place }) => place.key === of.place.key);
    return base ? { ...base, whole: true } : null;
  };
}

function periodBases(context: Context, right: Right): Bases {
  const all = seriesOf(right, datasetOf(context, right), context.question);
  const only = all.length === 1 && all[0]?.place.key === "" && all[0].dims.length === 0 ? all[0] : null;
  const points = new Map(all.map((one) => [one, new Map(one.points.map((point) => [point.period, point]))]));
  const of = (one: Series): Series | undefined =>
    only ??
    all.find(
      ({ place, dims }) =>
        place.key === one.place.key && (dims.length === 0 || dims.every((dim, at) => dim === one.dims[at])),
    );
  const periods = [...new Set(all.flatMap((one) => one.points.map(({ period }) => period)))];
  return Object.assign(
    (one: Series, period: string): Base | null => {
      const base = of(one);
      return (base && points.get(base)?.get(period)) ?? null;
    },
    { periods },
  );
}

/** Where rows are counted, a period of the whole without any row of the part is a part of zero, also before its first row. */
function alsoWithout(one: Series, bases: Bases, { measure, plan }: Context): readonly Point[] {
  const share = plan.statistic.kind === "share" && measure.behaviour === "event";
  if (!share || bases.periods === undefined || one.points.some(({ hidden }) => hidden)) return one.points;
  const known = new Set(one.points.map(({ period }) => period));
  const more = bases.periods
    .filter((period) => !known.has(period))
    .map((period): Point => ({ period, value: 0, corrected: null, whole: true, places: 0, instants: 0 }));
  return more.length === 0
    ? one.points
    : [...one.points, ...more].sort((a, b) => (isAfter(a.period, b.period) ? 1 : -1));
}

function divided(point: Point, base: Base | null, step: StepOf<"join">, context: Context): Point {
  const below = base?.value ?? null;
  if (point.hidden || base?.hidden)
    return { ...point, value: null, corrected: null, part: null, base: null, hidden: true };
  const sides = { part: point.value, base: below, whole: point.whole && (base?.whole ?? true) };
  if (below === null || below === 0 || point.value === null)
    return { ...point, ...sides, value: null, corrected: null };
  return {
    ...point,
    ...sides,
    value: (point.value / below) * step.scale,
    corrected: point.corrected === null ? null : (point.corrected / below) * step.scale,
    ...dividedError(point, base, step, context.figures),
  };
}
