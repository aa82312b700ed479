import { studentQuantile } from "./distributions.ts";

/** One coefficient with its interval. */
export type Estimate = {
  readonly value: number;
  readonly error: number;
  readonly low: number;
  readonly high: number;
};

export type Segments = {
  /** Change of the level at the intervention, and of the slope per period after it. */
  readonly level: Estimate;
  readonly slope: Estimate;
  readonly before: number;
  readonly after: number;
  readonly lag: number;
  /** Fitted values, and what the line before would have gone on to be; in the order of the points. */
  readonly fitted: readonly number[];
  readonly expected: readonly number[];
  /** The interval of what would have been expected, in the order of the points: of the line, not of single values. */
  readonly expectedRange: readonly { readonly low: number; readonly high: number }[];
};

/** Fewer whole periods than this on either side make level and slope unknowable (Penfold and Zhang, Academic Pediatrics 2013: at least eight). */
export const LEAST_SIDE = 8;

/** Bartlett lag of the Newey-West errors: the rule of Newey and West (Review of Economic Studies 1994), 4 (n/100)^(2/9), rounded down. */
export const neweyWestLag = (n: number): number => Math.max(1, Math.floor(4 * (n / 100) ** (2 / 9)));

/**
 * Interrupted time series by segmented regression (Wagner et al., J. Clin. Pharm. Ther. 27, 2002): y = b0 + b1 t + b2
 * after + b3 (t − t0) after, with weekday terms when `season` is 7. Errors are Newey-West with the small-sample factor
 * n/(n−k), intervals by Student's t. `x` is the period's number, `after` whether it lies at or after the intervention.
 * Null when either side has fewer than eight points or the terms cannot be told apart.
 */
export function segments(
  points: readonly { readonly x: number; readonly y: number; readonly after: boolean }[],
  season: number,
  level = 0.95,
): Segments | null {
  const after = points.filter((point) => point.after).length;
  const before = points.length - after;
  const first = points.find((point) => point.after)?.x;
  if (first === undefined || before < LEAST_SIDE || after < LEAST_SIDE) return null;
  const rows = points.map(({ x, after: isAfter }) => [
    1,
    x,
    isAfter ? 1 : 0,
    isAfter ? x - first : 0,
    ...seasonTerms(x, season),
  ]);
  const fit = leastSquares(
    rows,
    points.map(({ y }) => y),
  );
  if (fit === null) return null;
  const lag = neweyWestLag(points.length);
  const covariance = neweyWest(rows, fit, lag);
  const freedom = points.length - (rows[0]?.length ?? 0);
  const t = studentQuantile(0.5 + level / 2, freedom);
  const estimate = (at: number): Estimate => {
    const value = fit.coefficients[at] ?? 0;
    const error = Math.sqrt(Math.max(0, covariance[at]?.[at] ?? 0));
    return { value, error, low: value - t * error, high: value + t * error };
  };
  const asBefore = rows.map((row) => row.map((cell, at) => (at === 2 || at === 3 ? 0 : cell)));
  const expected = asBefore.map((row) => dot(row, fit.coefficients));
  const expectedRange = asBefore.map((row, at) => {
    const variance = dot(
      row,
      covariance.map((line) => dot(line, row)),
    );
    const either = t * Math.sqrt(Math.max(0, variance));
    return { low: (expected[at] ?? 0) - either, high: (expected[at] ?? 0) + either };
  });
  return {
    level: estimate(2),
    slope: estimate(3),
    before,
    after,
    lag,
    fitted: rows.map((row) => dot(row, fit.coefficients)),
    expected,
    expectedRange,
  };
}

/** One column per place in the cycle but the first. */
const seasonTerms = (x: number, season: number): number[] =>
  season < 2
    ? []
    : Array.from({ length: season - 1 }, (_, at) => (((x % season) + season) % season === at + 1 ? 1 : 0));

export type Fit = {
  readonly coefficients: readonly number[];
  readonly residuals: readonly number[];
  readonly inverse: readonly (readonly number[])[];
};

/** Ordinary least squares by the normal equations; null when the columns are not independent. */
export function leastSquares(rows: readonly (readonly number[])[], y: readonly number[]): Fit | null {
  const k = rows[0]?.length ?? 0;
  const gram = square(k, (i, j) => rows.reduce((sum, row) => sum + (row[i] ?? 0) * (row[j] ?? 0), 0));
  const inverse = invert(gram);
  if (inverse === null) return null;
  const right = Array.from({ length: k }, (_, i) =>
    rows.reduce((sum, row, at) => sum + (row[i] ?? 0) * (y[at] ?? 0), 0),
  );
  const coefficients = inverse.map((row) => dot(row, right));
  return { coefficients, residuals: rows.map((row, at) => (y[at] ?? 0) - dot(row, coefficients)), inverse };
}

/**
 * Covariance of the coefficients that stands unequal variances and correlated neighbours (Newey and West, Econometrica
 * 55, 1987): Bartlett weights 1 − l/(L+1) up to lag L, and the factor n/(n−k).
 */
export function neweyWest(rows: readonly (readonly number[])[], fit: Fit, lag: number): number[][] {
  const n = rows.length;
  const k = rows[0]?.length ?? 0;
  const scores = rows.map((row, at) => row.map((cell) => cell * (fit.residuals[at] ?? 0)));
  const meat = square(k, (i, j) => {
    let sum = 0;
    for (let l = 0; l <= lag; l += 1) {
      const weight = l === 0 ? 1 : 1 - l / (lag + 1);
      for (let t = l; t < n; t += 1) {
        const [now, past] = [scores[t], scores[t - l]];
        const forward = (now?.[i] ?? 0) * (past?.[j] ?? 0);
        sum += weight * (l === 0 ? forward : forward + (past?.[i] ?? 0) * (now?.[j] ?? 0));
      }
    }
    return sum;
  });
  const factor = n / (n - k);
  const left = multiply(fit.inverse, meat);
  return multiply(left, fit.inverse).map((row) => row.map((cell) => cell * factor));
}

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);

const square = (k: number, cell: (i: number, j: number) => number): number[][] =>
  Array.from({ length: k }, (_, i) => Array.from({ length: k }, (__, j) => cell(i, j)));

const multiply = (a: readonly (readonly number[])[], b: readonly (readonly number[])[]): number[][] =>
  a.map((row) =>
    Array.from({ length: b[0]?.length ?? 0 }, (_, j) =>
      row.reduce((sum, value, index) => sum + value * (b[index]?.[j] ?? 0), 0),
    ),
  );

/** Gauss-Jordan with pivoting, on columns scaled to unit diagonal; null when singular. */
function invert(matrix: readonly (readonly number[])[]): number[][] | null {
  const k = matrix.length;
  const scale = matrix.map((row, i) => 1 / Math.sqrt(Math.max(row[i] ?? 0, Number.MIN_VALUE)));
  const work = matrix.map((row, i) => [
    ...row.map((cell, j) => cell * (scale[i] ?? 1) * (scale[j] ?? 1)),
    ...Array.from({ length: k }, (_, j) => (i === j ? 1 : 0)),
  ]);
  for (let column = 0; column < k; column += 1) {
    const pivot = pivotRow(work, column);
    const row = work[pivot];
    const size = row?.[column] ?? 0;
    if (row === undefined || Math.abs(size) < 1e-11) return null;
    const swapped = work[column];
    if (swapped) work[pivot] = swapped;
    const scaled = row.map((cell) => cell / size);
    work[column] = scaled;
    work.forEach((other, index) => {
      const factor = other[column] ?? 0;
      if (index !== column && factor !== 0)
        work[index] = other.map((cell, at) => cell - factor * (scaled[at] ?? 0));
    });
  }
  return work.map((row, i) => row.slice(k).map((cell, j) => cell * (scale[i] ?? 1) * (scale[j] ?? 1)));
}

const pivotRow = (work: readonly (readonly number[])[], column: number): number => {
  let best = column;
  for (let row = column; row < work.length; row += 1)
    if (Math.abs(work[row]?.[column] ?? 0) > Math.abs(work[best]?.[column] ?? 0)) best = row;
  return best;
};
