import type { AnswerTable } from "../answer/answer.ts";
import { linesOf } from "./lines.ts";
import { protect } from "./protect.ts";

/** What the table's numbers are, for disclosure control. */
export type CountsOfPeople = {
  /** Counts from 1 to below − 1 are hidden. */
  readonly below: number;
  /** Whether the measure adds up over places, periods and other breakdowns. */
  readonly adds: { readonly place: boolean; readonly period: boolean; readonly dimension: boolean };
};

/** A table as it may be shown, and what was taken out of it. */
export type SuppressedTable = {
  readonly table: AnswerTable;
  readonly small: number;
  readonly further: number;
};

/**
 * Hides small counts of people in an answer's table, and as many further cells as it takes (protect.ts). The value and
 * comparison columns are each a table of counts. In a row with a hidden count everything derived from it is hidden too:
 * differences, intervals, and numbers that only explain (role `note`). Hidden cells are null and listed in `suppressed`.
 */
export function suppressTable(table: AnswerTable, about: CountsOfPeople): SuppressedTable {
  const keyColumns = indexes(table, (role) => role === "place" || role === "period" || role === "dimension");
  const countColumns = indexes(table, (role) => role === "value" || role === "comparison");
  const derivedColumns = indexes(
    table,
    (role) => role === "difference" || role === "interval" || role === "note",
  );
  const keys = table.rows.map((row) => keyColumns.map((column) => String(row[column])));
  const adds = keyColumns.map((column) => {
    const role = table.columns[column]?.role;
    return role === "place" || role === "period" || role === "dimension" ? about.adds[role] : false;
  });
  const lines = linesOf(keys, adds);
  const hidden = new Set<string>();
  let small = 0;
  let further = 0;
  for (const column of countColumns) {
    const cells = table.rows.map((row) => numberOrNull(row[column]));
    const protection = protect({ cells, lines }, about.below);
    small += protection.small.size;
    further += protection.further.size;
    for (const row of [...protection.small, ...protection.further]) {
      hidden.add(`${row} ${column}`);
      for (const derived of derivedColumns)
        if (typeof table.rows[row]?.[derived] === "number") hidden.add(`${row} ${derived}`);
    }
  }
  if (hidden.size === 0) return { table, small: 0, further: 0 };
  const suppressed = [...hidden].map((cell): [number, number] => {
    const [row = 0, column = 0] = cell.split(" ").map(Number);
    return [row, column];
  });
  const rows = table.rows.map((row, r) => row.map((cell, c) => (hidden.has(`${r} ${c}`) ? null : cell)));
  return {
    table: { ...table, rows, suppressed: suppressed.sort((a, b) => a[0] - b[0] || a[1] - b[1]) },
    small,
    further,
  };
}

const indexes = (
  table: AnswerTable,
  wanted: (role: AnswerTable["columns"][number]["role"]) => boolean,
): number[] => table.columns.flatMap((column, i) => (wanted(column.role) ? [i] : []));

const numberOrNull = (cell: unknown): number | null => (typeof cell === "number" ? cell : null);

/** Says what was hidden and why, in one or two plain sentences. */
export function suppressionText({ small, further }: SuppressedTable, below: number): string {
  const first = `${cells(small)} from 1 to ${below - 1} ${small === 1 ? "is" : "are"} hidden to protect people's privacy.`;
  if (further === 0) return first;
  return `${first} ${further === 1 ? "One more number is" : `${further} more numbers are`} hidden so that they cannot be worked out from the totals.`;
}

const cells = (count: number): string => (count === 1 ? "One count" : `${count} counts`);
