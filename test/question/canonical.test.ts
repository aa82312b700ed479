import { describe, expect, test } from "vitest";
import { canonicalQuestion, questionHash } from "../../shared/question/canonical.ts";
import { type Question, questionSchema } from "../../shared/question/question.ts";

const base: Question = questionSchema.parse({
  version: 1,
  text: "How many polio cases did Afghanistan and Pakistan report together from 2014 to 2019?",
  asked: "2026-11-24",
  kind: "situation",
  measure: { concept: "cases", subject: "polio", statistic: { kind: "total" } },
  place: {
    areas: [
      { id: "AFG", name: "Afghanistan" },
      { id: "PAK", name: "Pakistan" },
    ],
  },
  time: { from: "2014-01-01", to: "2019-12-31" },
  where: [
    { dimension: "sex", op: "in", values: ["male", "female"] },
    { dimension: "age-group", op: ">=", values: [5] },
  ],
});

describe("the canonical form of a question", () => {
  test("leaves out words, names, the day of asking and empty lists, and is in a fixed order", () => {
    expect(canonicalQuestion({ ...base, where: [] })).toBe(
      '{"kind":"situation","measure":{"concept":"cases","statistic":{"kind":"total"},"subject":"polio"},"place":{"areas":["AFG","PAK"]},"time":{"from":"2014-01-01","to":"2019-12-31"},"version":1}',
    );
  });

  test("questions that ask the same have the same hash", () => {
    const same: Question = {
      ...base,
      text: "Afghanistan + Pakistan: polio, 2014-2019",
      asked: "2026-12-01",
      place: {
        areas: [
          { id: "PAK", name: "Islamic Republic of Pakistan" },
          { id: "AFG", name: "AFG" },
        ],
      },
      where: [
        { dimension: "age-group", op: ">=", values: [5] },
        { dimension: "sex", op: "in", values: ["female", "male"] },
      ],
    };
    expect(questionHash(same)).toBe(questionHash(base));
    expect(questionHash(base)).toMatch(/^[0-9a-f]{64}$/);
  });

  test.each<[string, Partial<Question>]>([
    ["another place", { place: { areas: [{ id: "AFG", name: "Afghanistan" }] } }],
    ["a level", { place: { areas: base.place?.areas ?? [], by: "adm1" } }],
    ["another end", { time: { from: "2014-01-01", to: "2018-12-31" } }],
    ["another statistic", { measure: { concept: "cases", subject: "polio", statistic: { kind: "mean" } } }],
    ["another version of the data", { asPublished: "2020-01-01" }],
    [
      "a decision rule",
      {
        decision: { kind: "stated", what: "close the border", rule: { op: ">", value: 5, action: "close" } },
      },
    ],
    ["no condition", { where: [] }],
  ])("%s changes it", (_name, part) => {
    expect(questionHash({ ...base, ...part })).not.toBe(questionHash(base));
  });
});
