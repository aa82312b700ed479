import { beforeAll, describe, expect, it } from "vitest";
import { Database } from "../plan/real-tables.ts";
import { codes, day, figures, hashOf, names, place, rows, table, value } from "./tables.ts";

let database: Database;
beforeAll(async () => {
  database = await Database.open(1);
});

const daily = { columns: [day, place, value], ...names };
const dailyByCode = { columns: [day, place, value], ...codes };

describe("what two sources leave out", () => {
  const only = (...values: readonly string[]) => ({ implies: [{ dimension: "case-status", values }] });
  it("is asked of the other one's column", async () => {
    const status = { name: "status", type: "Utf8", role: "dimension", dimension: "case-status" };
    const a = await table(
      database,
      "A",
      { ...daily, measure: only("confirmed") },
      rows(["2020-03-01", "Italy", 3]),
    );
    const b = await table(
      database,
      "B",
      { columns: [day, place, status, value], ...codes },
      "SELECT CAST('2020-03-01' AS DATE) AS t, 'ITA' AS place, s AS status, v FROM (VALUES ('confirmed', 3.0), ('suspected', 9.0)) AS r(s, v)",
    );
    const described = {
      ...b,
      distributions: b.distributions.map((one) => ({
        ...one,
        profile: {
          sha256: hashOf(b),
          rows: 2,
          columns: [
            {
              name: "status",
              type: "VARCHAR",
              nulls: 0,
              distinct: 2,
              min: null,
              max: null,
              mean: null,
              quantiles: null,
              values: [
                ["confirmed", 1],
                ["suspected", 1],
              ] satisfies [string, number][],
            },
          ],
        },
      })),
    };
    expect(await figures(database, a, described)).toMatchObject({ cells: 1, same: 1, limits: [] });
  });

  it("keeps them apart where each counts what the other does not, and is said where one is silent", async () => {
    const a = await table(
      database,
      "A",
      { ...daily, measure: only("confirmed") },
      rows(["2020-03-01", "Italy", 3]),
    );
    const b = await table(
      database,
      "B",
      { ...dailyByCode, measure: only("suspected") },
      rows(["2020-03-01", "ITA", 3]),
    );
    expect(await figures(database, a, b)).toMatchObject({
      message: "Each counts something that the other leaves out.",
    });
    const silent = await table(database, "C", dailyByCode, rows(["2020-03-01", "ITA", 4]));
    expect(await figures(database, a, silent)).toMatchObject({
      cells: 1,
      limits: ["Only “A” says that it is limited to case status: confirmed."],
    });
  });

  it("is never counted by people in data that are not open, whatever stands beside them", async () => {
    const secret = { access: "restricted", measure: { countsPeople: true } } as const;
    const a = await table(database, "A", { ...daily, ...secret }, rows(["2020-03-01", "Italy", 3]));
    const b = await table(database, "B", dailyByCode, rows(["2020-03-01", "ITA", 4]));
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const)
      expect(await figures(database, one, other)).toMatchObject({
        code: "held-back",
        message: expect.stringContaining("give a small count away"),
      });
    // Customers without power are no people: what an answer may tell, a difference may.
    const customers = await table(
      database,
      "C",
      { ...daily, access: "restricted", measure: { countsPeople: false } },
      rows(["2020-03-01", "Italy", 3]),
    );
    expect(await figures(database, customers, b)).toMatchObject({ cells: 1 });
  });
});

describe("places", () => {
  const adm1 = { name: "state", type: "Utf8", role: "place", level: "adm1" } as const;
  const within = (pairs: readonly (readonly [string, string, string])[]) => ({
    placeValues: {
      place: [...new Set(pairs.map(([, country]) => country))].map((name) => ({
        value: name,
        area: name === "Italy" ? "ITA" : "FRA",
      })),
      state: pairs.map(([state, country, area]) => ({ value: state, area, within: [country] })),
    },
  });
  it("of the same name in two countries are two places", async () => {
    const pairs = [
      ["Centre", "Italy", "ITA/centre"],
      ["Centre", "France", "FRA/centre"],
      ["Nord", "France", "FRA/nord"],
    ] as const;
    const columns = [day, place, adm1, value];
    const select = (italy: number, france: number) =>
      `SELECT CAST('2020-03-01' AS DATE) AS t, place, 'Centre' AS state, v FROM (VALUES ('Italy', ${italy}.0), ('France', ${france}.0)) AS r(place, v)`;
    const a = await table(database, "A", { columns, ...within(pairs) }, select(10, 1));
    const b = await table(database, "B", { columns, ...within(pairs) }, select(1, 10));
    expect(await figures(database, a, b)).toMatchObject({ level: "adm1", cells: 2, same: 0 });
    expect(await figures(database, a, b, { area: "ITA" })).toMatchObject({
      cells: 1,
      largest: { area: "ITA", values: [10, 1] },
    });
  });

  it("that are put together from finer ones count when every part has reported", async () => {
    const pairs = [
      ["North", "Italy", "ITA/north"],
      ["South", "Italy", "ITA/south"],
    ] as const;
    const parts =
      "SELECT CAST(t AS DATE) AS t, 'Italy' AS place, state, v FROM (VALUES ('2020-03-01', 'North', 1.0), ('2020-03-01', 'South', 2.0), ('2020-03-02', 'North', 5.0)) AS r(t, state, v)";
    const a = await table(database, "A", { columns: [day, place, adm1, value], ...within(pairs) }, parts);
    const b = await table(
      database,
      "B",
      dailyByCode,
      rows(["2020-03-01", "ITA", 3], ["2020-03-02", "ITA", 9]),
    );
    expect(await figures(database, a, b)).toMatchObject({ level: "country", cells: 1, same: 1 });
  });
});
