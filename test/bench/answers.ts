import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Engine, EngineFile } from "../../electron/engine/engine.ts";
import { createEngineHost } from "../../electron/engine/host.ts";
import { nodeEngineProcesses } from "../../electron/engine/start-node.ts";
import { composeAnswer } from "../../shared/answer/compose.ts";
import { answerFingerprint } from "../../shared/answer/fingerprint.ts";
import type { RawTable } from "../../shared/answer/table/read-result.ts";
import { decodeTable } from "../../shared/answer/table/table.ts";
import { type Dataset, datasetSchema } from "../../shared/catalogue/dataset.ts";
import { protectCounts } from "../../shared/disclosure/protect-counts.ts";
import { compilePlan } from "../../shared/plan/compile.ts";
import type { Plan } from "../../shared/plan/plan.ts";
import { planQuestion } from "../../shared/plan/plan-question.ts";
import { tableName } from "../../shared/plan/sql-names.ts";
import { type Question, questionSchema } from "../../shared/question/question.ts";
import { builtInVocabulary } from "../../shared/vocabulary/built-in.ts";
import { writeBenchTable } from "./engine-data.ts";
import { madeCases } from "./made-cases.ts";
import { interleave, type Measure, median, tableOf } from "./measure.ts";

/** Questions of the bench table, each with the bare statement that gives its numbers and nothing else. */
export const QUESTIONS: readonly {
  readonly name: string;
  readonly part: Partial<Question>;
  readonly bare: string;
  readonly measure?: string;
}[] = [
  {
    name: "total of a year",
    part: { time: { from: "2021-01-01", to: "2021-12-31" } },
    bare: "SELECT sum(cases) FROM $T WHERE day BETWEEN DATE '2021-01-01' AND DATE '2021-12-31'",
  },
  {
    name: "total of all, by region",
    part: { time: { any: true }, place: { areas: [], by: "adm1" } },
    bare: "SELECT region, sum(cases) FROM $T GROUP BY 1",
  },
  {
    name: "ranking of a year, by region",
    part: {
      kind: "ranking",
      time: { from: "2021-01-01", to: "2021-12-31" },
      place: { areas: [], by: "adm1" },
    },
    bare: "SELECT region, sum(cases) AS s FROM $T WHERE day BETWEEN DATE '2021-01-01' AND DATE '2021-12-31' GROUP BY 1 ORDER BY s DESC LIMIT 10",
  },
  {
    name: "trend by week",
    part: { kind: "trend", time: { any: true, grain: "week" } },
    bare: "SELECT date_trunc('week', day) AS week, sum(cases) FROM $T GROUP BY 1 ORDER BY 1",
  },
  {
    name: "peak day of a year",
    part: {
      time: { from: "2021-01-01", to: "2021-12-31" },
      measure: { concept: "cases", statistic: { kind: "peak" } },
    },
    bare: "SELECT max(n) FROM (SELECT day, sum(cases) AS n FROM $T WHERE day BETWEEN DATE '2021-01-01' AND DATE '2021-12-31' GROUP BY 1)",
  },
  {
    name: "peak day of a year, by region",
    part: {
      time: { from: "2021-01-01", to: "2021-12-31" },
      place: { areas: [], by: "adm1" },
      measure: { concept: "cases", statistic: { kind: "peak" } },
    },
    bare: "SELECT region, max(n) FROM (SELECT region, day, sum(cases) AS n FROM $T WHERE day BETWEEN DATE '2021-01-01' AND DATE '2021-12-31' GROUP BY 1, 2) GROUP BY 1",
  },
  {
    name: "trend by week, by region",
    part: { kind: "trend", time: { any: true, grain: "week" }, place: { areas: [], by: "adm1" } },
    bare: "SELECT region, date_trunc('week', day) AS week, sum(cases) FROM $T GROUP BY 1, 2 ORDER BY 1, 2",
  },
  {
    name: "a year against the one before",
    part: {
      kind: "comparison",
      time: { from: "2021-01-01", to: "2021-12-31" },
      against: { kind: "previous-period" },
    },
    bare: "SELECT sum(cases) FILTER (WHERE day >= DATE '2021-01-01'), sum(cases) FILTER (WHERE day < DATE '2021-01-01') FROM $T WHERE day BETWEEN DATE '2020-01-01' AND DATE '2021-12-31'",
  },
];

/** What each question costs beside its bare statement, with caveats' facts and disclosure control. */
export async function benchAnswers({
  folder,
  rows,
  pairs,
  say,
}: {
  readonly folder: string;
  readonly rows: number;
  readonly pairs: number;
  readonly say: (line: string) => void;
}): Promise<readonly Measure[]> {
  const path = join(folder, `bench-${rows}.arrow`);
  await writeBenchTable(path, rows);
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  const file: EngineFile = { path, sha256: hash.digest("hex") };
  const engine = createEngineHost(nodeEngineProcesses(), {
    cacheFolder: join(folder, `answers-cache-${rows}`),
    resultsMb: 0,
  });
  try {
    // Every question is measured on the made store, not on the way there.
    const stored = await engine.load(file);
    if (!stored.ok) throw new Error(stored.problem.message);
    const dataset = describe(file.sha256, rows);
    const measures: Measure[] = [];
    for (const question of QUESTIONS)
      measures.push(...(await measureOne(engine, file, dataset, question, pairs)));
    say(`\nAnswers at ${rows.toLocaleString("en")} rows, ${pairs} pairs each\n${tableOf(measures)}`);
    return measures;
  } finally {
    await engine.close();
  }
}

async function measureOne(
  engine: Engine,
  file: EngineFile,
  dataset: Dataset,
  { name, part, bare }: (typeof QUESTIONS)[number],
  pairs: number,
): Promise<Measure[]> {
  const question = questionOf(part);
  const vocabulary = builtInVocabulary();
  const select = async (sql: string, params: readonly (string | number | boolean | null)[] = []) => {
    const result = await engine.query({ sql, params, files: [file] });
    if (!result.ok) throw new Error(`${result.problem.message} ${result.problem.detail ?? ""}`);
    return decodeTable(result.value.ipc);
  };
  let composing: number[] = [];
  const whole = async (): Promise<void> => {
    const began = performance.now();
    const plan = planOf({ part }, dataset);
    const queries = compilePlan(plan, [dataset]);
    const planned = performance.now() - began;
    const tables: Record<string, RawTable> = {};
    await Promise.all(
      queries.map(async (query) => {
        tables[query.name] = await select(query.sql, query.params);
      }),
    );
    const computed = performance.now();
    const answer = composeAnswer({
      plan,
      question,
      datasets: [dataset],
      tables,
      vocabulary,
      report: { questionHash: "", entries: [], considered: 1, counts: NONE, gaps: [] },
      unsure: [],
      today: "2026-11-24",
      protect: protectCounts,
    });
    if (!answer.ok) throw new Error(answer.problem.message);
    answerFingerprint(question, [file.sha256], plan, answer.value.table);
    composing.push(planned + performance.now() - computed);
  };
  const sql = bare.replaceAll("$T", tableName(file.sha256));
  const figures = async (): Promise<void> => {
    const queries = compilePlan(planOf({ part }, dataset), [dataset]);
    await Promise.all(queries.map((query) => select(withoutFacts(query.sql), query.params)));
  };
  const [plain = [], full = [], only = []] = await interleave(pairs, [() => select(sql), whole, figures]);
  composing = composing.slice(1);
  const [alone, all, less] = [median(plain), median(full), median(only)];
  const pairwise = (part: (all: number, index: number) => number): number => median(full.map(part));
  return [
    // Below a tenth of a second the fixed cost of a question counts, not its share.
    alone >= 100
      ? {
          name: `${name}: question ÷ bare SQL`,
          value: pairwise((ms, index) => ms / (plain[index] ?? Number.NaN)),
          unit: "×",
          limit: 1.15,
          detail: `${all.toFixed(0)} ms against ${alone.toFixed(0)} ms`,
        }
      : {
          name: `${name}: question − bare SQL`,
          value: pairwise((ms, index) => ms - (plain[index] ?? Number.NaN)),
          unit: "ms",
          limit: 15,
          detail: `${all.toFixed(0)} ms against ${alone.toFixed(0)} ms`,
        },
    {
      name: `${name}: caveats with their facts, and suppression ÷ answer`,
      value: pairwise((ms, index) => Math.max(0, ms - (only[index] ?? Number.NaN)) / ms),
      unit: "×",
      limit: 0.15,
      detail: `${all.toFixed(0)} ms against ${less.toFixed(0)} ms with figures only`,
    },
    {
      name: `${name}: planning, caveats and suppression outside the engine`,
      value: median(composing),
      unit: "ms",
      limit: null,
    },
  ];
}

/** A compiled query without the parts that only caveats read: its figures and series. */
function withoutFacts(sql: string): string {
  const [first = "", ...others] = sql.split("\nUNION ALL\n");
  return [first, ...others.filter((part) => /^\(SELECT '(figure|series)'/.test(part))].join("\nUNION ALL\n");
}

const NONE = {
  answers: 0,
  "answers-with-caveats": 0,
  "answers-together": 0,
  "must-be-requested": 0,
  cannot: 0,
};

const questionOf = (part: Partial<Question>): Question =>
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

export function planOf({ part }: Pick<(typeof QUESTIONS)[number], "part">, dataset: Dataset): Plan {
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
    ],
    ...madeCases(sha256, rows),
  });
