import type { Question, Statistic } from "../question/question.ts";
import { assertNever } from "../result.ts";
import type { Grain } from "../time/grain.ts";
import type { Behaviour } from "../vocabulary/behaviour.ts";
import type { Fold, StepOf } from "./plan.ts";
import type { Window } from "./windows.ts";

/** How a statistic is made from a series of this behaviour: whether it is differenced first, and the fold over time. */
export type FoldPlan = { readonly difference: boolean; readonly fold: Fold };

/**
 * The fold for a statistic (design/domain.md, "Measures"). A cumulative series gives its own running total where the
 * latest figure or a total without a start is asked, else it is differenced first. In a `series` a total is what came new.
 */
export function foldOf(statistic: Statistic, behaviour: Behaviour, window: Window, series = false): FoldPlan {
  const cumulative = behaviour === "cumulative";
  const level: FoldPlan = { difference: false, fold: { kind: "level" } };
  const of = (fold: Fold): FoldPlan => ({ difference: cumulative, fold });
  switch (statistic.kind) {
    case "latest":
      return cumulative ? level : of({ kind: behaviour === "event" ? "total" : "latest" });
    case "total":
      return cumulative && window.from === undefined && !series ? level : of({ kind: "total" });
    case "mean":
    case "median":
    case "peak":
    case "lowest":
      return of({ kind: statistic.kind });
    case "quantile":
      return of({ kind: "quantile", q: statistic.q });
    case "change":
      // How a running total changes is what came new with each report.
      return { difference: cumulative && series, fold: { kind: "change" } };
    case "share":
      return foldOf({ kind: behaviour === "stock" ? "latest" : "total" }, behaviour, window);
    case "rate":
      return foldOf({ kind: statistic.of }, behaviour, window, series);
    case "records":
      return { difference: false, fold: { kind: "records" } };
    case "periods-meeting":
      return of({ kind: "meeting", ...statistic.condition });
    case "places-meeting":
      return placeFold(statistic.condition.op, behaviour, window);
    case "largest-correction":
      return { difference: true, fold: { kind: "largest-correction" } };
    default:
      return assertNever(statistic);
  }
}

/** What decides for one place: its total, or for what is read at moments, whether any reading in the window meets the limit. */
function placeFold(op: string, behaviour: Behaviour, window: Window): FoldPlan {
  if (behaviour === "flow" || behaviour === "event" || behaviour === "cumulative")
    return foldOf({ kind: "total" }, behaviour, window);
  if (window.from === undefined || window.from === window.to)
    return { difference: false, fold: { kind: "latest" } };
  return { difference: false, fold: { kind: op === "<" || op === "<=" ? "lowest" : "peak" } };
}

/** How instants fold into a longer period: what adds up is added; of readings the last, highest, lowest or mean is taken. */
export function periodFn(
  statistic: Statistic,
  behaviour: Behaviour,
  difference: boolean,
): StepOf<"periods">["fn"] {
  if (behaviour === "flow" || behaviour === "event" || difference) return "sum";
  switch (statistic.kind) {
    case "peak":
      return "max";
    case "lowest":
      return "min";
    case "mean":
    case "median":
    case "quantile":
      return "mean";
    case "periods-meeting":
      return statistic.condition.op === "<" || statistic.condition.op === "<=" ? "min" : "max";
    default:
      return behaviour === "ratio" || behaviour === "index" ? "mean" : "last";
  }
}

const ORDER: readonly Grain[] = ["hour", "day", "week", "month", "quarter", "year"];

/** True when `a` is a longer period than `b`. */
export const isCoarser = (a: Grain, b: Grain): boolean => ORDER.indexOf(a) > ORDER.indexOf(b);

/**
 * The periods a single figure is made over, where these differ from the data's own instants: a longer grain that was
 * asked, and days for "on how many days" of finer readings.
 */
export function figureGrain(
  question: Question,
  statistic: Statistic,
  behaviour: Behaviour,
  data: Grain | null,
): Grain | null {
  if (data === null) return null;
  const asked = question.time?.grain;
  if (statistic.kind === "periods-meeting") {
    const grain = asked ?? "day";
    return isCoarser(grain, data) ? grain : null;
  }
  const overPeriods = ["mean", "median", "quantile", "peak", "lowest", "latest", "change"].includes(
    statistic.kind,
  );
  const adds = behaviour === "flow" || behaviour === "cumulative" || behaviour === "event";
  if (!overPeriods || !adds || asked === undefined || !isCoarser(asked, data))
    return behaviour === "event" && overPeriods ? maxGrain(asked ?? "day", data) : null;
  return asked;
}

const maxGrain = (a: Grain, b: Grain): Grain => (isCoarser(a, b) ? a : b);

/** The grain of a series: as asked, else the data's own as long as that gives at most about 120 points. */
export function seriesGrain(question: Question, data: Grain, days: number | null): Grain {
  const asked = question.time?.grain;
  if (asked !== undefined) return isCoarser(asked, data) ? asked : data;
  if (days === null) return data;
  const length: Record<Grain, number> = { hour: 1 / 24, day: 1, week: 7, month: 30, quarter: 91, year: 365 };
  return (
    ORDER.find((grain) => !isCoarser(data, grain) && grain !== "quarter" && days / length[grain] <= 120) ??
    "year"
  );
}
