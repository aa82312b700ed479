import type { Data, Vector } from "apache-arrow";
import { missingIn } from "./arrow-cells.ts";
import type { Texts } from "./result-columns.ts";

/**
 * Texts of a column told apart by their bytes, so that of the thousands of rows only the few different ones are made into
 * texts. The texts seen stand in a table of their hashes with open addressing.
 */
export function internedTexts(vector: Vector): Texts {
  const codes = new Int32Array(vector.length);
  const entries: string[] = [];
  const book = bookOfTexts();
  let at = 0;
  for (const data of vector.data) {
    const { bytes, ends } = partsOf(data);
    const own = vector.data.length === 1 ? vector : vector.slice(at, at + data.length);
    const isMissing = missingIn(data);
    let before = -1;
    for (let row = 0, { length } = data; row < length; row += 1, at += 1) {
      if (isMissing?.(row)) {
        codes[at] = -1;
        continue;
      }
      const [start, end] = [ends[row] ?? 0, ends[row + 1] ?? 0];
      // Sorted tables have the same text many times on end.
      if (before < 0 || !book.isText(before, bytes, start, end)) before = book.codeOf(bytes, start, end);
      if (before === entries.length) entries.push(String(own.get(row)));
      codes[at] = before;
    }
  }
  return { codes, entries };
}

/** The texts seen by their bytes; a new one gets the next code. */
function bookOfTexts(): {
  readonly isText: (code: number, bytes: Uint8Array, start: number, end: number) => boolean;
  readonly codeOf: (bytes: Uint8Array, start: number, end: number) => number;
} {
  const seen: { readonly bytes: Uint8Array; readonly hash: number }[] = [];
  let slots = new Int32Array(1024).fill(-1);
  const isText = (code: number, bytes: Uint8Array, start: number, end: number): boolean =>
    isSame(bytes, start, end, seen[code]?.bytes);
  return {
    isText,
    codeOf: (bytes, start, end) => {
      const hash = hashOf(bytes, start, end);
      let slot = hash & (slots.length - 1);
      for (let code = slots[slot] ?? -1; code >= 0; code = slots[slot] ?? -1) {
        if (seen[code]?.hash === hash && isText(code, bytes, start, end)) return code;
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = seen.length;
      seen.push({ bytes: bytes.subarray(start, end), hash });
      if (seen.length * 2 > slots.length) slots = larger(slots.length * 4, seen);
      return seen.length - 1;
    },
  };
}

function partsOf(data: Data): { readonly bytes: Uint8Array; readonly ends: Int32Array } {
  const { values, valueOffsets } = data;
  return {
    bytes: values instanceof Uint8Array ? values : new Uint8Array(0),
    ends: valueOffsets instanceof Int32Array ? valueOffsets : new Int32Array(data.length + 1),
  };
}

function isSame(bytes: Uint8Array, start: number, end: number, other: Uint8Array | undefined): boolean {
  if (other === undefined || other.length !== end - start) return false;
  for (let at = 0; at < other.length; at += 1) if (other[at] !== bytes[start + at]) return false;
  return true;
}

/** FNV-1a of 32 bits. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  return hash >>> 0;
}

function larger(size: number, seen: readonly { readonly hash: number }[]): Int32Array<ArrayBuffer> {
  const slots = new Int32Array(size).fill(-1);
  for (const [code, { hash }] of seen.entries()) {
    let slot = hash & (size - 1);
    while ((slots[slot] ?? -1) >= 0) slot = (slot + 1) & (size - 1);
    slots[slot] = code;
  }
  return slots;
}
