import type { Dataset } from "../catalogue/dataset.ts";
import { controlOf, type Rule } from "../plan/people.ts";
import type { Plan } from "../plan/plan.ts";
import type { PeopleCounts, Protect } from "./context.ts";
import type { BranchResult, RawRow } from "./table/read-result.ts";
import { columnsOf, type RowColumns, rowsOf } from "./table/row-columns.ts";

/** What disclosure control took out of the engine's tables: figures of few people, and those that would give them away. */
export type Hidden = { readonly rule: Rule; readonly small: number; readonly further: number };

/** Hides the small counts themselves; what is used where nothing better is given. */
export const hideSmallCounts: Protect = ({ counts, sensitive }, { below, hideZeros }) => ({
  small: new Set(
    counts.flatMap((count, index) =>
      count !== null && (sensitive.has(index) || (count < below && (count > 0 || hideZeros))) ? [index] : [],
    ),
  ),
  further: new Set(),
});

/**
 * The branches' figures without counts of few people, before anything is made of them: whatever is computed, said, drawn
 * or compared afterwards can only use what may be shown. With rounding, the others are rounded here, each by itself.
 */
export function protectBranches(
  branches: readonly BranchResult[],
  plan: Plan,
  datasets: readonly Dataset[],
  rule: Rule,
  protect: Protect,
): { readonly branches: readonly BranchResult[]; readonly hidden: Hidden } {
  let [small, further] = [0, 0];
  const tell: Protect = (counts, by) => {
    const found = protect(counts, by);
    small += found.small.size;
    further += found.further.size;
    return found;
  };
  const whole = branches.find(({ branch }) => branch.name === "whole");
  const guarded = branches.map((result) => {
    const dataset = datasets.find(({ id }) => id === result.branch.scan.dataset);
    const measure = dataset?.measures.find(({ id }) => id === result.branch.scan.measure);
    const control = dataset && measure ? controlOf(dataset, measure) : null;
    if (control === null) return result;
    const isPart = plan.statistic.kind === "share" && result === branches[0];
    const ask = { rule, protect: tell, of: isPart ? whole : undefined };
    return {
      ...result,
      figure: byWindow(result, (rows) =>
        control === "rows" ? fewRows(result, rows, "figure", ask) : figures(result, rows, ask),
      ),
      series:
        control === "rows"
          ? columnsOf(fewRows(result, rowsOf(result.series), "series", ask))
          : periods(result, ask),
    };
  });
  return { branches: guarded, hidden: { rule, small, further } };
}

type Ask = {
  readonly rule: Rule;
  readonly protect: Protect;
  /** The whole that the figures are a share of: what is left of it is a count as well. */
  readonly of: BranchResult | undefined;
};

function byWindow({ figure }: BranchResult, guard: (rows: readonly RawRow[]) => readonly RawRow[]): RawRow[] {
  return [...new Set(figure.map(({ w }) => w))].flatMap((w) => guard(figure.filter((row) => row.w === w)));
}

const placeOf = ({ area, places }: RawRow): string => area ?? JSON.stringify(places);

/** A row without its numbers and dates; a period keeps its date, which is what it is about. */
const blank = (row: RawRow, isPeriod: boolean): RawRow => ({
  ...row,
  v: null,
  x: null,
  y: null,
  ...(isPeriod ? {} : { t: null, t2: null }),
  hidden: true,
});

/** Figures of a window: each is a count of people, or made of two (a change), or of counts that must not be small (a median). */
function figures(result: BranchResult, rows: readonly RawRow[], { rule, protect, of }: Ask): RawRow[] {
  const { branch } = result;
  const kind = branch.fold?.fold.kind ?? "latest";
  const adds = ["total", "latest", "level", "records", "mean", "change"].includes(kind);
  const keys = rows.map((row) => [placeOf(row), ...row.dims]);
  const flow = branch.difference || branch.scan.behaviour === "flow" || branch.scan.behaviour === "event";
  const counts = (of: (row: RawRow) => number | null, sensitive = new Set<number>()): PeopleCounts => ({
    keys,
    adds: (keys[0] ?? []).map(() => adds),
    counts: rows.map(of),
    sensitive,
  });
  const taken = new Set<number>();
  const take = (asked: PeopleCounts): void => {
    const { small, further } = protect(asked, rule);
    for (const index of [...small, ...further]) taken.add(index);
  };
  if (kind === "change") {
    take(counts(({ x }) => x));
    take(counts(({ y }) => y));
  } else if (kind === "mean" && flow) take(counts(({ v, m }) => (v === null ? null : v * (m ?? 1))));
  else if (kind === "median" || kind === "quantile") {
    // Each is one of the values, or lies between two: none of them may be small.
    take(counts(({ v, x }) => (v === null ? null : (x ?? v))));
  } else take(counts(({ v }) => v, leavesFew(rows, of?.figure ?? [], rule)));
  return rows.map((row, index) => (taken.has(index) ? blank(row, false) : shown(row, kind, flow, rule)));
}

/** Parts of which a few people are left in the whole: 98 of 100 tells of two. */
function leavesFew(
  rows: readonly RawRow[],
  whole: readonly RawRow[],
  { below }: Rule,
  byPeriod = false,
): Set<number> {
  const few = new Set<number>();
  if (whole.length === 0) return few;
  const timeOf = ({ t }: RawRow): string => (byPeriod ? (t ?? "") : "");
  // The whole may be of fewer breakdowns than its parts: of none, mostly.
  const keyOf = (row: RawRow, depth: number): string =>
    JSON.stringify([timeOf(row), placeOf(row), row.dims.slice(0, depth)]);
  const depths = new Set(whole.map(({ dims }) => dims.length));
  const byKey = new Map<string, RawRow>();
  const byTime = new Map<string, RawRow | null>();
  for (const one of whole) {
    const key = keyOf(one, one.dims.length);
    if (!byKey.has(key)) byKey.set(key, one);
    byTime.set(timeOf(one), byTime.has(timeOf(one)) ? null : one);
  }
  for (const [index, row] of rows.entries()) {
    if (row.v === null) continue;
    const own = [...depths].map((depth) => byKey.get(keyOf(row, depth))).find((one) => one !== undefined);
    const left = ((own ?? byTime.get(timeOf(row)))?.v ?? row.v) - row.v;
    if (left > 0 && left < below) few.add(index);
  }
  return few;
}

/** A figure that may be shown: as it is, or rounded. What only explains it (corrections, totals without them) is left out. */
function shown(row: RawRow, kind: string, flow: boolean, { round }: Rule): RawRow {
  const own = kind === "change" ? row : { ...row, x: null, y: null };
  if (round === undefined) return own;
  const to = (value: number | null): number | null =>
    value === null ? null : Math.round(value / round) * round;
  if (kind === "change") {
    const [x, y] = [to(row.x), to(row.y)];
    return { ...own, x, y, v: x === null || y === null ? null : y - x };
  }
  if (kind === "mean" && flow) {
    const total = to(row.v === null ? null : row.v * (row.m ?? 1));
    return { ...own, v: total === null ? null : total / (row.m ?? 1) };
  }
  return { ...own, v: to(row.v) };
}

/** The periods of a series are counts of people each; what adds up over time has a sum that may be known. */
function periods(result: BranchResult, ask: Ask): RowColumns {
  const { branch, series } = result;
  const flow = branch.difference || branch.scan.behaviour === "flow" || branch.scan.behaviour === "event";
  // One pass over the counts tells that there is nothing to hide: then it is not looked for what would give it away.
  if (ask.of === undefined && !hasSmall(series.v, ask.rule)) return asShown(series, ask.rule);
  return columnsOf(smallPeriods(branch, rowsOf(series), flow, ask));
}

/** Whether one of the counts is of few people. */
function hasSmall(counts: Float64Array, { below, hideZeros = false }: Rule): boolean {
  return counts.some((count) => count < below && (count > 0 || hideZeros));
}

/** Periods that all may be shown, as `shown` makes them one by one. */
function asShown(series: RowColumns, { round }: Rule): RowColumns {
  const v = round === undefined ? series.v : series.v.map((count) => Math.round(count / round) * round);
  return { ...series, v, y: new Float64Array(series.length).fill(Number.NaN) };
}

function smallPeriods(
  branch: BranchResult["branch"],
  series: readonly RawRow[],
  flow: boolean,
  ask: Ask,
): RawRow[] {
  const { rule, protect, of } = ask;
  const sums = branch.periods === null || branch.periods.fn === "sum" || branch.periods.fn === "last";
  const keys = series.map((row) => [row.w, row.t ?? "", placeOf(row), ...row.dims]);
  const { small, further } = protect(
    {
      keys,
      adds: (keys[0] ?? []).map((_, index) => sums && (index === 0 ? false : index === 1 ? flow : true)),
      counts: series.map(({ v }) => v),
      sensitive: leavesFew(series, of === undefined ? [] : rowsOf(of.series), rule, true),
    },
    rule,
  );
  return series.map((row, index) =>
    small.has(index) || further.has(index)
      ? blank(row, true)
      : { ...shown(row, "total", flow, rule), x: row.x },
  );
}

/** Statistics of a person's own value that tell about many: others are the value of a single one. */
export const OF_MANY = new Set(["total", "mean", "median"]);

/** Figures made of rows that stand for people: hidden where they rest on few, or are one person's own value. */
function fewRows(
  { branch }: BranchResult,
  rows: readonly RawRow[],
  part: "figure" | "series",
  { rule, protect }: Ask,
): RawRow[] {
  const kind = branch.fold?.fold.kind ?? "total";
  const single = part === "figure" && !OF_MANY.has(kind);
  const adds = branch.scan.behaviour === "flow";
  const keys = rows.map((row) => [row.w, part === "series" ? (row.t ?? "") : "", placeOf(row), ...row.dims]);
  const { small, further } = protect(
    {
      keys,
      adds: (keys[0] ?? []).map((_, index) => adds && index > 0),
      counts: rows.map(({ v, nn }) => (v === null ? null : (nn ?? 0))),
      sensitive: new Set(single ? rows.keys() : []),
    },
    { below: rule.below },
  );
  return rows.map((row, index) =>
    small.has(index) || further.has(index)
      ? blank(row, part === "series")
      : { ...row, ...(part === "series" ? { y: null } : { x: null, y: null }) },
  );
}
