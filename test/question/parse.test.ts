import { describe, expect, test } from "vitest";
import { questionMeaning } from "../../shared/question/canonical.ts";
import { parseQuestion } from "../../shared/question/parse/parse.ts";
import { furtherTexts, type MeantQuestion, referenceTexts } from "./texts.ts";
import { thirtyTablesIndex } from "./thirty-tables.ts";

const { lexicon, index } = thirtyTablesIndex();
const read = (text: string, asked = "2026-11-24") => parseQuestion(text, { lexicon, index, asked });

const table = (entries: readonly MeantQuestion[]): { right: number; lines: string[] } => {
  const lines = entries.map(({ id, text, meant }) => {
    const reading = read(text, meant.asked);
    const same = JSON.stringify(questionMeaning(reading.question)) !== "" && equal(reading.question, meant);
    return `${same ? "right" : "WRONG"}  ${id}  unsure: ${reading.unsure.join(" | ") || "nothing"}  ${text}`;
  });
  return { right: lines.filter((line) => line.startsWith("right")).length, lines };
};

const equal = (a: MeantQuestion["meant"], b: MeantQuestion["meant"]): boolean => {
  try {
    expect(questionMeaning(a)).toEqual(questionMeaning(b));
    return true;
  } catch {
    return false;
  }
};

describe("plain words are read as what they mean", () => {
  test("the score over the reference questions", () => {
    const { right, lines } = table(referenceTexts);
    console.info(`${lines.join("\n")}\n${right} of ${referenceTexts.length} reference questions read right`);
    expect(right).toBe(referenceTexts.length);
  });

  test.each(furtherTexts)("$id $text", ({ text, meant }) => {
    expect(questionMeaning(read(text, meant.asked).question)).toEqual(questionMeaning(meant));
  });
});

describe("what a word stands beside decides what it means", () => {
  const ages = (text: string) =>
    read(text)
      .question.where.filter(({ dimension }) => dimension === "age-group")
      .map(({ op, values }) => `${op} ${values}`);

  test.each([
    ["How many people aged 80+ died of COVID-19 in Spain in 2020?", [">= 80"]],
    ["How many deaths of children under five were there in Mali?", [">= 0", "<= 4"]],
    ["How many mpox cases were there in people over 60?", ["> 60"]],
    ["How many cases were there in children under 5 in Kailahun?", ["< 5"]],
    ["On how many days did Peru have a stringency index over 70?", []],
  ])("%s", (text, expected) => {
    expect(ages(text)).toEqual(expected);
  });

  test("an index over a number is a limit", () => {
    expect(
      read("On how many days did Peru have a stringency index over 70?").question.measure?.statistic,
    ).toEqual({
      kind: "periods-meeting",
      condition: { op: ">", value: 70 },
    });
  });

  test("what is counted has to be known: the dying of bee colonies is not that of people", () => {
    const { gaps } = read("How many bee colonies died over the winter?");
    expect(gaps).toContainEqual({
      part: "measure",
      text: "“bee colonies” is not known here as something that is counted.",
    });
    expect(
      read("How many severe cases were there in Italy?").gaps.filter(({ part }) => part === "measure"),
    ).toEqual([]);
  });

  test("in one place or in another: held against each other, not added up", () => {
    const { question } = read("Did more people die of COVID-19 in Italy or in France in 2020?");
    expect([question.kind, question.place?.areas.map(({ id }) => id)]).toEqual(["comparison", ["ITA"]]);
    expect(question.against).toEqual({ kind: "place", areas: [{ id: "FRA", name: "France" }] });
  });

  test("cases a country has on a day stand there; those it reports on a day happened then; either is a guess", () => {
    expect(read("Which country had the most confirmed cases on 1 July 2021?").question.time).toEqual({
      to: "2021-07-01",
    });
    const reported = read("How many confirmed cases did Italy report on 1 July 2021?");
    expect(reported.question.time).toEqual({ from: "2021-07-01", to: "2021-07-01" });
    expect(reported.unsure).toContain("on 1 July 2021");
  });
});

describe("French, as proof that a language is data", () => {
  test.each([
    ["Combien de décès dus au COVID-19 en Italie en mai 2021 ?", "deaths", "total", "ITA"],
    ["Combien de cas de mpox en Espagne en juillet 2022 ?", "cases", "total", "ESP"],
    [
      "Quel est le nombre maximal de patients en soins intensifs en Italie entre novembre 2020 et mai 2021 ?",
      "icu-patients",
      "peak",
      "ITA",
    ],
  ])("%s", (text, concept, statistic, area) => {
    const { question, unsure } = read(text);
    expect(question.measure).toMatchObject({ concept, statistic: { kind: statistic } });
    expect(question.place?.areas.map(({ id }) => id)).toEqual([area]);
    expect(unsure).toEqual([]);
  });
});

describe("what is not surely understood is said", () => {
  test("a word that nothing knows is marked, listed and reported", () => {
    const reading = read("How many zorblaxed people died of COVID-19 in Italy in May 2021?");
    expect(reading.unsure).toContain("zorblaxed");
    expect(reading.gaps.some(({ text }) => text.includes("zorblaxed"))).toBe(true);
  });

  test("a slip of the pen is mended, and said to be", () => {
    const reading = read("how many deths of cholera in Great Britain in 1832");
    expect(reading.question.measure).toMatchObject({ concept: "deaths", subject: "cholera" });
    expect(reading.unsure).toContain("deths");
  });

  test("a name with two places offers both", () => {
    const mark = read("How many COVID-19 deaths were there in Georgia in 2020?").marks.find(
      ({ text }) => text === "Georgia",
    );
    expect(mark?.state).toBe("unsure");
    expect(mark?.choices.length).toBeGreaterThan(0);
  });

  test("a concept that no table here is about is a gap", () => {
    const reading = read("How many refugees from Ukraine were registered in Poland at the end of 2022?");
    expect(reading.gaps.filter(({ part }) => part === "measure")).toHaveLength(1);
  });

  test("no time and no place are read as all there is, and said", () => {
    const { question, gaps } = read("How many people died of Ebola?");
    expect(question.place).toEqual({ areas: [] });
    expect(question.time).toEqual({ any: true });
    expect(gaps).toHaveLength(2);
  });

  test("advice is not read into the question", () => {
    const reading = read(
      "How many people died of COVID-19 in Italy in May 2021, and what should we do about it?",
    );
    expect(reading.question.measure?.statistic).toEqual({ kind: "total" });
    expect(reading.unsure.some((words) => words.includes("should we do about it"))).toBe(true);
  });
});

describe("what is held against a base, another place or a need", () => {
  test.each([
    [
      "How many counties in Florida had at least 50% of customers without power on 11 September 2017?",
      {
        measure: { statistic: { kind: "places-meeting" } },
        per: { concept: "customers-served", scale: 100 },
      },
    ],
    [
      "How many countries had recorded more than 10,000 COVID-19 cases per 100,000 people by 30 September 2021?",
      { measure: { statistic: { kind: "places-meeting" } }, per: { concept: "population", scale: 100_000 } },
    ],
    [
      "Did COVID-19 deaths in Belgium in November 2020 exceed those in the Netherlands?",
      { kind: "comparison", against: { kind: "place", areas: [{ id: "NLD" }] } },
    ],
    [
      "Did the number of people in shelters in Florida exceed the capacity in September 2017?",
      {
        kind: "coverage",
        measure: { concept: "shelter-capacity" },
        second: { concept: "people-in-shelters" },
      },
    ],
    [
      "Did presence at workplaces in the United Kingdom fall after the lockdown of 23 March 2020?",
      { kind: "impact", intervention: { what: "lockdown", on: "2020-03-23" } },
    ],
    [
      "How many new COVID-19 cases are to be expected in Germany in the next two weeks?",
      { kind: "forecast", horizon: 14 },
    ],
    [
      "What was the median Global Hunger Index across all countries in 2012?",
      { place: { areas: [], by: "country" }, measure: { statistic: { kind: "median", across: "places" } } },
    ],
    [
      "How many customers were affected by the largest single outage in California on 10 June 2019?",
      { measure: { concept: "customers-without-power", statistic: { kind: "peak", across: "records" } } },
    ],
    [
      "What was the most common cause of power outages in California in June 2019?",
      { kind: "ranking", by: ["cause"], rank: { top: 1, from: "highest" } },
    ],
    [
      "What was the case fatality ratio of COVID-19 in Mexico at the end of 2020?",
      {
        measure: { concept: "deaths", statistic: { kind: "rate", of: "total" } },
        per: { concept: "cases", scale: 100 },
      },
    ],
  ])("%s", (text, meant) => {
    expect(read(text).question).toMatchObject(meant);
  });
});

test.each([
  "What share of customers in Charlotte County, Florida was without power on 29 September 2022 at worst?",
  "What share of customers was without power in Charlotte County, Florida, United States on 29 September 2022?",
])("a larger place right behind a smaller one says where it is, also in a share: %s", (text) => {
  const { areas } = read(text).question.place ?? { areas: [] };
  expect(areas.map(({ name }) => name)).toEqual([expect.stringContaining("Charlotte")]);
});

test("the part and the whole of a share stay two places", () => {
  const { place, where } = read(
    "What share of COVID-19 cases in China by 30 April 2020 were in Hubei?",
  ).question;
  expect(JSON.stringify({ place, where })).toMatch(/hubei/);
  expect(JSON.stringify({ place, where })).toMatch(/CHN"/);
});

describe("what cannot be said with the question's parts is refused, not bent", () => {
  test.each([
    [
      "a limit in per cent on a count that has no base",
      "How many earthquakes were above 50 percent in Japan in 2011?",
    ],
    [
      "a difference between two sources",
      "What is the difference between the patient database and the situation reports for Ebola cases in Liberia in September 2014?",
    ],
    ["when a limit was first passed", "On which date did Italy first exceed 1,000 COVID-19 deaths?"],
    ["how long something took", "How many days after 1 March 2020 did Italy exceed 1,000 COVID-19 deaths?"],
    ["a measure nothing is known of", "How many zebras were there in Italy in 2020?"],
    ["a place nobody knows", "How many people died of COVID-19 in Atlantis in 2020?"],
    [
      "an operator no table tells apart",
      "How many shelters run by the Red Cross were open in Florida on 10 September 2017?",
    ],
    ["things counted that no table has", "How many schools were damaged by the earthquake in Haiti in 2010?"],
  ])("%s", (_name, text) => {
    const { gaps } = read(text);
    expect(gaps.filter(({ part }) => part !== "other").length).toBeGreaterThan(0);
  });
});
