import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  fitSmoothing,
  forecast,
  project,
  skillOf,
  smooth,
} from "../../shared/answer/models/damped-smoothing.ts";
import { normalQuantile, studentQuantile } from "../../shared/answer/models/distributions.ts";
import { averageRanks, rankCorrelation, scanLags } from "../../shared/answer/models/rank-correlation.ts";
import {
  leastSquares,
  neweyWest,
  neweyWestLag,
  segments,
} from "../../shared/answer/models/segmented-regression.ts";

describe("quantiles, against printed tables", () => {
  test.each([
    [0.975, 1.959964],
    [0.95, 1.644854],
    [0.995, 2.575829],
    [0.5, 0],
    [0.001, -3.090232],
  ])("normal %d", (p, z) => expect(normalQuantile(p)).toBeCloseTo(z, 5));
  test.each([
    [10, 2.228],
    [20, 2.086],
    [30, 2.042],
    [120, 1.98],
  ])("Student's t, 97.5 %%, %d degrees", (df, t) => expect(studentQuantile(0.975, df)).toBeCloseTo(t, 3));
});

describe("rank correlation", () => {
  // Worked example of the article "Spearman's rank correlation coefficient" (Wikipedia): IQ and hours of television a week.
  const iq = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110];
  const hours = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17];
  test("the worked example gives −29/165", () =>
    expect(rankCorrelation(iq, hours, false)?.rho).toBeCloseTo(-29 / 165, 12));
  test("equal values share the mean of their ranks", () =>
    expect(averageRanks([10, 20, 20, 30])).toEqual([1, 2.5, 2.5, 4]));
  test("too few pairs, or a measure that never changes, say nothing", () => {
    expect(rankCorrelation(iq.slice(1), hours.slice(1), false)).toBeNull();
    expect(
      rankCorrelation(
        iq,
        iq.map(() => 1),
        false,
      ),
    ).toBeNull();
  });
  test("the interval holds the estimate, and slow series get a wider one", () => {
    const slow = Array.from({ length: 60 }, (_, t) => Math.sin(t / 9) + t / 40);
    const other = slow.map((value, t) => value + Math.cos(t / 7) / 3);
    const [plain, inTime] = [rankCorrelation(slow, other, false), rankCorrelation(slow, other, true)];
    if (!plain || !inTime) throw new Error("There are enough pairs");
    expect(plain.low).toBeLessThan(plain.rho);
    expect(plain.high).toBeGreaterThan(plain.rho);
    expect(inTime.high - inTime.low).toBeGreaterThan(plain.high - plain.low);
  });
  test("a shift is found", () => {
    const wave = Array.from({ length: 80 }, (_, t) => Math.sin(t / 3) + Math.sin(t / 11));
    const pairs = wave.map((x, t) => ({ x, y: wave[t - 4] ?? null }));
    expect(scanLags(pairs, 10)?.best.lag).toBe(4);
  });
});

describe("damped exponential smoothing", () => {
  // Hyndman and Athanasopoulos, Forecasting: Principles and Practice (2nd ed.), table 7.2: air passengers in Australia
  // 1990–2016 by Holt's method with the printed weights and start. Printed weights are rounded, hence two decimals at most.
  const passengers = [
    17.55, 21.86, 23.89, 26.93, 26.89, 28.83, 30.08, 30.95, 30.19, 31.58, 32.58, 33.48, 39.02, 41.39, 41.6,
    44.66, 46.95, 48.73, 51.49, 50.03, 60.64, 63.36, 66.36, 68.2, 68.12, 69.78, 72.6,
  ];
  test("the printed table is reproduced", () => {
    const weights = { alpha: 0.8321, beta: 0.8321 * 0.0001, gamma: 0, phi: 1 };
    const state = smooth(passengers, weights, { level: 15.57, trend: 2.102, season: [] });
    expect(state.fitted[0]).toBeCloseTo(17.67, 2);
    expect(state.level).toBeCloseTo(72.5, 2);
    const ahead = project(state, 1, 5);
    for (const [step, value] of [74.6, 76.7, 78.8, 80.91, 83.01].entries())
      expect(Math.abs((ahead[step] ?? 0) - value)).toBeLessThan(0.01);
  });
  test("a fit is never worse than the weights it starts from", () => {
    const { weights, start } = fitSmoothing(passengers, 1);
    const cost = (one: typeof weights) =>
      smooth(passengers, one, start).errors.reduce((sum, error) => sum + error ** 2, 0);
    expect(cost(weights)).toBeLessThanOrEqual(cost({ alpha: 0.3, beta: 0.03, gamma: 0, phi: 0.9 }));
    expect(weights.phi).toBeLessThanOrEqual(0.98);
  });
  test("intervals widen with the horizon and hold the forecast", () => {
    const { points } = forecast(passengers, 6, 1);
    points.forEach(({ value, low, high }, at) => {
      expect(low).toBeLessThan(value);
      expect(high).toBeGreaterThan(value);
      const before = points[at - 1];
      if (before) expect(high - low).toBeGreaterThan(before.high - before.low);
    });
  });
  test("a clear trend has skill, noise has hardly any, and little history gives none", () => {
    const line = Array.from({ length: 60 }, (_, t) => 100 + 3 * t + (t % 3));
    expect(skillOf(line, 4, 1)?.skill ?? 0).toBeGreaterThan(0.3);
    expect(skillOf(line.slice(0, 14), 4, 1)).toBeNull();
  });
  test("a weekly season is learnt", () => {
    const week = [10, 20, 30, 40, 50, 5, 2];
    const series = Array.from({ length: 84 }, (_, t) => week[t % 7] ?? 0);
    for (const [at, { value }] of forecast(series, 7, 7).points.entries())
      expect(value).toBeCloseTo(week[at] ?? 0, 0);
  });
});

describe("segmented regression with Newey-West errors", () => {
  // Anscombe, Graphs in Statistical Analysis (American Statistician 27, 1973), first data set: intercept 3.0001, slope 0.5001.
  const x = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5];
  const y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];
  const rows = x.map((value) => [1, value]);
  test("least squares give the printed line", () => {
    const fit = leastSquares(rows, y);
    expect(fit?.coefficients[0]).toBeCloseTo(3.0001, 4);
    expect(fit?.coefficients[1]).toBeCloseTo(0.5001, 4);
  });
  test("the covariance is that of the definition, computed here as a double sum over all pairs of points", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 12, maxLength: 30 }),
        fc.integer({ min: 0, max: 4 }),
        (noise, lag) => {
          const design = noise.map((_, t) => [1, t, t > 5 ? 1 : 0]);
          const fit = leastSquares(
            design,
            noise.map((value, t) => value + t),
          );
          if (!fit) return;
          const n = design.length;
          const meat = [0, 1, 2].map((i) =>
            [0, 1, 2].map((j) => {
              let sum = 0;
              for (let s = 0; s < n; s += 1)
                for (let t = 0; t < n; t += 1) {
                  const weight = Math.max(0, 1 - Math.abs(s - t) / (lag + 1));
                  sum +=
                    weight *
                    (design[s]?.[i] ?? 0) *
                    (fit.residuals[s] ?? 0) *
                    (fit.residuals[t] ?? 0) *
                    (design[t]?.[j] ?? 0);
                }
              return sum;
            }),
          );
          const entry = (i: number, j: number): number => {
            let sum = 0;
            for (let a = 0; a < 3; a += 1)
              for (let b = 0; b < 3; b += 1)
                sum += (fit.inverse[i]?.[a] ?? 0) * (meat[a]?.[b] ?? 0) * (fit.inverse[b]?.[j] ?? 0);
            return (sum * n) / (n - 3);
          };
          const covariance = neweyWest(design, fit, lag);
          for (const i of [0, 1, 2])
            for (const j of [0, 1, 2]) expect(covariance[i]?.[j] ?? 0).toBeCloseTo(entry(i, j), 6);
        },
      ),
      { numRuns: 50 },
    );
  });
  test("the lag follows the rule of Newey and West (1994)", () => {
    expect(neweyWestLag(100)).toBe(4);
    expect(neweyWestLag(30)).toBe(3);
  });
  test("a known step and change of slope are found, inside their intervals", () => {
    const points = Array.from({ length: 60 }, (_, t) => ({
      x: t,
      y: 50 + 0.5 * t + (t >= 30 ? -20 + 0.7 * (t - 30) : 0) + 0.3 * Math.sin(t * 1.7),
      after: t >= 30,
    }));
    const fit = segments(points, 1);
    expect(fit?.level.value).toBeCloseTo(-20, 0);
    expect(fit?.slope.value).toBeCloseTo(0.7, 1);
    expect(fit?.level.low ?? 0).toBeLessThanOrEqual(-20 + 0.5);
    expect(fit?.level.high ?? -99).toBeGreaterThanOrEqual(-20 - 0.5);
  });
  test("fewer than eight points on a side are refused", () => {
    const points = Array.from({ length: 20 }, (_, t) => ({ x: t, y: t, after: t >= 15 }));
    expect(segments(points, 1)).toBeNull();
  });
});
