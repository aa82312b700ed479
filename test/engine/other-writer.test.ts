import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { storedNames } from "../../electron/engine/arrow/column-names.ts";
import { quoteName, tableName } from "../../shared/plan/sql-names.ts";
import { startTestEngine, type TestEngine, value } from "./engine-fixture.ts";

/**
 * Files that pyarrow wrote, each with the values that pyarrow itself reads from it as text: every flat type in every unit,
 * with and without missing values, cut in the middle, in batches without rows, packed, in both formats and old versions;
 * dictionaries of everything with every index, replaced and extended; runs; structs; nested columns beside flat ones.
 * Times are counts since 1970 (or midnight) in nanoseconds, dates in days, bytes are hex.
 */
const fixture = z
  .object({
    writer: z.string(),
    files: z.array(z.object({ name: z.string(), arrow: z.base64(), values: z.string() })),
    values: z.record(
      z.string(),
      z.object({
        rows: z.number(),
        /** Columns taken out of structs; without a type where a cell holds several values. */
        columns: z.array(
          z.object({
            name: z.string(),
            type: z.string().nullable(),
            cells: z.array(z.string().nullable()),
          }),
        ),
      }),
    ),
  })
  .parse(
    JSON.parse(gunzipSync(readFileSync(join(import.meta.dirname, "other-writer.json.gz"))).toString("utf8")),
  );

/** A stored column as the text that the fixture has for it. */
function asText(name: string, type: string): string {
  const column = quoteName(name);
  if (type === "TIMESTAMP_NS" || type === "TIME_NS") return `epoch_ns(${column})::VARCHAR`;
  if (type.startsWith("TIME")) return `(epoch_us(${column})::HUGEINT * 1000)::VARCHAR`;
  switch (type) {
    case "DATE":
      return `(${column} - DATE '1970-01-01')::VARCHAR`;
    case "BLOB":
      return `lower(hex(${column}))`;
    case "INTERVAL":
      return `datepart('year', ${column}) * 12 + datepart('month', ${column}) || ' ' || datepart('day', ${column}) || ' ' ||
        (datepart('hour', ${column}) * 3600000000 + datepart('minute', ${column}) * 60000000 + datepart('microsecond', ${column}))`;
    default:
      return `${column}::VARCHAR`;
  }
}

/** Numbers are the same whichever way they are written. */
function plain(cell: unknown, type: string): unknown {
  if (typeof cell !== "string") return cell;
  if (type === "FLOAT" || type === "DOUBLE") return Number(cell.replace("inf", "Infinity"));
  return type.startsWith("DECIMAL") && cell.includes(".") ? cell.replace(/\.?0+$/, "") : cell;
}

describe(`files written by ${fixture.writer}`, () => {
  let engine: TestEngine;
  beforeAll(() => {
    engine = startTestEngine();
  });
  afterAll(() => engine.end());

  it.each(fixture.files)("$name", async ({ arrow, values }) => {
    const expected = fixture.values[values];
    const file = engine.file(Buffer.from(arrow, "base64"));
    const loaded = await engine.engine.load(file);
    const flat = expected?.columns.filter(({ type }) => type !== null) ?? [];
    if (flat.length === 0) {
      expect(loaded.ok ? "" : loaded.problem.code).toBe("unsupported-type");
      return;
    }
    const { rows, columns } = value(loaded);
    expect(rows).toBe(expected?.rows);
    const names = storedNames(expected?.columns.map(({ name }) => name) ?? []);
    const wanted = new Map(names.map((name, index) => [name, expected?.columns[index]]));
    expect(columns).toHaveLength(flat.length);
    const list = columns.map(({ name, type }, index) => `${asText(name, type)} AS c${index}`);
    const found = await engine.rows(`SELECT ${list.join(", ")} FROM ${tableName(file.sha256)}`, [file]);
    columns.forEach(({ name, type, arrowType }, index) => {
      // DuckDB's floats are written as short as they can be, Python's as doubles: 32 bits decide.
      const round = (cell: unknown) =>
        type === "FLOAT" && typeof cell === "number" ? Math.fround(cell) : cell;
      const ours = found.rows.map((row) => round(plain(row[index], type)));
      const theirs = wanted.get(name)?.cells.map((cell) => round(plain(cell, type)));
      expect(ours, `${name} (${arrowType})`).toEqual(theirs);
    });
  });
});
