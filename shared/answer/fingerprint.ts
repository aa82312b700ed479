import { canonicalJson, canonicalRows, sha256Hex } from "../canonical.ts";
import type { Plan } from "../plan/plan.ts";
import { questionMeaning } from "../question/canonical.ts";
import type { Question } from "../question/question.ts";
import type { AnswerTable } from "./answer.ts";

/**
 * SHA-256 over the canonical JSON of question, data files, plan and table. The words as typed and the day of asking do not
 * count: two ways to say the same give the same fingerprint. Numbers in the table are already rounded (rounding.ts), so
 * the fingerprint is the same in every process, time zone and locale. `hash` is SHA-256 as 64 hex digits, for processes
 * that have a faster one of their own.
 */
export function answerFingerprint(
  question: Question,
  fileHashes: readonly string[],
  plan: Plan,
  { columns, rows, suppressed }: AnswerTable,
  hash: (text: string) => string = sha256Hex,
): string {
  // The canonical form of an object has its keys in order; only the rows, which may be many, are written in another way.
  const files = canonicalJson([...new Set(fileHashes)].sort());
  const described = canonicalJson(columns.map(({ name, type, unit }) => ({ name, type, unit })));
  const table = `{"columns":${described},"rows":${canonicalRows(rows)},"suppressed":${canonicalRows(suppressed)}}`;
  const meaning = canonicalJson(questionMeaning(question));
  return hash(`{"files":${files},"plan":${canonicalJson(plan)},"question":${meaning},"table":${table}}`);
}
