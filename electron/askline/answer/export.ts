import type { Answer } from "../../../shared/answer/answer.ts";
import { publicProfile } from "../../../shared/disclosure/public-profile.ts";
import { tableName } from "../../../shared/plan/sql-names.ts";
import type { Result } from "../../../shared/result.ts";
import { type Exported, exportAnswerJson, exportNote, removeFile } from "../../exporters/answer-export.ts";
import { writeSealed } from "../../exporters/sealed/write-sealed.ts";
import type { KeptAnswer } from "../../workspace/answer-files.ts";
import type { Session } from "../session.ts";
import { signerOf } from "../signing.ts";
import { readAnswer, withTodaysAccess } from "./answers.ts";
import { jobOptions, type RunOptions } from "./execute.ts";

export { checkExport } from "../../exporters/answer-export.ts";

/** What an answer can be written as. */
export type ExportFormat = "json" | "csv" | "arrow" | "parquet" | "askline";

/** Writes a stored answer to a file the user chose; tables come with a note of caveats and sources beside them. */
export async function exportAnswer(
  session: Session,
  id: string,
  format: ExportFormat,
  path: string,
  options: RunOptions = {},
): Promise<Result<Exported>> {
  const kept = await readAnswer(session, id);
  if (!kept.ok) return kept;
  const { answer } = kept.value;
  const isTable = format !== "json" && format !== "askline";
  const exported = isTable
    ? await withNote(answer, "table", () => exportTable(session, answer, { format, path }, options))
    : await write(session, kept.value, format, path);
  if (!exported.ok) return exported;
  if (session.workspace.readOnly) return exported;
  const { sha256 } = exported.value;
  const recorded = await session.record({
    kind: "answer-exported",
    payload: { answerId: id, format, sha256 },
  });
  return recorded.ok ? exported : recorded;
}

/**
 * Writes a table and the note beside it. Where the note cannot be written, the table does not stay either: it would
 * travel without its caveats and sources.
 */
export async function withNote(
  answer: Answer,
  what: "table" | "rows",
  write: () => Promise<Result<Exported>>,
): Promise<Result<Exported>> {
  const exported = await write();
  if (!exported.ok) return exported;
  const noted = await exportNote(answer, exported.value, what);
  if (noted.ok) return exported;
  await removeFile(exported.value.path);
  return noted;
}

async function write(
  session: Session,
  kept: KeptAnswer,
  format: "json" | "askline",
  path: string,
): Promise<Result<Exported>> {
  if (format === "json") return exportAnswerJson(kept.answer, path);
  const result = await session.workspace.answers.result(kept.answer);
  if (!result.ok) return result;
  const { workspace, around } = session;
  return writeSealed(
    {
      ...kept,
      datasets: withTodaysAccess(session, kept.datasets).map(publicProfile),
      resultPath: result.value.path,
      data: kept.answer.sources.map(({ sha256 }) => ({ sha256, path: workspace.data.pathOf(sha256) })),
      writtenAt: new Date(around.now()).toISOString(),
      writtenBy: around.application,
      signer: await signerOf(around),
    },
    path,
  );
}

/** The engine writes tables: one way for every format, however large the answer. */
async function exportTable(
  session: Session,
  answer: Answer,
  target: { readonly format: "csv" | "arrow" | "parquet"; readonly path: string },
  options: RunOptions,
): Promise<Result<Exported>> {
  const result = await session.workspace.answers.result(answer);
  if (!result.ok) return result;
  const { sha256 } = result.value;
  const query = { sql: `SELECT * FROM ${tableName(sha256)}`, params: [], files: [result.value] };
  const written = await session.engine.write(query, target, jobOptions(options));
  return written.ok ? { ok: true, value: { path: target.path, ...written.value } } : written;
}
