import { type Branch, branchesOf, branchOf } from "../compile/branch.ts";
import { type Fragment, join, name, sql, text } from "../compile/fragment.ts";
import { keepSql, timeKeepSql, versionSql } from "../compile/rows-sql.ts";
import { inWindowSql, periodSql, timeSql, timeTextSql } from "../compile/time-sql.ts";
import type { CompiledQuery, Plan, Step, StepOf } from "../plan.ts";
import { tableName } from "../sql-names.ts";

/** Rows of a file that a preview looks at, from its beginning: enough to show the shape, little enough to be quick. */
export const PREVIEW_READS = 1_000_000;

/** Rows shown after a step. */
export const PREVIEW_ROWS = 5;

/** Columns of a wide table that are shown; text beyond this length is cut. */
const MOST_COLUMNS = 8;
const MOST_TEXT = 200;

/** What a column of a preview is for; `value` columns hold what the question measures. */
export type PreviewColumn = {
  readonly name: string;
  readonly role: "time" | "place" | "dimension" | "condition" | "value";
};

/**
 * What can be shown after a step of a plan before the question is sealed:
 * - source: first rows of the file; values of rows that count in the answer are covered
 * - kept: first rows that are left; values covered
 * - keys: what the figures will be of (place, period, breakdown); figures covered
 * - counted: nothing, as the rows themselves are what the question counts
 * - words: nothing, the step works on the figures alone
 */
export type PreviewShows = "source" | "kept" | "keys" | "counted" | "words";

export type StepPreview = {
  readonly shows: PreviewShows;
  readonly columns: readonly PreviewColumn[];
  /** Reads the columns in their order as text; for `source` then one more, `used`: whether the row counts in the answer. */
  readonly query: CompiledQuery | null;
};

const nothing = (shows: PreviewShows): StepPreview => ({ shows, columns: [], query: null });

/**
 * For each step of a plan, in order, the query that shows its first rows without giving the answer away: the question is to
 * be fixed before its number is seen (design/product.md, "The question is sealed"), so no query reads a value that counts.
 */
export function previewQueries(plan: Plan): readonly StepPreview[] {
  const branches = branchesOf(plan);
  return plan.steps.map((step) => {
    const branch = branches.find(({ name }) => name === branchOf(step.as));
    return branch ? stepPreview(branch, step, branches) : nothing("words");
  });
}

function stepPreview(branch: Branch, step: Step, branches: readonly Branch[]): StepPreview {
  switch (step.kind) {
    case "scan":
      return sourceRows(branch, branches);
    case "filter":
      return keptRows(branch, branch.filters.findIndex(({ as }) => as === step.as) + 1, "filters");
    case "version":
      return keptRows(branch, branch.filters.length, "version");
    case "windows":
      return keptRows(branch, branch.filters.length, "windows");
    case "aggregate":
      return keyRows(branch, "instants");
    case "periods":
    case "series":
      return keyRows(branch, "periods");
    case "fold":
      return keyRows(branch, "none");
    default:
      return nothing("words");
  }
}

/** Whether the rows themselves are counted: then to show them all is to show the number. */
const countsRows = ({ scan, aggregate, fold }: Branch): boolean =>
  aggregate.fn === "count" ||
  fold?.fold.kind === "records" ||
  scan.values.some(({ column }) => column === null);

function sourceRows(branch: Branch, branches: readonly Branch[]): StepPreview {
  const columns = columnsOf(branch);
  const sameFile = branches.filter(({ scan }) => scan.sha256 === branch.scan.sha256);
  const used = sql`coalesce(${join(
    sameFile.map((one) => sql`(${join([...keepSql(one), timeKeepSql(one)], " AND ")})`),
    " OR ",
  )}, FALSE)`;
  const cells = columns.map((column, at) =>
    column.role === "value"
      ? sql`CASE WHEN ${used} THEN NULL ELSE ${asText(column.name)} END AS c${String(at)}`
      : sql`${asText(column.name)} AS c${String(at)}`,
  );
  const from = sql`(SELECT * FROM ${tableName(branch.scan.sha256)} LIMIT ${String(PREVIEW_ROWS)})`;
  return {
    shows: "source",
    columns,
    query: compiled(branch, sql`SELECT ${join([...cells, sql`${used} AS used`], ", ")} FROM ${from}`),
  };
}

function keptRows(branch: Branch, filters: number, upTo: "filters" | "version" | "windows"): StepPreview {
  if (countsRows(branch)) return nothing("counted");
  const columns = columnsOf(branch);
  const cells = columns.map((column, at) =>
    column.role === "value" ? sql`NULL AS c${String(at)}` : sql`${asText(column.name)} AS c${String(at)}`,
  );
  const conditions = [
    ...keepSql(branch).slice(0, filters),
    ...(upTo === "filters" ? [] : versionCondition(branch)),
    ...(upTo === "windows" ? [windowSql(branch)] : []),
  ];
  return {
    shows: "kept",
    columns,
    query: compiled(
      branch,
      sql`${withVersion(branch, upTo !== "filters")}SELECT ${join(cells, ", ")} FROM ${part(branch)} WHERE ${
        conditions.length === 0 ? "TRUE" : join(conditions, " AND ")
      } LIMIT ${String(PREVIEW_ROWS)}`,
    ),
  };
}

function keyRows(branch: Branch, time: "instants" | "periods" | "none"): StepPreview {
  if (countsRows(branch)) return nothing("counted");
  const { scan, aggregate, periods } = branch;
  const keys: { readonly column: PreviewColumn; readonly cell: Fragment }[] = [
    ...(time === "none" || scan.time === null
      ? []
      : [
          {
            column: { name: scan.time.column, role: "time" as const },
            cell: timeKey(scan, time === "periods" ? (periods?.grain ?? null) : null),
          },
        ]),
    ...placesOf(aggregate).map((column) => ({
      column: { name: column, role: "place" as const },
      cell: asText(column),
    })),
    ...aggregate.dimensions.map(({ column }) => ({
      column: { name: column, role: "dimension" as const },
      cell: asText(column),
    })),
  ];
  const value: PreviewColumn = { name: scan.values[0]?.column ?? scan.measure, role: "value" };
  if (keys.length === 0) return { shows: "keys", columns: [value], query: null };
  const cells = keys.map(({ cell }, at) => sql`${cell} AS c${String(at)}`);
  const conditions = [...keepSql(branch), ...versionCondition(branch), windowSql(branch)];
  const order = keys.map((_, at) => `c${at}`).join(", ");
  return {
    shows: "keys",
    columns: [...keys.map(({ column }) => column), value],
    query: compiled(
      branch,
      sql`${withVersion(branch, true)}SELECT *, NULL AS value FROM (SELECT DISTINCT ${join(cells, ", ")} FROM ${part(branch)} WHERE ${join(conditions, " AND ")}) ORDER BY ${order} LIMIT ${String(PREVIEW_ROWS)}`,
    ),
  };
}

/** The part of the file that is looked at. */
const part = (branch: Branch): Fragment =>
  sql`(SELECT * FROM ${tableName(branch.scan.sha256)} LIMIT ${String(PREVIEW_READS)})`;

const withVersion = (branch: Branch, isWanted: boolean): Fragment => {
  const version = isWanted ? versionSql(branch) : null;
  return version === null ? text("") : sql`WITH version AS (${version}) `;
};

/** The days asked about. Earlier reports may be read too, to find what is new; they are not what the figures are of. */
const windowSql = ({ scan, windows }: Branch): Fragment => {
  const t = timeSql(scan.time);
  const clauses = windows.windows.map((window) => sql`(${inWindowSql(t, window, scan.time)})`);
  return clauses.length === 0 ? text("TRUE") : sql`(${join(clauses, " OR ")})`;
};

const versionCondition = ({ version }: Branch): Fragment[] =>
  version === null ? [] : [sql`CAST(${name(version.column)} AS DATE) = (SELECT published FROM version)`];

const asText = (column: string): Fragment =>
  sql`left(CAST(${name(column)} AS VARCHAR), ${String(MOST_TEXT)})`;

function timeKey(scan: StepOf<"scan">, grain: Parameters<typeof periodSql>[1] | null): Fragment {
  const t = timeSql(scan.time);
  const folded = grain === null ? t.sql : periodSql(t.sql, grain, scan.time).sql;
  return text(timeTextSql(folded, scan.time, grain));
}

const placesOf = ({ place }: StepOf<"aggregate">): readonly string[] =>
  place.kind === "columns" ? place.columns : place.kind === "areas" ? [place.column] : [];

/** The columns a reader needs to follow the plan: when, where, what of, what is asked of them, and the value last. */
function columnsOf({ scan, filters, version, aggregate }: Branch): readonly PreviewColumn[] {
  const values = new Set(scan.values.flatMap(({ column }) => (column === null ? [] : [column])));
  const found = new Map<string, PreviewColumn>();
  const add = (column: string, role: PreviewColumn["role"]) => {
    if (!values.has(column) && !found.has(column)) found.set(column, { name: column, role });
  };
  if (scan.time !== null) add(scan.time.column, "time");
  for (const { column } of scan.placeColumns) add(column, "place");
  for (const { column } of aggregate.dimensions) add(column, "dimension");
  if (version !== null) add(version.column, "condition");
  for (const { anyOf } of filters) for (const { column } of anyOf.flat()) add(column, "condition");
  const shownValues = [...values]
    .slice(0, 3)
    .map((column): PreviewColumn => ({ name: column, role: "value" }));
  return [...[...found.values()].slice(0, MOST_COLUMNS - shownValues.length), ...shownValues];
}

const compiled = (branch: Branch, statement: Fragment): CompiledQuery => ({
  name: branch.name,
  sql: statement.sql,
  params: [...statement.params],
  files: [branch.scan.sha256],
});
