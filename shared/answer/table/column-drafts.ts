import { atOnce, type Steps } from "../../steps.ts";
import { dimensionLabel } from "../../vocabulary/words.ts";
import type { AnswerTable, Cell, TableColumn } from "../answer.ts";
import type { Context } from "../context.ts";
import { periodCell } from "../periods.ts";
import { roundedCell } from "../rounding.ts";
import type { Uncertain } from "../sampled/combine.ts";
import { sentenceCase } from "../wording/subject-words.ts";
import { hasLimits, limitColumns } from "./interval-columns.ts";

/** Columns of an answer's table as they are put together: each with the cell it makes of a row. */

/** A number that disclosure control took out; an empty cell that is listed in `suppressed`. */
export const HIDDEN = Symbol("hidden");

export type Draft<T> = { readonly column: TableColumn; readonly cell: (row: T) => Cell | typeof HIDDEN };

/** A column of an answer's table. */
export const columnOf = (
  name: string,
  label: string,
  type: TableColumn["type"],
  role: TableColumn["role"],
  unit: string | null = null,
): TableColumn => ({
  name,
  label,
  type,
  unit,
  role,
});

/** A column with all its cells. */
export type Filled = { readonly column: TableColumn; readonly cells: readonly (Cell | typeof HIDDEN)[] };

/** The table of rows, column by column. */
export const build = <T>(drafts: readonly Draft<T>[], rows: readonly T[]): AnswerTable =>
  tableOf(
    drafts.map(({ column, cell }) => ({ column, cells: rows.map(cell) })),
    rows.length,
  );

/** The table of columns that all have so many cells; those that are hidden are empty and listed. */
export const tableOf = (filled: readonly Filled[], length: number): AnswerTable =>
  atOnce(tableIn(filled, length));

/** So many rows are put together at a time. */
const ROWS_AT_ONCE = 4_000;

/** The same in steps. */
export function* tableIn(filled: readonly Filled[], length: number): Steps<AnswerTable> {
  const suppressed: [number, number][] = [];
  const rows: Cell[][] = [];
  for (let row = 0; row < length; row += 1) {
    if (row % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) yield;
    const cells: Cell[] = [];
    for (let column = 0; column < filled.length; column += 1) {
      const cell = filled[column]?.cells[row] ?? null;
      if (cell === HIDDEN) suppressed.push([row, column]);
      cells.push(cell === HIDDEN ? null : cell);
    }
    rows.push(cells);
  }
  return { columns: filled.map(({ column }) => column), rows, suppressed };
}

/** The limits of estimates, in two columns beside them; none where every row was read. */
export function limits<T>(
  rows: readonly T[],
  of: (row: T) => Uncertain["limits"] | undefined,
  ...about: Parameters<typeof limitColumns>
): Draft<T>[] {
  if (!hasLimits(rows.map((row) => ({ limits: of(row) }) as Uncertain))) return [];
  return limitColumns(...about).map((column, end) => ({
    column,
    cell: (row) => roundedCell(of(row)?.[end] ?? null),
  }));
}

/** A date of the data as a cell; years become their first day. */
export const dateCell = (at: string | null): Cell => (at === null ? null : periodCell(at));

export type KeyedRow = { readonly place: { readonly label: string }; readonly dims: readonly string[] };

/** The columns that say what a row is about: place, breakdowns; none where the answer is one figure. */
export function keyColumns<T extends KeyedRow>(context: Context, rows: readonly T[]): Draft<T>[] {
  return [
    ...(rows.some(({ place }) => place.label !== "")
      ? [{ column: PLACE, cell: (row: T): Cell => row.place.label }]
      : []),
    ...dimensionColumns(context).map((column, index) => ({
      column,
      cell: (row: T): Cell => row.dims[index] ?? "",
    })),
  ];
}

/** What a row is about: its place. */
export const PLACE = columnOf("place", "Place", "text", "place");

/** What a row is about: its breakdowns. */
export const dimensionColumns = ({ figures, vocabulary }: Context): TableColumn[] =>
  figures.main.branch.aggregate.dimensions.map(({ dimension }, index) =>
    columnOf(`by_${index + 1}`, sentenceCase(dimensionLabel(vocabulary, dimension)), "text", "dimension"),
  );

/** What the column of the figures is called. */
export const valueLabel = ({ subject }: Context): string => sentenceCase(subject);
