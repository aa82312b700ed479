import { Z_95 } from "../../plan/compile/compile-sample.ts";
import type { Answer } from "../answer.ts";
import type { Compared, Figure, Figures } from "../figures.ts";
import { normalQuantile } from "../models/distributions.ts";
import type { Series } from "../series.ts";
import type { Uncertain } from "./combine.ts";

/** A number from a sample with its 95 % limits, all three with no more digits than the limits allow. */
export type Rough = { readonly value: number; readonly limits: readonly [number, number] };

/** Share of draws whose limits hold the exact figure. */
export const LEVEL = 0.95;

/**
 * The number and its limits, rounded to two digits of the distance between them: more digits would pretend to a
 * precision that the sample has not. `within`: what cannot be less or more.
 */
export function rough(
  value: number,
  { error = 0, limits }: Pick<Uncertain, "error" | "limits">,
  within: readonly [number, number] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  z = Z_95,
): Rough {
  const [low, high] = limits ?? [value - z * error, value + z * error];
  const half = (high - low) / 2;
  if (!(half > 0)) return { value, limits: [low, high] };
  const digits = 1 - Math.floor(Math.log10(half));
  const to = (number: number): number => {
    const cut = Math.min(within[1], Math.max(within[0], number));
    return digits > 0
      ? Number(cut.toFixed(Math.min(12, digits)))
      : Math.round(cut / 10 ** -digits) * 10 ** -digits;
  };
  return { value: to(value), limits: [to(low), to(high)] };
}

/** What totals and shares of it cannot pass. */
const boundsOf = (value: number, isShare: boolean): readonly [number, number] =>
  value >= 0
    ? [0, isShare ? 100 : Number.POSITIVE_INFINITY]
    : [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];

/** Three significant digits, for the numbers a figure is made of. */
const short = (value: number | null): number | null => (value === null ? null : Number(value.toPrecision(3)));

/**
 * How many standard errors the limits of a ranking lie apart. The highest of many estimates are more often too high than
 * too low: of `shown` picked from `all`, limits at 1 − 0.05·shown/all hold for 95 in 100 of those picked (Benjamini and
 * Yekutieli, False discovery rate-adjusted multiple confidence intervals for selected parameters, JASA 100, 2005).
 */
function rankedZ({ figures, all }: Figures): number {
  const shown = figures.filter(({ rank }) => rank !== undefined).length;
  return shown === 0 || all.length <= shown ? Z_95 : normalQuantile(1 - (0.05 * shown) / all.length / 2);
}

/** All estimates of the finished figures in their rough form; figures from every row stay as they are. */
export function roughFigures(figures: Figures, isShare: boolean): Figures {
  const z = rankedZ(figures);
  const one = (figure: Figure): Figure =>
    figure.error === undefined || figure.value === null
      ? figure
      : {
          ...figure,
          ...rough(figure.value, figure, boundsOf(figure.value, isShare), z),
          x: short(figure.x),
          y: isShare ? short(figure.y) : figure.y,
        };
  return {
    ...figures,
    figures: figures.figures.map(one),
    all: figures.all.map(one),
    compared: figures.compared.map((compared) => ({ ...compared, now: one(compared.now) })),
  };
}

/** The points of a sampled series in their rough form; series of all rows stay as they are. */
export const roughSeries = (series: readonly Series[]): readonly Series[] =>
  series.map((each) =>
    each.points.some(({ error }) => error !== undefined)
      ? {
          ...each,
          points: each.points.map((point) =>
            point.error === undefined || point.value === null
              ? point
              : { ...point, ...rough(point.value, point, boundsOf(point.value, false)) },
          ),
        }
      : each,
  );

/** The parts of a comparison of samples; null where it is none. */
export function roughComparison({ other, difference, relative, errors }: Compared): {
  readonly other: Rough;
  readonly difference: Rough;
  /** In per cent of the other side. */
  readonly percent: Rough | null;
} | null {
  if (errors === undefined || other === null || difference === null) return null;
  return {
    other: rough(other, { error: errors.other }),
    difference: rough(difference, { error: errors.difference }),
    percent: relative === null ? null : rough(100 * relative, { error: 100 * errors.relative }),
  };
}

/** The limits of a figure as an answer's interval. */
export const intervalOf = ({ limits }: Uncertain): Answer["interval"] =>
  limits === undefined ? undefined : { low: limits[0], high: limits[1], level: LEVEL };
