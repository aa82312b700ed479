import type { Branch } from "../../plan/compile/branch.ts";
import { looksUp } from "../../plan/compile/shortcuts.ts";
import type { PlanWindow } from "../../plan/plan.ts";
import { dateParts, daysBetween } from "../../time/calendar.ts";
import type { Grain, IsoDate } from "../../time/grain.ts";
import { startOf } from "../../time/periods.ts";
import type { BranchResult, RawRow, RawTable } from "./read-result.ts";
import { textAt } from "./row-columns.ts";

/** At most so many gaps travel with an answer, as of those that a branch's own statement finds; their full count always does. */
const MOST_GAPS = 200;

/** What a file holds at one instant: a day or a year as text, null for rows without a date. */
type Instant = {
  readonly t: string | null;
  readonly n: number;
  readonly nn: number;
  readonly places: number | null;
  readonly most: number | null;
};

/**
 * A branch's result with what its own statement left out: the facts of its windows, their missing instants, and the places
 * behind each period of a series, all taken from what the file holds at its instants (plan/compile/compile-instants.ts).
 */
export function withInstants(result: BranchResult, table: RawTable | undefined): BranchResult {
  const { branch } = result;
  if (table === undefined || !looksUp(branch)) return result;
  const instants = readInstants(table);
  const windows = branch.windows.windows.map((window) => ({
    id: window.id,
    inside: instants.filter(({ t }) => liesIn(t, window, branch)),
  }));
  return {
    ...result,
    fact: windows.flatMap(({ id, inside }) =>
      windows.length > 1 && inside.length === 0 ? [] : [factOf(id, inside)],
    ),
    gap: gapsOf(windows, branch),
    series: { ...result.series, m: placesOfPeriods(result, instants) },
  };
}

function readInstants(table: RawTable): Instant[] {
  const at = (name: string): number => table.columns.findIndex((column) => column.name === name);
  const [t, n, nn, places, most] = [at("t"), at("n"), at("nn"), at("places"), at("most")];
  const number = (cell: RawTable["rows"][number][number] | undefined): number | null =>
    cell === null || cell === undefined ? null : Number(cell);
  return table.rows
    .map((row) => ({
      t: row[t] === null || row[t] === undefined ? null : String(row[t]),
      n: number(row[n]) ?? 0,
      nn: number(row[nn]) ?? 0,
      places: number(row[places]),
      most: number(row[most]),
    }))
    .sort((a, b) => order(a.t, b.t));
}

/** By date, those without one last. Years of a number are in order as numbers, dates as text. */
function order(a: string | null, b: string | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return a.includes("-", 1) ? (a < b ? -1 : 1) : Number(a) - Number(b);
}

/** As the engine tells it (plan/compile/time-sql.ts): both days of the window belong to it; a year that touches it does. */
function liesIn(t: string | null, { from, to }: PlanWindow, { scan }: Branch): boolean {
  if (from === undefined && to === undefined) return true;
  if (t === null) return false;
  if (scan.time?.storedAs === "year") {
    const year = Number(t);
    return (
      (from === undefined || year >= dateParts(from).year) && (to === undefined || year <= dateParts(to).year)
    );
  }
  return (from === undefined || t >= from) && (to === undefined || t <= to);
}

const EMPTY = {
  area: null,
  places: [],
  dims: [],
  t: null,
  t2: null,
  v: null,
  x: null,
  y: null,
  n: null,
  nn: null,
  m: null,
} satisfies Omit<RawRow, "w">;

function factOf(w: string, inside: readonly Instant[]): RawRow {
  const filled = inside.filter(({ nn }) => nn > 0);
  const dated = filled.filter(({ t }) => t !== null);
  const last = dated.at(-1);
  const sum = (of: (one: Instant) => number): number | null =>
    inside.length === 0 ? null : inside.reduce((total, one) => total + of(one), 0);
  return {
    ...EMPTY,
    w,
    t: last?.t ?? null,
    t2: dated[0]?.t ?? null,
    v: filled.length,
    x: highest(inside.map(({ places }) => places)),
    y: last?.places ?? null,
    n: sum(({ n }) => n),
    nn: sum(({ nn }) => nn),
    m: highest(inside.map(({ most }) => most)),
  };
}

function highest(values: readonly (number | null)[]): number | null {
  let found: number | null = null;
  for (const value of values) if (value !== null && (found === null || value > found)) found = value;
  return found;
}

function gapsOf(
  windows: readonly { readonly id: string; readonly inside: readonly Instant[] }[],
  branch: Branch,
): RawRow[] {
  const { time } = branch.scan;
  const apart = (a: string, b: string): number =>
    time?.storedAs === "year" ? Number(b) - Number(a) : stepsBetween(a, b, time?.grain ?? "day");
  const found = windows.flatMap(({ id, inside }) => {
    const filled = inside.flatMap(({ t, nn }) => (nn > 0 && t !== null ? [t] : []));
    return filled.flatMap((t, index) => {
      const before = filled[index - 1];
      const steps = before === undefined ? 1 : apart(before, t);
      return before !== undefined && steps > 1 ? [{ w: id, t, t2: before, v: steps - 1 }] : [];
    });
  });
  const x = found.reduce((total, { v }) => total + v, 0);
  return found.slice(0, MOST_GAPS).map((gap) => ({ ...EMPTY, ...gap, x, n: found.length }));
}

/** How many periods of the data's own grain lie between two days, as DuckDB's `date_diff` counts them. */
function stepsBetween(a: IsoDate, b: IsoDate, grain: Grain): number {
  const months = (date: IsoDate): number => 12 * dateParts(date).year + dateParts(date).month - 1;
  switch (grain) {
    case "year":
      return dateParts(b).year - dateParts(a).year;
    case "quarter":
      return Math.floor(months(b) / 3) - Math.floor(months(a) / 3);
    case "month":
      return months(b) - months(a);
    case "week":
      return daysBetween(startOf("week", a), startOf("week", b)) / 7;
    case "hour":
      return 24 * daysBetween(a, b);
    default:
      return daysBetween(a, b);
  }
}

/** Per row of the series: the most places with a value at one instant of its period. Only of all places together. */
function placesOfPeriods({ branch, series }: BranchResult, instants: readonly Instant[]): Float64Array {
  const alone = branch.aggregate.place.kind === "all" && branch.aggregate.dimensions.length === 0;
  if (!alone || series.length === 0 || branch.windows.windows.length > 1) return series.m;
  const yearly = branch.scan.time?.storedAs === "year";
  const most = new Map<string, number>();
  for (const { t, places } of instants) {
    if (t === null || places === null) continue;
    const period = yearly || branch.periods === null ? t : startOf(branch.periods.grain, t);
    most.set(period, Math.max(most.get(period) ?? 0, places));
  }
  return Float64Array.from({ length: series.length }, (_, row) => {
    const t = textAt(series.t, row);
    return (t === null ? undefined : most.get(t)) ?? Number.NaN;
  });
}
