import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AnswerTable } from "../../shared/answer/answer.ts";
import { type Composed, composeAnswer } from "../../shared/answer/compose.ts";
import { rough } from "../../shared/answer/sampled/rough.ts";
import { compilePlan } from "../../shared/plan/compile.ts";
import { drawFor } from "../../shared/plan/sample/draw.ts";
import { samplePlan } from "../../shared/plan/sample/sample-plan.ts";
import { builtInVocabulary } from "../../shared/vocabulary/built-in.ts";
import { haveData } from "../plan/real-tables.ts";
import { noReport } from "./answer-for.ts";
import { type Asked, openWorkbench, questionOf, type Workbench } from "./workbench.ts";

const LINELIST = "mpox-2022-linelist";
const TESTING = "covid19-testing";
const DAILY = "covid19-jhu-country-daily";
const SHELTERS = "us-shelters-2019-2023";

const records = (question: Asked["question"]): Asked => ({
  dataset: LINELIST,
  measure: "records",
  question: {
    measure: { concept: "cases", statistic: { kind: "records" } },
    time: { any: true },
    ...question,
  },
});

const tests = (question: Asked["question"]): Asked => ({
  dataset: TESTING,
  measure: "new-tests",
  question: {
    measure: { concept: "tests", statistic: { kind: "total" } },
    time: { from: "2020-10-01", to: "2021-03-31" },
    ...question,
  },
});

/** What is asked of real tables, of which a tenth of the rows is drawn. */
const ASKED: readonly (readonly [string, Asked])[] = [
  [
    "a count of rows that meet a condition",
    records({ where: [{ dimension: "case-status", op: "in", values: ["confirmed"] }] }),
  ],
  ["counts of each country", records({ place: { by: "country" } })],
  [
    "the first five of a ranking",
    records({ kind: "ranking", place: { by: "country" }, rank: { top: 5, from: "highest" } }),
  ],
  [
    "a share",
    records({
      measure: { concept: "cases", statistic: { kind: "share" } },
      where: [{ dimension: "sex", op: "in", values: ["male"] }],
    }),
  ],
  [
    "every week of a trend",
    records({
      kind: "trend",
      measure: { concept: "cases", statistic: { kind: "total" } },
      time: { from: "2022-06-01", to: "2022-07-31", grain: "week" },
    }),
  ],
  [
    "the difference of two months",
    records({
      kind: "comparison",
      measure: { concept: "cases", statistic: { kind: "total" } },
      time: { from: "2022-07-01", to: "2022-07-31" },
      against: { kind: "previous-period" },
    }),
  ],
  ["a total of very uneven values", tests({})],
];

const SEEDS = 40;

describe.skipIf(!haveData)("answers from a sample, on the real tables (skipped without them)", () => {
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await openWorkbench([LINELIST, TESTING, DAILY, SHELTERS]);
  }, 120_000);
  afterAll(() => workbench?.close());

  const planOf = (asked: Asked) => {
    const plan = workbench.plan(asked);
    if (!plan.ok) throw new Error(plan.problem.message);
    return plan.value;
  };
  const fromSample = async (asked: Asked, oneIn: number, seed: number): Promise<Composed | string> => {
    const plan = samplePlan(planOf(asked), { oneIn, seed });
    if (!plan.ok) return plan.problem.message;
    const datasets = [workbench.dataset(asked.dataset)];
    const tables: Record<string, Awaited<ReturnType<Workbench["select"]>>> = {};
    for (const { name, sql, params } of compilePlan(plan.value, datasets))
      tables[name] = await workbench.select(sql, params);
    const composed = composeAnswer({
      plan: plan.value,
      question: questionOf(asked),
      datasets,
      tables,
      vocabulary: builtInVocabulary(),
      report: noReport,
      unsure: [],
      today: "2026-11-24",
    });
    return composed.ok ? composed.value : composed.problem.message;
  };
  const exactly = async (asked: Asked): Promise<Composed> => {
    const ran = await workbench.run(asked);
    if (!ran.ok) throw new Error(ran.problem.message);
    return ran.value.answer;
  };

  test("the limits hold the exact figure in about 95 of 100 draws", async () => {
    const lines: string[] = [];
    let [inside, all] = [0, 0];
    for (const [name, asked] of ASKED) {
      const exact = await exactly(asked);
      let [held, cells] = [0, 0];
      for (let seed = 1; seed <= SEEDS; seed += 1) {
        const sampled = await fromSample(asked, 10, seed);
        if (typeof sampled === "string") continue;
        for (const [truth, low, high] of beside(exact.table, sampled.table)) {
          cells += 1;
          if (truth >= low && truth <= high) held += 1;
        }
      }
      lines.push(`${name.padEnd(42)} ${held} of ${cells} (${((100 * held) / cells).toFixed(1)} %)`);
      expect(cells, name).toBeGreaterThan(20);
      // The chance that limits which hold in 95 of 100 draws hold in fewer than this is below one in a thousand.
      const draws = Math.min(cells, SEEDS);
      expect(held / cells, name).toBeGreaterThan(0.95 - 3.1 * Math.sqrt((0.95 * 0.05) / draws));
      inside += held;
      all += cells;
    }
    console.log(
      `limits that hold the exact figure, ${SEEDS} draws of a tenth of the rows\n${lines.join("\n")}`,
    );
    expect(inside / all).toBeGreaterThan(0.93);
    expect(inside / all).toBeLessThan(0.99);
  }, 60_000);

  test("the same question over the same file draws the same rows, another question others", async () => {
    const [, asked] = ASKED[0] ?? [];
    if (asked === undefined) throw new Error("no question");
    const sha256 = "a".repeat(64);
    const draw = drawFor(questionOf(asked), sha256, 50_000_000);
    expect(draw.oneIn).toBe(100);
    expect(drawFor({ ...questionOf(asked), text: "in other words" }, sha256, 50_000_000)).toEqual(draw);
    expect(drawFor(questionOf(records({})), sha256, 50_000_000).seed).not.toBe(draw.seed);
    expect(drawFor(questionOf(asked), "b".repeat(64), 50_000_000).seed).not.toBe(draw.seed);
    expect(drawFor(questionOf(asked), sha256, 1000).oneIn).toBe(4);
    const twice = [await fromSample(asked, 10, draw.seed), await fromSample(asked, 10, draw.seed)];
    expect(twice[0]).toEqual(twice[1]);
  });

  test("what comes of it is called rough in words: sentence, table, interval and a serious caveat", async () => {
    const sampled = await fromSample(records({}), 10, 7);
    if (typeof sampled === "string") throw new Error(sampled);
    expect(sampled.sentence).toMatch(/^About [\d,]+ \(between [\d,]+ and [\d,]+\) /);
    expect(sampled.sentence).toContain("This is a rough answer, from a sample of about one row in 10.");
    expect(sampled.table.columns.map(({ name, role }) => [name, role])).toEqual([
      ["value", "value"],
      ["low", "interval"],
      ["high", "interval"],
    ]);
    expect(sampled.interval).toEqual({
      low: sampled.table.rows[0]?.[1],
      high: sampled.table.rows[0]?.[2],
      level: 0.95,
    });
    expect(sampled.caveats[0]).toMatchObject({ code: "sampled", severity: "serious" });
    // Gaps, outliers and the like are of all rows: a sample would invent them.
    expect(sampled.caveats.map(({ code }) => code)).not.toContain("missing-periods");
    expect(sampled.coverage).toBeNull();
  });

  test("a decision's rule decides nothing where the limits lie on both sides of it", async () => {
    const rule = (value: number) => ({
      kind: "stated" as const,
      what: "open a clinic",
      who: "the council",
      rule: { op: ">=" as const, value, action: "open it" },
    });
    const straddles = await fromSample(records({ decision: rule(17_388) }), 10, 7);
    const met = await fromSample(records({ decision: rule(5_000) }), 10, 7);
    expect(typeof straddles === "string" ? straddles : straddles.decision?.branch).toBe("straddles");
    expect(typeof met === "string" ? met : met.decision?.branch).toBe("met");
  });

  test("places with too few rows get no figure, and are named", async () => {
    const sampled = await fromSample(records({ place: { by: "country" } }), 10, 3);
    if (typeof sampled === "string") throw new Error(sampled);
    const value = sampled.table.columns.findIndex(({ name }) => name === "value");
    const empty = sampled.table.rows.filter((row) => row[value] === null).map(([place]) => place);
    expect(empty.length).toBeGreaterThan(5);
    const caveat = sampled.caveats.filter(({ code }) => code === "sampled")[1];
    expect(caveat?.evidence.places?.toSorted()).toEqual(empty.toSorted());
  });

  test.each<[string, Asked, RegExp]>([
    ["the highest day", tests({ measure: { concept: "tests", statistic: { kind: "peak" } } }), /every row/],
    [
      "days above a limit",
      tests({
        measure: {
          concept: "tests",
          statistic: { kind: "periods-meeting", condition: { op: ">", value: 1000 } },
        },
      }),
      /every row/,
    ],
    [
      "what came new of a running total",
      {
        dataset: DAILY,
        measure: "deaths",
        question: {
          measure: { concept: "deaths", statistic: { kind: "total" } },
          time: { from: "2020-12-01", to: "2020-12-31" },
        },
      },
      /gaps between/,
    ],
    [
      "a figure of one moment",
      {
        dataset: SHELTERS,
        measure: "total-population",
        question: {
          measure: { concept: "people-in-shelters", statistic: { kind: "latest" } },
          time: { any: true },
        },
      },
      /one moment/,
    ],
    [
      "a forecast",
      tests({ kind: "forecast", time: { from: "2020-10-01", to: "2021-02-28", grain: "week" } }),
      /whole series/,
    ],
  ])("a sample is refused with its reason: %s", async (_, asked, reason) => {
    expect(await fromSample(asked, 10, 1)).toMatch(reason);
  });

  test("a total that a few rows make up is refused, as its limits would not hold", async () => {
    // A hundredth of the rows of one country is one row or two.
    const sampled = await fromSample(tests({ place: { areas: [["DEU", "Germany"]] } }), 100, 5);
    expect(sampled).toMatch(/Too few rows|no rows/);
  });
});

/** The exact figures of a table beside the limits of the rough ones, row by row; cells without limits are left out. */
function beside(exact: AnswerTable, sampled: AnswerTable): (readonly [number, number, number])[] {
  const at = ({ columns }: AnswerTable, name: string): number =>
    columns.findIndex((one) => one.name === name);
  const keyOf = (table: AnswerTable, row: AnswerTable["rows"][number]): string =>
    table.columns
      .flatMap(({ role }, index) => (["place", "period", "dimension"].includes(role) ? [row[index]] : []))
      .join("|");
  const known = new Map(exact.rows.map((row) => [keyOf(exact, row), row]));
  const named = sampled.columns.some(({ name }) => name === "difference_low") ? "difference" : "value";
  const prefix = named === "value" ? "" : `${named}_`;
  return sampled.rows.flatMap((row) => {
    const truth = known.get(keyOf(sampled, row))?.[at(exact, named)];
    const [low, high] = [row[at(sampled, `${prefix}low`)], row[at(sampled, `${prefix}high`)]];
    return typeof truth === "number" && typeof low === "number" && typeof high === "number"
      ? [[truth, low, high] as const]
      : [];
  });
}

describe("a rough number", () => {
  test("has two digits of the distance between its limits, and stays within what can be", () => {
    expect(rough(123_456.7, { error: 2_345 })).toEqual({ value: 123_500, limits: [118_900, 128_100] });
    expect(rough(98, { error: 3 }, [0, 100]).limits[1]).toBe(100);
    expect(rough(5, { error: 0 })).toEqual({ value: 5, limits: [5, 5] });
    expect(rough(0.01234, { error: 0.0021 }).limits).toEqual([0.0082, 0.0165]);
  });
});
