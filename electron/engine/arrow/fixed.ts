import { isValid, type Validity } from "./validity.ts";

/** Why a column's values cannot be held; it completes "Column … was left out: …". */
export type Refuse = (reason: string) => never;

/** Turns the raw bytes of `rows` values into the bytes DuckDB stores. Rows without a value may hold anything. */
export type Convert = (raw: Uint8Array, rows: number, validity: Validity, refuse: Refuse) => Uint8Array;

/** Values that DuckDB stores as Arrow does. */
export const keep: Convert = (raw) => raw;

const int32 = (raw: Uint8Array, count: number) => new Int32Array(raw.buffer, raw.byteOffset, count);
const int64 = (raw: Uint8Array, count: number) => new BigInt64Array(raw.buffer, raw.byteOffset, count);
const bytesOf = (values: ArrayBufferView) =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

/** 16-bit floats to 32-bit ones, exactly. */
export const widenHalf: Convert = (raw, rows) => {
  const half = new Uint16Array(raw.buffer, raw.byteOffset, rows);
  const values = new Float32Array(rows);
  for (let row = 0; row < rows; row += 1) values[row] = halfToNumber(half[row] ?? 0);
  return bytesOf(values);
};

/** IEEE 754 binary16. */
function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

// DuckDB keeps the outermost day numbers for infinity and has no day before −2,147,483,646.
const MAX_DAY = 2147483646;

/** Days since 1970-01-01. */
export const checkDays: Convert = (raw, rows, validity, refuse) => {
  const days = int32(raw, rows);
  for (let row = 0; row < rows; row += 1) {
    const day = days[row] ?? 0;
    if ((day > MAX_DAY || day < -MAX_DAY) && isValid(validity, row))
      refuse("it holds a date beyond any calendar");
  }
  return raw;
};

const DAY_MS = 86_400_000n;

/** Milliseconds since 1970-01-01 that must be whole days. */
export const daysFromMs: Convert = (raw, rows, validity, refuse) => {
  const source = int64(raw, rows);
  const days = new Int32Array(rows);
  for (let row = 0; row < rows; row += 1) {
    if (!isValid(validity, row)) continue;
    const ms = source[row] ?? 0n;
    if (ms % DAY_MS !== 0n) refuse(NOT_WHOLE_DAYS);
    const day = ms / DAY_MS;
    if (day > BigInt(MAX_DAY) || day < BigInt(-MAX_DAY)) refuse("it holds a date beyond any calendar");
    days[row] = Number(day);
  }
  return bytesOf(days);
};

/** The reason given when a date64 column holds times of day; such a column is then read as times. */
export const NOT_WHOLE_DAYS = "it holds times of day where only dates may stand";

/** Times of day to microseconds (or nanoseconds) since midnight; 24:00:00 is the largest. */
export function timeOfDay(bits: 32 | 64, toTarget: bigint, dayInTarget: bigint): Convert {
  return (raw, rows, validity, refuse) => {
    const values = new BigInt64Array(rows);
    const small = bits === 32 ? int32(raw, rows) : null;
    const large = bits === 64 ? int64(raw, rows) : null;
    for (let row = 0; row < rows; row += 1) {
      if (!isValid(validity, row)) continue;
      const value = (large === null ? BigInt(small?.[row] ?? 0) : (large[row] ?? 0n)) * toTarget;
      if (value < 0n || value > dayInTarget) refuse("it holds a time of day outside 0 to 24 hours");
      values[row] = value;
    }
    return bytesOf(values);
  };
}

// The range of DuckDB's TIMESTAMP in microseconds; the outermost numbers stand for infinity.
const MIN_MICROS = -9_223_372_022_400_000_000n;
const MAX_MICROS = 9_223_372_036_854_775_806n;
const OUT_OF_RANGE = "it holds a time beyond what can be held (years −290,308 to 294,246)";

// Upper words of the limits: a value strictly between them needs no closer look.
const LOW_WORD = Number(MIN_MICROS >> 32n);
const HIGH_WORD = Number(MAX_MICROS >> 32n);

/** Microseconds that are stored as they are; the outermost numbers mean infinity to DuckDB and are refused. */
export const checkStamp: Convert = (raw, rows, validity, refuse) => {
  const words = int32(raw, rows * 2);
  let values: BigInt64Array | null = null;
  for (let row = 0; row < rows; row += 1) {
    const upper = words[row * 2 + 1] ?? 0;
    if (upper > LOW_WORD && upper < HIGH_WORD) continue;
    values ??= int64(raw, rows);
    const value = values[row] ?? 0n;
    if ((value < MIN_MICROS || value > MAX_MICROS) && isValid(validity, row)) refuse(OUT_OF_RANGE);
  }
  return raw;
};

/** Times of a coarser unit to microseconds. */
export function toMicros(microsPer: bigint): Convert {
  return (raw, rows, validity, refuse) => {
    const source = int64(raw, rows);
    const values = new BigInt64Array(rows);
    for (let row = 0; row < rows; row += 1) {
      if (!isValid(validity, row)) continue;
      const micros = (source[row] ?? 0n) * microsPer;
      if (micros < MIN_MICROS || micros > MAX_MICROS) refuse(OUT_OF_RANGE);
      values[row] = micros;
    }
    return bytesOf(values);
  };
}

/** DuckDB's interval is months, days and microseconds: 4, 4 and 8 bytes. */
function intervals(
  rows: number,
  validity: Validity,
  read: (row: number) => { months: number; days: number; micros: bigint },
): Uint8Array {
  const view = new DataView(new ArrayBuffer(rows * 16));
  for (let row = 0; row < rows; row += 1) {
    if (!isValid(validity, row)) continue;
    const { months, days, micros } = read(row);
    view.setInt32(row * 16, months, true);
    view.setInt32(row * 16 + 4, days, true);
    view.setBigInt64(row * 16 + 8, micros, true);
  }
  return bytesOf(view);
}

/** Calendar intervals. */
export const monthInterval: Convert = (raw, rows, validity) => {
  const months = int32(raw, rows);
  return intervals(rows, validity, (row) => ({ months: months[row] ?? 0, days: 0, micros: 0n }));
};

export const dayTimeInterval: Convert = (raw, rows, validity) => {
  const words = int32(raw, rows * 2);
  return intervals(rows, validity, (row) => ({
    months: 0,
    days: words[row * 2] ?? 0,
    micros: BigInt(words[row * 2 + 1] ?? 0) * 1000n,
  }));
};

export const monthDayNanoInterval: Convert = (raw, rows, validity, refuse) => {
  const words = int32(raw, rows * 4);
  const longs = int64(raw, rows * 2);
  return intervals(rows, validity, (row) => {
    const nanos = longs[row * 2 + 1] ?? 0n;
    if (nanos % 1000n !== 0n) refuse("it holds durations finer than a microsecond");
    return { months: words[row * 4] ?? 0, days: words[row * 4 + 1] ?? 0, micros: nanos / 1000n };
  });
};

/** Decimals of `from` bytes to the `to` bytes in which DuckDB stores `precision` digits. */
export function decimal(
  from: 4 | 8 | 16 | 32,
  to: 2 | 4 | 8 | 16,
  precision: number,
  times: bigint,
): Convert {
  const limit = 10n ** BigInt(precision);
  return (raw, rows, validity, refuse) => {
    const source = new DataView(raw.buffer, raw.byteOffset, rows * from);
    const target = new DataView(new ArrayBuffer(rows * to));
    for (let row = 0; row < rows; row += 1) {
      if (!isValid(validity, row)) continue;
      const value = readInteger(source, row * from, from) * times;
      if (value >= limit || value <= -limit) refuse(`it holds a number of more than ${precision} digits`);
      writeInteger(target, row * to, to, value);
    }
    return bytesOf(target);
  };
}

function readInteger(view: DataView, at: number, width: 4 | 8 | 16 | 32): bigint {
  if (width === 4) return BigInt(view.getInt32(at, true));
  let value = view.getBigInt64(at + width - 8, true);
  for (let word = at + width - 16; word >= at; word -= 8)
    value = (value << 64n) | view.getBigUint64(word, true);
  return value;
}

function writeInteger(view: DataView, at: number, width: 2 | 4 | 8 | 16, value: bigint): void {
  if (width === 2) view.setInt16(at, Number(value), true);
  else if (width === 4) view.setInt32(at, Number(value), true);
  else if (width === 8) view.setBigInt64(at, value, true);
  else {
    view.setBigUint64(at, BigInt.asUintN(64, value), true);
    view.setBigInt64(at + 8, value >> 64n, true);
  }
}

/** Truth values from one bit to one byte each. */
export function bytesFromBits(bits: Uint8Array, rows: number): Uint8Array {
  const bytes = new Uint8Array(rows);
  for (let row = 0; row < rows; row += 1) bytes[row] = ((bits[row >> 3] ?? 0) >> (row & 7)) & 1;
  return bytes;
}
