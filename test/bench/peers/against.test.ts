import { describe, expect, it } from "vitest";
import { differenceOf } from "./against.ts";

describe("whether a peer did the same", () => {
  const ours = [
    ["Region 001", "2021-01-04", 12],
    ["Region 000", "2021-01-04", 7.5],
  ];
  it("takes the same rows in another order, and numbers written in other ways, for the same", () => {
    expect(differenceOf(ours, [...ours].reverse())).toBeNull();
    expect(differenceOf([[1, "[0.1, 0.25]"]], [["1", "[0.1,0.25]"]])).toBeNull();
    expect(differenceOf([["x", 0.1 + 0.2]], [["x", 0.3]])).toBeNull();
    expect(differenceOf([["x", 12n]], [["x", 12]])).toBeNull();
  });
  it.each([
    ["a row too few", [["Region 000", "2021-01-04", 7.5]]],
    ["another number", [ours[0], ["Region 000", "2021-01-04", 7.6]]],
    ["another day", [ours[0], ["Region 000", "2021-01-05", 7.5]]],
    ["a number that is missing", [ours[0], ["Region 000", "2021-01-04", null]]],
  ])("finds %s", (_, theirs) => {
    expect(
      differenceOf(
        ours,
        theirs.map((row) => row ?? []),
      ),
    ).not.toBeNull();
  });
  it("finds an approximate quantile", () => {
    expect(differenceOf([["[100.05, 499.1]"]], [["[100.06, 499.1]"]])).not.toBeNull();
  });
});
