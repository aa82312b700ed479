import type { DuckDBConnection } from "@duckdb/node-api";
import type { ReadingChoices } from "../../../shared/catalogue/formats/table/reading.ts";
import { quoteName } from "../../../shared/plan/sql-names.ts";
import { storedNames } from "../arrow/column-names.ts";
import { EngineProblem, type Job } from "../job.ts";
import { quoteText } from "../store/sql-text.ts";
import type { Relation } from "./convert.ts";
import { readTextHead } from "./delimited/encoding.ts";
import { plainCopy } from "./delimited/plain-copy.ts";
import { conversionProblem } from "./problems.ts";
import { isTooWide } from "./raw-table.ts";

/** A Parquet file as a relation; columns that hold more than one value a cell are left out. */
export const readParquet = (
  connection: DuckDBConnection,
  path: string,
  choices: ReadingChoices,
): Promise<Relation> => described(connection, `read_parquet(${quoteText(path)})`, "Parquet", choices);

/**
 * A JSON Lines file: one object a line, or a list of objects. Types are decided from the whole file.
 * @param plain a path that may be written: the text goes there without its mark, which DuckDB does not read
 */
export async function readJsonLines(
  connection: DuckDBConnection,
  source: { readonly path: string; readonly choices: ReadingChoices },
  plain: string,
  job: Job,
): Promise<Relation> {
  const { choices } = source;
  // Counted before: finding out the types of so many takes hours.
  const { text, marked, packed, encoding } = readTextHead(source.path, undefined);
  if (marked) await plainCopy(source.path, plain, { encoding, from: 0, packed }, job);
  const path = marked ? plain : source.path;
  const form = text.trimStart().startsWith("[") ? "array" : "newline_delimited";
  if (depthOf(text) > MOST_DEPTH) throw new EngineProblem(conversionProblem.nestedTooDeep());
  const names = namesIn(text);
  if (isTooWide(names, choices)) throw new EngineProblem(conversionProblem.tooManyColumns(names.length));
  const from = `read_json(${quoteText(path)}, format = '${form}', records = true, sample_size = -1)`;
  return described(connection, from, "JSON Lines", choices);
}

/** Deeper nesting overwhelms the reader of JSON, which takes the whole process with it. */
const MOST_DEPTH = 100;

/** How deep the brackets of a text of JSON stand in each other; those in strings do not count. */
function depthOf(text: string): number {
  let [depth, deepest] = [0, 0];
  for (const [mark] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/g)) {
    if (mark === "{" || mark === "[") depth += 1;
    else if (mark === "}" || mark === "]") depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

/** A name in the text of an object, with the mark behind it. */
const NAME = /"((?:[^"\\]|\\.)*)"\s*:/g;

/** The names of the objects in the lines of a text, each once. Of a first line that the text does not hold whole, all names in it. */
function namesIn(text: string): readonly string[] {
  const whole = text.split("\n").slice(0, -1);
  if (whole.length === 0) return [...new Set([...text.matchAll(NAME)].map(([, name = ""]) => name))];
  const names = new Set<string>();
  for (const line of whole)
    try {
      for (const name of Object.keys(JSON.parse(line))) names.add(name);
    } catch {
      // What is wrong with the line is for its reader to say.
    }
  return [...names];
}

const NESTED = /^(STRUCT|MAP|UNION|LIST|JSON|VARIANT)|\[\d*\]$/;

/** The columns of JSON in which every cell holds one value all the same: numbers beside texts. */
async function plainJson(
  connection: DuckDBConnection,
  from: string,
  found: readonly { readonly name: string; readonly type: string }[],
): Promise<ReadonlySet<string>> {
  const mixed = found.filter(({ type }) => type === "JSON").map(({ name }) => name);
  if (mixed.length === 0) return new Set();
  const counts = mixed.map(
    (name) => `count(*) FILTER (json_type(${quoteName(name)}) IN ('OBJECT', 'ARRAY'))`,
  );
  const result = await connection.run(`SELECT ${counts.join(", ")} FROM ${from}`);
  const [row = []] = await result.getRows();
  return new Set(mixed.filter((_, at) => Number(row[at]) === 0));
}

async function described(
  connection: DuckDBConnection,
  from: string,
  format: string,
  choices: ReadingChoices,
): Promise<Relation> {
  let found: { name: string; type: string }[];
  try {
    const result = await connection.run(`DESCRIBE SELECT * FROM ${from}`);
    found = (await result.getRows()).map(([name, type]) => ({ name: String(name), type: String(type) }));
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new EngineProblem(conversionProblem.unreadable(format, detail));
  }
  if (
    isTooWide(
      found.map(({ name }) => name),
      choices,
    )
  )
    throw new EngineProblem(conversionProblem.tooManyColumns(found.length));
  const plain = await plainJson(connection, from, found).catch((cause: unknown) => {
    throw new EngineProblem(conversionProblem.unreadable(format, String(cause)));
  });
  const isNested = ({ name, type }: { readonly name: string; readonly type: string }): boolean =>
    NESTED.test(type) && !plain.has(name);
  const kept = found.filter((one) => !isNested(one));
  const names = storedNames(kept.map(({ name }) => name));
  return {
    from,
    columns: kept.map(({ name, type }, index) => ({
      name: names[index] ?? name,
      expression: plain.has(name)
        ? `${quoteName(name)} ->> '$'`
        : type === "UUID"
          ? `${quoteName(name)}::VARCHAR`
          : quoteName(name),
      text: type === "VARCHAR" || plain.has(name),
    })),
    notes: found.flatMap((one) =>
      isNested(one)
        ? [`“${one.name}” was left out: it holds more than one value a cell.`]
        : plain.has(one.name)
          ? [`“${one.name}” was kept as text: it holds values of several sorts, numbers and texts.`]
          : [],
    ),
  };
}
