import { describe, expect, it } from "vitest";
import { isCommonWord, isUncertainCode } from "../../shared/places/common-words.ts";
import { gazetteer } from "../../shared/places/gazetteer.ts";
import { placeKey } from "../../shared/places/place-name.ts";

const keysAt = (...levels: readonly string[]) =>
  gazetteer()
    .areas.filter((area) => levels.includes(area.level))
    .map((area) => placeKey(area.name));

describe("everyday words that are names of places too", () => {
  it("are known: counties like Power, Lake and Price", () => {
    const counties = keysAt("adm2");
    for (const word of ["power", "lake", "price", "union", "bath", "grant", "iron"]) {
      expect(counties).toContain(word);
      expect(isCommonWord(word), word).toBe(true);
    }
  });

  it("are no countries and no US states", () => {
    const states = gazetteer()
      .areas.filter((area) => area.codes.usps)
      .map((area) => placeKey(area.name));
    expect([...keysAt("country", "region"), ...states].filter(isCommonWord)).toEqual([]);
  });

  it("include postal codes that are words", () => {
    expect(["in", "or", "me", "hi", "ok"].every(isUncertainCode)).toBe(true);
    expect(["fl", "tx", "ny", "us", "uk"].some(isUncertainCode)).toBe(false);
  });
});
