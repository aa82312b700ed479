import { CompressionType } from "apache-arrow/fb/compression-type";
import type { RecordBatch } from "apache-arrow/fb/record-batch";
import { damaged } from "./fault.ts";
import type { ArrowField, ArrowType } from "./schema.ts";
import { safeLength } from "./strict-buffer.ts";

export type Codec = "lz4" | "zstd" | null;

/** Where one buffer lies in the file. */
export type BufferPlace = { readonly position: number; readonly length: number };

/** One column (or part of one) of a batch: its rows and buffers, and those of its children. */
export type ColumnPart = {
  readonly field: ArrowField;
  readonly rows: number;
  /** As the file says; -1 when it does not. */
  readonly nulls: number;
  readonly buffers: readonly BufferPlace[];
  readonly children: readonly ColumnPart[];
};

/** A record batch or the values of a dictionary. */
export type Batch = { readonly rows: number; readonly codec: Codec; readonly columns: readonly ColumnPart[] };

/** Most rows of one batch: what all Arrow implementations can read. Columns without bytes could claim any number. */
const MAX_ROWS = 2 ** 31 - 1;

type Cursor = {
  readonly batch: RecordBatch;
  readonly bodyStart: number;
  readonly bodyLength: number;
  readonly version: number;
  node: number;
  buffer: number;
  variadic: number;
};

/** Finds every column's buffers in a batch and checks that they lie inside its body. */
export function readBatch(
  batch: RecordBatch,
  fields: readonly ArrowField[],
  body: { readonly start: number; readonly length: number; readonly version: number },
): Batch {
  const rows = safeLength(batch.length(), "the number of rows in a batch");
  if (rows > MAX_ROWS) damaged(`a batch claims ${rows} rows`);
  const compression = batch.compression();
  const cursor: Cursor = {
    batch,
    bodyStart: body.start,
    bodyLength: body.length,
    version: body.version,
    node: 0,
    buffer: 0,
    variadic: 0,
  };
  const columns = fields.map((field) => readPart(cursor, field, field.dictionary === null));
  if (cursor.buffer !== batch.buffersLength() || cursor.node !== batch.nodesLength()) {
    damaged("a batch does not have the buffers its columns need");
  }
  for (const column of columns) {
    if (column.rows !== rows) damaged("the columns of a batch differ in length");
  }
  return { rows, codec: compression === null ? null : readCodec(compression.codec()), columns };
}

function readCodec(code: CompressionType): Codec {
  if (code === CompressionType.LZ4_FRAME) return "lz4";
  if (code === CompressionType.ZSTD) return "zstd";
  return damaged("it is compressed in an unknown way");
}

function readPart(cursor: Cursor, field: ArrowField, plain: boolean): ColumnPart {
  const node = cursor.batch.nodes(cursor.node);
  cursor.node += 1;
  if (node === null || cursor.node > cursor.batch.nodesLength())
    return damaged("a batch leaves out a column");
  const rows = safeLength(node.length(), "the number of rows of a column");
  const claimed = node.nullCount();
  const nulls = claimed === -1n ? -1 : safeLength(claimed, "the number of missing values of a column");
  if (nulls > rows) damaged("a column has more missing values than rows");
  if (!plain) return { field, rows, nulls, buffers: takeBuffers(cursor, 2), children: [] };
  const buffers = takeBuffers(cursor, bufferCount(field.type, cursor));
  const children = hasChildren(field.type)
    ? field.children.map((child) => readPart(cursor, child, child.dictionary === null))
    : [];
  return { field, rows, nulls, buffers, children };
}

function takeBuffers(cursor: Cursor, count: number): BufferPlace[] {
  const taken: BufferPlace[] = [];
  for (let index = 0; index < count; index += 1) {
    const buffer = cursor.buffer < cursor.batch.buffersLength() ? cursor.batch.buffers(cursor.buffer) : null;
    cursor.buffer += 1;
    if (buffer === null) return damaged("a batch leaves out a buffer");
    const offset = safeLength(buffer.offset(), "the place of a buffer");
    const length = safeLength(buffer.length(), "the length of a buffer");
    if (offset + length > cursor.bodyLength) damaged("a buffer lies outside its batch");
    taken.push({ position: cursor.bodyStart + offset, length });
  }
  return taken;
}

const hasChildren = (type: ArrowType): boolean =>
  type.kind === "struct" ||
  type.kind === "list" ||
  type.kind === "fixed-list" ||
  type.kind === "map" ||
  type.kind === "union" ||
  type.kind === "run-end-encoded";

/** How many buffers a column of this type has of its own (Arrow columnar format, "Buffer Listing for Each Layout"). */
function bufferCount(type: ArrowType, cursor: Cursor): number {
  switch (type.kind) {
    case "null":
    case "run-end-encoded":
      return 0;
    case "struct":
    case "fixed-list":
      return 1;
    case "utf8":
    case "binary":
      return type.layout === "view" ? 2 + takeVariadic(cursor) : 3;
    case "list":
      return type.layout === "view" || type.layout === "large-view" ? 3 : 2;
    case "union": {
      // Before metadata version 5 (code 4) unions had a validity bitmap too.
      const own = type.dense ? 2 : 1;
      return cursor.version < 4 ? own + 1 : own;
    }
    case "unknown":
      return damaged("it has a column of a type that is not known here");
    default:
      return 2;
  }
}

function takeVariadic(cursor: Cursor): number {
  const at = cursor.variadic;
  cursor.variadic += 1;
  const count = at < cursor.batch.variadicBufferCountsLength() ? cursor.batch.variadicBufferCounts(at) : null;
  if (count === null) return damaged("a column of views does not say how many buffers it has");
  const buffers = safeLength(count, "the number of buffers of a column");
  if (buffers > cursor.batch.buffersLength()) damaged("a column claims more buffers than its batch has");
  return buffers;
}
