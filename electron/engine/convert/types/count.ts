import type { DuckDBConnection } from "@duckdb/node-api";
import { quoteName } from "../../../../shared/plan/sql-names.ts";
import { quoteText } from "../../store/sql-text.ts";
import { forValue, KIND_NAMES, type Kind, TESTS } from "./kinds.ts";

/** Words that mean "no value" in columns of numbers and dates. */
const MISSING = [
  ...[
    "NA",
    "N/A",
    "n/a",
    "na",
    "NaN",
    "nan",
    "NULL",
    "null",
    "None",
    "none",
    "-",
    "--",
    "..",
    "*",
    ".",
    "…",
    "—",
  ],
  ...["#N/A", "#DIV/0!", "#REF!", "#NAME?", "#VALUE!", "#NUM!", "#NULL!"],
];
const missing = MISSING.map(quoteText).join(", ");

/** SQL of a column's value without blanks around it. */
export const trimmed = (name: string): string => `trim(${quoteName(name)})`;
/** SQL that says whether a trimmed value is one. */
export const isValue = (value: string): string => `${value} NOT IN ('', ${missing})`;

/** What a look at rows of a column found. */
export type Counts = {
  readonly filled: number;
  readonly gaps: number;
  readonly largest: number;
  /** Values with a sign of per cent, a time of day, a decimal comma or comma between thousands, a point; unmarked whole numbers of four digits or more. */
  readonly percent: number;
  readonly timed: number;
  readonly commas: number;
  readonly points: number;
  readonly longs: number;
  readonly example: string;
  readonly kinds: ReadonlyMap<Kind, number>;
};

const BASIC = 9;

/** Columns looked at in one statement. */
const AT_ONCE = 60;

/** Counts, for each column, the values of the kinds it may be. */
export async function countKinds(
  connection: DuckDBConnection,
  table: string,
  columns: readonly { readonly name: string; readonly kinds: readonly Kind[] }[],
): Promise<Counts[]> {
  const counts: Counts[] = [];
  for (let from = 0; from < columns.length; from += AT_ONCE)
    counts.push(...(await countSome(connection, table, columns.slice(from, from + AT_ONCE))));
  return counts;
}

async function countSome(
  connection: DuckDBConnection,
  table: string,
  columns: readonly { readonly name: string; readonly kinds: readonly Kind[] }[],
): Promise<Counts[]> {
  const inner = columns.map(({ name }, index) => `${trimmed(name)} AS v${index}`);
  const expressions = columns.flatMap(({ kinds }, index) => {
    const v = `v${index}`;
    const filled = isValue(v);
    const has = (pattern: string) =>
      `count(*) FILTER (${filled} AND regexp_matches(${v}, ${quoteText(pattern)}))`;
    const written = kinds.some((kind) => ELSEWHERE.has(kind));
    return [
      `count(*) FILTER (${filled})`,
      `count(*) FILTER (${v} IN (${missing}))`,
      kinds.includes("whole") ? `max(abs(TRY_CAST(${v} AS BIGINT)))` : "NULL",
      written ? has("%$") : "0",
      written ? has(":") : "0",
      written ? has(",") : "0",
      written ? has("\\.") : "0",
      written ? has("^[-+]?[0-9]{4,}([.,][0-9]+)?$") : "0",
      written ? `min(${v}) FILTER (${filled} AND regexp_matches(${v}, '[^0-9]'))` : "NULL",
      ...kinds.map((kind) => `count(*) FILTER (${filled} AND ${forValue(TESTS[kind], v)})`),
    ];
  });
  const result = await connection.run(
    `SELECT ${expressions.join(", ")} FROM (SELECT ${inner.join(", ")} FROM ${table})`,
  );
  const row = (await result.getRows())[0] ?? [];
  let at = 0;
  return columns.map(({ kinds }) => {
    const cells = row.slice(at, at + BASIC + kinds.length);
    at += BASIC + kinds.length;
    const [filled = 0, gaps = 0, largest = 0, percent = 0, timed = 0, commas = 0, points = 0, longs = 0] =
      cells.slice(0, BASIC - 1).map((value) => Number(value ?? 0));
    const counted = kinds.map((kind, index): [Kind, number] => [kind, Number(cells[BASIC + index] ?? 0)]);
    const example = String(cells[BASIC - 1] ?? "");
    return { filled, gaps, largest, percent, timed, commas, points, longs, example, kinds: new Map(counted) };
  });
}

/** Kinds whose reading depends on how the file is written. */
const ELSEWHERE: ReadonlySet<Kind> = new Set([
  ...(["grouped", "comma", "dayFirst", "monthFirst", "yearFirst", "named"] as const),
  ...(["month", "quarter", "week"] as const),
]);
/** Kinds that programs write; a column of one of them needs no look at the others. */
const PLAIN: ReadonlySet<Kind> = new Set(["whole", "number", "truth", "date", "local", "instant"] as const);

/** Rows looked at first, to leave out kinds that a column cannot be before all rows are read. */
const FIRST_LOOK = 2000;

/**
 * Looks at some rows, then at all for the kinds that are left.
 * @param pointsMatter a point in a number may stand between thousands in this file
 */
export async function countAll(
  connection: DuckDBConnection,
  table: string,
  names: readonly string[],
  pointsMatter = false,
): Promise<Counts[]> {
  const every = names.map((name) => ({ name, kinds: kindsFor(name) }));
  const some = await countKinds(connection, `(FROM ${table} LIMIT ${FIRST_LOOK})`, every);
  const possible = some.map(possibleKinds);
  // Where any column has marked numbers, what a point means in the others is in question as well.
  const marked =
    pointsMatter || possible.some((kinds) => has(kinds, "grouped", "comma") && !has(kinds, "number"));
  const narrowed = possible.map((kinds) => (marked || !has(kinds, ...PLAIN) ? kinds : plainOf(kinds)));
  const all = await countKinds(connection, table, withNames(names, narrowed));
  // Later rows may be of none of the kinds looked for: once more for those columns, for everything they may be.
  const again = names.filter((_, at) => narrowed[at] !== possible[at] && !isSettled(all[at]));
  if (again.length === 0) return all;
  const second = await countKinds(
    connection,
    table,
    withNames(
      again,
      again.map((name) => possible[names.indexOf(name)] ?? []),
    ),
  );
  return names.map((name, at) => second[again.indexOf(name)] ?? all[at] ?? NOTHING);
}

const NOTHING: Counts = {
  ...{ filled: 0, gaps: 0, largest: 0, percent: 0, timed: 0, commas: 0, points: 0, longs: 0 },
  example: "",
  kinds: new Map(),
};

/** Eight digits are a day only in a column that is called one. */
const DAY_NAME = /(^|[^a-z])(date|day|dt|datum|fecha|data|jour)([^a-z]|$)/i;
const kindsFor = (name: string): readonly Kind[] =>
  DAY_NAME.test(name) ? KIND_NAMES : KIND_NAMES.filter((kind) => kind !== "compact");

const has = (kinds: readonly Kind[], ...some: readonly Kind[]): boolean =>
  some.some((kind) => kinds.includes(kind));
const plainOf = (kinds: readonly Kind[]): readonly Kind[] =>
  kinds.filter((kind) => PLAIN.has(kind) || kind === "compact");
const withNames = (names: readonly string[], kinds: readonly (readonly Kind[])[]) =>
  names.map((name, at) => ({ name, kinds: kinds[at] ?? [] }));

/** Some kind fits all values. */
const isSettled = (counts: Counts | undefined): boolean => {
  if (counts === undefined) return false;
  const count = (kind: Kind) => counts.kinds.get(kind) ?? 0;
  return (
    [...counts.kinds.values()].includes(counts.filled) || count("local") + count("date") === counts.filled
  );
};

/** Kinds that a column may still be: all that fit every value so far. Dates may stand among times. */
function possibleKinds(counts: Counts): readonly Kind[] {
  const count = (kind: Kind) => counts.kinds.get(kind) ?? 0;
  const times = count("local") + count("date") === counts.filled;
  return [...counts.kinds.keys()].filter(
    (kind) => count(kind) === counts.filled || (times && (kind === "local" || kind === "date")),
  );
}
