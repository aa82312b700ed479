import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { MatchEntry } from "../../shared/match/report.ts";
import { planQuestion } from "../../shared/plan/plan-question.ts";
import { type Question, questionSchema } from "../../shared/question/question.ts";
import { builtInVocabulary } from "../../shared/vocabulary/built-in.ts";
import { answerFor } from "../answer/answer-for.ts";
import { profiled } from "./datasets.ts";
import { Database, dataFolder, haveData } from "./real-tables.ts";

type Reference = {
  id: string;
  datasets: string[];
  answerable: boolean;
  expected: { value: number; tolerance: number } | null;
};

describe.skipIf(!haveData)("the reference questions, from structured question to number", () => {
  let db: Database;
  const lines = haveData
    ? readFileSync(join(dataFolder, "..", "questions", "dev.jsonl"), "utf8")
        .trim()
        .split("\n")
    : [];
  const references: Reference[] = lines.map((line) => JSON.parse(line));
  const asked: { id: string; question: unknown }[] = JSON.parse(
    readFileSync(new URL("../question/dev-questions.json", import.meta.url), "utf8"),
  );
  beforeAll(async () => {
    db = await Database.open();
    for (const id of new Set(references.filter((one) => one.answerable).flatMap((one) => one.datasets)))
      await db.loadTable(id);
  });
  for (const reference of references.filter((one) => one.answerable)) {
    test(reference.id, async () => {
      const question = questionSchema.parse(asked.find(({ id }) => id === reference.id)?.question);
      const datasets = await Promise.all(reference.datasets.map((id) => profiled(db, id)));
      const plan = planQuestion({
        question,
        entry: entryFor(question, datasets),
        datasets,
        vocabulary: builtInVocabulary(),
      });
      if (!plan.ok) throw new Error(plan.problem.message);
      const answer = await answerFor(db, { question, datasets, plan: plan.value });
      console.log(
        reference.id,
        answer.value,
        answer.sentence,
        answer.unit,
        JSON.stringify(answer.caveats.map(({ code, severity, text }) => [code, severity, text])),
        answer.steps.map((step) => `${step.text} ${step.rowsIn}>${step.rowsOut}`).join(" | "),
      );
      expect(answer.value).toBeCloseTo(reference.expected?.value ?? Number.NaN, 4);
    });
  }
});

function entryFor(
  question: Question,
  datasets: {
    id: string;
    title: string;
    measures: { id: string; concept: string; subject?: string | undefined }[];
  }[],
): MatchEntry {
  const [main, other] = datasets;
  const measure = main?.measures.find(({ concept }) => concept === question.measure?.concept);
  return {
    dataset: main?.id ?? "",
    title: main?.title ?? "",
    verdict: "answers",
    score: 1,
    measure: measure?.id ?? null,
    criteria: [],
    reason: "",
    ...(other
      ? {
          join: {
            dataset: other.id,
            measure: other.measures[0]?.id ?? "",
            role: "denominator" as const,
            on: ["place" as const],
            matched: 1,
            text: "",
          },
        }
      : {}),
  };
}
