import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { basename } from "node:path";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import type { Answer } from "../../shared/answer/answer.ts";
import { sha256Hex } from "../../shared/canonical.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { writeWholeFile } from "./whole-file.ts";

/** A file that was written for the user: its rows and the SHA-256 of its bytes. */
export type Exported = { readonly path: string; readonly rows: number; readonly sha256: string };

/** How texts stand in a CSV file (engine/files/csv-cells.ts), said in the note beside it. */
const CSV_RULE =
  "A text that a spreadsheet would run as a formula (it begins with = + - @, tab or return, and is no number) has an apostrophe in front. To have the texts as they are in the data, take one apostrophe away from each text in which such a sign follows the apostrophes it begins with; or use Arrow or Parquet, which hold them unchanged.";

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
    ...(exported.path.endsWith(".csv") && { texts: CSV_RULE }),
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

/** Takes away a file that was just written, when what belongs to it could not be. */
export const removeFile = (path: string): Promise<void> => rm(path, { force: true }).catch(() => undefined);

const noteSchema = z.object({
  file: z.string(),
  rows: z.number(),
  sha256: z.string(),
  answer: z.string(),
  fingerprint: z.string(),
  sentence: z.string(),
});
/** What the note beside an exported file says of it, and whether the file is still the one that was written. */
export type CheckedExport = z.infer<typeof noteSchema> & { readonly isUnchanged: boolean };

/** Holds an exported file against the note beside it: the same bytes, or others. */
export async function checkExport(path: string): Promise<Result<CheckedExport>> {
  try {
    const note = noteSchema.parse(JSON.parse(await readFile(`${path}.about.json`, "utf8")));
    const hash = createHash("sha256");
    await pipeline(createReadStream(path), hash);
    return ok({ ...note, isUnchanged: hash.digest("hex") === note.sha256 });
  } catch (error) {
    return fail({
      code: "not-found",
      message: `“${basename(path)}” cannot be checked: the file, or the note beside it (${basename(path)}.about.json), is not there or cannot be read.`,
      remedy: "Keep the two together, as they were written.",
      detail: error instanceof Error ? error.message : String(error),
    });
  }
}
