import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { DataType, tableFromIPC } from "apache-arrow";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { encodeAll, resultEncoder, streamBytes } from "../../electron/engine/query/encode.ts";

let instance: DuckDBInstance;
let connection: DuckDBConnection;
beforeAll(async () => {
  instance = await DuckDBInstance.create(":memory:");
  connection = await instance.connect();
});
afterAll(() => {
  connection.closeSync();
  instance.closeSync();
});

/** A column as it goes out, beside what DuckDB itself says it holds. */
async function column(text: string, rows: number) {
  const sql = `SELECT ${text} AS t FROM range(${rows}) ORDER BY range`;
  const expected = (await (await connection.run(sql)).getRows()).map(([cell]) => cell);
  const result = await (await connection.prepare(sql)).stream();
  const encoder = resultEncoder(result);
  await encodeAll(result, encoder);
  const bytes = streamBytes(encoder.batch());
  const vector = tableFromIPC(bytes).getChildAt(0);
  if (vector === null) throw new Error("The column is gone.");
  return {
    expected,
    got: Array.from({ length: vector.length }, (_, row): unknown => vector.get(row)),
    entries: DataType.isDictionary(vector.type) ? (vector.data[0]?.dictionary?.length ?? 0) : null,
    size: bytes.length,
  };
}

describe("plain texts of a result", () => {
  it.each([
    ["short ones", "'Region ' || (range % 40)", 5000, 40],
    ["long ones", "'The health centre of district ' || (range % 700)", 9000, 700],
    [
      "with gaps, empty ones and other alphabets",
      "CASE range % 5 WHEN 0 THEN NULL WHEN 1 THEN '' WHEN 2 THEN 'Ελλάδα και Κύπρος' WHEN 3 THEN '🌍' ELSE 'Zürich' END",
      4000,
      4,
    ],
    ["many, each often", "md5((range % 3000)::VARCHAR)", 20_000, 3000],
  ])("go out as codes where few are different: %s", async (_, text, rows, entries) => {
    const sent = await column(text, rows);
    expect(sent.got).toEqual(sent.expected);
    expect(sent.entries).toBe(entries);
  });

  it.each([
    ["each its own", "md5(range::VARCHAR)", 9000],
    [
      "different at first, then alike",
      "CASE WHEN range < 3000 THEN md5(range::VARCHAR) WHEN range % 7 = 0 THEN NULL ELSE 'the same text for all of them' END",
      4000,
    ],
    [
      "alike at first, then different",
      "CASE WHEN range < 2500 THEN 'the same text for all of them' ELSE md5(range::VARCHAR) END",
      30_000,
    ],
    ["more than a dictionary holds", "'number ' || (range % 70000)", 150_000],
    ["longer than a page of memory", "repeat(chr(97 + (range % 26)::INT), 4000 + range::INT)", 500],
    ["of very different lengths", "repeat(md5(range::VARCHAR), (range % 50)::INT)", 3000],
    ["all missing", "NULL::VARCHAR", 3000],
    ["a single one", "'one'", 1],
    ["none", "'none'", 0],
  ])("go out as they are where most are different: %s", async (_, text, rows) => {
    const sent = await column(text, rows);
    expect(sent.got).toEqual(sent.expected);
    expect(sent.entries).toBeNull();
  });

  it("take a fraction of the room as codes", async () => {
    const alike = await column("'The health centre of district ' || (range % 20)", 20_000);
    const apart = await column("'The health centre of district ' || range", 20_000);
    expect(alike.size * 6).toBeLessThan(apart.size);
  });

  it("stay bytes where they are bytes", async () => {
    const sent = await column("encode('bytes of row ' || (range % 3))", 3000);
    expect(sent.entries).toBeNull();
    expect(sent.got.map((cell) => Buffer.from(cell as Uint8Array).toString())).toEqual(
      Array.from({ length: 3000 }, (_, row) => `bytes of row ${row % 3}`),
    );
  });
});
