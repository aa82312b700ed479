import { publicProfile } from "../../../shared/disclosure/public-profile.ts";
import { tableName } from "../../../shared/plan/sql-names.ts";
import type { Result } from "../../../shared/result.ts";
import { type Exported, exportAnswerJson, exportNote } from "../../exporters/answer-export.ts";
import { writeSealed } from "../../exporters/sealed/write-sealed.ts";
import type { KeptAnswer } from "../../workspace/answer-files.ts";
import { hashFile } from "../../workspace/data-files.ts";
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
  const exported = await write(session, kept.value, format, path, options);
  if (!exported.ok) return exported;
  if (format !== "json" && format !== "askline") {
    const noted = await exportNote(answer, exported.value);
    if (!noted.ok) return noted;
  }
  if (session.workspace.readOnly) return exported;
  const { sha256 } = exported.value;
  const recorded = await session.record({
    kind: "answer-exported",
    payload: { answerId: id, format, sha256 },
  });
  return recorded.ok ? exported : recorded;
}

async function write(
  session: Session,
  kept: KeptAnswer,
  format: ExportFormat,
  path: string,
  options: RunOptions,
): Promise<Result<Exported>> {
  if (format === "json") return exportAnswerJson(kept.answer, path);
  if (format !== "askline") return exportTable(session, kept.answer.id, { format, path }, options);
  const { workspace, around } = session;
  return writeSealed(
    {
      ...kept,
      datasets: withTodaysAccess(session, kept.datasets).map(publicProfile),
      resultPath: workspace.answers.resultPath(kept.answer.id),
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
  id: string,
  target: { readonly format: "csv" | "arrow" | "parquet"; readonly path: string },
  options: RunOptions,
): Promise<Result<Exported>> {
  const result = session.workspace.answers.resultPath(id);
  const sha256 = await hashFile(result);
  const query = { sql: `SELECT * FROM ${tableName(sha256)}`, params: [], files: [{ sha256, path: result }] };
  const written = await session.engine.write(query, target, jobOptions(options));
  return written.ok ? { ok: true, value: { path: target.path, ...written.value } } : written;
}
