import { monitorEventLoopDelay } from "node:perf_hooks";
import { guardInThread } from "../../electron/askline/guard/guard-thread.ts";
import { heldAgainst, type Remembered, remembered } from "../../electron/askline/guard/hold.ts";
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

/** What a question of an outbreak asks: which days and region, and by what. */
type Asked = {
  readonly first: number;
  readonly days: number;
  readonly region: number | null;
  readonly by: "none" | "region" | "sex" | "age" | "week";
};

/** What is asked day by day in an outbreak: totals, tables by region, sex and age, weeks; of a week, a month, all. */
function pickQuestion(next: () => number): Asked {
  const pick = <T>(all: readonly T[]): T | undefined => all[Math.floor(next() * all.length)];
  const days = pick([7, 28, 91, 365]) ?? 7;
  const first = Math.min(DAYS.length - days, Math.floor(next() * (DAYS.length / days)) * days);
  const region = next() < 0.4 ? Math.floor(next() * REGIONS.length) : null;
  return { first, days, region, by: pick(["none", "region", "sex", "age", "week"] as const) ?? "none" };
}

type Row = { readonly key: readonly string[]; readonly region: Region; count: number };

/** The rows of the list that a question counts, each with its region, day, sex and age as numbers. */
function* cellsOf({ first, days, region }: Asked): Generator<readonly [number, number, number, number]> {
  for (const r of REGIONS.keys()) {
    if (region !== null && r !== region) continue;
    for (let d = first; d < first + days; d += 1)
      for (const s of SEXES.keys()) for (const a of AGES.keys()) yield [r, d, s, a];
  }
}

/** The row of the answer's table that a cell is counted in, without its count. */
function rowOf(
  { first, days, region, by }: Asked,
  [r, d, s, a]: readonly [number, number, number, number],
): Row {
  const start = first + Math.floor((d - first) / 7) * 7;
  const last = first + days - 1;
  const [from, to] = by === "week" ? [start, Math.min(start + 6, last)] : [first, last];
  const place = by === "region" ? r : region;
  const group = by === "sex" ? SEXES[s] : by === "age" ? AGES[a] : undefined;
  const where: Region["where"] = new Map(group ? [[by, [{ op: "in" as const, values: [group] }]]] : []);
  return {
    key: [by === "region" ? String(r) : "", by === "week" ? String(start) : "", group ?? ""],
    count: 0,
    region: {
      places: place === null ? null : [REGIONS[place] ?? ""],
      from: DAYS[from] ?? null,
      to: DAYS[to] ?? null,
      where,
    },
  };
}

function tableOf(list: Int32Array, asked: Asked): Row[] {
  const rows = new Map<string, Row>();
  for (const cell of cellsOf(asked)) {
    const made = rowOf(asked, cell);
    const row = rows.get(made.key.join()) ?? made;
    rows.set(made.key.join(), row);
    const [r, d, s, a] = cell;
    row.count += list[((r * DAYS.length + d) * SEXES.length + s) * AGES.length + a] ?? 0;
  }
  return [...rows.values()];
}

function ask(list: Int32Array, next: () => number): Told {
  const asked = pickQuestion(next);
  const all = tableOf(list, asked);
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
  const whole: Region = {
    places: asked.region === null ? null : [REGIONS[asked.region] ?? ""],
    from: DAYS[asked.first] ?? null,
    to: DAYS[asked.first + asked.days - 1] ?? null,
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
    wholes: all.length > 1 ? [{ ...about, region: whole }] : [],
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

type Timed = {
  /** Milliseconds a question waits for the guard, shortest first. */
  readonly waits: readonly number[];
  /** Longest time in milliseconds in which the asking thread could do nothing else. */
  readonly blocked: number;
};

/** What it costs to hold questions against so many earlier answers, in the guard's thread as the application does. */
async function timed(list: Int32Array, answers: number, questions: number): Promise<Timed> {
  const next = random(3);
  const thread = guardInThread(() => undefined);
  const before = Array.from({ length: answers }, (_, nth) => `A-${nth}`);
  for (const key of before) await thread.tell(key, key, ask(list, next));
  const asked = Array.from({ length: questions }, () => ask(list, next));
  const loop = monitorEventLoopDelay({ resolution: 1 });
  loop.enable();
  const waits: number[] = [];
  for (const [nth, told] of asked.entries()) {
    const began = performance.now();
    await thread.tell(`new-${nth}`, "", told);
    await thread.hold({ mine: `new-${nth}`, before, same: [] });
    waits.push(performance.now() - began);
    thread.forget(`new-${nth}`);
  }
  loop.disable();
  await thread.close();
  return { waits: waits.sort((a, b) => a - b), blocked: loop.max / 1e6 };
}

/** What holding a new answer against a thousand earlier ones costs, and how many of forty questions are held back. */
export async function benchGuard(say: (line: string) => void): Promise<Measure[]> {
  const measures: Measure[] = [];
  for (const [name, size] of [
    ["many people in every cell", 4000],
    ["few people in many cells", 12],
  ] as const) {
    const list = makeList(size, random(1));
    const { waits, blocked } = await timed(list, 1000, 30);
    const held = await heldBack(list, 40);
    const at = (share: number): number => waits[Math.floor(share * (waits.length - 1))] ?? Number.NaN;
    say(
      `guard, ${name}: ${held} of 40 questions held back; against 1,000 answers p50 ${at(0.5).toFixed(0)} ms, p90 ${at(0.9).toFixed(0)} ms, longest ${at(1).toFixed(0)} ms; the asking thread was held up for ${blocked.toFixed(0)} ms at most`,
    );
    const detail = "30 questions against 1,000 earlier answers of one list";
    measures.push(
      { name: `guard, ${name}, p50`, value: at(0.5), unit: "ms", limit: null, detail },
      { name: `guard, ${name}, longest`, value: at(1), unit: "ms", limit: 10_000, detail },
      {
        name: `guard, ${name}, longest hold of the asking thread`,
        value: blocked,
        unit: "ms",
        limit: 50,
        detail,
      },
    );
  }
  return measures;
}
