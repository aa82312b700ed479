import { createHash } from "node:crypto";
import type { Answer } from "../../shared/answer/answer.ts";
import type { Steps } from "../../shared/steps.ts";

/** So many rows of the table are written at a time. */
const ROWS_AT_ONCE = 4_000;

/** A sealed answer as the text of its file, in pieces, with the SHA-256 of them all. */
export type AnswerText = { readonly pieces: readonly Uint8Array[]; readonly sha256: string };

/** Writes an answer as JSON in steps; a row of its table, which may have very many, is one line. */
export function* answerText(answer: Answer): Steps<AnswerText> {
  const hash = createHash("sha256");
  const pieces: Uint8Array[] = [];
  const add = (text: string): void => {
    const piece = Buffer.from(text, "utf8");
    hash.update(piece);
    pieces.push(piece);
  };
  const { columns, rows, suppressed } = answer.table;
  let before = "{\n";
  for (const [name, value] of Object.entries(answer)) {
    if (value === undefined) continue;
    add(`${before} ${JSON.stringify(name)}: `);
    before = ",\n";
    if (name !== "table") {
      add(JSON.stringify(value, null, 1));
      continue;
    }
    add(`{\n  "columns": ${JSON.stringify(columns)},\n  "rows": [`);
    for (let row = 0; row < rows.length; row += ROWS_AT_ONCE) {
      yield;
      const lines = rows.slice(row, row + ROWS_AT_ONCE).map((cells) => JSON.stringify(cells));
      add(`${row === 0 ? "\n" : ",\n"}${lines.join(",\n")}`);
    }
    yield;
    add(`],\n  "suppressed": ${JSON.stringify(suppressed)}\n }`);
  }
  add("\n}\n");
  return { pieces, sha256: hash.digest("hex") };
}
