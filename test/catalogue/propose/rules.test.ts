import { describe, expect, it } from "vitest";
import { builtInVocabulary } from "../../../shared/vocabulary/built-in.ts";
import { columnOf, measureOf, propose } from "./proposed.ts";

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

describe("behaviour", () => {
  const behaviour = (name: string, column: object = {}, facts: object = {}) =>
    measureOf(
      propose(
        { country: countries, date: days, [name]: [10, 20, 15, 25] },
        { columns: [{ name, ...column }] },
        facts,
      ),
      name,
    ).behaviour;

  it.each([
    ["cumulative", "cumulative"],
    ["incremental", "flow"],
    ["stock", "stock"],
    ["rate", "ratio"],
    ["cumulative rate", "ratio"],
    ["incremental (rolling 7 days)", "flow"],
  ])("the description's word %s means %s", (accumulation, expected) => {
    expect(behaviour("thing", { accumulation })).toBe(expected);
  });

  it("a name that says per something, or a constructed scale, outweighs a wrong word", () => {
    expect(behaviour("acres burned per fire", { accumulation: "incremental" })).toBe("ratio");
    expect(behaviour("hunger index", { accumulation: "rate", unit: "index 0-100" })).toBe("index");
    expect(behaviour("total_cases_per_million")).toBe("ratio");
  });

  it("a count beside its own rate is a count, even where the description mixes them up", () => {
    const made = propose(
      {
        Entity: countries,
        Year: [1990, 1991, 1990, 1991],
        "Deaths in wars": [1, 2, 3, 4],
        "Deaths in wars per 100,000": [0.1, 0.2, 0.3, 0.4],
      },
      {
        columns: [
          { name: "Deaths in wars", accumulation: "rate", unit: "deaths per 100,000" },
          { name: "Deaths in wars per 100,000", accumulation: "rate" },
        ],
      },
    );
    expect(measureOf(made, "Deaths in wars")).toMatchObject({ behaviour: "flow", unit: "deaths" });
    expect(measureOf(made, "Deaths in wars per 100,000")).toMatchObject({
      behaviour: "ratio",
      per: { concept: "population", scale: 100_000 },
    });
  });

  it("figures that hardly ever fall look like a running total, and the falls are told", () => {
    const series = [{ column: "cases", steps: 400, falls: 3, rises: 250 }];
    const made = propose({ country: countries, date: days, cases: [10, 20, 15, 25] }, {}, { series });
    expect(measureOf(made, "cases").behaviour).toBe("cumulative");
    expect(made.evidence.find((one) => one.field === "behaviour")?.text).toContain(
      "falls only 3 times in 253 changes",
    );
    expect(
      behaviour("cases", {}, { series: [{ column: "cases", steps: 400, falls: 120, rises: 130 }] }),
    ).toBe("flow");
  });

  it("a total beside what came newly is a running total", () => {
    const made = propose({
      country: countries,
      date: days,
      total_deaths: [1, 2, 3, 4],
      new_deaths: [1, 1, 1, 1],
    });
    expect(measureOf(made, "total_deaths")).toMatchObject({ behaviour: "cumulative", preferred: false });
    expect(measureOf(made, "new_deaths")).toMatchObject({ behaviour: "flow", preferred: true });
  });

  it("what nobody explains is never added up when it has fractions or is a mean", () => {
    const made = propose({
      country: countries,
      date: days,
      qux: [0.5, 1.25, 2.5, 3.1],
      "mean frob": [1, 2, 3, 4],
    });
    expect(measureOf(made, "qux").behaviour).toBe("ratio");
    expect(measureOf(made, "mean frob").behaviour).toBe("ratio");
    expect(made.evidence.filter((one) => one.field === "behaviour").map((one) => one.basis)).toEqual([
      "guessed",
      "guessed",
    ]);
  });

  it("a share called per cent that never exceeds 1 is a share of 1", () => {
    const made = propose(
      { country: countries, date: days, positivity_rate: [0.1, 0.2, 0.05, 0.3] },
      { columns: [{ name: "positivity_rate", unit: "percent" }] },
    );
    expect(measureOf(made, "positivity_rate")).toMatchObject({
      unit: "share of 1",
      per: { concept: "tests", scale: 1 },
    });
  });

  it("sums over several days say so", () => {
    const made = propose({ country: countries, date: days, "Weekly new ICU admissions": [1, 2, 3, 4] });
    expect(measureOf(made, "Weekly new ICU admissions").rollingDays).toBe(7);
  });
});

describe("what is measured", () => {
  it("a column of confirmed cases is of cases, and implies that they are confirmed", () => {
    const made = propose(
      { country: countries, date: days, Confirmed: [1, 2, 3, 4] },
      { title: "COVID-19 by country", columns: [{ name: "Confirmed", hxl: "#affected+infected" }] },
    );
    expect(measureOf(made, "Confirmed")).toMatchObject({
      concept: "cases",
      subject: "covid-19",
      implies: [{ dimension: "case-status", values: ["confirmed"] }],
      countsPeople: true,
    });
  });

  it("in a grid of effects and hazards each column has its own effect and hazard", () => {
    const made = propose(
      {
        Entity: countries,
        Year: [1990, 1991, 1990, 1991],
        injured_wildfire: [1, 2, 3, 4],
        deaths_flood: [1, 2, 3, 4],
        injured_all_disasters: [1, 2, 3, 4],
      },
      { crisis: "Natural disasters" },
    );
    expect(measureOf(made, "injured_wildfire")).toMatchObject({
      concept: "people-injured",
      subject: "wildfire",
    });
    expect(measureOf(made, "deaths_flood")).toMatchObject({ concept: "deaths", subject: "flood" });
    expect(measureOf(made, "injured_all_disasters")).toMatchObject({
      concept: "people-injured",
      subject: "natural-disaster",
    });
  });

  it("a tag and a description outvote a misleading name", () => {
    const made = propose(
      { STATE: ["CA", "FL", "NY", "TX"], TOTAL_POPULATION: [1, 2, 3, 4] },
      {
        columns: [
          {
            name: "TOTAL_POPULATION",
            hxl: "#affected+sheltered",
            description: "People in the shelter at the reading (stock)",
            accumulation: "stock",
          },
        ],
      },
    );
    expect(measureOf(made, "TOTAL_POPULATION")).toMatchObject({
      concept: "people-in-shelters",
      behaviour: "stock",
    });
  });

  it("codes, coordinates and row numbers are no measures", () => {
    const made = propose(
      {
        id: [1, 2, 3, 4],
        Lat: [1.5, 2.5, 3.5, 4.5],
        code3: [250, 380, 250, 380],
        kind: [1, 2, 3, 3],
        country: countries,
        deaths: [5, 5, 6, 7],
      },
      {
        columns: [
          { name: "code3", description: "ISO 3166-1 numeric" },
          { name: "kind", description: "1 heading, 2 region total, 3 country" },
        ],
      },
    );
    expect(made.dataset.measures.map((one) => one.column)).toEqual(["deaths"]);
    expect(columnOf(made, "kind").role).toBe("dimension");
  });

  it("a word nobody knows is a concept of its own", () => {
    const made = propose({ country: countries, date: days, zorgs: [1, 2, 3, 4] });
    expect(measureOf(made, "zorgs").concept).toBe("zorgs");
    expect(builtInVocabulary().concepts.some((concept) => concept.id === "zorgs")).toBe(false);
  });
});

describe("the shape of a table", () => {
  it("one column per country becomes one measure per country", () => {
    const made = propose(
      {
        date: days,
        Cases_Guinea: [1, 2, 3, 4],
        Cases_SierraLeone: [1, 2, 3, 4],
        Cases_UnitedStates: [0, 0, 1, 1],
      },
      { title: "Ebola" },
    );
    expect(made.dataset.measures.map((one) => [one.concept, one.place])).toEqual([
      ["cases", "GIN"],
      ["cases", "SLE"],
      ["cases", "USA"],
    ]);
  });

  it("a long table has a measure for each thing its variable names, spellings and each country's own words together", () => {
    const variables = [
      "new_confirmed",
      "New case/s (confirmed)",
      "new case/s\n(confirmed)",
      "contacts not seen",
    ];
    const made = propose(
      {
        country: ["Sierra Leone", "Liberia", "Liberia", "Liberia"],
        date: days,
        variable: variables,
        value: [1, 2, 3, 4],
      },
      {
        title: "Ebola",
        columns: [{ name: "value", accumulation: "mixed: New... incremental, Total/cum cumulative" }],
      },
      {
        variables: variables.map((value, at) => ({
          value,
          places: [at === 0 ? "Sierra Leone" : "Liberia"],
          steps: 0,
          falls: 0,
          rises: 0,
        })),
      },
    );
    expect(made.dataset.measures.find((one) => one.concept === "cases")).toMatchObject({
      column: "value",
      behaviour: "flow",
      implies: [{ dimension: "case-status", values: ["confirmed"] }],
      where: [
        {
          column: "variable",
          op: "in",
          values: ["New case/s (confirmed)", "new case/s\n(confirmed)", "new_confirmed"],
        },
      ],
    });
    expect(made.dataset.measures.map((one) => one.concept)).toContain("contacts-not-seen");
  });

  it("rows that are occurrences are counted, without those that do not count", () => {
    const made = propose(
      {
        ID: ["N1", "N2", "N3", "N4"],
        Status: ["confirmed", "discarded", "confirmed", "omit_error"],
        Country: countries,
        date: days,
      },
      { title: "Mpox case list", granularity: "case" },
    );
    expect(measureOf(made, null)).toMatchObject({ concept: "cases", subject: "mpox", behaviour: "event" });
    expect(made.dataset.always).toEqual([
      { column: "Status", op: "not-in", values: ["discarded", "omit_error"] },
    ]);
    expect(columnOf(made, "Status").dimension).toBe("case-status");
  });
});

describe("what all rows have in common", () => {
  it("a status that is the same in every row is implied by every measure, as the vocabulary calls it", () => {
    const table = {
      STATE: ["CA", "FL", "NY", "TX"],
      SHELTER_STATUS: ["OPEN", "OPEN", "OPEN", "OPEN"],
      people: [1, 2, 3, 4],
    };
    const made = propose(table, { columns: [{ name: "people", unit: "people" }] });
    expect(measureOf(made, "people").implies).toEqual([{ dimension: "shelter-status", values: ["open"] }]);
    const mixed = propose(
      { ...table, SHELTER_STATUS: ["OPEN", "FULL", "OPEN", "OPEN"] },
      { columns: [{ name: "people", unit: "people" }] },
    );
    expect(measureOf(mixed, "people").implies).toBeUndefined();
    expect(columnOf(mixed, "SHELTER_STATUS")).toMatchObject({
      role: "dimension",
      dimension: "shelter-status",
    });
  });
});

describe("the entry", () => {
  it("licences are known by their id only where the table itself has one", () => {
    const id = (licence: string) => propose({ a: [1, 2] }, { licence }).dataset.licence?.id;
    expect(id("CC-BY-4.0")).toBe("CC-BY-4.0");
    expect(id("ODC-PDDL-1.0 (datapackage.json); upstream data is CC-BY-4.0")).toBe("PDDL-1.0");
    expect(
      id("No licence file in the repository. OWID states its own material is CC-BY-4.0"),
    ).toBeUndefined();
  });

  it("breaks are read from dated caveats, and belong to the column that a caveat begins with", () => {
    const made = propose(
      { country: countries, date: days, Recovered: [1, 2, 3, 4], deaths: [1, 2, 3, 4] },
      {
        caveats: [
          "Recovered drops to 0 from 2021-01-03",
          "PRIO before 1989 and UCDP after: a break in the method",
          "Only four years",
        ],
      },
    );
    expect(made.dataset.breaks.map(({ on, measures }) => [on, measures])).toEqual([
      ["2021-01-03", ["recovered"]],
      ["1989-01-01", undefined],
    ]);
    expect(made.dataset.notes).toHaveLength(3);
  });

  it("unknown fields are kept, and every proposal says why", () => {
    const made = propose(
      { country: countries, date: days, deaths: [1, 2, 3, 4] },
      { howCut: "All rows", somethingElse: { a: [1] } },
    );
    expect(made.dataset.extra).toEqual({ howCut: "All rows", somethingElse: { a: [1] } });
    for (const column of made.dataset.columns)
      expect(made.evidence.some((one) => one.column === column.name && one.text.endsWith("."))).toBe(true);
  });
});
