import type { Dataset } from "../catalogue/dataset.ts";
import type { PlanWindow } from "../plan/plan.ts";
import type { Question } from "../question/question.ts";
import { daysBetween } from "../time/calendar.ts";
import type { Grain } from "../time/grain.ts";
import { allPeriods, dayOf, isAfter, lastDayOf } from "./periods.ts";
import { type Uncertain, uncertainOf } from "./sampled/combine.ts";
import type { BranchResult } from "./table/read-result.ts";
import { type PlaceLabel, placeLabels } from "./wording/place-labels.ts";

/** One period of a series. `whole: false`: the window or the data cover only part of it. A period without data has value null. */
export type Point = {
  readonly period: string;
  readonly value: number | null;
  readonly corrected: number | null;
  readonly whole: boolean;
  readonly places: number;
  readonly instants: number;
  /** The two sides of a rate or share that has a figure of each in every period. */
  readonly part?: number | null;
  readonly base?: number | null;
  /** Not shown, as it would tell about few people. */
  readonly hidden?: boolean;
} & Uncertain;

/** A series of one place and breakdown, without holes: missing periods are there with value null. */
export type Series = {
  readonly place: PlaceLabel;
  readonly dims: readonly string[];
  readonly grain: Grain;
  readonly points: readonly Point[];
  /** Daily reporting differs much by weekday: a 7-day mean says more. Only of what adds up over days. */
  readonly ragged: boolean;
};

/** The series of a branch, in the order of the places; missing periods are filled in between the first and last of all. */
export function seriesOf(
  result: BranchResult,
  dataset: Dataset | undefined,
  question: Question,
  w = "now",
): Series[] {
  const { branch } = result;
  const grain = branch.periods?.grain ?? branch.scan.time?.grain ?? "day";
  const window = branch.windows.windows.find(({ id }) => id === w);
  const label = placeLabels(branch, dataset, question);
  const groups = new Map<
    string,
    { place: PlaceLabel; dims: readonly string[]; rows: Map<string, BranchResult["series"][number]> }
  >();
  for (const row of result.series) {
    if (row.w !== w || row.t === null) continue;
    const place = label(row);
    const key = JSON.stringify([place.key, row.dims]);
    const group = groups.get(key) ?? { place, dims: row.dims, rows: new Map() };
    group.rows.set(row.t, row);
    groups.set(key, group);
  }
  const lastDay = lastDataDay(result, w);
  // Many places share their periods: each is worked out once.
  const whole = remembered((period) => isWhole(period, grain, window, lastDay));
  const between = remembered((ends) => {
    const [first = "", last = ""] = ends.split(" ");
    return allPeriods(first, last, grain);
  });
  // Where rows are counted, a period without rows is a count of zero.
  const counts = branch.scan.behaviour === "event";
  const adds = branch.difference || branch.scan.behaviour === "flow" || branch.scan.behaviour === "event";
  return [...groups.values()].map(({ place, dims, rows }) => {
    const keys = [...rows.keys()].sort((a, b) => (isAfter(a, b) ? 1 : isAfter(b, a) ? -1 : 0));
    const [first, last] = [keys[0], keys.at(-1)];
    const regular =
      first !== undefined && last !== undefined && branch.periods !== null
        ? between(`${first} ${last}`)
        : keys;
    const dense =
      branch.periods === null && first !== undefined && last !== undefined
        ? filled(keys, first, last, grain)
        : regular;
    const points = dense.map((period) => {
      const row = rows.get(period);
      return {
        period,
        value: row?.v ?? (counts && !row?.hidden && branch.scan.sample === undefined ? 0 : null),
        corrected: row?.y ?? null,
        whole: whole(period),
        places: row?.m ?? 0,
        instants: row?.x ?? 0,
        ...(row?.hidden ? { hidden: true } : {}),
        ...(row ? uncertainOf(row) : {}),
      };
    });
    const ragged = adds && branch.scan.sample === undefined && isRagged(grain, points);
    return { place, dims, grain, points, ragged };
  });
}

/** A function of a text that works each one out only once. */
function remembered<T>(work: (of: string) => T): (of: string) => T {
  const known = new Map<string, T>();
  return (of) => {
    const before = known.get(of);
    if (before !== undefined) return before;
    const made = work(of);
    known.set(of, made);
    return made;
  };
}

/** Days and years are filled up; irregular reports of longer grain stay as they are. */
function filled(keys: readonly string[], first: string, last: string, grain: Grain): readonly string[] {
  if (grain !== "day" && grain !== "year") return keys;
  const all = allPeriods(first, last, grain);
  return all.length <= 5 * keys.length + 30 ? all : keys;
}

/** The last day with data that the branch saw in a window. */
export function lastDataDay(result: BranchResult, w = "now"): string | null {
  const at = result.fact.find((row) => row.w === w)?.t ?? null;
  if (at === null) return null;
  return result.branch.scan.time?.storedAs === "year" ? lastDayOf(at, "year") : dayOf(at);
}

function isWhole(
  period: string,
  grain: Grain,
  window: PlanWindow | undefined,
  lastDay: string | null,
): boolean {
  if (grain === "hour" || grain === "day") return true;
  const [start, end] = [dayOf(period), lastDayOf(period, grain)];
  if (window?.from !== undefined && daysBetween(window.from, start) < 0) return false;
  if (window?.to !== undefined && daysBetween(end, window.to) < 0) return false;
  return lastDay === null || daysBetween(end, lastDay) >= 0;
}

/** Whether a day that is not shown lies in the seven days up to and with this one: their mean would give it away. */
export const hidesWeek = (points: readonly Point[], index: number): boolean =>
  points.slice(Math.max(0, index - 6), index + 1).some(({ hidden }) => hidden);

/** Seven-day rolling means (of the days up to and with each), where at least four of the seven have a value. */
export function rollingMeans(points: readonly Point[]): (number | null)[] {
  return points.map((_, index) => {
    if (hidesWeek(points, index)) return null;
    const week = points
      .slice(Math.max(0, index - 6), index + 1)
      .flatMap(({ value }) => (value === null ? [] : [value]));
    return index < 6 || week.length < 4 ? null : week.reduce((sum, value) => sum + value, 0) / week.length;
  });
}

/** Daily reporting is ragged when weekdays differ much: the highest weekday mean is over 1.3 times the lowest. */
function isRagged(grain: Grain, points: readonly Point[]): boolean {
  if (grain !== "day" || points.length < 21) return false;
  const sums = Array.from({ length: 7 }, () => ({ sum: 0, count: 0 }));
  for (const { period, value } of points) {
    const day = sums[((daysBetween("1970-01-05", period) % 7) + 7) % 7];
    if (day && value !== null) {
      day.sum += value;
      day.count += 1;
    }
  }
  const means = sums.flatMap(({ sum, count }) => (count > 0 ? [sum / count] : []));
  const [low, high] = [Math.min(...means), Math.max(...means)];
  return means.length === 7 && low >= 0 && high > 1.3 * low;
}
