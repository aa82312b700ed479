import { describe, expect, it } from "vitest";
import { builtInVocabulary } from "../../../shared/vocabulary/built-in.ts";
import { columnOf, measureOf, propose } from "./proposed.ts";

const days = ["2021-01-01", "2021-01-02", "2021-01-03", "2021-01-04"];
const countries = ["France", "France", "Italy", "Italy"];

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
