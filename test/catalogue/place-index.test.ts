import { describe, expect, it } from "vitest";
import { coverOf, levelsOf, placeIndexOf } from "../../shared/catalogue/place-index.ts";
import { entry } from "./bundled-datasets.ts";

const index = (id: string) => placeIndexOf(entry(id));

describe("which rows are of an area", () => {
  it("a country is found under the name the table gives it", () => {
    const cover = coverOf(index("covid19-jhu-country-daily"), "USA");
    expect(cover).toMatchObject({
      kind: "itself",
      area: { level: "country", rows: [[{ column: "Country", op: "in", values: ["US"] }]] },
    });
    expect(coverOf(index("covid19-jhu-country-daily"), "KOR")).toMatchObject({
      area: { rows: [[{ values: ["Korea, South"] }]] },
    });
  });

  it("where a row without a province is the rest, a country is all its rows", () => {
    const cover = coverOf(index("covid19-jhu-province-daily"), "FRA");
    expect(cover).toMatchObject({
      kind: "itself",
      area: { rows: [[{ column: "Country/Region", op: "in", values: ["France"] }]] },
    });
  });

  it("where it is the whole, a country is that row alone", () => {
    const cover = coverOf(index("location-reference-jhu"), "USA");
    expect(cover.kind === "itself" && cover.area.rows).toEqual([
      [
        { column: "Country_Region", op: "in", values: ["US"] },
        { column: "Province_State", op: "is-null", values: [] },
      ],
    ]);
  });

  it("counties of the same name in different states are different areas", () => {
    const places = index("location-reference-jhu");
    expect(coverOf(places, "USA/florida/orange")).toMatchObject({
      area: { rows: [[{}, { values: ["Florida"] }, { values: ["Orange"] }]] },
    });
    expect(coverOf(places, "USA/california/orange")).toMatchObject({
      area: { rows: [[{}, { values: ["California"] }, { values: ["Orange"] }]] },
    });
    expect(levelsOf(places)).toEqual(["country", "adm1", "adm2"]);
  });

  it("misspellings of one place are one area with two spellings", () => {
    const cover = coverOf(index("ebola-2014-district-sitreps"), "GIN/nzerekore");
    const spellings = cover.kind === "itself" ? cover.area.rows.map((row) => row.at(-1)?.values[0]) : [];
    expect(spellings.sort()).toEqual(["Mzerekore", "Nzerekore"]);
  });

  it("an area that no row names is covered by its parts, without totals", () => {
    const cover = coverOf(index("mpox-2022-country-daily"), "region/europe");
    const parts = cover.kind === "parts" ? cover.parts.map((part) => part.area) : [];
    expect(parts).toContain("ESP");
    expect(parts).not.toContain("USA");
    const world = coverOf(index("mpox-2022-who-snapshot"), "world");
    expect(world.kind === "parts" && world.parts.every((part) => part.level === "country")).toBe(true);
  });

  it("a total beside its parts is known as such; a cruise ship is no area; what is not there is not covered", () => {
    expect(index("conflict-deaths-region").get("world")?.aggregate).toBe(true);
    expect(index("conflict-deaths-region").get("region/africa")?.aggregate).toBe(false);
    const ships = entry("covid19-jhu-country-daily").placeValues.Country?.filter(
      (value) => value.area === null,
    );
    expect(ships?.map((value) => value.value)).toEqual([
      "Diamond Princess",
      "MS Zaandam",
      "Summer Olympics 2020",
    ]);
    expect(coverOf(index("ebola-2014-who-weekly"), "FRA").kind).toBe("none");
  });

  it("a table with a column per place knows its places from its measures", () => {
    const places = index("ebola-2014-country-cumulative");
    expect([...places.keys()].sort()).toEqual(["ESP", "GIN", "LBR", "MLI", "NGA", "SEN", "SLE", "USA"]);
  });
});
