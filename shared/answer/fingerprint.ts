import { canonicalJson, canonicalRows, type Hash, sha256Hash } from "../canonical.ts";
import type { Plan } from "../plan/plan.ts";
import { questionMeaning } from "../question/canonical.ts";
import type { Question } from "../question/question.ts";
import { atOnce, type Steps } from "../steps.ts";
import type { AnswerTable } from "./answer.ts";

/**
 * SHA-256 over the canonical JSON of question, data files, plan and table. The words as typed and the day of asking do not
 * count: two ways to say the same give the same fingerprint. Numbers in the table are already rounded (rounding.ts), so
 * the fingerprint is the same in every process, time zone and locale. `hash` is SHA-256, for processes that have a faster
 * one of their own.
 */
export const answerFingerprint = (...about: Parameters<typeof fingerprinting>): string =>
  atOnce(fingerprinting(...about));

/** So many rows are hashed at a time. */
const ROWS_AT_ONCE = 4_000;

/** The same in steps. */
export function* fingerprinting(
  question: Question,
  fileHashes: readonly string[],
  plan: Plan,
  { columns, rows, suppressed }: AnswerTable,
  hash: Hash = sha256Hash(),
): Steps<string> {
  // The canonical form of an object has its keys in order; only the rows, which may be many, are written in another way.
  const files = canonicalJson([...new Set(fileHashes)].sort());
  const meaning = canonicalJson(questionMeaning(question));
  const described = canonicalJson(columns.map(({ name, type, unit }) => ({ name, type, unit })));
  hash.update(
    `{"files":${files},"plan":${canonicalJson(plan)},"question":${meaning},"table":{"columns":${described},"rows":[`,
  );
  for (let row = 0; row < rows.length; row += ROWS_AT_ONCE) {
    yield;
    const text = canonicalRows(rows.slice(row, row + ROWS_AT_ONCE));
    hash.update(`${row === 0 ? "" : ","}${text.slice(1, -1)}`);
  }
  hash.update(`],"suppressed":${canonicalRows(suppressed)}}}`);
  return hash.digest("hex");
}
