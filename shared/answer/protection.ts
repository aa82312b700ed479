import type { AnswerTable } from "./answer.ts";
import type { Context, Protect } from "./context.ts";
import type { Figure } from "./figures.ts";
import { showNumber } from "./rounding.ts";
import type { Series } from "./series.ts";

/** Hides the counts from 1 to below − 1 themselves, with all that stands beside them; what is used where nothing better is given. */
export const hideSmallCounts: Protect = (table, { below }) => {
  const counts = table.columns.flatMap(({ role }, index) =>
    role === "value" || role === "comparison" ? [index] : [],
  );
  const isSmall = (row: AnswerTable["rows"][number]): boolean =>
    counts.some((index) => {
      const cell = row[index];
      return typeof cell === "number" && cell > 0 && cell < below;
    });
  const suppressed: [number, number][] = [];
  const rows = table.rows.map((row, r) =>
    isSmall(row)
      ? row.map((cell, c) => {
          if (typeof cell !== "number") return cell;
          suppressed.push([r, c]);
          return null;
        })
      : row,
  );
  const hidden = rows.filter((row, r) => row !== table.rows[r]).length;
  return {
    table: { ...table, rows, suppressed },
    hidden,
    text: `${showNumber(hidden)} ${hidden === 1 ? "figure is" : "figures are"} hidden, as they count fewer than ${showNumber(below)} people.`,
  };
};

/** The context and series without what a protected table hides; its rows are the figures, or the series' points, in order. */
export function withoutHidden(
  context: Context,
  series: readonly Series[],
  table: AnswerTable,
): { readonly context: Context; readonly series: readonly Series[] } {
  const hidden = new Set(table.suppressed.map(([row]) => row));
  const blank = (figure: Figure, row: number): Figure =>
    hidden.has(row) ? { ...figure, value: null, x: null, y: null, hidden: true } : figure;
  const figures = context.figures.figures.map(blank);
  const compared = context.figures.compared.map((one, row) =>
    hidden.has(row)
      ? { now: blank(one.now, row), other: null, difference: null, relative: null, band: null }
      : one,
  );
  let row = 0;
  const shown = series.map((one) => ({
    ...one,
    points: one.points.map((point) => {
      const isHidden = hidden.has(row);
      row += 1;
      return isHidden ? { ...point, value: null, corrected: null } : point;
    }),
  }));
  return {
    context: { ...context, figures: { ...context.figures, figures, compared, all: figures } },
    series: shown,
  };
}
