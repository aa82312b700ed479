import { type DuckDBType, DuckDBTypeId } from "@duckdb/node-api";

/**
 * A spreadsheet takes a text that begins with one of these for a formula and runs it (OWASP, "CSV Injection"). A text that
 * is a plain number is one to any reader, and stays. Apostrophes in front are counted in, so that the rule can be undone:
 * one apostrophe is taken away wherever this matches.
 */
const FORMULA = String.raw`^'*[=+\-@\t\r]`;
const NUMBER = String.raw`^[+\-]?\d+([.,]\d+)?([eE][+\-]?\d+)?$`;

/** A column of a query as SQL for a CSV cell: texts that would run as formulas get an apostrophe, times ISO 8601 in UTC. */
export function csvCell(column: string, type: DuckDBType): string {
  const stamp = (moment: string, fraction: string) =>
    `rtrim(rtrim(strftime(${moment}, '%Y-%m-%dT%H:%M:%S.${fraction}'), '0'), '.') || 'Z'`;
  switch (type.typeId) {
    case DuckDBTypeId.VARCHAR:
      return guarded(column);
    case DuckDBTypeId.ENUM:
      return guarded(`${column}::VARCHAR`);
    case DuckDBTypeId.TIMESTAMP:
    case DuckDBTypeId.TIMESTAMP_S:
    case DuckDBTypeId.TIMESTAMP_MS:
      return stamp(`${column}::TIMESTAMP`, "%f");
    case DuckDBTypeId.TIMESTAMP_TZ:
      return stamp(`(${column} AT TIME ZONE 'UTC')`, "%f");
    case DuckDBTypeId.TIMESTAMP_NS:
      return stamp(column, "%n");
    default:
      return column;
  }
}

/** The name of a column for the first line of a CSV file, by the same rule. */
export const csvName = (name: string): string =>
  new RegExp(FORMULA).test(name) && !new RegExp(NUMBER).test(name) ? `'${name}` : name;

const quoted = (pattern: string): string => `'${pattern.replaceAll("'", "''")}'`;

const guarded = (text: string): string =>
  `CASE WHEN regexp_matches(${text}, ${quoted(FORMULA)}) AND NOT regexp_matches(${text}, ${quoted(NUMBER)}) THEN '''' || ${text} ELSE ${text} END`;
