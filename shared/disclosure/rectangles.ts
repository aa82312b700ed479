import type { CountTable } from "./lines.ts";

/**
 * A test that needs no linear program, for large tables of two breakdowns. Four hidden cells at the corners of a
 * rectangle can trade people without any sum changing: what one gains its two neighbours lose. So a corner can be
 * lower by the least of itself and its opposite, and higher by the least of its neighbours (Willenborg and de Waal's
 * "hypercube", in two dimensions). With one breakdown a second hidden cell of the line does the same.
 */
type Lines = ReadonlyMap<number, readonly (readonly number[])[]>;

/** Of a line's cells so many of the cheapest are tried as corners. */
const CANDIDATES = 8;

const count = (table: CountTable, cell: number): number => table.cells[cell] ?? 0;

/** Whether hidden cells around this one leave it an interval at least `below` wide; false only means that none was found. */
export function standsInRectangle(
  table: CountTable,
  cell: number,
  hidden: ReadonlySet<number>,
  linesOfCell: Lines,
  below: number,
): boolean {
  const lines = linesOfCell.get(cell) ?? [];
  if (lines.length > 2) return false;
  const [first, second] = lines;
  if (!first) return true;
  if (!second) {
    const others = first.filter((other) => other !== cell && hidden.has(other) && isFree(other, linesOfCell));
    return (
      others.length > 0 &&
      others.reduce((sum, other) => sum + count(table, other), count(table, cell)) >= below
    );
  }
  for (const a of first) {
    if (a === cell || !hidden.has(a) || count(table, a) < below) continue;
    for (const b of second) {
      if (b === cell || !hidden.has(b) || count(table, b) < below) continue;
      const corner = cornerOf(a, b, first, second, linesOfCell);
      if (corner !== undefined && hidden.has(corner)) return true;
    }
  }
  return false;
}

/** The cells to hide so that the cell stands in a rectangle: the fewest people lost; null where there is none. */
export function rectangleFor(
  table: CountTable,
  cell: number,
  hidden: ReadonlySet<number>,
  linesOfCell: Lines,
  below: number,
): readonly number[] | null {
  const [first, second, third] = linesOfCell.get(cell) ?? [];
  if (!first || third) return null;
  const cost = (one: number): number => (hidden.has(one) ? 0 : count(table, one) + 1);
  const fitting = (line: readonly number[]): number[] =>
    line
      .filter((one) => one !== cell && count(table, one) >= below)
      .sort((a, b) => cost(a) - cost(b) || a - b);
  if (!second) {
    const other = fitting(first).find((one) => isFree(one, linesOfCell));
    return other === undefined ? null : [other];
  }
  let best: { readonly cells: readonly number[]; readonly cost: number } | null = null;
  for (const a of fitting(first).slice(0, CANDIDATES)) {
    for (const b of fitting(second).slice(0, CANDIDATES)) {
      const corner = cornerOf(a, b, first, second, linesOfCell);
      if (corner === undefined || count(table, corner) === 0) continue;
      const price = cost(a) + cost(b) + cost(corner);
      if (best === null || price < best.cost) best = { cells: [a, b, corner], cost: price };
    }
  }
  return best?.cells ?? null;
}

/** Whether a cell lies on one line only. */
const isFree = (cell: number, linesOfCell: Lines): boolean => (linesOfCell.get(cell)?.length ?? 0) < 2;

/** The cell on the other line of `a` and the other line of `b`. */
function cornerOf(
  a: number,
  b: number,
  first: readonly number[],
  second: readonly number[],
  linesOfCell: Lines,
): number | undefined {
  const across = (linesOfCell.get(a) ?? []).find((line) => line !== first);
  const down = (linesOfCell.get(b) ?? []).find((line) => line !== second);
  if (!across || !down) return undefined;
  const there = new Set(down);
  return across.find((one) => there.has(one) && one !== a && one !== b);
}
