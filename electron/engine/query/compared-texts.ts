import { z } from "zod";
import { quoteName } from "../../../shared/plan/sql-names.ts";

/** A text in a query: a placeholder (with its place among the parameters) or one written out, and where it stands in bytes. */
export type TextPlace =
  | { readonly kind: "parameter"; readonly index: number; readonly start: number; readonly end: number }
  | { readonly kind: "written"; readonly text: string; readonly start: number; readonly end: number };

/** A column that a query compares with texts, by =, <>, IN or NOT IN. */
export type ComparedTexts = {
  /** The column's own name in lower case, as SQL tells names apart. */
  readonly column: string;
  /** The column as the query may name it there. */
  readonly reference: string;
  readonly texts: readonly TextPlace[];
};

const COMPARISONS = new Set([
  "COMPARE_EQUAL",
  "COMPARE_NOTEQUAL",
  "COMPARE_DISTINCT_FROM",
  "COMPARE_NOT_DISTINCT_FROM",
]);
/** Longer lists are compared in another way, by a join. */
const MOST_TEXTS = 200;

const LISTS = new Set(["COMPARE_IN", "COMPARE_NOT_IN"]);

const columnSchema = z.object({ type: z.literal("COLUMN_REF"), column_names: z.array(z.string()).min(1) });
const parameterSchema = z.object({ type: z.literal("VALUE_PARAMETER"), identifier: z.string() });
const writtenSchema = z.object({
  type: z.literal("VALUE_CONSTANT"),
  query_location: z.number(),
  value: z.object({ type: z.object({ id: z.literal("VARCHAR") }), value: z.string() }),
});

/**
 * Finds the comparisons of columns with texts in the tree that DuckDB made of a query (json_serialize_sql). What cannot
 * be found again in the text with certainty is left out.
 */
export function comparedTexts(sql: string, tree: unknown): readonly ComparedTexts[] {
  const bytes = Buffer.from(sql, "utf8");
  const parameters = parameterPlaces(bytes);
  const found: ComparedTexts[] = [];
  const take = (column: unknown, values: readonly unknown[]) => {
    const named = columnSchema.safeParse(column);
    const name = named.data?.column_names.at(-1);
    if (!named.success || name === undefined || values.length === 0 || values.length > MOST_TEXTS) return;
    const texts = values.flatMap((value) => textPlace(value, bytes, parameters) ?? []);
    if (texts.length !== values.length) return;
    const reference = named.data.column_names.map(quoteName).join(".");
    found.push({ column: name.toLowerCase(), reference, texts });
  };
  visit(tree, (node) => {
    const { type, left, right, children } = node;
    if (typeof type !== "string") return;
    if (COMPARISONS.has(type)) {
      take(left, [right]);
      take(right, [left]);
    } else if (LISTS.has(type) && Array.isArray(children)) {
      const [column, ...values]: unknown[] = children;
      take(column, values);
    }
  });
  return withoutRepeats(found);
}

type Node = { readonly [key: string]: unknown };

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null;

function visit(value: unknown, each: (node: Node) => void): void {
  if (!isNode(value)) return;
  if (!Array.isArray(value)) each(value);
  for (const child of Object.values(value)) visit(child, each);
}

function textPlace(value: unknown, bytes: Buffer, parameters: ReadonlyMap<number, Place>): TextPlace | null {
  const parameter = parameterSchema.safeParse(value);
  if (parameter.success) {
    const index = Number(parameter.data.identifier) - 1;
    const place = parameters.get(index);
    return place === undefined ? null : { kind: "parameter", ...place };
  }
  const written = writtenSchema.safeParse(value);
  if (!written.success) return null;
  const { query_location: start, value: content } = written.data;
  const quoted = Buffer.from(`'${content.value.replaceAll("'", "''")}'`, "utf8");
  const end = start + quoted.length;
  return bytes.subarray(start, end).equals(quoted)
    ? { kind: "written", text: content.value, start, end }
    : null;
}

/** DuckDB writes some parts of a query out twice, as for GROUP BY ALL: a text is then compared with one column only, or left as it is. */
function withoutRepeats(found: readonly ComparedTexts[]): readonly ComparedTexts[] {
  const byPlace = new Map<string, ComparedTexts | null>();
  for (const one of found) {
    const key = one.texts.map(({ start }) => start).join();
    const before = byPlace.get(key);
    byPlace.set(key, before === undefined || before?.reference === one.reference ? one : null);
  }
  const kept = [...byPlace.values()].filter((one) => one !== null);
  const uses = new Map<number, number>();
  for (const { texts } of kept) for (const { start } of texts) uses.set(start, (uses.get(start) ?? 0) + 1);
  return kept.filter(({ texts }) => texts.every(({ start }) => uses.get(start) === 1));
}

type Place = { readonly index: number; readonly start: number; readonly end: number };

/** Begins a quoted text or name, a comment, a placeholder, or something else that is not read here. */
const TOKEN = /'(?:[^']|'')*'|"(?:[^"]|"")*"|\?\d*|\$\d+|\$|--|\/\*/g;

/**
 * Where the placeholders of a query stand, in bytes. None where the text has comments, texts quoted in other ways, or a
 * placeholder that stands twice: plans have none of these.
 */
function parameterPlaces(bytes: Buffer): ReadonlyMap<number, Place> {
  // One character a byte: places in this text are places in the bytes.
  const text = bytes.toString("latin1");
  const places = new Map<number, Place>();
  const none: ReadonlyMap<number, Place> = new Map();
  for (const match of text.matchAll(TOKEN)) {
    const [token] = match;
    const start = match.index;
    if (token === "$" || token === "--" || token === "/*") return none;
    if (token.startsWith("'")) {
      if (/[eE]$/.test(text.slice(start - 1, start))) return none;
      continue;
    }
    if (token.startsWith('"')) continue;
    const index = token.length === 1 ? places.size : Number(token.slice(1)) - 1;
    if (places.has(index)) return none;
    places.set(index, { index, start, end: start + token.length });
  }
  return places;
}
