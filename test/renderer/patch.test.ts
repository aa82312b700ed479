import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyPatch, isInForce, mergeReading, same } from "../../renderer/ask/patch.ts";
import type { Question } from "../../shared/question/question.ts";

const italy: Question = {
  version: 1,
  text: "deaths in Italy",
  asked: "2026-11-24",
  kind: "situation",
  measure: { concept: "deaths", subject: "covid-19", statistic: { kind: "total" } },
  place: { areas: [{ id: "ITA", name: "Italy" }] },
  by: ["sex"],
  where: [],
};
const france = { place: { areas: [{ id: "FRA", name: "France" }] } };

describe("applyPatch", () => {
  it("replaces what the patch names and nothing else", () => {
    expect(applyPatch(italy, france)).toEqual({ ...italy, ...france });
  });

  it("takes out a part that the patch says is undefined", () => {
    const against: Question = { ...italy, against: { kind: "previous-period" } };
    expect(applyPatch(against, { against: undefined })).toEqual(italy);
  });

  it("leaves the question as it was when the patch would break it", () => {
    expect(applyPatch(italy, { time: { from: "yesterday" } })).toEqual(italy);
  });

  it("knows which choice is in force, whatever the order of fields", () => {
    expect(isInForce(italy, { place: { areas: [{ name: "Italy", id: "ITA" }] } })).toBe(true);
    expect(isInForce(italy, france)).toBe(false);
  });
});

describe("mergeReading", () => {
  const read = (text: string, patch: Partial<Question>): Question => ({ ...italy, text, ...patch });

  it("keeps a choice made by hand while the text goes on about something else", () => {
    const chosen = applyPatch(italy, france);
    const now = read("deaths in Italy in May", { time: { from: "2026-05-01", to: "2026-05-31" } });
    expect(mergeReading(chosen, italy, now)).toMatchObject({ ...france, time: { from: "2026-05-01" } });
  });

  it("follows the text where the text's own reading changes", () => {
    const chosen = applyPatch(italy, france);
    const now = read("deaths in Spain", { place: { areas: [{ id: "ESP", name: "Spain" }] } });
    expect(mergeReading(chosen, italy, now).place?.areas[0]?.id).toBe("ESP");
  });

  it("takes out what the text no longer says", () => {
    const before = read("deaths in Italy in May", { time: { from: "2026-05-01" } });
    expect(mergeReading(before, before, italy).time).toBeUndefined();
  });
});

describe("same", () => {
  it("is true of every value and its copy, and of a copy with its keys turned round", () => {
    fc.assert(
      fc.property(fc.object(), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        return same(value, structuredClone(value)) && same(value, turned);
      }),
    );
  });

  it("sees a difference however deep", () => {
    expect(same({ a: [{ b: 1 }] }, { a: [{ b: 2 }] })).toBe(false);
    expect(same({ a: [] }, { a: {} })).toBe(false);
    expect(same({ a: undefined }, {})).toBe(true);
  });
});
