import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { type Composed, composeAnswer } from "../../shared/answer/compose.ts";
import { answerFingerprint } from "../../shared/answer/fingerprint.ts";
import type { RawTable } from "../../shared/answer/table/read-result.ts";
import type { Dataset } from "../../shared/catalogue/dataset.ts";
import { compilePlan } from "../../shared/plan/compile.ts";
import type { Plan, Step } from "../../shared/plan/plan.ts";
import { planQuestion } from "../../shared/plan/plan-question.ts";
import { KINDS, type Question, questionSchema, type Statistic } from "../../shared/question/question.ts";
import type { Result } from "../../shared/result.ts";
import { addDays } from "../../shared/time/calendar.ts";
import { BEHAVIOURS, type Behaviour } from "../../shared/vocabulary/behaviour.ts";
import { builtInVocabulary } from "../../shared/vocabulary/built-in.ts";
import { madeTable } from "../plan/made-table.ts";
import { Database } from "../plan/real-tables.ts";
import { noReport } from "./answer-for.ts";

const vocabulary = builtInVocabulary();
const PLACES = ["A", "B", "C"];
const START = "2021-01-01";

/** A table of daily values by place, with a measure of every behaviour over the same column. */
function tableOf(sha256: string, large = false): Dataset {
  return madeTable({
    columns: [
      { name: "day", type: "Date32[day]", role: "time", time: { storedAs: "date", grain: "day" } },
      { name: "place", type: "Utf8", role: "place", level: "country", codeSystem: "names" },
      { name: "value", type: "Int32", role: "measure" },
    ],
    measures: BEHAVIOURS.map((behaviour) => ({
      id: behaviour,
      label: behaviour,
      column: behaviour === "event" ? null : "value",
      concept: `of-${behaviour}`,
      unit: "cases",
      behaviour,
    })),
    placeValues: {
      place: PLACES.map((value, index) => ({ value, area: ["AAA", "BBB", "CCC"][index] ?? null })),
    },
    distributions: [
      { mediaType: "x", held: true, sha256, profile: { sha256, rows: large ? 2_000_000 : 100, columns: [] } },
    ],
  });
}

const question = (part: Omit<Partial<Question>, "kind"> & { readonly kind?: string }): Question =>
  questionSchema.parse({
    version: 1,
    text: "",
    asked: "2026-11-24",
    kind: "situation",
    decision: { kind: "waived" },
    place: { areas: [] },
    time: { any: true },
    ...part,
  });

const planOf = (dataset: Dataset, asked: Question, behaviour: Behaviour): Result<Plan> =>
  planQuestion({
    question: asked,
    entry: {
      dataset: "made",
      title: "",
      verdict: "answers",
      score: 1,
      measure: behaviour,
      criteria: [],
      reason: "",
    },
    datasets: [dataset],
    vocabulary,
  });

type Cell = { readonly day: number; readonly place: number; readonly value: number };

const cells = fc
  .uniqueArray(
    fc.record({
      day: fc.integer({ min: 0, max: 20 }),
      place: fc.integer({ min: 0, max: 2 }),
      value: fc.integer({ min: 0, max: 5000 }),
    }),
    { minLength: 3, maxLength: 60, selector: ({ day, place }) => `${day} ${place}` },
  )
  .filter((list) => list.length >= 3);

describe("what is true of every table", () => {
  let db: Database;
  let made = 0;
  beforeAll(async () => {
    db = await Database.open();
  });

  async function load(list: readonly Cell[], large = false): Promise<Dataset> {
    made += 1;
    const sha256 = made.toString(16).padStart(16, "0").padEnd(64, "0");
    const rows = list.map(
      ({ day, place, value }) => `(DATE '${addDays(START, day)}', '${PLACES[place]}', ${value})`,
    );
    await db.create(sha256, `SELECT * FROM (VALUES ${rows.join(", ")}) AS t(day, place, value)`);
    return tableOf(sha256, large);
  }

  async function answer(dataset: Dataset, asked: Question, behaviour: Behaviour): Promise<Composed> {
    const plan = planOf(dataset, asked, behaviour);
    if (!plan.ok) throw new Error(plan.problem.message);
    const tables: Record<string, RawTable> = {};
    for (const query of compilePlan(plan.value, [dataset])) tables[query.name] = await db.run(query);
    const composed = composeAnswer({
      plan: plan.value,
      question: asked,
      datasets: [dataset],
      tables,
      vocabulary,
      report: noReport,
      unsure: [],
      today: "2026-11-24",
    });
    if (!composed.ok) throw new Error(composed.problem.message);
    return composed.value;
  }

  const total = { concept: "cases", statistic: { kind: "total" as const } };
  const cellsOf = (composed: Composed, column: string): number[] => {
    const at = composed.table.columns.findIndex(({ name }) => name === column);
    return composed.table.rows.flatMap((row) => (typeof row[at] === "number" ? [row[at]] : []));
  };
  const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

  test("flows add over places and over time, in small and in large files", async () => {
    await fc.assert(
      fc.asyncProperty(cells, fc.integer({ min: 1, max: 19 }), fc.boolean(), async (list, cut, large) => {
        const dataset = await load(list, large);
        const all = await answer(dataset, question({ measure: total }), "flow");
        const byPlace = await answer(
          dataset,
          question({ measure: total, place: { areas: [], by: "country" } }),
          "flow",
        );
        const byDay = await answer(
          dataset,
          question({ kind: "trend", measure: total, time: { any: true, grain: "week" } }),
          "flow",
        );
        const expected = sum(list.map(({ value }) => value));
        expect(all.value).toBe(expected);
        expect(sum(cellsOf(byPlace, "value"))).toBe(expected);
        expect(sum(cellsOf(byDay, "value"))).toBe(expected);
        const halves = [
          { from: START, to: addDays(START, cut - 1) },
          { from: addDays(START, cut), to: addDays(START, 20) },
        ].filter(({ from, to }) =>
          list.some(({ day }) => addDays(START, day) >= from && addDays(START, day) <= to),
        );
        const parts = await Promise.all(
          halves.map(
            async (time) => (await answer(dataset, question({ measure: total, time }), "flow")).value ?? 0,
          ),
        );
        expect(sum(parts)).toBe(expected);
      }),
      { numRuns: 25 },
    );
  });

  test("of a running total, what came new and the corrections set aside make up last minus first", async () => {
    await fc.assert(
      fc.asyncProperty(cells, fc.integer({ min: 1, max: 15 }), async (list, cut) => {
        const dataset = await load(list);
        const from = addDays(START, cut);
        const inside = list.filter(({ day }) => day >= cut);
        let known = false;
        let expected = 0;
        PLACES.forEach((_, place) => {
          const own = list.filter((cell) => cell.place === place).sort((a, b) => a.day - b.day);
          const before = own.filter(({ day }) => day < cut).at(-1);
          const after = own.filter(({ day }) => day >= cut);
          const [first, last] = [after[0], after.at(-1)];
          if (!first || !last) return;
          // A place that was never seen before began with its first report, unless that is too large to be new.
          const rises = own.slice(1).map(({ value }, index) => value - (own[index]?.value ?? 0));
          const begun = first.value >= 1000 && first.value > 3 * Math.max(0, ...rises);
          known ||= before !== undefined || !begun || after.length > 1;
          expected += last.value - (before?.value ?? (begun ? first.value : 0));
        });
        // With nothing but counts that began before the table there is no figure at all.
        fc.pre(inside.length > 0 && known);
        const composed = await answer(
          dataset,
          question({ measure: total, time: { from, to: addDays(START, 20) } }),
          "cumulative",
        );
        const trend = await answer(
          dataset,
          question({
            kind: "trend",
            measure: total,
            place: { areas: [], by: "country" },
            time: { from, to: addDays(START, 20), grain: "day" },
          }),
          "cumulative",
        );
        const corrections = sum(cellsOf(trend, "corrections"));
        expect(composed.value ?? 0).toBe(expected);
        expect(sum(cellsOf(trend, "value")) + corrections).toBe(expected);
        expect(corrections).toBeLessThanOrEqual(0);
        expect(cellsOf(trend, "value").every((value) => value >= 0)).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  test("an answer is the same whatever the order of rows, and so is its fingerprint", async () => {
    await fc.assert(
      fc.asyncProperty(cells, async (list) => {
        const [a, b] = [await load(list), await load([...list].reverse())];
        for (const asked of [
          question({
            kind: "trend",
            measure: total,
            time: { any: true, grain: "week" },
            place: { areas: [], by: "country" },
          }),
          question({ kind: "ranking", measure: total, place: { areas: [], by: "country" } }),
        ]) {
          const [one, other] = [await answer(a, asked, "flow"), await answer(b, asked, "flow")];
          expect(other.table).toEqual(one.table);
          expect(other.sentence).toBe(one.sentence);
          const plan = planOf(a, asked, "flow");
          if (plan.ok)
            expect(answerFingerprint(asked, ["f"], plan.value, other.table)).toBe(
              answerFingerprint(asked, ["f"], plan.value, one.table),
            );
        }
      }),
      { numRuns: 10 },
    );
  });
});

const statistics: fc.Arbitrary<Statistic> = fc.oneof(
  fc.constantFrom<Statistic>(
    { kind: "latest" },
    { kind: "total" },
    { kind: "mean" },
    { kind: "median" },
    { kind: "peak" },
    { kind: "lowest" },
    { kind: "share" },
    { kind: "records" },
    { kind: "largest-correction" },
  ),
  fc.constantFrom<Statistic>(
    { kind: "change", as: "absolute" },
    { kind: "change", as: "percent" },
    { kind: "quantile", q: 0.9 },
  ),
  fc.constantFrom<Statistic>({ kind: "rate", of: "total" }, { kind: "rate", of: "latest" }),
  fc.constantFrom<Statistic>(
    { kind: "periods-meeting", condition: { op: ">", value: 10 } },
    { kind: "places-meeting", condition: { op: ">", value: 10 } },
  ),
);

function addsNothingOverTime(step: Step): void {
  if (step.kind === "periods") expect(step.fn).not.toBe("sum");
  if (step.kind === "fold") expect(step.fold.kind).not.toBe("total");
}

function addsNothingAtAll(step: Step, statistic: Statistic): void {
  addsNothingOverTime(step);
  if (step.kind !== "aggregate") return;
  expect(step.fn).toBe("mean");
  // Several places never become one figure; counting rows is no adding up.
  if (step.place.kind === "all") expect(statistic.kind).toBe("records");
}

test("no plan that can be made adds a stock up over time, or a ratio or score at all", () => {
  const dataset = tableOf("a".repeat(64));
  fc.assert(
    fc.property(
      fc.constantFrom(...KINDS),
      statistics,
      fc.constantFrom(...BEHAVIOURS),
      fc.constantFrom(undefined, "country" as const),
      fc.constantFrom(undefined, "week" as const, "month" as const),
      fc.constantFrom(
        undefined,
        { kind: "previous-period" as const },
        { kind: "same-period-last-year" as const },
      ),
      (kind, statistic, behaviour, by, grain, against) => {
        const asked = question({
          kind,
          measure: { concept: `of-${behaviour}`, statistic },
          place: { areas: [], ...(by ? { by } : {}) },
          time: { from: "2021-01-01", to: "2021-01-31", ...(grain ? { grain } : {}) },
          ...(against ? { against } : {}),
          per: { concept: `of-${behaviour}`, scale: 100 },
          second: { concept: `of-${behaviour}`, statistic },
          intervention: { what: "something", on: "2021-01-10" },
        });
        const plan = planOf(dataset, asked, behaviour);
        if (!plan.ok) {
          expect(plan.problem.code).toBe("not-answerable");
          expect(plan.problem.message.length).toBeGreaterThan(10);
          return;
        }
        for (const step of plan.value.steps) {
          if (behaviour === "stock") addsNothingOverTime(step);
          if (behaviour === "ratio" || behaviour === "index") addsNothingAtAll(step, statistic);
          if (behaviour === "cumulative" && step.kind === "fold" && step.fold.kind === "total")
            expect(plan.value.steps.some((one) => one.kind === "difference")).toBe(true);
        }
      },
    ),
    { numRuns: 2000 },
  );
});
