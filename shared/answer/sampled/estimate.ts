import type { Branch } from "../../plan/compile/branch.ts";
import { daysBetween } from "../../time/calendar.ts";
import { allPeriods, dayOf } from "../periods.ts";
import type { BranchResult, RawRow } from "../table/read-result.ts";
import { columnsOf, rowsOf } from "../table/row-columns.ts";

/**
 * Estimates from a sample in which each row of the file was drawn by itself with the same chance p (Bernoulli sampling).
 *
 * Total of y: Σy/p, with variance (1−p)/p² Σy² over the drawn rows (Särndal, Swensson, Wretman, Model Assisted Survey
 * Sampling, 1992, section 3.2; the factor 1−p is the correction for a finite population). A count is the total of ones.
 * Mean of single values: the drawn values' own mean ȳ, with variance (1−p) Σ(y−ȳ)²/n² (ratio of two totals, section 5.7).
 * Limits are the estimate ± 1.96 standard errors, which covers in about 95 of 100 draws where the estimate is near enough
 * to normal: Cochran (Sampling Techniques, 1977, section 2.15) asks for n > 25 G², G being the skewness, which is the same
 * as a skewness of the estimate itself below 1/5. Rows of one cell are judged for themselves: where they are too few or too
 * uneven, the cell gets no figure.
 */

/** Cochran's rule for equal values: fewer rows than this say nothing. */
const FEWEST_ROWS = 25;
const MOST_SKEW = 0.2;

/** A mean over instants needs to know how many there are: with so many rows at each, none is missed by the draw. */
const ROWS_EACH_INSTANT = 20;

/** The branch's sums turned into estimates with standard errors; cells that too few rows were drawn for are `scant`. */
export function estimated(result: BranchResult): BranchResult {
  const { branch } = result;
  const { sample } = branch.scan;
  if (sample === undefined) return result;
  const p = 1 / sample.oneIn;
  return {
    ...result,
    figure: result.figure.map((row) => estimateOf(row, branch, p)),
    series: columnsOf(rowsOf(result.series).map((row) => estimateOf(row, branch, p))),
  };
}

/** Sums over the drawn rows of a cell: of the values, their squares and their cubes, and how many there are. */
type Sums = { readonly n: number; readonly s1: number; readonly s2: number; readonly s3: number };
type Estimate = { readonly value: number; readonly error: number };

function estimateOf(row: RawRow, branch: Branch, p: number): RawRow {
  const sums: Sums = { n: row.nn ?? 0, s1: row.v ?? 0, s2: row.x ?? 0, s3: row.y ?? 0 };
  const made = sums.n < FEWEST_ROWS ? null : estimate(row, sums, branch, p);
  const rest = { ...row, x: null, y: null, drawn: sums.n };
  return made === null
    ? { ...rest, v: null, scant: true }
    : { ...rest, v: made.value, ...spread(made, row, branch) };
}

/** Quantiles have limits of their own, which need not lie evenly around them. */
function spread({ error }: Estimate, row: RawRow, { fold }: Branch): Pick<RawRow, "error" | "limits"> {
  const ranked = fold?.fold.kind === "median" || fold?.fold.kind === "quantile";
  return ranked && row.x !== null && row.y !== null ? { error, limits: [row.x, row.y] } : { error };
}

function estimate(row: RawRow, sums: Sums, branch: Branch, p: number): Estimate | null {
  const kind = branch.fold?.fold.kind;
  if (kind === "median" || kind === "quantile")
    return quantile(row, sums, kind === "median" ? 0.5 : undefined, branch);
  if (kind !== "mean") return total(sums, p);
  return branch.aggregate.fn === "each" ? meanOfValues(sums, p) : meanOverInstants(row, sums, branch, p);
}

function total({ s1, s2, s3 }: Sums, p: number): Estimate | null {
  if (skew(s2, s3, p) > MOST_SKEW) return null;
  return { value: s1 / p, error: Math.sqrt((1 - p) * s2) / p };
}

/** Skewness of an estimated total: third central moment over the variance to the power 1.5, both as estimated from the sample. */
const skew = (squares: number, cubes: number, p: number): number =>
  squares === 0
    ? Number.POSITIVE_INFINITY
    : (Math.abs(1 - 2 * p) / Math.sqrt(1 - p)) * (Math.abs(cubes) / squares ** 1.5);

function meanOfValues({ n, s1, s2, s3 }: Sums, p: number): Estimate | null {
  const mean = s1 / n;
  const squares = s2 - n * mean * mean;
  const cubes = s3 - 3 * mean * s2 + 2 * n * mean ** 3;
  if (squares <= 0 || skew(squares, cubes, p) > MOST_SKEW) return null;
  return { value: mean, error: Math.sqrt((1 - p) * squares) / n };
}

/** The mean over instants of what adds up at each: the total over their number, where the draw surely met every one. */
function meanOverInstants(row: RawRow, sums: Sums, branch: Branch, p: number): Estimate | null {
  const instants = row.m ?? 0;
  const whole = total(sums, p);
  if (whole === null || instants === 0 || sums.n < ROWS_EACH_INSTANT * instants) return null;
  if (instants !== instantsBetween(row, branch)) return null;
  return { value: whole.value / instants, error: whole.error / instants };
}

function instantsBetween({ t, t2 }: RawRow, { scan }: Branch): number | null {
  if (t === null || t2 === null || scan.time === null) return null;
  const { grain } = scan.time;
  if (grain === "day") return daysBetween(dayOf(t2), dayOf(t)) + 1;
  return allPeriods(t2, t, grain).length;
}

/** Limits by ranks need ranks on both sides. */
function quantile(row: RawRow, { n }: Sums, half: number | undefined, { fold }: Branch): Estimate | null {
  const q = half ?? (fold?.fold.kind === "quantile" ? fold.fold.q : 0.5);
  if (row.v === null || row.x === null || row.y === null || n * Math.min(q, 1 - q) < FEWEST_ROWS) return null;
  return { value: row.v, error: (row.y - row.x) / 4 };
}
