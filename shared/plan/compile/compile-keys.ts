import type { CompiledQuery } from "../plan.ts";
import { aliasesOf } from "./aliases.ts";
import type { Branch } from "./branch.ts";
import { sql, text } from "./fragment.ts";
import { rowsSql, versionSql } from "./rows-sql.ts";

/**
 * Whether the key that a branch is joined by is unique in its file: how many rows there are, how many keys (place, date and
 * what the question breaks down by), and the most rows that one key has. One row: `rows`, `keys`, `most`.
 */
export function compileKeys(branch: Branch): CompiledQuery {
  const { places, dims } = aliasesOf(branch);
  const version = versionSql(branch);
  const before = version === null ? text("") : sql`WITH version AS (${version}) `;
  const key = [...places, ...dims, "t"].join(", ");
  const query = sql`${before}SELECT sum(n) AS rows, count(*) AS keys, max(n) AS most FROM (SELECT ${key}, count(*) AS n FROM (${rowsSql(branch)}) GROUP BY ${key})`;
  return { name: "keys", sql: query.sql, params: [...query.params], files: [branch.scan.sha256] };
}
