import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Caveat } from "../../shared/answer/answer.ts";
import { composeAnswer } from "../../shared/answer/compose.ts";
import type { RawTable } from "../../shared/answer/table/read-result.ts";
import type { Dataset } from "../../shared/catalogue/dataset.ts";
import { SOME_ROWS } from "../../shared/plan/compile/rows-sql.ts";
import { compilePlan } from "../../shared/plan/compile.ts";
import { planQuestion } from "../../shared/plan/plan-question.ts";
import { tableName } from "../../shared/plan/sql-names.ts";
import { type Question, questionSchema } from "../../shared/question/question.ts";
import { addDays } from "../../shared/time/calendar.ts";
import { builtInVocabulary } from "../../shared/vocabulary/built-in.ts";
import { noReport } from "../answer/answer-for.ts";
import { madeTable } from "./made-table.ts";
import { Database } from "./real-tables.ts";

const vocabulary = builtInVocabulary();
const START = "2021-01-01";
const DAYS = 40;

/** The same rows described as a small file and as a large one, which the compiler asks about in other ways. */
const described = (sha256: string, rows: number): Dataset =>
  madeTable({
    columns: [
      { name: "day", type: "DATE", role: "time", time: { storedAs: "date", grain: "day" } },
      { name: "place", type: "VARCHAR", role: "place", level: "country", codeSystem: "names" },
      { name: "value", type: "INTEGER", role: "measure" },
    ],
    measures: [
      { id: "flow", label: "cases", column: "value", concept: "cases", unit: "cases", behaviour: "flow" },
    ],
    placeValues: { place: ["A", "B", "C"].map((value) => ({ value, area: value === "A" ? "AAA" : null })) },
    distributions: [{ mediaType: "x", held: true, sha256, profile: { sha256, rows, columns: [] } }],
  });

const asked = (part: Partial<Question>): Question =>
  questionSchema.parse({
    version: 1,
    text: "",
    asked: "2026-11-24",
    kind: "situation",
    measure: { concept: "cases", statistic: { kind: "total" } },
    decision: { kind: "waived" },
    place: { areas: [] },
    time: { any: true },
    ...part,
  });

const made = fc.record({
  /** Days without any row, and days whose rows have no value. */
  absent: fc.uniqueArray(fc.integer({ min: 0, max: DAYS - 1 }), { maxLength: 3 }),
  empty: fc.uniqueArray(fc.integer({ min: 0, max: DAYS - 1 }), { maxLength: 2 }),
  /** A day on which only rows without a place are. */
  nameless: fc.option(fc.integer({ min: 0, max: DAYS - 1 })),
  /** A day before which one of the places has no rows. */
  joins: fc.option(fc.integer({ min: 1, max: DAYS - 1 })),
  sorted: fc.boolean(),
  window: fc.option(fc.tuple(fc.integer({ min: 0, max: 15 }), fc.integer({ min: 16, max: DAYS + 5 }))),
});

/** How many days the rows show that are looked at first. */
const daysSeen = (sha256: string): string =>
  `SELECT count(DISTINCT day) FROM ${tableName(sha256)} ${SOME_ROWS}`;

type Said = { readonly table: unknown; readonly sentence: string; readonly caveats: readonly Caveat[] };

/** Breaks are looked for in the series behind a number, which a large file's single number does not have. */
const isBreak = ({ code }: Caveat): boolean => code === "break-in-series";
const unbroken = ({ table, caveats }: Said) => ({ table, caveats: caveats.filter((one) => !isBreak(one)) });

describe("the shortcuts for large files", () => {
  let db: Database;
  let count = 0;
  beforeAll(async () => {
    db = await Database.open();
  });

  async function answer(dataset: Dataset, question: Question): Promise<Said> {
    const plan = planQuestion({
      question,
      entry: {
        dataset: "made",
        title: "",
        verdict: "answers",
        score: 1,
        measure: "flow",
        criteria: [],
        reason: "",
      },
      datasets: [dataset],
      vocabulary,
    });
    if (!plan.ok) throw new Error(plan.problem.message);
    const tables: Record<string, RawTable> = {};
    for (const query of compilePlan(plan.value, [dataset])) tables[query.name] = await db.run(query);
    const composed = composeAnswer({
      plan: plan.value,
      question,
      datasets: [dataset],
      tables,
      vocabulary,
      report: noReport,
      unsure: [],
      today: "2026-11-24",
    });
    if (!composed.ok) throw new Error(composed.problem.message);
    const { table, sentence, caveats } = composed.value;
    return { table, sentence, caveats };
  }

  test("give the numbers, the sentence and the missing days that reading row by row gives", async () => {
    const found = new Map<string, number>();
    let proven = 0;
    await fc.assert(
      fc.asyncProperty(made, async ({ absent, empty, nameless, joins, sorted, window }) => {
        count += 1;
        const sha256 = count.toString(16).padStart(16, "0").padEnd(64, "0");
        // 60,000 rows are 30 of the engine's vectors: some of them are looked at first.
        await db.create(
          sha256,
          `SELECT DATE '${START}' + d AS day, CASE WHEN d IS DISTINCT FROM ${nameless ?? "NULL"} THEN ['A', 'B', CASE WHEN d < ${joins ?? 0} THEN 'A' ELSE 'C' END][1 + r % 3] END AS place,
             CASE WHEN NOT list_contains([${empty.join(", ")}]::INTEGER[], d) THEN (r * 7 % 1000)::INTEGER END AS value
           FROM (SELECT range AS r, (hash(range) % ${DAYS})::INTEGER AS d FROM range(60000))
           WHERE NOT list_contains([${absent.join(", ")}]::INTEGER[], d) ORDER BY ${sorted ? "d, r" : "r"}`,
        );
        const { rows: seen } = await db.run({ sql: daysSeen(sha256), params: [] });
        if (Number(seen[0]?.[0]) === DAYS - absent.length) proven += 1;
        const time: Question["time"] =
          window === null
            ? { any: true }
            : { from: addDays(START, window[0]), to: addDays(START, window[1]) };
        for (const question of [
          asked({ time, place: { areas: [], by: "country" } }),
          asked({ time, place: { areas: [], by: "country" }, kind: "ranking" }),
          asked({ time }),
          // Named places are filters: what is told of their days comes out of the question's own statement.
          asked({ time, place: { areas: [{ id: "AAA", name: "A" }], by: "country" } }),
          asked({ time: { ...time, grain: "week" }, kind: "trend" }),
          asked({ time: { ...time, grain: "week" }, kind: "trend", place: { areas: [], by: "country" } }),

          asked({
            time,
            place: { areas: [], by: "country" },
            measure: { concept: "cases", statistic: { kind: "records" } },
          }),
          asked({
            time,
            place: { areas: [], by: "country" },
            measure: { concept: "cases", statistic: { kind: "peak" } },
          }),
          ...(window === null
            ? []
            : [
                asked({ time, kind: "comparison", against: { kind: "previous-period" } }),
                asked({
                  time,
                  place: { areas: [], by: "country" },
                  kind: "comparison",
                  against: { kind: "previous-period" },
                }),
                asked({
                  time,
                  place: { areas: [], by: "country" },
                  kind: "comparison",
                  against: { kind: "same-period-last-year" },
                  measure: { concept: "cases", statistic: { kind: "mean" } },
                }),
              ]),
        ]) {
          const [small, large] = [
            await answer(described(sha256, 100), question),
            await answer(described(sha256, 2_000_000), question),
          ];
          for (const { code } of small.caveats) found.set(code, (found.get(code) ?? 0) + 1);
          expect(unbroken(large)).toEqual(unbroken(small));
          if (!small.caveats.some(isBreak)) expect(large.sentence).toBe(small.sentence);
        }
      }),
      { numRuns: 8 },
    );
    // Both ways were taken: days proven from some rows, and looked for in all of them.
    expect((found.get("missing-periods") ?? 0) + (found.get("window-cut") ?? 0)).toBeGreaterThan(5);
    expect(found.get("places-differ")).toBeGreaterThan(0);
    expect(proven).toBeGreaterThan(0);
    expect(proven).toBeLessThan(count);
  });
});
