import type { DuckDBDataChunk } from "@duckdb/node-api";
import duckdb, { type Vector } from "@duckdb/node-bindings";
import type { Chunk } from "../arrow/leaf-reader.ts";
import type { Validity } from "../arrow/validity.ts";

/** Longest text that DuckDB keeps inside its 16-byte string_t; longer ones are a length, a prefix and an address. */
const INLINE = 12;

/** Writes checked values into one column of a DuckDB chunk whose row count is set. */
export function writeColumn(
  chunk: DuckDBDataChunk,
  column: number,
  { values, validity }: Chunk,
  rows: number,
): void {
  const vector = duckdb.data_chunk_get_vector(chunk.chunk, column);
  if (values.kind === "fixed") copyInto(vector, values.bytes, rows * values.width);
  else if (values.kind === "run") writeTexts(vector, values.run.bytes, values.run.offsets, rows);
  writeValidity(vector, values.kind === "missing" ? new Uint8Array(Math.ceil(rows / 64) * 8) : validity);
}

function copyInto(vector: Vector, bytes: Uint8Array, length: number): void {
  if (bytes.byteLength < length) throw new Error("Fewer bytes than rows need.");
  duckdb.copy_data_to_vector(vector, 0, arrayBufferOf(bytes), bytes.byteOffset, length);
}

function writeValidity(vector: Vector, validity: Validity): void {
  if (validity === null) return;
  duckdb.vector_ensure_validity_writable(vector);
  duckdb.copy_data_to_vector_validity(
    vector,
    0,
    arrayBufferOf(validity),
    validity.byteOffset,
    validity.byteLength,
  );
}

function arrayBufferOf(bytes: Uint8Array): ArrayBuffer {
  if (bytes.buffer instanceof ArrayBuffer) return bytes.buffer;
  throw new Error("Shared memory cannot be handed to DuckDB.");
}

/**
 * Writes texts by handing DuckDB all their bytes at once and then building the string_t of every row.
 * The bytes are copied into memory that the vector itself owns (its first element holds them for a moment), so no
 * address of JavaScript memory ever reaches DuckDB and nothing has to be kept alive.
 */
function writeTexts(vector: Vector, bytes: Uint8Array, offsets: Uint32Array, rows: number): void {
  if (rows === 0) return;
  const base = bytes.length > INLINE ? ownedCopy(vector, bytes) : 0;
  const words = new Uint32Array(rows * 4);
  const target = new Uint8Array(words.buffer);
  for (let row = 0; row < rows; row += 1) {
    const from = offsets[row] ?? 0;
    const length = (offsets[row + 1] ?? 0) - from;
    const word = row * 4;
    words[word] = length;
    const kept = length <= INLINE ? length : 4;
    for (let index = 0; index < kept; index += 1) target[word * 4 + 4 + index] = bytes[from + index] ?? 0;
    if (length > INLINE) {
      const address = base + from;
      words[word + 2] = address >>> 0;
      words[word + 3] = Math.floor(address / 0x1_0000_0000);
    }
  }
  copyInto(vector, target, rows * 16);
}

/** Puts the bytes into the vector's own memory and returns their address (below 2^48, exact as a number). */
function ownedCopy(vector: Vector, bytes: Uint8Array): number {
  duckdb.vector_assign_string_element_len(vector, 0, bytes);
  const head = duckdb.vector_get_data(vector, 16);
  const view = new DataView(head.buffer, head.byteOffset, 16);
  const length = view.getUint32(0, true);
  const address = Number(view.getBigUint64(8, true));
  if (length !== bytes.length || !Number.isSafeInteger(address) || address === 0) {
    throw new Error("DuckDB did not take over the texts.");
  }
  return address;
}
