import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { datasetSchema } from "../../shared/catalogue/dataset.ts";
import { buildCatalogueIndex } from "../../shared/match/catalogue-index.ts";
import { matchQuestion } from "../../shared/match/match.ts";
import { matchReportSchema } from "../../shared/match/report.ts";
import { type Question, questionSchema } from "../../shared/question/question.ts";
import { builtInVocabulary } from "../../shared/vocabulary/built-in.ts";
import devQuestions from "../question/dev-questions.json" with { type: "json" };

/** The thirty crisis tables as catalogue entries, with their file profiles (without long value lists). */
const held = z
  .array(datasetSchema)
  .parse(
    JSON.parse(
      gunzipSync(readFileSync(new URL("./held-datasets.json.gz", import.meta.url))).toString("utf8"),
    ),
  );
const index = buildCatalogueIndex(held, builtInVocabulary());
const questions = new Map(devQuestions.map(({ id, question }) => [id, questionSchema.parse(question)]));
const match = (question: Question) => matchQuestion({ question, index, today: "2026-11-24" });

const question = (id: string): Question => {
  const found = questions.get(id);
  if (found === undefined) throw new Error(`no question ${id}`);
  return found;
};

describe("the right dataset comes first for each reference question", () => {
  const path = fileURLToPath(new URL("../../../shared/questions/dev.jsonl", import.meta.url));
  const expectations = existsSync(path)
    ? readFileSync(path, "utf8")
        .trim()
        .split("\n")
        .map((line) =>
          z
            .looseObject({ id: z.string(), answerable: z.boolean(), datasets: z.array(z.string()) })
            .parse(JSON.parse(line)),
        )
    : [];
  it.skipIf(expectations.length === 0)("all twenty of them (skipped without ../shared)", () => {
    let right = 0;
    for (const { id, answerable, datasets } of expectations) {
      const [first] = match(question(id)).entries;
      const fits = answerable
        ? first?.verdict !== "cannot" && datasets.includes(first?.dataset ?? "")
        : first?.verdict === "cannot";
      if (fits) right += 1;
      else console.log(`${id}: ${first?.verdict} ${first?.dataset} ${first?.reason}`);
    }
    console.log(
      `reference questions: right dataset first, or rightly refused: ${right} of ${expectations.length}`,
    );
    expect(right).toBe(expectations.length);
  });
});

describe("each refusal names the criterion that sank the nearest dataset", () => {
  const gapsOf = (id: string) => match(question(id)).gaps;

  it("says that no table counts booster doses or refugees", () => {
    for (const id of ["dev-16", "dev-19"]) {
      expect(gapsOf(id)).toMatchObject([
        { criterion: "concept", text: expect.stringContaining("No table here gives") },
      ]);
    }
  });

  it("says that the outage tables cover Florida, not Puerto Rico", () => {
    const [gap] = gapsOf("dev-17");
    expect(gap).toMatchObject({ criterion: "place", text: expect.stringMatching(/Puerto Rico.*Florida/) });
    const report = match(question("dev-17"));
    expect(report.entries[0]?.dataset).toBe("power-outages-irma-2017");
  });

  it("says that the stringency table ends in December 2020 and has no cities, and offers what it has", () => {
    const gaps = gapsOf("dev-18");
    expect(gaps.map((gap) => gap.criterion)).toEqual(["place", "time"]);
    expect(gaps[1]?.text).toContain("9 December 2020");
    expect(gaps[0]?.nearest?.loses).toContain("Shanghai");
    const patched = questionSchema.parse({ ...question("dev-18"), ...gaps[0]?.nearest?.patch });
    expect(match(patched).entries[0]?.verdict).not.toBe("cannot");
  });

  it("moves a month out of reach to the last whole month there is", () => {
    const changed = {
      measure: { concept: "positivity", subject: "covid-19", statistic: { kind: "mean" as const } },
      time: { from: "2021-04-01", to: "2021-04-30" },
    };
    const [gap] = match({ ...question("dev-05"), ...changed }).gaps;
    expect(gap?.nearest?.patch).toEqual({ time: { from: "2021-02-01", to: "2021-02-28" } });
  });

  it("names the table that keeps versions where the place is not among them, and offers the newest figures", () => {
    const asked: Question = {
      ...question("dev-05"),
      asPublished: "2021-08-31",
      place: { areas: [{ id: "AFG", name: "Afghanistan" }] },
    };
    const report = match(asked);
    expect(report.entries[0]).toMatchObject({ dataset: "covid19-jhu-vintages", sunkBy: "place" });
    const [gap] = report.gaps;
    expect(gap).toMatchObject({ criterion: "place", text: expect.stringContaining("Afghanistan") });
    expect(gap?.text).toContain("as they stood at the end of each month");
    expect(gap?.nearest?.loses).toContain("newest figures instead of those published by 31 August 2021");
    const patched = questionSchema.parse({ ...asked, ...gap?.nearest?.patch });
    expect(match(patched).entries[0]).toMatchObject({ dataset: "covid19-jhu-country-daily" });
    expect(match(patched).entries[0]?.verdict).not.toBe("cannot");
  });

  it("offers no rephrasing that cannot be answered", () => {
    const places = ["PRI", "AFG", "ITA", "CHN"].map((id) => ({ id, name: id }));
    let offered = 0;
    const times: Question["time"][] = [{ from: "1830-01-01", to: "1830-12-31" }, { to: "2030-01-01" }];
    for (const one of questions.values()) {
      for (const area of places) {
        for (const time of times) {
          const asked = { ...one, place: { areas: [area] }, time };
          const patch = match(asked).gaps[0]?.nearest?.patch;
          if (patch === undefined) continue;
          offered += 1;
          const [first] = match(questionSchema.parse({ ...asked, ...patch })).entries;
          expect(`${one.text} ${JSON.stringify(patch)}: ${first?.verdict}`).not.toMatch(/: cannot$/);
        }
      }
    }
    expect(offered).toBeGreaterThan(20);
  });

  it("says that cases are by country where counties are asked, although their population is there", () => {
    const report = match(question("dev-20"));
    expect(report.gaps[0]).toMatchObject({ criterion: "place", text: expect.stringContaining("by country") });
    const population = report.entries.find((entry) => entry.dataset === "location-reference-jhu");
    expect(population).toMatchObject({ verdict: "cannot", sunkBy: "concept" });
  });
});

describe("what makes one of several fitting tables the first", () => {
  const order = (changed: Partial<Question>, id = "dev-05") =>
    match({ ...question(id), ...changed })
      .entries.filter((entry) => entry.verdict !== "cannot")
      .map((entry) => entry.dataset);

  it("prefers the plain series to one that keeps versions, unless a version is asked for", () => {
    expect(order({})).toEqual(["covid19-jhu-country-daily", "covid19-jhu-vintages"]);
    expect(order({ asPublished: "2021-08-31" })).toEqual(["covid19-jhu-vintages"]);
  });

  it("takes the table that has the place, even where another is the designated source", () => {
    expect(order({}, "dev-09")).toEqual(["covid19-jhu-province-daily"]);
  });

  it("counts of a period serve a window's total, a running total serves a total to date", () => {
    const entry = match(question("dev-11")).entries[0];
    expect(entry).toMatchObject({ dataset: "ebola-2014-district-sitreps", measure: "new-confirmed" });
  });

  it("of a column per place takes the place asked", () => {
    const changed = {
      measure: { concept: "deaths", subject: "ebola", statistic: { kind: "total" as const } },
      place: { areas: [{ id: "LBR", name: "Liberia" }] },
      time: { to: "2014-10-31" },
    };
    const entry = match({ ...question("dev-09"), ...changed }).entries[0];
    expect(entry).toMatchObject({ dataset: "ebola-2014-country-cumulative", measure: "deaths-liberia" });
  });

  it("takes daily counts before smoothed ones", () => {
    const changed = {
      measure: { concept: "tests", subject: "covid-19", statistic: { kind: "peak" as const } },
      time: { from: "2020-03-01", to: "2020-06-30", grain: "day" as const },
      where: [],
    };
    expect(match({ ...question("dev-15"), ...changed }).entries[0]?.measure).toBe("new-tests");
  });

  it("does not offer deaths from all causes for deaths of one", () => {
    const entry = match(question("dev-05")).entries.find(
      ({ dataset }) => dataset === "covid19-excess-mortality",
    );
    expect(entry).toMatchObject({ verdict: "cannot", sunkBy: "concept" });
  });

  it("adds up countries for the world, saying of how many", () => {
    const entry = match({ ...question("dev-05"), place: { areas: [{ id: "world", name: "the world" }] } })
      .entries[0];
    expect(entry).toMatchObject({ dataset: "covid19-jhu-country-daily", verdict: "answers-with-caveats" });
    expect(entry?.reason).toMatch(/added up from 19\d countries/);
  });

  it("finds two measures for a relationship in two tables, or in one", () => {
    const second = { concept: "cases", subject: "covid-19", statistic: { kind: "total" as const } };
    const base = { kind: "relationship" as const, second };
    expect(match({ ...question("dev-08"), ...base }).entries[0]).toMatchObject({
      verdict: "answers-together",
      join: { dataset: "covid19-jhu-country-daily", role: "second-measure", on: ["place", "time"] },
    });
    const own = { ...base, measure: { ...second, concept: "deaths" } };
    expect(match({ ...question("dev-05"), ...own }).entries[0]?.join).toBeUndefined();
  });

  it("counts places that no list knows as lost to the join: three ships and games among 195 names", () => {
    const changed: Partial<Question> = {
      place: { areas: [], by: "country" },
      measure: {
        concept: "deaths",
        subject: "covid-19",
        statistic: { kind: "rate", of: "total" },
      },
      per: { concept: "population", scale: 100_000 },
    };
    const [entry] = match({ ...question("dev-05"), ...changed }).entries;
    expect(entry?.join).toMatchObject({ on: ["place"], matched: 192 / 195 });
    expect(entry?.join?.text).toMatch(/192 of 195 places \(98 %\) are in both; lost are .*Diamond Princess/);
  });

  it("joins cases with population by place and says what share matches", () => {
    expect(match(question("dev-14")).entries[0]).toMatchObject({
      verdict: "answers-together",
      dataset: "covid19-jhu-country-daily",
      join: { dataset: "location-reference-jhu", role: "denominator", on: ["place"], matched: 1 },
    });
  });
});

describe("criteria", () => {
  const first = (changed: Partial<Question>, id: string) => match({ ...question(id), ...changed }).entries[0];
  const verdictOf = (entry: ReturnType<typeof first>, code: string) =>
    entry?.criteria.find((criterion) => criterion.code === code);

  it("refuses to add up beds over days and says why", () => {
    const { measure } = question("dev-03");
    if (measure === undefined) throw new Error("no measure");
    const entry = first({ measure: { ...measure, statistic: { kind: "total" } } }, "dev-03");
    expect(entry).toMatchObject({ verdict: "cannot", sunkBy: "behaviour" });
    expect(verdictOf(entry, "behaviour")?.text).toContain("adding up days");
  });

  it("measures the covered share of the window", () => {
    const entry = first({ time: { from: "2021-10-01", to: "2021-10-20" } }, "dev-05");
    expect(verdictOf(entry, "time")).toMatchObject({ verdict: "partly", figure: 0.5 });
    expect(entry?.verdict).toBe("answers-with-caveats");
  });

  it("a window wholly outside is not met, whatever else fits", () => {
    const entry = first({ time: { from: "2023-01-01", to: "2023-01-31" } }, "dev-05");
    expect(entry).toMatchObject({ verdict: "cannot", sunkBy: "time" });
  });

  it("a coverage that is needed and not reached rules out", () => {
    const entry = first(
      { time: { from: "2021-10-01", to: "2021-10-20" }, needs: { leastCoverage: 0.9 } },
      "dev-05",
    );
    expect(entry).toMatchObject({ verdict: "cannot", sunkBy: "time" });
  });

  it("figures of yearly tables do not answer for a day", () => {
    const entry = first({ time: { from: "2016-03-01", to: "2016-03-01" } }, "dev-10");
    expect(verdictOf(entry, "time")).toMatchObject({
      verdict: "not-met",
      text: expect.stringContaining("yearly"),
    });
  });

  it("tells a condition that a measure implies from one that it contradicts", () => {
    const where: Question["where"] = [{ dimension: "case-status", op: "in", values: ["suspected"] }];
    expect(verdictOf(first({}, "dev-12"), "dimensions")?.verdict).toBe("met");
    expect(verdictOf(first({ where }, "dev-12"), "dimensions")?.verdict).toBe("not-met");
  });

  it("every report fits its schema, orders answers before refusals and keeps every criterion's field", () => {
    for (const one of questions.values()) {
      const report = matchReportSchema.parse(match(one));
      const cannot = report.entries.map((entry) => entry.verdict === "cannot");
      expect(cannot).toEqual([...cannot].sort());
      for (const entry of report.entries) {
        for (const criterion of entry.criteria) {
          expect(criterion.field).not.toBe("");
          expect(criterion.text).toMatch(/\.$/);
        }
      }
    }
  });
});
