import {
  type Data,
  DataType,
  Field,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  tableFromIPC,
  tableToIPC,
  Utf8,
  type Vector,
} from "apache-arrow";
import { atOnce, type Steps } from "../../steps.ts";
import type { AnswerTable, Cell, TableColumn } from "../answer.ts";
import { cellReader } from "./arrow-cells.ts";
import { columnData } from "./arrow-columns.ts";
import type { RawTable } from "./read-result.ts";
import { readColumns } from "./result-columns.ts";

/** A query's result as plain values. `type` says how to read the cells of a column. */
export type ResultTable = {
  readonly columns: readonly { readonly name: string; readonly type: TableColumn["type"] }[];
  readonly rows: readonly (readonly Cell[])[];
};

/**
 * Decodes an Arrow IPC stream or file of flat columns. Dates become `YYYY-MM-DD`, times ISO 8601 in UTC, whole and
 * decimal numbers numbers where that is exact and decimal text where not, NaN and infinities null, bytes hexadecimal.
 * Throws an Error when the bytes are not Arrow, or a column is nested.
 */
export function decodeTable(ipc: Uint8Array): ResultTable {
  const table = tableFromIPC(ipc);
  // Bytes that are not Arrow come out of the library as a table of nothing.
  if (table.schema.fields.length === 0) throw new Error("These bytes are not an Arrow table.");
  const columns = table.schema.fields.map((field) => ({ name: field.name, type: kindOf(field.type) }));
  const rows: Cell[][] = Array.from({ length: table.numRows }, () =>
    new Array<Cell>(columns.length).fill(null),
  );
  for (let column = 0; column < columns.length; column += 1) {
    const vector: Vector | null = table.getChildAt(column);
    if (vector === null) continue;
    let row = 0;
    for (const data of vector.data) {
      const cell = cellReader(data);
      for (let index = 0; index < data.length; index += 1, row += 1) {
        const target = rows[row];
        if (target !== undefined) target[column] = cell(index);
      }
    }
  }
  return { columns, rows };
}

/** A result of the engine for an answer: as columns, its rows only where they are asked for. Throws as `decodeTable` does. */
export function readTable(ipc: Uint8Array): RawTable {
  const asColumns = readColumns(ipc);
  let rows: RawTable["rows"] | undefined;
  return {
    asColumns,
    columns: asColumns.columns,
    get rows() {
      rows ??= decodeTable(ipc).rows;
      return rows;
    },
  };
}

function kindOf(type: DataType): TableColumn["type"] {
  if (DataType.isInt(type) || DataType.isFloat(type) || DataType.isDecimal(type)) return "number";
  if (DataType.isBool(type)) return "boolean";
  if (DataType.isDate(type)) return "date";
  if (DataType.isTimestamp(type)) return "time";
  return DataType.isDictionary(type) ? kindOf(type.dictionary) : "text";
}

/**
 * Writes an answer's table as an Arrow IPC stream, the same bytes for the same table: what `decodeTable` reads back.
 * Label, unit and role of a column stand in its metadata.
 */
export const encodeAnswerTable = (table: AnswerTable): Uint8Array => atOnce(encodingTable(table));

/** The same in steps. */
export function* encodingTable(table: AnswerTable): Steps<Uint8Array> {
  const children: Data[] = [];
  for (const [index, { type }] of table.columns.entries()) {
    yield;
    const cells = table.rows.map((row) => row[index] ?? null);
    yield;
    children.push(columnData(index, type, cells));
  }
  const fields = table.columns.map((column, index) => {
    const metadata = new Map([
      ["askline:label", column.label],
      ["askline:role", column.role],
      ...(column.unit === null ? [] : [["askline:unit", column.unit] as const]),
    ]);
    return new Field(column.name, children[index]?.type ?? new Utf8(), true, metadata);
  });
  const schema = new Schema(fields, new Map([["askline:suppressed", JSON.stringify(table.suppressed)]]));
  const struct = makeData({ type: new Struct(fields), length: table.rows.length, nullCount: 0, children });
  return tableToIPC(new Table([new RecordBatch(schema, struct)]), "stream");
}
