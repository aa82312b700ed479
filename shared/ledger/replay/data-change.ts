import { z } from "zod";
import type { Cell } from "../../answer/answer.ts";
import { showNumber } from "../../answer/rounding.ts";
import { type Branch, branchesOf } from "../../plan/compile/branch.ts";
import { bound, type Fragment, join, name, sql, text } from "../../plan/compile/fragment.ts";
import { keepRowsSql, versionSql } from "../../plan/compile/rows-sql.ts";
import { timeSql } from "../../plan/compile/time-sql.ts";
import type { CompiledQuery, Plan } from "../../plan/plan.ts";
import { tableName } from "../../plan/sql-names.ts";

/** Figures of one sort of change: how many, by how much in all, over which time, and where most of them are. */
const partSchema = z.object({
  count: z.number().int(),
  /** Sum of what is there now less what was there; in the measure's unit. */
  change: z.number(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** Places with most changes first. */
  places: z.array(z.object({ place: z.string(), count: z.number().int(), change: z.number() })),
  morePlaces: z.number().int(),
});
export type ChangePart = z.infer<typeof partSchema>;

/** What differs between two files of a dataset, within the rows that an answer was made from. */
export const dataChangeSchema = z.object({
  dataset: z.string(),
  title: z.string(),
  unit: z.string(),
  /** SHA-256 of the files compared. */
  before: z.string(),
  after: z.string(),
  revised: partSchema,
  added: partSchema,
  removed: partSchema,
});
export type DataChange = z.infer<typeof dataChangeSchema>;

/** A comparison to be run in the engine, and what it is about. */
export type ChangeQuery = Pick<DataChange, "dataset" | "unit" | "before" | "after"> & {
  readonly query: CompiledQuery;
};

/** Differences below this share of a value are the last digits of a sum, as in comparing answers. */
const ROUNDING = 1e-9;

/**
 * Compares, for each dataset of a plan, the rows it read with those that the same question reads from a newer file. A row
 * is known by its place, time and breakdowns; where a file has several of one key, their number and sum are compared.
 * Datasets whose file is the same, or that are keyed in another way by now, are left out.
 */
export function changeQueries(then: Plan, now: Plan): ChangeQuery[] {
  const later = new Map(branchesOf(now).map((branch) => [branch.name, branch]));
  return branchesOf(then).flatMap((before) => {
    const after = later.get(before.name);
    if (!after || after.scan.sha256 === before.scan.sha256 || keysOf(before).length !== keysOf(after).length)
      return [];
    const { sql: statement, params } = compare(before, after);
    const { dataset, unit, sha256 } = before.scan;
    return {
      ...{ dataset, unit, before: sha256, after: after.scan.sha256 },
      query: {
        name: `change-${before.name}`,
        sql: statement,
        params: [...params],
        files: [sha256, after.scan.sha256],
      },
    };
  });
}

const keysOf = ({ scan }: Branch): string[] => [
  ...scan.placeColumns.map(({ column }) => column),
  ...scan.dimensionColumns.map(({ column }) => column),
];

function compare(before: Branch, after: Branch): Fragment {
  const keys = ["p", "t", ...keysOf(before).map((_, i) => `k${i + 1}`)];
  const same = keys.map((key) => text(`o.${key} IS NOT DISTINCT FROM a.${key}`));
  return sql`WITH o AS (${keyedSql(before)}), a AS (${keyedSql(after)}), changes AS (
  SELECT coalesce(o.p, a.p) AS place, coalesce(o.t, a.t) AS t, coalesce(a.v, 0) - coalesce(o.v, 0) AS change,
    CASE WHEN o.n IS NULL THEN 'added' WHEN a.n IS NULL THEN 'removed' ELSE 'revised' END AS sort
  FROM o FULL JOIN a ON ${join(same, " AND ")}
  WHERE o.n IS NULL OR a.n IS NULL OR o.n <> a.n OR (o.v IS NULL) <> (a.v IS NULL)
    OR abs(a.v - o.v) > ${bound(ROUNDING)} * greatest(abs(a.v), abs(o.v)))
SELECT sort, place, CAST(count(*) AS BIGINT) AS n, CAST(sum(change) AS DOUBLE) AS change,
  min(t) AS first, max(t) AS last FROM changes GROUP BY sort, place ORDER BY sort, n DESC, place`;
}

/** One row per key: how many rows of the file have it, and their sum. */
function keyedSql(branch: Branch): Fragment {
  const { scan } = branch;
  const columns = keysOf(branch);
  const place = scan.placeColumns.length === 0 ? [] : scan.placeColumns.map(({ column }) => asText(column));
  const parts = scan.values.map(({ column, place: named }) => {
    const where =
      named !== null
        ? bound(named)
        : place.length === 0
          ? text("''")
          : sql`concat_ws(', ', ${join(place, ", ")})`;
    const value = column === null ? text("1") : sql`TRY_CAST(${name(column)} AS DOUBLE)`;
    const keys = columns.map((one, i) => sql`${asText(one)} AS k${String(i + 1)}`);
    const selected = [
      sql`${where} AS p`,
      sql`CAST(${timeSql(scan.time)} AS VARCHAR) AS t`,
      ...keys,
      sql`${value} AS v`,
    ];
    return sql`SELECT ${join(selected, ", ")} FROM ${tableName(scan.sha256)} WHERE ${keepRowsSql(branch)}`;
  });
  const version = versionSql(branch);
  const rows = sql`${version ? sql`WITH version AS (${version}) ` : ""}${join(parts, " UNION ALL ")}`;
  return sql`SELECT * EXCLUDE (v), count(*) AS n, sum(v) AS v FROM (${rows}) GROUP BY ALL`;
}

const asText = (column: string): Fragment => sql`CAST(${name(column)} AS VARCHAR)`;

/** Places named in a part; the others are counted. */
const MOST_PLACES = 10;

/** Puts the rows of a comparison together: columns sort, place, count, change, first, last. */
export function changeOf(
  about: Omit<ChangeQuery, "query"> & { readonly title: string },
  rows: readonly (readonly Cell[])[],
): DataChange {
  const part = (sort: string): ChangePart => {
    const own = rows.filter(([kind]) => kind === sort);
    const times = own.flatMap(([, , , , first, last]) =>
      [first, last].filter((time) => typeof time === "string"),
    );
    const sum = (index: number) => own.reduce((all, row) => all + Number(row[index] ?? 0), 0);
    return {
      count: sum(2),
      change: sum(3),
      from: times.toSorted()[0] ?? null,
      to: times.toSorted().at(-1) ?? null,
      places: own.slice(0, MOST_PLACES).map(([, place, count, change]) => ({
        place: String(place ?? ""),
        count: Number(count),
        change: Number(change ?? 0),
      })),
      morePlaces: Math.max(0, own.length - MOST_PLACES),
    };
  };
  const { dataset, title, unit, before, after } = about;
  return {
    ...{ dataset, title, unit, before, after },
    revised: part("revised"),
    added: part("added"),
    removed: part("removed"),
  };
}

/** What happened to the data, as one sentence. */
export function changeText({ title, revised, added, removed, unit }: DataChange): string {
  const parts = [
    partText(revised, "revised", unit),
    partText(added, "added", unit),
    partText(removed, "removed", unit),
  ].filter((part) => part !== null);
  return parts.length === 0
    ? `“${title}” came again as a newer file; the rows behind this answer are the same in both.`
    : `In “${title}”, among the rows behind this answer: ${parts.join("; ")}.`;
}

function partText(
  { count, change, from, to, places, morePlaces }: ChangePart,
  what: string,
  unit: string,
): string | null {
  if (count === 0) return null;
  const when = from === null ? "" : from === to ? ` on ${from}` : ` between ${from} and ${to}`;
  const where = places
    .filter(({ place }) => place !== "")
    .slice(0, 3)
    .map(({ place, count: n }) => `${place} ${showNumber(n)}`);
  const more = places.length - where.length + morePlaces;
  const at =
    where.length === 0
      ? ""
      : ` (${where.join(", ")}${more > 0 ? ` and ${showNumber(more)} more places` : ""})`;
  const size =
    change === 0 ? "" : `, ${change > 0 ? "+" : "−"}${showNumber(Math.abs(change))} ${unit} in all`;
  return `${showNumber(count)} ${count === 1 ? "row" : "rows"} ${what}${when}${at}${size}`;
}
