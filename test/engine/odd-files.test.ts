import {
  Dictionary,
  Field,
  Int32,
  makeData,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  tableFromArrays,
  tableToIPC,
  Utf8,
  type Vector,
  vectorFromArray,
} from "apache-arrow";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tableName } from "../../shared/plan/sql-names.ts";
import { startTestEngine, type TestEngine, value } from "./engine-fixture.ts";

let engine: TestEngine;
beforeAll(() => {
  engine = startTestEngine();
});
afterAll(() => engine.end());

const small = () =>
  tableFromArrays({
    n: Int32Array.from([1, 2, 3]),
    x: Float64Array.from([0.5, 1.5, 2.5]),
    t: ["a", "longer than twelve bytes", "ü"],
  });
const SMALL = [
  [1, 0.5, "a"],
  [2, 1.5, "longer than twelve bytes"],
  [3, 2.5, "ü"],
];

/** All rows of a file that must load. */
async function rowsOf(bytes: Uint8Array): Promise<readonly (readonly unknown[])[]> {
  const file = engine.file(bytes);
  value(await engine.engine.load(file));
  return (await engine.rows(`SELECT * FROM ${tableName(file.sha256)}`, [file])).rows;
}

async function refusal(bytes: Uint8Array): Promise<string> {
  const result = await engine.engine.load(engine.file(bytes));
  return result.ok ? "read" : result.problem.code;
}

const joined = (...parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(Buffer.concat(parts));

/** The messages of a stream: each the 8 bytes in front, its description and its body. */
function messagesOf(stream: Uint8Array): { head: Uint8Array; body: Uint8Array }[] {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  const found: { head: Uint8Array; body: Uint8Array }[] = [];
  for (let at = 0; at + 8 <= stream.length; ) {
    const length = view.getInt32(at + 4, true);
    if (length === 0) break;
    const head = stream.slice(at, at + 8 + length);
    // The body's length is the one field of the description that is needed here: the next message shows where it ends.
    let end = at + 8 + length;
    while (end + 8 <= stream.length && view.getUint32(end, true) !== 0xffff_ffff) end += 8;
    found.push({ head, body: stream.slice(at + 8 + length, end) });
    at = end;
  }
  return found;
}

describe("streams", () => {
  const stream = () => tableToIPC(small(), "stream");
  const withoutEnd = () => stream().subarray(0, stream().length - 8);

  it("end where their bytes end, with or without the mark for it", async () => {
    expect(await rowsOf(stream())).toEqual(SMALL);
    expect(await rowsOf(withoutEnd())).toEqual(SMALL);
  });

  it("end at their mark: filling may follow, but a second table would be left out and is refused", async () => {
    expect(await rowsOf(joined(stream(), new Uint8Array(512)))).toEqual(SMALL);
    expect(await refusal(joined(stream(), stream()))).toBe("unsupported-format");
    expect(await refusal(joined(stream(), Buffer.from("and some more bytes, of no meaning")))).toBe(
      "unsupported-format",
    );
  });

  it("may begin their messages the old way, without a mark (before version 0.15)", async () => {
    const old = messagesOf(stream()).map(({ head, body }) => {
      // A shorter prefix: the description itself, filled up so that the body begins at a multiple of eight.
      const description = head.subarray(8);
      const filled = new Uint8Array(Math.ceil((description.length + 4) / 8) * 8 - 4);
      filled.set(description);
      const length = new Uint8Array(4);
      new DataView(length.buffer).setInt32(0, filled.length, true);
      return joined(length, filled, body);
    });
    expect(await rowsOf(joined(...old, new Uint8Array(4)))).toEqual(SMALL);
  });

  it("with rubbish where a message should begin are refused", async () => {
    expect(await refusal(joined(withoutEnd(), Buffer.from("rubbish instead of a message")))).toBe(
      "damaged-file",
    );
  });
});

describe("files", () => {
  const file = () => tableToIPC(small(), "file");

  it("with bytes behind their end mark are refused, not guessed at", async () => {
    expect(await refusal(joined(file(), Uint8Array.of(0)))).toBe("damaged-file");
  });

  it.each([1, -1, 8, 1_000_000, -(2 ** 31)])(
    "whose table of contents is off by %d bytes are refused",
    async (off) => {
      const bytes = file();
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      view.setInt32(bytes.length - 10, view.getInt32(bytes.length - 10, true) + off, true);
      expect(await refusal(bytes)).toBe("damaged-file");
    },
  );

  it("with the table of contents of another file are refused", async () => {
    const other = tableToIPC(
      tableFromArrays({ other: Int32Array.from({ length: 9000 }, (_, row) => row) }),
      "file",
    );
    const tail = (bytes: Uint8Array) => {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      return bytes.length - 10 - view.getInt32(bytes.length - 10, true);
    };
    expect(await refusal(joined(file().subarray(0, tail(file())), other.subarray(tail(other))))).toBe(
      "damaged-file",
    );
  });
});

describe("many of everything", () => {
  const BATCHES = 3000;

  it(`${BATCHES} batches of one row, and a dictionary that grows with every tenth`, async () => {
    const type = new Dictionary(new Utf8(), new Int32(), 0);
    const schema = new Schema([new Field("t", type, true)]);
    const writer = new RecordBatchStreamWriter();
    const texts: string[] = [];
    let dictionary: Vector<Utf8> = vectorFromArray([""], new Utf8());
    for (let row = 0; row < BATCHES; row += 1) {
      if (row % 10 === 0) {
        // The writer then adds to the dictionary.
        texts.push(`text ${row}`);
        dictionary = vectorFromArray(texts, new Utf8());
      }
      const codes = makeData({ type, length: 1, data: Int32Array.of(texts.length - 1), dictionary });
      const data = makeData({ type: new Struct(schema.fields), length: 1, nullCount: 0, children: [codes] });
      writer.write(new RecordBatch(schema, data));
    }
    writer.finish();
    const rows = await rowsOf(await writer.toUint8Array());
    expect(rows.map(([text]) => text)).toEqual(
      Array.from({ length: BATCHES }, (_, row) => `text ${row - (row % 10)}`),
    );
  });

  it("three thousand columns", { timeout: 60_000 }, async () => {
    const columns = Object.fromEntries(
      Array.from({ length: 3000 }, (_, index) => [`c${index}`, Int32Array.of(index, -index)]),
    );
    const rows = await rowsOf(tableToIPC(tableFromArrays(columns), "file"));
    expect(rows[1]?.slice(2990)).toEqual(Array.from({ length: 10 }, (_, index) => -(2990 + index)));
  });
});
