import {
  Bool,
  type DataType,
  DateDay,
  DateMillisecond,
  Decimal,
  Dictionary,
  Field,
  Float32,
  Float64,
  Int8,
  Int16,
  Int32,
  Int64,
  makeData,
  RecordBatch,
  RecordBatchFileWriter,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  Table,
  TimestampMicrosecond,
  TimestampMillisecond,
  TimestampNanosecond,
  TimestampSecond,
  tableToIPC,
  Uint8,
  Uint16,
  Uint32,
  Uint64,
  Utf8,
  type Vector,
  vectorFromArray,
} from "apache-arrow";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decodeTable } from "../../shared/answer/table/table.ts";
import { tableName } from "../../shared/plan/sql-names.ts";
import { startTestEngine, type TestEngine, value } from "./engine-fixture.ts";

let engine: TestEngine;
beforeAll(() => {
  engine = startTestEngine();
});
afterAll(() => engine.end());

/** Loads bytes and gives back what is stored, in the file's order. */
async function stored(bytes: Uint8Array) {
  const file = engine.file(bytes);
  const loaded = value(await engine.engine.load(file));
  const table = await engine.rows(`SELECT * FROM ${tableName(file.sha256)}`, [file]);
  return { loaded, table, file };
}

const batchOf = (columns: Record<string, Vector>): RecordBatch => {
  const vectors = Object.entries(columns);
  const fields = vectors.map(([name, vector]) => new Field(name, vector.type, true));
  const children = vectors.flatMap(([, vector]) => vector.data.slice(0, 1));
  const length = vectors[0]?.[1].length ?? 0;
  return new RecordBatch(
    new Schema(fields),
    makeData({ type: new Struct(fields), length, nullCount: 0, children }),
  );
};

function written(batches: readonly RecordBatch[], format: "file" | "stream"): Uint8Array {
  const writer = format === "file" ? new RecordBatchFileWriter() : new RecordBatchStreamWriter();
  for (const batch of batches) writer.write(batch);
  writer.finish();
  return writer.toUint8Array(true);
}

const dictionary = (values: readonly (string | null)[], type: Dictionary) => vectorFromArray(values, type);

describe("dictionaries", () => {
  it("that change from batch to batch of a stream mean what they mean there", async () => {
    const type = new Dictionary(new Utf8(), new Int8(), 7);
    const batches = [
      ["b", "a"],
      ["c", "b", null],
      ["a", "d"],
    ].map((values) => batchOf({ place: dictionary(values, type) }));
    const { table, loaded } = await stored(written(batches, "stream"));
    expect(table.rows.flat()).toEqual(["b", "a", "c", "b", null, "a", "d"]);
    expect(loaded.columns[0]?.type).toBe("ENUM");
  });

  it("sort and compare as their texts do, whatever order the file lists them in", async () => {
    const names = ["é", "zebra", "Zebra", "a", "", "中", "\u{1f600}", "\uffee"];
    const type = new Dictionary(new Utf8(), new Int32());
    const { file } = await stored(tableToIPC(new Table({ t: dictionary(names, type) }), "file"));
    const from = tableName(file.sha256);
    const byCode = await engine.rows(`SELECT t FROM ${from} ORDER BY t`, [file]);
    const byText = await engine.rows(`SELECT t::VARCHAR FROM ${from} ORDER BY 1`, [file]);
    expect(byCode.rows).toEqual(byText.rows);
    const bounds = await engine.rows(
      `SELECT min(t), max(t), count(*) FILTER (t = $1) FROM ${from}`,
      [file],
      ["nowhere"],
    );
    expect(bounds.rows).toEqual([["", "\u{1f600}", 0]]);
  });

  it("with more entries than an ENUM should have stay text", async () => {
    const names = Array.from({ length: 70_000 }, (_, index) => `name ${index}`);
    const type = new Dictionary(new Utf8(), new Int32());
    const { loaded, table } = await stored(tableToIPC(new Table({ t: dictionary(names, type) }), "file"));
    expect(loaded.columns[0]?.type).toBe("VARCHAR");
    expect(table.rows.at(-1)).toEqual(["name 69999"]);
  });

  it("of numbers become numbers", async () => {
    const type = new Dictionary(new Int64(), new Uint8());
    const vector = vectorFromArray([5n, -7n, 5n, null], type);
    const { table, loaded } = await stored(tableToIPC(new Table({ n: vector }), "file"));
    expect(loaded.columns[0]?.type).toBe("BIGINT");
    expect(table.rows.flat()).toEqual([5, -7, 5, null]);
  });
});

describe("names", () => {
  it("used twice, or that differ only in case, are told apart the same way every time", async () => {
    const one = vectorFromArray([1], new Int32());
    const names = ["Cases", "cases", "CASES", "cases (2)", "", "x.y"];
    const fields = names.map((name) => new Field(name, new Int32(), true));
    const children = names.flatMap(() => one.data);
    const batch = new RecordBatch(
      new Schema(fields),
      makeData({ type: new Struct(fields), length: 1, nullCount: 0, children }),
    );
    const { loaded } = await stored(written([batch], "file"));
    expect(loaded.columns.map(({ name }) => name)).toEqual([
      "Cases",
      "cases (2)",
      "CASES (3)",
      "cases (2) (2)",
      "column 5",
      "x.y",
    ]);
    expect(loaded.columns.map(({ sourceName }) => sourceName)).toEqual([
      undefined,
      "cases",
      "CASES",
      "cases (2)",
      "",
      undefined,
    ]);
  });

  it("of any letters work in queries", async () => {
    const strange = `"; DROP TABLE x; -- ' \u{1f600}`;
    const { table, loaded } = await stored(
      tableToIPC(new Table({ [strange]: vectorFromArray([1], new Int32()) }), "file"),
    );
    expect(loaded.columns[0]?.name).toBe(strange);
    expect(table.columns[0]?.name).toBe(strange);
  });
});

describe("dates and times", () => {
  it("of a date64 column that holds times of day are read as times", async () => {
    const moment = Date.UTC(2020, 2, 1, 12, 30);
    const dates = vectorFromArray(
      [new Date(Date.UTC(2020, 0, 1)), new Date(moment), null],
      new DateMillisecond(),
    );
    const whole = vectorFromArray([new Date(Date.UTC(2020, 0, 1)), null, null], new DateMillisecond());
    const { loaded, table } = await stored(tableToIPC(new Table({ dates, whole }), "file"));
    expect(loaded.columns.map(({ type }) => type)).toEqual(["TIMESTAMP", "DATE"]);
    expect(table.rows).toEqual([
      ["2020-01-01T00:00:00Z", "2020-01-01"],
      ["2020-03-01T12:30:00Z", null],
      [null, null],
    ]);
  });

  it("with a zone are the same instants wherever the machine stands", async () => {
    const instant = 1_583_064_000_000n;
    const of = (type: TimestampMillisecond) =>
      makeData({ type, length: 1, nullCount: 0, data: BigInt64Array.of(instant) });
    const kiritimati = new TimestampMillisecond("Pacific/Kiritimati");
    const fields = [new Field("at", kiritimati, true), new Field("local", new TimestampMillisecond(), true)];
    const children = [of(kiritimati), of(new TimestampMillisecond())];
    const batch = new RecordBatch(
      new Schema(fields),
      makeData({ type: new Struct(fields), length: 1, nullCount: 0, children }),
    );
    const { loaded, file } = await stored(written([batch], "file"));
    expect(loaded.columns.map(({ type }) => type)).toEqual(["TIMESTAMP WITH TIME ZONE", "TIMESTAMP"]);
    expect(loaded.columns[0]?.arrowType).toBe("timestamp[ms, tz=Pacific/Kiritimati]");
    const { rows } = await engine.rows(
      `SELECT "at", local, "at"::DATE, hour("at") FROM ${tableName(file.sha256)}`,
      [file],
    );
    expect(rows).toEqual([["2020-03-01T12:00:00Z", "2020-03-01T12:00:00Z", "2020-03-01", 12]]);
  });
});

describe("large tables", () => {
  it("keep every row, in order, however they are cut into batches", async () => {
    const total = 1_100_000;
    const sizes = [1, 2047, 2048, 2049, 0, 983_040, 3];
    let start = 0;
    const batches = [...sizes, total - sizes.reduce((a, b) => a + b, 0)].map((length) => {
      const numbers = Int32Array.from({ length }, (_, row) => start + row);
      start += length;
      const n = makeData({ type: new Int32(), length, nullCount: 0, data: numbers });
      const fields = [new Field("n", new Int32(), true)];
      return new RecordBatch(
        new Schema(fields),
        makeData({ type: new Struct(fields), length, nullCount: 0, children: [n] }),
      );
    });
    const file = engine.file(written(batches, "file"));
    expect(value(await engine.engine.load(file)).rows).toBe(total);
    const { rows } = await engine.rows(
      `SELECT count(*), sum(n), count(*) FILTER (n <> rowid) FROM ${tableName(file.sha256)}`,
      [file],
    );
    expect(rows).toEqual([[total, (total * (total - 1)) / 2, 0]]);
  });
});

/** A column type with a generator of its values, as apache-arrow takes them. */
const COLUMNS: readonly (readonly [string, () => DataType, fc.Arbitrary<unknown>])[] = [
  ["bool", () => new Bool(), fc.boolean()],
  ["int8", () => new Int8(), fc.integer({ min: -128, max: 127 })],
  ["int16", () => new Int16(), fc.integer({ min: -32_768, max: 32_767 })],
  ["int32", () => new Int32(), fc.integer()],
  ["int64", () => new Int64(), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })],
  ["uint8", () => new Uint8(), fc.integer({ min: 0, max: 255 })],
  ["uint16", () => new Uint16(), fc.integer({ min: 0, max: 65_535 })],
  ["uint32", () => new Uint32(), fc.integer({ min: 0, max: 2 ** 32 - 1 })],
  ["uint64", () => new Uint64(), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })],
  ["float32", () => new Float32(), fc.float({ noNaN: true, noDefaultInfinity: true })],
  ["float64", () => new Float64(), fc.double({ noNaN: true, noDefaultInfinity: true })],
  ["text", () => new Utf8(), fc.string({ unit: "binary", maxLength: 30 })],
  ["dictionary", () => new Dictionary(new Utf8(), new Int16()), fc.string({ unit: "binary", maxLength: 4 })],
  [
    "day",
    () => new DateDay(),
    fc.date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true }),
  ],
  [
    "second",
    () => new TimestampSecond(),
    fc.integer({ min: -60_000_000, max: 250_000_000 }).map((s) => s * 1_000_000),
  ],
  [
    "micro",
    () => new TimestampMicrosecond("UTC"),
    fc.integer({ min: -60_000_000, max: 250_000_000 }).map((s) => s * 1_000_001),
  ],
  ["nano", () => new TimestampNanosecond(), fc.integer({ min: 0, max: 2_000_000 }).map((s) => s * 1_000_003)],
  ["decimal", () => new Decimal(2, 30, 128), fc.bigInt({ min: 0n, max: 10n ** 18n - 1n }).map(wordsOf)],
];

function wordsOf(value_: bigint): Uint32Array {
  return Uint32Array.from({ length: 4 }, (_, word) => Number((value_ >> BigInt(32 * word)) & 0xffff_ffffn));
}

describe("any table", () => {
  it("comes out with the values another reader sees", { timeout: 120_000 }, async () => {
    const column = fc.constantFrom(...COLUMNS);
    const table = fc
      .record({
        columns: fc.array(column, { minLength: 1, maxLength: 5 }),
        length: fc.integer({ min: 0, max: 60 }),
      })
      .chain(({ columns, length }) =>
        fc
          .tuple(
            ...columns.map(([, , values]) =>
              fc.array(fc.option(values, { nil: null, freq: 5 }), { minLength: length, maxLength: length }),
            ),
          )
          .map((cells) => ({ columns, cells })),
      );
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom("file", "stream"), async ({ columns, cells }, format) => {
        const vectors = Object.fromEntries(
          columns.map(([name, type], index) => [
            `${name} ${index}`,
            vectorFromArray(cells[index] ?? [], type()),
          ]),
        );
        const bytes = written([batchOf(vectors)], format === "file" ? "file" : "stream");
        const { table: ours } = await stored(bytes);
        expect(ours.rows).toEqual(decodeTable(bytes).rows);
      }),
      { numRuns: 60 },
    );
  });
});
