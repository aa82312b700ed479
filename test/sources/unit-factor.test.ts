import { describe, expect, it } from "vitest";
import { measureSchema } from "../../shared/catalogue/dataset.ts";
import { unitFactor } from "../../shared/sources/unit-factor.ts";
import { builtInVocabulary } from "../../shared/vocabulary/built-in.ts";

const vocabulary = builtInVocabulary();
const measure = (unit: string, more: Readonly<Record<string, unknown>> = {}) =>
  measureSchema.parse({
    id: "m",
    label: "m",
    column: "v",
    concept: "cases",
    unit,
    behaviour: "flow",
    ...more,
  });
const factor = (one: string, other: string) => unitFactor(measure(one), measure(other), vocabulary);

describe("units of two sources of one thing", () => {
  it("are the same where both only say that it is counted", () => {
    expect(factor("people", "cases")).toBe(1);
    expect(factor("cases", "Persons")).toBe(1);
    expect(factor("people", "number")).toBe(1);
  });

  it("are brought to the first one's scale", () => {
    expect(factor("people", "thousands of people")).toBe(1000);
    expect(factor("millions", "thousand persons")).toBe(0.001);
    expect(factor("hectares", "acres")).toBeCloseTo(0.40468564224, 12);
    expect(factor("km²", "square miles")).toBeCloseTo(2.589988110336, 12);
    expect(factor("%", "share of 1")).toBeCloseTo(100, 12);
    expect(factor("knots", "km/h")).toBeCloseTo(1 / 1.852, 12);
  });

  it("cannot be turned into each other where they measure another kind of thing", () => {
    expect(factor("hectares", "people")).toBeNull();
    expect(factor("km", "hectares")).toBeNull();
    expect(factor("doses", "vials")).toBeNull();
    expect(factor("constructor", "people")).toBeNull();
  });

  it("of rates differ by their scale, and only where they are of the same base", () => {
    const per = (concept: string, scale: number) =>
      measure("rate", { behaviour: "ratio", per: { concept, scale } });
    expect(unitFactor(per("population", 100_000), per("population", 1_000), vocabulary)).toBe(100);
    expect(unitFactor(per("population", 100_000), per("tests", 100_000), vocabulary)).toBeNull();
    expect(unitFactor(per("population", 100_000), measure("people"), vocabulary)).toBeNull();
  });
});
