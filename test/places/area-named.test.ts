import { describe, expect, it } from "vitest";
import { areaNamed } from "../../shared/places/area-named.ts";

describe("a place that a person names", () => {
  it("is found by id, by name and by other names, whatever the case and accents", () => {
    expect(areaNamed("ITA")).toBe("ITA");
    expect(areaNamed("ita")).toBe("ITA");
    expect(areaNamed("Italy")).toBe("ITA");
    expect(areaNamed("cote d'ivoire")).toBe("CIV");
    expect(areaNamed("Lombardy")).toBe(areaNamed("Lombardia"));
  });

  it("is the country where a state is called the same", () => {
    expect(areaNamed("Georgia")).toBe("GEO");
  });

  it("is none where nothing is called so", () => {
    for (const text of ["Atlantis", "", "   ", "’"]) expect(areaNamed(text)).toBeNull();
  });
});
