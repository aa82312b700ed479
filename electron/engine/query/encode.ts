import type { DuckDBDataChunk, DuckDBResult } from "@duckdb/node-api";
import duckdb from "@duckdb/node-bindings";
import { Field, makeData, RecordBatch, RecordBatchStreamWriter, Schema, Struct } from "apache-arrow";
import { type Collector, collectorFor } from "./collect.ts";

/** Gathers the chunks of one result into a single Arrow record batch. */
export type ResultEncoder = {
  readonly rows: () => number;
  readonly append: (chunk: DuckDBDataChunk) => void;
  /** The rows so far as one record batch. */
  readonly batch: () => RecordBatch;
};

/** An encoder for the columns of a result. */
export function resultEncoder(result: DuckDBResult): ResultEncoder {
  const names = result.deduplicatedColumnNames();
  const collectors: Collector[] = result.columnTypes().map(collectorFor);
  let rows = 0;
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
    },
    batch: () => {
      const children = collectors.map((collector) => collector.finish());
      const fields = children.map((data, index) => new Field(names[index] ?? "", data.type, true));
      return new RecordBatch(
        new Schema(fields),
        makeData({ type: new Struct(fields), length: rows, nullCount: 0, children }),
      );
    },
  };
}

/** One record batch as an Arrow IPC stream. */
export function streamBytes(batch: RecordBatch): Uint8Array {
  const writer = new RecordBatchStreamWriter();
  writer.write(batch);
  writer.finish();
  return writer.toUint8Array(true);
}
