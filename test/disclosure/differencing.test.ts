import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type GivenCount, isWithin, revealingPairs } from "../../shared/disclosure/differencing.ts";

const count = (value: number, part: Partial<GivenCount> = {}): GivenCount => ({
  dataset: "cases",
  measure: "cases",
  statistic: "total",
  places: null,
  from: null,
  to: null,
  where: new Map(),
  value,
  ...part,
});

describe("subtracting an earlier answer", () => {
  it("is held back when a country less one region leaves a few people", () => {
    const country = count(1204, { places: ["ITA"] });
    const region = count(1201, { places: ["ITA/lombardy"] });
    expect(revealingPairs([region], [country], 10)).toMatchObject([{ difference: 3 }]);
    expect(revealingPairs([country], [region], 10)).toMatchObject([{ difference: 3 }]);
  });

  it("is held back when a window is made one day shorter", () => {
    const month = count(500, { from: "2022-07-01", to: "2022-07-31" });
    const shorter = count(498, { from: "2022-07-01", to: "2022-07-30" });
    expect(revealingPairs([shorter], [month], 10)).toHaveLength(1);
  });

  it("is held back when a filter is narrowed to leave one person out", () => {
    const all = count(60);
    const adults = count(59, { where: new Map([["age-group", new Set(["18-64", "65+"])]]) });
    expect(revealingPairs([adults], [all], 10)).toMatchObject([{ difference: 1 }]);
  });

  it("is no matter between other places, other measures, or equal numbers", () => {
    expect(revealingPairs([count(59, { places: ["ESP"] })], [count(60, { places: ["ITA"] })], 10)).toEqual(
      [],
    );
    expect(revealingPairs([count(59, { measure: "deaths" })], [count(60)], 10)).toEqual([]);
    expect(revealingPairs([count(60, { places: ["ITA"] })], [count(60)], 10)).toEqual([]);
  });

  it("does not take Niger for a part of Nigeria", () => {
    expect(isWithin(count(1, { places: ["NER"] }), count(1, { places: ["NE"] }))).toBe(false);
  });

  it("finds every split of a total into one part and a few people", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 30 }), (part, rest) => {
        const pairs = revealingPairs(
          [count(part, { places: ["A/x"] })],
          [count(part + rest, { places: ["A"] })],
          10,
        );
        expect(pairs.length).toBe(rest > 0 && rest < 10 ? 1 : 0);
      }),
    );
  });
});
