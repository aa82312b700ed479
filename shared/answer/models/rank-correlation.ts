import { sampleCorrelation } from "simple-statistics";
import { normalQuantile } from "./distributions.ts";

/** Spearman's rank correlation with its interval. */
export type RankCorrelation = {
  readonly rho: number;
  readonly low: number;
  readonly high: number;
  readonly pairs: number;
  /** Pairs that independent data would need to be as informative; smaller than `pairs` for series that change slowly. */
  readonly effective: number;
};

/** Fewer pairs than this say nothing about a relationship. */
export const LEAST_PAIRS = 10;

/** Ranks from 1; equal values share the mean of their ranks. */
export function averageRanks(values: readonly number[]): number[] {
  const order = values.map((value, index) => ({ value, index })).sort((a, b) => a.value - b.value);
  const ranks = new Array<number>(values.length).fill(0);
  let start = 0;
  while (start < order.length) {
    let end = start;
    while (end + 1 < order.length && order[end + 1]?.value === order[start]?.value) end += 1;
    for (let at = start; at <= end; at += 1) ranks[order[at]?.index ?? 0] = (start + end) / 2 + 1;
    start = end + 1;
  }
  return ranks;
}

/**
 * Spearman's rho: Pearson's correlation of the ranks. The interval is Fisher's z with the standard error of Bonett and
 * Wright (Psychometrika 65, 2000), sqrt((1 + rho²/2) / (n − 3)). For series in time (`inTime`) n is replaced by the
 * effective number n (1 − r₁s₁) / (1 + r₁s₁) of Bretherton et al. (J. Climate 12, 1999) with the series' lag-1
 * correlations, as neighbouring periods repeat each other. Null with fewer than ten pairs or a constant series.
 */
export function rankCorrelation(
  x: readonly number[],
  y: readonly number[],
  inTime: boolean,
  level = 0.95,
): RankCorrelation | null {
  if (x.length < LEAST_PAIRS || x.length !== y.length) return null;
  const [a, b] = [averageRanks(x), averageRanks(y)];
  if (new Set(a).size < 2 || new Set(b).size < 2) return null;
  const rho = clamp(sampleCorrelation(a, b));
  const product = inTime ? Math.max(0, lagOne(a) * lagOne(b)) : 0;
  const effective = Math.max(4, x.length * ((1 - product) / (1 + product)));
  const error = Math.sqrt((1 + rho ** 2 / 2) / (effective - 3));
  const z = Math.atanh(Math.min(0.999_999, Math.max(-0.999_999, rho)));
  const reach = normalQuantile(0.5 + level / 2) * error;
  return { rho, low: Math.tanh(z - reach), high: Math.tanh(z + reach), pairs: x.length, effective };
}

const clamp = (value: number): number => Math.min(1, Math.max(-1, value));

function lagOne(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  let across = 0;
  let within = 0;
  values.forEach((value, index) => {
    within += (value - mean) ** 2;
    const next = values[index + 1];
    if (next !== undefined) across += (value - mean) * (next - mean);
  });
  return within === 0 ? 0 : across / within;
}

/** The rank correlation at each shift: lag k pairs x of a period with y of k periods later. */
export type LagScan = {
  readonly best: { readonly lag: number; readonly correlation: RankCorrelation };
  readonly tried: number;
};

/**
 * Looks for the shift (up to `most` periods either way) at which the two series' ranks agree most. `values` are pairs
 * in time order, null where a side is missing. Shifts that leave fewer than ten pairs are not tried.
 */
export function scanLags(
  values: readonly { readonly x: number | null; readonly y: number | null }[],
  most: number,
): LagScan | null {
  let best: LagScan["best"] | null = null;
  let tried = 0;
  for (let lag = -most; lag <= most; lag += 1) {
    const pairs = values.flatMap(({ x }, index) => {
      const y = values[index + lag]?.y ?? null;
      return x === null || y === null ? [] : [{ x, y }];
    });
    const correlation = rankCorrelation(
      pairs.map(({ x }) => x),
      pairs.map(({ y }) => y),
      true,
    );
    if (correlation === null) continue;
    tried += 1;
    const better = best === null || Math.abs(correlation.rho) > Math.abs(best.correlation.rho) + 1e-12;
    const asGoodAndNearer =
      best !== null &&
      Math.abs(Math.abs(correlation.rho) - Math.abs(best.correlation.rho)) <= 1e-12 &&
      Math.abs(lag) < Math.abs(best.lag);
    if (better || asGoodAndNearer) best = { lag, correlation };
  }
  return best === null ? null : { best, tried };
}
