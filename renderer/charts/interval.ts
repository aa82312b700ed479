import type { Answer } from "../../shared/answer/answer.ts";
import type { LineRow } from "./line-data.ts";

/** Rows with the interval of the answer's table, where it has one: the columns with role `interval`, low before high. */
export function intervalRows(
  rows: readonly LineRow[],
  { table, chart }: Pick<Answer, "table" | "chart">,
): readonly (LineRow & { readonly interval: [number, number] | null })[] {
  const [lowAt, highAt] = table.columns.flatMap(({ role }, at) => (role === "interval" ? [at] : []));
  const xAt = table.columns.findIndex(({ name }) => name === chart.x);
  const known = new Map<string, [number, number]>();
  for (const row of table.rows) {
    const low = row[lowAt ?? -1];
    const high = row[highAt ?? -1];
    if (typeof low === "number" && typeof high === "number") known.set(String(row[xAt]), [low, high]);
  }
  return rows.map((row) => Object.assign({}, row, { interval: known.get(String(row.x)) ?? null }));
}
