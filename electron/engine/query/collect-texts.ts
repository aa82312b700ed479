import duckdb, { type Vector } from "@duckdb/node-bindings";
import { type Binary, type Data, Utf8 } from "apache-arrow";
import {
  arrowData,
  type Collector,
  dictionaryOf,
  type Texts,
  vectorOfTexts,
  vectorValidity,
} from "./arrow-parts.ts";
import { copyTexts } from "./chunk-texts.ts";
import { GrowingBits, GrowingBytes } from "./growing.ts";

/** Texts of different content that a dictionary holds at most. */
const MOST_ENTRIES = 65_536;
/** From so many different texts on, it is not waited to the end to see that most rows have one of their own. */
const MANY_ENTRIES = 8192;

/** Stands for no text while codes are gathered. */
const MISSING = -1;

/** Texts, or bytes, as they stand, one after the other. */
export function texts(type: Utf8 | Binary): Collector {
  const plain = plainTexts();
  const validity = new GrowingBits();
  return {
    append: (vector, rows) => {
      const valid = vectorValidity(vector, rows);
      plain.append(textsOf(stringsOf(vector, rows), firstOnes(rows, valid)));
      validity.append(valid, rows);
    },
    finish: () => plain.finish(type, validity),
  };
}

/** Texts as codes of a dictionary while that is the smaller way: fewer different ones than half as many as there are rows. */
export function codedTexts(column: number): Collector {
  const validity = new GrowingBits();
  const entries = textEntries();
  const codes = new GrowingBytes();
  let rows = 0;
  let plain: ReturnType<typeof plainTexts> | null = null;
  const writeOut = (): ReturnType<typeof plainTexts> => {
    const out = plainTexts();
    out.append(entries.texts(int32Of(codes.taken())));
    return out;
  };
  return {
    append: (vector, count) => {
      const valid = vectorValidity(vector, count);
      validity.append(valid, count);
      rows += count;
      const strings = stringsOf(vector, count);
      if (plain !== null) {
        plain.append(textsOf(strings, firstOnes(count, valid)));
        return;
      }
      const first = firstAlike(strings, valid);
      entries.code(textsOf(strings, first), first, int32Of(codes.extend(count * 4)));
      const many = entries.count() > MANY_ENTRIES && entries.count() * 2 > rows;
      if (many || entries.count() > MOST_ENTRIES) plain = writeOut();
    },
    finish: () => {
      if (entries.count() === 0 || entries.count() * 2 > rows) plain ??= writeOut();
      if (plain !== null) return plain.finish(new Utf8(), validity);
      const places = int32Of(codes.taken());
      for (let row = 0; row < places.length; row += 1) if (places[row] === MISSING) places[row] = 0;
      return arrowData(dictionaryOf(column), rows, validity, { data: places }, vectorOfTexts(entries.all()));
    },
  };
}

const int32Of = (bytes: Uint8Array): Int32Array =>
  new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);

/** The string_t of a chunk's rows, as four words each. */
function stringsOf(vector: Vector, rows: number): Uint32Array {
  const bytes = duckdb.vector_get_data(vector, rows * 16);
  const { buffer, byteOffset } = bytes.byteOffset % 4 === 0 ? bytes : Uint8Array.from(bytes);
  return new Uint32Array(buffer, byteOffset, rows * 4);
}

/** For each row of a chunk the first one whose text is wanted for it: itself, or none (MISSING) where it has no text. */
function firstOnes(rows: number, valid: Uint8Array | null): Int32Array {
  const first = new Int32Array(rows);
  for (let row = 0; row < rows; row += 1) {
    const present = valid === null || ((valid[row >> 3] ?? 0) & (1 << (row & 7))) !== 0;
    first[row] = present ? row : MISSING;
  }
  return first;
}

/** Twice as many places as a chunk of DuckDB has rows. */
const PLACES = 4096;

/** The same, but a row whose string_t equals that of an earlier one has its text too: it is the same bytes, or the same address. */
function firstAlike(strings: Uint32Array, valid: Uint8Array | null): Int32Array {
  const first = firstOnes(strings.length / 4, valid);
  if (first.length * 2 > PLACES) return first;
  const places = new Int32Array(PLACES).fill(MISSING);
  for (let row = 0; row < first.length; row += 1) {
    if (first[row] === MISSING) continue;
    const word = row * 4;
    const [a = 0, b = 0, c = 0, d = 0] = [
      strings[word],
      strings[word + 1],
      strings[word + 2],
      strings[word + 3],
    ];
    const mixed = Math.imul(
      a ^ Math.imul(b, 0x9e3779b1) ^ Math.imul(c, 0x85ebca6b) ^ Math.imul(d, 0xc2b2ae35),
      0x9e3779b1,
    );
    let at = (mixed >>> 15) & (PLACES - 1);
    for (; ; at = (at + 1) & (PLACES - 1)) {
      const other = places[at] ?? MISSING;
      if (other === MISSING) break;
      const before = other * 4;
      const same =
        strings[before] === a &&
        strings[before + 1] === b &&
        strings[before + 2] === c &&
        strings[before + 3] === d;
      if (!same) continue;
      first[row] = other;
      break;
    }
    if (first[row] === row) places[at] = row;
  }
  return first;
}

/** The texts of those rows that are the first of theirs; the others are empty. */
function textsOf(strings: Uint32Array, first: Int32Array): Texts {
  const ends = new Int32Array(first.length);
  let length = 0;
  for (let row = 0; row < ends.length; row += 1) {
    if (first[row] === row) length += strings[row * 4] ?? 0;
    if (length > MOST_BYTES) throw new Error(TOO_LONG);
    ends[row] = length;
  }
  const bytes = new Uint8Array(length);
  copyTexts(strings, ends, bytes);
  return { bytes, ends };
}

/** What Arrow's offsets of 32 bits can hold. */
const MOST_BYTES = 0x7fff_ffff;
const TOO_LONG = "The texts of the result are larger than 2 GiB.";

function plainTexts() {
  const content = new GrowingBytes();
  const ends = new GrowingBytes();
  ends.extend(4).fill(0);
  let total = 0;
  return {
    append: (chunk: Texts): void => {
      const before = content.length;
      if (before + chunk.bytes.length > MOST_BYTES) throw new Error(TOO_LONG);
      content.append(chunk.bytes);
      const room = int32Of(ends.extend(chunk.ends.length * 4));
      for (let row = 0; row < room.length; row += 1) room[row] = before + (chunk.ends[row] ?? 0);
      total += room.length;
    },
    finish: (type: Utf8 | Binary, validity: GrowingBits): Data =>
      arrowData(type, total, validity, { data: content.taken(), offsets: int32Of(ends.taken()) }),
  };
}

/** Different texts, found again by their bytes in a table that doubles (open addressing, FNV-1a). */
function textEntries() {
  const content = new GrowingBytes();
  let known = content.bytes();
  let ends: Int32Array<ArrayBuffer> = new Int32Array(256);
  let hashes: Int32Array<ArrayBuffer> = new Int32Array(256);
  let places = new Int32Array(1024).fill(-1);
  let count = 0;

  const endOf = (entry: number): number => (entry < 0 ? 0 : (ends[entry] ?? 0));
  const grow = (): void => {
    ends = doubled(ends);
    hashes = doubled(hashes);
    places = new Int32Array(places.length * 2).fill(-1);
    for (let entry = 0; entry < count; entry += 1) {
      let at = (hashes[entry] ?? 0) & (places.length - 1);
      while (places[at] !== -1) at = (at + 1) & (places.length - 1);
      places[at] = entry;
    }
  };
  const codeOf = (bytes: Uint8Array, from: number, to: number): number => {
    let hash = 0x811c9dc5 | 0;
    for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
    hash ^= hash >>> 15;
    let at = hash & (places.length - 1);
    for (; ; at = (at + 1) & (places.length - 1)) {
      const entry = places[at] ?? -1;
      if (entry === -1) break;
      if (hashes[entry] !== hash) continue;
      const start = endOf(entry - 1);
      if (endOf(entry) - start !== to - from) continue;
      let same = 0;
      while (from + same < to && known[start + same] === bytes[from + same]) same += 1;
      if (from + same === to) return entry;
    }
    places[at] = count;
    hashes[count] = hash;
    content.append(bytes.subarray(from, to));
    known = content.bytes();
    ends[count] = content.length;
    count += 1;
    if (count === ends.length) grow();
    return count - 1;
  };
  return {
    count: () => count,
    /** Writes the codes of a chunk's texts; what is missing gets MISSING. */
    code: ({ bytes, ends: chunk }: Texts, first: Int32Array, codes: Int32Array): void => {
      for (let row = 0, from = 0; row < chunk.length; row += 1) {
        const to = chunk[row] ?? from;
        const own = first[row] ?? MISSING;
        codes[row] =
          own === row ? codeOf(bytes, from, to) : own === MISSING ? MISSING : (codes[own] ?? MISSING);
        from = to;
      }
    },
    all: (): Texts => ({ bytes: content.taken(), ends: ends.slice(0, count) }),
    /** The texts that codes stand for. */
    texts: (codes: Int32Array): Texts => {
      const written = new Int32Array(codes.length);
      let length = 0;
      codes.forEach((code, row) => {
        length += endOf(code) - endOf(code - 1);
        written[row] = length;
      });
      const bytes = new Uint8Array(length);
      codes.forEach((code, row) => {
        bytes.set(known.subarray(endOf(code - 1), endOf(code)), row === 0 ? 0 : written[row - 1]);
      });
      return { bytes, ends: written };
    },
  };
}

function doubled(before: Int32Array): Int32Array<ArrayBuffer> {
  const after = new Int32Array(before.length * 2);
  after.set(before);
  return after;
}
