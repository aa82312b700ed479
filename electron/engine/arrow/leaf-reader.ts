import type { Codec, ColumnPart } from "./batch.ts";
import { type BufferReader, openBuffer } from "./buffers.ts";
import type { DictionaryState } from "./dictionary.ts";
import { damaged } from "./fault.ts";
import { bytesFromBits, type Refuse } from "./fixed.ts";
import type { ByteSource } from "./source.ts";
import type { Target } from "./target.ts";
import { joinValues, MAX_RUN_BYTES, offsetTextReader, type TextReader, viewTextReader } from "./text.ts";
import { both, copyBits, isValid, type Validity, validityReader } from "./validity.ts";

/** Values as DuckDB lays them out: of one width each, of varying length, or none at all. */
export type Values =
  | { readonly kind: "missing" }
  | { readonly kind: "fixed"; readonly bytes: Uint8Array; readonly width: number }
  | { readonly kind: "run"; readonly run: { readonly bytes: Uint8Array; readonly offsets: Uint32Array } };

/** Values in memory of their own: what a reader gives is only valid until it reads on. */
export function copyValues(values: Values): Values {
  switch (values.kind) {
    case "missing":
      return values;
    case "fixed":
      return { ...values, bytes: values.bytes.slice() };
    case "run":
      return {
        kind: "run",
        run: { bytes: values.run.bytes.slice(), offsets: values.run.offsets.slice() },
      };
  }
}

export type Chunk = { readonly values: Values; readonly validity: Validity };

/** Reads one column of one batch, in order, some rows at a time; everything it returns has been checked. */
export type LeafReader = {
  /** How many of the wanted rows can be read at once. */
  readonly fits: (start: number, rows: number) => number;
  readonly read: (start: number, rows: number) => Chunk;
  /** Checks what can only be known at the end; to be called once all rows were read. */
  readonly finish: () => void;
};

/** Reader of a column whose values stand in it, not in a dictionary. */
export function plainReader(
  source: ByteSource,
  codec: Codec,
  part: ColumnPart,
  target: Target,
  refuse: Refuse,
): LeafReader {
  const buffer = (index: number): BufferReader => openPartBuffer(source, codec, part, index);
  switch (target.kind) {
    case "missing":
      return {
        fits: (_, rows) => rows,
        read: (_, rows) => ({ values: { kind: "missing" }, validity: noneValid(rows) }),
        finish: () => undefined,
      };
    case "bits": {
      const content = buffer(1);
      if (content.length < Math.ceil(part.rows / 8)) damaged("a column has too few values");
      return withValidity(buffer(0), part, (start, rows) => ({
        kind: "fixed",
        bytes: bytesFromBits(copyBits(content, start, rows), rows),
        width: 1,
      }));
    }
    case "fixed": {
      const content = buffer(1);
      const { from, to, convert } = target;
      if (content.length < part.rows * from) damaged("a column has too few values");
      return withValidity(buffer(0), part, (start, rows, validity) => ({
        kind: "fixed",
        bytes: convert(content.bytes(start * from, rows * from), rows, validity, refuse),
        width: to,
      }));
    }
    case "text":
    case "blob": {
      const reader = textReader(part, buffer, target.kind === "text");
      return {
        ...withValidity(buffer(0), part, (start, rows, validity) => ({
          kind: "run",
          run: reader.read(start, rows, validity),
        })),
        fits: reader.fits,
      };
    }
    case "refused":
      return refuse(target.reason);
  }
}

function openPartBuffer(source: ByteSource, codec: Codec, part: ColumnPart, index: number): BufferReader {
  const place = part.buffers[index];
  const { type } = part.field;
  // Views point anywhere into the buffers behind them.
  const anywhere = "layout" in type && type.layout === "view" && index > 1 && part.field.dictionary === null;
  return place === undefined
    ? damaged("a column lacks a buffer")
    : openBuffer(source, place, codec, anywhere ? "any-order" : "in-order");
}

const noneValid = (rows: number): Validity => new Uint8Array(Math.ceil(rows / 64) * 8);

function withValidity(
  bitmap: BufferReader,
  part: ColumnPart,
  values: (start: number, rows: number, validity: Validity) => Values,
): LeafReader {
  const presence = validityReader(bitmap, part.rows, part.nulls);
  return {
    fits: (_, rows) => rows,
    read: (start, rows) => {
      const validity = presence.read(start, rows);
      return { values: values(start, rows, validity), validity };
    },
    finish: presence.finish,
  };
}

function textReader(part: ColumnPart, buffer: (index: number) => BufferReader, text: boolean): TextReader {
  const { type } = part.field;
  if (type.kind === "fixed-binary") return fixedWidthReader(buffer(1), part.rows, type.width);
  if (type.kind !== "utf8" && type.kind !== "binary") return damaged("a column of text has another type");
  if (type.layout === "view") {
    const buffers = part.buffers.slice(2).map((_, index) => buffer(index + 2));
    return viewTextReader(buffer(1), buffers, part.rows, text);
  }
  return offsetTextReader(buffer(1), buffer(2), part.rows, type.layout === "large", text);
}

function fixedWidthReader(content: BufferReader, rows: number, width: number): TextReader {
  if (content.length < rows * width) damaged("a column has too few values");
  return {
    fits: (_, count) => count,
    read: (start, count) => ({
      bytes: content.bytes(start * width, count * width),
      offsets: Uint32Array.from({ length: count + 1 }, (_, row) => row * width),
    }),
  };
}

/** Reader of a column that holds places in a dictionary. `codeWidth` is the width of ENUM codes, 0 when values are looked up. */
export function dictionaryReader(
  source: ByteSource,
  codec: Codec,
  part: ColumnPart,
  state: DictionaryState,
  codeWidth: 0 | 1 | 2 | 4,
): LeafReader {
  const encoding = part.field.dictionary;
  if (encoding === null) return damaged("a column lost its dictionary");
  const content = openPartBuffer(source, codec, part, 1);
  const bytes = encoding.bits / 8;
  if (content.length < part.rows * bytes) damaged("a column has too few values");
  const presence = validityReader(openPartBuffer(source, codec, part, 0), part.rows, part.nulls);
  return {
    fits: (_, rows) => fitsLookedUp(state, codeWidth, rows),
    read: (start, rows) => {
      const own = presence.read(start, rows);
      const raw = content.bytes(start * bytes, rows * bytes);
      const places = readPlaces(raw, rows, encoding, own, state.count);
      return lookUpPlaces(places, rows, own, state, codeWidth);
    },
    finish: presence.finish,
  };
}

/** How many of the wanted rows surely fit, were each to hold the longest text of the dictionary. */
export const fitsLookedUp = (state: DictionaryState, codeWidth: 0 | 1 | 2 | 4, rows: number): number =>
  codeWidth !== 0 || state.longest === 0
    ? rows
    : Math.min(rows, Math.max(1, Math.floor(MAX_RUN_BYTES / state.longest)));

/** The values at these places; a row has one when `own` says so and the entry it points to is not missing. */
export function lookUpPlaces(
  places: Uint32Array,
  rows: number,
  own: Validity,
  state: DictionaryState,
  codeWidth: 0 | 1 | 2 | 4,
): Chunk {
  const validity = state.validity === null ? own : presentEntries(places, rows, own, state.validity);
  return { values: lookUp(places, rows, state, codeWidth), validity };
}

/** Places in the dictionary, each checked to be inside it; 0 where the row has no value. */
function readPlaces(
  raw: Uint8Array,
  rows: number,
  encoding: { readonly bits: 8 | 16 | 32 | 64; readonly signed: boolean },
  validity: Validity,
  count: number,
): Uint32Array {
  const places = new Uint32Array(rows);
  const source = indexView(raw, rows, encoding);
  for (let row = 0; row < rows; row += 1) {
    const place = Number(source[row] ?? 0);
    if (place >= 0 && place < count) places[row] = place;
    else if (isValid(validity, row)) damaged("a value points outside its dictionary");
  }
  return places;
}

function indexView(
  raw: Uint8Array,
  rows: number,
  { bits, signed }: { readonly bits: 8 | 16 | 32 | 64; readonly signed: boolean },
): ArrayLike<number | bigint> {
  const at = raw.byteOffset;
  switch (bits) {
    case 8:
      return signed ? new Int8Array(raw.buffer, at, rows) : new Uint8Array(raw.buffer, at, rows);
    case 16:
      return signed ? new Int16Array(raw.buffer, at, rows) : new Uint16Array(raw.buffer, at, rows);
    case 32:
      return signed ? new Int32Array(raw.buffer, at, rows) : new Uint32Array(raw.buffer, at, rows);
    case 64:
      return signed ? new BigInt64Array(raw.buffer, at, rows) : new BigUint64Array(raw.buffer, at, rows);
  }
}

function presentEntries(places: Uint32Array, rows: number, own: Validity, entries: Validity): Validity {
  const bits = new Uint8Array(Math.ceil(rows / 64) * 8);
  for (let row = 0; row < rows; row += 1) {
    if (isValid(entries, places[row] ?? 0)) bits[row >> 3] = (bits[row >> 3] ?? 0) | (1 << (row & 7));
  }
  return both(own, bits);
}

function lookUp(places: Uint32Array, rows: number, state: DictionaryState, codeWidth: 0 | 1 | 2 | 4): Values {
  const { values, codes } = state;
  if (codeWidth !== 0 && codes !== null)
    return { kind: "fixed", bytes: codeBytes(places, codes, codeWidth), width: codeWidth };
  switch (values.kind) {
    case "missing":
      return values;
    case "fixed": {
      const { width } = values;
      const bytes = new Uint8Array(rows * width);
      if (state.count === 0) return { kind: "fixed", bytes, width };
      for (let row = 0; row < rows; row += 1) {
        const from = (places[row] ?? 0) * width;
        for (let index = 0; index < width; index += 1)
          bytes[row * width + index] = values.bytes[from + index] ?? 0;
      }
      return { kind: "fixed", bytes, width };
    }
    case "run": {
      const { bytes, offsets } = values.run;
      const parts = Array.from({ length: rows }, (_, row) => {
        const place = places[row] ?? 0;
        return bytes.subarray(offsets[place] ?? 0, offsets[place + 1] ?? 0);
      });
      return { kind: "run", run: joinValues(parts) };
    }
  }
}

function codeBytes(places: Uint32Array, codes: Uint32Array, width: 1 | 2 | 4): Uint8Array {
  const rows = places.length;
  const target =
    width === 1 ? new Uint8Array(rows) : width === 2 ? new Uint16Array(rows) : new Uint32Array(rows);
  for (let row = 0; row < rows; row += 1) target[row] = codes[places[row] ?? 0] ?? 0;
  return new Uint8Array(target.buffer);
}
