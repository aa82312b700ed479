import fc from "fast-check";
import { revealedBy } from "../../shared/disclosure/audit.ts";
import type { Claim, Region, Told } from "../../shared/disclosure/claims.ts";
import { roundedTo } from "../../shared/disclosure/intervals.ts";
import { protectCounts } from "../../shared/disclosure/protect-counts.ts";
import { PLACES as PLACE_LIST } from "../../shared/disclosure/regions.ts";

/** A small world of people: counts by place, day and group, small enough to check everything by brute force. */
const PLACES = ["A", "B", "C"];
const DAYS = ["2022-01-01", "2022-01-02", "2022-01-03"];
const GROUPS = ["x", "y"];
const CLOSED = [
  { table: "list", column: "group", values: GROUPS },
  { table: "list", column: PLACE_LIST, values: PLACES },
];
export const MICRO = PLACES.flatMap((place) =>
  DAYS.flatMap((day) => GROUPS.map((group) => ({ place, day, group }))),
);

/** How many people each single cell has. */
export type World = readonly number[];

export const worlds: fc.Arbitrary<World> = fc.array(
  fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 40 })),
  { minLength: MICRO.length, maxLength: MICRO.length },
);

/** A question about the world: how many people, or the mean of a value of theirs. */
export type Asked = {
  readonly of: Claim["of"];
  readonly places: readonly string[] | null;
  readonly days: readonly [number, number];
  readonly group: string | null;
  readonly byPlace: boolean;
  readonly byDay: boolean;
  readonly byGroup: boolean;
};

const asking = (of: fc.Arbitrary<Claim["of"]>): fc.Arbitrary<Asked> =>
  fc.record({
    of,
    places: fc.oneof(fc.constant(null), fc.subarray(PLACES, { minLength: 1, maxLength: 2 })),
    days: fc
      .tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 }))
      .map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]),
    group: fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, fc.constantFrom(...GROUPS)),
    byPlace: fc.boolean(),
    byDay: fc.boolean(),
    byGroup: fc.boolean(),
  });
export const counting = asking(fc.constant("counts"));
export const averaging = asking(fc.constant("values"));

/** What was given out: the claims that the guard sees, which single cells each is of, and which all of them are of. */
export type Given = {
  readonly told: Told;
  readonly sets: readonly (readonly number[])[];
  readonly within: readonly number[];
};

export type Terms = { readonly below: number; readonly round?: number; readonly vintage?: string };

/** Answers a question about the small world as the answer's room does: one cell per key, protected, told as claims. */
export function give(world: World, asked: Asked, { below, round = 1, vintage = "file" }: Terms): Given {
  const { of, places, days, group, byPlace, byDay, byGroup } = asked;
  const rows = new Map<string, { key: string[]; set: number[]; region: Region }>();
  for (const [index, micro] of MICRO.entries()) {
    const day = DAYS.indexOf(micro.day);
    const fits =
      (places === null || places.includes(micro.place)) &&
      day >= days[0] &&
      day <= days[1] &&
      (group === null || group === micro.group);
    if (!fits) continue;
    const key = [byPlace ? micro.place : "", byDay ? micro.day : "", byGroup ? micro.group : ""];
    const row = rows.get(key.join()) ?? { key, set: [] as number[], region: regionOf(asked, micro) };
    row.set.push(index);
    rows.set(key.join(), row);
  }
  const all = [...rows.values()];
  const counts = all.map(({ set }) => peopleIn(world, set));
  const adds = [true, true, true].map(() => of === "counts");
  const { small, further } = protectCounts(
    { keys: all.map(({ key }) => key), adds, counts, sensitive: new Set() },
    { below, ...(round > 1 ? { round } : {}) },
  );
  const about = { of, source: of === "counts" ? "list|rows|sum" : "list|age|values", vintage, group: 0 };
  const claims = all.flatMap(({ region }, index): Claim[] => {
    const count = counts[index] ?? 0;
    // There is no mean of nobody.
    if (of === "values" && count === 0) return [];
    const hidden = small.has(index) || further.has(index);
    const value = of === "values" ? count : roundedTo(count, round);
    return [{ ...about, region, value: hidden ? null : value, either: (round - 1) / 2 }];
  });
  const wholes = all.length > 1 ? [{ ...about, region: regionOf(asked, null) }] : [];
  const sets = all.flatMap(({ set }, index) => (of === "values" && counts[index] === 0 ? [] : [set]));
  return {
    told: {
      below,
      closed: CLOSED,
      claims,
      wholes,
      middles: [],
    },
    sets,
    within: all.flatMap(({ set }) => set),
  };
}

function regionOf(asked: Asked, micro: (typeof MICRO)[number] | null): Region {
  const { places, days, byPlace, byDay, byGroup } = asked;
  const group = byGroup && micro ? micro.group : asked.group;
  return {
    places: byPlace && micro ? [micro.place] : places,
    from: byDay && micro ? micro.day : (DAYS[days[0]] ?? null),
    to: byDay && micro ? micro.day : (DAYS[days[1]] ?? null),
    where: group === null ? new Map() : new Map([["group", [{ op: "in", values: [group] }]]]),
  };
}

export const peopleIn = (world: World, set: readonly number[]): number =>
  set.reduce((sum, index) => sum + (world[index] ?? 0), 0);

/** Gives the answers of a ledger one after the other, as the guard lets them through: each pair, then all together. */
export function ledgerOf(asked: readonly (() => Given)[]): readonly Given[] {
  const given: Given[] = [];
  for (const answer of asked) {
    const one = answer();
    const earlier = given.map(({ told }) => told);
    const found =
      revealedBy(one.told, []) ??
      earlier.map((told) => revealedBy(one.told, [told])).find((why) => why !== null) ??
      revealedBy(one.told, earlier);
    if (found === null) given.push(one);
  }
  return given;
}
