import { createHash } from "node:crypto";
import { type DuckDBConnection, StatementType } from "@duckdb/node-api";
import { z } from "zod";
import { storeAlias } from "../../../shared/plan/sql-names.ts";
import type { Problem } from "../../../shared/result.ts";
import { EngineProblem } from "../job.ts";
import { type ComparedTexts, comparedTexts } from "./compared-texts.ts";

/**
 * What a query may do: read the rows of the files it names, and compute. DuckDB itself parses the text
 * (json_serialize_sql refuses everything but SELECT); its tree is then held against short lists of what is allowed.
 */

/** Table functions that make rows out of nothing but their arguments. */
const TABLE_FUNCTIONS = new Set(["range", "generate_series", "unnest", "repeat_row", "repeat"]);

/** Functions that tell of the machine or the session, read elsewhere, or give another value each time. */
const FORBIDDEN_FUNCTIONS = new Set([
  ...["current_setting", "getenv", "getvariable", "current_database", "current_schema", "current_schemas"],
  ...[
    "current_user",
    "user",
    "session_user",
    "current_role",
    "current_query",
    "current_connection_id",
    "version",
  ],
  ...[
    "current_transaction_id",
    "current_query_id",
    "txid_current",
    "nextval",
    "currval",
    "setseed",
    "write_log",
  ],
  ...[
    "random",
    "uuid",
    "gen_random_uuid",
    "uuidv4",
    "uuidv7",
    "now",
    "get_current_timestamp",
    "current_timestamp",
  ],
  ...[
    "current_date",
    "today",
    "current_time",
    "get_current_time",
    "localtime",
    "localtimestamp",
    "current_localtime",
  ],
  ...[
    "current_localtimestamp",
    "transaction_timestamp",
    "statement_timestamp",
    "clock_timestamp",
    "sleep_ms",
  ],
  ...["query", "query_table", "json_execute_serialized_sql", "parse_duckdb_log_message", "in_search_path"],
]);
const FORBIDDEN_PREFIXES = ["pg_", "duckdb_", "pragma_", "read_", "has_", "inet_", "icu_"];

/** Words that SQL reads as the moment of asking when no column has their name. */
const MOMENTS = new Set(["current_date", "current_time", "current_timestamp", "localtime", "localtimestamp"]);

/** With two arguments these compare two moments; with one they count from now. */
const FROM_NOW_WITH_ONE_ARGUMENT = new Set(["age"]);

const serialized = z.union([
  z.object({ error: z.literal(false), statements: z.array(z.unknown()) }),
  z.object({ error: z.literal(true), error_message: z.string() }),
]);

const refusal = (what: string, detail: string): EngineProblem => {
  const problem: Problem = {
    code: "refused",
    message: `The calculation was not run: ${what}.`,
    meaning: "Calculations may only read the data they name. Nothing was read or changed.",
    detail,
  };
  return new EngineProblem(problem);
};

/**
 * What was found about statements, by a hash of text and files: a plan's text comes again with other values, and the
 * verdict rests on nothing else. The longest unused are forgotten.
 */
const verdicts = new Map<string, Verdict>();
const MOST_VERDICTS = 1000;

type Verdict = EngineProblem | readonly ComparedTexts[];

/**
 * Throws the problem `refused` unless the SQL is one SELECT over the files with these hashes. Tells which columns it
 * compares with which texts, as its tree says on the way.
 */
export async function checkQuery(
  connection: DuckDBConnection,
  sql: string,
  files: readonly { readonly sha256: string }[],
): Promise<readonly ComparedTexts[]> {
  const aliases = new Set(files.map(({ sha256 }) => storeAlias(sha256)));
  const key = createHash("sha256")
    .update(JSON.stringify([sql, [...aliases].sort()]))
    .digest("hex");
  const known = verdicts.get(key);
  const verdict = known === undefined ? await verdictOf(connection, sql, aliases) : known;
  verdicts.delete(key);
  verdicts.set(key, verdict);
  for (const oldest of verdicts.keys()) {
    if (verdicts.size <= MOST_VERDICTS) break;
    verdicts.delete(oldest);
  }
  if (verdict instanceof EngineProblem) throw verdict;
  return verdict;
}

async function verdictOf(
  connection: DuckDBConnection,
  sql: string,
  aliases: ReadonlySet<string>,
): Promise<Verdict> {
  const result = await connection.run("SELECT json_serialize_sql($1::VARCHAR) AS tree", [sql]);
  const tree = serialized.parse(JSON.parse(String((await result.getRows())[0]?.[0])));
  if (tree.error) return refusal("it is not a single readable SELECT", tree.error_message);
  if (tree.statements.length !== 1)
    return refusal("it is more than one statement", `${tree.statements.length}`);
  try {
    walk(tree.statements[0], { aliases, common: new Set() });
    return comparedTexts(sql, tree.statements[0]);
  } catch (cause) {
    if (cause instanceof EngineProblem) return cause;
    throw cause;
  }
}

/** Throws unless DuckDB, too, takes the prepared statement for a SELECT: a second opinion. */
export function checkStatementType(type: StatementType): void {
  if (type !== StatementType.SELECT) throw refusal("it is not a SELECT", `statement type ${type}`);
}

type Allowed = { readonly aliases: ReadonlySet<string>; readonly common: ReadonlySet<string> };

const named = z.object({ key: z.string() });

/** An object of the tree. Its shape is looked at part by part: a schema over every node would cost more than a small question. */
type Node = { readonly [key: string]: unknown };

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null;

function walk(value: unknown, allowed: Allowed): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, allowed);
    return;
  }
  if (!isNode(value)) return;
  const within = withCommonTables(value, allowed);
  checkNode(value, within);
  for (const child of Object.values(value)) {
    if (typeof child === "object" && child !== null) walk(child, within);
  }
}

/** Adds the names that a WITH clause defines for everything below it. */
function withCommonTables(tree: Node, allowed: Allowed): Allowed {
  if (tree.cte_map === undefined && tree.cte_name === undefined) return allowed;
  const own = z.object({ map: z.array(named) }).safeParse(tree.cte_map);
  const names = own.success ? own.data.map.map(({ key }) => key.toLowerCase()) : [];
  const recursive = typeof tree.cte_name === "string" ? [tree.cte_name.toLowerCase()] : [];
  if (names.length + recursive.length === 0) return allowed;
  return { ...allowed, common: new Set([...allowed.common, ...names, ...recursive]) };
}

function checkNode(tree: Node, allowed: Allowed): void {
  checkSample(tree.sample);
  switch (tree.type) {
    case "BASE_TABLE":
      checkTable(tree, allowed);
      return;
    case "TABLE_FUNCTION": {
      const call = z.object({ function: z.object({ function_name: z.string() }) }).safeParse(tree);
      const name = call.success ? call.data.function.function_name.toLowerCase() : "?";
      if (!TABLE_FUNCTIONS.has(name)) throw refusal("it calls a function that is not allowed", name);
      return;
    }
    case "COLUMN_REF":
      checkColumn(tree.column_names);
      return;
    case "SHOW_REF":
      throw refusal("it asks for the inner workings of the engine", "SHOW_REF");
    default:
      if (typeof tree.function_name === "string") checkFunction(tree.function_name, tree);
  }
}

function checkTable(tree: Node, { aliases, common }: Allowed): void {
  const { catalog_name: catalog, schema_name: schema, table_name: table } = tree;
  if (typeof catalog === "string" && aliases.has(catalog) && schema === "main" && table === "rows") return;
  const bare = catalog === "" && schema === "" && typeof table === "string";
  if (bare && common.has(table.toLowerCase())) return;
  throw refusal("it reads data that it does not name", [catalog, schema, table].join("."));
}

const seeded = z.object({ seed: z.number().nonnegative() });

/** A sample must be one that can be drawn again. */
function checkSample(sample: unknown): void {
  if (typeof sample === "object" && sample !== null && !seeded.safeParse(sample).success) {
    throw refusal("it draws a sample that cannot be drawn again", JSON.stringify(sample));
  }
}

function checkColumn(names: unknown): void {
  const [name, ...inner]: unknown[] = Array.isArray(names) ? names : [];
  if (typeof name === "string" && inner.length === 0 && MOMENTS.has(name.toLowerCase())) {
    throw refusal("it depends on the moment of asking", name);
  }
}

function checkFunction(given: string, tree: Node): void {
  const name = given.toLowerCase();
  const oneArgument = Array.isArray(tree.children) && tree.children.length === 1;
  if (
    FORBIDDEN_FUNCTIONS.has(name) ||
    FORBIDDEN_PREFIXES.some((prefix) => name.startsWith(prefix)) ||
    (FROM_NOW_WITH_ONE_ARGUMENT.has(name) && oneArgument)
  ) {
    throw refusal("it calls a function that is not allowed", name);
  }
}
