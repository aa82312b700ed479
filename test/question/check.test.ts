import { describe, expect, test } from "vitest";
import { patched } from "../../shared/question/build/apply.ts";
import { checkQuestion, isWellFormed } from "../../shared/question/check.ts";
import type { Finding } from "../../shared/question/finding.ts";
import { type Question, questionSchema } from "../../shared/question/question.ts";
import { builtInVocabulary } from "../../shared/vocabulary/built-in.ts";

const vocabulary = builtInVocabulary();
const today = "2026-11-24";
const check = (question: Question): Finding[] => checkQuestion(question, { vocabulary, today });

const good: Question = questionSchema.parse({
  version: 1,
  text: "How many COVID-19 patients were in intensive care in Italy at most?",
  asked: today,
  kind: "situation",
  measure: { concept: "icu-patients", subject: "covid-19", statistic: { kind: "peak" } },
  place: { areas: [{ id: "ITA", name: "Italy" }] },
  time: { from: "2020-11-01", to: "2021-05-31" },
  decision: { kind: "waived" },
});

const without = (part: keyof Question): Question => patched(good, { [part]: undefined });
const statistic = (concept: string, kind: "total" | "mean" | "latest"): Question => ({
  ...good,
  measure: { concept, statistic: { kind } },
});

describe("a well-formed question", () => {
  test("has nothing that stops it", () => {
    expect(check(good)).toEqual([]);
    expect(isWellFormed(check(good))).toBe(true);
  });

  test.each<[Finding["code"], Question]>([
    ["no-measure", without("measure")],
    ["no-place", without("place")],
    ["no-time", without("time")],
    ["no-decision", without("decision")],
    ["no-time", { ...good, time: {} }],
    ["dates-reversed", { ...good, time: { from: "2021-05-31", to: "2020-11-01" } }],
    ["date-in-future", { ...good, time: { from: "2027-01-01", to: "2027-02-01" } }],
    ["no-grain", { ...good, kind: "trend" }],
    ["stock-added-over-time", statistic("icu-patients", "total")],
    ["ratio-summed", statistic("undernourishment", "total")],
    ["ratio-summed", statistic("stringency", "total")],
    [
      "rate-without-denominator",
      { ...good, measure: { concept: "cases", statistic: { kind: "rate", of: "total" } } },
    ],
    ["no-comparison", { ...good, kind: "comparison" }],
    ["no-second-measure", { ...good, kind: "relationship" }],
    ["no-second-measure", { ...good, kind: "coverage" }],
    ["no-rank-level", { ...good, kind: "ranking" }],
    ["no-intervention", { ...good, kind: "impact", time: { any: true, grain: "week" } }],
    [
      "index-over-places",
      {
        ...good,
        measure: { concept: "stringency", statistic: { kind: "mean" } },
        place: {
          areas: [
            { id: "ITA", name: "Italy" },
            { id: "ESP", name: "Spain" },
          ],
        },
      },
    ],
  ])("%s stops it, in one plain sentence", (code, question) => {
    const found = check(question).find((finding) => finding.code === code);
    expect(found?.severity).toBe("stops");
    expect(found?.text).toMatch(/^[A-Z].*\.$/);
    expect(isWellFormed(check(question))).toBe(false);
  });

  test("what stops comes before advice", () => {
    const severities = check({ ...without("measure"), text: "Prove that the lockdown worked" }).map(
      ({ severity }) => severity,
    );
    expect(severities).toContain("warns");
    expect(severities).toEqual([...severities].sort((a, b) => (a === b ? 0 : a === "stops" ? -1 : 1)));
  });
});

describe("a fix", () => {
  test.each<[string, Question]>([
    ["no place", without("place")],
    ["no time", without("time")],
    ["no decision", without("decision")],
    ["reversed dates", { ...good, time: { from: "2021-05-31", to: "2020-11-01" } }],
    ["a stock added up", statistic("icu-patients", "total")],
    ["a rate of a share", statistic("undernourishment", "total")],
    ["a trend without steps", { ...good, kind: "trend" }],
    ["a ranking without a level", { ...good, kind: "ranking" }],
    [
      "a rate by nothing",
      { ...good, measure: { concept: "cases", statistic: { kind: "rate", of: "total" } } },
    ],
  ])("for %s mends it", (_name, question) => {
    const [worst] = check(question);
    const fix = worst?.fixes[0];
    expect(fix).toBeDefined();
    if (!worst || !fix) return;
    const after = check(patched(question, fix.patch));
    expect(after.map(({ code }) => code)).not.toContain(worst.code);
  });
});

const COVID = { concept: "deaths", subject: "covid-19", statistic: { kind: "total" as const } };

/** What the check finds in a question as it is typed, with its button. */
describe("real-sounding texts, each with the nearest legal choice", () => {
  const asked = (text: string, part: Partial<Question> = {}): Question => ({ ...good, ...part, text });
  test.each<[Finding["code"], Question]>([
    [
      "two-questions",
      asked("How many people died and how many were in intensive care in Italy in January 2021?"),
    ],
    ["leading", asked("Why did the government fail to protect the ICUs of Lombardy?")],
    ["leading", asked("How badly was the reopening botched in Florida?")],
    ["solution-first", asked("Show that the curfew of 15 January emptied the intensive care units")],
    ["causal-without-intervention", asked("How many patients were in ICU because of the holiday season?")],
    ["vague", asked("How bad is it in Italy?")],
    ["vague", asked("How are the hospitals doing?", { measure: undefined })],
    ["no-measure", asked("What about Italy last winter?", { measure: undefined })],
    [
      "stock-added-over-time",
      asked("Total ICU patients over the winter", {
        measure: { concept: "icu-patients", statistic: { kind: "total" } },
      }),
    ],
    [
      "ratio-summed",
      asked("Sum of the positivity rates in Italy", {
        measure: { concept: "positivity", statistic: { kind: "total" } },
      }),
    ],
    [
      "rate-without-denominator",
      asked("COVID-19 death rate in Italy", {
        measure: { ...COVID, statistic: { kind: "rate", of: "total" } },
      }),
    ],
    [
      "unlike-periods",
      asked("Deaths from November to May against January", {
        kind: "comparison",
        measure: COVID,
        against: { kind: "window", from: "2020-01-01", to: "2020-01-31" },
      }),
    ],
    [
      "unfinished-period",
      asked("Deaths by month this autumn", {
        kind: "trend",
        measure: COVID,
        time: { from: "2026-09-01", to: "2026-11-24", grain: "month" },
      }),
    ],
    [
      "group-too-small",
      asked("Deaths of unvaccinated women over 80 who had travelled and were treated at home", {
        measure: COVID,
        where: [
          { dimension: "sex", op: "in", values: ["female"] },
          { dimension: "age-group", op: ">", values: [80] },
          { dimension: "travel-history", op: "in", values: ["y"] },
          { dimension: "hospitalised", op: "in", values: ["n"] },
        ],
      }),
    ],
    [
      "date-in-future",
      asked("How many deaths will there be in spring?", {
        measure: COVID,
        time: { from: "2027-03-01", to: "2027-05-31" },
      }),
    ],
    [
      "no-second-measure",
      asked("Are there enough ICU beds in Italy?", {
        kind: "coverage",
        measure: { concept: "icu-beds", statistic: { kind: "latest" } },
      }),
    ],
    [
      "unlike-measures",
      asked("Do deaths and deaths go together?", { kind: "relationship", measure: COVID, second: COVID }),
    ],
    [
      "no-intervention",
      asked("Did it work?", { kind: "impact", measure: COVID, time: { any: true, grain: "day" } }),
    ],
    [
      "index-over-places",
      asked("Mean stringency of Italy and Spain", {
        measure: { concept: "stringency", statistic: { kind: "mean" } },
        place: {
          areas: [
            { id: "ITA", name: "Italy" },
            { id: "ESP", name: "Spain" },
          ],
        },
      }),
    ],
  ])("%s", (code, question) => {
    for (const language of ["en", "fr"] as const) {
      const look = (one: Question) => checkQuestion(one, { vocabulary, today, language, offered: [COVID] });
      const found = look(question).find((finding) => finding.code === code);
      expect(found?.text).toMatch(language === "en" ? /^[A-Z“].*\.$/ : /^[A-ZÀ-Ý«].*\.$/);
      const [fix] = found?.fixes ?? [];
      expect(fix?.label).toMatch(/^\p{Lu}/u);
      const after = look(patched(question, fix?.patch ?? {}));
      expect(after.map((finding) => finding.code)).not.toContain(code);
    }
  });

  test("every sentence and button has its French", () => {
    const english = checkQuestion({ ...without("measure"), place: undefined }, { vocabulary, today });
    const french = checkQuestion(
      { ...without("measure"), place: undefined },
      { vocabulary, today, language: "fr" },
    );
    expect(french.map(({ code }) => code)).toEqual(english.map(({ code }) => code));
    for (const [at, one] of french.entries()) expect(one.text).not.toBe(english[at]?.text);
  });
});

describe("how a question is put", () => {
  test.each<[Finding["code"], string]>([
    ["two-questions", "How many people died and how many were vaccinated?"],
    ["leading", "Why did the government fail to protect the ICUs?"],
    ["solution-first", "Prove that the curfew reduced ICU patients"],
    ["causal-without-intervention", "How many ICU patients were there because of the holiday season?"],
  ])("%s is advice", (code, text) => {
    const found = check({ ...good, text }).find((finding) => finding.code === code);
    expect(found?.severity).toBe("warns");
  });

  test("a cause that the tables keep is no causal claim", () => {
    const question = { ...good, text: "How many deaths due to COVID-19 were there?" };
    expect(check(question)).toEqual([]);
  });

  test("an unfinished last period is said", () => {
    const question: Question = {
      ...good,
      kind: "trend",
      time: { from: "2026-09-01", to: "2026-11-24", grain: "month" },
    };
    expect(check(question).map(({ code }) => code)).toContain("unfinished-period");
  });

  test("totals of unlike periods are said", () => {
    const question: Question = {
      ...good,
      kind: "comparison",
      measure: { concept: "deaths", statistic: { kind: "total" } },
      against: { kind: "window", from: "2020-01-01", to: "2020-01-31" },
    };
    expect(check(question).map(({ code }) => code)).toContain("unlike-periods");
  });
});
