import type { CompiledQuery } from "../plan.ts";
import type { Branch } from "./branch.ts";
import { sql, text } from "./fragment.ts";
import { placeKeyOf } from "./place-key.ts";
import { rowsSql, versionSql } from "./rows-sql.ts";

/**
 * The places that a branch has figures for, each with its rows: columns `p1`… as far as the branch reports by them, and `n`.
 * What a join of two branches keeps and loses is told from these before the join is made.
 */
export function compileJoinedPlaces(branch: Branch): CompiledQuery {
  const version = versionSql(branch);
  const before = version === null ? text("") : sql`WITH version AS (${version}) `;
  const key = joinedColumns(branch);
  const cast = key.map((column) => `CAST(${column} AS VARCHAR) AS ${column}`).join(", ");
  const query = sql`${before}SELECT ${cast}, count(*) AS n FROM (${rowsSql(branch)}) WHERE v IS NOT NULL GROUP BY ${key.join(", ")} ORDER BY ALL`;
  return { name: "places", sql: query.sql, params: [...query.params], files: [branch.scan.sha256] };
}

/** The columns that tell the places apart: those of the report; of named areas the column that holds their spellings. */
export function joinedColumns(branch: Branch): readonly string[] {
  const key = branch.aggregate.place;
  if (key.kind !== "areas") return placeKeyOf(branch).columns;
  return [`p${branch.scan.placeColumns.findIndex(({ column }) => column === key.column) + 1}`];
}
