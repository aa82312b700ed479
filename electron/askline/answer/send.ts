import { drawnRows, rowsBetween } from "../../../shared/answer/table/drawn-rows.ts";
import { encodeAnswerTable } from "../../../shared/answer/table/table.ts";
import type { SentRows, SentTable } from "../../../shared/api/results.ts";
import type { CompiledQuery } from "../../../shared/plan/plan.ts";
import { ok, type Result } from "../../../shared/result.ts";
import type { Outlet } from "../../engine/engine.ts";
import { filesOf, type Session } from "../session.ts";
import { jobOptions, type RunOptions } from "./execute.ts";
import { heldAnswer } from "./recent.ts";
import { queriesOf, readPage } from "./rows.ts";
import { recordLook } from "./viewed.ts";

/** Which page of the rows behind an answer, or behind one row of its table. */
export type RowsPageAsked = {
  readonly id: string;
  readonly row: number | null;
  readonly offset: number;
  readonly count: number;
};

/** Which rows of an answer's table: a page of them, or those its chart draws. */
export type TablePartAsked = {
  readonly id: string;
  readonly part:
    | { readonly kind: "page"; readonly offset: number; readonly count: number }
    | { readonly kind: "drawn" };
};

/**
 * Sends a page of the rows behind an answer from the engine to a reader as Arrow, past this process. Whether they may be
 * seen is decided here, before the engine is asked.
 */
export async function sendRows(
  session: Session,
  asked: RowsPageAsked,
  reader: Outlet,
  options: RunOptions,
): Promise<Result<SentRows>> {
  const found = await queriesOf(session, asked.id, asked.row);
  if (!found.ok) return found;
  const job = jobOptions({ ...(options.signal && { signal: options.signal }) });
  const deliver = ({ sql, params, files }: CompiledQuery) =>
    session.engine.deliver({ sql, params, files: filesOf(session, files) }, reader, job);
  const [sent, noted] = await Promise.all([
    readPage(session, found.value.queries, asked, deliver, job),
    recordLook(session, { kind: "rows-viewed", payload: { answerId: asked.id, row: asked.row } }),
  ]);
  if (!noted.ok) return noted;
  return sent.ok ? ok({ total: sent.value.total, rows: sent.value.page.rows }) : sent;
}

/** Sends rows of a sealed answer's own table to a reader as Arrow: the very figures that its seal covers. */
export async function sendTable(
  session: Session,
  { id, part }: TablePartAsked,
  reader: Outlet,
): Promise<Result<SentTable>> {
  const kept = await heldAnswer(session, id);
  if (!kept.ok) return kept;
  const { table, chart } = kept.value.answer;
  const { rows, suppressed } =
    part.kind === "drawn"
      ? drawnRows(table, chart)
      : rowsBetween(table, part.offset, part.offset + part.count);
  reader.postMessage(encodeAnswerTable({ columns: table.columns, rows, suppressed }));
  return ok({ total: table.rows.length, rows: rows.length, hidden: suppressed });
}
