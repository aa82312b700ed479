import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createEngineHost } from "../../electron/engine/host.ts";
import { nodeEngineProcesses } from "../../electron/engine/start-node.ts";
import { readOverlays } from "../../electron/importers/data/overlays.ts";
import type { ImportPorts } from "../../electron/importers/data/ports.ts";
import { prepare } from "../../electron/importers/data/prepare.ts";
import { sourcesAt } from "../../electron/importers/data/sources.ts";
import { type Composed, composeAnswer } from "../../shared/answer/compose.ts";
import type { RawTable } from "../../shared/answer/table/read-result.ts";
import { decodeTable } from "../../shared/answer/table/table.ts";
import type { Dataset } from "../../shared/catalogue/dataset.ts";
import { builtInPlaces } from "../../shared/catalogue/propose/built-in-places.ts";
import type { Criterion, Join, MatchEntry, MatchReport } from "../../shared/match/report.ts";
import { compilePlan } from "../../shared/plan/compile.ts";
import type { CompiledQuery, Plan, SqlValue } from "../../shared/plan/plan.ts";
import { planQuestion } from "../../shared/plan/plan-question.ts";
import { tableName } from "../../shared/plan/sql-names.ts";
import { type Question, questionSchema } from "../../shared/question/question.ts";
import { ok, type Result } from "../../shared/result.ts";
import { builtInVocabulary } from "../../shared/vocabulary/built-in.ts";
import { dataFolder } from "../plan/real-tables.ts";

const fixtureDescriptions = fileURLToPath(new URL("../../fixtures/descriptions", import.meta.url));

/** A question as a test writes it: the parts that matter, and which measure of which table answers it. */
export type Asked = {
  readonly dataset: string;
  readonly measure: string;
  readonly join?: Pick<Join, "dataset" | "measure" | "role">;
  readonly question: Omit<Partial<Question>, "place"> & {
    readonly place?: {
      readonly areas?: readonly (readonly [id: string, name: string])[];
      readonly by?: string;
    };
  };
  readonly criteria?: readonly Criterion[];
  readonly unsure?: readonly string[];
  readonly today?: string;
};

export type Ran = {
  readonly answer: Composed;
  readonly plan: Plan;
  readonly queries: readonly CompiledQuery[];
  readonly tables: Readonly<Record<string, RawTable>>;
};

/** The real tables behind the real engine, described by the real importer. */
export type Workbench = {
  readonly dataset: (id: string) => Dataset;
  readonly plan: (asked: Asked) => Result<Plan>;
  readonly run: (asked: Asked) => Promise<Result<Ran>>;
  readonly select: (sql: string, params?: readonly SqlValue[]) => Promise<RawTable>;
  /** The first cell of a hand-written statement; `{id}` stands for a table. */
  readonly number: (sql: string) => Promise<number | null>;
  readonly close: () => Promise<void>;
};

export const questionOf = (asked: Asked): Question =>
  questionSchema.parse({
    version: 1,
    text: "",
    asked: "2026-11-24",
    kind: "situation",
    decision: { kind: "waived" },
    ...asked.question,
    place: {
      areas: (asked.question.place?.areas ?? []).map(([id, name]) => ({ id, name })),
      ...(asked.question.place?.by ? { by: asked.question.place.by } : {}),
    },
  });

export const entryOf = (asked: Asked): MatchEntry => ({
  dataset: asked.dataset,
  title: asked.dataset,
  verdict: asked.join ? "answers-together" : "answers",
  score: 1,
  measure: asked.measure,
  ...(asked.join ? { join: { ...asked.join, on: ["place"], matched: null, text: "" } } : {}),
  criteria: [...(asked.criteria ?? [])],
  reason: "",
});

export async function openWorkbench(ids: readonly string[]): Promise<Workbench> {
  const scratch = mkdtempSync(join(tmpdir(), "askline-answers-"));
  const engine = createEngineHost(nodeEngineProcesses(), { cacheFolder: join(scratch, "cache") });
  const overlays = await readOverlays(fixtureDescriptions);
  const vocabulary = builtInVocabulary();
  const unused = async (): Promise<never> => {
    throw new Error("Only prepared here.");
  };
  const ports: ImportPorts = {
    engine,
    knowledge: { vocabulary, places: builtInPlaces },
    overlay: (id) => overlays.get(id),
    existing: () => undefined,
    temporary: async () => join(scratch, `made-${ids.length}.arrow`),
    keepFile: unused,
    keepDataset: unused,
    unpack: unused,
    discard: async () => undefined,
  };
  const datasets = new Map<string, Dataset>();
  const files = new Map<string, { sha256: string; path: string }>();
  for (const id of ids) {
    const [source] = await sourcesAt(join(dataFolder, id));
    if (!source?.ok) throw new Error(source?.problem.message ?? `${id} is not there`);
    const prepared = await prepare(source.value, ports);
    if (!prepared.ok) throw new Error(`${id}: ${prepared.problem.message}`);
    datasets.set(id, prepared.value.dataset);
    files.set(id, { sha256: prepared.value.file.sha256, path: prepared.value.file.path });
  }
  const dataset = (id: string): Dataset => {
    const found = datasets.get(id);
    if (!found) throw new Error(`${id} is not on the workbench`);
    return found;
  };
  const select = async (sql: string, params: readonly SqlValue[] = []): Promise<RawTable> => {
    const result = await engine.query({ sql, params, files: [...files.values()] });
    if (!result.ok) throw new Error(`${result.problem.message} ${result.problem.detail ?? ""}\n${sql}`);
    return decodeTable(result.value.ipc);
  };
  const involved = (asked: Asked): Dataset[] =>
    [...new Set([asked.dataset, ...(asked.join ? [asked.join.dataset] : [])])].map(dataset);
  const plan = (asked: Asked): Result<Plan> =>
    planQuestion({
      question: questionOf(asked),
      entry: entryOf(asked),
      datasets: involved(asked),
      vocabulary,
    });
  return {
    dataset,
    plan,
    select,
    run: async (asked) => {
      const planned = plan(asked);
      if (!planned.ok) return planned;
      const queries = compilePlan(planned.value, involved(asked));
      const tables: Record<string, RawTable> = {};
      for (const { name, sql, params } of queries) tables[name] = await select(sql, params);
      const answer = composeAnswer({
        plan: planned.value,
        question: questionOf(asked),
        datasets: involved(asked),
        tables,
        vocabulary,
        report: reportOf(entryOf(asked)),
        unsure: asked.unsure ?? [],
        today: asked.today ?? "2026-11-24",
      });
      return answer.ok ? ok({ answer: answer.value, plan: planned.value, queries, tables }) : answer;
    },
    number: async (sql) => {
      const { rows } = await select(
        sql.replace(/\{([a-z0-9-]+)\}/g, (_, id: string) => tableName(files.get(id)?.sha256 ?? "")),
      );
      const value = rows[0]?.[0];
      return value === null || value === undefined ? null : Number(value);
    },
    close: async () => {
      await engine.close();
      rmSync(scratch, { recursive: true, force: true });
    },
  };
}

const reportOf = (entry: MatchEntry): MatchReport => ({
  questionHash: "",
  entries: [entry],
  considered: 1,
  counts: { answers: 1, "answers-with-caveats": 0, "answers-together": 0, "must-be-requested": 0, cannot: 0 },
  gaps: [],
});
