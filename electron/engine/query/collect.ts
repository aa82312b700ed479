import {
  DuckDBDecimalType,
  DuckDBEnumType,
  type DuckDBType,
  DuckDBTypeId,
  type DuckDBValue,
} from "@duckdb/node-api";
import duckdb, { type Vector } from "@duckdb/node-bindings";
import {
  Vector as ArrowVector,
  Binary,
  Bool,
  Data,
  type DataType,
  DateDay,
  Decimal,
  Dictionary,
  Float32,
  Float64,
  Int8,
  Int16,
  Int32,
  Int64,
  TimeMicrosecond,
  TimeNanosecond,
  TimestampMicrosecond,
  TimestampMillisecond,
  TimestampNanosecond,
  TimestampSecond,
  Uint8,
  Uint16,
  Uint32,
  Uint64,
  Utf8,
} from "apache-arrow";
import { GrowingBits, GrowingBytes } from "./growing.ts";

/** Takes in one column of a result chunk by chunk and gives it out as Arrow. */
export type Collector = {
  readonly append: (vector: Vector, rows: number, value: (row: number) => DuckDBValue) => void;
  readonly finish: () => Data;
};

/** How many bits or bytes of a vector to look at: DuckDB keeps validity in 8-byte words, null when all are valid. */
function vectorValidity(vector: Vector, rows: number): Uint8Array | null {
  const bits: Uint8Array | null = duckdb.vector_get_validity(vector, Math.ceil(rows / 64) * 8);
  return bits;
}

/**
 * Makes collectors for a column of this DuckDB type, one for each batch; types that Arrow tables rarely hold become
 * text. With `oneBatch` a dictionary holds the members that occur; else all, so that every batch can share it.
 */
export function collectorsFor(type: DuckDBType, oneBatch: boolean, column: number): () => Collector {
  if (type instanceof DuckDBEnumType && !oneBatch) {
    const arrow = dictionaryOf(column);
    const all = textVector(type.values);
    return () => enumsWhole(type, arrow, all);
  }
  return () => collectorFor(type, column);
}

/**
 * A dictionary named after its column: the library would count on through the life of the process, and the same table would be
 * other bytes, and so another file, each time it is written.
 */
const dictionaryOf = (column: number) => new Dictionary(new Utf8(), new Int32(), column);

function collectorFor(type: DuckDBType, column: number): Collector {
  const plain = PLAIN[type.typeId];
  if (plain !== undefined) return sameLayout(plain.type(), plain.width);
  if (type instanceof DuckDBDecimalType) return decimals(type);
  if (type instanceof DuckDBEnumType) return enums(type, column);
  switch (type.typeId) {
    case DuckDBTypeId.BOOLEAN:
      return booleans();
    case DuckDBTypeId.VARCHAR:
      return texts(new Utf8());
    case DuckDBTypeId.BLOB:
      return texts(new Binary());
    default:
      return described();
  }
}

const PLAIN: Readonly<
  Partial<Record<DuckDBTypeId, { readonly width: number; readonly type: () => DataType }>>
> = {
  [DuckDBTypeId.TINYINT]: { width: 1, type: () => new Int8() },
  [DuckDBTypeId.SMALLINT]: { width: 2, type: () => new Int16() },
  [DuckDBTypeId.INTEGER]: { width: 4, type: () => new Int32() },
  [DuckDBTypeId.BIGINT]: { width: 8, type: () => new Int64() },
  [DuckDBTypeId.UTINYINT]: { width: 1, type: () => new Uint8() },
  [DuckDBTypeId.USMALLINT]: { width: 2, type: () => new Uint16() },
  [DuckDBTypeId.UINTEGER]: { width: 4, type: () => new Uint32() },
  [DuckDBTypeId.UBIGINT]: { width: 8, type: () => new Uint64() },
  // Sums of whole numbers: 128 bits, which Arrow holds as a decimal without fraction.
  [DuckDBTypeId.HUGEINT]: { width: 16, type: () => new Decimal(0, 38, 128) },
  [DuckDBTypeId.FLOAT]: { width: 4, type: () => new Float32() },
  [DuckDBTypeId.DOUBLE]: { width: 8, type: () => new Float64() },
  [DuckDBTypeId.DATE]: { width: 4, type: () => new DateDay() },
  [DuckDBTypeId.TIME]: { width: 8, type: () => new TimeMicrosecond() },
  [DuckDBTypeId.TIME_NS]: { width: 8, type: () => new TimeNanosecond() },
  [DuckDBTypeId.TIMESTAMP]: { width: 8, type: () => new TimestampMicrosecond() },
  [DuckDBTypeId.TIMESTAMP_S]: { width: 8, type: () => new TimestampSecond() },
  [DuckDBTypeId.TIMESTAMP_MS]: { width: 8, type: () => new TimestampMillisecond() },
  [DuckDBTypeId.TIMESTAMP_NS]: { width: 8, type: () => new TimestampNanosecond() },
  [DuckDBTypeId.TIMESTAMP_TZ]: { width: 8, type: () => new TimestampMicrosecond("UTC") },
};

/** A view of bytes as the array type that Arrow's Data of a type expects. */
function typedView(type: DataType, bytes: Uint8Array): ArrayBufferView {
  const Typed = type.ArrayType as new (
    buffer: ArrayBufferLike,
    offset: number,
    length: number,
  ) => ArrayBufferView & {
    readonly BYTES_PER_ELEMENT: number;
  };
  const size = (Typed as unknown as { BYTES_PER_ELEMENT: number }).BYTES_PER_ELEMENT;
  return new Typed(bytes.buffer, bytes.byteOffset, bytes.byteLength / size);
}

function arrowData(
  type: DataType,
  rows: number,
  validity: GrowingBits,
  buffers: { readonly data?: ArrayBufferView; readonly offsets?: Int32Array },
  dictionary?: ArrowVector,
): Data {
  const bitmap = validity.zeros === 0 ? undefined : validity.taken();
  // The order of Arrow's buffers here: offsets, data, validity.
  const parts = [buffers.offsets, buffers.data, bitmap] as unknown as Data["buffers"];
  return new Data(type, 0, rows, validity.zeros, parts, [], dictionary);
}

function sameLayout(type: DataType, width: number): Collector {
  const content = new GrowingBytes();
  const validity = new GrowingBits();
  let total = 0;
  return {
    append: (vector, rows) => {
      content.append(duckdb.vector_get_data(vector, rows * width));
      validity.append(vectorValidity(vector, rows), rows);
      total += rows;
    },
    finish: () => arrowData(type, total, validity, { data: typedView(type, content.taken()) }),
  };
}

function booleans(): Collector {
  const content = new GrowingBits();
  const validity = new GrowingBits();
  let total = 0;
  return {
    append: (vector, rows) => {
      const bytes = duckdb.vector_get_data(vector, rows);
      const bits = new Uint8Array(Math.ceil(rows / 8));
      for (let row = 0; row < rows; row += 1) {
        if (bytes[row]) bits[row >> 3] = (bits[row >> 3] ?? 0) | (1 << (row & 7));
      }
      content.append(bits, rows);
      validity.append(vectorValidity(vector, rows), rows);
      total += rows;
    },
    finish: () => arrowData(new Bool(), total, validity, { data: content.taken() }),
  };
}

function decimals(type: DuckDBDecimalType): Collector {
  const width = type.width <= 4 ? 2 : type.width <= 9 ? 4 : type.width <= 18 ? 8 : 16;
  const arrow = new Decimal(type.scale, type.width, 128);
  if (width === 16) return sameLayout(arrow, 16);
  const content = new GrowingBytes();
  const validity = new GrowingBits();
  let total = 0;
  return {
    append: (vector, rows) => {
      const bytes = duckdb.vector_get_data(vector, rows * width);
      const source = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const room = content.extend(rows * 16);
      const target = new DataView(room.buffer, room.byteOffset, room.byteLength);
      for (let row = 0; row < rows; row += 1) {
        const value =
          width === 2
            ? BigInt(source.getInt16(row * 2, true))
            : width === 4
              ? BigInt(source.getInt32(row * 4, true))
              : source.getBigInt64(row * 8, true);
        target.setBigInt64(row * 16, value, true);
        target.setBigInt64(row * 16 + 8, value < 0n ? -1n : 0n, true);
      }
      validity.append(vectorValidity(vector, rows), rows);
      total += rows;
    },
    finish: () => arrowData(arrow, total, validity, { data: typedView(arrow, content.taken()) }),
  };
}

/** ENUMs go out as dictionaries of those members that occur, in the order in which they do. */
function enums(type: DuckDBEnumType, column: number): Collector {
  const placeOf = new Int32Array(type.values.length).fill(-1);
  const used: string[] = [];
  const place = (code: number): number => {
    const known = placeOf[code] ?? -1;
    if (known >= 0) return known;
    used.push(type.values[code] ?? "");
    placeOf[code] = used.length - 1;
    return used.length - 1;
  };
  return enumCodes(type, dictionaryOf(column), place, () => textVector(used));
}

const enumsWhole = (type: DuckDBEnumType, arrow: Dictionary, all: ArrowVector): Collector =>
  enumCodes(
    type,
    arrow,
    (code) => code,
    () => all,
  );

function enumCodes(
  type: DuckDBEnumType,
  arrow: Dictionary,
  place: (code: number) => number,
  dictionary: () => ArrowVector,
): Collector {
  const members = type.values.length;
  const width = members <= 0xff ? 1 : members <= 0xffff ? 2 : 4;
  const places = new GrowingBytes();
  const validity = new GrowingBits();
  let total = 0;
  return {
    append: (vector, rows) => {
      const bytes = duckdb.vector_get_data(vector, rows * width);
      const valid = vectorValidity(vector, rows);
      const source = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const room = places.extend(rows * 4);
      const target = new DataView(room.buffer, room.byteOffset, room.byteLength);
      for (let row = 0; row < rows; row += 1) {
        const present = valid === null || ((valid[row >> 3] ?? 0) & (1 << (row & 7))) !== 0;
        const code =
          width === 1
            ? source.getUint8(row)
            : width === 2
              ? source.getUint16(row * 2, true)
              : source.getUint32(row * 4, true);
        target.setInt32(row * 4, present ? place(code) : 0, true);
      }
      validity.append(valid, rows);
      total += rows;
    },
    finish: () =>
      arrowData(arrow, total, validity, { data: typedView(new Int32(), places.taken()) }, dictionary()),
  };
}

/** Texts as an Arrow vector. */
function textVector(values: readonly string[]): ArrowVector {
  const content = new GrowingBytes();
  const offsets = new Int32Array(values.length + 1);
  values.forEach((value, index) => {
    content.append(Buffer.from(value, "utf8"));
    offsets[index + 1] = content.length;
  });
  return new ArrowVector([
    arrowData(new Utf8(), values.length, new GrowingBits(), { data: content.taken(), offsets }),
  ]);
}

const INLINE = 12;

/** The bytes that a pointer in a vector points to. */
const pointedTo = (vector: Uint8Array, at: number, length: number): Uint8Array =>
  duckdb.get_data_from_pointer(vector.buffer as ArrayBuffer, vector.byteOffset + at, length);

function texts(type: Utf8 | Binary): Collector {
  const content = new GrowingBytes();
  const ends = new GrowingBytes();
  const validity = new GrowingBits();
  ends.extend(4).fill(0);
  let total = 0;
  return {
    append: (vector, rows) => {
      const bytes = duckdb.vector_get_data(vector, rows * 16);
      const valid = vectorValidity(vector, rows);
      const source = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const room = ends.extend(rows * 4);
      const target = new DataView(room.buffer, room.byteOffset, room.byteLength);
      const before = content.length;
      let length = 0;
      for (let row = 0; row < rows; row += 1) {
        if (valid === null || ((valid[row >> 3] ?? 0) & (1 << (row & 7))) !== 0)
          length += source.getUint32(row * 16, true);
        target.setInt32(row * 4, before + length, true);
      }
      const written = content.extend(length);
      for (let row = 0, to = 0; row < rows; row += 1) {
        const size = target.getInt32(row * 4, true) - before - to;
        const at = row * 16 + 4;
        // A few bytes are sooner copied one by one than by making a view of them.
        if (size <= INLINE)
          for (let byte = 0; byte < size; byte += 1) written[to + byte] = bytes[at + byte] ?? 0;
        else written.set(pointedTo(bytes, at + 4, size), to);
        to += size;
      }
      if (content.length > 0x7fff_ffff) throw new Error("The texts of the result are larger than 2 GiB.");
      validity.append(valid, rows);
      total += rows;
    },
    finish: () => {
      const offsets = ends.taken();
      return arrowData(type, total, validity, {
        data: content.taken(),
        offsets: new Int32Array(offsets.buffer, offsets.byteOffset, total + 1),
      });
    },
  };
}

/** Any other type as the text that DuckDB writes for it. */
function described(): Collector {
  const values: (string | null)[] = [];
  return {
    append: (_, rows, value) => {
      for (let row = 0; row < rows; row += 1) {
        const found = value(row);
        values.push(found === null ? null : String(found));
      }
    },
    finish: () => {
      const validity = new GrowingBits();
      for (const value of values) validity.append(Uint8Array.of(value === null ? 0 : 1), 1);
      const vector = textVector(values.map((value) => value ?? ""));
      const data = vector.data[0];
      if (data === undefined) throw new Error("A column of text has no data.");
      return arrowData(new Utf8(), values.length, validity, {
        data: data.values,
        offsets: data.valueOffsets,
      });
    },
  };
}
