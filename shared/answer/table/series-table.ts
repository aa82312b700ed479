import type { AnswerTable, Cell } from "../answer.ts";
import type { Context } from "../context.ts";
import { periodCell } from "../periods.ts";
import { roundedCell } from "../rounding.ts";
import type { Uncertain } from "../sampled/combine.ts";
import { hidesWeek, type Point, rollingMeans, type Series } from "../series.ts";
import {
  build,
  columnOf,
  type Draft,
  HIDDEN,
  type KeyedRow,
  keyColumns,
  limits,
  valueLabel,
} from "./column-drafts.ts";

type SeriesRow = KeyedRow & {
  readonly period: string;
  readonly value: number | null;
  readonly smooth: number | null;
  readonly corrected: number | null;
  readonly note: string;
  readonly hidden: boolean;
  readonly hidesWeek: boolean;
  readonly limits: Uncertain["limits"] | undefined;
  readonly part: number | null;
  readonly base: number | null;
};

/** The two sides of each period's rate or share, where each has one. */
function sides(
  { plan, measure, datasets, figures }: Context,
  rows: readonly SeriesRow[],
): Draft<SeriesRow>[] {
  if (!rows.some(({ part, base }) => part !== null && base !== null)) return [];
  const share = plan.statistic.kind === "share";
  const below = figures.branches.find(({ branch }) => branch.name === "below")?.branch.scan;
  const base = datasets
    .find(({ id }) => id === below?.dataset)
    ?.measures.find(({ id }) => id === below?.measure);
  const side = (
    name: string,
    label: string,
    unit: string | null,
    of: (row: SeriesRow) => number | null,
  ): Draft<SeriesRow> => ({
    column: columnOf(name, label, "number", "note", unit),
    cell: (row) => (row.hidden ? HIDDEN : roundedCell(of(row))),
  });
  return [
    side(share ? "part" : "count", share ? "Part" : "Count", measure.unit, ({ part }) => part),
    side(
      share ? "whole" : "base",
      share ? "Whole" : "Base",
      share ? measure.unit : (base?.unit ?? null),
      (row) => row.base,
    ),
  ];
}

/** Why a period has no figure, or one that is not to be compared. */
function noteOf({ value, corrected, base, whole, hidden, scant }: Point): string {
  if (scant) return "too few rows drawn";
  if (hidden) return "";
  if (value === null && base === 0) return "nothing to divide by";
  if (value === null) return corrected === null ? "no data" : "corrected";
  return whole ? "" : "unfinished";
}

/** The table of a trend: a row per period, place and breakdown; ragged daily series with their 7-day mean beside them. */
export function seriesTable(context: Context, series: readonly Series[]): AnswerTable {
  const rows = series.flatMap((one): SeriesRow[] => {
    const smooth = one.ragged ? rollingMeans(one.points) : null;
    return one.points.map((point, index) => ({
      place: one.place,
      dims: one.dims,
      period: point.period,
      value: point.value,
      smooth: smooth?.[index] ?? null,
      corrected: point.corrected,
      hidden: point.hidden ?? false,
      hidesWeek: smooth !== null && hidesWeek(one.points, index),
      limits: point.limits,
      part: point.part ?? null,
      base: point.base ?? null,
      note: noteOf(point),
    }));
  });
  const times = rows.some(({ period }) => period.includes("T"));
  return build<SeriesRow>(
    [
      {
        column: columnOf("period", "Period", times ? "time" : "date", "period"),
        cell: ({ period }) => periodCell(period),
      },
      ...keyColumns(context, rows),
      {
        column: columnOf("value", valueLabel(context), "number", "value", context.unit),
        cell: ({ value, hidden }) => (hidden ? HIDDEN : roundedCell(value)),
      },
      ...limits(rows, (row) => row.limits, context.unit),
      ...sides(context, rows),
      ...(rows.some(({ smooth }) => smooth !== null)
        ? [
            {
              column: columnOf("mean_7_days", "7-day mean", "number", "comparison", context.unit),
              cell: ({ smooth, hidesWeek: hides }: SeriesRow) => (hides ? HIDDEN : roundedCell(smooth)),
            },
          ]
        : []),
      ...(rows.some(({ corrected }) => corrected !== null)
        ? [
            {
              column: columnOf("corrections", "Corrections set aside", "number", "note", context.unit),
              cell: ({ corrected }: SeriesRow): Cell => roundedCell(corrected),
            },
          ]
        : []),
      ...(rows.some(({ note }) => note !== "")
        ? [{ column: columnOf("note", "Note", "text", "note"), cell: ({ note }: SeriesRow): Cell => note }]
        : []),
    ],
    rows,
  );
}
