import type { CompiledQuery } from "../plan.ts";
import { tableName } from "../sql-names.ts";
import { name, sql } from "./fragment.ts";

/** More published versions than this are not listed. */
const MOST_VERSIONS = 2000;

/** The days on which versions of a revised series were published, newest first (one column, ISO text). */
export function compileVersions(sha256: string, column: string): CompiledQuery {
  const day = sql`CAST(${name(column)} AS DATE)`;
  const query = sql`SELECT strftime(day, '%Y-%m-%d') AS day FROM (SELECT DISTINCT ${day} AS day FROM ${tableName(sha256)} WHERE ${name(column)} IS NOT NULL) ORDER BY day DESC LIMIT ${String(MOST_VERSIONS)}`;
  return { name: "versions", sql: query.sql, params: [...query.params], files: [sha256] };
}
