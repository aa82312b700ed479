import {
  BIGINT,
  BLOB,
  BOOLEAN,
  DATE,
  DECIMAL,
  DOUBLE,
  type DuckDBType,
  FLOAT,
  INTEGER,
  INTERVAL,
  SMALLINT,
  TIME,
  TIME_NS,
  TIMESTAMP,
  TIMESTAMP_NS,
  TIMESTAMPTZ,
  TINYINT,
  UBIGINT,
  UINTEGER,
  USMALLINT,
  UTINYINT,
  VARCHAR,
} from "@duckdb/node-api";
import {
  type Convert,
  checkDays,
  checkStamp,
  daysFromMs,
  dayTimeInterval,
  decimal,
  keep,
  monthDayNanoInterval,
  monthInterval,
  timeOfDay,
  toMicros,
  widenHalf,
} from "./fixed.ts";
import type { ArrowType } from "./schema.ts";

/** How a column of an Arrow type is stored. */
export type Target =
  | { readonly kind: "missing"; readonly duck: DuckDBType }
  | { readonly kind: "bits"; readonly duck: DuckDBType }
  | {
      readonly kind: "fixed";
      readonly duck: DuckDBType;
      /** Bytes of a value in Arrow and as stored. */
      readonly from: number;
      readonly to: number;
      readonly convert: Convert;
    }
  | { readonly kind: "text" | "blob"; readonly duck: DuckDBType }
  | { readonly kind: "refused"; readonly reason: string };

const fixed = (duck: DuckDBType, from: number, to = from, convert: Convert = keep): Target => ({
  kind: "fixed",
  duck,
  from,
  to,
  convert,
});
const refused = (reason: string): Target => ({ kind: "refused", reason });

const SIGNED = { 8: TINYINT, 16: SMALLINT, 32: INTEGER, 64: BIGINT } as const;
const UNSIGNED = { 8: UTINYINT, 16: USMALLINT, 32: UINTEGER, 64: UBIGINT } as const;
const DAY_MICROS = 86_400_000_000n;

/** Decides how an Arrow type is stored. `dateAsTime` reads a date64 column that holds times of day as times. */
export function targetFor(type: ArrowType, dateAsTime = false): Target {
  switch (type.kind) {
    case "null":
      return { kind: "missing", duck: INTEGER };
    case "bool":
      return { kind: "bits", duck: BOOLEAN };
    case "int":
      return fixed((type.signed ? SIGNED : UNSIGNED)[type.bits], type.bits / 8);
    case "float":
      if (type.bits === 16) return fixed(FLOAT, 2, 4, widenHalf);
      return type.bits === 32 ? fixed(FLOAT, 4) : fixed(DOUBLE, 8);
    case "decimal":
      return decimalTarget(type);
    case "date":
      if (type.unit === "day") return fixed(DATE, 4, 4, checkDays);
      return dateAsTime ? fixed(TIMESTAMP, 8, 8, toMicros(1000n)) : fixed(DATE, 8, 4, daysFromMs);
    case "time":
      return timeTarget(type);
    case "timestamp":
      return stampTarget(type);
    case "duration":
      // A duration is a measure: it stays the whole number of its unit, which sums and averages exactly.
      return fixed(BIGINT, 8);
    case "interval":
      if (type.unit === "months") return fixed(INTERVAL, 4, 16, monthInterval);
      return type.unit === "day-time"
        ? fixed(INTERVAL, 8, 16, dayTimeInterval)
        : fixed(INTERVAL, 16, 16, monthDayNanoInterval);
    case "utf8":
      return { kind: "text", duck: VARCHAR };
    case "binary":
    case "fixed-binary":
      return { kind: "blob", duck: BLOB };
    case "struct":
      return refused("it has no fields inside");
    case "list":
    case "fixed-list":
      return refused("it holds lists, and a table for analysis holds one value a cell");
    case "map":
      return refused("it holds key and value pairs, and a table for analysis holds one value a cell");
    case "union":
      return refused("its values are of several types");
    case "run-end-encoded":
      return refused("its runs hold more than one value each");
    case "unknown":
      return refused("its type is not known here");
  }
}

/** Most digits of a DECIMAL in DuckDB. */
const MAX_DIGITS = 38;

function decimalTarget(type: Extract<ArrowType, { kind: "decimal" }>): Target {
  // A negative scale means whole multiples of a power of ten: they are written out.
  const times = type.scale < 0 ? 10n ** BigInt(-type.scale) : 1n;
  const scale = Math.max(0, type.scale);
  // More than 38 digits are declared more often than used: the values decide.
  const precision = Math.min(MAX_DIGITS, Math.max(type.precision - Math.min(0, type.scale), scale));
  if (scale > MAX_DIGITS) return refused("its numbers have more decimal places than can be held");
  const from = (type.bits / 8) as 4 | 8 | 16 | 32;
  const to = precision <= 4 ? 2 : precision <= 9 ? 4 : precision <= 18 ? 8 : 16;
  return fixed(DECIMAL(precision, scale), from, to, decimal(from, to, precision, times));
}

function timeTarget(type: Extract<ArrowType, { kind: "time" }>): Target {
  switch (type.unit) {
    case "s":
      return fixed(TIME, 4, 8, timeOfDay(32, 1_000_000n, DAY_MICROS));
    case "ms":
      return fixed(TIME, 4, 8, timeOfDay(32, 1000n, DAY_MICROS));
    case "us":
      return fixed(TIME, 8, 8, timeOfDay(64, 1n, DAY_MICROS));
    case "ns":
      return fixed(TIME_NS, 8, 8, timeOfDay(64, 1n, DAY_MICROS * 1000n));
  }
}

/**
 * Local times become TIMESTAMP and instants TIMESTAMPTZ, which both count microseconds; nanoseconds stay
 * TIMESTAMP_NS (instants then in UTC), since nothing else holds them exactly.
 */
function stampTarget(type: Extract<ArrowType, { kind: "timestamp" }>): Target {
  const duck = type.zone === null ? TIMESTAMP : TIMESTAMPTZ;
  switch (type.unit) {
    case "s":
      return fixed(duck, 8, 8, toMicros(1_000_000n));
    case "ms":
      return fixed(duck, 8, 8, toMicros(1000n));
    case "us":
      return fixed(duck, 8, 8, checkStamp);
    case "ns":
      return fixed(TIMESTAMP_NS, 8);
  }
}
