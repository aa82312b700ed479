import type { RowColumns } from "./row-columns.ts";

type Text = string | null;

/** Texts in order; none comes first. */
export const textOrder = (a: Text, b: Text): number => {
  if (a === b) return 0;
  if (a === null) return -1;
  return b === null || a > b ? 1 : -1;
};

/** Lists of texts in order, by the first that differs. */
export function listOrder(a: readonly Text[], b: readonly Text[]): number {
  for (let index = 0; index < a.length; index += 1) {
    const found = textOrder(a[index] ?? null, b[index] ?? null);
    if (found !== 0) return found;
  }
  return 0;
}

/**
 * Some rows in the order of window, place, breakdown and time; equal ones stay as they were. Only the few different values
 * of a column are compared: the rows are then dealt out by the rank of their value, last column first (a counting sort).
 */
export function inOrder(columns: RowColumns, rows: Int32Array): Int32Array {
  const byText = ({ codes, entries }: RowColumns["w"]): Ranked => ({
    codes,
    ranks: ranksOf(entries, textOrder),
  });
  const byList = ({ codes, entries }: RowColumns["places"]): Ranked => ({
    codes,
    ranks: ranksOf(entries, listOrder),
  });
  const { w, area, places, dims, t } = columns;
  return [byText(t), byList(dims), byList(places), byText(area), byText(w)].reduce(dealt, rows);
}

/** Ranks from 1 on of a column's values; rows without one are of rank 0. */
type Ranked = { readonly codes: Int32Array; readonly ranks: Int32Array };

function ranksOf<T>(entries: readonly T[], order: (a: T, b: T) => number): Int32Array {
  const sorted = entries.map((entry, code) => ({ entry, code })).sort((a, b) => order(a.entry, b.entry));
  const ranks = new Int32Array(entries.length);
  let rank = 0;
  for (const [at, { entry, code }] of sorted.entries()) {
    const before = sorted[at - 1];
    if (before === undefined || order(before.entry, entry) !== 0) rank += 1;
    ranks[code] = rank;
  }
  return ranks;
}

function dealt(rows: Int32Array, { codes, ranks }: Ranked): Int32Array {
  const rankAt = (at: number): number => ranks[codes[rows[at] ?? -1] ?? -1] ?? 0;
  const starts = new Int32Array(ranks.length + 2);
  for (let at = 0; at < rows.length; at += 1) starts[rankAt(at) + 1] = (starts[rankAt(at) + 1] ?? 0) + 1;
  // All of one value: they are in order.
  if (starts.includes(rows.length)) return rows;
  for (let rank = 1; rank < starts.length; rank += 1)
    starts[rank] = (starts[rank] ?? 0) + (starts[rank - 1] ?? 0);
  const sorted = new Int32Array(rows.length);
  for (let at = 0; at < rows.length; at += 1) {
    const rank = rankAt(at);
    const to = starts[rank] ?? 0;
    sorted[to] = rows[at] ?? 0;
    starts[rank] = to + 1;
  }
  return sorted;
}
