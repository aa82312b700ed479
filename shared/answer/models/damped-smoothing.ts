import { normalQuantile } from "./distributions.ts";

/** Weights of the smoothing: level, trend, season, and the damping of the trend (1: none). */
export type Smoothing = {
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
  readonly phi: number;
};

/** Where a smoothed series stands: level, trend, the last cycle of seasonal terms (additive), and its one-step errors. */
export type Smoothed = {
  readonly level: number;
  readonly trend: number;
  readonly season: readonly number[];
  readonly errors: readonly number[];
  readonly fitted: readonly number[];
};

export type Start = { readonly level: number; readonly trend: number; readonly season: readonly number[] };

/**
 * Exponential smoothing with damped trend and, with a `start.season` that is not empty, an additive season: the error
 * form of Hyndman and Athanasopoulos, Forecasting: Principles and Practice (2nd ed.), section 7.5. Missing values are
 * bridged by their forecast.
 */
export function smooth(
  series: readonly (number | null)[],
  { alpha, beta, gamma, phi }: Smoothing,
  start: Start,
): Smoothed {
  let { level, trend } = start;
  const season = [...start.season];
  const errors: number[] = [];
  const fitted: number[] = [];
  series.forEach((value, index) => {
    const at = season.length > 0 ? index % season.length : 0;
    const seasonal = season[at] ?? 0;
    const expected = level + phi * trend + seasonal;
    fitted.push(expected);
    const error = value === null ? 0 : value - expected;
    if (value !== null) errors.push(error);
    const before = level;
    level = before + phi * trend + alpha * error;
    trend = phi * trend + beta * error;
    if (season.length > 0) season[at] = seasonal + gamma * error;
  });
  const shift = season.length > 0 ? series.length % season.length : 0;
  return { level, trend, season: [...season.slice(shift), ...season.slice(0, shift)], errors, fitted };
}

/** Forecasts for the next `horizon` periods from where a smoothed series stands. */
export function project({ level, trend, season }: Smoothed, phi: number, horizon: number): number[] {
  let damped = 0;
  return Array.from({ length: horizon }, (_, index) => {
    damped += phi ** (index + 1);
    return level + damped * trend + (season.length > 0 ? (season[index % season.length] ?? 0) : 0);
  });
}

/** First guesses: level and trend of a straight line through the first periods, seasonal terms as mean distance from it. */
export function startOf(series: readonly (number | null)[], period: number): Start {
  const length = Math.min(series.length, Math.max(10, 2 * period));
  const known = series.slice(0, length).flatMap((value, index) => (value === null ? [] : [{ index, value }]));
  const n = Math.max(1, known.length);
  const meanX = known.reduce((sum, { index }) => sum + index, 0) / n;
  const meanY = known.reduce((sum, { value }) => sum + value, 0) / n;
  const spread = known.reduce((sum, { index }) => sum + (index - meanX) ** 2, 0);
  const slope =
    spread === 0
      ? 0
      : known.reduce((sum, { index, value }) => sum + (index - meanX) * (value - meanY), 0) / spread;
  const base = meanY - slope * meanX;
  if (period < 2) return { level: base - slope, trend: slope, season: [] };
  const season = Array.from({ length: period }, (_, at) => {
    const own = known.filter(({ index }) => index % period === at);
    return own.length === 0
      ? 0
      : own.reduce((sum, { index, value }) => sum + value - (base + slope * index), 0) / own.length;
  });
  const mean = season.reduce((sum, value) => sum + value, 0) / period;
  return { level: base - slope + mean, trend: slope, season: season.map((value) => value - mean) };
}

const GRID = [0.05, 0.15, 0.3, 0.5, 0.7, 0.9] as const;
const DAMPING = [0.8, 0.9, 0.95, 0.98] as const;

type Weighing = { readonly weights: Smoothing; readonly cost: number };

/**
 * The weights with the smallest sum of squared one-step errors: a fixed grid, then halving steps around its best point.
 * Deterministic, no random starts. Damping stays within 0.8 … 0.98, as Forecasting: Principles and Practice advises.
 */
export function fitSmoothing(
  series: readonly (number | null)[],
  period: number,
): { readonly weights: Smoothing; readonly start: Start } {
  const start = startOf(series, period);
  const weigh = (weights: Smoothing): Weighing => ({
    weights,
    cost: smooth(series, weights, start).errors.reduce((sum, error) => sum + error ** 2, 0),
  });
  const better = (best: Weighing, weights: Smoothing): Weighing => {
    const other = weigh(weights);
    return other.cost < best.cost ? other : best;
  };
  let best = weigh({ alpha: 0.3, beta: 0.03, gamma: 0, phi: 0.9 });
  best = grid(period).reduce(better, best);
  for (let step = 0.08; step > 0.002; step /= 2)
    best = neighbours(best.weights, step, period).reduce(better, best);
  return { weights: best.weights, start };
}

const grid = (period: number): Smoothing[] =>
  GRID.flatMap((alpha) =>
    [0, 0.1, 0.3, 0.6].flatMap((share) =>
      (period < 2 ? [0] : [0, 0.1, 0.3]).flatMap((gamma) =>
        DAMPING.map((phi) => ({ alpha, beta: alpha * share, gamma: gamma * (1 - alpha), phi })),
      ),
    ),
  );

const LIMITS = [
  ["alpha", 0.01, 0.99],
  ["beta", 0, 0.99],
  ["gamma", 0, 0.99],
  ["phi", 0.8, 0.98],
] as const;

/** One weight moved up or down by a step, within its limits; a trend never moves faster than the level. */
const neighbours = (weights: Smoothing, step: number, period: number): Smoothing[] =>
  LIMITS.flatMap(([name, low, high]) =>
    [-step, step].map((by) => ({ ...weights, [name]: Math.min(high, Math.max(low, weights[name] + by)) })),
  ).filter(({ alpha, beta, gamma }) => beta <= alpha && (period >= 2 || gamma === 0));

export type Forecast = {
  readonly points: readonly { readonly value: number; readonly low: number; readonly high: number }[];
  readonly weights: Smoothing;
  readonly period: number;
};

/**
 * Point forecasts with intervals: variance of the h-step error after Forecasting: Principles and Practice (2nd ed.),
 * section 7.7, table for (A,Ad,N) and (A,Ad,A): σ² (1 + Σ c²), c_j = α + β φ_j (+ γ at whole seasons), φ_j = φ + … + φ^j.
 * `widen` stretches the interval, by what held-back data ask for.
 */
export function forecast(
  series: readonly (number | null)[],
  horizon: number,
  period: number,
  level = 0.95,
  widen = 1,
): Forecast {
  const { weights, start } = fitSmoothing(series, period);
  const state = smooth(series, weights, start);
  const parameters = period < 2 ? 5 : 6 + period;
  const freedom = Math.max(1, state.errors.length - parameters);
  const variance = state.errors.reduce((sum, error) => sum + error ** 2, 0) / freedom;
  const z = normalQuantile(0.5 + level / 2);
  let sum = 1;
  let damped = 0;
  const points = project(state, weights.phi, horizon).map((value, index) => {
    if (index > 0) {
      damped += weights.phi ** index;
      const c =
        weights.alpha + weights.beta * damped + (period >= 2 && index % period === 0 ? weights.gamma : 0);
      sum += c ** 2;
    }
    const reach = widen * z * Math.sqrt(variance * sum);
    return { value, low: value - reach, high: value + reach };
  });
  return { points, weights, period };
}

/** How much smaller the mean absolute error of the method is than that of the seasonal naive forecast, on held-back data. */
export type Skill = {
  readonly skill: number;
  readonly error: number;
  readonly naive: number;
  readonly origins: number;
  readonly coverage: number;
  /** How much wider the interval must be for 95 % of the held-back values to lie in it; at least 1. */
  readonly widen: number;
};

/**
 * Holds the last periods back several times (rolling origins, one to five), forecasts them, and compares with repeating
 * the last season (period 1: the last value). Skill 0.2: a fifth smaller error. Also the share of held-back values that
 * lay inside the interval. Null when there is too little history to hold anything back.
 */
export function skillOf(series: readonly (number | null)[], horizon: number, period: number): Skill | null {
  const least = leastHistory(horizon, period);
  const origins = [0, 1, 2, 3, 4]
    .map((back) => series.length - horizon - back * Math.ceil(horizon / 2))
    .filter((cut) => cut >= least);
  let [own, naive, count, inside] = [0, 0, 0, 0];
  const reaches: number[] = [];
  for (const cut of origins) {
    const past = series.slice(0, cut);
    const { points } = forecast(past, horizon, period);
    points.forEach(({ value, low, high }, index) => {
      const actual = series[cut + index] ?? null;
      const repeated = lastSeason(past, index, Math.max(1, period));
      if (actual === null || repeated === null) return;
      own += Math.abs(actual - value);
      naive += Math.abs(actual - repeated);
      inside += actual >= low && actual <= high ? 1 : 0;
      count += 1;
      if (high > low) reaches.push(Math.abs(actual - value) / ((high - low) / 2));
    });
  }
  if (count === 0) return null;
  return {
    skill: naive === 0 ? (own === 0 ? 0 : -1) : 1 - own / naive,
    error: own / count,
    naive: naive / count,
    origins: origins.length,
    coverage: inside / count,
    widen: Math.max(1, reaches.sort((a, b) => a - b)[Math.ceil(0.95 * reaches.length) - 1] ?? 1),
  };
}

/** The value one season (or more, where missing) before the period `index` after the end. */
function lastSeason(past: readonly (number | null)[], index: number, period: number): number | null {
  for (let at = past.length - period + (index % period); at >= 0; at -= period) {
    const value = past[at];
    if (value !== null && value !== undefined) return value;
  }
  return null;
}

/** Periods that must be there before the ones held back: two horizons, two and a half seasons, and never under twelve. */
export const leastHistory = (horizon: number, period: number): number =>
  Math.max(12, 2 * horizon, Math.ceil(2.5 * period));
