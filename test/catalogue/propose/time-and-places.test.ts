import { describe, expect, it } from "vitest";
import { columnOf, propose } from "./proposed.ts";

const days = ["2021-01-01", "2021-01-02", "2021-01-03", "2021-01-04"];
const countries = ["France", "France", "Italy", "Italy"];

describe("time", () => {
  it("a whole number called year is a year only when its values are calendar years", () => {
    expect(
      columnOf(propose({ country: countries, Year: [1990, 1991, 1990, 1991], deaths: [1, 2, 3, 4] }), "Year")
        .time,
    ).toEqual({ storedAs: "year", grain: "year" });
    const offset = propose(
      { country: countries, Year: [30, 31, 30, 31], date: days, deaths: [1, 2, 3, 4] },
      { columns: [{ name: "Year", unit: "days since 2020-01-01" }] },
    );
    expect(columnOf(offset, "Year").role).toBe("attribute");
    expect(columnOf(offset, "date").role).toBe("time");
  });

  it("years before the common era are years", () => {
    const old = propose(
      { Entity: ["Syria", "Syria"], Year: [-2000, 2010], deaths: [1, 2] },
      { columns: [{ name: "Year", hxl: "#date+year" }] },
    );
    expect(old.dataset.temporal).toEqual({ from: "-2000-01-01", to: "2010-12-31" });
  });

  it("the day the figures are about goes before the day they were entered, and a date before its own year", () => {
    const table = {
      year: [2021, 2021, 2021, 2021],
      date_entered: days,
      event_date: days,
      country: countries,
      deaths: [1, 2, 3, 4],
    };
    expect(propose(table).reading.time).toBe("event_date");
  });

  it("the day of publication tells versions apart", () => {
    const versions = propose({ vintage_date: days, date: days, country: countries, deaths: [1, 2, 3, 4] });
    expect(columnOf(versions, "vintage_date").role).toBe("vintage");
    expect(versions.reading.time).toBe("date");
  });

  it("a table whose rows name no period is one moment, even with dates in it", () => {
    const snapshot = propose(
      { country: countries, last_report: days, cases: [1, 2, 3, 4] },
      { granularity: "country", modified: "2022-11-04" },
    );
    expect(snapshot.reading.time).toBeNull();
    expect(snapshot.dataset.temporal).toEqual({ from: "2022-11-04", to: "2022-11-04" });
  });

  it.each([
    ["county / hour (last reading of the hour)", "hour"],
    ["country / week or month", "week"],
    ["country or capital / week / source", "week"],
    ["country / reporting day (wide)", "day"],
  ])("%s is read as %s", (granularity, grain) => {
    expect(
      propose({ country: countries, date: days, deaths: [1, 2, 3, 4] }, { granularity }).reading.grain,
    ).toBe(grain);
  });

  it("without words the spacing of the dates tells the grain", () => {
    const weekly = ["2021-01-04", "2021-01-11", "2021-01-18", "2021-01-25"];
    expect(propose({ country: countries, date: weekly, deaths: [1, 2, 3, 4] }).reading.grain).toBe("week");
  });
});

describe("places", () => {
  it("HXL tags, names or known values make a place column; the finer ones stand under the coarser", () => {
    const made = propose(
      { where: ["Mali", "Mali"], "Admin 1": ["Kayes", "Mopti"], people: [1, 2] },
      { columns: [{ name: "where", hxl: "#country+name" }] },
    );
    expect(columnOf(made, "where")).toMatchObject({ role: "place", level: "country" });
    expect(columnOf(made, "Admin 1")).toMatchObject({ role: "place", level: "adm1" });
    expect(made.dataset.placeValues["Admin 1"]).toEqual([
      { value: "Kayes", area: "MLI/kayes", within: ["Mali"] },
      { value: "Mopti", area: "MLI/mopti", within: ["Mali"] },
    ]);
  });

  it("postal codes of states and ISO codes of countries are recognised by their values", () => {
    expect(
      columnOf(propose({ state: ["CA", "NY", "TX", "FL"], deaths: [1, 2, 3, 4] }), "state"),
    ).toMatchObject({ level: "adm1", codeSystem: "usps" });
    expect(
      columnOf(propose({ code: ["FRA", "ITA", "ESP", "DEU"], deaths: [1, 2, 3, 4] }), "code"),
    ).toMatchObject({ level: "country", codeSystem: "iso3" });
  });

  it("of two columns for the country the one whose values are known is taken", () => {
    const made = propose({
      iso_code: ["FRA", "OWID_WRL", "OWID_EUR", "ITA"],
      location: ["France", "World", "Europe", "Italy"],
      deaths: [1, 2, 3, 4],
    });
    expect(made.reading.places.map((place) => place.name)).toEqual(["location"]);
    expect(columnOf(made, "iso_code").role).not.toBe("place");
  });

  it("totals and groups beside countries are left out of sums; regions alone are not", () => {
    const mixed = propose({
      Entity: ["France", "World", "High income", "Africa"],
      Year: [2000, 2000, 2000, 2000],
      deaths: [1, 2, 3, 4],
    });
    expect(
      mixed.dataset.placeValues.Entity?.filter((value) => value.aggregate).map((value) => value.value),
    ).toEqual(["Africa", "High income", "World"]);
    const regions = propose({
      Entity: ["Europe", "World", "Asia", "Africa"],
      Year: [2000, 2000, 2000, 2000],
      deaths: [1, 2, 3, 4],
    });
    expect(
      regions.dataset.placeValues.Entity?.filter((value) => value.aggregate).map((value) => value.value),
    ).toEqual(["World"]);
    expect(columnOf(regions, "Entity").level).toBe("region");
  });

  it("a second series of a country is not added to the first", () => {
    const made = propose({
      Entity: ["Italy", "Italy, people tested", "Spain", "France, units unclear"],
      deaths: [1, 2, 3, 4],
    });
    expect(made.dataset.placeValues.Entity).toEqual([
      { value: "France, units unclear", area: "FRA" },
      { value: "Italy", area: "ITA" },
      { value: "Italy, people tested", area: null, aggregate: true },
      { value: "Spain", area: "ESP" },
    ]);
  });

  it("a coverage that names one area places the whole table in it", () => {
    const within = (spatialCoverage: string) =>
      propose({ county: ["Lee", "Clay"], deaths: [1, 2] }, { spatialCoverage }).dataset;
    expect(within("Florida, 35 counties served by FPL").spatial?.within).toBe("USA/florida");
    expect(within("Florida, 35 counties served by FPL").placeValues.county?.[1]?.area).toBe(
      "USA/florida/lee",
    );
    expect(within("Guinea, Liberia, Sierra Leone districts").spatial?.within).toBeUndefined();
    expect(within("world").spatial?.within).toBeUndefined();
  });

  it("what an empty finer place means: words first, then sums, then the careful reading", () => {
    const table = {
      country: ["US", "US", "US"],
      state: ["California", "Texas", null],
      population: [40, 30, 70],
    };
    const means = (description: object, emptyPlace: object | null) =>
      propose(table, description, {
        emptyPlace: emptyPlace && { column: "state", pairs: 10, sums: 0, smaller: 0, ...emptyPlace },
      });
    expect(
      means({ caveats: ["Country and state rows overlap: filter before summing"] }, null).dataset
        .emptyPlaceMeans,
    ).toBe("whole");
    expect(
      means({ caveats: ["Mainland France is the row with an empty province"] }, null).dataset.emptyPlaceMeans,
    ).toBe("rest");
    expect(means({}, { sums: 9 }).dataset.emptyPlaceMeans).toBe("whole");
    expect(means({}, { smaller: 5 }).dataset.emptyPlaceMeans).toBe("rest");
    const unknown = means({}, null);
    expect(unknown.dataset.emptyPlaceMeans).toBe("whole");
    expect(unknown.evidence.find((one) => one.field === "emptyPlaceMeans")?.basis).toBe("guessed");
  });
});
