import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { Database } from "../plan/real-tables.ts";
import { codes, compare, day, figures, month, names, place, rows, table, value, week } from "./tables.ts";

let database: Database;
beforeAll(async () => {
  database = await Database.open(1);
});

const daily = { columns: [day, place, value], ...names };
const dailyByCode = { columns: [day, place, value], ...codes };

describe("two sources of what comes new", () => {
  it("are held against each other where both name the place, by its code, and the day", async () => {
    const a = await table(
      database,
      "A",
      daily,
      rows(
        ["2020-03-01", "Italy", 10],
        ["2020-03-02", "Italy", 20],
        ["2020-03-02", "France", 5],
        ["2020-03-02", "World", 25],
      ),
    );
    const b = await table(
      database,
      "B",
      dailyByCode,
      rows(
        ["2020-03-02", "ITA", 16],
        ["2020-03-02", "FRA", 5],
        ["2020-03-03", "ITA", 7],
        ["2020-03-02", "DEU", 1],
      ),
    );
    expect(await figures(database, a, b)).toMatchObject({
      cells: 2,
      same: 1,
      higher: 1,
      lower: 0,
      places: 2,
      periods: 1,
      from: "2020-03-02T00:00",
      to: "2020-03-02T00:00",
      grain: "day",
      level: "country",
      // Half of the two cells differ by a fifth of 20 or nothing: the middle between them.
      median: 0.1,
      largest: { area: "ITA", place: "Italy", values: [20, 16] },
      limits: [],
      sides: [
        { title: "A", places: 2 },
        { title: "B", places: 2 },
      ],
    });
  });

  it("are the same whichever way round they are asked, but for who is higher", async () => {
    const cells = fc.array(
      fc.record({ a: fc.integer({ min: 0, max: 50 }), b: fc.integer({ min: 0, max: 50 }) }),
      {
        minLength: 1,
        maxLength: 25,
      },
    );
    await fc.assert(
      fc.asyncProperty(cells, async (drawn) => {
        const date = (at: number): string => `2021-01-${String(at + 1).padStart(2, "0")}`;
        const one = await table(
          database,
          "A",
          daily,
          rows(...drawn.map(({ a }, at) => [date(at), "Italy", a] as const)),
        );
        const other = await table(
          database,
          "B",
          dailyByCode,
          rows(...drawn.map(({ b }, at) => [date(at), "ITA", b] as const)),
        );
        const [there, back] = [await compare(database, one, other), await compare(database, other, one)];
        if (!there.ok || !back.ok) throw new Error("There is something to compare.");
        // What a person would work out with pencil and paper.
        const apart = drawn
          .filter(({ a, b }) => Math.max(a, b) > 0)
          .map(({ a, b }) => Math.abs(a - b) / Math.max(a, b))
          .sort((x, y) => x - y);
        const middle = (apart.length - 1) / 2;
        const median =
          apart.length === 0
            ? null
            : ((apart[Math.floor(middle)] ?? 0) + (apart[Math.ceil(middle)] ?? 0)) / 2;
        expect(there.value).toMatchObject({
          cells: drawn.length,
          nothing: drawn.filter(({ a, b }) => a === 0 && b === 0).length,
          same: drawn.filter(({ a, b }) => a === b).length,
          higher: drawn.filter(({ a, b }) => a > b).length,
          lower: drawn.filter(({ a, b }) => a < b).length,
        });
        if (median === null) expect(there.value.median).toBeNull();
        else expect(there.value.median).toBeCloseTo(median, 9);
        expect(back.value).toMatchObject({
          median: there.value.median,
          ninetieth: there.value.ninetieth,
          higher: there.value.lower,
          lower: there.value.higher,
        });
      }),
      { numRuns: 12 },
    );
  });

  it("are summed to the coarser period, complete ones only", async () => {
    const days = [...Array(20)].map(
      (_, at) => [`2020-06-${String(at + 1).padStart(2, "0")}`, "Italy", at === 8 ? null : 1] as const,
    );
    // 1 June 2020 is a Monday. The second week lacks a day, the third is not over.
    const a = await table(database, "A", daily, rows(...days));
    const b = await table(
      database,
      "B",
      { columns: [week, place, value], ...codes },
      rows(["2020-06-01", "ITA", 7], ["2020-06-08", "ITA", 7], ["2020-06-15", "ITA", 6]),
    );
    expect(await figures(database, a, b)).toMatchObject({
      cells: 1,
      same: 1,
      grain: "week",
      from: "2020-06-01T00:00",
    });
  });

  it("in weeks and months share no period", async () => {
    const a = await table(
      database,
      "A",
      { columns: [week, place, value], ...names },
      rows(["2020-06-01", "Italy", 7]),
    );
    const b = await table(
      database,
      "B",
      { columns: [month, place, value], ...codes },
      rows(["2020-06-01", "ITA", 30]),
    );
    expect(await figures(database, a, b)).toEqual({
      code: "not-answerable",
      message: "One is weekly, the other monthly: weeks and months do not fit into each other.",
    });
  });

  it("say so when they have no place, no time or no figure in common", async () => {
    const a = await table(database, "A", daily, rows(["2020-03-01", "Italy", 10]));
    const later = await table(database, "B", dailyByCode, rows(["2021-03-01", "ITA", 10]));
    const elsewhere = await table(
      database,
      "C",
      { ...dailyByCode, placeValues: { place: [{ value: "DEU", area: "DEU" }] } },
      rows(["2020-03-01", "DEU", 1]),
    );
    const empty = await table(database, "D", dailyByCode, rows(["2020-03-01", "ITA", null]));
    expect(await figures(database, a, later)).toMatchObject({
      message: expect.stringContaining("no time in common"),
    });
    expect(await figures(database, a, elsewhere)).toMatchObject({ message: "They have no place in common." });
    expect(await figures(database, a, empty)).toMatchObject({ code: "not-answerable" });
  });
});

describe("running totals", () => {
  const totals = { ...daily, measure: { behaviour: "cumulative" } };
  it("are compared as they stand", async () => {
    const a = await table(
      database,
      "A",
      totals,
      rows(["2020-03-01", "Italy", 10], ["2020-03-02", "Italy", 30]),
    );
    const b = await table(
      database,
      "B",
      { ...dailyByCode, measure: { behaviour: "cumulative" } },
      rows(["2020-03-01", "ITA", 10], ["2020-03-02", "ITA", 24]),
    );
    expect(await figures(database, a, b)).toMatchObject({
      way: "total",
      cells: 2,
      same: 1,
      largest: { values: [30, 24] },
    });
  });

  it("are differenced beside what comes new; a fall and a gap leave their day out", async () => {
    const a = await table(
      database,
      "A",
      totals,
      rows(
        ["2020-03-01", "Italy", 10],
        ["2020-03-02", "Italy", 30],
        ["2020-03-03", "Italy", 25],
        ["2020-03-05", "Italy", 40],
        ["2020-03-06", "Italy", 44],
      ),
    );
    const b = await table(
      database,
      "B",
      dailyByCode,
      rows(...[1, 2, 3, 4, 5, 6].map((at) => [`2020-03-0${at}`, "ITA", 20] as const)),
    );
    expect(await figures(database, a, b)).toMatchObject({
      way: "new",
      cells: 2,
      same: 1,
      largest: { at: "2020-03-06T00:00", values: [4, 20] },
    });
  });

  it("of a table without dates stand beside what the other one has counted up to that day", async () => {
    const still = {
      columns: [place, value],
      ...codes,
      temporal: { from: "2020-03-02", to: "2020-03-02" },
      measure: { behaviour: "cumulative" },
    };
    const a = await table(
      database,
      "A",
      daily,
      rows(["2020-03-01", "Italy", 10], ["2020-03-02", "Italy", 20], ["2020-03-03", "Italy", 99]),
    );
    const b = await table(database, "B", still, "SELECT 'ITA' AS place, 24.0 AS v");
    expect(await figures(database, a, b)).toMatchObject({
      cells: 1,
      grain: null,
      largest: { values: [30, 24] },
      limits: [expect.stringContaining("added up")],
    });
    const late = await table(
      database,
      "C",
      { ...still, temporal: { from: "2020-09-01", to: "2020-09-01" } },
      "SELECT 'ITA' AS place, 24.0 AS v",
    );
    expect(await figures(database, a, late)).toMatchObject({
      code: "not-answerable",
      message: expect.stringContaining("1 September 2020"),
    });
  });
});

describe("levels, ratios and events", () => {
  it("levels are read at the end of the longer period, where that end was reported", async () => {
    const stock = { behaviour: "stock" };
    const a = await table(
      database,
      "A",
      { ...daily, measure: stock },
      rows(["2020-01-30", "Italy", 5], ["2020-01-31", "Italy", 8], ["2020-02-10", "Italy", 9]),
    );
    const b = await table(
      database,
      "B",
      { columns: [month, place, value], ...codes, measure: stock },
      rows(["2020-01-01", "ITA", 8], ["2020-02-01", "ITA", 9]),
    );
    expect(await figures(database, a, b)).toMatchObject({ way: "level", cells: 1, same: 1, grain: "month" });
  });

  it("ratios are compared in the same steps only, in the first one's scale", async () => {
    const per = (scale: number) => ({
      behaviour: "ratio",
      unit: `per ${scale}`,
      per: { concept: "population", scale },
    });
    const a = await table(
      database,
      "A",
      { ...daily, measure: per(100_000) },
      rows(["2020-03-01", "Italy", 50]),
    );
    const b = await table(
      database,
      "B",
      { ...dailyByCode, measure: per(1_000) },
      rows(["2020-03-01", "ITA", 0.5]),
    );
    expect(await figures(database, a, b)).toMatchObject({ way: "value", same: 1 });
    const coarse = await table(
      database,
      "C",
      { columns: [month, place, value], ...codes, measure: per(1_000) },
      rows(["2020-03-01", "ITA", 0.5]),
    );
    expect(await figures(database, a, coarse)).toMatchObject({ code: "not-answerable" });
    const count = await table(database, "D", dailyByCode, rows(["2020-03-01", "ITA", 5]));
    expect(await figures(database, a, count)).toMatchObject({
      message: "One gives a ratio, the other what comes new: they are not held against each other.",
    });
  });

  it("a list of events is silent where nothing happened: that is zero, as far as it reaches", async () => {
    const events = {
      columns: [day, place],
      ...codes,
      measure: { column: null, behaviour: "event", unit: "cases" },
    };
    const a = await table(
      database,
      "A",
      daily,
      rows(
        ["2020-03-01", "Italy", 1],
        ["2020-03-02", "Italy", 3],
        ["2020-03-03", "Italy", 1],
        ["2020-03-04", "Italy", 8],
      ),
    );
    const b = await table(
      database,
      "B",
      events,
      "SELECT CAST(t AS DATE) AS t, 'ITA' AS place FROM (VALUES ('2020-03-01'), ('2020-03-03')) AS r(t)",
    );
    expect(await figures(database, a, b)).toMatchObject({
      cells: 3,
      same: 2,
      largest: { at: "2020-03-02T00:00", values: [3, 0] },
    });
  });

  it("is converted where units differ and can be, and refused where they cannot", async () => {
    const of = (unit: string) => ({ concept: "acres-burned", subject: "wildfire", unit });
    const ask = { thing: { concept: "acres-burned", subject: "wildfire" } };
    const a = await table(
      database,
      "A",
      { ...daily, measure: of("acres") },
      rows(["2020-03-01", "Italy", 1000]),
    );
    const b = await table(
      database,
      "B",
      { ...dailyByCode, measure: of("hectares") },
      rows(["2020-03-01", "ITA", 404.68564224]),
    );
    expect(await figures(database, a, b, ask)).toMatchObject({ same: 1, unit: "acres" });
    const other = await table(
      database,
      "C",
      { ...dailyByCode, measure: of("°C") },
      rows(["2020-03-01", "ITA", 4]),
    );
    expect(await figures(database, a, other, ask)).toMatchObject({
      message: "One is in acres, the other in °C, and one cannot be turned into the other.",
    });
  });
});
