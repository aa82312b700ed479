import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, compareDates, dateOfDayNumber, daysBetween } from "../../shared/time/calendar.ts";
import { GRAINS } from "../../shared/time/grain.ts";
import {
  addPeriods,
  endOf,
  isWhole,
  naturalGrain,
  periodsIn,
  previousPeriod,
  startOf,
} from "../../shared/time/periods.ts";

const dates = fc.integer({ min: -900_000, max: 100_000 }).map(dateOfDayNumber);
const spans = fc
  .tuple(dates, fc.integer({ min: 0, max: 1500 }))
  .map(([from, days]) => ({ from, to: addDays(from, days) }));
const grains = fc.constantFrom(...GRAINS.filter((grain) => grain !== "hour"));

describe("periods", () => {
  it("hold the days they should", () => {
    expect([startOf("week", "2020-05-01"), endOf("week", "2020-05-01")]).toEqual([
      "2020-04-27",
      "2020-05-03",
    ]);
    expect([startOf("quarter", "2020-05-01"), endOf("quarter", "2020-05-01")]).toEqual([
      "2020-04-01",
      "2020-06-30",
    ]);
    expect([startOf("year", "-2150-05-01"), endOf("year", "-2150-05-01")]).toEqual([
      "-2150-01-01",
      "-2150-12-31",
    ]);
    expect([startOf("month", "2020-02-10"), endOf("month", "2020-02-10")]).toEqual([
      "2020-02-01",
      "2020-02-29",
    ]);
  });

  it("put every day of a period, and no other, into the same bucket", () => {
    fc.assert(
      fc.property(dates, grains, (date, grain) => {
        const [from, to] = [startOf(grain, date), endOf(grain, date)];
        expect(compareDates(from, date)).toBeLessThanOrEqual(0);
        expect(compareDates(date, to)).toBeLessThanOrEqual(0);
        expect(startOf(grain, from)).toBe(from);
        expect(startOf(grain, to)).toBe(from);
        expect(startOf(grain, addDays(to, 1))).toBe(addDays(to, 1));
      }),
    );
  });

  it("follow one another through a span, as many as counted", () => {
    fc.assert(
      fc.property(spans, grains, (span, grain) => {
        const count = periodsIn(grain, span);
        const first = startOf(grain, span.from);
        const last = addPeriods(grain, first, count - 1);
        expect(last).toBe(startOf(grain, span.to));
        expect(addDays(endOf(grain, first), 1)).toBe(addPeriods(grain, first, 1));
      }),
    );
  });

  it("are none in a reversed span", () => {
    expect(periodsIn("month", { from: "2020-05-01", to: "2020-04-01" })).toBe(0);
  });
});

describe("periods to compare with", () => {
  it("are whole months before whole months", () => {
    expect(previousPeriod({ from: "2020-03-01", to: "2020-03-31" })).toEqual({
      from: "2020-02-01",
      to: "2020-02-29",
    });
    expect(previousPeriod({ from: "2020-01-01", to: "2020-12-31" })).toEqual({
      from: "2019-01-01",
      to: "2019-12-31",
    });
    expect(previousPeriod({ from: "2020-03-10", to: "2020-03-19" })).toEqual({
      from: "2020-02-29",
      to: "2020-03-09",
    });
  });

  it("end right before and, in days, are as long", () => {
    fc.assert(
      fc.property(spans, (span) => {
        const before = previousPeriod(span);
        expect(addDays(before.to, 1)).toBe(span.from);
        if (!isWhole("month", span))
          expect(daysBetween(before.from, before.to)).toBe(daysBetween(span.from, span.to));
        else expect(periodsIn("month", before)).toBe(periodsIn("month", span));
      }),
    );
  });

  it("name the grain of whole spans", () => {
    expect(naturalGrain({ from: "2020-01-01", to: "2021-12-31" })).toBe("year");
    expect(naturalGrain({ from: "2020-04-01", to: "2020-04-30" })).toBe("month");
    expect(naturalGrain({ from: "2020-04-06", to: "2020-04-12" })).toBe("week");
    expect(naturalGrain({ from: "2020-04-06", to: "2020-04-13" })).toBe("day");
  });
});
