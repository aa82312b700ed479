import { basename } from "node:path";
import type { Answer } from "../../shared/answer/answer.ts";
import { sha256Hex } from "../../shared/canonical.ts";
import { ok, type Result } from "../../shared/result.ts";
import { writeWholeFile } from "./whole-file.ts";

/** A file that was written for the user: its rows and the SHA-256 of its bytes. */
export type Exported = { readonly path: string; readonly rows: number; readonly sha256: string };

/** Writes a whole answer as readable JSON. */
export async function exportAnswerJson(answer: Answer, path: string): Promise<Result<Exported>> {
  const text = `${JSON.stringify(answer, null, 2)}\n`;
  const written = await writeWholeFile(path, text);
  return written.ok ? ok({ path, rows: answer.table.rows.length, sha256: sha256Hex(text) }) : written;
}

/**
 * Writes what must not be lost when only the numbers travel: sentence, caveats, sources and licence, with the row count
 * and hash of the file beside it.
 */
export async function exportNote(
  answer: Answer,
  exported: Exported,
  what: "table" | "rows" = "table",
): Promise<Result<void>> {
  const { id, fingerprint, sentence, caveats, sources, suppression, question, questionText, answeredAt } =
    answer;
  const note = {
    file: basename(exported.path),
    rows: exported.rows,
    sha256: exported.sha256,
    answer: id,
    fingerprint,
    answeredAt,
    question: { text: question.text, as: questionText },
    sentence,
    caveats: caveats.map(({ code, severity, text }) => ({ code, severity, text })),
    suppression,
    coverage: answer.coverage?.text ?? null,
    decision: answer.decision?.text ?? null,
    // The rows behind an answer have the columns of their file.
    columns:
      what === "rows" ? null : answer.table.columns.map(({ name, label, unit }) => ({ name, label, unit })),
    sources: sources.map(({ title, publisher, licence, attribution, dataUntil, freshness }) => ({
      title,
      publisher,
      licence,
      attribution,
      dataUntil,
      freshness,
    })),
  };
  return writeWholeFile(`${exported.path}.about.json`, `${JSON.stringify(note, null, 2)}\n`);
}
