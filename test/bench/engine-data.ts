import { once } from "node:events";
import { createWriteStream, existsSync, renameSync } from "node:fs";
import { compress as compressZstd, decompress as decompressZstd, init as initZstd } from "@bokuweb/zstd-wasm";
import {
  Bool,
  CompressionType,
  compressionRegistry,
  Data,
  type DataType,
  DateDay,
  Dictionary,
  Field,
  Float64,
  Int32,
  Int64,
  makeData,
  RecordBatch,
  RecordBatchFileWriter,
  Schema,
  Struct,
  TimestampMicrosecond,
  Utf8,
  Vector,
} from "apache-arrow";
import { compressFrameSync, decompressFrameSync } from "lz4-napi";

/** Rows of a batch: 39 batches make 10 million rows, as in the measurements that set our ratios. */
const BATCH_ROWS = 262_144;
const REGIONS = 400;
const TEXTS = 50_000;

/** A small generator of random numbers below 2^32 (xorshift32), the same for the same seed. */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state;
  };
}

function textData(values: readonly string[]): Data {
  const bytes = values.map((value) => Buffer.from(value, "utf8"));
  const offsets = new Int32Array(values.length + 1);
  bytes.forEach((value, index) => {
    offsets[index + 1] = (offsets[index] ?? 0) + value.length;
  });
  return makeData({
    type: new Utf8(),
    length: values.length,
    nullCount: 0,
    valueOffsets: offsets,
    data: Buffer.concat(bytes),
  });
}

const regionNames = Array.from({ length: REGIONS }, (_, index) => `Region ${String(index).padStart(3, "0")}`);
const facilityNames = Array.from(
  { length: TEXTS },
  (_, index) => `${["Clinic", "Health centre", "Hospital"][index % 3]} ${(index * 7919) % 99_991}`,
);

/** The columns: day, instant, region (dictionary of 400), facility (50,000 texts), cases, rate (3 % missing), open, id. */
function makeFields(): { fields: Field[]; region: Dictionary; regions: Vector } {
  const region = new Dictionary(new Utf8(), new Int32());
  const types: readonly (readonly [string, DataType])[] = [
    ["day", new DateDay()],
    ["at", new TimestampMicrosecond("UTC")],
    ["region", region],
    ["facility", new Utf8()],
    ["cases", new Int32()],
    ["rate", new Float64()],
    ["open", new Bool()],
    ["id", new Int64()],
  ];
  return {
    fields: types.map(([name, type]) => new Field(name, type, true)),
    region,
    regions: new Vector([textData(regionNames)]),
  };
}

/** How the bodies of a file's batches are packed. */
export type Codec = "none" | "lz4" | "zstd";

const PACKED = { none: null, lz4: CompressionType.LZ4_FRAME, zstd: CompressionType.ZSTD } as const;

/** Teaches the Arrow library to pack batches; Zstandard at its lowest level, which is what other writers take. */
async function makePackReady(codec: Codec): Promise<void> {
  if (codec === "lz4")
    compressionRegistry.set(CompressionType.LZ4_FRAME, {
      encode: (data) => compressFrameSync(Buffer.from(data)),
      decode: (data) => decompressFrameSync(Buffer.from(data)),
    });
  if (codec !== "zstd") return;
  await initZstd();
  compressionRegistry.set(CompressionType.ZSTD, {
    encode: (data) => compressZstd(Buffer.from(data), 1),
    decode: (data) => decompressZstd(data),
  });
}

/** Writes the bench table with so many rows, once: a file that is there is kept. */
export async function writeBenchTable(path: string, rows: number, codec: Codec = "none"): Promise<void> {
  if (existsSync(path)) return;
  await makePackReady(codec);
  const made = makeFields();
  const schema = new Schema(made.fields);
  const random = randomNumbers(20_200_301);
  const packing = PACKED[codec];
  const writer = new RecordBatchFileWriter(packing === null ? {} : { compressionType: packing });
  const out = createWriteStream(`${path}.part`);
  const written = (async () => {
    for await (const chunk of writer) if (!out.write(chunk)) await once(out, "drain");
  })();
  for (let start = 0; start < rows; start += BATCH_ROWS) {
    const length = Math.min(BATCH_ROWS, rows - start);
    writer.write(new RecordBatch(schema, makeBatch(made, start, length, random)));
    await new Promise(setImmediate);
  }
  writer.finish();
  await written;
  out.end();
  await once(out, "finish");
  renameSync(`${path}.part`, path);
}

function makeBatch(
  { fields, region, regions }: ReturnType<typeof makeFields>,
  start: number,
  length: number,
  random: () => number,
): Data<Struct> {
  const day = new Int32Array(length);
  const at = new BigInt64Array(length);
  const codes = new Int32Array(length);
  const facilities = new Int32Array(length);
  const cases = new Int32Array(length);
  const rate = new Float64Array(length);
  const present = new Uint8Array(Math.ceil(length / 8));
  const open = new Uint8Array(Math.ceil(length / 8));
  const id = new BigInt64Array(length);
  let missing = 0;
  for (let row = 0; row < length; row += 1) {
    const whole = 18_262 + (random() % 1461);
    day[row] = whole;
    at[row] = BigInt(whole) * 86_400_000_000n + BigInt(random() % 86_400) * 1_000_000n;
    codes[row] = random() % REGIONS;
    facilities[row] = random() % TEXTS;
    cases[row] = random() % 1000;
    rate[row] = (random() % 1_000_000) / 1000;
    if (random() % 100 < 3) missing += 1;
    else present[row >> 3] = (present[row >> 3] ?? 0) | (1 << (row & 7));
    if (random() % 2 === 0) open[row >> 3] = (open[row >> 3] ?? 0) | (1 << (row & 7));
    id[row] = BigInt(start + row) * 1_000_003n;
  }
  const child = (index: number, nullCount: number, buffers: unknown[], dictionary?: Vector): Data => {
    const type = fields[index]?.type;
    if (type === undefined) throw new Error("A column has no type.");
    return new Data(type, 0, length, nullCount, buffers as unknown as Data["buffers"], [], dictionary);
  };
  const text = textData(Array.from(facilities, (facility) => facilityNames[facility] ?? ""));
  void region;
  const children = [
    child(0, 0, [undefined, day]),
    child(1, 0, [undefined, at]),
    child(2, 0, [undefined, codes], regions),
    text,
    child(4, 0, [undefined, cases]),
    child(5, missing, [undefined, rate, present]),
    child(6, 0, [undefined, open]),
    child(7, 0, [undefined, id]),
  ];
  return makeData({ type: new Struct(fields), length, nullCount: 0, children });
}
