import { type Data, DataType, tableFromIPC, type Vector } from "apache-arrow";
import { cellReader, missingIn } from "./arrow-cells.ts";
import { internedTexts } from "./arrow-texts.ts";

/** The texts of a column as codes of the few different ones: `entries[codes[row]]`; −1 where there is none. */
export type Texts = { readonly codes: Int32Array; readonly entries: readonly string[] };

/**
 * A result as columns: what large answers are made from, without an object for each row. A column is read as the one or the
 * other, whatever it is in the file; the number of a text that is none, of a missing value or an infinity is NaN.
 */
export type ResultColumns = {
  readonly length: number;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly texts: (column: number) => Texts;
  readonly numbers: (column: number) => Float64Array;
};

type Value = string | number | bigint | boolean | null;

/** The columns of an Arrow IPC stream or file. Throws an Error when the bytes are not Arrow, or a column is nested. */
export function readColumns(ipc: Uint8Array): ResultColumns {
  const table = tableFromIPC(ipc);
  if (table.schema.fields.length === 0) throw new Error("These bytes are not an Arrow table.");
  const at = (column: number): Vector => {
    const vector = table.getChildAt(column);
    if (vector === null) throw new Error(`The table has no column ${column}.`);
    return vector;
  };
  return {
    length: table.numRows,
    columns: table.schema.fields.map(({ name, type }) => ({ name, type: String(type) })),
    texts: (column) => textsOf(at(column)),
    numbers: (column) => numbersOf(at(column)),
  };
}

/** The columns of a table that is there as rows. */
export function columnsOfRows({
  columns,
  rows,
}: Pick<ResultColumns, "columns"> & { readonly rows: readonly (readonly Value[])[] }): ResultColumns {
  return {
    length: rows.length,
    columns,
    texts: (column) => codesOf(rows.length, (row) => rows[row]?.[column] ?? null),
    numbers: (column) => Float64Array.from(rows, (row) => numberOf(row[column] ?? null)),
  };
}

/** A column of one text, or of none, for as many rows. */
export const sameText = (length: number, text: string | null): Texts => ({
  codes: new Int32Array(length).fill(text === null ? -1 : 0),
  entries: text === null ? [] : [text],
});

/** Texts turned into others, of which some may then be the same; `none` stands where there was no text. */
export function textsAs(
  { codes, entries }: Texts,
  change: (text: string) => string | null,
  none: string | null = null,
): Texts {
  const book = new Map<string, number>();
  const to = Int32Array.from(entries, (entry) => codeIn(book, change(entry) ?? none));
  const empty = codeIn(book, none);
  return {
    codes: codes.map((code) => (code < 0 ? empty : (to[code] ?? -1))),
    entries: [...book.keys()],
  };
}

function textsOf(vector: Vector): Texts {
  if (vector.data.every(({ type }) => DataType.isUtf8(type))) return internedTexts(vector);
  const [only, ...more] = vector.data;
  if (only !== undefined && more.length === 0 && DataType.isDictionary(only.type)) return dictionaryOf(only);
  const readers = vector.data.map((data) => ({ data, cell: cellReader(data) }));
  let [piece, start] = [0, 0];
  return codesOf(vector.length, (row) => {
    while (row - start >= (readers[piece]?.data.length ?? Number.POSITIVE_INFINITY)) {
      start += readers[piece]?.data.length ?? 0;
      piece += 1;
    }
    return readers[piece]?.cell(row - start) ?? null;
  });
}

/** A dictionary is what is wanted already; only may an entry be there twice, or be none. */
function dictionaryOf(data: Data): Texts {
  const book = new Map<string, number>();
  const to: number[] = [];
  for (const piece of data.dictionary?.data ?? []) {
    const cell = cellReader(piece);
    for (let row = 0; row < piece.length; row += 1) to.push(codeIn(book, cell(row)));
  }
  const values: unknown = data.values;
  const codes = new Int32Array(data.length);
  const plain = values instanceof Int32Array ? values : null;
  const cell = plain === null ? cellReader(data) : null;
  const isMissing = missingIn(data);
  for (let row = 0; row < codes.length; row += 1) {
    if (isMissing?.(row)) codes[row] = -1;
    else codes[row] = cell === null ? (to[plain?.[row] ?? -1] ?? -1) : codeIn(book, cell(row));
  }
  return { codes, entries: [...book.keys()] };
}

/** The code of a value's text in a book of those seen, which a new one is put into. */
function codeIn(book: Map<string, number>, value: Value): number {
  if (value === null) return -1;
  const text = String(value);
  const code = book.get(text);
  if (code !== undefined) return code;
  book.set(text, book.size);
  return book.size - 1;
}

/** Texts that are there one by one, as codes. */
export function codesOf(length: number, value: (row: number) => Value): Texts {
  const book = new Map<string, number>();
  const codes = new Int32Array(length);
  for (let row = 0; row < length; row += 1) codes[row] = codeIn(book, value(row));
  return { codes, entries: [...book.keys()] };
}

function numbersOf(vector: Vector): Float64Array {
  const numbers = new Float64Array(vector.length);
  let at = 0;
  for (const data of vector.data) {
    numbersInto(numbers.subarray(at, at + data.length), data);
    at += data.length;
  }
  return numbers;
}

function numbersInto(numbers: Float64Array, data: Data): void {
  const values: unknown = data.values;
  if (DataType.isFloat(data.type) && values instanceof Float64Array)
    numbers.set(values.subarray(0, data.length));
  else if (DataType.isInt(data.type) && values instanceof Int32Array)
    numbers.set(values.subarray(0, data.length));
  else if (DataType.isInt(data.type) && values instanceof BigInt64Array) wholeNumbersInto(numbers, values);
  else {
    const cell = cellReader(data);
    for (let row = 0; row < data.length; row += 1) numbers[row] = numberOf(cell(row));
    return;
  }
  const isMissing = missingIn(data);
  for (let row = 0; row < numbers.length; row += 1)
    if (!Number.isFinite(numbers[row]) || isMissing?.(row)) numbers[row] = Number.NaN;
}

const TWO_32 = 2 ** 32;

/** Whole numbers of 64 bits by their halves: no big integer is made of each. Both roundings to a double are the same. */
function wholeNumbersInto(numbers: Float64Array, values: BigInt64Array): void {
  const halves = new Int32Array(values.buffer, values.byteOffset, 2 * numbers.length);
  for (let row = 0; row < numbers.length; row += 1)
    numbers[row] = (halves[2 * row + 1] ?? 0) * TWO_32 + ((halves[2 * row] ?? 0) >>> 0);
}

function numberOf(value: Value): number {
  if (value === null) return Number.NaN;
  const number = Number(value);
  return Number.isFinite(number) ? number : Number.NaN;
}
