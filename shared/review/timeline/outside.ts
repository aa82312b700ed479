import type { Cell } from "../../answer/answer.ts";
import type { Column, Dataset } from "../../catalogue/dataset.ts";
import { currentDistribution } from "../../catalogue/distribution.ts";
import { rowsArePeople } from "../../catalogue/people-rows.ts";
import { quoteName, tableName } from "../../plan/sql-names.ts";
import type { OutsideEvent } from "./items.ts";

/** A lane of more rows than this is a wall, not a lane; the newest are shown and it is said. */
export const MOST_OUTSIDE = 20_000;

/** So many columns say what an event was. */
const TITLE_COLUMNS = 4;

/** A query for the dated rows of a dataset, its newest first. Cells: row, begin, end, then what says what it was. */
export type OutsideQuery = { readonly sql: string; readonly files: readonly string[] };

/**
 * How to read a dataset as events: its first time column is when, a second one until when, and its texts what. Null when
 * it holds no file, has no time column, or counts people and is not open: single rows of such data are not shown.
 */
export function outsideQuery(dataset: Dataset): OutsideQuery | null {
  const held = currentDistribution(dataset);
  const [begin, end] = dataset.columns.filter(({ role, time }) => role === "time" && time !== undefined);
  const mayShow =
    dataset.access === "open" ||
    (!rowsArePeople(dataset) && !dataset.measures.some(({ countsPeople }) => countsPeople));
  const titles = titleColumns(dataset);
  if (held === null || begin === undefined || !mayShow || titles.length === 0) return null;
  const texts = titles.map(({ name }) => `CAST(${quoteName(name)} AS VARCHAR)`);
  const columns = [
    "row_number() OVER () AS n",
    `${momentSql(begin)} AS begins`,
    `${end === undefined ? "CAST(NULL AS VARCHAR)" : momentSql(end)} AS ends`,
    ...texts.map((text, at) => `${text} AS what${at}`),
  ];
  return {
    sql: `SELECT * FROM (SELECT ${columns.join(", ")} FROM ${tableName(held.sha256)}) WHERE begins IS NOT NULL ORDER BY begins DESC, n LIMIT ${MOST_OUTSIDE}`,
    files: [held.sha256],
  };
}

/** A moment as text, a year as its first day; years before our era stay out of a timeline of crises. */
function momentSql({ name, time }: Column): string {
  const column = quoteName(name);
  switch (time?.storedAs) {
    case "year":
      return `CASE WHEN ${column} BETWEEN 1 AND 9999 THEN strftime(make_date(CAST(${column} AS BIGINT), 1, 1), '%Y-%m-%d') END`;
    case "timestamp":
      return `strftime(CAST(${column} AS TIMESTAMP), '%Y-%m-%dT%H:%M:%S.%gZ')`;
    default:
      return `strftime(CAST(${column} AS DATE), '%Y-%m-%d')`;
  }
}

/** A column that by its name says what happened comes first, then what else is text, then places. */
function titleColumns({ columns }: Dataset): readonly Column[] {
  const rank = ({ name, role }: Column): number => {
    if (/title|event|headline|what|descri|name|label|summary/i.test(name)) return 0;
    return role === "dimension" ? 1 : role === "place" ? 2 : role === "attribute" ? 3 : 4;
  };
  return columns
    .filter(({ role, type }) => role !== "time" && role !== "vintage" && /Utf8/.test(type))
    .map((column, at) => ({ column, rank: rank(column), at }))
    .sort((a, b) => a.rank - b.rank || a.at - b.at)
    .slice(0, TITLE_COLUMNS)
    .map(({ column }) => column);
}

/** The events in the rows that the query gave. Rows that say nothing are named after their dataset. */
export function outsideEvents(dataset: Dataset, rows: readonly (readonly Cell[])[]): OutsideEvent[] {
  return rows.flatMap(([row, at, until, ...what]) => {
    if (typeof at !== "string") return [];
    const words = what.filter((cell): cell is string => typeof cell === "string" && cell.trim() !== "");
    return [
      {
        dataset: dataset.id,
        row: Number(row),
        at,
        until: typeof until === "string" && until > at ? until : null,
        title: [...new Set(words)].join(" · ") || dataset.title,
      },
    ];
  });
}
