/** A sum of unknowns that is known. */
export type Sum = { readonly cells: readonly number[]; readonly value: number };

/** What follows exactly from sums of unknowns. */
export type Eliminated = {
  /** Sums of few unknowns that follow from sums of many. */
  readonly following: readonly Sum[];
  /** Whether the sum of these unknowns follows. */
  readonly holds: (cells: readonly number[]) => boolean;
  /** No unknowns at all fulfil the equations. */
  readonly contradicting: boolean;
};

/** Equations squared times unknowns: with more, nothing is looked at. About a fifth of a second. */
const MOST = 100_000_000;

const TINY = 1e-7;

/**
 * Elimination (reduced row echelon form). Unknowns are taken out in the order given, so that what is left over is about the
 * last ones: put those first that are surely large. Null: too many to look at.
 */
export function eliminated(sums: readonly Sum[], order: readonly number[]): Eliminated | null {
  const width = order.length;
  if (sums.length * sums.length * width > MOST) return null;
  const column = new Map(order.map((cell, index) => [cell, index]));
  const rowOf = ({ cells, value }: Sum): Float64Array => {
    const row = new Float64Array(width + 1);
    for (const cell of cells) row[column.get(cell) ?? width] = 1;
    row[width] = value;
    return row;
  };
  const rows = sums.map(rowOf);
  const pivots = reduce(rows, width);
  const spent = rows.slice(pivots.length);
  return {
    contradicting: spent.some((row) => Math.abs(row[width] ?? 0) > 1e-3),
    following: rows.slice(0, pivots.length).flatMap((row) => plainSum(row, order) ?? []),
    holds: (cells) => {
      if (cells.some((cell) => !column.has(cell))) return false;
      const left = rowOf({ cells, value: 0 });
      for (const [r, at] of pivots.entries()) subtract(left, rows[r], at, width);
      return left.subarray(0, width).every((one) => Math.abs(one) < TINY);
    },
  };
}

/** A row as the sum of some unknowns; null where they count with different weights. */
function plainSum(row: Float64Array, order: readonly number[]): Sum | null {
  const cells: number[] = [];
  let weight: number | null = null;
  for (const [index, cell] of order.entries()) {
    const own = row[index] ?? 0;
    if (Math.abs(own) < TINY) continue;
    if (weight !== null && Math.abs(own - weight) > TINY) return null;
    weight = own;
    cells.push(cell);
  }
  return weight === null ? null : { cells, value: (row[order.length] ?? 0) / weight };
}

function subtract(from: Float64Array, row: Float64Array | undefined, at: number, width: number): void {
  const factor = from[at] ?? 0;
  if (row === undefined || Math.abs(factor) < TINY) return;
  for (let c = at; c <= width; c += 1) from[c] = (from[c] ?? 0) - factor * (row[c] ?? 0);
}

/** Gauss–Jordan with the largest pivot of each column, in place; returns the pivots' columns. */
function reduce(rows: readonly Float64Array[], width: number): number[] {
  const pivots: number[] = [];
  for (let at = 0; at < width && pivots.length < rows.length; at += 1) {
    const pivot = swapLargest(rows, pivots.length, at);
    if (pivot === null) continue;
    const scale = pivot[at] ?? 1;
    for (let c = at; c <= width; c += 1) pivot[c] = (pivot[c] ?? 0) / scale;
    for (const row of rows) if (row !== pivot) subtract(row, pivot, at, width);
    pivots.push(at);
  }
  return pivots;
}

/** Brings the row with the largest coefficient of a column to a place; null where all of them are nothing. */
function swapLargest(rows: readonly Float64Array[], to: number, at: number): Float64Array | null {
  let best = to;
  for (let r = to + 1; r < rows.length; r += 1)
    if (Math.abs(rows[r]?.[at] ?? 0) > Math.abs(rows[best]?.[at] ?? 0)) best = r;
  const [row, other] = [rows[best], rows[to]];
  if (!row || !other || Math.abs(row[at] ?? 0) < TINY) return null;
  if (best !== to) {
    const kept = row.slice();
    row.set(other);
    other.set(kept);
  }
  return other;
}
