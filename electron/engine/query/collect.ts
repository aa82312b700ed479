import {
  DuckDBDecimalType,
  DuckDBEnumLogicalType,
  type DuckDBLogicalType,
  type DuckDBType,
  DuckDBTypeId,
} from "@duckdb/node-api";
import duckdb from "@duckdb/node-bindings";
import {
  type Vector as ArrowVector,
  Binary,
  Bool,
  type DataType,
  DateDay,
  Decimal,
  type Dictionary,
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
import {
  arrowData,
  type Collector,
  dictionaryOf,
  textVector,
  typedView,
  vectorValidity,
} from "./arrow-parts.ts";
import { codedTexts, texts } from "./collect-texts.ts";
import { GrowingBits, GrowingBytes } from "./growing.ts";

/**
 * Makes collectors for a column of this DuckDB type, one for each batch; types that Arrow tables rarely hold become
 * text. With `oneBatch` a dictionary holds the members that occur, and texts have one where that is smaller; else it holds all,
 * so that every batch can share it.
 */
export function collectorsFor(
  logical: DuckDBLogicalType,
  oneBatch: boolean,
  column: number,
): () => Collector {
  // An ENUM may have tens of thousands of members, each a call to DuckDB: only those that occur are asked for.
  if (logical instanceof DuckDBEnumLogicalType) {
    if (oneBatch) return () => enums(logical, column);
    const arrow = dictionaryOf(column);
    const all = textVector(logical.values());
    return () => enumsWhole(logical, arrow, all);
  }
  const type = logical.asType();
  return () => collectorFor(type, oneBatch, column);
}

function collectorFor(type: DuckDBType, oneBatch: boolean, column: number): Collector {
  const plain = PLAIN[type.typeId];
  if (plain !== undefined) return sameLayout(plain.type(), plain.width);
  if (type instanceof DuckDBDecimalType) return decimals(type);
  switch (type.typeId) {
    case DuckDBTypeId.BOOLEAN:
      return booleans();
    case DuckDBTypeId.VARCHAR:
      return oneBatch ? codedTexts(column) : texts(new Utf8());
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
function enums(type: DuckDBEnumLogicalType, column: number): Collector {
  const placeOf = new Int32Array(type.valueCount).fill(-1);
  const used: string[] = [];
  const place = (code: number): number => {
    const known = placeOf[code] ?? -1;
    if (known >= 0) return known;
    used.push(type.value(code));
    placeOf[code] = used.length - 1;
    return used.length - 1;
  };
  return enumCodes(type, dictionaryOf(column), place, () => textVector(used));
}

const enumsWhole = (type: DuckDBEnumLogicalType, arrow: Dictionary, all: ArrowVector): Collector =>
  enumCodes(
    type,
    arrow,
    (code) => code,
    () => all,
  );

function enumCodes(
  type: DuckDBEnumLogicalType,
  arrow: Dictionary,
  place: (code: number) => number,
  dictionary: () => ArrowVector,
): Collector {
  const members = type.valueCount;
  const width = members <= 0xff ? 1 : members <= 0xffff ? 2 : 4;
  const places = new GrowingBytes();
  const validity = new GrowingBits();
  let total = 0;
  return {
    append: (vector, rows) => {
      const bytes = duckdb.vector_get_data(vector, rows * width);
      const valid = vectorValidity(vector, rows);
      const codes = codesIn(bytes, width);
      const room = places.extend(rows * 4);
      const target = new Int32Array(room.buffer, room.byteOffset, rows);
      for (let row = 0; row < rows; row += 1) {
        const present = valid === null || ((valid[row >> 3] ?? 0) & (1 << (row & 7))) !== 0;
        target[row] = present ? place(codes[row] ?? 0) : 0;
      }
      validity.append(valid, rows);
      total += rows;
    },
    finish: () =>
      arrowData(arrow, total, validity, { data: typedView(new Int32(), places.taken()) }, dictionary()),
  };
}

/** The codes in a vector of so many bytes each. */
function codesIn(bytes: Uint8Array, width: 1 | 2 | 4): Uint8Array | Uint16Array | Uint32Array {
  if (width === 1) return bytes;
  const { buffer, byteOffset, byteLength } = bytes.byteOffset % width === 0 ? bytes : Uint8Array.from(bytes);
  return width === 2
    ? new Uint16Array(buffer, byteOffset, byteLength / 2)
    : new Uint32Array(buffer, byteOffset, byteLength / 4);
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
