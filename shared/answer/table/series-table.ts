import type { AnswerTable, Cell, TableColumn } from "../answer.ts";
import type { Context } from "../context.ts";
import { periodCell } from "../periods.ts";
import { roundedCell } from "../rounding.ts";
import { hidesWeek, type Point, rollingMeans, type Series } from "../series.ts";
import { remembered } from "../series-calendar.ts";
import {
  columnOf,
  dimensionColumns,
  type Filled,
  HIDDEN,
  PLACE,
  tableOf,
  valueLabel,
} from "./column-drafts.ts";
import { limitColumns } from "./interval-columns.ts";

/** A cell made of a point of a series. */
type PointCell = (point: Point) => Cell | typeof HIDDEN;

/** The two sides of each period's rate or share, where each has one. */
function sides({ plan, measure, datasets, figures }: Context): readonly [TableColumn, PointCell][] {
  const share = plan.statistic.kind === "share";
  const below = figures.branches.find(({ branch }) => branch.name === "below")?.branch.scan;
  const base = datasets
    .find(({ id }) => id === below?.dataset)
    ?.measures.find(({ id }) => id === below?.measure);
  const cell =
    (of: (point: Point) => number | null | undefined): PointCell =>
    (point) =>
      point.hidden ? HIDDEN : roundedCell(of(point) ?? null);
  return [
    [
      share
        ? columnOf("part", "Part", "number", "note", measure.unit)
        : columnOf("count", "Count", "number", "note", measure.unit),
      cell(({ part }) => part),
    ],
    [
      share
        ? columnOf("whole", "Whole", "number", "note", measure.unit)
        : columnOf("base", "Base", "number", "note", base?.unit ?? null),
      cell((point) => point.base),
    ],
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

/**
 * The table of a trend: a row per period, place and breakdown; ragged daily series with their 7-day mean beside them. Made
 * column by column, as it may be as long as places times periods.
 */
export function seriesTable(context: Context, series: readonly Series[]): AnswerTable {
  const { unit } = context;
  const rows = series.reduce((sum, { points }) => sum + points.length, 0);
  const some = (test: (point: Point) => unknown): boolean =>
    series.some(({ points }) => points.some((point) => Boolean(test(point))));
  /** Each point's cell. */
  const ofPoints = (column: TableColumn, cell: PointCell): Filled => ({
    column,
    cells: series.flatMap(({ points }) => points.map(cell)),
  });
  /** The same cell for all points of a series. */
  const ofSeries = (column: TableColumn, cell: (one: Series) => Cell): Filled => ({
    column,
    cells: series.flatMap((one) => new Array<Cell>(one.points.length).fill(cell(one))),
  });
  const periodOf = remembered(periodCell);
  const hasTime = remembered((period) => period.includes("T"));
  const filled: Filled[] = [
    ofPoints(
      columnOf("period", "Period", some(({ period }) => hasTime(period)) ? "time" : "date", "period"),
      ({ period }) => periodOf(period),
    ),
  ];
  if (series.some(({ place, points }) => place.label !== "" && points.length > 0))
    filled.push(ofSeries(PLACE, ({ place }) => place.label));
  for (const [index, column] of dimensionColumns(context).entries())
    filled.push(ofSeries(column, ({ dims }) => dims[index] ?? ""));
  filled.push(
    ofPoints(columnOf("value", valueLabel(context), "number", "value", unit), ({ value, hidden }) =>
      hidden ? HIDDEN : roundedCell(value),
    ),
  );
  if (some(({ limits }) => limits))
    for (const [end, column] of limitColumns(unit).entries())
      filled.push(ofPoints(column, ({ limits }) => roundedCell(limits?.[end] ?? null)));
  if (some(({ part, base }) => (part ?? null) !== null && (base ?? null) !== null))
    for (const [column, cell] of sides(context)) filled.push(ofPoints(column, cell));
  filled.push(...weekMeans(series, columnOf("mean_7_days", "7-day mean", "number", "comparison", unit)));
  if (some(({ corrected }) => corrected !== null))
    filled.push(
      ofPoints(columnOf("corrections", "Corrections set aside", "number", "note", unit), ({ corrected }) =>
        roundedCell(corrected),
      ),
    );
  if (some(noteOf)) filled.push(ofPoints(columnOf("note", "Note", "text", "note"), noteOf));
  return tableOf(filled, rows);
}

/** The 7-day means of the series that need them; none where no day has one. */
function weekMeans(series: readonly Series[], column: TableColumn): Filled[] {
  const means = series.map(({ ragged, points }) => (ragged ? rollingMeans(points) : null));
  if (!means.some((own) => own?.some((mean) => mean !== null))) return [];
  const cells = series.flatMap(({ points }, at) => {
    const own = means[at];
    return points.map((_, index): Filled["cells"][number] =>
      own && hidesWeek(points, index) ? HIDDEN : roundedCell(own?.[index] ?? null),
    );
  });
  return [{ column, cells }];
}
