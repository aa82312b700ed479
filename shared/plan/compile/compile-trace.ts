import type { Dataset } from "../../catalogue/dataset.ts";
import type { CompiledQuery } from "../plan.ts";
import { tableName } from "../sql-names.ts";
import type { Branch } from "./branch.ts";
import { anyOfSql } from "./conditions-sql.ts";
import { join, name, sql, text } from "./fragment.ts";

/** Above this many rows the counts after each single filter are left out: they would cost a second scan (overhead ≤ 15 %). */
const TRACE_ROWS = 1_000_000;

/** Counts the rows of the main branch's file: all, and after each filter in turn (columns r0, r1, …), and kept rows without a date. */
export function compileTrace(branch: Branch, datasets: readonly Dataset[]): CompiledQuery | null {
  const file = datasets
    .flatMap((dataset) => dataset.distributions)
    .find(({ sha256 }) => sha256 === branch.scan.sha256);
  if ((file?.profile?.rows ?? 0) > TRACE_ROWS) return null;
  const conditions = branch.filters.map((filter) => anyOfSql(filter.anyOf, branch.scan.numberColumns));
  const counts = [
    text("count(*) AS r0"),
    ...conditions.map(
      (_, index) =>
        sql`count(*) FILTER (WHERE ${join(conditions.slice(0, index + 1), " AND ")}) AS r${String(index + 1)}`,
    ),
  ];
  const { time } = branch.scan;
  const kept = conditions.length > 0 ? join(conditions, " AND ") : text("TRUE");
  if (time !== null)
    counts.push(sql`count(*) FILTER (WHERE ${kept} AND ${name(time.column)} IS NULL) AS undated`);
  for (const { index, column } of conditionColumns(branch)) {
    const others = conditions.filter((_, other) => other !== index);
    const rest = others.length > 0 ? join(others, " AND ") : text("TRUE");
    counts.push(
      sql`count(*) FILTER (WHERE ${rest} AND (${name(column)} IS NULL OR CAST(${name(column)} AS VARCHAR) = '')) AS ${name(`unstated ${column}`)}`,
    );
  }
  const query = sql`SELECT ${join(counts, ", ")} FROM ${tableName(branch.scan.sha256)}`;
  return { name: "trace", sql: query.sql, params: [...query.params], files: [branch.scan.sha256] };
}

/** The question's own conditions that pick values of one column: rows that do not state it are counted too. */
const conditionColumns = (branch: Branch): { readonly index: number; readonly column: string }[] =>
  branch.filters.flatMap(({ why, anyOf }, index) => {
    const only = anyOf.length === 1 && anyOf[0]?.length === 1 ? anyOf[0][0] : undefined;
    return why === "where" && only ? [{ index, column: only.column }] : [];
  });
