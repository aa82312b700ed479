import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Claim, isPartOf, revealedBy, type Told } from "../../shared/disclosure/audit.ts";
import { bounds, type Equation, roundedTo } from "../../shared/disclosure/intervals.ts";
import { protectCounts } from "../../shared/disclosure/protect-counts.ts";
import type { Region } from "../../shared/disclosure/regions.ts";

const everybody: Region = { places: null, from: null, to: null, where: new Map() };

const told = (
  ...claims: (Partial<Region> & { readonly value: number | null; readonly source?: string })[]
): Told => ({
  claims: claims.map(({ value, source = "cases", ...part }) => ({
    source,
    region: { ...everybody, ...part },
    value,
    either: 0,
  })),
  whole: new Map(),
  middles: [],
});

const only = (column: string, ...values: string[]): Region["where"] =>
  new Map([[column, [{ op: "in", values }]]]);

describe("a new answer held against an earlier one", () => {
  it("is held back when a country less one region leaves a few people, either way round", () => {
    const country = told({ value: 1204, places: ["ITA"] });
    const region = told({ value: 1201, places: ["ITA/lombardia"] });
    expect(revealedBy(region, country, 10)).toEqual({ kind: "difference", size: 3 });
    expect(revealedBy(country, region, 10)).toEqual({ kind: "difference", size: 3 });
  });

  it("is held back when a window is made one day shorter, or a condition one year wider", () => {
    const month = told({ value: 500, from: "2022-07-01", to: "2022-07-31" });
    expect(revealedBy(told({ value: 498, from: "2022-07-01", to: "2022-07-30" }), month, 10)).not.toBeNull();
    const older = (age: number): Region["where"] => new Map([["age", [{ op: ">=", values: [age] }]]]);
    expect(
      revealedBy(told({ value: 60, where: older(64) }), told({ value: 57, where: older(65) }), 10),
    ).not.toBeNull();
  });

  it("is held back when parts of both leave a few: regions and days nested in each other", () => {
    const days = told(
      { value: 240, from: "2022-07-01", to: "2022-07-15" },
      { value: 258, from: "2022-07-16", to: "2022-07-30" },
    );
    const july = { ...everybody, from: "2022-07-01", to: "2022-07-31" };
    const sexes = told(
      { value: 300, from: "2022-07-01", to: "2022-07-31", where: only("sex", "female") },
      { value: 200, from: "2022-07-01", to: "2022-07-31", where: only("sex", "male") },
    );
    const groups = { ...sexes, whole: new Map([["cases", july]]) };
    expect(revealedBy(groups, days, 10)).not.toBeNull();
  });

  it("is held back when it tells a hidden cell, or the one that hides it", () => {
    const table: Told = {
      ...told(
        { value: null, places: ["ITA/veneto"] },
        { value: null, places: ["ITA/lazio"] },
        { value: 60, places: ["ITA/lombardia"] },
      ),
      whole: new Map([["cases", { ...everybody, places: ["ITA"] }]]),
    };
    expect(revealedBy(told({ value: 12, places: ["ITA/lazio"] }), table, 10)).toMatchObject({
      kind: "hidden",
    });
    expect(revealedBy(told({ value: 76, places: ["ITA"] }), table, 10)).toBeNull();
    // The two hidden ones come to 8: fewer than n between them.
    expect(revealedBy(told({ value: 68, places: ["ITA"] }), table, 10)).not.toBeNull();
  });

  it("is no matter between other places, other measures, or equal numbers", () => {
    const italy = told({ value: 60, places: ["ITA"] });
    expect(revealedBy(told({ value: 59, places: ["ESP"] }), italy, 10)).toBeNull();
    expect(revealedBy(told({ value: 59, source: "deaths" }), italy, 10)).toBeNull();
    expect(revealedBy(told({ value: 60 }), italy, 10)).toBeNull();
    expect(revealedBy(italy, italy, 10)).toBeNull();
  });

  it("is held back when a median meets hidden cells", () => {
    const hidden = told({ value: null, places: ["ITA"] });
    const middle: Told = { claims: [], whole: new Map(), middles: [{ source: "cases", region: everybody }] };
    expect(revealedBy(middle, hidden, 10)).toEqual({ kind: "middle" });
    expect(revealedBy(middle, told({ value: 12 }), 10)).toBeNull();
  });

  it("does not take Niger for a part of Nigeria, and knows the countries of a region", () => {
    expect([isPartOf("NER", "NE"), isPartOf("ITA/lazio", "ITA"), isPartOf("ITA", "world")]).toEqual([
      false,
      true,
      true,
    ]);
  });
});

/** A small world of people: counts by place, day and group. Everything is checked against it by brute force. */
const PLACES = ["A", "B", "C"];
const DAYS = ["2022-01-01", "2022-01-02", "2022-01-03"];
const GROUPS = ["x", "y"];
type Micro = { readonly place: string; readonly day: string; readonly group: string };
const MICRO: readonly Micro[] = PLACES.flatMap((place) =>
  DAYS.flatMap((day) => GROUPS.map((group) => ({ place, day, group }))),
);

type Asked = {
  readonly places: readonly string[] | null;
  readonly days: readonly [number, number];
  readonly group: string | null;
  readonly byPlace: boolean;
  readonly byDay: boolean;
  readonly byGroup: boolean;
};

const question: fc.Arbitrary<Asked> = fc.record({
  places: fc.oneof(fc.constant(null), fc.subarray(PLACES, { minLength: 1, maxLength: 2 })),
  days: fc
    .tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 }))
    .map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]),
  group: fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, fc.constantFrom(...GROUPS)),
  byPlace: fc.boolean(),
  byDay: fc.boolean(),
  byGroup: fc.boolean(),
});

type Given = { readonly told: Told; readonly sets: readonly (readonly number[])[] };

/** Answers a question about the small world as the answer's room does: one cell per key, protected, told as claims. */
function give(world: readonly number[], asked: Asked, below: number, round: number): Given {
  const { places, days, group, byPlace, byDay, byGroup } = asked;
  const inside = MICRO.flatMap((micro, index) => {
    const day = DAYS.indexOf(micro.day);
    const fits =
      (places === null || places.includes(micro.place)) &&
      day >= days[0] &&
      day <= days[1] &&
      (group === null || group === micro.group);
    return fits ? [index] : [];
  });
  const rows = new Map<string, { key: string[]; set: number[]; region: Region }>();
  for (const index of inside) {
    const micro = MICRO[index] ?? { place: "", day: "", group: "" };
    const key = [byPlace ? micro.place : "", byDay ? micro.day : "", byGroup ? micro.group : ""];
    const row = rows.get(key.join()) ?? {
      key,
      set: [] as number[],
      region: {
        places: byPlace ? [micro.place] : places,
        from: byDay ? micro.day : (DAYS[days[0]] ?? null),
        to: byDay ? micro.day : (DAYS[days[1]] ?? null),
        where: byGroup ? only("group", micro.group) : group === null ? new Map() : only("group", group),
      },
    };
    row.set.push(index);
    rows.set(key.join(), row);
  }
  const all = [...rows.values()];
  const counts = all.map(({ set }) => set.reduce((sum, index) => sum + (world[index] ?? 0), 0));
  const rule = { below, ...(round > 1 ? { round } : {}) };
  const { small, further } = protectCounts(
    { keys: all.map(({ key }) => key), adds: [true, true, true], counts, sensitive: new Set() },
    rule,
  );
  const claims = all.map(
    ({ region }, index): Claim => ({
      source: "cases",
      region,
      value: small.has(index) || further.has(index) ? null : roundedTo(counts[index] ?? 0, round),
      either: (round - 1) / 2,
    }),
  );
  const region: Region = {
    places,
    from: DAYS[days[0]] ?? null,
    to: DAYS[days[1]] ?? null,
    where: group === null ? new Map() : only("group", group),
  };
  return {
    told: { claims, whole: new Map(all.length > 1 ? [["cases", region]] : []), middles: [] },
    sets: all.map(({ set }) => set),
  };
}

/** All that two answers tell, as equations over the single cells of the small world. */
const equations = (given: readonly Given[]): Equation[] =>
  given.flatMap(({ told: { claims }, sets }) =>
    claims.flatMap(({ value, either }, index) =>
      value === null
        ? []
        : [{ cells: sets[index] ?? [], low: Math.max(0, value - either), high: value + either }],
    ),
  );

/** What may be known of a set of cells: an independent linear program over single cells, without any shortcut. */
function known(set: readonly number[], lines: readonly Equation[]): { low: number; high: number } {
  const reached = new Set(lines.flatMap(({ cells }) => cells));
  const open = set.some((cell) => !reached.has(cell));
  const { low, high } = bounds(set, lines);
  return open ? { low, high: Number.POSITIVE_INFINITY } : { low, high };
}

const worlds = fc.array(fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 40 })), {
  minLength: MICRO.length,
  maxLength: MICRO.length,
});

/** Each hidden cell of one of two answers: what may be known of it from that one alone, and from both. */
function hiddenCells(given: readonly Given[]): { readonly alone: number; readonly both: number }[] {
  const lines = equations(given);
  const width = (set: readonly number[], by: readonly Equation[]): number => {
    const { low, high } = known(set, by);
    return high - low;
  };
  return given.flatMap((one) => {
    const own = equations([one]);
    return one.told.claims.flatMap(({ value }, index) => {
      const set = one.sets[index] ?? [];
      return value === null ? [{ alone: width(set, own), both: width(set, lines) }] : [];
    });
  });
}

const isWithin = (part: readonly number[], whole: readonly number[]): boolean =>
  part.length < whole.length && part.every((cell) => whole.includes(cell));

/** What lies between two told numbers of two answers where the people of one are among those of the other. */
const differences = (one: Given, other: Given): number[] =>
  one.sets.flatMap((a, i) =>
    other.sets.flatMap((b, j) => {
      const [x, y] = [one.told.claims[i]?.value, other.told.claims[j]?.value];
      const nested = isWithin(a, b) || isWithin(b, a);
      return typeof x === "number" && typeof y === "number" && nested ? [Math.abs(x - y)] : [];
    }),
  );

/** Single cells of the small world of which two answers tell that a few people are there, though neither shows them. */
function foundOut(given: readonly Given[], below: number): number[] {
  const lines = equations(given);
  const shown = new Set(lines.flatMap(({ cells }) => (cells.length === 1 ? cells : [])));
  return MICRO.flatMap((_, cell) => {
    const { low, high } = known([cell], lines);
    return !shown.has(cell) && low > 1e-6 && high < below - 1e-6 && high - low < below - 2 ? [cell] : [];
  });
}

describe("for any people and any two questions that are both answered", () => {
  it("no hidden cell is known within the threshold, and no difference counts a few people", () => {
    let [both, hidden] = [0, 0];
    const below = fc.integer({ min: 3, max: 12 });
    fc.assert(
      fc.property(worlds, question, question, below, (world, first, second, limit) => {
        const given = [give(world, first, limit, 1), give(world, second, limit, 1)] as const;
        if (revealedBy(given[1].told, given[0].told, limit) !== null) return;
        both += 1;
        const cells = hiddenCells(given);
        hidden += cells.length;
        // What one answer tells by itself is looked at below; here: what both add.
        for (const cell of cells) if (cell.both < cell.alone) expect(cell.both).toBeGreaterThanOrEqual(limit);
        for (const difference of differences(...given))
          expect(difference === 0 || difference >= limit).toBe(true);
        expect(foundOut(given, limit)).toEqual([]);
      }),
      { numRuns: 2000 },
    );
    // The property is not empty: many pairs are answered, and many of them hide something.
    expect(both).toBeGreaterThan(400);
    expect(hidden).toBeGreaterThan(400);
  });

  it("of one answer, no hidden cell is known within the threshold from what it shows, hidden or rounded", () => {
    fc.assert(
      fc.property(
        worlds,
        question,
        fc.integer({ min: 3, max: 12 }),
        fc.boolean(),
        (world, asked, below, rounds) => {
          const one = give(world, asked, below, rounds ? Math.ceil(below / 2) : 1);
          const lines = equations([one]);
          for (const [index, { value }] of one.told.claims.entries()) {
            if (value === null) {
              const { low, high } = known(one.sets[index] ?? [], lines);
              expect(high - low).toBeGreaterThanOrEqual(below);
            } else expect(value === 0 || value >= Math.floor(below / 2)).toBe(true);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("asking the same again is never held back, and where nobody is few nothing is hidden or held back", () => {
    fc.assert(
      fc.property(worlds, question, question, (world, first, second) => {
        const given = give(world, first, 5, 1);
        expect(revealedBy(given.told, given.told, 5)).toBeNull();
        const many = world.map((count) => 10 * count);
        const [one, two] = [give(many, first, 5, 1), give(many, second, 5, 1)];
        expect(one.told.claims.every(({ value }) => value !== null)).toBe(true);
        expect(revealedBy(two.told, one.told, 5)).toBeNull();
      }),
      { numRuns: 500 },
    );
  });
});
