import type { Answer } from "../../../shared/answer/answer.ts";
import type { Composed } from "../../../shared/answer/compose.ts";
import type { RawTable } from "../../../shared/answer/table/read-result.ts";
import { readTable } from "../../../shared/answer/table/table.ts";
import type { Dataset } from "../../../shared/catalogue/dataset.ts";
import { rowsArePeople } from "../../../shared/catalogue/people-rows.ts";
import type { Told } from "../../../shared/disclosure/claims.ts";
import { protectCounts } from "../../../shared/disclosure/protect-counts.ts";
import type { MatchReport } from "../../../shared/match/report.ts";
import { compilePlan } from "../../../shared/plan/compile.ts";
import type { CompiledQuery, Plan } from "../../../shared/plan/plan.ts";
import type { Question } from "../../../shared/question/question.ts";
import { ok, type Result } from "../../../shared/result.ts";
import type { EngineInfo, JobOptions, Progress } from "../../engine/engine.ts";
import { knownDesignated } from "../catalogue/standing.ts";
import { filesOf, type Session } from "../session.ts";
import { putTogether } from "./put-together.ts";

/** Where a run stands: the engine's own stages, and those around them. */
export type Stage =
  | Progress
  | {
      readonly stage: "matching" | "sealing" | "composing";
      readonly share: null;
      readonly rows: null;
      /** Whether a rough answer from a sample can be had while this runs; known once the question is planned. */
      readonly rough?: RoughOffer;
    };

/** Whether a rough answer can be had, and if not, why. */
export type RoughOffer = { readonly possible: boolean; readonly why: string | null };

/** How a caller follows and stops a run. */
export type RunOptions = { readonly signal?: AbortSignal; readonly onStage?: (stage: Stage) => void };

/** The same as the engine takes it. */
export const jobOptions = ({ signal, onStage }: RunOptions): JobOptions => ({
  ...(signal && { signal }),
  ...(onStage && { onProgress: onStage }),
});

/** A plan with everything it rests on. */
export type Planned = {
  readonly question: Question;
  /** The question as one sentence. */
  readonly text: string;
  readonly report: MatchReport;
  readonly plan: Plan;
  readonly datasets: readonly Dataset[];
  readonly unsure: readonly string[];
};

/** What a plan came to: the answer but for its id, seal and times, and the queries that made it. */
export type Computed = {
  readonly composed: Composed;
  readonly queries: readonly CompiledQuery[];
  readonly fingerprint: string;
  readonly engine: EngineInfo;
  /** All that it may tell about people, for the guard; null where the plan is under no disclosure control. */
  readonly told: Told | null;
};

/** Runs a plan in the engine and composes the answer. The same for a first run and for every replay. */
export async function execute(
  session: Session,
  planned: Planned,
  asked: RunOptions,
): Promise<Result<Computed>> {
  const { plan, question, datasets, report, unsure } = planned;
  const options = datasets.some(rowsArePeople) ? withoutRows(asked) : asked;
  const queries = compilePlan(plan, datasets);
  const files = filesOf(
    session,
    queries.flatMap((query) => query.files),
  );
  const results = await Promise.all(
    queries.map((query) =>
      session.engine.query(
        {
          sql: query.sql,
          params: query.params,
          files: files.filter((file) => query.files.includes(file.sha256)),
          ...(query.keep && { keep: true }),
        },
        {
          ...(options.signal && { signal: options.signal }),
          ...(options.onStage && { onProgress: options.onStage }),
        },
      ),
    ),
  );
  const tables: Record<string, RawTable> = {};
  for (const [i, result] of results.entries()) {
    if (!result.ok) return result;
    const name = queries[i]?.name;
    if (name !== undefined) tables[name] = readTable(result.value.ipc);
  }
  options.onStage?.({ stage: "composing", share: null, rows: null });
  const { vocabulary } = session.derived();
  const made = await putTogether(
    {
      plan,
      question,
      datasets,
      tables,
      vocabulary,
      report,
      unsure,
      today: session.today(),
      protect: protectCounts,
      designated: await designatedBeside(session, planned),
    },
    files.map((file) => file.sha256),
    options.signal,
  );
  if (!made.ok) return made;
  return ok({ ...made.value, queries, engine: await session.engine.info() });
}

/** Progress without the number of rows read: of a list of people it is how many there are. */
const withoutRows = ({ onStage, ...options }: RunOptions): RunOptions => ({
  ...options,
  ...(onStage && {
    onStage: (stage: Stage) =>
      onStage(stage.stage === "composing" || stage.rows === null ? stage : { ...stage, rows: null }),
  }),
});

/** What is known of the designated source beside one that is not it; nothing is computed for it. */
function designatedBeside(session: Session, { plan, question, report }: Planned) {
  const [scan] = plan.steps.flatMap((step) => (step.kind === "scan" ? [step] : []));
  const entry = report.entries.find((one) => one.dataset === scan?.dataset);
  const verdict = entry?.criteria.find(({ code }) => code === "authority")?.verdict;
  if (scan === undefined || verdict !== "partly") return null;
  const [area, ...others] = question.place?.areas ?? [];
  const { dataset, measure } = scan;
  return knownDesignated(session, {
    dataset,
    measure,
    ...(area === undefined || others.length > 0 || area.id === "world" ? {} : { area: area.id }),
  });
}

/** Completes a computed answer with its id, seal and times. */
export function sealAnswer(
  computed: Computed,
  planned: Planned,
  about: {
    readonly id: string;
    readonly seal: Answer["seal"];
    readonly answeredAt: string;
    readonly tookMs: number;
  },
): Answer {
  const { name, version, converter } = computed.engine;
  return {
    schema: "askline/answer/1",
    ...computed.composed,
    ...about,
    question: planned.question,
    questionText: planned.text,
    match: planned.report,
    plan: planned.plan,
    queries: [...computed.queries],
    fingerprint: computed.fingerprint,
    unsure: [...planned.unsure],
    engine: { name, version, converter },
  };
}
