import type { HiddenSum, Line } from "./lines-of-claims.ts";

/**
 * Two tables of numbers that cut the people in ways that have nothing to do with each other: each row of the one has people
 * in common with each row of the other that it meets at all (regions by sex beside weeks, say). Then nothing follows exactly
 * from both but differences of a number and those inside it or around it (small-differences.ts): a sum of rows of the one
 * less rows of the other counts each common part with the weight of its row less that of its column, which for all of them
 * to be 0 or 1 leaves no other choice. And of hidden rows the range is known without a linear program.
 */
export function isClear(told: readonly Line[], hidden: readonly HiddenSum[]): boolean {
  const groups = new Set([...told, ...hidden].map(({ group }) => group));
  if (groups.size > 2 || told.some(({ low, high }) => high - low > 1e-9)) return false;
  const [first, second] = [...groups].map((group) => ({
    told: told.filter((line) => line.group === group),
    hidden: hidden.filter((one) => one.group === group),
  }));
  if (!first || !second) return true;
  const [a, b] = [meeting(first, second), meeting(second, first)];
  if (!isApart(a) || !isApart(b) || !isComplete(a, b)) return false;
  return haveRoom(a, b) && haveRoom(b, a);
}

type Table = { readonly told: readonly Line[]; readonly hidden: readonly HiddenSum[] };
type Rows = { readonly cells: readonly number[] };

const rowsOf = ({ told, hidden }: Table): readonly Rows[] => [...told, ...hidden];
const cellsOf = (rows: readonly Rows[]): Set<number> => new Set(rows.flatMap(({ cells }) => cells));

/** The rows that have people in common with the other table. */
function meeting(table: Table, other: Table): Table {
  const cells = cellsOf(rowsOf(other));
  const meets = (row: Rows): boolean => row.cells.some((cell) => cells.has(cell));
  return { told: table.told.filter(meets), hidden: table.hidden.filter(meets) };
}

function isApart(table: Table): boolean {
  const rows = rowsOf(table);
  return cellsOf(rows).size === rows.reduce((sum, { cells }) => sum + cells.length, 0);
}

function isComplete(a: Table, b: Table): boolean {
  const rowOf = new Map(rowsOf(b).flatMap((row, nth) => row.cells.map((cell) => [cell, nth] as const)));
  const width = rowsOf(b).length;
  return rowsOf(a).every(
    ({ cells }) => new Set(cells.flatMap((cell) => rowOf.get(cell) ?? [])).size === width,
  );
}

/** Whether what the other table tells leaves each hidden row at least its threshold of room. */
function haveRoom(own: Table, other: Table): boolean {
  const told = cellsOf(other.told);
  const total = other.told.reduce((sum, { low }) => sum + low, 0);
  const isInside = ({ cells }: Rows): boolean => cells.every((cell) => told.has(cell));
  const inside = own.told.filter(isInside).reduce((sum, { low }) => sum + low, 0);
  const all = own.told.reduce((sum, { low }) => sum + low, 0);
  const mine = cellsOf(rowsOf(own));
  const isTakenUp = own.hidden.length > 1 || [...told].some((cell) => !mine.has(cell));
  const least = isTakenUp ? 0 : Math.max(0, total - all);
  // Partly where nothing is told: it can be of any size.
  return own.hidden.every((one) => !isInside(one) || total - inside - least >= one.below);
}
