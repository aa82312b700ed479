import {
  Bool,
  type Data,
  type DataType,
  DateDay,
  Dictionary,
  Float64,
  Int32,
  makeData,
  TimestampMicrosecond,
  Utf8,
  vectorFromArray,
} from "apache-arrow";
import type { Cell, TableColumn } from "../answer.ts";
import { remembered } from "../series-calendar.ts";
import { parseDate, parseStamp } from "./moment.ts";
import { codesOf } from "./result-columns.ts";

/** The cells of one column as Arrow, in its own type; as text where a cell does not fit that. `index`: which column it is. */
export function columnData(index: number, type: TableColumn["type"], cells: readonly Cell[]): Data {
  return exactColumn(type, cells) ?? texts(cells, index);
}

function exactColumn(type: TableColumn["type"], cells: readonly Cell[]): Data | null {
  switch (type) {
    case "number": {
      if (!fits(cells, (cell) => typeof cell === "number")) return null;
      const data = new Float64Array(cells.length);
      for (let row = 0; row < data.length; row += 1) {
        const cell = cells[row];
        if (typeof cell === "number") data[row] = cell;
      }
      return makeData({ type: new Float64(), length: cells.length, ...present(cells), data });
    }
    case "boolean":
      return fits(cells, (cell) => typeof cell === "boolean") ? single(cells, new Bool()) : null;
    case "date": {
      const days = parsed(cells, parseDate);
      if (days === null) return null;
      const data = new Int32Array(days.length);
      for (let row = 0; row < data.length; row += 1) data[row] = days[row] ?? 0;
      return makeData({ type: new DateDay(), length: cells.length, ...present(days), data });
    }
    case "time": {
      const micros = parsed(cells, parseStamp);
      if (micros === null) return null;
      const data = BigInt64Array.from(micros, (value) => value ?? 0n);
      const stamps = new TimestampMicrosecond("UTC");
      return makeData({
        type: stamps,
        length: cells.length,
        ...present(micros),
        data,
      });
    }
    case "text":
      return null;
  }
}

const fits = (cells: readonly Cell[], test: (cell: Cell) => boolean): boolean =>
  cells.every((cell) => cell === null || test(cell));

/** Cells read as dates or times, which come back in many rows; null where one is none. */
function parsed<T>(cells: readonly Cell[], parse: (text: string) => T | null): (T | null)[] | null {
  const read = remembered(parse);
  const values = cells.map((cell) => (typeof cell === "string" ? read(cell) : null));
  return cells.every((cell, at) => (cell === null) === (values[at] === null)) ? values : null;
}

/** Which of the values are there, as Arrow's bits. */
function present(values: readonly unknown[]): {
  readonly nullCount: number;
  readonly nullBitmap: Uint8Array;
} {
  const nullBitmap = new Uint8Array(Math.ceil(values.length / 8));
  let nullCount = 0;
  for (let row = 0; row < values.length; row += 1) {
    if (values[row] === null) nullCount += 1;
    else nullBitmap[row >> 3] = (nullBitmap[row >> 3] ?? 0) | (1 << (row & 7));
  }
  return { nullCount, nullBitmap };
}

/** A dictionary of the texts, in the order in which they come. */
function texts(cells: readonly Cell[], index: number): Data {
  const { codes, entries } = codesOf(cells.length, (row) => cells[row] ?? null);
  return makeData({
    type: new Dictionary(new Utf8(), new Int32(), index),
    length: cells.length,
    ...present(cells),
    data: codes.map((code) => Math.max(0, code)),
    dictionary: vectorFromArray(entries, new Utf8()),
  });
}

function single(values: readonly unknown[], type: DataType): Data {
  const data = vectorFromArray(values, type).data[0];
  if (data === undefined) throw new Error("A column has no data.");
  return data;
}
