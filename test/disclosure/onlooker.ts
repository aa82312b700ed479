import { bounds, type Equation } from "../../shared/disclosure/intervals.ts";
import { type Given, MICRO, peopleIn, type World } from "./small-world.ts";

/** What an onlooker can work out, over the single cells of the small world and without any shortcut of the guard. */

/** All counts that answers tell, as equations over single cells. */
export const equations = (given: readonly Given[]): Equation[] =>
  given.flatMap(({ told: { claims }, sets }) =>
    claims.flatMap(({ of, value, either }, index) =>
      value === null || of === "values"
        ? []
        : [{ cells: sets[index] ?? [], low: Math.max(0, value - either), high: value + either }],
    ),
  );

/** What may be known of a set of cells. */
export function known(set: readonly number[], lines: readonly Equation[]): { low: number; high: number } {
  const reached = new Set(lines.flatMap(({ cells }) => cells));
  const open = set.some((cell) => !reached.has(cell));
  const { low, high } = bounds(set, lines);
  return open ? { low, high: Number.POSITIVE_INFINITY } : { low, high };
}

/** Counts of an older and a newer file, where the newer has everybody of the older and perhaps more. */
export const acrossFiles = (older: readonly Given[], newer: readonly Given[]): Equation[] => [
  ...equations(older),
  ...equations(newer).map((line) => ({
    ...line,
    cells: [...line.cells, ...line.cells.map((cell) => cell + MICRO.length)],
  })),
];

/** Each hidden count of some answers: what may be known of it from that one alone, and from all. */
export function hiddenCells(
  given: readonly Given[],
): { readonly alone: number; readonly all: number; readonly below: number }[] {
  const lines = equations(given);
  const width = (set: readonly number[], by: readonly Equation[]): number => {
    const { low, high } = known(set, by);
    return high - low;
  };
  return given.flatMap((one) => {
    const own = equations([one]);
    return one.told.claims.flatMap(({ of, value }, index) => {
      const set = one.sets[index] ?? [];
      if (value !== null || of === "values") return [];
      return [{ alone: width(set, own), all: width(set, lines), below: one.told.below }];
    });
  });
}

/** Single cells of which answers tell that a few people are there, though none shows them. */
export function foundOut(given: readonly Given[], below: number): number[] {
  const lines = equations(given);
  const shown = new Set(lines.flatMap(({ cells }) => (cells.length === 1 ? cells : [])));
  return MICRO.flatMap((_, cell) => {
    const { low, high } = known([cell], lines);
    return !shown.has(cell) && low > 1e-6 && high < below - 1e-6 && high - low < below - 2 ? [cell] : [];
  });
}

const isWithin = (part: readonly number[], whole: readonly number[]): boolean =>
  part.length < whole.length && part.every((cell) => whole.includes(cell));

/** What lies between two told counts where the people of one are among those of the other. */
export function differences(given: readonly Given[]): number[] {
  const numbers = given.flatMap(({ told, sets }) =>
    told.claims.flatMap(({ of, value }, index) =>
      of === "counts" && value !== null ? [{ value, set: sets[index] ?? [] }] : [],
    ),
  );
  return numbers.flatMap((a) =>
    numbers.flatMap((b) => (isWithin(a.set, b.set) ? [Math.abs(b.value - a.value)] : [])),
  );
}

/**
 * Groups of 1 to below − 1 people whose sum of values follows exactly from the sums that are told (mean by number of
 * people), by rank of the told sets: those that were hidden, and all unions of up to three small single cells.
 */
export function valuesFoundOut(given: readonly Given[], world: World, below: number): (readonly number[])[] {
  const told = given.flatMap(({ told: { claims }, sets }) =>
    claims.flatMap(({ of, value }, index) => (of === "values" && value !== null ? [sets[index] ?? []] : [])),
  );
  // A table of means has rows for all who have a value: elsewhere in it there is nobody.
  const nobody = new Set(
    given.flatMap(({ told: { wholes }, within, sets }) => {
      const rows = new Set(sets.flat());
      return wholes.length > 0 ? within.filter((cell) => !rows.has(cell)) : [];
    }),
  );
  const people = MICRO.flatMap((_, cell) => (nobody.has(cell) ? [] : [cell]));
  const row = (set: readonly number[]): number[] => people.map((cell) => (set.includes(cell) ? 1 : 0));
  const rows = told.map(row);
  const rank = rankOf(rows);
  const follows = (set: readonly number[]): boolean => rankOf([...rows, row(set)]) === rank;
  const few = people.filter((cell) => (world[cell] ?? 0) > 0 && (world[cell] ?? 0) < below);
  const unions = few.flatMap((a, i) =>
    few.slice(i).flatMap((b, j) => few.slice(i + j).map((c) => [...new Set([a, b, c])])),
  );
  const hidden = given.flatMap(({ told: { claims }, sets }) =>
    claims.flatMap(({ of, value }, index) => (of === "values" && value === null ? [sets[index] ?? []] : [])),
  );
  return [...unions.filter((set) => peopleIn(world, set) < below), ...hidden].filter(follows);
}

/** The rank of a matrix of small whole numbers, by fraction-free elimination (Bareiss), so that it is exact. */
function rankOf(matrix: readonly (readonly number[])[]): number {
  const rows = matrix.map((row) => row.map(BigInt));
  const width = rows[0]?.length ?? 0;
  let [rank, before] = [0, 1n];
  for (let at = 0; at < width && rank < rows.length; at += 1) {
    const found = rows.findIndex((row, index) => index >= rank && row[at] !== 0n);
    if (found < 0) continue;
    const [pivot, other] = [rows[found] ?? [], rows[rank] ?? []];
    rows[rank] = pivot;
    rows[found] = other;
    const head = pivot[at] ?? 1n;
    for (let r = rank + 1; r < rows.length; r += 1) {
      const row = rows[r] ?? [];
      const factor = row[at] ?? 0n;
      rows[r] = row.map((cell, c) => (cell * head - factor * (pivot[c] ?? 0n)) / before);
    }
    before = head;
    rank += 1;
  }
  return rank;
}
