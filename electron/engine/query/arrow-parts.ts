import type { DuckDBValue } from "@duckdb/node-api";
import duckdb, { type Vector } from "@duckdb/node-bindings";
import { Vector as ArrowVector, Data, type DataType, Dictionary, Int32, Utf8 } from "apache-arrow";
import { GrowingBits, GrowingBytes } from "./growing.ts";

/** Takes in one column of a result chunk by chunk and gives it out as Arrow. */
export type Collector = {
  readonly append: (vector: Vector, rows: number, value: (row: number) => DuckDBValue) => void;
  readonly finish: () => Data;
};

/** How many bits or bytes of a vector to look at: DuckDB keeps validity in 8-byte words, null when all are valid. */
export function vectorValidity(vector: Vector, rows: number): Uint8Array | null {
  const bits: Uint8Array | null = duckdb.vector_get_validity(vector, Math.ceil(rows / 64) * 8);
  return bits;
}

/**
 * A dictionary named after its column: the library would count on through the life of the process, and the same table would be
 * other bytes, and so another file, each time it is written.
 */
export const dictionaryOf = (column: number) => new Dictionary(new Utf8(), new Int32(), column);

/** A view of bytes as the array type that Arrow's Data of a type expects. */
export function typedView(type: DataType, bytes: Uint8Array): ArrayBufferView {
  const Typed = type.ArrayType as new (
    buffer: ArrayBufferLike,
    offset: number,
    length: number,
  ) => ArrayBufferView & {
    readonly BYTES_PER_ELEMENT: number;
  };
  const size = (Typed as unknown as { BYTES_PER_ELEMENT: number }).BYTES_PER_ELEMENT;
  return new Typed(bytes.buffer, bytes.byteOffset, bytes.byteLength / size);
}

/** A column, or a part of one, from its buffers. */
export function arrowData(
  type: DataType,
  rows: number,
  validity: GrowingBits,
  buffers: { readonly data?: ArrayBufferView; readonly offsets?: Int32Array },
  dictionary?: ArrowVector,
): Data {
  const bitmap = validity.zeros === 0 ? undefined : validity.taken();
  // The order of Arrow's buffers here: offsets, data, validity.
  const parts = [buffers.offsets, buffers.data, bitmap] as unknown as Data["buffers"];
  return new Data(type, 0, rows, validity.zeros, parts, [], dictionary);
}

/** Texts: their bytes one after the other, and where each ends. */
export type Texts = { readonly bytes: Uint8Array; readonly ends: Int32Array };

/** Texts as an Arrow vector. */
export function vectorOfTexts({ bytes, ends }: Texts): ArrowVector {
  const offsets = new Int32Array(ends.length + 1);
  offsets.set(ends, 1);
  return new ArrowVector([arrowData(new Utf8(), ends.length, new GrowingBits(), { data: bytes, offsets })]);
}

/** The same from strings. */
export function textVector(values: readonly string[]): ArrowVector {
  const content = new GrowingBytes();
  const ends = Int32Array.from(values, (value) => {
    content.append(Buffer.from(value, "utf8"));
    return content.length;
  });
  return vectorOfTexts({ bytes: content.taken(), ends });
}
