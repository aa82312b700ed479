import type { AnswerTable, Cell, Chart } from "../../shared/answer/answer.ts";

/** A point of the chart: where it stands on the x axis and the value of each series, null where there is none. */
export type ChartPoint = { readonly x: string | number; readonly values: readonly (number | null)[] };

export type ChartSeries = { readonly label: string; readonly column: string };
export type ChartData = { readonly points: readonly ChartPoint[]; readonly series: readonly ChartSeries[] };

/** Takes the chart's points out of the answer's table. Pure: the numbers are the table's own, none is computed here. */
export function chartData(table: AnswerTable, chart: Pick<Chart, "x" | "series">): ChartData {
  const columnAt = new Map(table.columns.map(({ name }, at) => [name, at]));
  const xAt = chart.x === null ? 0 : (columnAt.get(chart.x) ?? 0);
  const keyColumns = table.columns.flatMap(({ role }, at) =>
    at !== xAt && (role === "place" || role === "dimension") ? [at] : [],
  );
  const isOfNames = table.columns[xAt]?.role === "place" || table.columns[xAt]?.role === "dimension";
  const points = new Map<string | number, (number | null)[]>();
  for (const row of table.rows) {
    // A bar stands for everything that tells it apart: "Italy · 80+", not "Italy" twice.
    const names = isOfNames
      ? keyColumns.map((at) => row[at]).filter((name) => name !== null && name !== "")
      : [];
    const x = names.length === 0 ? axisValue(row[xAt] ?? null) : [row[xAt], ...names].join(" · ");
    const values = points.get(x) ?? chart.series.map(() => null);
    chart.series.forEach(({ column, value }, nth) => {
      const isOfSeries = value === undefined || keyColumns.some((at) => row[at] === value);
      const cell = row[columnAt.get(column) ?? -1];
      if (isOfSeries && typeof cell === "number") values[nth] = cell;
    });
    points.set(x, values);
  }
  return {
    points: [...points].map(([x, values]) => ({ x, values })),
    series: chart.series.map(({ label, column }) => ({ label, column })),
  };
}

/** Known periods drawn before a forecast: ten times its horizon, at least sixty; more would press the forecast to the edge. */
const [TIMES_HORIZON, LEAST_KNOWN] = [10, 60] as const;

/** The points of a forecast that are drawn: the newest ones, so that the forecast and its range can be read. */
export function newestPoints(data: ChartData): ChartData {
  const horizon = data.points.filter(({ values: [known] }) => known === null).length;
  return { ...data, points: data.points.slice(-(horizon + Math.max(LEAST_KNOWN, TIMES_HORIZON * horizon))) };
}

/** The points whose number is hidden: they have a name and no bar, which must not pass for zero. */
export function hiddenPoints(table: AnswerTable, chart: Pick<Chart, "x" | "series">): ReadonlySet<string> {
  const drawn = new Set(chart.series.map(({ column }) => column));
  const rows = table.rows.map((row, index) => {
    const hides = table.suppressed.some(
      ([at, column]) => at === index && drawn.has(table.columns[column]?.name ?? ""),
    );
    return { row, hides };
  });
  return new Set(
    rows.flatMap(({ row, hides }) =>
      hides ? chartData({ ...table, rows: [row] }, chart).points.map(({ x }) => String(x)) : [],
    ),
  );
}

function axisValue(cell: Cell): string | number {
  return typeof cell === "number" || typeof cell === "string" ? cell : String(cell ?? "–");
}
