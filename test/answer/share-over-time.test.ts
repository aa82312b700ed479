import { beforeAll, describe, expect, test } from "vitest";
import { composeAnswer } from "../../shared/answer/compose.ts";
import type { RawTable } from "../../shared/answer/table/read-result.ts";
import { type Dataset, datasetSchema } from "../../shared/catalogue/dataset.ts";
import { protectCounts } from "../../shared/disclosure/protect-counts.ts";
import { compilePlan } from "../../shared/plan/compile.ts";
import { planQuestion } from "../../shared/plan/plan-question.ts";
import { questionSchema } from "../../shared/question/question.ts";
import { builtInVocabulary } from "../../shared/vocabulary/built-in.ts";
import { Database } from "../plan/real-tables.ts";
import { noReport } from "./answer-for.ts";

const SHA = "7".repeat(64);
const vocabulary = builtInVocabulary();

/** Women and men admitted each day; on 2 March five men are left, on 3 March three women were there. */
const ROWS = [
  ["2021-03-01", 60, 40],
  ["2021-03-02", 95, 5],
  ["2021-03-03", 3, 97],
  ["2021-03-04", 50, 150],
  ["2021-03-05", 80, 120],
] as const;

const dataset = (access: "open" | "restricted"): Dataset =>
  datasetSchema.parse({
    schema: "askline/dataset/1",
    id: "admitted",
    title: "Admissions by sex",
    description: "",
    publisher: { name: "A test" },
    access,
    columns: [
      { name: "day", type: "Date32[day]", role: "time", time: { storedAs: "date", grain: "day" } },
      { name: "sex", type: "Utf8", role: "dimension", dimension: "sex" },
      { name: "n", type: "Int32", role: "measure" },
    ],
    measures: [
      {
        id: "n",
        label: "admissions",
        column: "n",
        concept: "admissions",
        unit: "people",
        behaviour: "flow",
        countsPeople: true,
      },
    ],
    distributions: [
      {
        mediaType: "x",
        held: true,
        sha256: SHA,
        profile: {
          sha256: SHA,
          rows: 10,
          columns: [
            {
              name: "sex",
              type: "VARCHAR",
              nulls: 0,
              distinct: 2,
              min: null,
              max: null,
              mean: null,
              quantiles: null,
              values: [
                ["female", 5],
                ["male", 5],
              ],
            },
          ],
        },
      },
    ],
  });

const question = questionSchema.parse({
  version: 1,
  text: "",
  asked: "2026-11-24",
  kind: "trend",
  measure: { concept: "admissions", statistic: { kind: "share" } },
  place: { areas: [] },
  time: { from: "2021-03-01", to: "2021-03-05", grain: "day" },
  where: [{ dimension: "sex", op: "in", values: ["female"] }],
  decision: { kind: "waived" },
});

describe("a share, day by day", () => {
  let db: Database;
  beforeAll(async () => {
    db = await Database.open();
    const values = ROWS.flatMap(([day, women, men]) => [
      `(DATE '${day}', 'female', ${women})`,
      `(DATE '${day}', 'male', ${men})`,
    ]);
    await db.create(SHA, `SELECT * FROM (VALUES ${values.join(", ")}) AS v(day, sex, n)`);
  });

  const ask = async (access: "open" | "restricted") => {
    const described = dataset(access);
    const entry = {
      dataset: "admitted",
      title: "",
      verdict: "answers" as const,
      score: 1,
      measure: "n",
      criteria: [],
      reason: "",
    };
    const plan = planQuestion({ question, entry, datasets: [described], vocabulary });
    if (!plan.ok) throw new Error(plan.problem.message);
    const tables: Record<string, RawTable> = {};
    for (const query of compilePlan(plan.value, [described])) tables[query.name] = await db.run(query);
    const answer = composeAnswer({
      plan: plan.value,
      question,
      datasets: [described],
      tables,
      vocabulary,
      report: noReport,
      unsure: [],
      today: "2026-11-24",
      protect: protectCounts,
    });
    if (!answer.ok) throw new Error(answer.problem.message);
    return answer.value;
  };

  test("is the part of each day by the whole of that day, both shown beside it", async () => {
    const { table, sentence } = await ask("open");
    expect(table.columns.map(({ name }) => name)).toEqual(["period", "value", "part", "whole"]);
    expect(table.rows).toEqual(
      ROWS.map(([day, women, men]) => [
        day,
        Number(((100 * women) / (women + men)).toFixed(2)),
        women,
        women + men,
      ]),
    );
    expect(sentence).toContain("The share of admissions");
    expect(sentence).toContain("percentage points");
  });

  test("hides the days on which few people are in the part or left outside it, and both sides with it", async () => {
    const { table, chart, sentence } = await ask("restricted");
    const hiddenDays = new Set(table.suppressed.map(([row]) => table.rows[row]?.[0]));
    expect(hiddenDays).toContain("2021-03-02");
    expect(hiddenDays).toContain("2021-03-03");
    for (const row of table.rows.filter(([day]) => hiddenDays.has(day ?? null)))
      expect(row.slice(1)).toEqual([null, null, null]);
    // Neither the hidden shares nor what they are made of stands anywhere else.
    const told = JSON.stringify([chart, sentence]);
    for (const number of ["95 %", "3 %", "95,", "97"]) expect(told).not.toContain(number);
  });
});
