import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { composeAnswer } from "../../shared/answer/compose.ts";
import type { RawTable } from "../../shared/answer/table/read-result.ts";
import type { Dataset } from "../../shared/catalogue/dataset.ts";
import { compilePlan } from "../../shared/plan/compile.ts";
import { planQuestion } from "../../shared/plan/plan-question.ts";
import { type Question, questionSchema } from "../../shared/question/question.ts";
import { builtInVocabulary } from "../../shared/vocabulary/built-in.ts";
import { noReport } from "../answer/answer-for.ts";
import { madeTable } from "./made-table.ts";
import { Database } from "./real-tables.ts";

const vocabulary = builtInVocabulary();
const LARGE = 20_000_000;

type Quantiles = readonly number[];

/** The same events described as few, and as so many that their quantiles are found by cells. */
const described = (sha256: string, rows: number, quantiles: Quantiles): Dataset =>
  madeTable({
    title: "Made events",
    columns: [
      { name: "day", type: "DATE", role: "time", time: { storedAs: "date", grain: "day" } },
      { name: "place", type: "VARCHAR", role: "place", level: "country", codeSystem: "names" },
      { name: "value", type: "DOUBLE", role: "measure" },
    ],
    measures: [
      { id: "m", label: "magnitude", column: "value", concept: "magnitude", unit: "", behaviour: "event" },
    ],
    placeValues: { place: ["A", "B"].map((value) => ({ value, area: value === "A" ? "AAA" : null })) },
    distributions: [
      {
        mediaType: "x",
        held: true,
        sha256,
        profile: {
          sha256,
          rows,
          columns: [
            {
              ...{ name: "value", type: "DOUBLE", nulls: 0, distinct: 1, min: null, max: null, mean: null },
              ...{ quantiles, values: null },
            },
          ],
        },
      },
    ],
  });

const asked = (part: Partial<Question>): Question =>
  questionSchema.parse({
    version: 1,
    text: "",
    asked: "2026-11-24",
    kind: "situation",
    measure: { concept: "magnitude", statistic: { kind: "median", across: "records" } },
    decision: { kind: "waived" },
    place: { areas: [] },
    time: { any: true },
    ...part,
  });

describe("the median and other quantiles of all rows of a large file", () => {
  let db: Database;
  let count = 0;
  beforeAll(async () => {
    db = await Database.open();
  });

  async function answer(dataset: Dataset, question: Question) {
    const plan = planQuestion({
      question,
      entry: {
        ...{ dataset: "made", title: "", verdict: "answers", score: 1 },
        ...{ measure: "m", criteria: [], reason: "" },
      },
      datasets: [dataset],
      vocabulary,
    });
    if (!plan.ok) throw new Error(plan.problem.message);
    const queries = compilePlan(plan.value, [dataset]);
    const tables: Record<string, RawTable> = {};
    for (const query of queries) tables[query.name] = await db.run(query);
    const composed = composeAnswer({
      ...{ plan: plan.value, question, datasets: [dataset], tables, vocabulary },
      ...{ report: noReport, unsure: [], today: "2026-11-24" },
    });
    const byCells = queries[0]?.sql.includes("quantile_cells");
    // Where no row has a value, that is what is told.
    if (!composed.ok) return { byCells, told: composed.problem };
    const { value, table, sentence, caveats } = composed.value;
    return { byCells, told: { value, table, sentence, caveats } };
  }

  test("are the numbers, the sentence and the caveats that a small file gives", async () => {
    const rows = fc.array(
      fc.record({
        day: fc.integer({ min: 0, max: 30 }),
        place: fc.constantFrom("A", "B"),
        value: fc.option(
          fc.oneof(
            fc.double({ noNaN: true, min: -300, max: 9000 }),
            fc.constantFrom(5, Number.POSITIVE_INFINITY),
          ),
          { freq: 8 },
        ),
      }),
      { minLength: 1, maxLength: 30 },
    );
    await fc.assert(
      fc.asyncProperty(rows, async (made) => {
        count += 1;
        const sha256 = count.toString(16).padStart(16, "0").padEnd(64, "0");
        const values = made.map(
          ({ day, place, value }) =>
            `(DATE '2021-01-01' + ${day}, '${place}', CAST('${value ?? "nan"}' AS DOUBLE))`,
        );
        await db.create(
          sha256,
          `SELECT day, place, CASE WHEN isnan(value) THEN NULL ELSE value END AS value FROM (VALUES ${values.join(", ")}) AS t(day, place, value)`,
        );
        const spread = [-300, 2000, 4000, 6000, 9000];
        for (const question of [
          asked({}),
          asked({ time: { from: "2021-01-05", to: "2021-01-20" } }),
          asked({ place: { areas: [{ id: "AAA", name: "A" }] } }),
          asked({
            measure: { concept: "magnitude", statistic: { kind: "quantile", q: 0.9, across: "records" } },
          }),
        ]) {
          const small = await answer(described(sha256, 100, spread), question);
          const large = await answer(described(sha256, LARGE, spread), question);
          expect(small.byCells).toBe(false);
          expect(large.byCells).toBe(true);
          expect(large.told).toEqual(small.told);
        }
      }),
      { numRuns: 12 },
    );
  });

  test("are left to the engine's own function where rows are told apart by place", async () => {
    const sha256 = "beef".padEnd(64, "0");
    await db.create(sha256, "SELECT DATE '2021-01-01' AS day, 'A' AS place, 4.5 AS value");
    const { byCells } = await answer(
      described(sha256, LARGE, [0, 2000, 4000, 6000, 9000]),
      asked({ place: { areas: [], by: "country" } }),
    );
    expect(byCells).toBe(false);
  });
});
