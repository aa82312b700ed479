import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayOf, spanOf } from "../../../shared/catalogue/propose/dates.ts";
import { slugOf, wordsOf } from "../../../shared/catalogue/propose/words.ts";
import { isIsoDate } from "../../../shared/time/calendar.ts";

describe("names are split into words", () => {
  it.each([
    ["Cases_SierraLeone", ["cases", "sierra", "leone"]],
    ["estCustAffected", ["est", "cust", "affected"]],
    ["TOTAL_POPULATION", ["total", "population"]],
    ["Deaths per 100,000", ["deaths", "per", "100000"]],
    ["New case/s (confirmed)", ["new", "cases", "confirmed"]],
    ["PM2.5 exposure", ["pm2.5", "exposure"]],
    ["Taux d'été", ["taux", "d", "ete"]],
    ["Self-employed", ["self", "employed"]],
  ])("%s", (name, words) => {
    expect(wordsOf(name)).toEqual(words);
  });

  it("a slug is never empty and has only safe letters, whatever the name", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (name) => {
        expect(slugOf(name)).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      }),
    );
  });
});

describe("dates of any precision", () => {
  it.each([
    ["1990", "1990-01-01", "1990-12-31"],
    ["2020-02", "2020-02-01", "2020-02-29"],
    ["2021-03-16", "2021-03-16", "2021-03-16"],
    ["2021-03-16T10:00:00Z", "2021-03-16", "2021-03-16"],
    ["-2000", "-2000-01-01", "-2000-12-31"],
  ])("%s", (text, first, last) => {
    expect(spanOf(text, text)).toEqual({ from: first, to: last });
  });

  it("no text gives a day that is none", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^-?\d{1,4}-\d{2}(-\d{2})?$/)), (text) => {
        const day = dayOf(text, "last");
        expect(day === null || isIsoDate(day)).toBe(true);
      }),
    );
  });
});
