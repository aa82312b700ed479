import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { composeAnswer } from "../../shared/answer/compose.ts";
import type { RawTable } from "../../shared/answer/table/read-result.ts";
import type { Dataset } from "../../shared/catalogue/dataset.ts";
import { branchesOf } from "../../shared/plan/compile/branch.ts";
import { compileBranch } from "../../shared/plan/compile/compile-branch.ts";
import { compilePlan } from "../../shared/plan/compile.ts";
import { planQuestion } from "../../shared/plan/plan-question.ts";
import { tableName } from "../../shared/plan/sql-names.ts";
import { questionSchema } from "../../shared/question/question.ts";
import { builtInVocabulary } from "../../shared/vocabulary/built-in.ts";
import { noReport } from "../answer/answer-for.ts";
import { madeTable } from "./made-table.ts";
import { Database } from "./real-tables.ts";

const vocabulary = builtInVocabulary();
const MEASURES = [
  ["flow", "whole"],
  ["flow2", "tenths"],
  ["stock", "tenths"],
  ["stock2", "whole"],
  ["cumulative", "whole"],
] as const;

const described = (sha256: string): Dataset =>
  madeTable({
    columns: [
      { name: "day", type: "Date32[day]", role: "time", time: { storedAs: "date", grain: "day" } },
      { name: "place", type: "Utf8", role: "place", level: "country", codeSystem: "names" },
      { name: "sex", type: "Utf8", role: "dimension", dimension: "sex" },
      { name: "whole", type: "Int32", role: "measure" },
      { name: "tenths", type: "Float64", role: "measure" },
    ],
    measures: MEASURES.map(([id, column]) => ({
      id,
      label: id,
      column,
      concept: `of-${id}`,
      unit: "cases",
      behaviour: id.replace("2", ""),
    })),
    placeValues: { place: ["A", "B"].map((value) => ({ value, area: value.repeat(3) })) },
    distributions: [
      {
        mediaType: "x",
        held: true,
        sha256,
        profile: {
          sha256,
          rows: 100,
          columns: [
            {
              ...{ name: "sex", type: "VARCHAR", nulls: 0, distinct: 2, min: "f", max: "m", mean: null },
              ...{
                quantiles: null,
                values: [
                  ["female", 1],
                  ["male", 1],
                ],
              },
            },
          ],
        },
      },
    ],
  });

const of = (id: string, kind: string, more = {}) => ({ concept: `of-${id}`, statistic: { kind, ...more } });
const women = [{ dimension: "sex", op: "in", values: ["female"] }];
const byPlace = { areas: [], by: "country" };
const QUESTIONS = [
  { kind: "situation", measure: of("flow", "share"), where: women },
  { kind: "situation", measure: of("flow2", "share"), where: women, place: byPlace },
  { kind: "situation", measure: of("cumulative", "share"), where: women },
  { kind: "situation", measure: of("flow2", "share"), place: { areas: [{ id: "AAA", name: "A" }] } },
  { kind: "coverage", measure: of("stock", "latest"), second: of("stock2", "latest"), place: byPlace },
  {
    ...{ kind: "relationship", measure: of("flow", "total"), second: of("flow2", "total") },
    time: { any: true, grain: "week" },
  },
  {
    ...{ kind: "situation", measure: of("flow2", "rate", { of: "total" }) },
    per: { concept: "of-flow", scale: 1000 },
  },
];

const row = fc.record({
  day: fc.integer({ min: 0, max: 20 }),
  place: fc.constantFrom("A", "B"),
  sex: fc.constantFrom("female", "male"),
  whole: fc.option(fc.integer({ min: 0, max: 5000 })),
  tenths: fc.option(fc.integer({ min: 1, max: 5000 }).map((value) => value / 10)),
});

describe("two branches of one file", () => {
  let db: Database;
  let made = 0;
  beforeAll(async () => {
    db = await Database.open();
  });

  test.each(QUESTIONS)("are read in one scan, and answer as when read apart: %j", async (part) => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 2, maxLength: 40 }), async (rows) => {
        made += 1;
        const sha256 = made.toString(16).padStart(16, "0").padEnd(64, "0");
        const values = rows.map(
          ({ day, place, sex, whole, tenths }) =>
            `(DATE '2021-01-01' + ${day}, '${place}', '${sex}', ${whole}::INTEGER, ${tenths}::DOUBLE)`,
        );
        await db.create(
          sha256,
          `SELECT * FROM (VALUES ${values.join(", ")}) AS t(day, place, sex, whole, tenths)`,
        );
        const dataset = described(sha256);
        const question = questionSchema.parse({
          ...{ version: 1, text: "", asked: "2026-11-24", decision: { kind: "waived" } },
          ...{ place: { areas: [] }, time: { any: true }, ...part },
        });
        const entry = {
          ...{ dataset: "made", title: "", verdict: "answers" as const, score: 1, criteria: [], reason: "" },
          measure: part.measure.concept.slice(3),
        };
        const planned = planQuestion({ question, entry, datasets: [dataset], vocabulary });
        if (!planned.ok) throw new Error(planned.problem.message);
        const plan = planned.value;
        const together = compilePlan(plan, [dataset]);
        const main = together.filter(({ name }) => name !== "trace");
        expect(main.map(({ name }) => name)).toEqual(["result"]);
        expect(main[0]?.sql.split(tableName(sha256))).toHaveLength(2);
        const apart = [
          ...branchesOf(plan).map((branch, index) =>
            compileBranch(branch, index === 0 ? "result" : branch.name, [dataset]),
          ),
          ...together.filter(({ name }) => name === "trace"),
        ];
        const answer = async (queries: typeof apart) => {
          const tables: Record<string, RawTable> = {};
          for (const query of queries) tables[query.name] = await db.run(query);
          const about = { plan, question, datasets: [dataset], tables, vocabulary };
          return composeAnswer({ ...about, report: noReport, unsure: [], today: "2026-11-24" });
        };
        expect(apart.length).toBe(together.length + 1);
        expect(await answer(together)).toEqual(await answer(apart));
      }),
      { numRuns: 10 },
    );
  });
});
