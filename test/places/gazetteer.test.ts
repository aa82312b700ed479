import { describe, expect, it } from "vitest";
import { areaSchema } from "../../shared/places/area.ts";
import { contains, countryOf, parentsOf, sameArea } from "../../shared/places/containment.ts";
import { areaById, gazetteer } from "../../shared/places/gazetteer.ts";

const { areas, byId, members } = gazetteer();

describe("the gazetteer", () => {
  it("fits its schema, each id once, each parent known", () => {
    for (const area of areas) {
      expect(areaSchema.safeParse(area).success, area.id).toBe(true);
      if (area.parent !== null) expect(byId.has(area.parent), area.id).toBe(true);
    }
    expect(byId.size).toBe(areas.length);
  });

  it("has all countries with codes, US states and counties with FIPS codes", () => {
    const at = (level: string, within = "") =>
      areas.filter((area) => area.level === level && area.id.startsWith(within));
    expect(at("country").length).toBeGreaterThanOrEqual(250);
    expect(at("adm1", "USA/").filter((area) => area.codes.usps).length).toBe(56);
    expect(at("adm2", "USA/florida/").length).toBe(67);
    expect(at("adm2", "USA/").every((area) => /^\d{5}$/.test(area.codes.fips ?? ""))).toBe(true);
    expect(areaById("ITA")).toMatchObject({ name: "Italy", codes: { iso2: "IT", iso3: "ITA", m49: "380" } });
  });

  it("names only countries that exist as members of regions", () => {
    for (const [region, countries] of members) {
      for (const country of countries)
        expect(byId.get(country)?.level, `${country} in ${region}`).toBe("country");
    }
    expect(members.get("region/european-union")?.size).toBe(27);
    expect(members.get("region/africa")?.size).toBeGreaterThanOrEqual(54);
  });

  it("puts every country of today on exactly one continent", () => {
    const continents = ["africa", "asia", "europe", "north-america", "south-america", "oceania"];
    const former = new Set(["SUN", "YUG", "CSK", "SCG", "ANT", "DDR", "ATA"]);
    for (const { id, level } of areas) {
      if (level !== "country" || former.has(id) || members.get("region/antarctica-region")?.has(id)) continue;
      expect(continents.filter((continent) => members.get(`region/${continent}`)?.has(id)).length, id).toBe(
        1,
      );
    }
  });
});

describe("what lies in what", () => {
  it("follows the path, the region’s members and the world", () => {
    expect(contains("USA", "USA/florida/lee")).toBe(true);
    expect(contains("USA/florida", "USA/florida")).toBe(true);
    expect(contains("region/africa", "GIN/conakry")).toBe(true);
    expect(contains("region/americas", "region/caribbean")).toBe(true);
    expect(contains("world", "region/high-income")).toBe(true);
    expect(contains("USA/florida", "USA/georgia")).toBe(false);
    expect(contains("GIN", "GIN-other")).toBe(false);
    expect(contains("region/high-income", "DEU")).toBe(false);
    expect(contains("USA/florida/lee", "USA/florida")).toBe(false);
  });

  it("takes a territory for the province it is listed as, not for part of the country by its own code", () => {
    expect(sameArea("PRI", "USA/puerto-rico")).toBe(true);
    expect(contains("PRI", "USA/puerto-rico")).toBe(true);
    expect(contains("USA", "USA/puerto-rico")).toBe(true);
    expect(contains("USA", "PRI")).toBe(false);
    expect(contains("PRI", "USA/puerto-rico/ponce")).toBe(true);
    expect(sameArea("HKG", "CHN/hong-kong")).toBe(true);
  });

  it("climbs to the world", () => {
    expect(parentsOf("USA/florida/lee")).toEqual(["USA/florida", "USA", "region/north-america", "world"]);
    expect(parentsOf("world")).toEqual([]);
    expect(countryOf("USA/florida/lee")).toBe("USA");
    expect(countryOf("region/africa")).toBeNull();
  });
});
