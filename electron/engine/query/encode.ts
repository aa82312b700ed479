import type { DuckDBDataChunk, DuckDBResult } from "@duckdb/node-api";
import duckdb from "@duckdb/node-bindings";
import { Field, makeData, RecordBatch, RecordBatchStreamWriter, Schema, Struct } from "apache-arrow";
import { collectorsFor } from "./collect.ts";

/** Gathers the chunks of a result into Arrow record batches. */
export type ResultEncoder = {
  /** Rows taken in so far, over all batches. */
  readonly rows: () => number;
  readonly append: (chunk: DuckDBDataChunk) => void;
  /** The rows since the last batch as one record batch. */
  readonly batch: () => RecordBatch;
};

/** An encoder for the columns of a result. With `oneBatch` only one batch will be asked for. */
export function resultEncoder(result: DuckDBResult, oneBatch = true): ResultEncoder {
  const names = result.deduplicatedColumnNames();
  const makers = names.map((_, column) => collectorsFor(result.columnLogicalType(column), oneBatch, column));
  let collectors = makers.map((make) => make());
  let schema: Schema | null = null;
  let rows = 0;
  let inBatch = 0;
  return {
    rows: () => rows,
    append: (chunk) => {
      const count = chunk.rowCount;
      collectors.forEach((collector, index) => {
        collector.append(duckdb.data_chunk_get_vector(chunk.chunk, index), count, (row) =>
          chunk.getColumnVector(index).getItem(row),
        );
      });
      rows += count;
      inBatch += count;
    },
    batch: () => {
      const children = collectors.map((collector) => collector.finish());
      schema ??= new Schema(children.map((data, index) => new Field(names[index] ?? "", data.type, true)));
      const type = new Struct(schema.fields);
      const length = inBatch;
      inBatch = 0;
      collectors = makers.map((make) => make());
      return new RecordBatch(schema, makeData({ type, length, nullCount: 0, children }));
    },
  };
}

/** Takes in all rows that a result still has. While one chunk is taken in, DuckDB already brings the next. */
export async function encodeAll(result: DuckDBResult, encoder: ResultEncoder): Promise<void> {
  let coming = result.fetchChunk();
  for (;;) {
    const chunk = await coming;
    if (chunk === null || chunk.rowCount === 0) return;
    coming = result.fetchChunk();
    coming.catch(() => undefined); // told by the next turn, unless this chunk cannot be taken in
    encoder.append(chunk);
  }
}

/** One record batch as an Arrow IPC stream. */
export function streamBytes(batch: RecordBatch): Uint8Array {
  const writer = new RecordBatchStreamWriter();
  writer.write(batch);
  writer.finish();
  return writer.toUint8Array(true);
}
