import { describe, expect, it } from "vitest";
import type { AnswerTable, Cell } from "../../shared/answer/answer.ts";
import { questionSchema } from "../../shared/question/question.ts";
import { valueDifferences } from "../../shared/review/differences/answer-differences.ts";
import { questionDifferences } from "../../shared/review/differences/question-differences.ts";
import { builtInVocabulary } from "../../shared/vocabulary/built-in.ts";

const table = (rows: readonly (readonly Cell[])[], keys = ["place", "period"] as const): AnswerTable => ({
  columns: [
    ...keys.map((role) => ({ name: role, label: role, type: "text", unit: null, role }) as const),
    { name: "value", label: "Cases", type: "number", unit: null, role: "value" },
  ],
  rows: rows.map((row) => [...row]),
  suppressed: [],
});

describe("the numbers of two answers", () => {
  it("are matched by place and period, whatever the order of the rows", () => {
    const left = table([
      ["Italy", "2020-03", 10],
      ["Spain", "2020-03", 20],
      ["Spain", "2020-04", 0],
      ["Peru", "2020-03", null],
    ]);
    const right = table([
      ["Spain", "2020-04", 5],
      ["Spain", "2020-03", 15],
      ["Italy", "2020-03", 10],
      ["Peru", "2020-03", 3],
      ["Kenya", "2020-03", 7],
    ]);
    const found = valueDifferences(left, right);
    expect(found).toMatchObject({ same: 1, differ: 3, onlyLeft: 0, onlyRight: 1, keys: ["place", "period"] });
    expect(found.rows.map(({ key, change, share, side }) => [key[0], change, share, side])).toEqual([
      ["Spain", -5, -0.25, "both"],
      ["Spain", 5, null, "both"],
      ["Peru", null, null, "both"],
      ["Kenya", null, null, "right"],
    ]);
  });

  it("without places or periods are one line", () => {
    const one = (value: number): AnswerTable => ({
      columns: [{ name: "value", label: "Cases", type: "number", unit: null, role: "value" }],
      rows: [[value]],
      suppressed: [],
    });
    expect(valueDifferences(one(8), one(10)).rows).toMatchObject([{ key: [], change: 2, share: 0.25 }]);
    expect(valueDifferences(one(8), one(8))).toMatchObject({ same: 1, rows: [] });
  });
});

describe("the parts of two questions", () => {
  const base = {
    version: 1,
    text: "cases in Spain",
    asked: "2026-11-24",
    kind: "situation",
    measure: { concept: "cases", subject: "mpox", statistic: { kind: "total" } },
    place: { areas: [{ id: "ESP", name: "Spain" }] },
    time: { from: "2022-07-01", to: "2022-07-31" },
    decision: { kind: "waived" },
  };
  const differing = (part: object) =>
    questionDifferences(
      questionSchema.parse(base),
      questionSchema.parse({ ...base, ...part }),
      builtInVocabulary(),
      "en",
    )
      .filter(({ same }) => !same)
      .map(({ part: name, left, right }) => [name, left, right]);

  it("are the same for the same question", () => expect(differing({})).toEqual([]));

  it("name what differs, in words, and the decision with its rule", () => {
    expect(differing({ place: { areas: [{ id: "FRA", name: "France" }] } })).toEqual([
      ["place", "Spain", "France"],
    ]);
    expect(
      differing({
        decision: {
          kind: "stated",
          what: "order vaccine",
          by: "2022-08-01",
          rule: { op: ">=", value: 100, action: "order", otherwise: "wait" },
        },
      }),
    ).toEqual([["decision", "waived", "order vaccine, by 2022-08-01, if >= 100"]]);
  });
});
