import { type Composed, composeAnswer } from "../../shared/answer/compose.ts";
import type { RawTable } from "../../shared/answer/table/read-result.ts";
import type { Dataset } from "../../shared/catalogue/dataset.ts";
import type { MatchReport } from "../../shared/match/report.ts";
import { compilePlan } from "../../shared/plan/compile.ts";
import type { Plan } from "../../shared/plan/plan.ts";
import type { Question } from "../../shared/question/question.ts";
import { builtInVocabulary } from "../../shared/vocabulary/built-in.ts";
import type { Database } from "../plan/real-tables.ts";

export const noReport: MatchReport = {
  questionHash: "",
  entries: [],
  considered: 0,
  counts: { answers: 0, "answers-with-caveats": 0, "answers-together": 0, "must-be-requested": 0, cannot: 0 },
  gaps: [],
};

/** Compiles a plan, runs it in the test's database, composes the answer; throws the reason when there is none. */
export async function answerFor(
  db: Database,
  {
    question,
    datasets,
    plan,
    unsure = [],
    today = "2026-11-24",
  }: {
    question: Question;
    datasets: readonly Dataset[];
    plan: Plan;
    unsure?: readonly string[];
    today?: string;
  },
): Promise<Composed> {
  const tables: Record<string, RawTable> = {};
  for (const query of compilePlan(plan, datasets)) tables[query.name] = await db.run(query);
  const composed = composeAnswer({
    plan,
    question,
    datasets,
    tables,
    vocabulary: builtInVocabulary(),
    report: noReport,
    unsure,
    today,
  });
  if (!composed.ok) throw new Error(composed.problem.message);
  return composed.value;
}
