/** Lines looked at when the header is searched. */
export const HEAD_LINES = 60;
/** How many of them a person is shown. */
export const SHOWN_LINES = 12;

const isFilled = (cell: string): boolean => cell.trim() !== "";

/** The most frequent of some numbers; the larger one of equals. 0 for none. */
const mostFrequent = (numbers: readonly number[]): number => {
  const counts = new Map<number, number>();
  for (const one of numbers) counts.set(one, (counts.get(one) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0;
};

/**
 * Finds the line with the names of the columns among the first lines of a table: the first that is no title, note or blank
 * line. Titles and notes fill one or two cells where the table fills many, or have fewer cells than most lines.
 * @returns the position from 0; 0 when there are no lines
 */
export const headerAt = (lines: readonly (readonly string[])[]): number => {
  const widths = lines.map((cells) => cells.filter(isFilled).length);
  const widest = Math.max(0, ...widths);
  const usual = mostFrequent(lines.filter((_, at) => (widths[at] ?? 0) > 0).map((cells) => cells.length));
  const isBeforeHeader = (cells: readonly string[], at: number): boolean => {
    const filled = widths[at] ?? 0;
    if (filled === 0) return true;
    if (widest >= 3 && filled === 1) return true;
    if (widest >= 6 && filled === 2) return true;
    return cells.length < usual && filled < 0.6 * widest;
  };
  const found = lines.findIndex((cells, at) => !isBeforeHeader(cells, at));
  return Math.max(0, found);
};

/** Cells that are a number, an amount or empty. */
const NUMBER = /^[-+]?[\d.,'\u00a0\u202f ]*\d[\d.,'\u00a0\u202f ]*%?$/;

/** True where a line of names consists of nothing but numbers: the file may have no header. */
export const namesNothing = (cells: readonly string[]): boolean =>
  cells.some(isFilled) && cells.every((cell) => !isFilled(cell) || NUMBER.test(cell.trim()));
