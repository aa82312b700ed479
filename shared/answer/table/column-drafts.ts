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

/** The table of rows, column by column. */
export const build = <T>(drafts: readonly Draft<T>[], rows: readonly T[]): AnswerTable => ({
  columns: drafts.map(({ column }) => column),
  rows: rows.map((row) =>
    drafts.map(({ cell }) => {
      const made = cell(row);
      return made === HIDDEN ? null : made;
    }),
  ),
  suppressed: rows.flatMap((row, r) =>
    drafts.flatMap(({ cell }, c): [number, number][] => (cell(row) === HIDDEN ? [[r, c]] : [])),
  ),
});

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
  const dims = context.figures.main.branch.aggregate.dimensions;
  return [
    ...(rows.some(({ place }) => place.label !== "")
      ? [{ column: columnOf("place", "Place", "text", "place"), cell: (row: T): Cell => row.place.label }]
      : []),
    ...dims.map(({ dimension }, index) => ({
      column: columnOf(
        `by_${index + 1}`,
        sentenceCase(dimensionLabel(context.vocabulary, dimension)),
        "text",
        "dimension",
      ),
      cell: (row: T): Cell => row.dims[index] ?? "",
    })),
  ];
}

/** What the column of the figures is called. */
export const valueLabel = ({ subject }: Context): string => sentenceCase(subject);
