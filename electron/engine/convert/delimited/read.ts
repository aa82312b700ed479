import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import type { DuckDBConnection } from "@duckdb/node-api";
import { periodsAmong } from "../../../../shared/catalogue/formats/table/period-names.ts";
import {
  PLAIN_READING,
  type ReadingChoices,
  type TableReading,
} from "../../../../shared/catalogue/formats/table/reading.ts";
import { tagsOfRow } from "../../../../shared/catalogue/formats/table/tag-row.ts";
import { figureNames, twoLineNames } from "../../../../shared/catalogue/formats/table/two-line-names.ts";
import { quoteName } from "../../../../shared/plan/sql-names.ts";
import { storedNames } from "../../arrow/column-names.ts";
import { EngineProblem, type Job } from "../../job.ts";
import { quoteText } from "../../store/sql-text.ts";
import { conversionProblem } from "../problems.ts";
import { isTooWide, RAW, type RawTable } from "../raw-table.ts";
import { isKnownEncoding, likelyEncoding, readTextHead } from "./encoding.ts";
import { DELIMITERS, type DelimitedHead, nameOfDelimiter, readHead, shownHead } from "./head.ts";
import { plainCopy } from "./plain-copy.ts";

/**
 * Reads a CSV or TSV file, every cell as text. Nothing about its form is left to guessing from the first rows: guessed,
 * the quote is taken for "none" where only later rows need it ("Korea, South"), and rows that differ from the others
 * are skipped without a word.
 * @param plain a path that may be written: the text goes there as UTF-8 where DuckDB cannot read it as it is
 */
export async function readDelimited(
  connection: DuckDBConnection,
  source: { readonly path: string; readonly format: "csv" | "tsv"; readonly choices: ReadingChoices },
  plain: string,
  job: Job,
): Promise<RawTable> {
  const { path, format, choices } = source;
  if (choices.encoding !== undefined && !isKnownEncoding(choices.encoding))
    throw new EngineProblem(conversionProblem.unknownEncoding(choices.encoding));
  const start = readTextHead(path, choices.encoding);
  if (start.text.includes("\0")) throw new EngineProblem(conversionProblem.noText());
  const head = readHead(start.text, markFor(format, choices), choices.headerRow);
  const header = head.lines[head.header];
  if (start.text.trim() === "" || header === undefined)
    throw new EngineProblem(
      start.text.trim() === ""
        ? conversionProblem.empty()
        : conversionProblem.noSuchLine(choices.headerRow ?? 1),
    );
  if (isTooWide(header.cells, choices))
    throw new EngineProblem(conversionProblem.tooManyColumns(header.cells.length));
  if (!header.whole && !start.isWhole) throw new EngineProblem(conversionProblem.endlessLine());
  const given = header.cells.map((name) => name.trim());
  const names = storedNames(given);
  const load = loader(connection, names, head.delimiter);
  const copied = async (encoding: string, oneLineEnd = false): Promise<void> => {
    await plainCopy(path, plain, { encoding, from: header.start, packed: start.packed, oneLineEnd }, job);
    await load(plain).catch(async (cause: unknown) => {
      if (oneLineEnd || !LINE_ENDS.test(wordsOf(cause))) throw cause;
      await copied(encoding, true);
    });
  };
  let encoding = start.encoding;
  let sample = start.text;
  if (encoding !== "utf-8" || header.start > 0) await copied(encoding).catch(unreadable);
  else
    await load(path).catch(async (cause: unknown) => {
      if (LINE_ENDS.test(wordsOf(cause))) return copied(encoding, true).catch(unreadable);
      if (choices.encoding !== undefined || !NOT_UTF8.test(wordsOf(cause))) throw unreadable(cause);
      const odd = await firstOddPiece(path, start.packed);
      encoding = odd.encoding;
      sample = odd.text;
      await copied(encoding).catch(unreadable);
    });
  const tags = await takeTagRow(connection, names);
  const two = await takeSecondNames(connection, names, given);
  const applied: ReadingChoices = {
    delimiter: nameOfDelimiter(head.delimiter),
    ...(encoding === "utf-8" ? {} : { encoding }),
    ...(head.header === 0 ? {} : { headerRow: head.header + 1 }),
  };
  const word = encoding === "utf-8" ? null : wordWithAccents(sample);
  return {
    names: two ?? (await filledNames(connection, names, given)),
    notes: [
      ...(two === null ? notesOfNames(names, given) : [twoLinesNote(two)]),
      ...figuresNote(given),
      ...(head.header > 0 ? [skipped(head)] : []),
      ...(encoding === "utf-8" || /^utf-16/.test(encoding) ? [] : [encodingNote(encoding, word)]),
    ],
    reading: { applied, head: shownHead(head), encodingSample: word, tags },
  };
}

/** The mark between cells where it was chosen, or the kind of file has one of its own. */
const markFor = (format: "csv" | "tsv", { delimiter }: ReadingChoices): string | null =>
  delimiter !== undefined ? DELIMITERS[delimiter] : format === "tsv" ? "\t" : null;

/**
 * What a text file that could not be read offers to choose: its first lines as they were cut into cells, the mark between them,
 * the encoding. Throws Node's file errors.
 */
export function beginningOfDelimited(
  path: string,
  format: "csv" | "tsv",
  choices: ReadingChoices,
): TableReading {
  const known = choices.encoding !== undefined && isKnownEncoding(choices.encoding);
  const { text, encoding } = readTextHead(path, known ? choices.encoding : undefined);
  const head = readHead(text, markFor(format, choices), undefined);
  return {
    ...PLAIN_READING,
    applied: { encoding, delimiter: nameOfDelimiter(head.delimiter) },
    head: shownHead(head),
    encodingSample: wordWithAccents(text),
  };
}

/** What DuckDB says where some lines end with a carriage return and others do not. */
const LINE_ENDS = /reached an invalid state/i;

const NOT_UTF8 = /not utf-8 encoded|invalid unicode/i;

const wordsOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

const unreadable = (cause: unknown): never => {
  throw cause instanceof EngineProblem
    ? cause
    : new EngineProblem(conversionProblem.unreadable("CSV", wordsOf(cause)));
};

const loader = (connection: DuckDBConnection, names: readonly string[], delimiter: string) => {
  const columns = names.map((name) => `${quoteText(name)}: 'VARCHAR'`).join(", ");
  return async (from: string): Promise<void> => {
    await connection.run(
      `CREATE OR REPLACE TABLE ${RAW} AS SELECT * FROM read_csv(${quoteText(from)}, auto_detect = false,
        delim = ${quoteText(delimiter)}, quote = '"', escape = '"', header = true, columns = {${columns}},
        nullstr = '', max_line_size = 16000000)`,
    );
  };
};

/** A row of HXL tags under the header (`#adm1+name`, `#date`) is no row of data: taken out, its tags are given. */
async function takeTagRow(
  connection: DuckDBConnection,
  names: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const result = await connection.run(`SELECT * FROM ${RAW} WHERE rowid = 0`);
  const [row = []] = await result.getRows();
  const tags = tagsOfRow(
    names,
    row.map((cell) => (cell === null ? null : String(cell))),
  );
  if (tags === null) return {};
  await connection.run(`DELETE FROM ${RAW} WHERE rowid = 0`);
  return tags;
}

/** A second line of names under the first, as below headings that span several columns: taken out, and its words join the names. */
async function takeSecondNames(
  connection: DuckDBConnection,
  names: readonly string[],
  given: readonly string[],
): Promise<readonly string[] | null> {
  const result = await connection.run(`SELECT rowid, * FROM ${RAW} ORDER BY rowid LIMIT 1`);
  const [first = []] = await result.getRows();
  const [row, ...cells] = first;
  const joined = twoLineNames(
    given,
    cells.map((cell) => (cell === null ? null : String(cell))),
  );
  if (joined === null) return null;
  const stored = storedNames(joined);
  await connection.run(`DELETE FROM ${RAW} WHERE rowid = ${Number(row)}`);
  // Through names that no column has: a new one may be the old one of another.
  const passing = names.map((_, at) => `askline new name ${at}`);
  for (const [from, to] of [
    [names, passing],
    [passing, stored],
  ] as const)
    for (const [at, name] of from.entries())
      await connection.run(
        `ALTER TABLE ${RAW} RENAME COLUMN ${quoteName(name)} TO ${quoteName(to[at] ?? name)}`,
      );
  return stored;
}

const twoLinesNote = (names: readonly string[]): string =>
  `Two lines together name the columns: ${names
    .slice(0, 6)
    .map((name) => `“${name}”`)
    .join(", ")}${names.length > 6 ? " …" : ""}.`;

/** Says so where the line of names looks like a row of the table. */
const figuresNote = (given: readonly string[]): readonly string[] => {
  const [first] = figureNames(given);
  return first === undefined || periodsAmong(given) !== null
    ? []
    : [
        `“${first}” was taken for the name of a column and looks like a figure. If the file begins with its figures, put a line with names above them and import it again: this line is not counted.`,
      ];
};

/** The names without those of columns that have neither a name nor a value: a mark at the end of every line makes one. */
async function filledNames(
  connection: DuckDBConnection,
  names: readonly string[],
  given: readonly string[],
): Promise<readonly string[]> {
  const nameless = names.filter((_, at) => given[at] === "");
  if (nameless.length === 0) return names;
  const counts = nameless.map((name) => `count(${quoteName(name)})`).join(", ");
  const [row = []] = await (await connection.run(`SELECT ${counts} FROM ${RAW}`)).getRows();
  const empty = new Set(nameless.filter((_, at) => Number(row[at]) === 0));
  return empty.size === names.length ? names : names.filter((name) => !empty.has(name));
}

/** The first piece of a file that is not UTF-8, and the encoding its bytes suggest. */
async function firstOddPiece(
  path: string,
  packed: boolean,
): Promise<{ readonly encoding: string; readonly text: string }> {
  const source = createReadStream(path, { highWaterMark: 1 << 20 });
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for await (const chunk of packed ? source.pipe(createGunzip()) : source) {
    const bytes: Buffer = chunk;
    try {
      decoder.decode(bytes, { stream: true });
    } catch {
      source.destroy();
      const encoding = likelyEncoding(bytes);
      return { encoding, text: new TextDecoder(encoding).decode(bytes) };
    }
  }
  return { encoding: "windows-1252", text: "" };
}

const notesOfNames = (names: readonly string[], given: readonly string[]): readonly string[] =>
  names.flatMap((name, at) =>
    name === given[at] || given[at] === ""
      ? []
      : [`A column named “${given[at] ?? ""}” is now called “${name}”.`],
  );

const skipped = ({ lines, header }: DelimitedHead): string => {
  const above = lines
    .slice(0, header)
    .map(({ cells }) => cells.filter((cell) => cell.trim() !== "").join(" "));
  const words = above.filter((line) => line !== "").join(" · ");
  return `The names of the columns are in line ${header + 1}. Left out above it: “${words.slice(0, 200)}”.`;
};

/** The first word of a text with a letter that only the right encoding shows right. */
const wordWithAccents = (text: string): string | null =>
  // From the letter outwards: looked for from the front, a long text without one takes minutes.
  wordAround(text, /[\u0080-\uffff]/.exec(text)?.index ?? null);

const LONGEST_WORD = 40;

const wordAround = (text: string, at: number | null): string | null => {
  if (at === null) return null;
  const before = /[\p{L}\p{M}’'-]*$/u.exec(text.slice(Math.max(0, at - LONGEST_WORD), at))?.[0] ?? "";
  const from = /^.[\p{L}\p{M}’'-]*/su.exec(text.slice(at, at + LONGEST_WORD))?.[0] ?? "";
  return `${before}${from}`.slice(0, LONGEST_WORD);
};

const encodingNote = (encoding: string, word: string | null): string =>
  `The file is not UTF-8: it was read as ${ENCODING_NAMES[encoding] ?? encoding}.${word ? ` Check that “${word}” is written right.` : ""}`;

const ENCODING_NAMES: Readonly<Record<string, string>> = {
  "windows-1252": "Windows-1252 (Western European)",
};
