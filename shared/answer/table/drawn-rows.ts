import type { AnswerTable, Chart } from "../answer.ts";

/** More bars than any chart draws: the rest is in the table. */
const BARS = 200;

/** A part of a table: its rows, and which of their cells are hidden. */
export type TablePart = Pick<AnswerTable, "rows" | "suppressed">;

/** Rows `from` up to `to` of a table; hidden cells are counted from the first of these rows. */
export const rowsBetween = ({ rows, suppressed }: AnswerTable, from: number, to: number): TablePart => ({
  rows: rows.slice(from, to),
  suppressed: suppressed.flatMap(([row, column]): [number, number][] =>
    row >= from && row < to ? [[row - from, column]] : [],
  ),
});

/** The rows that the chart of a large table draws: of its lines only those shown, of its bars the first. */
export function drawnRows(table: AnswerTable, { kind, series }: Pick<Chart, "kind" | "series">): TablePart {
  if (kind === "bar" || kind === "ranking" || kind === "grouped-bar") return rowsBetween(table, 0, BARS);
  const lines = new Set(series.flatMap(({ value }) => value ?? []));
  if (lines.size === 0) return table;
  const keys = table.columns.flatMap(({ role }, at) =>
    role === "place" || role === "dimension" ? [at] : [],
  );
  const place = new Map<number, number>();
  const rows = table.rows.filter((row, at) => {
    const isDrawn = keys.some((key) => lines.has(String(row[key])));
    if (isDrawn) place.set(at, place.size);
    return isDrawn;
  });
  const suppressed = table.suppressed.flatMap(([row, column]): [number, number][] => {
    const now = place.get(row);
    return now === undefined ? [] : [[now, column]];
  });
  return { rows, suppressed };
}
