import { type Data, DataType, Vector } from "apache-arrow";
import type { Cell } from "../answer.ts";
import { clockText, dateText, decimalCell, stampText, wholeCell } from "./moment.ts";

/** Units of a second in Arrow's order: seconds, milli-, micro-, nanoseconds. */
const PER_SECOND = [1n, 1000n, 1_000_000n, 1_000_000_000n] as const;
const perSecond = (unit: number): bigint => PER_SECOND[unit] ?? 1n;

const DAY_MS = 86_400_000;

/** Which rows of this piece of a column are without a value; null where none is. */
export function missingIn(data: Data): ((row: number) => boolean) | null {
  const { nullCount, nullBitmap, offset } = data;
  if (nullCount === 0 || !data.nullable) return null;
  return (row) => ((nullBitmap[(offset + row) >> 3] ?? 0) & (1 << ((offset + row) & 7))) === 0;
}

/** Returns a function that gives the cell of a row of this piece of a column. Throws for nested types. */
export function cellReader(data: Data): (row: number) => Cell {
  const value = valueReader(data);
  return data.nullCount === 0 ? value : (row) => (data.getValid(row) ? value(row) : null);
}

function valueReader(data: Data): (row: number) => Cell {
  const { type } = data;
  const values: unknown = data.values;
  const vector = new Vector([data]);
  const plain = (row: number): unknown => vector.get(row);
  if (DataType.isNull(type)) return () => null;
  if (DataType.isBool(type)) return (row) => plain(row) === true;
  if (DataType.isInt(type)) {
    if (values instanceof Int32Array) return (row) => values[row] ?? null;
    return (row) => {
      const value = plain(row);
      return typeof value === "bigint" ? wholeCell(value) : Number(value);
    };
  }
  if (DataType.isFloat(type)) {
    if (values instanceof Float64Array) return (row) => finite(values[row] ?? Number.NaN);
    return (row) => finite(Number(plain(row)));
  }
  if (DataType.isDecimal(type) && values instanceof Uint32Array) {
    const words = type.bitWidth / 32;
    return (row) => decimalCell(signedWords(values, row * words, words), type.scale);
  }
  if (DataType.isDate(type)) {
    // The days of a table come back for each of its places.
    const known = new Map<number, Cell>();
    return (row) => {
      const day = Math.floor(Number(plain(row)) / DAY_MS);
      const text = known.get(day) ?? dateText(day);
      known.set(day, text);
      return text;
    };
  }
  if (DataType.isTime(type)) return (row) => clockText(BigInt(String(plain(row))), perSecond(type.unit));
  if (DataType.isTimestamp(type) && values instanceof BigInt64Array) {
    return (row) => stampText(values[row] ?? 0n, perSecond(type.unit));
  }
  if (DataType.isDictionary(type)) return lookUp(data, values);
  if (DataType.isUtf8(type) || DataType.isLargeUtf8(type) || DataType.isUtf8View(type)) {
    return (row) => String(plain(row));
  }
  if (
    DataType.isBinary(type) ||
    DataType.isLargeBinary(type) ||
    DataType.isFixedSizeBinary(type) ||
    DataType.isBinaryView(type)
  ) {
    return (row) => hex(plain(row));
  }
  throw new Error(`A column of ${type} cannot be read as single values.`);
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** A little-endian two's complement number of some 32-bit words. */
function signedWords(words: Uint32Array, at: number, count: number): bigint {
  let value = BigInt.asIntN(32, BigInt(words[at + count - 1] ?? 0));
  for (let word = at + count - 2; word >= at; word -= 1) value = (value << 32n) | BigInt(words[word] ?? 0);
  return value;
}

/** Entries are turned into cells once, not once a row. */
function lookUp(data: Data, values: unknown): (row: number) => Cell {
  const entries: Cell[] = [];
  for (const piece of data.dictionary?.data ?? []) {
    const cell = cellReader(piece);
    for (let row = 0; row < piece.length; row += 1) entries.push(cell(row));
  }
  const places = ArrayBuffer.isView(values) && !(values instanceof DataView) ? values : new Int32Array(0);
  const at = places as unknown as ArrayLike<number | bigint>;
  return (row) => entries[Number(at[row])] ?? null;
}

const hex = (bytes: unknown): string =>
  bytes instanceof Uint8Array ? Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("") : "";
