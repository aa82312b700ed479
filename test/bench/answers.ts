import { join } from "node:path";
import type { Engine, EngineFile } from "../../electron/engine/engine.ts";
import { createEngineHost } from "../../electron/engine/host.ts";
import { nodeEngineProcesses } from "../../electron/engine/start-node.ts";
import { composing } from "../../shared/answer/compose.ts";
import { answerFingerprint } from "../../shared/answer/fingerprint.ts";
import type { RawTable } from "../../shared/answer/table/read-result.ts";
import { decodeTable } from "../../shared/answer/table/table.ts";
import type { Dataset } from "../../shared/catalogue/dataset.ts";
import { protectCounts } from "../../shared/disclosure/protect-counts.ts";
import { compilePlan } from "../../shared/plan/compile.ts";
import type { CompiledQuery } from "../../shared/plan/plan.ts";
import type { Steps } from "../../shared/steps.ts";
import { builtInVocabulary } from "../../shared/vocabulary/built-in.ts";
import { type BenchQuestion, dayOf, describe, planOf, QUESTIONS, questionOf } from "./answer-questions.ts";
import { benchAsked, makeAskedWorkspace } from "./asked.ts";
import { writeBenchTable } from "./engine-data.ts";
import { hashOf, interleave, type Measure, median, must, tableOf } from "./measure.ts";

/** What caveats with their facts, and disclosure control cost of each question; then each question through the whole application. */
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
  const file: EngineFile = { path, sha256: await hashOf(path) };
  const dataset = describe(file.sha256, rows);
  const made = await makeAskedWorkspace(join(folder, `answers-${rows}`), path, {
    ...dataset,
    access: "open",
  });
  const engine = createEngineHost(nodeEngineProcesses(), { cacheFolder: made.cache, resultsMb: 0 });
  const measures: Measure[] = [];
  try {
    // Every question is measured on the made store, not on the way there.
    must(await engine.load(file));
    for (const question of QUESTIONS)
      measures.push(...(await measureParts(engine, file, dataset, question, pairs)));
    measures.push(...(await benchAsked({ folder: made.folder, engine, file, pairs })));
    say(`\nAnswers at ${rows.toLocaleString("en")} rows, ${pairs} pairs each\n${tableOf(measures)}`);
    return measures;
  } finally {
    await engine.close();
  }
}

/** One question: its share of caveats, their facts and disclosure control, of everything but the ledger. */
async function measureParts(
  engine: Engine,
  file: EngineFile,
  dataset: Dataset,
  question: BenchQuestion,
  pairs: number,
): Promise<Measure[]> {
  const vocabulary = builtInVocabulary();
  const run = async (query: Pick<CompiledQuery, "sql" | "params" | "keep">): Promise<RawTable> => {
    const keep = query.keep ? { keep: true } : {};
    const result = must(await engine.query({ sql: query.sql, params: query.params, files: [file], ...keep }));
    return decodeTable(result.ipc);
  };
  let turn = 0;
  const [engineMs, parts, measured]: [number[], Map<string, number>[], number[]] = [[], [], []];
  const whole = async (): Promise<void> => {
    const part = question.part(dayOf(turn));
    turn += 1;
    const plan = planOf({ part }, dataset);
    const queries = compilePlan(plan, [dataset]);
    const tables: Record<string, RawTable> = {};
    const began = performance.now();
    await Promise.all(
      queries.map(async (query) => {
        tables[query.name] = await run(query);
      }),
    );
    engineMs.push(performance.now() - began);
    const { value, times } = timed(
      composing({
        plan,
        question: questionOf(part),
        datasets: [dataset],
        tables,
        vocabulary,
        report: { questionHash: "", entries: [], considered: 1, counts: NONE, gaps: [] },
        unsure: [],
        today: "2026-11-24",
        protect: protectCounts,
      }),
    );
    const { table } = must(value);
    answerFingerprint(questionOf(part), [file.sha256], plan, table);
    parts.push(times);
  };
  // The same days as the turn before it, without what only caveats read.
  const figures = async (): Promise<void> => {
    const queries = compilePlan(planOf({ part: question.part(dayOf(turn - 1)) }, dataset), [dataset]);
    const read = queries.filter(({ keep }) => keep !== true);
    await Promise.all(read.map((query) => run({ ...query, sql: withoutFacts(query.sql) })));
  };
  const kept = compilePlan(planOf({ part: question.part(dayOf(0)) }, dataset), [dataset]).find(
    ({ keep }) => keep,
  );
  if (kept !== undefined) {
    const began = performance.now();
    await run({ ...kept, keep: false });
    measured.push(performance.now() - began);
  }
  const [full = [], only = []] = await interleave(pairs, [whole, figures]);
  const of = (index: number, names: readonly string[]): number =>
    names.reduce((sum, name) => sum + (parts[index + 1]?.get(name) ?? 0), 0);
  const facts = full.map((_, index) => Math.max(0, (engineMs[index + 1] ?? 0) - (only[index] ?? 0)));
  const caveats = full.map((_, index) => of(index, ["caveats", "rest"]));
  const control = full.map((_, index) => of(index, ["disclosure"]));
  const shown = (values: readonly number[]): string => median(values).toFixed(1);
  return [
    {
      name: `${question.name}: caveats with their facts, and suppression ÷ answer`,
      value: median(
        full.map((ms, index) => ((facts[index] ?? 0) + (caveats[index] ?? 0) + (control[index] ?? 0)) / ms),
      ),
      unit: "×",
      limit: 0.15,
      detail: `facts ${shown(facts)}, caveats ${shown(caveats)}, suppression ${shown(control)} of ${shown(full)} ms; series, table and chart ${shown(full.map((_, index) => of(index, ["read", "series", "shape"])))}${measured[0] === undefined ? "" : `; facts of the file, once: ${measured[0].toFixed(0)}`}`,
    },
  ];
}

/** Does work in steps and tells what each named part of it took, in milliseconds. */
function timed<T>(steps: Steps<T>): { readonly value: T; readonly times: Map<string, number> } {
  const times = new Map<string, number>();
  let began = performance.now();
  const note = (name: string): void => {
    const now = performance.now();
    times.set(name, (times.get(name) ?? 0) + now - began);
    began = now;
  };
  for (;;) {
    const step = steps.next();
    if (step.done === true) {
      note("rest");
      return { value: step.value, times };
    }
    if (step.value !== undefined) note(step.value);
  }
}

/**
 * A compiled query without the parts that only caveats read: its figures and series. One for both sides of a share or of two
 * measures stays whole, as its parts lie inside each side: what its facts cost is not told apart.
 */
function withoutFacts(sql: string): string {
  if (sql.startsWith("WITH both_ ")) return sql;
  const [first = "", ...others] = sql.split("\nUNION ALL\n");
  return [first, ...others.filter((part) => /^\(SELECT '(figure|series|behind)'/.test(part))].join(
    "\nUNION ALL\n",
  );
}

const NONE = {
  answers: 0,
  "answers-with-caveats": 0,
  "answers-together": 0,
  "must-be-requested": 0,
  cannot: 0,
};
