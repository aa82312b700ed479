import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Composed, composeAnswer } from "../../shared/answer/compose.ts";
import type { RawTable } from "../../shared/answer/table/read-result.ts";
import type { Dataset } from "../../shared/catalogue/dataset.ts";
import { compilePlan } from "../../shared/plan/compile.ts";
import { planQuestion } from "../../shared/plan/plan-question.ts";
import type { Statistic } from "../../shared/question/question.ts";
import { builtInVocabulary } from "../../shared/vocabulary/built-in.ts";
import { haveData } from "../plan/real-tables.ts";
import { noReport } from "./answer-for.ts";
import { type Asked, entryOf, openWorkbench, questionOf, type Workbench } from "./workbench.ts";

const ICU = "covid19-hospital-icu";
const JHU = "covid19-jhu-country-daily";

const patients = (statistic: Statistic, question: Asked["question"] = {}): Asked => ({
  dataset: ICU,
  measure: "daily-icu-occupancy",
  question: {
    measure: { concept: "icu-patients", statistic },
    place: { areas: [["ITA", "Italy"]] },
    time: { from: "2020-10-01", to: "2020-12-31" },
    ...question,
  },
});

describe.skipIf(!haveData)("the series behind one number (skipped without the real tables)", () => {
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await openWorkbench([ICU, JHU]);
  }, 60_000);
  afterAll(() => workbench?.close());

  const answerTo = async (asked: Asked): Promise<Composed> => {
    const ran = await workbench.run(asked);
    if (!ran.ok) throw new Error(ran.problem.message);
    return ran.value.answer;
  };
  const valueAt = ({ chart }: Composed, period: string) =>
    chart.behind?.rows.find(([day]) => day === period)?.[1];

  test("marks a peak at its day, with the series' own number", async () => {
    const answer = await answerTo(patients({ kind: "peak" }));
    const { mark } = answer.chart;
    expect(mark).toMatchObject({ x: "2020-11-25", value: 3848, label: "3,848" });
    expect(valueAt(answer, "2020-11-25")).toBe(answer.value);
    expect(answer.chart.behind?.rows).toHaveLength(92);
    expect(answer.chart.kind).toBe("line");
    // The answer's own table stays the one number.
    expect(answer.table.rows).toHaveLength(1);
  });

  test("draws a mean as a line, and the limit of a count of days", async () => {
    const mean = await answerTo(patients({ kind: "mean" }));
    expect(mean.chart.mark).toMatchObject({ x: null, value: mean.value });
    const days = await answerTo(patients({ kind: "periods-meeting", condition: { op: ">", value: 3000 } }));
    expect(days.chart.threshold).toEqual({ value: 3000, label: "Above 3,000" });
    expect(days.chart.unit).not.toBe("days");
  });

  test("of a total adds up to it", async () => {
    const answer = await answerTo({
      dataset: JHU,
      measure: "deaths",
      question: {
        measure: { concept: "deaths", statistic: { kind: "total" } },
        place: { areas: [["ITA", "Italy"]] },
        time: { from: "2020-11-01", to: "2020-11-30" },
      },
    });
    const sum = answer.chart.behind?.rows.reduce((total, [, value]) => total + Number(value ?? 0), 0);
    expect(sum).toBe(answer.value);
    expect(answer.chart.caption).toContain("Together they come to 16,958.");
    expect(answer.chart.mark).toBeUndefined();
  });

  test("is not there for several figures, for two measures, and where counts of people are protected", async () => {
    const several = await answerTo(patients({ kind: "peak" }, { place: { by: "country" } }));
    expect(several.chart.behind).toBeUndefined();
    const restricted: Dataset = {
      ...workbench.dataset(ICU),
      access: "restricted",
      measures: workbench.dataset(ICU).measures.map((measure) => ({ ...measure, countsPeople: true })),
    };
    const asked = patients({ kind: "peak" });
    const plan = planQuestion({
      question: questionOf(asked),
      entry: entryOf(asked),
      datasets: [restricted],
      vocabulary: builtInVocabulary(),
    });
    if (!plan.ok) throw new Error(plan.problem.message);
    const tables: Record<string, RawTable> = {};
    for (const { name, sql, params } of compilePlan(plan.value, [restricted]))
      tables[name] = await workbench.select(sql, params);
    const held = composeAnswer({
      plan: plan.value,
      question: questionOf(asked),
      datasets: [restricted],
      tables,
      vocabulary: builtInVocabulary(),
      report: noReport,
      unsure: [],
      today: "2026-11-24",
    });
    expect(held.ok && held.value.value).toBe(3848);
    expect(held.ok && held.value.chart.behind).toBeUndefined();
    expect(held.ok && held.value.chart.mark).toBeUndefined();
  });
});
