import { describe, expect, test } from "vitest";
import { parseQuestion } from "../../shared/question/parse/parse.ts";
import { thirtyTablesIndex } from "./thirty-tables.ts";

const { lexicon, index } = thirtyTablesIndex();
const read = (text: string) => parseQuestion(text, { lexicon, index, asked: "2026-11-24" });

describe("what happened is no measure: the effect on a measure is asked for", () => {
  test.each([
    [
      "What was the impact of the lockdown on 9 March 2020 on new COVID-19 cases in Italy?",
      "cases",
      "lockdown",
      "2020-03-09",
    ],
    [
      "What was the effect of the lockdown of 9 March 2020 on COVID-19 deaths in Italy?",
      "deaths",
      "lockdown",
      "2020-03-09",
    ],
    [
      "What was the impact on new COVID-19 cases of the lockdown on 9 March 2020 in Italy?",
      "cases",
      "lockdown",
      "2020-03-09",
    ],
    [
      "What effect did the lockdown from 9 March 2020 have on COVID-19 deaths in Italy?",
      "deaths",
      "lockdown",
      "2020-03-09",
    ],
    [
      "What impact did school closures on 5 March 2020 have on new cases in Italy?",
      "cases",
      "school closures",
      "2020-03-05",
    ],
    [
      "How did the lockdown on 9 March 2020 affect new COVID-19 cases in Italy?",
      "cases",
      "lockdown",
      "2020-03-09",
    ],
    [
      "How has the curfew of 17 October 2020 changed hospital admissions in France?",
      "hospital-admissions",
      "curfew",
      "2020-10-17",
    ],
    [
      "How did the mask mandate of 1 October 2020 change hospital admissions in France?",
      "hospital-admissions",
      "mask mandate",
      "2020-10-01",
    ],
    [
      "Did the lockdown of 9 March 2020 reduce new COVID-19 cases in Italy?",
      "cases",
      "lockdown",
      "2020-03-09",
    ],
    [
      "Did the stay-at-home order of 14 March 2020 affect ICU patients in Spain?",
      "icu-patients",
      "stay-at-home order",
      "2020-03-14",
    ],
    [
      "Did the lockdown on 23 March 2020 lower COVID-19 deaths in the United Kingdom?",
      "deaths",
      "lockdown",
      "2020-03-23",
    ],
    [
      "New COVID-19 cases in Italy before and after the lockdown on 9 March 2020",
      "cases",
      "lockdown",
      "2020-03-09",
    ],
    [
      "ICU patients in Spain before and after the curfew of 25 October 2020",
      "icu-patients",
      "curfew",
      "2020-10-25",
    ],
    [
      "Did the number of cases change after the lockdown on 9 March 2020 in Italy?",
      "cases",
      "lockdown",
      "2020-03-09",
    ],
    [
      "What was the influence of restrictions from 2 November 2020 on ICU patients in Germany?",
      "icu-patients",
      "restrictions",
      "2020-11-02",
    ],
  ])("%s", (text, concept, what, on) => {
    const { question, unsure } = read(text);
    expect(question).toMatchObject({ kind: "impact", measure: { concept }, intervention: { what, on } });
    expect(question.second).toBeUndefined();
    expect(unsure.filter((word) => word.includes(on.slice(0, 4)))).toEqual([]);
  });

  test.each([
    ["What was the effect of school closures on new COVID-19 cases in Italy?", "cases"],
    ["How did the lockdown affect COVID-19 deaths in Spain?", "deaths"],
    ["Did the curfew reduce hospital admissions in France?", "hospital-admissions"],
  ])("without its day it is asked for: %s", (text, concept) => {
    const { question, gaps } = read(text);
    expect(question).toMatchObject({ kind: "impact", measure: { concept } });
    expect(question.intervention).toBeUndefined();
    expect(gaps.some((gap) => gap.text.startsWith("The day of “"))).toBe(true);
  });

  test.each([
    "How many people did the earthquake affect in Haiti in 2010?",
    "Did Italy report more than 1,000 deaths in April 2020?",
    "How strict was the lockdown in Italy on 9 March 2020?",
  ])("no effect is asked for: %s", (text) => {
    expect(read(text).question.kind).not.toBe("impact");
  });
});

describe("two measures that go together", () => {
  test.each([
    ["What is the relationship between unemployment and poverty in Germany?", "unemployment", "poverty"],
    ["Is unemployment related to poverty in Germany?", "unemployment", "poverty"],
    ["Is unemployment correlated with poverty in Germany?", "unemployment", "poverty"],
    ["Is poverty associated with unemployment in Germany?", "poverty", "unemployment"],
    ["Does unemployment go with poverty in Germany?", "unemployment", "poverty"],
    ["Do unemployment and poverty move together in Germany?", "unemployment", "poverty"],
    ["Have unemployment and poverty moved together in Germany since 2010?", "unemployment", "poverty"],
    ["Do ICU patients go with hospital admissions in Italy in 2021?", "icu-patients", "hospital-admissions"],
  ])("%s", (text, concept, second) => {
    const { question } = read(text);
    expect(question).toMatchObject({
      kind: "relationship",
      measure: { concept },
      second: { concept: second },
    });
  });

  test("enough of one for the other is coverage", () => {
    expect(read("Are hospital beds enough for COVID-19 patients in Italy?").question).toMatchObject({
      kind: "coverage",
      measure: { concept: "hospital-beds" },
      second: { concept: "hospital-patients" },
    });
  });
});
