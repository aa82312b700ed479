import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Askline } from "../../electron/askline.ts";
import type { SourceLine } from "../../shared/api/sources.ts";
import type { Result } from "../../shared/result.ts";
import { Database, dataFolder, haveData } from "../plan/real-tables.ts";
import { inFolder, open } from "./open.ts";

let askline: Askline;
let folder: string;
let done: () => void;
let ended: Promise<void>;

beforeAll(async () => {
  await new Promise<void>((ready) => {
    ended = inFolder(async (made) => {
      folder = join(made, "workspace");
      askline = await open(folder, "create-bundled");
      ready();
      await new Promise<void>((resolve) => {
        done = resolve;
      });
      await askline.close();
    });
  });
}, 120_000);
afterAll(async () => {
  done();
  await ended;
});

const got = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.problem.message} ${result.problem.detail ?? ""}`);
  return result.value;
};
const JHU = "covid19-jhu-country-daily";
const PROVINCES = "covid19-jhu-province-daily";
const deaths = { concept: "deaths", subject: "covid-19" };
const between = (lines: readonly SourceLine[], second: string): SourceLine | undefined =>
  lines.find((line) => line.area === null && line.second.id === second);
const measured = (line: SourceLine | undefined) => {
  if (line?.outcome.kind !== "measured") throw new Error(`Not measured: ${JSON.stringify(line?.outcome)}`);
  return line.outcome.found;
};

describe("competing sources of the bundled data", () => {
  it("are measured once, and known from then on without the engine", async () => {
    const ask = { thing: deaths, compute: "always" } as const;
    const before = got(await askline.catalogue.disagreements({ ...ask, compute: "never" }));
    expect(between(before, PROVINCES)?.outcome).toEqual({ kind: "open" });
    const first = got(await askline.catalogue.disagreements(ask));
    const known = got(await askline.catalogue.disagreements({ ...ask, compute: "never" }));
    expect(known).toEqual(first);
    expect(first.every(({ outcome }) => outcome.kind !== "open")).toBe(true);
    // A damaged cache is no figure: it is measured again.
    expect(await readdir(join(folder, "cache"))).toContain("disagreements.json");
  });

  it.skipIf(!haveData)("are told as plain SQL over the published files tells them", async () => {
    const { database, csv } = await plainSql();
    const lines = got(await askline.catalogue.disagreements({ thing: deaths, compute: "always" }));
    const found = measured(between(lines, PROVINCES));
    // Countries are named alike in both tables of this publisher; the place's code makes no difference here.
    const shared = `SELECT c.v AS x, p.v AS y FROM
      (SELECT CAST("Date" AS DATE) AS t, "Country" AS c, CAST("Deaths" AS DOUBLE) AS v FROM ${csv(JHU)}) AS c
      JOIN (SELECT CAST("Date" AS DATE) AS t, "Country/Region" AS c, sum(CAST("Deaths" AS DOUBLE)) AS v FROM ${csv(PROVINCES)} GROUP BY 1, 2) AS p
      ON c.t = p.t AND c.c = p.c WHERE c.v IS NOT NULL AND p.v IS NOT NULL AND c.c NOT IN (${NO_COUNTRY})`;
    const { rows } = await database.run({
      sql: `SELECT count(*), count(*) FILTER (WHERE x = 0 AND y = 0), count(*) FILTER (WHERE x > y), count(*) FILTER (WHERE x < y), quantile_cont(abs(x - y) / greatest(x, y), 0.9) FILTER (WHERE greatest(x, y) > 0), max(abs(x - y)) FROM (${shared})`,
      params: [],
    });
    const [cells, nothing, higher, lower, ninetieth, largest] = (rows[0] ?? []).map(Number);
    expect(found).toMatchObject({ cells, nothing, higher, lower });
    expect(found.ninetieth).toBeCloseTo(ninetieth ?? Number.NaN, 9);
    const [one = 0, other = 0] = found.largest?.values ?? [];
    expect(Math.abs(one - other)).toBe(largest);
  });

  it.skipIf(!haveData)("of events and counts: a case list against confirmed cases by day", async () => {
    const { database, csv } = await plainSql();
    const lines = got(
      await askline.catalogue.disagreements({
        thing: { concept: "cases", subject: "mpox" },
        compute: "always",
      }),
    );
    const found = measured(between(lines, "mpox-2022-linelist"));
    const { rows } = await database.run({
      sql: `WITH list AS (SELECT CAST("Date_confirmation" AS DATE) AS t, "Country_ISO3" AS iso, count(*) AS n FROM ${csv("mpox-2022-linelist")} WHERE "Status" = 'confirmed' AND nullif("Date_confirmation", '') IS NOT NULL GROUP BY 1, 2),
        span AS (SELECT min(t) AS lo, max(t) AS hi FROM list)
        SELECT sum(n) FILTER (WHERE iso = 'GBR' AND t = DATE '2022-07-18'), any_value(lo), any_value(hi) FROM list, span`,
      params: [],
    });
    expect(found.largest).toMatchObject({ area: "GBR", at: "2022-07-18T00:00" });
    expect(found.largest?.values[1]).toBe(Number(rows[0]?.[0] ?? 0));
    expect(found.to.slice(0, 10)).toBe(String(rows[0]?.[2]).slice(0, 10));
  });

  it("are stopped when asked to, without a figure", async () => {
    const stop = new AbortController();
    stop.abort();
    const stopped = await askline.catalogue.disagreements(
      { thing: { concept: "recoveries", subject: "covid-19" }, compute: "always" },
      { signal: stop.signal },
    );
    expect(stopped).toMatchObject({ ok: false, problem: { code: "cancelled" } });
  });

  it("tell nothing of a count of people that is not open", async () => {
    const entry = got(await askline.catalogue.entry(PROVINCES));
    got(
      await askline.catalogue.save({
        id: PROVINCES,
        base: entry.entrySha256,
        corrections: { access: "restricted" },
      }),
    );
    for (const compute of ["always", "quick", "never"] as const) {
      const lines = got(await askline.catalogue.disagreements({ thing: deaths, compute }));
      const about = lines.filter(({ first, second }) => [first.id, second.id].includes(PROVINCES));
      expect(about.length).toBeGreaterThan(0);
      for (const { outcome } of about)
        expect(outcome).toEqual({ kind: "refused", text: expect.stringContaining("not open") });
    }
    got(await askline.catalogue.restore(PROVINCES, entry.entrySha256));
  });
});

/** Aboard ships and at games: rows that are no country. */
const NO_COUNTRY =
  "'Diamond Princess', 'MS Zaandam', 'Summer Olympics 2020', 'Winter Olympics 2022', 'Antarctica'";

async function plainSql() {
  const database = await Database.open(1);
  const csv = (id: string): string =>
    `read_csv('${join(dataFolder, id, "data.csv")}*', all_varchar=true, header=true, quote='"', escape='"', nullstr='')`;
  return { database, csv };
}

describe("the designated source of a thing", () => {
  const concept = async () => got(askline.catalogue.concept(deaths));

  it("is one for a place and another elsewhere, as the catalogue, the matcher and the ledger have it", async () => {
    const lombardy = "ITA/lombardia";
    const before = await concept();
    expect(before).toMatchObject({ designated: { id: JHU }, disputed: [] });
    got(await askline.catalogue.designate({ ...deaths, place: lombardy, dataset: "covid19-jhu-vintages" }));
    const after = await concept();
    expect(after.designated?.id).toBe(JHU);
    expect(after.byPlace).toContainEqual({
      area: lombardy,
      place: "Lombardia",
      designated: expect.objectContaining({ id: "covid19-jhu-vintages" }),
      disputed: [],
    });
    const { versions, dataset } = got(await askline.catalogue.entry("covid19-jhu-vintages"));
    expect(dataset.authoritativeFor).toEqual([{ ...deaths, area: lombardy }]);
    expect(versions[0]).toMatchObject({ what: "revised", current: true, by: "test" });
    // Only there: elsewhere, and for the whole country, it stays the other one.
    const standing = async (area: string, name: string) => {
      const { question } = askline.parse("How many people died of COVID-19 by 1 July 2021?");
      const { match } = await askline.look({ ...question, place: { areas: [{ id: area, name }] } });
      const entry = match.entries.find(({ dataset: id }) => id === JHU);
      return entry?.criteria.find(({ code }) => code === "authority")?.verdict;
    };
    expect(await standing("ITA", "Italy")).toBe("met");
    expect(await standing(lombardy, "Lombardy")).toBe("partly");
    got(await askline.catalogue.designate({ ...deaths, place: lombardy, dataset: null }));
    expect((await concept()).byPlace).toEqual(before.byPlace);
    expect(await standing(lombardy, "Lombardy")).toBe("met");
  });

  it("changes hands: who had it has it no longer", async () => {
    const changed = got(await askline.catalogue.designate({ ...deaths, place: null, dataset: PROVINCES }));
    expect(changed).toEqual({ changed: 2 });
    expect(await concept()).toMatchObject({ designated: { id: PROVINCES }, disputed: [] });
    got(await askline.catalogue.designate({ ...deaths, place: null, dataset: JHU }));
    expect(await concept()).toMatchObject({ designated: { id: JHU }, disputed: [] });
  });

  it("can only be one that measures it", async () => {
    const refused = await askline.catalogue.designate({
      ...deaths,
      place: null,
      dataset: "location-reference-jhu",
    });
    expect(refused).toMatchObject({ ok: false, problem: { code: "bad-input" } });
    const nowhere = await askline.catalogue.designate({ ...deaths, place: "Atlantis", dataset: JHU });
    expect(nowhere).toMatchObject({ ok: false, problem: { message: "No place is called “Atlantis” here." } });
    expect(askline.catalogue.concept({ concept: "no-such-thing", subject: null })).toMatchObject({
      ok: false,
      problem: { code: "not-found" },
    });
  });
});

describe("an answer from another than the designated source", () => {
  const VINTAGES = "covid19-jhu-vintages";
  const caveat = async () => {
    const { question } = askline.parse(
      "How many people had recovered from COVID-19 in Italy by 1 July 2021?",
    );
    const outcome = got(
      await askline.ask({
        question: { ...question, dataset: VINTAGES, decision: { kind: "waived" } },
        unsure: [],
      }),
    );
    if (outcome.kind !== "answered") throw new Error(JSON.stringify(outcome.refusal.reasons));
    return outcome.answer.caveats.find(({ code }) => code === "not-authoritative");
  };

  it("says how far the designated one differs, once that was measured", async () => {
    expect(await caveat()).toMatchObject({
      text: expect.stringContaining("designated source is another"),
      evidence: {},
    });
    const standing = got(
      await askline.catalogue.standing({ dataset: VINTAGES, measure: "recovered", area: "ITA" }),
    );
    expect(standing).toMatchObject({ concept: "recoveries", others: 2, designated: { id: JHU } });
    expect(standing.text).toBe(
      "The designated source, “COVID-19 cases, recovered and deaths by country and day (JHU CSSE)”, mostly gives the same on the 120 days that both cover.",
    );
    expect(await caveat()).toEqual({
      code: "not-authoritative",
      severity: "minor",
      text: standing.text,
      evidence: { count: 120, dates: ["2021-06-13", "2021-10-10"] },
    });
  });

  it("stands among them as the designated one too", async () => {
    const own = got(await askline.catalogue.standing({ dataset: JHU, measure: "deaths", area: "CAN" }));
    // In Canada it is not the designated one.
    expect(own).toMatchObject({
      designated: { id: PROVINCES },
      text: expect.stringContaining("mostly gives the same on the 420 days"),
    });
    expect(await askline.catalogue.standing({ dataset: "gone", measure: "deaths" })).toMatchObject({
      ok: false,
      problem: { code: "not-found" },
    });
  });
});

describe("what was measured", () => {
  it("is measured again where the file that keeps it is damaged", async () => {
    const path = join(folder, "cache", "disagreements.json");
    const kept = await readFile(path, "utf8");
    await askline.close();
    await writeFile(path, kept.slice(0, kept.length / 2));
    askline = await open(folder, "fail");
    const lines = got(await askline.catalogue.disagreements({ thing: deaths, compute: "always" }));
    expect(measured(between(lines, PROVINCES)).cells).toBeGreaterThan(1000);
  });
});
