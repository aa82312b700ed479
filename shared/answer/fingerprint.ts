import { fingerprintOf } from "../canonical.ts";
import type { Plan } from "../plan/plan.ts";
import { questionMeaning } from "../question/canonical.ts";
import type { Question } from "../question/question.ts";
import type { AnswerTable } from "./answer.ts";

/**
 * SHA-256 over the canonical JSON of question, data files, plan and table. The words as typed and the day of asking do not
 * count: two ways to say the same give the same fingerprint. Numbers in the table are already rounded (rounding.ts), so
 * the fingerprint is the same in every process, time zone and locale.
 */
export function answerFingerprint(
  question: Question,
  fileHashes: readonly string[],
  plan: Plan,
  table: AnswerTable,
): string {
  return fingerprintOf({
    question: questionMeaning(question),
    files: [...new Set(fileHashes)].sort(),
    plan,
    table: {
      columns: table.columns.map(({ name, type, unit }) => ({ name, type, unit })),
      rows: table.rows,
      suppressed: table.suppressed,
    },
  });
}
