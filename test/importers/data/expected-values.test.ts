import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { importData } from "../../../electron/importers/data/import-data.ts";
import type { Dataset } from "../../../shared/catalogue/dataset.ts";
import { currentDistribution } from "../../../shared/catalogue/distribution.ts";
import { type FigureAsk, measureFor, seriesSql } from "./figure.ts";
import { startTestImporter, TABLES, type TestImporter } from "./import-fixture.ts";

const QUESTIONS = join(TABLES, "..", "questions", "dev.jsonl");
const here = existsSync(QUESTIONS);
if (!here) console.log("skipped: the reference questions are not here");

const expected = new Map(
  (here ? readFileSync(QUESTIONS, "utf8").trim().split("\n") : []).map((line) => {
    const read = z
      .object({
        id: z.string(),
        expected: z.object({ value: z.number(), tolerance: z.number() }).nullable(),
      })
      .parse(JSON.parse(line));
    return [read.id, read.expected];
  }),
);

/** What is made of the series that the description gives. */
type Fold = "only" | "sum" | "peak" | "mean" | "difference" | "largest step" | "smallest step";

/** The questions in the words of the domain; columns, spellings and conditions come from the descriptions. */
const ASKED: readonly [string, string, FigureAsk, Fold][] = [
  [
    "dev-01",
    "us-shelters-2019-2023",
    { concept: "people-in-shelters", areas: ["USA/florida"], from: "2022-09-29", to: "2022-09-29" },
    "only",
  ],
  [
    "dev-02",
    "power-outages-irma-2017",
    { concept: "customers-without-power", subject: "hurricane-irma", areas: ["USA/florida"] },
    "peak",
  ],
  [
    "dev-03",
    "covid19-hospital-icu",
    { concept: "icu-patients", subject: "covid-19", areas: ["ITA"], from: "2020-11-01", to: "2021-05-31" },
    "peak",
  ],
  [
    "dev-05",
    "covid19-jhu-country-daily",
    { concept: "deaths", subject: "covid-19", areas: ["IND"], from: "2021-04-30", to: "2021-05-31" },
    "difference",
  ],
  [
    "dev-06",
    "mpox-2022-country-daily",
    {
      concept: "cases",
      subject: "mpox",
      status: "confirmed",
      areas: ["ESP"],
      from: "2022-07-01",
      to: "2022-07-31",
    },
    "sum",
  ],
  [
    "dev-07",
    "ebola-2014-who-weekly",
    {
      concept: "cases",
      subject: "ebola",
      areas: ["GIN/conakry"],
      where: [{ dimension: "data-source", values: ["Patient database"] }],
    },
    "sum",
  ],
  [
    "dev-08",
    "covid19-mobility-google",
    { concept: "mobility-workplaces", areas: ["ITA"], from: "2020-04-01", to: "2020-04-30" },
    "mean",
  ],
  [
    "dev-09",
    "covid19-jhu-province-daily",
    { concept: "deaths", subject: "covid-19", areas: ["CHN/hubei"], from: "2020-04-30", to: "2020-04-30" },
    "only",
  ],
  [
    "dev-10",
    "polio-cases",
    { concept: "cases", subject: "polio", areas: ["AFG", "PAK"], from: "2014-01-01", to: "2019-12-31" },
    "sum",
  ],
  [
    "dev-11",
    "ebola-2014-district-sitreps",
    {
      concept: "cases",
      subject: "ebola",
      status: "confirmed",
      areas: ["SLE/kenema"],
      from: "2014-09-01",
      to: "2014-09-30",
    },
    "sum",
  ],
  [
    "dev-12",
    "covid19-jhu-country-daily",
    { concept: "cases", subject: "covid-19", status: "confirmed", areas: ["FRA"] },
    "smallest step",
  ],
  [
    "dev-13",
    "natural-disasters-emdat",
    { concept: "people-affected", subject: "flood", areas: ["BGD"], from: "2000-01-01", to: "2009-12-31" },
    "sum",
  ],
  [
    "dev-15",
    "covid19-jhu-country-daily",
    {
      concept: "cases",
      subject: "covid-19",
      status: "confirmed",
      areas: ["GBR"],
      from: "2020-12-31",
      to: "2021-01-31",
    },
    "largest step",
  ],
];

const foldSql = (series: string, fold: Fold): string => {
  const steps = `SELECT v - lag(v) OVER (ORDER BY t) AS d FROM (${series})`;
  switch (fold) {
    case "only":
      return `SELECT CASE WHEN count(*) = 1 THEN max(v) END AS value FROM (${series})`;
    case "sum":
      return `SELECT sum(v) AS value FROM (${series})`;
    case "peak":
      return `SELECT max(v) AS value FROM (${series})`;
    case "mean":
      return `SELECT avg(v) AS value FROM (${series})`;
    case "difference":
      return `SELECT max_by(v, t) - min_by(v, t) AS value FROM (${series})`;
    case "largest step":
      return `SELECT max(d) AS value FROM (${steps})`;
    case "smallest step":
      return `SELECT min(d) AS value FROM (${steps})`;
  }
};

describe.skipIf(!here)("what descriptions say of a table gives the independent figures", () => {
  let importer: TestImporter;
  const ask = async (sql: string, ...datasets: readonly Dataset[]): Promise<unknown> => {
    const files = datasets.map((dataset) => {
      const sha256 = currentDistribution(dataset)?.sha256 ?? "";
      return { sha256, path: importer.pathOf(sha256) };
    });
    return (await importer.engine.rows(sql, files)).rows[0]?.[0];
  };
  const entry = (id: string): Dataset => {
    const dataset = importer.kept.get(id);
    if (!dataset) throw new Error(`${id} was not imported`);
    return dataset;
  };

  beforeAll(async () => {
    importer = await startTestImporter();
    const report = await importData([TABLES], importer.ports);
    expect(report.filter((file) => file.outcome !== "added")).toEqual([]);
  }, 120_000);
  afterAll(() => importer.engine.end());

  it.each(ASKED)("%s from %s", async (id, dataset, asked, fold) => {
    const value = await ask(foldSql(seriesSql(entry(dataset), asked), fold), entry(dataset));
    const right = expected.get(id);
    expect(Math.abs(Number(value) - (right?.value ?? Number.NaN))).toBeLessThanOrEqual(
      Math.abs((right?.value ?? 0) * (right?.tolerance ?? 0)),
    );
  });

  it("dev-04: counties are the third level of the location table", async () => {
    const places = entry("location-reference-jhu");
    const counties = (places.placeValues.Admin2 ?? []).filter((value) => value.area?.startsWith("USA/"));
    const population = measureFor(places, { concept: "population", areas: [] });
    expect(population.behaviour).toBe("stock");
    const names = counties.map(
      ({ value, within }) =>
        `('${(within?.[1] ?? "").replaceAll("'", "''")}', '${value.replaceAll("'", "''")}')`,
    );
    const sql = `SELECT count(*) AS n FROM f WHERE (Province_State, Admin2) IN (${names.join(", ")}) AND "${population.column}" > 1000000`;
    const table = seriesSql(places, { concept: "population", areas: ["USA"] })
      .split(" FROM ")[1]
      ?.split(" WHERE ")[0];
    expect(Number(await ask(sql.replace(" f ", ` ${table} `), places))).toBe(expected.get("dev-04")?.value);
  });

  it("dev-14: a rate joins two tables by the area, not by its spelling", async () => {
    const cases = seriesSql(entry("covid19-jhu-country-daily"), {
      concept: "cases",
      areas: ["SGP"],
      from: "2021-09-30",
      to: "2021-09-30",
    });
    const people = seriesSql(entry("location-reference-jhu"), { concept: "population", areas: ["SGP"] });
    const value = await ask(
      `SELECT (SELECT sum(v) FROM (${cases})) / (SELECT sum(v) FROM (${people})) * 100000 AS value`,
      entry("covid19-jhu-country-daily"),
      entry("location-reference-jhu"),
    );
    expect(Number(value)).toBeCloseTo(expected.get("dev-14")?.value ?? Number.NaN, 6);
  });

  it("the population of a country is that of its own row, not of its provinces and counties together", async () => {
    const people = seriesSql(entry("location-reference-jhu"), { concept: "population", areas: ["USA"] });
    expect(
      Number(await ask(`SELECT sum(v) AS value FROM (${people})`, entry("location-reference-jhu"))),
    ).toBe(329_466_283);
  });

  it("countries of a table with provinces add up to the table by country", async () => {
    const at = { concept: "deaths", areas: ["FRA"], from: "2021-03-16", to: "2021-03-16" };
    const [one, other] = [entry("covid19-jhu-country-daily"), entry("covid19-jhu-province-daily")];
    const whole = await ask(foldSql(seriesSql(one, at), "only"), one);
    expect(await ask(foldSql(seriesSql(other, at), "only"), other)).toBe(whole);
  });

  it("every table is described in full: a measure, and a unit, concept and behaviour for each", () => {
    expect(importer.kept.size).toBe(30);
    for (const dataset of importer.kept.values()) {
      expect(dataset.measures.length, dataset.id).toBeGreaterThan(0);
      expect(
        dataset.measures.every((one) => one.unit !== ""),
        dataset.id,
      ).toBe(true);
      expect(
        dataset.columns.every((column) => column.role !== "place" || column.level),
        dataset.id,
      ).toBe(true);
    }
  });

  it("totals beside their parts are known as such in each table that has them", () => {
    const left = (id: string): number =>
      Object.values(entry(id).placeValues)
        .flat()
        .filter((value) => value.aggregate).length;
    expect(
      Object.fromEntries(
        [...importer.kept.keys()].sort().flatMap((id) => (left(id) > 0 ? [[id, left(id)]] : [])),
      ),
    ).toMatchInlineSnapshot(`
      {
        "air-pollution-pm25": 15,
        "conflict-deaths-region": 1,
        "covid19-excess-mortality": 3,
        "covid19-testing": 5,
        "earthquake-deaths": 1,
        "ebola-2014-district-sitreps": 4,
        "mpox-2022-who-snapshot": 7,
        "natural-disasters-emdat": 1,
        "polio-cases": 7,
        "undernourishment": 35,
      }
    `);
  });

  it("importing all again changes nothing", async () => {
    const again = await importData([TABLES], importer.ports);
    expect(new Set(again.map((file) => file.outcome))).toEqual(new Set(["unchanged"]));
  }, 120_000);
});
