import { Date as FbDate } from "apache-arrow/fb/date";
import { Decimal } from "apache-arrow/fb/decimal";
import { Duration } from "apache-arrow/fb/duration";
import { Endianness } from "apache-arrow/fb/endianness";
import type { Field } from "apache-arrow/fb/field";
import { FixedSizeBinary } from "apache-arrow/fb/fixed-size-binary";
import { FixedSizeList } from "apache-arrow/fb/fixed-size-list";
import { FloatingPoint } from "apache-arrow/fb/floating-point";
import { Int } from "apache-arrow/fb/int";
import { Interval } from "apache-arrow/fb/interval";
import type { Schema } from "apache-arrow/fb/schema";
import { Time } from "apache-arrow/fb/time";
import { Timestamp } from "apache-arrow/fb/timestamp";
import { Type } from "apache-arrow/fb/type";
import { Union } from "apache-arrow/fb/union";
import { ArrowFault, damaged } from "./fault.ts";

/** Units of times in Arrow, by their code in the file. */
export const TIME_UNITS = ["s", "ms", "us", "ns"] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];

/** An Arrow type as data: what is needed to find a column's buffers and to read them. */
export type ArrowType =
  | { readonly kind: "null" | "bool" | "unknown" }
  | { readonly kind: "int"; readonly bits: 8 | 16 | 32 | 64; readonly signed: boolean }
  | { readonly kind: "float"; readonly bits: 16 | 32 | 64 }
  | {
      readonly kind: "decimal";
      readonly bits: 32 | 64 | 128 | 256;
      readonly precision: number;
      readonly scale: number;
    }
  | { readonly kind: "date"; readonly unit: "day" | "ms" }
  | { readonly kind: "time"; readonly unit: TimeUnit; readonly bits: 32 | 64 }
  | { readonly kind: "timestamp"; readonly unit: TimeUnit; readonly zone: string | null }
  | { readonly kind: "duration"; readonly unit: TimeUnit }
  | { readonly kind: "interval"; readonly unit: "months" | "day-time" | "month-day-nano" }
  | { readonly kind: "utf8" | "binary"; readonly layout: "small" | "large" | "view" }
  | { readonly kind: "fixed-binary"; readonly width: number }
  | { readonly kind: "struct" | "run-end-encoded" | "map" }
  | { readonly kind: "list"; readonly layout: "small" | "large" | "view" | "large-view" }
  | { readonly kind: "fixed-list"; readonly length: number }
  | { readonly kind: "union"; readonly dense: boolean };

/** A column or a part of one, as the file describes it. */
export type ArrowField = {
  readonly name: string;
  readonly type: ArrowType;
  readonly children: readonly ArrowField[];
  readonly dictionary: {
    readonly id: string;
    readonly bits: 8 | 16 | 32 | 64;
    readonly signed: boolean;
  } | null;
  readonly extension: string | null;
};

/** The dictionary a column's values come from: its own, or that of the values of its runs. */
export const encodingOf = (field: ArrowField): ArrowField["dictionary"] =>
  field.dictionary ??
  (field.type.kind === "run-end-encoded" ? (field.children[1]?.dictionary ?? null) : null);

const MAX_DEPTH = 32;
const MAX_FIELDS = 20_000;

/** Reads a file's schema. Throws an ArrowFault when it is damaged or written for big-endian machines. */
export function readSchema(schema: Schema): ArrowField[] {
  if (schema.endianness() !== Endianness.Little) {
    throw new ArrowFault(
      "unsupported-format",
      "The file was written for big-endian machines and cannot be read here.",
    );
  }
  const budget = { left: MAX_FIELDS };
  return readFields(schema.fieldsLength(), (index) => schema.fields(index), 0, budget);
}

function readFields(
  count: number,
  at: (index: number) => Field | null,
  depth: number,
  budget: { left: number },
): ArrowField[] {
  if (depth > MAX_DEPTH) damaged("its columns are nested without end");
  budget.left -= count;
  if (budget.left < 0) damaged(`it claims more than ${MAX_FIELDS} columns`);
  return Array.from({ length: count }, (_, index) => {
    const field = at(index);
    if (field === null) return damaged("a column has no description");
    return readField(field, depth, budget);
  });
}

function readField(field: Field, depth: number, budget: { left: number }): ArrowField {
  const encoding = field.dictionary();
  const indexType = encoding?.indexType() ?? null;
  return {
    name: field.name() ?? "",
    type: readType(field),
    children: readFields(field.childrenLength(), (index) => field.children(index), depth + 1, budget),
    dictionary:
      encoding === null
        ? null
        : {
            id: String(encoding.id()),
            bits: indexType === null ? 32 : intBits(indexType.bitWidth()),
            signed: indexType === null ? true : indexType.isSigned(),
          },
    extension: extensionName(field),
  };
}

function extensionName(field: Field): string | null {
  for (let index = 0; index < field.customMetadataLength(); index += 1) {
    const pair = field.customMetadata(index);
    if (pair?.key() === "ARROW:extension:name") return pair.value();
  }
  return null;
}

function intBits(bits: number): 8 | 16 | 32 | 64 {
  if (bits === 8 || bits === 16 || bits === 32 || bits === 64) return bits;
  return damaged(`a whole number of ${bits} bits does not exist`);
}

function timeUnit(code: number): TimeUnit {
  return TIME_UNITS[code] ?? damaged("a time has an unknown unit");
}

/** The concrete type table of a field; damaged when the file names a type and leaves its description out. */
function described<T>(field: Field, empty: T): T {
  const found: unknown = field.type(empty);
  if (found === null) return damaged(`column "${field.name() ?? ""}" has no type description`);
  return empty;
}

function readType(field: Field): ArrowType {
  const code = field.typeType();
  switch (code) {
    case Type.Null:
      return { kind: "null" };
    case Type.Bool:
      return { kind: "bool" };
    case Type.Int: {
      const int = described(field, new Int());
      return { kind: "int", bits: intBits(int.bitWidth()), signed: int.isSigned() };
    }
    case Type.FloatingPoint: {
      const bits = [16, 32, 64] as const;
      const width = bits[described(field, new FloatingPoint()).precision()];
      return width === undefined
        ? damaged("a number has an unknown precision")
        : { kind: "float", bits: width };
    }
    case Type.Decimal:
      return readDecimal(described(field, new Decimal()));
    case Type.Date:
      return { kind: "date", unit: described(field, new FbDate()).unit() === 0 ? "day" : "ms" };
    case Type.Time:
      return readTime(described(field, new Time()));
    case Type.Timestamp: {
      const stamp = described(field, new Timestamp());
      const zone = stamp.timezone();
      return {
        kind: "timestamp",
        unit: timeUnit(stamp.unit()),
        zone: zone === null || zone === "" ? null : zone,
      };
    }
    case Type.Duration:
      return { kind: "duration", unit: timeUnit(described(field, new Duration()).unit()) };
    case Type.Interval: {
      const unit = (["months", "day-time", "month-day-nano"] as const)[
        described(field, new Interval()).unit()
      ];
      return unit === undefined ? damaged("an interval has an unknown unit") : { kind: "interval", unit };
    }
    case Type.FixedSizeBinary: {
      const width = described(field, new FixedSizeBinary()).byteWidth();
      return width < 0 ? damaged("a column of bytes has a negative width") : { kind: "fixed-binary", width };
    }
    case Type.FixedSizeList: {
      const length = described(field, new FixedSizeList()).listSize();
      return length < 0 ? damaged("a list column has a negative length") : { kind: "fixed-list", length };
    }
    case Type.Union:
      return { kind: "union", dense: described(field, new Union()).mode() === 1 };
    default:
      return PLAIN_TYPES[code] ?? { kind: "unknown" };
  }
}

const PLAIN_TYPES: Readonly<Partial<Record<Type, ArrowType>>> = {
  [Type.Utf8]: { kind: "utf8", layout: "small" },
  [Type.LargeUtf8]: { kind: "utf8", layout: "large" },
  [Type.Utf8View]: { kind: "utf8", layout: "view" },
  [Type.Binary]: { kind: "binary", layout: "small" },
  [Type.LargeBinary]: { kind: "binary", layout: "large" },
  [Type.BinaryView]: { kind: "binary", layout: "view" },
  [Type.Struct_]: { kind: "struct" },
  [Type.Map]: { kind: "map" },
  [Type.List]: { kind: "list", layout: "small" },
  [Type.LargeList]: { kind: "list", layout: "large" },
  [Type.ListView]: { kind: "list", layout: "view" },
  [Type.LargeListView]: { kind: "list", layout: "large-view" },
  [Type.RunEndEncoded]: { kind: "run-end-encoded" },
};

function readDecimal(decimal: Decimal): ArrowType {
  const bits = decimal.bitWidth();
  if (bits !== 32 && bits !== 64 && bits !== 128 && bits !== 256)
    return damaged(`a decimal of ${bits} bits does not exist`);
  const precision = decimal.precision();
  if (precision < 1 || precision > 76) return damaged(`a decimal of ${precision} digits does not exist`);
  const scale = decimal.scale();
  if (scale < -76 || scale > 76) return damaged(`a decimal with ${scale} decimal places does not exist`);
  return { kind: "decimal", bits, precision, scale };
}

function readTime(time: Time): ArrowType {
  const unit = timeUnit(time.unit());
  const bits = time.bitWidth();
  const fits = unit === "s" || unit === "ms" ? bits === 32 : bits === 64;
  return fits && (bits === 32 || bits === 64)
    ? { kind: "time", unit, bits }
    : damaged("a time of day has an impossible width");
}

/** The Arrow type as people who know Arrow write it, e.g. `timestamp[us, tz=UTC]`. */
export function typeText(field: ArrowField): string {
  const [ends, values] = field.children;
  const plain =
    field.type.kind === "run-end-encoded" && ends !== undefined && values !== undefined
      ? `run_end_encoded<${typeText(ends)}, ${typeText(values)}>`
      : plainText(field.type);
  const { dictionary } = field;
  return dictionary === null
    ? plain
    : `dictionary<${plain}, ${dictionary.signed ? "" : "u"}int${dictionary.bits}>`;
}

function plainText(type: ArrowType): string {
  switch (type.kind) {
    case "int":
      return `${type.signed ? "" : "u"}int${type.bits}`;
    case "float":
      return `float${type.bits}`;
    case "decimal":
      return `decimal${type.bits}(${type.precision}, ${type.scale})`;
    case "date":
      return type.unit === "day" ? "date32" : "date64";
    case "time":
      return `time${type.bits}[${type.unit}]`;
    case "timestamp":
      return type.zone === null ? `timestamp[${type.unit}]` : `timestamp[${type.unit}, tz=${type.zone}]`;
    case "duration":
      return `duration[${type.unit}]`;
    case "interval":
      return `interval[${type.unit}]`;
    case "utf8":
    case "binary":
      return type.layout === "small"
        ? type.kind
        : type.layout === "large"
          ? `large_${type.kind}`
          : `${type.kind}_view`;
    case "fixed-binary":
      return `fixed_size_binary[${type.width}]`;
    case "fixed-list":
      return `fixed_size_list[${type.length}]`;
    case "list":
      return type.layout === "small" ? "list" : `${type.layout} list`;
    case "union":
      return type.dense ? "dense_union" : "sparse_union";
    default:
      return type.kind;
  }
}
