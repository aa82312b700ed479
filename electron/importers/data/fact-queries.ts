import type { TableFacts } from "../../../shared/catalogue/propose/facts.ts";
import type { TableReading } from "../../../shared/catalogue/propose/reading.ts";
import { quoteName } from "../../../shared/plan/sql-names.ts";

/** A row of a query result with plain values. */
export type Row = Readonly<Record<string, unknown>>;

/** Runs one SELECT and gives its rows. */
export type RunQuery = (sql: string) => Promise<readonly Row[]>;

/** Putting more rows than this in order takes longer than a person waits for an import. */
const MOST_ROWS_IN_ORDER = 5_000_000;

/** More different combinations of places than this are not listed. */
const MOST_PLACES = 20_000;

const number = (value: unknown): number => Number(value ?? 0);
const textOrNull = (value: unknown): string | null =>
  value === null || value === undefined ? null : String(value);

/**
 * Asks the rows of a table what the rules want to know beyond its profile: which places occur together, whether numbers ever
 * fall along time, how rows without a finer place stand to their parts, which variables occur where.
 * Tables too large to be put in order quickly are not looked at along time: their rules rest on words.
 * @param table the quoted table expression to read from
 */
export const collectFacts = async (
  table: string,
  rows: number,
  reading: TableReading,
  run: RunQuery,
): Promise<TableFacts> => ({
  places: await placesOf(table, reading, run),
  series: rows > MOST_ROWS_IN_ORDER ? [] : await seriesOf(table, reading, run),
  emptyPlace: await emptyPlaceOf(table, reading, run),
  variables: rows > MOST_ROWS_IN_ORDER ? [] : await variablesOf(table, reading, run),
});

const placesOf = async (
  table: string,
  reading: TableReading,
  run: RunQuery,
): Promise<TableFacts["places"]> => {
  if (reading.places.length === 0) return [];
  const columns = reading.places.map((place, at) => `CAST(${quoteName(place.name)} AS VARCHAR) AS p${at}`);
  const rows = await run(
    `SELECT ${columns.join(", ")}, count(*) AS n FROM ${table} GROUP BY ALL ORDER BY ALL LIMIT ${MOST_PLACES}`,
  );
  return rows.map((row) => ({
    values: reading.places.map((_, at) => textOrNull(row[`p${at}`])),
    rows: number(row.n),
  }));
};

const measureNames = (reading: TableReading): readonly string[] =>
  reading.columns.filter((column) => column.role === "measure").map((column) => column.name);

/** Columns that tell series apart: places, breakdowns and versions. */
const seriesKeys = (reading: TableReading): readonly string[] => [
  ...reading.places.map((place) => place.name),
  ...reading.columns
    .filter((column) => column.role === "dimension" || column.role === "vintage")
    .map((column) => column.name),
];

const seriesOf = async (
  table: string,
  reading: TableReading,
  run: RunQuery,
): Promise<TableFacts["series"]> => {
  const names = measureNames(reading);
  if (reading.time === null || names.length === 0 || reading.long !== null) return [];
  const keys = seriesKeys(reading).map(quoteName);
  const window = `(${keys.length > 0 ? `PARTITION BY ${keys.join(", ")} ` : ""}ORDER BY ${quoteName(reading.time)})`;
  const steps = names.map((name, at) => {
    const value = `CAST(${quoteName(name)} AS DOUBLE)`;
    return `CASE WHEN ${quoteName(name)} IS NOT NULL THEN ${value} - lag(${value} IGNORE NULLS) OVER w END AS d${at}`;
  });
  const counts = names.flatMap((_, at) => [
    `count(d${at}) AS steps${at}`,
    `count(*) FILTER (WHERE d${at} < 0) AS falls${at}`,
    `count(*) FILTER (WHERE d${at} > 0) AS rises${at}`,
  ]);
  const [row] = await run(
    `SELECT ${counts.join(", ")} FROM (SELECT ${steps.join(", ")} FROM ${table} WINDOW w AS ${window})`,
  );
  if (!row) return [];
  return names.map((column, at) => ({
    column,
    steps: number(row[`steps${at}`]),
    falls: number(row[`falls${at}`]),
    rises: number(row[`rises${at}`]),
  }));
};

const emptyPlaceOf = async (
  table: string,
  reading: TableReading,
  run: RunQuery,
): Promise<TableFacts["emptyPlace"]> => {
  const at = reading.places.findIndex(
    (place, index) =>
      index > 0 && (reading.columns.find((column) => column.name === place.name)?.nulls ?? 0) > 0,
  );
  const finer = reading.places[at];
  const [value] = measureNames(reading);
  if (!finer || value === undefined) return null;
  const coarser = reading.places.slice(0, at).map((place) => place.name);
  const others = [
    ...(reading.time ? [reading.time] : []),
    ...reading.columns
      .filter((column) => column.role === "dimension" || column.role === "vintage")
      .map((column) => column.name),
  ];
  const deeper = reading.places.slice(at + 1).map((place) => `${quoteName(place.name)} IS NULL`);
  const keys = [...coarser, ...others].map(quoteName).join(", ");
  const sum = (test: string): string =>
    `sum(CAST(${quoteName(value)} AS DOUBLE)) FILTER (WHERE ${quoteName(finer.name)} ${test})`;
  const [row] = await run(
    `SELECT count(*) AS pairs,
       count(*) FILTER (WHERE abs(e - f) <= 0.02 * greatest(abs(e), 1)) AS sums,
       count(*) FILTER (WHERE e < 0.98 * f) AS smaller
     FROM (SELECT ${sum("IS NULL")} AS e, ${sum("IS NOT NULL")} AS f FROM ${table}
           ${deeper.length > 0 ? `WHERE ${deeper.join(" AND ")}` : ""} GROUP BY ${keys})
     WHERE e > 0 AND f > 0`,
  );
  return {
    column: finer.name,
    pairs: number(row?.pairs),
    sums: number(row?.sums),
    smaller: number(row?.smaller),
  };
};

const variablesOf = async (
  table: string,
  reading: TableReading,
  run: RunQuery,
): Promise<TableFacts["variables"]> => {
  const place = reading.places[0]?.name;
  if (reading.long === null || place === undefined) return [];
  const rows = await run(
    `SELECT DISTINCT CAST(${quoteName(reading.long.variable)} AS VARCHAR) AS v, CAST(${quoteName(place)} AS VARCHAR) AS p
     FROM ${table} WHERE ${quoteName(reading.long.variable)} IS NOT NULL ORDER BY 1, 2 LIMIT ${MOST_PLACES}`,
  );
  const byValue = new Map<string, string[]>();
  for (const row of rows) byValue.set(String(row.v), [...(byValue.get(String(row.v)) ?? []), String(row.p)]);
  const moves = await variableMoves(table, reading, run);
  return [...byValue].map(([value, places]) => ({ value, places, ...(moves.get(value) ?? STILL) }));
};

type Moves = { readonly steps: number; readonly falls: number; readonly rises: number };
const STILL: Moves = { steps: 0, falls: 0, rises: 0 };

/** For each variable of a long table: how often its figures rise and fall from one time to the next in a place. */
const variableMoves = async (
  table: string,
  reading: TableReading,
  run: RunQuery,
): Promise<Map<string, Moves>> => {
  if (reading.long === null || reading.time === null) return new Map();
  const variable = quoteName(reading.long.variable);
  const value = `CAST(${quoteName(reading.long.value)} AS DOUBLE)`;
  const keys = [variable, ...reading.places.map((place) => quoteName(place.name))].join(", ");
  const rows = await run(
    `SELECT x, count(d) AS steps, count(*) FILTER (WHERE d < 0) AS falls, count(*) FILTER (WHERE d > 0) AS rises
     FROM (SELECT CAST(${variable} AS VARCHAR) AS x,
             ${value} - lag(${value}) OVER (PARTITION BY ${keys} ORDER BY ${quoteName(reading.time)}) AS d
           FROM ${table} WHERE ${quoteName(reading.long.value)} IS NOT NULL)
     GROUP BY x ORDER BY x`,
  );
  return new Map(
    rows.map((row) => [
      String(row.x),
      { steps: number(row.steps), falls: number(row.falls), rises: number(row.rises) },
    ]),
  );
};
