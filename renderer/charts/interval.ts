import type { Answer, AnswerTable, Chart } from "../../shared/answer/answer.ts";
import { chartData } from "./chart-data.ts";
import type { LineRow } from "./line-data.ts";

/** Rows with the interval of the answer's table, where it has one: the columns with role `interval`, low before high. */
export function intervalRows(
  rows: readonly LineRow[],
  { table, chart }: Pick<Answer, "table" | "chart">,
): readonly (LineRow & { readonly interval: [number, number] | null })[] {
  const [lowAt, highAt] = table.columns.flatMap(({ role }, at) => (role === "interval" ? [at] : []));
  const xAt = table.columns.findIndex(({ name }) => name === chart.x);
  const known = new Map<string, [number, number]>();
  // One band belongs to one line: with several, limits stand in the table.
  if (chart.series.some(({ value }) => value !== undefined))
    return rows.map((row) => Object.assign({}, row, { interval: null }));
  for (const row of table.rows) {
    const low = row[lowAt ?? -1];
    const high = row[highAt ?? -1];
    if (typeof low === "number" && typeof high === "number") known.set(String(row[xAt]), [low, high]);
  }
  return rows.map((row) => Object.assign({}, row, { interval: known.get(String(row.x)) ?? null }));
}

/**
 * The interval of each bar, one map by name for each series: limits of an estimate, or the range of the earlier years that a
 * median was taken of.
 */
export function barRanges(
  table: AnswerTable,
  chart: Pick<Chart, "x" | "series">,
): readonly ReadonlyMap<string, [number, number]>[] {
  const has = (name: string): boolean => table.columns.some((column) => column.name === name);
  const ofEarlier = has("years");
  return chart.series.map(({ column, label }) => {
    const isOther = column === "compared_with";
    const [low, high] = isOther && !ofEarlier ? ["compared_low", "compared_high"] : ["low", "high"];
    if (!has(low) || (ofEarlier && !isOther)) return new Map();
    const points = chartData(table, {
      x: chart.x,
      series: [low, high].map((name) => ({ column: name, label })),
    }).points;
    return new Map(
      points.flatMap(({ x, values: [from, to] }) =>
        typeof from === "number" && typeof to === "number"
          ? [[String(x), [from, to] as [number, number]] as const]
          : [],
      ),
    );
  });
}
