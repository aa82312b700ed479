import type { DuckDBConnection } from "@duckdb/node-api";
import { quoteName } from "../../../shared/plan/sql-names.ts";
import { quoteText } from "../store/sql-text.ts";

/**
 * Decides the types of columns that came as text, from every value rather than from a sample: a column has a type only
 * if all its values have it. Words for "missing" count as missing only where everything else is a number, a date or the
 * like; in a column of text they stay text, since NA is Namibia there.
 */

/** Words that mean "no value" in columns of numbers and dates. */
const MISSING = [
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
  "#N/A",
  "*",
  ".",
];

/** A column of text, and how to read it. */
export type TypedColumn = {
  readonly name: string;
  /** SQL that reads the column as its type. */
  readonly expression: string;
  readonly type: "text" | "other";
  /** What people should know about how it was read; empty when nothing. */
  readonly notes: readonly string[];
};

/** The kinds of values, from the narrowest to the widest, each with the test a trimmed value `v` must pass. */
const KINDS = {
  // What DuckDB would write the same way: so leading zeros (codes), signs and blanks are not numbers.
  whole: "TRY_CAST(v AS BIGINT)::VARCHAR = v",
  // Long digit strings are identifiers that a DOUBLE would not keep.
  number:
    "isfinite(TRY_CAST(v AS DOUBLE)) AND NOT contains(v, '_') AND NOT regexp_matches(v, '^[-+]?(0[0-9]|[0-9]{16,}$)')",
  truth: "lower(v) IN ('true', 'false')",
  // Only ISO dates are sure; 03/04/2020 is two different days in two countries.
  date: "TRY_CAST(v AS DATE)::VARCHAR = v",
  local: stampTest("TIMESTAMP", ""),
  instant: stampTest("TIMESTAMPTZ", "(Z|[-+][0-9]{2}(:?[0-9]{2})?)"),
} as const;
type Kind = keyof typeof KINDS;
const KIND_NAMES: readonly Kind[] = ["whole", "number", "truth", "date", "local", "instant"];

function stampTest(type: string, zone: string): string {
  const form = `[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,6})?)?${zone}`;
  return `regexp_full_match(v, ${quoteText(form)}) AND TRY_CAST(${withSeconds("v")} AS ${type}) IS NOT NULL`;
}

/** A time with seconds: DuckDB does not read `2020-03-01T12:00Z`. */
function withSeconds(value: string): string {
  return `regexp_replace(${value}, '^(.{10}[ T]..:..)(Z|[-+].*)?$', '\\1:00\\2')`;
}

const trimmed = (name: string): string => `trim(${quoteName(name)})`;
const missing = MISSING.map(quoteText).join(", ");

/** What a look at some rows of a column found. */
type Counts = {
  readonly filled: number;
  readonly gaps: number;
  readonly largest: number;
  readonly kinds: ReadonlyMap<Kind, number>;
};

/** Rows looked at first, to leave out kinds that a column cannot be before all rows are read. */
const FIRST_LOOK = 2000;

/** Reads all values of a table of text columns and decides every column's type. */
export async function decideTypes(
  connection: DuckDBConnection,
  table: string,
  names: readonly string[],
): Promise<TypedColumn[]> {
  const first = names.map((name) => ({ name, kinds: KIND_NAMES }));
  const some = await countKinds(connection, `(FROM ${table} LIMIT ${FIRST_LOOK})`, first);
  const left = some.map((counts, index) => ({ name: names[index] ?? "", kinds: possibleKinds(counts) }));
  const all = await countKinds(connection, table, left);
  return names.map((name, index) => decide(name, all[index] ?? NOTHING));
}

const NOTHING: Counts = { filled: 0, gaps: 0, largest: 0, kinds: new Map() };

/** Kinds that a column may still be: all that fit every value so far. Dates may stand among times. */
function possibleKinds({ filled, kinds }: Counts): readonly Kind[] {
  const count = (kind: Kind) => kinds.get(kind) ?? 0;
  const times = count("local") + count("date") === filled;
  return KIND_NAMES.filter(
    (kind) => count(kind) === filled || (times && (kind === "local" || kind === "date")),
  );
}

/** Counts, for each column, the values of the kinds it may be. */
async function countKinds(
  connection: DuckDBConnection,
  table: string,
  columns: readonly { readonly name: string; readonly kinds: readonly Kind[] }[],
): Promise<Counts[]> {
  const inner = columns.map(({ name }, index) => `${trimmed(name)} AS v${index}`);
  const expressions = columns.flatMap(({ kinds }, index) => {
    const filled = `v${index} NOT IN ('', ${missing})`;
    const test = (kind: Kind) => KINDS[kind].replaceAll(/\bv\b/g, `v${index}`);
    return [
      `count(*) FILTER (${filled})`,
      `count(*) FILTER (v${index} IN (${missing}))`,
      kinds.includes("whole") ? `max(abs(TRY_CAST(v${index} AS BIGINT)))` : "NULL",
      ...kinds.map((kind) => `count(*) FILTER (${filled} AND ${test(kind)})`),
    ];
  });
  const result = await connection.run(
    `SELECT ${expressions.join(", ")} FROM (SELECT ${inner.join(", ")} FROM ${table})`,
  );
  const numbers = ((await result.getRows())[0] ?? []).map((value) => Number(value ?? 0));
  let at = 0;
  return columns.map(({ kinds }) => {
    const [filled = 0, gaps = 0, largest = 0, ...counts] = numbers.slice(at, at + 3 + kinds.length);
    at += 3 + kinds.length;
    return { filled, gaps, largest, kinds: new Map(kinds.map((kind, index) => [kind, counts[index] ?? 0])) };
  });
}

const LARGEST_INTEGER = 2_147_483_647;

function decide(name: string, counts: Counts): TypedColumn {
  const { filled, gaps } = counts;
  const type = filled === 0 ? null : typeFor(counts);
  if (type === null) return { name, expression: `nullif(${quoteName(name)}, '')`, type: "text", notes: [] };
  const cell = `CASE WHEN ${trimmed(name)} NOT IN ('', ${missing}) THEN ${trimmed(name)} END`;
  const source = type.startsWith("TIMESTAMP") ? withSeconds(cell) : cell;
  return {
    name,
    expression: `CAST(${source} AS ${type})`,
    type: "other",
    notes:
      gaps === 0
        ? []
        : [
            `In “${name}”, ${gaps} ${gaps === 1 ? "cell says" : "cells say"} NA or the like: read as missing.`,
          ],
  };
}

function typeFor({ filled, largest, kinds }: Counts): string | null {
  const all = (kind: Kind) => kinds.get(kind) === filled;
  if (all("whole")) return largest <= LARGEST_INTEGER ? "INTEGER" : "BIGINT";
  if (all("number")) return "DOUBLE";
  if (all("truth")) return "BOOLEAN";
  if (all("date")) return "DATE";
  if ((kinds.get("local") ?? 0) + (kinds.get("date") ?? 0) === filled) return "TIMESTAMP";
  return all("instant") ? "TIMESTAMPTZ" : null;
}
