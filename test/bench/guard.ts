import { heldAgainst } from "../../electron/askline/answer/guard.ts";
import { type Remembered, remembered } from "../../electron/askline/answer/told.ts";
import type { Claim, Region, Told } from "../../shared/disclosure/claims.ts";
import { protectCounts } from "../../shared/disclosure/protect-counts.ts";
import { PLACES } from "../../shared/disclosure/regions.ts";
import { addDays } from "../../shared/time/calendar.ts";
import type { Measure } from "./measure.ts";

const BELOW = 10;
const REGIONS = Array.from({ length: 20 }, (_, nth) => `ITA/r${nth}`);
const DAYS = Array.from({ length: 365 }, (_, nth) => addDays("2022-01-01", nth));
const SEXES = ["female", "male"];
const AGES = ["0-17", "18-39", "40-59", "60-79", "80+"];

/** A small generator with a seed (mulberry32), so that each run meets the same ledger. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** People of a made-up list by region, day, sex and age; `size`: how many a day in a region of the middle. */
function makeList(size: number, next: () => number): Int32Array {
  const list = new Int32Array(REGIONS.length * DAYS.length * SEXES.length * AGES.length);
  for (const index of list.keys()) {
    const region = Math.floor(index / (DAYS.length * SEXES.length * AGES.length));
    const share = (size * (region + 1)) / (REGIONS.length * SEXES.length * AGES.length);
    list[index] = Math.round(share * 2 * next());
  }
  return list;
}

/** What is asked day by day in an outbreak: totals, tables by region, sex and age, weeks; of a week, a month, all. */
function ask(list: Int32Array, next: () => number): Told {
  const pick = <T>(all: readonly T[]): T | undefined => all[Math.floor(next() * all.length)];
  const days = pick([7, 28, 91, 365]) ?? 7;
  const first = Math.min(DAYS.length - days, Math.floor(next() * (DAYS.length / days)) * days);
  const region = next() < 0.4 ? Math.floor(next() * REGIONS.length) : null;
  const by = pick(["none", "region", "sex", "age", "week"] as const) ?? "none";
  const rows = new Map<string, { key: string[]; count: number; region: Region }>();
  for (let r = 0; r < REGIONS.length; r += 1) {
    if (region !== null && r !== region) continue;
    for (let d = first; d < first + days; d += 1)
      for (let s = 0; s < SEXES.length; s += 1)
        for (let a = 0; a < AGES.length; a += 1) {
          const start = first + Math.floor((d - first) / 7) * 7;
          const week =
            by === "week" ? [start, Math.min(start + 6, first + days - 1)] : [first, first + days - 1];
          const place = by === "region" ? r : region;
          const key = [
            by === "region" ? String(r) : "",
            by === "week" ? String(start) : "",
            by === "sex" ? String(s) : by === "age" ? String(a) : "",
          ];
          const row = rows.get(key.join()) ?? {
            key,
            count: 0,
            region: {
              places: place === null ? null : [REGIONS[place] ?? ""],
              from: DAYS[week[0] ?? 0] ?? null,
              to: DAYS[week[1] ?? 0] ?? null,
              where: new Map(
                by === "sex" || by === "age"
                  ? [[by, [{ op: "in" as const, values: [(by === "sex" ? SEXES[s] : AGES[a]) ?? ""] }]]]
                  : [],
              ),
            },
          };
          row.count += list[((r * DAYS.length + d) * SEXES.length + s) * AGES.length + a] ?? 0;
          rows.set(key.join(), row);
        }
  }
  const all = [...rows.values()];
  const counts = all.map(({ count }) => count);
  const { small, further } = protectCounts(
    { keys: all.map(({ key }) => key), adds: [true, true, true], counts, sensitive: new Set() },
    { below: BELOW },
  );
  const about = { of: "counts", source: "list|rows|sum", vintage: "file", group: 0 } as const;
  const claims = all.map(
    ({ region: own, count }, nth): Claim => ({
      ...about,
      region: own,
      value: small.has(nth) || further.has(nth) ? null : count,
      either: 0,
    }),
  );
  const [row] = all;
  const asked: Region = {
    places: region === null ? null : [REGIONS[region] ?? ""],
    from: DAYS[first] ?? null,
    to: DAYS[first + days - 1] ?? null,
    where: new Map(),
  };
  return {
    below: BELOW,
    closed: [
      { table: "list", column: "sex", values: SEXES },
      { table: "list", column: "age", values: AGES },
      { table: "list", column: PLACES, values: REGIONS },
    ],
    claims,
    wholes: row && all.length > 1 ? [{ ...about, region: asked }] : [],
    middles: [],
  };
}

/** How many of so many questions, one after the other, are held back. */
async function heldBack(list: Int32Array, questions: number): Promise<number> {
  const next = random(2);
  const given: Remembered[] = [];
  for (let nth = 0; nth < questions; nth += 1) {
    const one = remembered(`A-${nth}`, ask(list, next));
    if ((await heldAgainst(one, given)) === null) given.unshift(one);
  }
  return questions - given.length;
}

/** What it costs to hold questions against so many earlier answers, in milliseconds, shortest first. */
async function timed(list: Int32Array, answers: number, questions: number): Promise<number[]> {
  const next = random(3);
  const earlier = Array.from({ length: answers }, (_, nth) => remembered(`A-${nth}`, ask(list, next)));
  const times: number[] = [];
  for (let nth = 0; nth < questions; nth += 1) {
    const one = remembered("new", ask(list, next));
    const began = performance.now();
    await heldAgainst(one, earlier);
    times.push(performance.now() - began);
  }
  return times.sort((a, b) => a - b);
}

/** What holding a new answer against a thousand earlier ones costs, and how many of forty questions are held back. */
export async function benchGuard(say: (line: string) => void): Promise<Measure[]> {
  const measures: Measure[] = [];
  for (const [name, size] of [
    ["many people in every cell", 4000],
    ["few people in many cells", 12],
  ] as const) {
    const list = makeList(size, random(1));
    const times = await timed(list, 1000, 30);
    const held = await heldBack(list, 40);
    const at = (share: number): number => times[Math.floor(share * (times.length - 1))] ?? Number.NaN;
    say(
      `guard, ${name}: ${held} of 40 questions held back; against 1,000 answers p50 ${at(0.5).toFixed(0)} ms, p90 ${at(0.9).toFixed(0)} ms, longest ${at(1).toFixed(0)} ms`,
    );
    const detail = "30 questions against 1,000 earlier answers of one list";
    measures.push(
      { name: `guard, ${name}, p50`, value: at(0.5), unit: "ms", limit: null, detail },
      { name: `guard, ${name}, longest`, value: at(1), unit: "ms", limit: 10_000, detail },
    );
  }
  return measures;
}
