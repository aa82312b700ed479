import type { BufferReader } from "./buffers.ts";
import { damaged } from "./fault.ts";

/** Which rows of a piece hold a value: one bit a row from bit 0 on, in whole 8-byte words; null when all do. */
export type Validity = Uint8Array | null;

const ONES = Uint8Array.from({ length: 256 }, (_, byte) => {
  let count = 0;
  for (let rest = byte; rest > 0; rest >>= 1) count += rest & 1;
  return count;
});

/** Number of rows without a value among the first `rows`. */
export function countMissing(validity: Validity, rows: number): number {
  if (validity === null) return 0;
  let valid = 0;
  const whole = rows >> 3;
  for (let index = 0; index < whole; index += 1) valid += ONES[validity[index] ?? 0] ?? 0;
  const rest = rows & 7;
  if (rest > 0) valid += ONES[(validity[whole] ?? 0) & ((1 << rest) - 1)] ?? 0;
  return rows - valid;
}

/** True when row `row` holds a value. */
export const isValid = (validity: Validity, row: number): boolean =>
  validity === null || ((validity[row >> 3] ?? 0) & (1 << (row & 7))) !== 0;

/** Copies `rows` bits from bit `start` of a bitmap to bit 0 of new, word-padded memory. */
export function copyBits(bitmap: BufferReader, start: number, rows: number): Uint8Array {
  const target = new Uint8Array(Math.ceil(rows / 64) * 8);
  const shift = start & 7;
  const source = bitmap.bytes(start >> 3, Math.ceil((start + rows) / 8) - (start >> 3));
  if (shift === 0) {
    target.set(source);
    return target;
  }
  const bytes = Math.ceil(rows / 8);
  for (let index = 0; index < bytes; index += 1) {
    target[index] = ((source[index] ?? 0) >> shift) | ((source[index + 1] ?? 0) << (8 - shift));
  }
  return target;
}

/** Rows that hold a value in both. */
export function both(first: Validity, second: Validity): Validity {
  if (first === null) return second;
  if (second === null) return first;
  return first.map((byte, index) => byte & (second[index] ?? 0));
}

/** Reads a column's bitmap piece by piece and checks at the end that it holds as many missing values as the file says. */
export type ValidityReader = {
  readonly read: (start: number, rows: number) => Validity;
  /** To be called when all rows were read in order. */
  readonly finish: () => void;
};

/** `nulls` is the file's own count, -1 when it gives none. */
export function validityReader(bitmap: BufferReader, rows: number, nulls: number): ValidityReader {
  if (bitmap.length === 0) {
    if (nulls > 0) damaged("a column claims missing values and does not say which");
    return { read: () => null, finish: () => undefined };
  }
  if (bitmap.length < Math.ceil(rows / 8)) damaged("the map of missing values is too short");
  let missing = 0;
  return {
    read: (start, count) => {
      const bits = copyBits(bitmap, start, count);
      const here = countMissing(bits, count);
      missing += here;
      return here === 0 ? null : bits;
    },
    finish: () => {
      if (nulls >= 0 && missing !== nulls)
        damaged("a column does not have as many missing values as it claims");
    },
  };
}
