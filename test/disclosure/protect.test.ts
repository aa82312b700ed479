import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hiddenIntervals, type Interval } from "../../shared/disclosure/intervals.ts";
import { type CountTable, linesOf } from "../../shared/disclosure/lines.ts";
import { isSafe, protect } from "../../shared/disclosure/protect.ts";

/** A table of one breakdown with a total over it. */
const column = (...cells: number[]): CountTable => ({
  cells,
  lines: linesOf(
    cells.map((_, i) => [String(i)]),
    [true],
  ),
});

/** A table of two breakdowns, row by row, with sums both ways. */
function grid(rows: readonly (readonly number[])[]): CountTable {
  const keys = rows.flatMap((row, r) => row.map((_, c) => [String(r), String(c)]));
  return { cells: rows.flat(), lines: linesOf(keys, [true, true]) };
}

const hiddenIn = (table: CountTable, below = 10) => {
  const { small, further } = protect(table, { below });
  return [...small, ...further].sort((a, b) => a - b);
};

describe("hiding small counts", () => {
  it("hides nothing when no count is small; zero is not small", () => {
    expect(hiddenIn(column(0, 10, 250, 0))).toEqual([]);
  });

  it("hides a second cell with a lone small one, the cheapest that is enough", () => {
    expect(hiddenIn(column(4, 900, 12, 300))).toEqual([0, 2]);
  });

  it("hides no more when the small counts already hide each other", () => {
    expect(hiddenIn(column(6, 7, 900, 300))).toEqual([0, 1]);
  });

  it("hides a third when two small counts add up to less than the threshold", () => {
    expect(hiddenIn(column(2, 3, 900, 40))).toEqual([0, 1, 3]);
  });

  it("works both ways in a table of two breakdowns", () => {
    const table = grid([
      [20, 50, 10],
      [8, 19, 22],
      [17, 32, 12],
    ]);
    const { small, further } = protect(table, { below: 10 });
    const intervals = hiddenIntervals(table, new Set([...small, ...further]), { below: 10 });
    expect(intervals.size).toBeGreaterThanOrEqual(4);
    for (const interval of intervals.values()) expect(isSafe(interval, 10)).toBe(true);
  });

  it("takes a stock's periods for what they are: no sum over time gives anything away", () => {
    const keys = [
      ["2020-01", "A"],
      ["2020-02", "A"],
    ];
    expect(linesOf(keys, [false, true])).toEqual([]);
  });

  it("finds the classic leak: a lone hidden cell in its row is known exactly", () => {
    const table = grid([
      [5, 20],
      [30, 40],
    ]);
    expect(hiddenIntervals(table, new Set([0]), { below: 10 }).get(0)).toEqual({ low: 5, high: 5 });
  });
});

const intervalOf = (intervals: ReadonlyMap<number, Interval>, cell: number): Interval =>
  intervals.get(cell) ?? { low: 0, high: 0 };

const counts = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 400 }));
const grids = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
  .chain(([rows, columns]) =>
    fc.array(fc.array(counts, { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
  );

describe("for any table of counts", () => {
  it("no hidden cell can be worked out within the threshold wherever the sums allow that", () => {
    fc.assert(
      fc.property(grids, fc.integer({ min: 2, max: 12 }), (rows, below) => {
        const table = grid(rows);
        const { small, further } = protect(table, { below });
        const intervals = hiddenIntervals(table, new Set([...small, ...further]), { below });
        const everything = new Set(table.cells.flatMap((count, cell) => ((count ?? 0) > 0 ? [cell] : [])));
        const possible = hiddenIntervals(table, everything, { below });
        for (const cell of [...small, ...further])
          if (isSafe(intervalOf(possible, cell), below))
            expect(isSafe(intervalOf(intervals, cell), below)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it("whoever knows which cells are small does not know how small: of two that come to 18, each would be nine", () => {
    expect(hiddenIn(grid([[9, 9, 40, 60]]))).toEqual([0, 1, 2]);
    // With one small cell and one of ten beside it, eleven in all, the small one would be one.
    expect(hiddenIn(grid([[1, 10, 40, 60]]))).toEqual([0, 2]);
    expect(hiddenIn(grid([[4, 12, 40, 60]]))).toEqual([0, 1]);
    fc.assert(
      fc.property(fc.array(counts, { minLength: 1, maxLength: 8 }), (line) => {
        const table = grid([line]);
        const { small, further } = protect(table, { below: 10 });
        const total = line.reduce((sum, count) => sum + count, 0);
        if (total < 10 || small.size === 0) return;
        /** How much a small one may be more or less, of those hidden: each small from 1 to 9, each other at least 10. */
        const open = (hidden: readonly number[]): number => {
          const sum = hidden.reduce((all, at) => all + (line[at] ?? 0), 0);
          const others = hidden.length - small.size;
          const least = others > 0 ? 1 : sum - 9 * (small.size - 1);
          return Math.min(9, sum - (small.size - 1) - 10 * others) - Math.max(1, least);
        };
        const everybody = [...line.keys()].filter((at) => (line[at] ?? 0) > 0);
        // Where even hiding all of them would not help, the total itself tells.
        if (open(everybody) >= 4) expect(open([...small, ...further])).toBeGreaterThanOrEqual(4);
      }),
      { numRuns: 1000 },
    );
  });

  it("hides nothing where nothing is small", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 10, max: 9999 })), { minLength: 1 }),
        (cells) => {
          expect(hiddenIn(column(...cells))).toEqual([]);
        },
      ),
    );
  });

  it("the true table always lies inside the intervals", () => {
    fc.assert(
      fc.property(grids, (rows) => {
        const table = grid(rows);
        const { small, further } = protect(table, { below: 10 });
        const hidden = new Set([...small, ...further]);
        for (const [cell, { low, high }] of hiddenIntervals(table, hidden, { below: 10 })) {
          const count = table.cells[cell] ?? 0;
          expect(count).toBeGreaterThanOrEqual(low - 1e-6);
          expect(count).toBeLessThanOrEqual(high + 1e-6);
        }
      }),
      { numRuns: 500 },
    );
  });
});
