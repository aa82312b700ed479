import type { Dataset } from "../catalogue/dataset.ts";
import type { PlanWindow } from "../plan/plan.ts";
import type { Question } from "../question/question.ts";
import { atOnce, type Steps } from "../steps.ts";
import { daysBetween } from "../time/calendar.ts";
import type { Grain } from "../time/grain.ts";
import { dayOf, lastDayOf } from "./periods.ts";
import type { Uncertain } from "./sampled/combine.ts";
import { calendarOf } from "./series-calendar.ts";
import type { BranchResult } from "./table/read-result.ts";
import { numberAt, type RowColumns, rowAt, stretchesOf } from "./table/row-columns.ts";
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
export const seriesOf = (...about: Parameters<typeof seriesIn>): Series[] => atOnce(seriesIn(...about));

/** The same in steps. */
export function* seriesIn(
  result: Pick<BranchResult, "branch" | "series" | "fact">,
  dataset: Dataset | undefined,
  question: Question,
  w = "now",
): Steps<Series[]> {
  const { branch, series: rows } = result;
  const grain = branch.periods?.grain ?? branch.scan.time?.grain ?? "day";
  const window = branch.windows.windows.find(({ id }) => id === w);
  const lastDay = lastDataDay(result, w);
  const calendar = calendarOf(rows.t.entries, grain, (period) => isWhole(period, grain, window, lastDay));
  // Where rows are counted, a period without rows is a count of zero.
  const counts = branch.scan.behaviour === "event" && branch.scan.sample === undefined;
  const adds = branch.difference || branch.scan.behaviour === "flow" || branch.scan.behaviour === "event";
  // Which row is of a time, by the time's code: of one series after the other.
  const rowOf = new Int32Array(rows.t.entries.length);
  const groups = groupsOf(rows, w, placeLabels(branch, dataset, question));
  const all: Series[] = [];
  for (const { place, dims, stretches } of groups) {
    yield;
    rowOf.fill(-1);
    const times: number[] = [];
    for (const [from, to] of stretches)
      for (let row = from; row < to; row += 1) {
        const code = rows.t.codes[row] ?? -1;
        if (code < 0) continue;
        if ((rowOf[code] ?? -1) < 0) times.push(code);
        rowOf[code] = row;
      }
    const periods = branch.periods === null ? calendar.filled(times) : calendar.between(times);
    const points = periods.texts.map((period, at) =>
      pointOf(rows, rowOf[periods.codes[at] ?? -1] ?? -1, period, periods.whole[at] ?? true, counts),
    );
    const ragged = adds && branch.scan.sample === undefined && isRagged(grain, points, periods.weekdays);
    all.push({ place, dims, grain, points, ragged });
  }
  return all;
}

function pointOf(rows: RowColumns, row: number, period: string, whole: boolean, counts: boolean): Point {
  if (row < 0) return { period, value: counts ? 0 : null, corrected: null, whole, places: 0, instants: 0 };
  const hidden = rows.hidden?.[row] === 1;
  const point: Point = {
    period,
    value: numberAt(rows.v, row) ?? (counts && !hidden ? 0 : null),
    corrected: numberAt(rows.y, row),
    whole,
    places: numberAt(rows.m, row) ?? 0,
    instants: numberAt(rows.x, row) ?? 0,
  };
  if (!hidden && rows.uncertain === undefined) return point;
  return { ...point, ...(hidden ? { hidden: true } : {}), ...rows.uncertain?.[row] };
}

/** The rows of a series: stretches of rows that follow each other, as they are in order. */
type Group = {
  readonly place: PlaceLabel;
  readonly dims: readonly string[];
  readonly stretches: (readonly [from: number, to: number])[];
};

/** The rows of a window by place and breakdown. A place that is spelt in several ways is one. */
function groupsOf(rows: RowColumns, w: string, label: ReturnType<typeof placeLabels>): Group[] {
  const groups = new Map<string, Group>();
  for (const [from, to] of stretchesOf(rows)) {
    const first = rowAt(rows, from);
    // Rows without a time come first: where the last has none, no row has.
    if (first.w !== w || (rows.t.codes[to - 1] ?? -1) < 0) continue;
    const place = label(first);
    const key = JSON.stringify([place.key, first.dims]);
    const group = groups.get(key) ?? { place, dims: first.dims, stretches: [] };
    group.stretches.push([from, to]);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** The last day with data that the branch saw in a window. */
export function lastDataDay(result: Pick<BranchResult, "branch" | "fact">, w = "now"): string | null {
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
export function hidesWeek(points: readonly Point[], index: number): boolean {
  for (let at = Math.max(0, index - 6); at <= index; at += 1) if (points[at]?.hidden) return true;
  return false;
}

/** Seven-day rolling means (of the days up to and with each), where at least four of the seven have a value. */
export const rollingMeans = (points: readonly Point[]): (number | null)[] =>
  points.map((_, index) => {
    if (index < 6 || hidesWeek(points, index)) return null;
    let [sum, count] = [0, 0];
    for (let at = index - 6; at <= index; at += 1) {
      const value = points[at]?.value ?? null;
      if (value === null) continue;
      sum += value;
      count += 1;
    }
    return count < 4 ? null : sum / count;
  });

/** Daily reporting is ragged when weekdays differ much: the highest weekday mean is over 1.3 times the lowest. */
function isRagged(grain: Grain, points: readonly Point[], weekdays: () => Uint8Array): boolean {
  if (grain !== "day" || points.length < 21) return false;
  const [sums, counts] = [new Float64Array(7), new Uint32Array(7)];
  const dayOfWeek = weekdays();
  for (const [at, { value }] of points.entries()) {
    if (value === null) continue;
    const day = dayOfWeek[at] ?? 0;
    sums[day] = (sums[day] ?? 0) + value;
    counts[day] = (counts[day] ?? 0) + 1;
  }
  if (counts.includes(0)) return false;
  const means = sums.map((sum, day) => sum / (counts[day] ?? 1));
  const [low, high] = [Math.min(...means), Math.max(...means)];
  return low >= 0 && high > 1.3 * low;
}
