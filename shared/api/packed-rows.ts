import type { AnswerTable, Cell } from "../answer/answer.ts";
import { decodeTable, encodeAnswerTable } from "../answer/table/table.ts";

/**
 * The rows of a table on their way to the window: an Arrow IPC stream, and the few columns as they are whose cells Arrow would
 * not give back exactly (numbers among texts, a date written in another way).
 */
export type PackedRows = {
  readonly ipc: Uint8Array;
  readonly exact: readonly { readonly column: number; readonly cells: readonly Cell[] }[];
};

/** Packs the rows of a table: `unpackRows` gives back the very same cells. */
export function packRows(table: AnswerTable): PackedRows {
  const ipc = encodeAnswerTable({ ...table, suppressed: [] });
  const { rows } = decodeTable(ipc);
  const differs = (column: number): boolean =>
    table.rows.some((row, at) => !Object.is(row[column], rows[at]?.[column]));
  const exact = table.columns.flatMap((_, column) =>
    differs(column) ? [{ column, cells: table.rows.map((row) => row[column] ?? null) }] : [],
  );
  return { ipc, exact };
}

/** The rows that were packed. */
export function unpackRows({ ipc, exact }: PackedRows): Cell[][] {
  const rows = decodeTable(ipc).rows.map((row) => [...row]);
  for (const { column, cells } of exact)
    for (const [at, row] of rows.entries()) row[column] = cells[at] ?? null;
  return rows;
}
