import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { revealedBy } from "../../shared/disclosure/audit.ts";
import {
  acrossFiles,
  differences,
  equations,
  foundOut,
  hiddenCells,
  known,
  valuesFoundOut,
} from "./onlooker.ts";
import { averaging, counting, give, ledgerOf, worlds } from "./small-world.ts";

const limits = fc.integer({ min: 3, max: 12 });

describe("for any people and any questions of a ledger that are all answered", () => {
  it("no hidden count is known within the threshold, and no difference counts a few people", () => {
    let [several, hidden] = [0, 0];
    fc.assert(
      fc.property(
        worlds,
        fc.array(counting, { minLength: 2, maxLength: 3 }),
        limits,
        (world, asked, below) => {
          const given = ledgerOf(asked.map((one) => () => give(world, one, { below })));
          if (given.length > 1) several += 1;
          const cells = hiddenCells(given);
          hidden += cells.length;
          // What one answer tells by itself is looked at below; here: what all add.
          for (const cell of cells)
            if (cell.all < cell.alone) expect(cell.all).toBeGreaterThanOrEqual(below - 1e-6);
          for (const difference of differences(given))
            expect(difference === 0 || difference >= below).toBe(true);
          expect(foundOut(given, below)).toEqual([]);
        },
      ),
      { numRuns: 2000 },
    );
    // The property is not empty: many ledgers have several answers, and many of them hide something.
    expect(several).toBeGreaterThan(1000);
    expect(hidden).toBeGreaterThan(1000);
  });

  it("no mean tells the values of a few people, nor of a hidden group, by what lies between it and others", () => {
    let [several, attacked] = [0, 0];
    fc.assert(
      fc.property(
        worlds,
        fc.array(averaging, { minLength: 2, maxLength: 3 }),
        limits,
        (world, asked, below) => {
          const all = asked.map((one) => () => give(world, one, { below }));
          const given = ledgerOf(all);
          if (given.length > 1) several += 1;
          if (given.length < asked.length) attacked += 1;
          expect(valuesFoundOut(given, world, below)).toEqual([]);
        },
      ),
      { numRuns: 1000 },
    );
    expect(several).toBeGreaterThan(500);
    expect(attacked).toBeGreaterThan(100);
  });

  it("a revision that adds a few people is not told, whatever is asked before and after it", () => {
    const more = fc.array(fc.tuple(fc.nat(17), fc.integer({ min: 1, max: 3 })), {
      minLength: 1,
      maxLength: 2,
    });
    const questions = fc.oneof(
      counting.map((one) => [one, one] as const),
      fc.tuple(counting, counting),
    );
    let [held, both] = [0, 0];
    fc.assert(
      fc.property(worlds, more, questions, limits, (world, added, [first, second], below) => {
        const newer = world.map((count, cell) =>
          added.reduce((sum, [at, people]) => (at === cell ? sum + people : sum), count),
        );
        const before = give(world, first, { below, vintage: "june" });
        const after = give(newer, second, { below, vintage: "july" });
        if (revealedBy(after.told, [before.told]) !== null) {
          held += 1;
          return;
        }
        both += 1;
        if (first === second)
          for (const [index, { value }] of after.told.claims.entries()) {
            const was = before.told.claims[index]?.value ?? null;
            if (value !== null && was !== null) expect(value === was || value - was >= below).toBe(true);
          }
        // Whoever knows that nobody was taken out finds no hidden count, neither of the older nor of the newer file.
        const lines = acrossFiles([before], [after]);
        const width = (set: readonly number[], by: ReturnType<typeof equations>): number =>
          known(set, by).high - known(set, by).low;
        for (const [index, { value }] of before.told.claims.entries()) {
          const set = before.sets[index] ?? [];
          if (value !== null || width(set, lines) >= width(set, equations([before]))) continue;
          expect(width(set, lines)).toBeGreaterThanOrEqual(below - 1e-6);
        }
      }),
      { numRuns: 1000 },
    );
    expect(held).toBeGreaterThan(100);
    expect(both).toBeGreaterThan(100);
  });

  it("a lower threshold opens nothing that a higher one hid", () => {
    fc.assert(
      fc.property(worlds, counting, counting, (world, first, second) => {
        const strict = give(world, first, { below: 12 });
        const lax = give(world, second, { below: 4 });
        if (revealedBy(lax.told, [strict.told]) !== null) return;
        for (const cell of hiddenCells([strict, lax]))
          if (cell.all < cell.alone) expect(cell.all).toBeGreaterThanOrEqual(cell.below - 1e-6);
      }),
      { numRuns: 500 },
    );
  });

  it("of one answer, no hidden count is known within the threshold from what it shows, hidden or rounded", () => {
    fc.assert(
      fc.property(worlds, counting, limits, fc.boolean(), (world, asked, below, rounds) => {
        const one = give(world, asked, { below, ...(rounds ? { round: Math.ceil(below / 2) } : {}) });
        const lines = equations([one]);
        for (const [index, { value }] of one.told.claims.entries()) {
          if (value === null) {
            const { low, high } = known(one.sets[index] ?? [], lines);
            expect(high - low).toBeGreaterThanOrEqual(below);
          } else expect(value === 0 || value >= Math.floor(below / 2)).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe("for any people, what reveals nothing is given", () => {
  it("the same again, and everything where nobody is few: nothing hidden, nothing held back", () => {
    fc.assert(
      fc.property(worlds, counting, averaging, counting, (world, first, second, third) => {
        for (const asked of [first, second]) {
          const { told } = give(world, asked, { below: 5 });
          if (revealedBy(told, []) === null) expect(revealedBy(told, [told])).toBeNull();
        }
        const many = world.map((count) => 10 * count);
        const asked = [first, second, third].map((one) => () => give(many, one, { below: 5 }));
        const given = ledgerOf(asked);
        expect(given).toHaveLength(3);
        expect(given.flatMap(({ told }) => told.claims).every(({ value }) => value !== null)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
