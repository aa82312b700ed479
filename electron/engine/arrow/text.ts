import { isUtf8 } from "node:buffer";
import type { BufferReader } from "./buffers.ts";
import { damaged } from "./fault.ts";
import { isValid, type Validity } from "./validity.ts";

/** Values of varying length, one after the other: value `i` is `bytes[offsets[i] … offsets[i + 1]]`. */
export type TextRun = {
  readonly bytes: Uint8Array;
  readonly offsets: Uint32Array;
};

/** Bytes of text that one piece may hold; longer pieces are read with fewer rows. */
export const MAX_RUN_BYTES = 64 * 1024 * 1024;

/** Reads the values of a text or binary column for some rows. */
export type TextReader = {
  /** Largest number of rows from `start` on, at most `rows`, whose text stays below MAX_RUN_BYTES. */
  readonly fits: (start: number, rows: number) => number;
  readonly read: (start: number, rows: number, validity: Validity) => TextRun;
};

/** Reader for the layouts with offsets (utf8, binary, and their large forms). */
export function offsetTextReader(
  offsets: BufferReader,
  content: BufferReader,
  rows: number,
  large: boolean,
  text: boolean,
): TextReader {
  const width = large ? 8 : 4;
  // Arrow allows an empty offsets buffer for a column without rows.
  if (rows > 0 && offsets.length < (rows + 1) * width) damaged("a column of text has too few offsets");
  const at = (row: number): number => {
    const bytes = offsets.bytes(row * width, width);
    const view = new DataView(bytes.buffer, bytes.byteOffset, width);
    return large ? Number(view.getBigInt64(0, true)) : view.getInt32(0, true);
  };
  return {
    fits: (start, count) => shrinkToFit(start, count, (row) => at(row)),
    read: (start, count, validity) => {
      if (count === 0) return { bytes: new Uint8Array(0), offsets: new Uint32Array(1) };
      const raw = offsets.bytes(start * width, (count + 1) * width);
      const relative = large ? largeOffsets(raw, count) : smallOffsets(raw, count);
      const run = { bytes: content.bytes(relative.first, relative.length), offsets: relative.offsets };
      return text ? checkedText(run, validity) : run;
    },
  };
}

function shrinkToFit(start: number, rows: number, at: (row: number) => number): number {
  let count = rows;
  while (count > 1 && at(start + count) - at(start) > MAX_RUN_BYTES) count = Math.ceil(count / 2);
  return count;
}

type Relative = { readonly first: number; readonly length: number; readonly offsets: Uint32Array };

function smallOffsets(raw: Uint8Array, rows: number): Relative {
  const source = new Int32Array(raw.buffer, raw.byteOffset, rows + 1);
  const first = source[0] ?? 0;
  if (first < 0) damaged("a column of text has a negative offset");
  const offsets = new Uint32Array(rows + 1);
  let previous = first;
  for (let row = 1; row <= rows; row += 1) {
    const next = source[row] ?? 0;
    if (next < previous) damaged("the offsets of a column of text go backwards");
    offsets[row] = next - first;
    previous = next;
  }
  return { first, length: previous - first, offsets };
}

function largeOffsets(raw: Uint8Array, rows: number): Relative {
  const source = new BigInt64Array(raw.buffer, raw.byteOffset, rows + 1);
  const first = source[0] ?? 0n;
  if (first < 0n) damaged("a column of text has a negative offset");
  const offsets = new Uint32Array(rows + 1);
  let previous = first;
  for (let row = 1; row <= rows; row += 1) {
    const next = source[row] ?? 0n;
    if (next < previous) damaged("the offsets of a column of text go backwards");
    if (next - first > 0xffff_ffffn) damaged("a text is longer than 4 GiB");
    offsets[row] = Number(next - first);
    previous = next;
  }
  if (previous > BigInt(Number.MAX_SAFE_INTEGER)) damaged("a column of text has an impossible offset");
  return { first: Number(first), length: Number(previous - first), offsets };
}

/** Reader for the view layouts: 16 bytes a row that hold a short value or point into one of several buffers. */
export function viewTextReader(
  views: BufferReader,
  buffers: readonly BufferReader[],
  rows: number,
  text: boolean,
): TextReader {
  if (views.length < rows * 16) damaged("a column of text has too few views");
  const lengthAt = (row: number): number => {
    const bytes = views.bytes(row * 16, 4);
    return new DataView(bytes.buffer, bytes.byteOffset, 4).getInt32(0, true);
  };
  return {
    fits: (start, count) => {
      let total = 0;
      for (let row = 0; row < count; row += 1) {
        total += Math.max(0, lengthAt(start + row));
        if (total > MAX_RUN_BYTES) return Math.max(1, row);
      }
      return count;
    },
    read: (start, count, validity) => {
      const values = Array.from({ length: count }, (_, row) =>
        isValid(validity, row) ? viewValue(views, buffers, start + row) : EMPTY,
      );
      const run = joinValues(values);
      return text ? checkedText(run, validity) : run;
    },
  };
}

const EMPTY = new Uint8Array(0);

function viewValue(views: BufferReader, buffers: readonly BufferReader[], row: number): Uint8Array {
  const bytes = views.bytes(row * 16, 16);
  const view = new DataView(bytes.buffer, bytes.byteOffset, 16);
  const length = view.getInt32(0, true);
  if (length < 0) damaged("a text has a negative length");
  if (length <= 12) return bytes.slice(4, 4 + length);
  const buffer = buffers[view.getInt32(8, true)];
  const offset = view.getInt32(12, true);
  if (buffer === undefined || offset < 0) return damaged("a text points to a buffer that is not there");
  const value = buffer.bytes(offset, length).slice();
  for (let index = 0; index < 4; index += 1) {
    if (value[index] !== bytes[4 + index]) damaged("a text does not begin as its view says");
  }
  return value;
}

/** Puts values one after the other. */
export function joinValues(values: readonly Uint8Array[]): TextRun {
  const offsets = new Uint32Array(values.length + 1);
  let total = 0;
  values.forEach((value, row) => {
    total += value.length;
    offsets[row + 1] = total;
  });
  const bytes = new Uint8Array(total);
  values.forEach((value, row) => {
    bytes.set(value, offsets[row]);
  });
  return { bytes, offsets };
}

/** The run itself when every value is valid UTF-8; what stands in rows without a value does not matter. */
function checkedText(run: TextRun, validity: Validity): TextRun {
  const { bytes, offsets } = run;
  if (isUtf8(bytes) && startsOnCharacters(run)) return run;
  const values: Uint8Array[] = [];
  for (let row = 0; row + 1 < offsets.length; row += 1) {
    const value = isValid(validity, row) ? bytes.subarray(offsets[row], offsets[row + 1]) : EMPTY;
    if (!isUtf8(value)) damaged("a text is not valid UTF-8");
    values.push(value);
  }
  return joinValues(values);
}

/** Within valid UTF-8, every value is valid when none begins on a continuation byte. */
function startsOnCharacters({ bytes, offsets }: TextRun): boolean {
  const end = bytes.length;
  for (let row = 0; row < offsets.length; row += 1) {
    const offset = offsets[row] ?? 0;
    if (offset < end && ((bytes[offset] ?? 0) & 0xc0) === 0x80) return false;
  }
  return true;
}
