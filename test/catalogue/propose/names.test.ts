import { describe, expect, it } from "vitest";
import { columnOf, measureOf, propose } from "./proposed.ts";

const days = ["2021-01-01", "2021-01-02", "2021-01-03", "2021-01-04"];
const countries = ["France", "France", "Italy", "Italy"];
const numbers = [10, 20, 15, 25];

describe("what a name says of what is counted", () => {
  const concept = (name: string) =>
    measureOf(propose({ country: countries, date: days, [name]: numbers }), name).concept;

  it("is its last word: clinic visits are no clinics", () => {
    expect(concept("clinic visits")).toBe("clinic-visits");
    expect(concept("school closures")).not.toBe("schools");
    expect(concept("health facilities")).toBe("health-facilities");
    expect(concept("number of health facilities")).toBe("health-facilities");
  });
});

describe("figures without a name of their own", () => {
  it("are what the title of their table speaks of, and said to be a guess", () => {
    const made = propose(
      { country: countries, date: days, value: numbers },
      { title: "Hospital admissions by country" },
    );
    const measure = measureOf(made, "value");
    expect(measure.concept).toBe(
      measureOf(propose({ date: days, "hospital admissions": numbers }), "hospital admissions").concept,
    );
    expect(made.evidence.find(({ field, measure: of }) => field === "concept" && of === "value")?.basis).toBe(
      "guessed",
    );
    expect(measureOf(propose({ date: days, value: numbers }, { title: "qwertz 7" }), "value").concept).toBe(
      "value",
    );
  });
});

describe("numbers that count nothing", () => {
  it("are positions in time where they are called a period and hold no calendar years", () => {
    const { dataset } = propose({ country: countries, date: days, Year: [0, 1, 0, 1], deaths: numbers });
    expect(dataset.columns.find(({ name }) => name === "Year")?.role).toBe("attribute");
    expect(dataset.measures.map(({ column }) => column)).toEqual(["deaths"]);
  });

  it("are moments where they are seconds since 1970, and names where they are called so", () => {
    const made = propose({
      state: countries,
      outageStartTime: [1_571_000_000, 1_571_000_500, 1_571_001_000, 1_571_002_000],
      outageNumber: [5001, 5002, 5002, 5003],
      customers: numbers,
    });
    expect(columnOf(made, "outageStartTime").role).toBe("attribute");
    expect(columnOf(made, "outageNumber").role).toBe("identifier");
    expect(columnOf(made, "customers").role).toBe("measure");
  });
});

describe("running totals", () => {
  it("of a table with one column for each place are told by all of them together", () => {
    const series = ["Cases_Guinea", "Cases_Liberia", "Cases_Mali"].map((column, at) => ({
      ...{ column, steps: 12, falls: 0 },
      rises: at === 2 ? 2 : 12,
    }));
    const made = propose(
      { date: days, Cases_Guinea: numbers, Cases_Liberia: numbers, Cases_Mali: [0, 0, 1, 2] },
      {},
      { series },
    );
    expect(made.dataset.measures.map(({ behaviour }) => behaviour)).toEqual(Array(3).fill("cumulative"));
  });

  it("of a long table are those called total beside others called new", () => {
    const made = propose({
      country: countries,
      date: days,
      variable: ["New admissions", "Total admissions", "New admissions", "Total admissions"],
      value: numbers,
    });
    const behaviours = Object.fromEntries(made.dataset.measures.map(({ id, behaviour }) => [id, behaviour]));
    expect(behaviours).toEqual({ "new-admissions": "flow", "total-admissions": "cumulative" });
  });
});

describe("a column that is called a place and no more", () => {
  const table = {
    country: ["Guinea", "Guinea", "Guinea", "Guinea"],
    location: ["Conakry", "Boke", "Conakry", "Boke"],
    date: days,
    cases: numbers,
  };

  it("is proposed as the next level, and said to be a guess", () => {
    const made = propose(table);
    expect(columnOf(made, "location")).toMatchObject({ role: "place", level: "adm1" });
    expect(made.evidence.find(({ column, field }) => column === "location" && field === "place")?.basis).toBe(
      "guessed",
    );
    const below = propose({ ...table, region: ["West", "North", "West", "North"] });
    expect(columnOf(below, "location")).toMatchObject({ role: "place", level: "adm2" });
  });

  it("stays what it is where nearly every row has its own", () => {
    expect(columnOf(propose({ ...table, location: ["a", "b", "c", "d"] }), "location").role).toBe(
      "attribute",
    );
  });
});
