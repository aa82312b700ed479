import type { Steps } from "../../steps.ts";
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
  tableIn,
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
export function* seriesTable(context: Context, series: readonly Series[]): Steps<AnswerTable> {
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
  const times = some(({ period }) => hasTime(period));
  const number = (name: string, label: string, role: TableColumn["role"]): TableColumn =>
    columnOf(name, label, "number", role, unit);
  /** The columns in their order, made one after the other. */
  const columns: (() => Filled | null)[] = [
    () =>
      ofPoints(columnOf("period", "Period", times ? "time" : "date", "period"), ({ period }) =>
        periodOf(period),
      ),
    () =>
      series.some(({ place, points }) => place.label !== "" && points.length > 0)
        ? ofSeries(PLACE, ({ place }) => place.label)
        : null,
    ...dimensionColumns(context).map(
      (column, index) => () => ofSeries(column, ({ dims }) => dims[index] ?? ""),
    ),
    () =>
      ofPoints(number("value", valueLabel(context), "value"), ({ value, hidden }) =>
        hidden ? HIDDEN : roundedCell(value),
      ),
    ...limitColumns(unit).map(
      (column, end) => () =>
        some(({ limits }) => limits)
          ? ofPoints(column, ({ limits }) => roundedCell(limits?.[end] ?? null))
          : null,
    ),
    ...sides(context).map(
      ([column, cell]) =>
        () =>
          some(({ part, base }) => (part ?? null) !== null && (base ?? null) !== null)
            ? ofPoints(column, cell)
            : null,
    ),
    () => weekMeans(series, number("mean_7_days", "7-day mean", "comparison")),
    () =>
      some(({ corrected }) => corrected !== null)
        ? ofPoints(number("corrections", "Corrections set aside", "note"), ({ corrected }) =>
            roundedCell(corrected),
          )
        : null,
    () => (some(noteOf) ? ofPoints(columnOf("note", "Note", "text", "note"), noteOf) : null),
  ];
  const filled: Filled[] = [];
  for (const column of columns) {
    yield;
    const made = column();
    if (made !== null) filled.push(made);
  }
  return yield* tableIn(filled, rows);
}

/** The 7-day means of the series that need them; null where no day has one. */
function weekMeans(series: readonly Series[], column: TableColumn): Filled | null {
  const means = series.map(({ ragged, points }) => (ragged ? rollingMeans(points) : null));
  if (!means.some((own) => own?.some((mean) => mean !== null))) return null;
  const cells = series.flatMap(({ points }, at) => {
    const own = means[at];
    return points.map((_, index): Filled["cells"][number] =>
      own && hidesWeek(points, index) ? HIDDEN : roundedCell(own?.[index] ?? null),
    );
  });
  return { column, cells };
}
