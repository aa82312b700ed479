import { rowsBehind } from "../../../shared/answer/rows-behind.ts";
import { decodeTable } from "../../../shared/answer/table/table.ts";
import type { RowPage } from "../../../shared/api/rows.ts";
import type { RowQueries } from "../../../shared/plan/compile/compile-rows.ts";
import type { CompiledQuery } from "../../../shared/plan/plan.ts";
import { ok, type Result } from "../../../shared/result.ts";
import type { JobOptions } from "../../engine/engine.ts";
import type { Exported } from "../../exporters/answer-export.ts";
import { datasetsNamed, filesOf, type Session } from "../session.ts";
import { jobOptions, type RunOptions } from "./execute.ts";
import { withNote } from "./export.ts";
import { heldAnswer } from "./recent.ts";
import { recordLook } from "./viewed.ts";

/** Rows of one page. */
const PAGE = 1000;

/** Which rows are asked for: of the whole answer, or of one row of its table; from which on. */
export type RowsAsked = { readonly id: string; readonly row: number | null; readonly offset: number };
export type RowsExportAsked = Omit<RowsAsked, "offset"> & { readonly format: "csv" | "arrow" | "parquet" };

/** The rows behind an answer, or behind one row of its table: a page of the file's own rows, with their count. */
export async function answerRows(session: Session, asked: RowsAsked): Promise<Result<RowPage>> {
  const found = await queriesOf(session, asked.id, asked.row);
  if (!found.ok) return found;
  const [page, noted] = await Promise.all([
    readPage(session, found.value.queries, { offset: asked.offset, count: PAGE }, (query) =>
      select(session, query),
    ),
    recordLook(session, { kind: "rows-viewed", payload: { answerId: asked.id, row: asked.row } }),
  ]);
  if (!noted.ok) return noted;
  if (!page.ok) return page;
  const { columns, rows } = page.value.page;
  return ok({
    total: page.value.total,
    offset: asked.offset,
    columns: columns.map(({ name, type }) => ({ name, type })),
    rows: rows.map((row) => [...row]),
  });
}

/**
 * Reads a page with `read`, and tells how many rows there are in all. They are counted part by part of the file: the count
 * is made once and then in the engine's memory, and says for each later page which parts of the file it lies in.
 */
export async function readPage<T>(
  session: Session,
  queries: RowQueries,
  { offset, count }: { readonly offset: number; readonly count: number },
  read: (query: CompiledQuery) => Promise<Result<T>>,
  job: JobOptions = {},
): Promise<Result<{ readonly total: number; readonly page: T }>> {
  const counting = select(session, queries.parts, job);
  const first = offset === 0 ? read(queries.page(offset, count, null)) : null;
  const counted = await counting;
  const parts = counted.ok
    ? counted.value.rows.map(([part, rows]) => ({ part: Number(part), rows: Number(rows) }))
    : [];
  if (!counted.ok && first === null) return counted;
  const page = await (first ?? read(queries.page(offset, count, parts)));
  if (!counted.ok) return counted;
  const total = parts.reduce((sum, { rows }) => sum + rows, 0);
  return page.ok ? ok({ total, page: page.value }) : page;
}

/** Writes all rows behind an answer to a file the user chose, with a note of caveats and sources beside it. */
export async function exportRows(
  session: Session,
  asked: RowsExportAsked,
  path: string,
  options: RunOptions = {},
): Promise<Result<Exported>> {
  const found = await queriesOf(session, asked.id, asked.row);
  if (!found.ok) return found;
  const { queries, answer } = found.value;
  const { sql, params, files } = queries.all;
  const exported = await withNote(answer, "rows", async () => {
    const written = await session.engine.write(
      { sql, params, files: filesOf(session, files) },
      { path, format: asked.format },
      jobOptions(options),
    );
    return written.ok ? ok({ path, ...written.value }) : written;
  });
  if (!exported.ok || session.workspace.readOnly) return exported;
  const { sha256 } = exported.value;
  const recorded = await session.record({
    kind: "answer-exported",
    payload: { answerId: asked.id, format: `rows.${asked.format}`, sha256 },
  });
  return recorded.ok ? exported : recorded;
}

/** The queries for the rows behind an answer, or behind one row of its table; a problem where they may not be seen. */
export async function queriesOf(session: Session, id: string, row: number | null) {
  const kept = await heldAnswer(session, id);
  if (!kept.ok) return kept;
  const { answer, datasets } = kept.value;
  const now = datasetsNamed(
    session,
    datasets.map((dataset) => dataset.id),
  );
  const queries = rowsBehind(answer, datasets, now, row);
  return queries.ok ? ok({ queries: queries.value, answer }) : queries;
}

async function select(session: Session, { sql, params, files }: CompiledQuery, job: JobOptions = {}) {
  const result = await session.engine.query({ sql, params, files: filesOf(session, files) }, job);
  return result.ok ? ok(decodeTable(result.value.ipc)) : result;
}
