import {
  Dictionary,
  Int32,
  Int64,
  makeVector,
  RecordBatchStreamWriter,
  Table,
  Utf8,
  vectorFromArray,
} from "apache-arrow";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RawRow } from "../../../shared/answer/table/read-result.ts";
import { columnsOfRows, readColumns } from "../../../shared/answer/table/result-columns.ts";
import { columnsOf, picked, type RowColumns, rowsOf } from "../../../shared/answer/table/row-columns.ts";
import { inOrder } from "../../../shared/answer/table/row-order.ts";
import { decodeTable, encodeAnswerTable, readTable } from "../../../shared/answer/table/table.ts";

const text = fc.oneof(fc.constantFrom("", "a", "b", "é", "not stated"), fc.string({ maxLength: 4 }));
const number = fc.oneof(fc.constant(null), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer());
const row: fc.Arbitrary<RawRow> = fc.record({
  w: fc.constantFrom("now", "then"),
  area: fc.option(fc.constantFrom("ITA", "FRA"), { nil: null }),
  places: fc.tuple(fc.option(text, { nil: null }), fc.option(text, { nil: null })),
  dims: fc.tuple(fc.constantFrom("m", "f", "not stated")),
  t: fc.option(fc.constantFrom("2020-01-06", "2020-01-13", "-5", "2014"), { nil: null }),
  t2: fc.option(text, { nil: null }),
  v: number,
  x: number,
  y: number,
  n: number,
  nn: number,
  m: number,
});

/** The order written down row by row. */
const byKey = (a: RawRow, b: RawRow): number => {
  const keys = ({ w, area, places, dims, t }: RawRow) => [w, area, ...places, ...dims, t];
  const [one, other] = [keys(a), keys(b)];
  for (const [at, mine] of one.entries()) {
    const theirs = other[at] ?? null;
    if (mine === theirs) continue;
    if (mine === null) return -1;
    return theirs === null || mine > theirs ? 1 : -1;
  }
  return 0;
};

const everyRow = ({ length }: RowColumns): Int32Array => Int32Array.from({ length }, (_, at) => at);

/** All cells of a table's columns as texts and as numbers. */
const cellsOf = ({ length, columns, texts, numbers }: ReturnType<typeof readColumns>) =>
  columns.map((_, column) => {
    const { codes, entries } = texts(column);
    return {
      texts: Array.from({ length }, (__, at) => entries[codes[at] ?? -1] ?? null),
      numbers: [...numbers(column)],
    };
  });

describe("rows as columns", () => {
  it("come back one by one as they were", () => {
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        expect(rowsOf(columnsOf(rows))).toEqual(rows.map((one) => ({ ...one })));
      }),
    );
  });

  it("are put in the order that comparing row with row gives, equal ones as they stood", () => {
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const columns = columnsOf(rows);
        expect(rowsOf(picked(columns, inOrder(columns, everyRow(columns))))).toEqual(rows.toSorted(byKey));
      }),
    );
  });
});

describe("a result's columns", () => {
  it("hold what its rows hold, read from Arrow or from the rows", () => {
    const cell = fc.oneof(fc.constant(null), text, fc.integer(), fc.constantFrom("12", "x", "1e400"));
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, fc.option(fc.integer(), { nil: null }))), (rows) => {
        const columns = [0, 1].map((at) => ({
          ...{ name: `c${at}`, label: "", unit: null, role: "note" as const },
          type: at === 0 ? ("text" as const) : ("number" as const),
        }));
        const ipc = encodeAnswerTable({ columns, rows, suppressed: [] });
        const read = readTable(ipc);
        expect(read.rows).toEqual(decodeTable(ipc).rows);
        expect(cellsOf(readColumns(ipc))).toEqual(cellsOf(columnsOfRows({ columns, rows: read.rows })));
      }),
    );
  });

  it("tells texts apart by their bytes, also over several batches, and reads dictionaries and 64-bit numbers", () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(text, { nil: null }), { minLength: 1 }),
        fc.array(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), { minLength: 1 }),
        (texts, wholes) => {
          const plain = vectorFromArray(texts, new Utf8());
          const coded = vectorFromArray(texts, new Dictionary(new Utf8(), new Int32()));
          const big = makeVector({
            type: new Int64(),
            data: BigInt64Array.from(texts, (_, at) => wholes[at % wholes.length] ?? 0n),
          });
          const writer = new RecordBatchStreamWriter();
          const table = new Table({ plain, coded, big });
          for (const batch of [...table.batches, ...table.batches]) writer.write(batch);
          writer.finish();
          const [one, other, numbers] = cellsOf(readColumns(writer.toUint8Array(true)));
          expect(one?.texts).toEqual([...texts, ...texts]);
          expect(other?.texts).toEqual([...texts, ...texts]);
          const expected = texts.map((_, at) => Number(wholes[at % wholes.length]));
          expect(numbers?.numbers).toEqual([...expected, ...expected]);
        },
      ),
    );
  });

  it("are refused where the bytes are no table", () => {
    expect(() => readColumns(new Uint8Array([1, 2, 3]))).toThrow("not an Arrow table");
  });
});
