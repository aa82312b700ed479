import type { Equation } from "./intervals.ts";
import type { Line } from "./lines-of-claims.ts";

/** What is known of an unknown. */
export type Bounds = { low: number; high: number };

const ROUNDS = 12;

/** What follows for single unknowns from one equation after the other; null where they contradict each other. */
export function settled(lines: readonly Line[]): ReadonlyMap<number, Bounds> | null {
  const known = new Map<number, Bounds>();
  for (const { cells } of lines)
    for (const cell of cells) known.set(cell, { low: 0, high: Number.POSITIVE_INFINITY });
  for (let [again, round] = [true, 0]; again && round < ROUNDS; round += 1) {
    again = false;
    for (const line of lines) {
      const change = narrowed(line, known);
      if (change === null) return null;
      again ||= change;
    }
  }
  return known;
}

/** Narrows the unknowns of an equation by each other; whether that changed any, null where it cannot hold. */
function narrowed(line: Line, known: ReadonlyMap<number, Bounds>): boolean | null {
  const own = line.cells.flatMap((cell) => known.get(cell) ?? []);
  const lows = own.reduce((sum, { low }) => sum + low, 0);
  const highs = own.reduce((sum, { high }) => sum + high, 0);
  if (lows > line.high + 1e-6 || highs < line.low - 1e-6) return null;
  let changed = false;
  for (const one of own) {
    const high = line.high - (lows - one.low);
    const low = Number.isFinite(highs)
      ? line.low - (highs - one.high)
      : own.length === 1
        ? line.low
        : one.low;
    if (high < one.high - 1e-9) [one.high, changed] = [Math.max(high, one.low), true];
    if (low > one.low + 1e-9) [one.low, changed] = [Math.min(low, one.high), true];
  }
  return changed;
}

export const isFixed = (bounds: Bounds | undefined): boolean =>
  bounds !== undefined && bounds.high - bounds.low < 1e-6;

/** An equation without the unknowns that are known. */
export function openPart<T extends Equation>(line: T, known: ReadonlyMap<number, Bounds>): T {
  const fixed = line.cells.reduce((sum, cell) => {
    const bounds = known.get(cell);
    return isFixed(bounds) ? sum + (bounds?.low ?? 0) : sum;
  }, 0);
  return {
    ...line,
    cells: line.cells.filter((cell) => !isFixed(known.get(cell))),
    low: line.low - fixed,
    high: line.high - fixed,
  };
}

/** Equations in parts that have no unknown in common. */
export function partsOf<T extends Equation>(
  lines: readonly T[],
): { readonly cells: ReadonlySet<number>; readonly lines: readonly T[] }[] {
  const parent = new Map<number, number>();
  const root = (cell: number): number => {
    let at = cell;
    for (let up = parent.get(at); up !== undefined && up !== at; up = parent.get(at)) at = up;
    return at;
  };
  for (const { cells } of lines)
    for (const cell of cells) {
      if (!parent.has(cell)) parent.set(cell, cell);
      parent.set(root(cell), root(cells[0] ?? cell));
    }
  const parts = new Map<number, { cells: Set<number>; lines: T[] }>();
  for (const line of lines) {
    const [first] = line.cells;
    if (first === undefined) continue;
    const part = parts.get(root(first)) ?? { cells: new Set(), lines: [] };
    for (const cell of line.cells) part.cells.add(cell);
    part.lines.push(line);
    parts.set(root(first), part);
  }
  return [...parts.values()];
}
