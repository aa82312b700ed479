import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sharedBreaks, unitBreaks } from "../../shared/answer/models/breaks/levels.ts";
import { placesBreaks } from "../../shared/answer/models/breaks/reporting-places.ts";
import { rhythmBreaks } from "../../shared/answer/models/breaks/rhythm.ts";
import { repeatedRuns, zeroRuns } from "../../shared/answer/models/breaks/runs.ts";
import type { Reading } from "../../shared/answer/models/breaks/sequence.ts";
import { addDays } from "../../shared/time/calendar.ts";

/** Monday, 4 January 2021. */
const START = "2021-01-04";

const daily = (values: readonly (number | null)[], places = 1): Reading[] =>
  values.map((value, day) => ({
    period: addDays(START, day),
    value,
    places,
    instants: value === null ? 0 : 1,
  }));

/** Counts that differ a little from day to day, the same every time. */
const lively = (days: number, level: number): number[] =>
  Array.from({ length: days }, (_, day) => Math.round(level * (1 + 0.15 * Math.sin(day * 1.7))));

const weekdays = (values: readonly number[], reports: (day: number) => boolean): (number | null)[] =>
  values.map((value, day) => (reports(day) ? value : null));

describe("the rhythm of reporting", () => {
  test("daily reports that become weekly ones", () => {
    const values = weekdays(lively(112, 500), (day) => day < 56 || day % 7 === 2);
    expect(rhythmBreaks(daily(values), "day", "day")).toEqual([
      { period: addDays(START, 56 + 2 - 2), before: 7, after: 1, of: "a week" },
    ]);
  });

  test("weekends that begin to be left out, seen by day and by week", () => {
    const values = weekdays(lively(112, 500), (day) => day < 56 || day % 7 < 5);
    expect(rhythmBreaks(daily(values), "day", "day")).toMatchObject([{ before: 7, after: 5 }]);
    const weeks = Array.from({ length: 16 }, (_, week) => ({
      period: addDays(START, 7 * week),
      value: 3500,
      places: 1,
      instants: week < 8 ? 7 : 5,
    }));
    expect(rhythmBreaks(weeks, "week", "day")).toEqual([
      { period: addDays(START, 56), before: 7, after: 5, of: "a week" },
    ]);
  });

  test("figures every five years that become yearly ones", () => {
    const years = [1990, 1995, 2000, 2005, 2010, 2011, 2012, 2013, 2014];
    const readings = Array.from({ length: 25 }, (_, at) => ({
      period: String(1990 + at),
      value: years.includes(1990 + at) ? 30 + at : null,
      places: 1,
      instants: 1,
    }));
    expect(rhythmBreaks(readings, "year", "year")).toEqual([
      { period: "2010", before: 5, after: 1, of: "apart" },
    ]);
  });

  test("a gap of some weeks, or a holiday, is none", () => {
    const gap = weekdays(lively(112, 500), (day) => day < 40 || day > 80);
    const holiday = weekdays(lively(112, 500), (day) => day !== 60);
    expect(rhythmBreaks(daily(gap), "day", "day")).toEqual([]);
    expect(rhythmBreaks(daily(holiday), "day", "day")).toEqual([]);
  });
});

describe("places that report", () => {
  const counted = (counts: readonly number[]): Reading[] =>
    counts.map((places, day) => ({ period: addDays(START, day), value: 100, places, instants: 1 }));

  test("many that join at once, and leave again", () => {
    const counts = [33, 33, 33, 33, 33, 41, 41, 41, 41, 41, 30, 30, 30, 30];
    expect(placesBreaks(counted(counts))).toEqual([
      { period: addDays(START, 5), before: 33, after: 41 },
      { period: addDays(START, 10), before: 41, after: 30 },
    ]);
  });

  test("a gradual spread, or one day that some miss, is none", () => {
    expect(placesBreaks(counted([1, 2, 4, 5, 8, 11, 14, 19, 25, 31, 40, 52]))).toEqual([]);
    expect(placesBreaks(counted([40, 40, 40, 40, 40, 12, 40, 40, 40, 40, 40]))).toEqual([]);
  });
});

describe("levels", () => {
  test("a change of unit by ten, a hundred or a thousand, either way", () => {
    for (const factor of [10, 100, 1000, 0.001]) {
      const values = [...lively(12, 40_000), ...lively(12, 40_000 * factor)];
      expect(unitBreaks(daily(values))).toEqual([{ period: addDays(START, 12), factor, series: 1 }]);
    }
  });

  test("growth, a wave, one wrong day, small counts or another place that joins are none", () => {
    const growth = Array.from({ length: 30 }, (_, day) => Math.round(100 * 1.2 ** day));
    const wrong = lively(24, 400).map((value, day) => (day === 12 ? 10 * value : value));
    const small = [...lively(12, 4), ...lively(12, 40)];
    const joined = [...daily(lively(12, 400)), ...daily(lively(24, 4000), 2).slice(12)];
    for (const readings of [daily(growth), daily(wrong), daily(small), joined])
      expect(unitBreaks(readings)).toEqual([]);
  });

  test("one and the same ratio in many places, that stays", () => {
    const places = Array.from({ length: 8 }, (_, place) =>
      daily(Array.from({ length: 20 }, (__, day) => (place + 1) * (day < 10 ? 1000 : 1400))),
    );
    expect(sharedBreaks(places)).toEqual([{ period: addDays(START, 10), factor: 1.4, series: 8 }]);
    const backAgain = places.map((readings) =>
      readings.map((one, day) => (day === 10 ? one : { ...one, value: readings[0]?.value ?? 0 })),
    );
    expect(sharedBreaks(backAgain)).toEqual([]);
    expect(sharedBreaks(places.slice(0, 4))).toEqual([]);
  });
});

describe("runs", () => {
  test("zeros between counts that are far from zero", () => {
    const values = lively(40, 120).map((value, day) => (day >= 20 && day < 29 ? 0 : value));
    expect(zeroRuns(daily(values), "day")).toMatchObject([
      { from: addDays(START, 20), to: addDays(START, 28), length: 9, value: 0 },
    ]);
  });

  test("a long weekend, few cases, or what comes in bursts are none", () => {
    const easter = lively(40, 120).map((value, day) => (day >= 20 && day < 24 ? 0 : value));
    const few = lively(40, 6).map((value, day) => (day >= 20 && day < 29 ? 0 : value));
    const bursts = lively(60, 5000).map((value, day) => (day % 9 === 0 ? value : 0));
    for (const values of [easter, few, bursts]) expect(zeroRuns(daily(values), "day")).toEqual([]);
  });

  test("one figure again and again in a series that otherwise changes each day", () => {
    const values = lively(40, 3000).map((value, day) => (day >= 20 && day < 27 ? 3123 : value));
    expect(repeatedRuns(daily(values), "day")).toMatchObject([{ length: 7, value: 3123 }]);
    const rounded = lively(40, 20).map((value, day) => (day >= 20 && day < 27 ? 2.1 : value / 10));
    expect(repeatedRuns(daily(rounded.map((value) => Number((2 + value / 40).toFixed(1)))), "day")).toEqual(
      [],
    );
  });
});

test("an undisturbed random series has no breaks, whatever its level", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0.7, max: 1.3, noNaN: true }), { minLength: 60, maxLength: 120 }),
      fc.integer({ min: 100, max: 1_000_000 }),
      (noise, level) => {
        const readings = daily(noise.map((part) => Math.round(part * level)));
        expect(rhythmBreaks(readings, "day", "day")).toEqual([]);
        expect(placesBreaks(readings)).toEqual([]);
        expect(unitBreaks(readings)).toEqual([]);
        expect(zeroRuns(readings, "day")).toEqual([]);
      },
    ),
    { numRuns: 200 },
  );
});
