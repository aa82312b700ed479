import { hiddenIntervals, type Interval } from "./intervals.ts";
import type { CountTable } from "./lines.ts";

/** Which cells stay hidden and why, with what can still be worked out about each. */
export type Protection = {
  /** Counts from 1 to below − 1. */
  readonly small: ReadonlySet<number>;
  /** Further cells hidden so that the small ones do not follow from sums. */
  readonly further: ReadonlySet<number>;
  readonly intervals: ReadonlyMap<number, Interval>;
};

/**
 * Cell suppression for counts of people (design/domain.md, "Disclosure control"): hides counts from 1 to below − 1, then
 * as many further cells as it takes until the published sums leave every hidden cell an interval at least `below` wide.
 * Nothing is hidden where no count is small. `below` is the threshold n of the dataset's terms (10 unless set).
 */
export function protect(table: CountTable, below: number): Protection {
  const small = new Set(
    table.cells.flatMap((count, cell) => (count !== null && count > 0 && count < below ? [cell] : [])),
  );
  if (small.size === 0) return { small, further: new Set(), intervals: new Map() };
  const hidden = new Set(small);
  const linesOfCell = linesByCell(table);
  for (;;) {
    const intervals = hiddenIntervals(table, hidden, below);
    const open = [...hidden].find((cell) => !isSafe(intervals.get(cell), below));
    const next = open === undefined ? undefined : cheapest(table, open, hidden, linesOfCell);
    if (next === undefined) break;
    hidden.add(next);
  }
  release(table, hidden, small, below);
  const further = new Set([...hidden].filter((cell) => !small.has(cell)));
  return { small, further, intervals: hiddenIntervals(table, hidden, below) };
}

/** Whether what can be worked out about a hidden cell leaves it wide enough. */
export const isSafe = (interval: Interval | undefined, below: number): boolean =>
  interval !== undefined && interval.high - interval.low >= below;

function linesByCell(table: CountTable): ReadonlyMap<number, readonly (readonly number[])[]> {
  const byCell = new Map<number, (readonly number[])[]>();
  for (const line of table.lines)
    for (const cell of line) byCell.set(cell, [...(byCell.get(cell) ?? []), line]);
  return byCell;
}

/**
 * The next cell to hide for the sake of an open one: on one of its lines, preferring lines where fewest cells are hidden,
 * and of those the smallest count, so that least is lost. Failing that, any visible cell of a connected line.
 */
function cheapest(
  table: CountTable,
  open: number,
  hidden: ReadonlySet<number>,
  linesOfCell: ReadonlyMap<number, readonly (readonly number[])[]>,
): number | undefined {
  const seen = new Set<number>();
  let front = [open];
  while (front.length > 0) {
    const lines = front.flatMap((cell) => linesOfCell.get(cell) ?? []);
    const candidates = lines
      .map((line) => ({ line, hiddenHere: line.filter((cell) => hidden.has(cell)).length }))
      .sort((a, b) => a.hiddenHere - b.hiddenHere)
      .flatMap(({ line, hiddenHere }) =>
        line
          .filter((cell) => !hidden.has(cell) && (table.cells[cell] ?? 0) > 0)
          .map((cell) => ({ cell, hiddenHere, count: table.cells[cell] ?? 0 })),
      )
      .sort((a, b) => a.hiddenHere - b.hiddenHere || a.count - b.count || a.cell - b.cell);
    if (candidates[0]) return candidates[0].cell;
    for (const cell of front) seen.add(cell);
    front = [...new Set(lines.flat())].filter((cell) => !seen.has(cell));
  }
  return undefined;
}

/** Shows again what turned out not to be needed, the largest counts first. */
function release(table: CountTable, hidden: Set<number>, small: ReadonlySet<number>, below: number): void {
  const further = [...hidden]
    .filter((cell) => !small.has(cell))
    .sort((a, b) => (table.cells[b] ?? 0) - (table.cells[a] ?? 0));
  for (const cell of further) {
    hidden.delete(cell);
    const intervals = hiddenIntervals(table, hidden, below);
    if (![...hidden].every((other) => isSafe(intervals.get(other), below))) hidden.add(cell);
  }
}
