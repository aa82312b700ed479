import { describe, expect, test } from "vitest";
import type { Answer, AnswerTable } from "../../shared/answer/answer.ts";
import { compareAnswers } from "../../shared/answer/compare.ts";
import { decisionOf } from "../../shared/answer/decision.ts";
import { allPeriods, inPeriod, nextPeriod, periodCell, periodWords } from "../../shared/answer/periods.ts";
import { hideSmallCounts } from "../../shared/answer/protection.ts";
import { rounded, settle, showNumber, showSigned } from "../../shared/answer/rounding.ts";
import { placeWords, windowWords } from "../../shared/answer/wording/subject-words.ts";
import type { Plan } from "../../shared/plan/plan.ts";
import { previousWindow, yearsBefore } from "../../shared/plan/windows.ts";
import { type Question, questionSchema } from "../../shared/question/question.ts";

const question = (part: Partial<Question> = {}): Question =>
  questionSchema.parse({ version: 1, text: "", asked: "2026-11-24", kind: "situation", ...part });

describe("numbers are rounded once", () => {
  test.each([
    [120_042, "120,042"],
    [1649.8348900226874, "1,649.83"],
    [-64.89516666666667, "−64.9"],
    [0.012345, "0.0123"],
    [0, "0"],
    [123_456.7, "123,457"],
    [1e-9, "0.000000001"],
  ])("%d is shown as %s", (value, text) => expect(showNumber(value)).toBe(text));
  test("rounding what is rounded changes nothing", () => {
    for (const value of [1.005, 2 / 3, 99_999.999, -0.000_123_45, 1e12 + 0.5])
      expect(rounded(rounded(value))).toBe(rounded(value));
  });
  test("the last bits of a sum do not count", () => expect(settle(0.1 + 0.2)).toBe(settle(0.3)));
  test("a change has its sign", () =>
    expect([showSigned(3), showSigned(-3), showSigned(0)]).toEqual(["+3", "−3", "0"]));
});

describe("periods", () => {
  test("weeks, months and years follow one another", () => {
    expect(allPeriods("2020-12-28", "2021-01-11", "week")).toEqual([
      "2020-12-28",
      "2021-01-04",
      "2021-01-11",
    ]);
    expect(nextPeriod("2020-12-01", "month")).toBe("2021-01-01");
    expect(nextPeriod("-1", "year")).toBe("0");
    expect(nextPeriod("2017-09-10T23:00:00Z", "hour")).toBe("2017-09-11T00:00:00Z");
  });
  test("in words and as cells", () => {
    expect(periodWords("2020-11-23", "week")).toBe("the week of 23 November 2020");
    expect(inPeriod("2020-11-25", "day")).toBe("on 25 November 2020");
    expect(periodWords("-426", "year")).toBe("426 BCE");
    expect(periodCell("2014")).toBe("2014-01-01");
  });
});

describe("windows that are like each other", () => {
  test("whole months go before whole months", () =>
    expect(previousWindow({ from: "2021-03-01", to: "2021-03-31" }, "day")).toEqual({
      from: "2021-02-01",
      to: "2021-02-28",
    }));
  test("other windows move by whole weeks, so that weekdays align", () => {
    expect(previousWindow({ from: "2021-01-11", to: "2021-01-20" }, "day")).toEqual({
      from: "2020-12-28",
      to: "2021-01-06",
    });
    expect(previousWindow({ from: "2021-01-13", to: "2021-01-14" }, "day")).toEqual({
      from: "2021-01-06",
      to: "2021-01-07",
    });
  });
  test("a year earlier: the same month, or the same weekdays", () => {
    expect(yearsBefore({ from: "2021-02-01", to: "2021-02-28" }, 1, "day")).toEqual({
      from: "2020-02-01",
      to: "2020-02-29",
    });
    expect(yearsBefore({ from: "2021-01-11", to: "2021-01-17" }, 1, "day")).toEqual({
      from: "2020-01-13",
      to: "2020-01-19",
    });
  });
});

describe("words", () => {
  test.each([
    [{ from: "2021-05-01", to: "2021-05-31" }, " in May 2021"],
    [{ from: "2014-01-01", to: "2019-12-31" }, " from 2014 to 2019"],
    [{ from: "2020-10-05", to: "2020-10-09" }, " from 5 to 9 October 2020"],
    [{ to: "2020-04-30" }, " by 30 April 2020"],
    [{ from: "2022-09-29", to: "2022-09-29" }, " on 29 September 2022"],
    [{}, " over all dates of the table"],
  ])("a window %o reads %s", (span, words) => expect(windowWords(span)).toBe(words));
  test("places together, apart and everywhere", () => {
    const two = [
      { id: "AFG", name: "Afghanistan" },
      { id: "PAK", name: "Pakistan" },
    ];
    expect(placeWords(question({ place: { areas: two } }), undefined)).toBe(
      " in Afghanistan and Pakistan together",
    );
    expect(placeWords(question({ place: { areas: two, by: "country" } }), undefined)).toBe(
      " in Afghanistan and Pakistan",
    );
    expect(placeWords(question({ place: { areas: [{ id: "world", name: "the world" }] } }), undefined)).toBe(
      " worldwide",
    );
  });
});

describe("the decision's rule", () => {
  const rule = question({
    decision: {
      kind: "stated",
      what: "open the surge ward",
      rule: { op: ">=", value: 85, action: "open it", otherwise: "wait" },
    },
  });
  test.each([
    [90, undefined, "met"],
    [80, undefined, "not-met"],
    [86, { low: 82, high: 90 }, "straddles"],
    [86, { low: 85, high: 90 }, "met"],
    [null, undefined, "cannot-say"],
  ] as const)("%s with interval %o: %s", (value, interval, branch) =>
    expect(decisionOf(rule, value, interval)?.branch).toBe(branch),
  );
  test("waived, without rule, not asked", () => {
    expect(decisionOf(question({ decision: { kind: "waived" } }), 1, undefined)?.branch).toBe("waived");
    expect(decisionOf(question({ decision: { kind: "stated", what: "x" } }), 1, undefined)?.branch).toBe(
      "no-rule",
    );
    expect(decisionOf(question(), 1, undefined)).toBeNull();
  });
});

const table = (rows: AnswerTable["rows"]): AnswerTable => ({
  columns: [
    { name: "place", label: "Place", type: "text", unit: null, role: "place" },
    { name: "value", label: "Cases", type: "number", unit: "cases", role: "value" },
  ],
  rows,
  suppressed: [],
});

const plan: Plan = {
  version: 1,
  kind: "situation",
  statistic: { kind: "total" },
  steps: [{ kind: "suppress", as: "answer.suppressed", of: "main.figure", below: 10 }],
  result: "answer.suppressed",
  assumptions: [],
};

type Comparable = Pick<
  Answer,
  "fingerprint" | "table" | "value" | "question" | "plan" | "engine" | "sources"
>;
const answer = (part: Partial<Comparable> = {}): Comparable => ({
  fingerprint: "a",
  table: table([["Italy", 100]]),
  value: 100,
  question: question(),
  plan,
  engine: { name: "duckdb", version: "1", converter: "1" },
  sources: [],
  ...part,
});

describe("an answer held against the same question answered again", () => {
  test("the same fingerprint is identical, also in another engine, which is said", () => {
    expect(compareAnswers(answer(), answer()).verdict).toBe("identical");
    const other = compareAnswers(
      answer(),
      answer({ engine: { name: "duckdb", version: "2", converter: "1" } }),
    );
    expect([other.verdict, other.reasons[0]?.code]).toEqual(["identical", "engine-changed"]);
  });
  test("last digits are rounding", () =>
    expect(
      compareAnswers(answer(), answer({ fingerprint: "b", table: table([["Italy", 100.000_000_001]]) }))
        .verdict,
    ).toBe("same-within-rounding"));
  test("revised values, new and missing rows are told apart", () => {
    const now = answer({
      fingerprint: "b",
      value: 110,
      table: table([
        ["Italy", 110],
        ["Spain", 5],
      ]),
    });
    const { verdict, reasons, text } = compareAnswers(
      answer({
        table: table([
          ["Italy", 100],
          ["France", 7],
        ]),
      }),
      now,
    );
    expect(verdict).toBe("different");
    expect(reasons.map(({ code }) => code)).toEqual(["revised-values", "added-rows", "removed-rows"]);
    expect(text).toContain("Italy: 100 became 110");
    expect(text).toContain("+10 %");
  });
  test("another plan is another definition, although the figures are the same", () => {
    const { verdict, reasons } = compareAnswers(
      answer(),
      answer({ fingerprint: "b", plan: { ...plan, statistic: { kind: "mean" } } }),
    );
    expect([verdict, reasons[0]?.code]).toEqual(["different", "definition-changed"]);
  });
});

describe("small counts without a better protection", () => {
  const counts = (...all: number[]) => ({ keys: [], adds: [], counts: all, sensitive: new Set<number>() });
  test("1 to n − 1 are hidden, zero and n are not", () =>
    expect([...hideSmallCounts(counts(0, 9, 10, 1), { below: 10 }).small]).toEqual([1, 3]));
  test("nobody is hidden too where the terms say so", () =>
    expect([...hideSmallCounts(counts(0, 10), { below: 10, hideZeros: true }).small]).toEqual([0]));
  test("nothing is hidden where nothing is small", () =>
    expect(hideSmallCounts(counts(10), { below: 10 }).small.size).toBe(0));
});
