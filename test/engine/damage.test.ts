import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import {
  Schema as ArrowSchema,
  CompressionType,
  compressionRegistry,
  Field,
  makeData,
  Null,
  RecordBatch,
  RecordBatchFileWriter,
  Struct,
  tableFromArrays,
  tableToIPC,
} from "apache-arrow";
import { Endianness } from "apache-arrow/fb/endianness";
import { Message } from "apache-arrow/fb/message";
import { MessageHeader } from "apache-arrow/fb/message-header";
import { MetadataVersion } from "apache-arrow/fb/metadata-version";
import { Schema } from "apache-arrow/fb/schema";
import { Builder } from "flatbuffers";
import { compressFrameSync, decompressFrameSync } from "lz4-napi";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decodeTable } from "../../shared/answer/table/table.ts";
import { tableName } from "../../shared/plan/sql-names.ts";
import { damagedCopy, differsFromOtherReader, randomNumbers } from "./damaged-copy.ts";
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
    t: ["a", "longer than twelve bytes", "a"],
  });

/** The problem's code and text for bytes that cannot be loaded. */
async function refused(bytes: Uint8Array) {
  const result = await engine.engine.load(engine.file(bytes));
  expect(result.ok).toBe(false);
  return result.ok ? null : result.problem;
}

describe("files that are not what they should be", () => {
  it("an empty file", async () => {
    expect((await refused(new Uint8Array(0)))?.code).toBe("not-an-arrow-file");
  });

  it.each([
    ["text", Buffer.from("place,cases\nA,1\n")],
    ["one byte", Uint8Array.of(65)],
    ["zeros", new Uint8Array(64)],
    ["a PDF", Buffer.from("%PDF-1.7 and so on and on")],
  ])("%s", async (_, bytes) => {
    const problem = await refused(bytes);
    expect(problem?.code).toBe("not-an-arrow-file");
    expect(problem?.remedy).toBeTruthy();
  });

  it("a Parquet file says that it is one", async () => {
    expect((await refused(Buffer.from("PAR1 something PAR1")))?.message).toContain("Parquet");
  });

  it("a file cut short at every length is never half read", async () => {
    const bytes = tableToIPC(small(), "file");
    for (let length = 6; length < bytes.length; length += 97) {
      const problem = await refused(bytes.slice(0, length));
      expect(problem?.code, `${length} of ${bytes.length} bytes`).toMatch(/damaged-file|not-an-arrow-file/);
    }
  });

  it("a file that is not the one that was catalogued", async () => {
    const file = engine.file(tableToIPC(small(), "file"));
    writeFileSync(file.path, tableToIPC(tableFromArrays({ n: Int32Array.from([9]) }), "file"));
    const result = await engine.engine.load(file);
    expect(result.ok ? "" : result.problem.code).toBe("data-changed");
  });

  it("a file that is not there", async () => {
    const result = await engine.engine.load({ sha256: "0".repeat(64), path: join(engine.folder, "nowhere") });
    expect(result.ok ? "" : result.problem.code).toBe("data-missing");
  });

  it("a small file that claims billions of rows", async () => {
    const rows = 2 ** 31 - 2;
    const fields = [new Field("n", new Null(), true)];
    const claim = () =>
      new RecordBatch(
        new ArrowSchema(fields),
        makeData({
          type: new Struct(fields),
          length: rows,
          nullCount: 0,
          children: [makeData({ type: new Null(), length: rows })],
        }),
      );
    const writer = new RecordBatchFileWriter();
    for (let count = 0; count < 3; count += 1) writer.write(claim());
    writer.finish();
    expect((await refused(writer.toUint8Array(true)))?.message).toContain(`claims ${3 * rows} rows`);
  });

  it("a small file that would unpack to far more than it claims", async () => {
    // 200 million zeros where about a million bytes belong.
    const bomb = compressFrameSync(Buffer.alloc(200_000_000));
    compressionRegistry.set(CompressionType.LZ4_FRAME, {
      encode: () => bomb,
      decode: (data) => decompressFrameSync(Buffer.from(data)),
    });
    const table = tableFromArrays({ n: Int32Array.from({ length: 300_000 }, (_, row) => row) });
    const writer = new RecordBatchFileWriter({ compressionType: CompressionType.LZ4_FRAME });
    for (const batch of table.batches) writer.write(batch);
    writer.finish();
    const bytes = writer.toUint8Array(true);
    // In front of a compressed buffer stands its length.
    const at = Buffer.from(bytes).indexOf(bomb) - 8;
    new DataView(bytes.buffer, bytes.byteOffset).setBigInt64(at, 1_200_000n, true);
    expect((await refused(bytes))?.code).toBe("damaged-file");
  });

  it("a file for big-endian machines", async () => {
    const problem = await refused(bigEndian());
    expect(problem?.code).toBe("unsupported-format");
    expect(problem?.message).toContain("big-endian");
  });
});

/** A stream that begins with the schema of a big-endian machine and has no columns. */
function bigEndian(): Uint8Array {
  const builder = new Builder();
  const fields = Schema.createFieldsVector(builder, []);
  Schema.startSchema(builder);
  Schema.addEndianness(builder, Endianness.Big);
  Schema.addFields(builder, fields);
  const schema = Schema.endSchema(builder);
  Message.startMessage(builder);
  Message.addVersion(builder, MetadataVersion.V5);
  Message.addHeaderType(builder, MessageHeader.Schema);
  Message.addHeader(builder, schema);
  Message.addBodyLength(builder, 0n);
  builder.finish(Message.endMessage(builder));
  const metadata = builder.asUint8Array();
  const padded = Math.ceil(metadata.length / 8) * 8;
  const bytes = new Uint8Array(8 + padded);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0xffffffff, true);
  view.setInt32(4, padded, true);
  bytes.set(metadata, 8);
  return bytes;
}

describe("tables at the edge", () => {
  it("no rows", async () => {
    const file = engine.file(tableToIPC(tableFromArrays({ n: new Int32Array(0) }), "file"));
    expect(value(await engine.engine.load(file)).rows).toBe(0);
    expect(
      (await engine.rows(`SELECT count(*), sum(n) FROM ${tableName(file.sha256)}`, [file])).rows,
    ).toEqual([[0, null]]);
    const profile = value(await engine.engine.profile(file));
    expect(profile.columns[0]).toMatchObject({ nulls: 0, distinct: 0, min: null, max: null, mean: null });
  });

  it("no columns", async () => {
    expect((await refused(tableToIPC(tableFromArrays({}), "file")))?.code).toMatch(
      /unsupported-type|damaged/,
    );
  });
});

describe("what may happen to the store", () => {
  const stores = () => join(engine.folder, "cache", "stores");

  it("a store that was damaged on disk is built again", async () => {
    const other = startTestEngine();
    try {
      const file = other.file(tableToIPC(small(), "file"));
      value(await other.engine.load(file));
      await other.engine.close();
      const folder = join(other.folder, "cache", "stores");
      const [name = ""] = readdirSync(folder);
      truncateSync(join(folder, name), 100);
      const again = startTestEngine({ cacheFolder: join(other.folder, "cache") });
      const { rows } = await again.rows(`SELECT sum(n) FROM ${tableName(file.sha256)}`, [file]);
      expect(rows).toEqual([[6]]);
      await again.end();
    } finally {
      await other.end();
    }
  });

  it("a store with damage inside gives no wrong number, and is built again", async () => {
    const other = startTestEngine();
    try {
      const numbers = Int32Array.from({ length: 60_000 }, (_, row) => (row * 2_654_435_761) | 0);
      const file = other.file(tableToIPC(tableFromArrays({ n: numbers }), "file"));
      const sql = `SELECT sum(n) FROM ${tableName(file.sha256)}`;
      const right = (await other.rows(sql, [file])).rows;
      await other.engine.close();
      const folder = join(other.folder, "cache", "stores");
      const path = join(folder, readdirSync(folder)[0] ?? "");
      const bytes = readFileSync(path);
      // Behind the three header blocks of 4 KiB.
      for (let at = 13_000; at < bytes.length; at += 50_000) bytes.fill(0xa5, at, at + 64);
      writeFileSync(path, bytes);
      const again = startTestEngine({ cacheFolder: join(other.folder, "cache") });
      const first = await again.engine.query({ sql, params: [], files: [file] });
      if (first.ok) expect(decodeTable(first.value.ipc).rows).toEqual(right);
      expect((await again.rows(sql, [file])).rows).toEqual(right);
      expect(again.pids).toHaveLength(1);
      await again.end();
    } finally {
      await other.end();
    }
  });

  it("a cache that was deleted is made again, with the file still there", async () => {
    const other = startTestEngine();
    try {
      const file = other.file(tableToIPC(small(), "file"));
      value(await other.engine.load(file));
      await other.engine.close();
      rmSync(join(other.folder, "cache"), { recursive: true });
      const again = startTestEngine({ cacheFolder: join(other.folder, "cache") });
      expect(value(await again.engine.load(file)).rows).toBe(3);
      await again.end();
    } finally {
      await other.end();
    }
  });

  it("the least recently used stores go when there are too many", async () => {
    const tight = startTestEngine({ storesMb: 2 });
    try {
      for (let count = 0; count < 8; count += 1) {
        const rows = Int32Array.from({ length: 150_000 }, (_, row) => (row * 2_654_435_761 + count) | 0);
        value(await tight.engine.load(tight.file(tableToIPC(tableFromArrays({ n: rows }), "file"))));
      }
      const kept = readdirSync(join(tight.folder, "cache", "stores"));
      expect(kept.length).toBeLessThan(8);
      expect(kept.length).toBeGreaterThan(0);
    } finally {
      await tight.end();
    }
  });

  it("a store is used without its file, and no half-made one is ever seen", async () => {
    const file = engine.file(tableToIPC(small(), "file"));
    value(await engine.engine.load(file));
    renameSync(file.path, `${file.path}.away`);
    expect((await engine.rows(`SELECT max(x) FROM ${tableName(file.sha256)}`, [file])).rows).toEqual([[2.5]]);
    for (const name of readdirSync(stores())) expect(name).toMatch(/^[0-9a-f]{64}-\d+-[\d.]+\.duckdb$/);
  });
});

describe("random damage", () => {
  const ROOT = "../shared/arrow-golden";
  const golden = existsSync(ROOT)
    ? readdirSync(ROOT, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /\.(arrow_file|stream)$/.test(entry.name))
        .map((entry) => readFileSync(join(entry.parentPath, entry.name)))
    : [];
  if (golden.length === 0)
    console.log("skipped: the golden files are not here, own tables are damaged instead");
  const victims = [...golden, tableToIPC(small(), "file"), tableToIPC(small(), "stream")].map((bytes) =>
    Uint8Array.from(bytes),
  );
  const rounds = Math.ceil(600 / victims.length);

  it(`${rounds * victims.length} times: a problem or the values that are there, never a crash`, {
    timeout: 240_000,
  }, async () => {
    const random = randomNumbers(5);
    const outcomes: Record<string, number> = {};
    const before = engine.pids.length;
    for (const original of victims) {
      for (let round = 0; round < rounds; round += 1) {
        const bytes = damagedCopy(original, random);
        const file = engine.file(bytes, "damaged.arrow");
        const result = await engine.engine.load(file);
        const outcome = result.ok ? "read" : result.problem.code;
        outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
        expect(outcome).toMatch(
          /^(read|damaged-file|not-an-arrow-file|unsupported-type|unsupported-format)$/,
        );
        if (!result.ok) continue;
        const ours = await engine.rows(`SELECT * FROM ${tableName(file.sha256)}`, [file]);
        expect(differsFromOtherReader(bytes, ours, result.value.columns)).toBeNull();
      }
    }
    console.log("damaged files:", outcomes);
    expect(engine.pids.length).toBe(before);
  });
});
