import type { Line } from "./lines-of-claims.ts";

/** What is known of a few people: that there are some, fewer than n, and more exactly than “fewer than n” says. */
export const isFew = (low: number, high: number, below: number): boolean =>
  low > 1e-6 && high < below - 1e-6 && high - low < below - 2;

/**
 * A number less another that it holds, or less all numbers of one table that it holds, or all numbers of one table around a
 * number less that: how many people are left, where these are a few. One of the numbers must be the new answer's. Null: none.
 */
export function smallDifference(told: readonly Line[], below: number): number | null {
  const groups = byGroup(told);
  // The rows of one table have nobody in common: none of them is inside another.
  if (groups.size < 2) return null;
  const apart = new Set([...groups].flatMap(([group, own]) => (isApart(own) ? [group] : [])));
  const tables = (some: readonly Line[]): Line[][] =>
    [...byGroup(some)].flatMap(([group, own]) => (own.length > 1 && apart.has(group) ? [own] : []));
  const lines = [...told, ...tables(told).map(totalOf)];
  const byFirst = new Map<number, Line[]>();
  for (const line of lines) {
    const [first] = line.cells;
    if (first === undefined) continue;
    const own = byFirst.get(first);
    if (own) own.push(line);
    else byFirst.set(first, [line]);
  }
  const byCell = linesByCell(told);
  for (const large of lines) {
    const cells = new Set(large.cells);
    const inside = large.cells
      .flatMap((cell) => byFirst.get(cell) ?? [])
      .filter(
        (line) =>
          line.group !== large.group &&
          line.cells.length < cells.size &&
          line.cells.every((cell) => cells.has(cell)),
      );
    for (const parts of [...inside.map((one) => [one]), ...tables(inside)]) {
      if (!large.mine && !parts.some(({ mine }) => mine)) continue;
      const seen = parts.reduce((sum, line) => sum + line.cells.length, 0);
      if (seen >= cells.size) continue;
      const low = large.low - sumOf(parts, ({ high }) => high);
      const high = large.high - sumOf(parts, ({ low: least }) => least);
      if (isFew(low, high, below)) return high;
    }
    const around = fewAround(large, byCell, tables, below);
    if (around !== null) return around;
  }
  return null;
}

/** The numbers of another table that have people of this one, where they hold all of them, less this one. */
function fewAround(
  inner: Line,
  byCell: ReadonlyMap<number, readonly Line[]>,
  tables: (some: readonly Line[]) => Line[][],
  below: number,
): number | null {
  const cells = new Set(inner.cells);
  const meeting = [...new Set(inner.cells.flatMap((cell) => byCell.get(cell) ?? []))].filter(
    ({ group }) => group !== inner.group,
  );
  for (const parts of tables(meeting)) {
    if (!inner.mine && !parts.some(({ mine }) => mine)) continue;
    const covered = new Set(parts.flatMap((line) => line.cells));
    if (covered.size === cells.size || inner.cells.some((cell) => !covered.has(cell))) continue;
    const low = sumOf(parts, (line) => line.low) - inner.high;
    const high = sumOf(parts, (line) => line.high) - inner.low;
    if (isFew(low, high, below)) return high;
  }
  return null;
}

function linesByCell(lines: readonly Line[]): ReadonlyMap<number, readonly Line[]> {
  const byCell = new Map<number, Line[]>();
  for (const line of lines)
    for (const cell of line.cells) {
      const own = byCell.get(cell);
      if (own) own.push(line);
      else byCell.set(cell, [line]);
    }
  return byCell;
}

const sumOf = (lines: readonly Line[], of: (line: Line) => number): number =>
  lines.reduce((sum, line) => sum + of(line), 0);

function byGroup(lines: readonly Line[]): ReadonlyMap<string, Line[]> {
  const groups = new Map<string, Line[]>();
  for (const line of lines) {
    const own = groups.get(line.group);
    if (own) own.push(line);
    else groups.set(line.group, [line]);
  }
  return groups;
}

/** The told numbers of a table added up, as an onlooker can. */
const totalOf = (own: readonly Line[]): Line => ({
  cells: own.flatMap(({ cells }) => cells),
  low: sumOf(own, ({ low }) => low),
  high: sumOf(own, ({ high }) => high),
  mine: own.some(({ mine }) => mine),
  group: own[0]?.group ?? "",
});

/** Numbers that overlap are no parts of one whole. */
function isApart(lines: readonly Line[]): boolean {
  const cells = lines.flatMap((line) => line.cells);
  return new Set(cells).size === cells.length;
}
