import { dayOf, lastDayOf } from "../answer/periods.ts";
import type { RawRow } from "../answer/table/read-result.ts";
import type { ColumnCondition } from "../catalogue/dataset.ts";
import type { Branch } from "../plan/compile/branch.ts";
import type { Question } from "../question/question.ts";
import type { Region, Test } from "./claims.ts";

/** How numbers of a branch can be added and subtracted, and which time each is about. */
export type Way =
  /** Counts of a stretch of time. */
  | { readonly kind: "over-time" }
  /** Running totals up to a day. */
  | { readonly kind: "up-to" }
  /** Levels on a day. */
  | { readonly kind: "at" }
  /** Numbers that only the same kind of number over the same time can be subtracted from. */
  | { readonly kind: "apart"; readonly name: string }
  | { readonly kind: "middle" };

/** How the numbers of a branch's figures, or of its series, can be put together. */
export function wayOf(branch: Branch, part: "figure" | "series"): Way {
  const { scan, fold, difference, windows, periods } = branch;
  const flow = scan.behaviour === "flow" || scan.behaviour === "event" || difference;
  const kind = part === "series" ? "series" : (fold?.fold.kind ?? "latest");
  if (kind === "median" || kind === "quantile") return { kind: "middle" };
  if (flow || kind === "records") return { kind: "over-time" };
  if (kind === "mean") {
    const [window] = windows.windows;
    return { kind: "apart", name: `mean ${window?.from ?? ""}–${window?.to ?? ""}` };
  }
  if (scan.behaviour === "cumulative") return { kind: "up-to" };
  const folded = periods !== null && periods.grain !== "day";
  return folded && part === "series"
    ? { kind: "apart", name: `${periods.fn} ${periods.grain}` }
    : { kind: "at" };
}

/** The people that a window of a branch asks about, before its rows tell them apart. */
export function askedRegion(question: Question, branch: Branch, window: string): Region {
  const where = new Map<string, readonly Test[]>();
  for (const { why, anyOf } of branch.filters) {
    if (why === "place" || why === "level") continue;
    const [column, tests] = conditionOf(anyOf);
    where.set(column, [...(where.get(column) ?? []), ...tests]);
  }
  const { from, to } = branch.windows.windows.find(({ id }) => id === window) ?? {};
  const placed = branch.filters.some(({ why }) => why === "place");
  return { places: placed ? areasOf(question, branch) : null, from: from ?? null, to: to ?? null, where };
}

/** Values of a column that differ only in case, marks or white space are one (plan/kinds/plan-branch.ts merges them). */
export const foldedValue = (value: string | number): string | number =>
  typeof value === "number"
    ? value
    : value.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();

const testOf = ({ op, values }: ColumnCondition): Test => ({ op, values: values.map(foldedValue) });

/** Alternatives as tests on one column; over several columns they are one condition of their own, met or not. */
function conditionOf(anyOf: readonly (readonly ColumnCondition[])[]): [string, Test[]] {
  const columns = new Set(anyOf.flat().map(({ column }) => column));
  const [column = ""] = columns;
  if (columns.size !== 1) {
    const [only, ...more] = anyOf;
    if (only && more.length === 0 && only.length === 0) return ["\u0000all", []];
    return [JSON.stringify(anyOf), [{ op: "in", values: ["met"] }]];
  }
  const [only, ...more] = anyOf;
  if (only && more.length === 0) return [column, only.map(testOf)];
  if (anyOf.every((all) => all.length === 1))
    return [column, [{ op: "any", values: [], tests: anyOf.flat().map(testOf) }]];
  return [JSON.stringify(anyOf), [{ op: "in", values: ["met"] }]];
}

function areasOf(question: Question, { name }: Branch): string[] {
  const asked = (question.place?.areas ?? []).map(({ id }) => id);
  const inside = question.where.filter(({ dimension, op }) => dimension === "place" && op === "in");
  if (name === "other" && question.against?.kind === "place")
    return question.against.areas.map(({ id }) => id);
  if (name === "main" && inside.length > 0 && question.measure?.statistic.kind === "share")
    return inside.flatMap(({ values }) => values.map(String));
  if (name === "whole" && question.where.length === 0)
    return [...new Set(asked.map((id) => id.split("/")[0] ?? id))];
  return asked;
}

/** The people of one row: its place and breakdown within what was asked. */
export function rowRegion(
  { places, where: asked, ...times }: Region,
  branch: Branch,
  row: RawRow,
  place: string | null,
): Region {
  const where = new Map(asked);
  for (const [nth, { column }] of branch.aggregate.dimensions.entries())
    where.set(column, [
      ...(where.get(column) ?? []),
      { op: "in", values: [foldedValue(row.dims[nth] ?? "")] },
    ]);
  return { ...times, places: place === null ? places : [place], where };
}

/**
 * The days that a number counts, or the day it was read on. `at`: the instant or period the number is of; null: it is of
 * the whole window. `last`: the last instant that went into it.
 */
export function timeOf(
  { from, to }: Region,
  { scan, periods }: Branch,
  way: Way,
  at: string | null,
  last: string | null,
): Pick<Region, "from" | "to"> {
  const grain = periods?.grain ?? scan.time?.grain ?? "day";
  const start = at === null ? null : dayOf(at);
  const end = at === null ? null : lastDayOf(at, grain);
  const day = last === null ? null : dayOf(last);
  switch (way.kind) {
    case "apart":
      return { from: start, to: start };
    case "up-to":
      return { from: null, to: end ?? day ?? to };
    case "at":
      return { from: start ?? day ?? to, to: start ?? day ?? to };
    default:
      if (start === null || end === null) return { from, to };
      return {
        from: from !== null && from > start ? from : start,
        to: to !== null && to < end ? to : end,
      };
  }
}
