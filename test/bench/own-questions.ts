import { z } from "zod";
import type { Dataset } from "../../shared/catalogue/dataset.ts";
import file from "../match/own-judged.json" with { type: "json" };
import type { Judged } from "./judged-questions.ts";

const questionsSchema = z.array(
  z.object({
    id: z.number().int(),
    text: z.string(),
    /** Patterns over titles: what answers, what helps in part. */
    answers: z.string().optional(),
    parts: z.string().optional(),
  }),
);

/** Which of our own questions: used while working, only reported on, or written afterwards (test/match/own-judged.json). */
export type OwnGroup = "used" | "reported" | "later";

const groupOf = (id: number): OwnGroup => (id > 100 ? "later" : id % 2 === 1 ? "used" : "reported");

/** Our own questions over the real catalogue, with the grades that their patterns give its entries. */
export function ownQuestions(
  catalogue: readonly Dataset[],
): readonly (Judged & { readonly group: OwnGroup })[] {
  return questionsSchema.parse(file.questions).map(({ id, text, answers, parts }) => {
    const grades = new Map<string, number>();
    const grade = (pattern: string | undefined, given: number): void => {
      if (pattern === undefined) return;
      const titles = new RegExp(pattern, "i");
      for (const entry of catalogue)
        if (!grades.has(entry.id) && titles.test(entry.title)) grades.set(entry.id, given);
    };
    grade(answers, 2);
    grade(parts, 1);
    return { qid: String(id), text, grades, group: groupOf(id) };
  });
}

/** How often "nothing relevant" is said rightly: of the questions told so, and of those that have nothing. */
export type NothingScore = {
  readonly told: number;
  readonly rightly: number;
  readonly without: number;
  readonly questions: number;
};

/** Counts how often a judgement that nothing is relevant is right. */
export function scoreNothing(
  questions: readonly Judged[],
  saysNothing: (question: Judged) => boolean,
): NothingScore {
  const has = ({ grades }: Judged) => [...grades.values()].some((grade) => grade > 0);
  const told = questions.filter(saysNothing);
  return {
    told: told.length,
    rightly: told.filter((question) => !has(question)).length,
    without: questions.filter((question) => !has(question)).length,
    questions: questions.length,
  };
}
