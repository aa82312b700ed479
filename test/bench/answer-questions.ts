import { type Dataset, datasetSchema } from "../../shared/catalogue/dataset.ts";
import type { Plan } from "../../shared/plan/plan.ts";
import { planQuestion } from "../../shared/plan/plan-question.ts";
import { tableName } from "../../shared/plan/sql-names.ts";
import { type Question, questionSchema } from "../../shared/question/question.ts";
import { addDays, daysBetween } from "../../shared/time/calendar.ts";
import type { IsoDate } from "../../shared/time/grain.ts";
import { builtInVocabulary } from "../../shared/vocabulary/built-in.ts";
import { madeCases } from "./made-cases.ts";

/**
 * Questions of the bench table, each with the bare statement that gives its numbers and nothing else. Each is asked of another
 * stretch of days every time (`from`, for `$F`), so that none is answered from memory.
 */
export type BenchQuestion = {
  readonly name: string;
  readonly part: (from: IsoDate) => Partial<Question>;
  readonly bare: string;
};

const YEAR = "BETWEEN DATE '$F' AND DATE '2021-12-31'";
const ALL = "BETWEEN DATE '$F' AND DATE '2023-12-31'";
const year = (from: IsoDate) => ({ from: `2021${from.slice(4)}`, to: "2021-12-31" });
const all = (from: IsoDate) => ({ from, to: "2023-12-31" });
const byRegion = { areas: [], by: "adm1" as const };
const statistic = (of: NonNullable<Question["measure"]>["statistic"]): Partial<Question> => ({
  measure: { concept: "cases", statistic: of },
});

export const QUESTIONS: readonly BenchQuestion[] = [
  {
    name: "total of a year",
    part: (from) => ({ time: year(from) }),
    bare: `SELECT sum(cases) FROM $T WHERE day ${YEAR}`,
  },
  {
    name: "total of four years, by region",
    part: (from) => ({ time: all(from), place: byRegion }),
    bare: `SELECT region, sum(cases) FROM $T WHERE day ${ALL} GROUP BY 1`,
  },
  {
    name: "ranking of a year, by region",
    part: (from) => ({ kind: "ranking", time: year(from), place: byRegion }),
    bare: `SELECT region, sum(cases) AS s FROM $T WHERE day ${YEAR} GROUP BY 1 ORDER BY s DESC LIMIT 10`,
  },
  {
    name: "trend by week",
    part: (from) => ({ kind: "trend", time: { ...all(from), grain: "week" } }),
    bare: `SELECT date_trunc('week', day) AS week, sum(cases) FROM $T WHERE day ${ALL} GROUP BY 1 ORDER BY 1`,
  },
  {
    name: "peak day of a year",
    part: (from) => ({ time: year(from), ...statistic({ kind: "peak" }) }),
    bare: `SELECT max(n) FROM (SELECT day, sum(cases) AS n FROM $T WHERE day ${YEAR} GROUP BY 1)`,
  },
  {
    name: "peak day of a year, by region",
    part: (from) => ({ time: year(from), place: byRegion, ...statistic({ kind: "peak" }) }),
    bare: `SELECT region, max(n) FROM (SELECT region, day, sum(cases) AS n FROM $T WHERE day ${YEAR} GROUP BY 1, 2) GROUP BY 1`,
  },
  {
    name: "trend by week, by region",
    part: (from) => ({ kind: "trend", time: { ...all(from), grain: "week" }, place: byRegion }),
    bare: `SELECT region, date_trunc('week', day) AS week, sum(cases) FROM $T WHERE day ${ALL} GROUP BY 1, 2 ORDER BY 1, 2`,
  },
  {
    name: "a stretch of days against the one before",
    part: (from) => ({ kind: "comparison", time: year(from), against: { kind: "previous-period" } }),
    bare: `SELECT sum(cases) FILTER (WHERE day >= DATE '$F'), sum(cases) FILTER (WHERE day < DATE '$F') FROM $T WHERE day BETWEEN DATE '$B' AND DATE '2021-12-31'`,
  },
  {
    name: "median of the days of a year, by region",
    part: (from) => ({ time: year(from), place: byRegion, ...statistic({ kind: "median" }) }),
    bare: `SELECT region, median(n) FROM (SELECT region, day, sum(cases) AS n FROM $T WHERE day ${YEAR} GROUP BY 1, 2) GROUP BY 1`,
  },
  {
    name: "total of one facility",
    part: (from) => ({
      time: all(from),
      where: [{ dimension: "facility", op: "in", values: ["Health centre 7919"] }],
    }),
    bare: `SELECT sum(cases) FROM $T WHERE day ${ALL} AND facility = 'Health centre 7919'`,
  },
  {
    name: "share of what was open, by month",
    part: (from) => ({
      kind: "trend",
      time: { ...all(from), grain: "month" },
      where: [{ dimension: "open", op: "in", values: ["true"] }],
      ...statistic({ kind: "share" }),
    }),
    bare: `SELECT date_trunc('month', day), sum(cases) FILTER (WHERE open), sum(cases) FROM $T WHERE day ${ALL} GROUP BY 1`,
  },
];

/** The bare statement of a question, from a day on; `$B`: the first day of as many days before it. */
export function bareOf({ bare }: BenchQuestion, sha256: string, from: IsoDate): string {
  const start = bare.includes("'2023-12-31'") ? from : `2021${from.slice(4)}`;
  return bare
    .replaceAll("$T", tableName(sha256))
    .replaceAll("$F", start)
    .replaceAll("$B", addDays(start, -1 - daysBetween(start, "2021-12-31")));
}

/** The day from which a question is asked for the so-and-so-manieth time. */
export const dayOf = (turn: number): IsoDate => addDays("2020-01-01", turn % 300);

export const questionOf = (part: Partial<Question>): Question =>
  questionSchema.parse({
    version: 1,
    text: "",
    asked: "2026-11-24",
    kind: "situation",
    measure: { concept: "cases", statistic: { kind: "total" } },
    place: { areas: [] },
    decision: { kind: "waived" },
    ...part,
  });

export function planOf({ part }: { readonly part: Partial<Question> }, dataset: Dataset): Plan {
  const plan = planQuestion({
    question: questionOf(part),
    entry: {
      dataset: dataset.id,
      title: dataset.title,
      verdict: "answers",
      score: 1,
      measure: "cases",
      criteria: [],
      reason: "",
    },
    datasets: [dataset],
    vocabulary: builtInVocabulary(),
  });
  if (!plan.ok) throw new Error(plan.problem.message);
  return plan.value;
}

/** The bench table as a personal data set of case counts by region and day: disclosure control is on. */
export const describe = (sha256: string, rows: number): Dataset =>
  datasetSchema.parse({
    schema: "askline/dataset/1",
    id: "bench",
    title: "Bench table",
    description: "",
    publisher: { name: "Bench" },
    access: "personal",
    columns: [
      { name: "day", type: "DATE", role: "time", time: { storedAs: "date", grain: "day" } },
      { name: "region", type: "ENUM", role: "place", level: "adm1", codeSystem: "names" },
      { name: "cases", type: "INTEGER", role: "measure" },
      { name: "facility", type: "VARCHAR", role: "dimension", dimension: "facility" },
      { name: "open", type: "BOOLEAN", role: "dimension", dimension: "open" },
    ],
    ...madeCases(sha256, rows),
  });
