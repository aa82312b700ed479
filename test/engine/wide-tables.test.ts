import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tableFromJSON, tableToIPC } from "apache-arrow";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SourceFormat } from "../../electron/engine/engine.ts";
import { decodeTable } from "../../shared/answer/table/table.ts";
import type { ReadingChoices } from "../../shared/catalogue/formats/table/reading.ts";
import { tableName } from "../../shared/plan/sql-names.ts";
import { startTestEngine, type TestEngine, value } from "./engine-fixture.ts";

let engine: TestEngine;
let made = 0;
beforeAll(() => {
  engine = startTestEngine();
});
afterAll(() => engine.end());

const place = (ending: string) => join(engine.folder, `wide-${made++}.${ending}`);

async function converted(path: string, format: SourceFormat, choices: ReadingChoices = {}) {
  const target = `${path}.out.arrow`;
  const result = await engine.engine.convert({ path, format, choices }, target);
  return { result, table: result.ok ? decodeTable(readFileSync(target)) : null };
}

/** Two districts and four days, one of them without a figure in one district. */
const ROWS = [
  { district: "North", "2024-01-01": 1, "2024-01-02": 2, "2024-01-03": null, "2024-01-04": 4.5 },
  { district: "South", "2024-01-01": 5, "2024-01-02": 6, "2024-01-03": 7, "2024-01-04": 8 },
];
const LONG = [
  ["North", "2024-01-01", 1],
  ["North", "2024-01-02", 2],
  ["North", "2024-01-04", 4.5],
  ["South", "2024-01-01", 5],
  ["South", "2024-01-02", 6],
  ["South", "2024-01-03", 7],
  ["South", "2024-01-04", 8],
];

/** The same table in a file of each format with types of its own. */
async function fileOf(format: SourceFormat): Promise<string> {
  const path = place(format);
  if (format === "jsonl") writeFileSync(path, ROWS.map((row) => JSON.stringify(row)).join("\n"));
  else {
    const arrow = tableToIPC(tableFromJSON(ROWS), format === "arrow-stream" ? "stream" : "file");
    if (format === "parquet") {
      const file = engine.file(arrow);
      value(await engine.engine.load(file));
      const query = { sql: `SELECT * FROM ${tableName(file.sha256)}`, params: [], files: [file] };
      value(await engine.engine.write(query, { path, format: "parquet" }));
    } else writeFileSync(path, arrow);
  }
  return path;
}

describe("a table with a column for each day, in a format with types of its own", () => {
  it.each(["jsonl", "arrow-stream", "arrow-file", "parquet"] as const)(
    "becomes one row for each figure: %s",
    async (format) => {
      const path = await fileOf(format);
      const { result, table } = await converted(path, format);
      expect(table?.columns.map(({ name, type }) => [name, type])).toEqual([
        ["district", "text"],
        ["date", "date"],
        ["value", "number"],
      ]);
      // The writer of the Arrow file put the column that begins with a gap last.
      expect([...(table?.rows ?? [])].sort()).toEqual(LONG);
      expect(value(result).notes.join()).toContain("4 columns are days (2024-01-01 to ");
      expect(value(result).notes.join()).toContain("1 empty cell became no row");
      expect(value(result).reading.wide).toMatchObject({ columns: 4, turned: true });
      const asIs = await converted(path, format, { shape: "as-is" });
      expect(asIs.table?.rows).toHaveLength(2);
      expect(value(asIs.result).reading).toMatchObject({
        applied: { shape: "as-is" },
        wide: { turned: false },
      });
    },
  );

  it("whose figures are written as texts has them read as those of a text file are", async () => {
    const path = place("jsonl");
    const texts = ROWS.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, cell]) => [name, cell === null ? "NA" : String(cell)]),
      ),
    );
    writeFileSync(path, texts.map((row) => JSON.stringify(row)).join("\n"));
    const { result, table } = await converted(path, "jsonl");
    expect(table?.rows.filter(([, , figure]) => figure !== null)).toEqual(LONG);
    expect(value(result).notes.join()).toContain("1 cell says NA");
  });

  it("of years has them as whole numbers; days of two orders are asked about", async () => {
    const years = place("arrow");
    writeFileSync(
      years,
      tableToIPC(tableFromJSON([{ place: "A", y2000: 1, y2001: 2, y2002: 3, y2003: 4 }]), "file"),
    );
    const { table } = await converted(years, "arrow-file");
    expect(table?.rows[0]).toEqual(["A", 2000, 1]);
    const days = place("jsonl");
    writeFileSync(days, '{"p":"A","1/2/20":1,"1/3/20":2,"1/4/20":3,"1/5/20":4}\n');
    expect(value((await converted(days, "jsonl")).result).reading.open).toMatchObject([
      { about: "dateOrder" },
    ]);
    const monthFirst = await converted(days, "jsonl", { dateOrder: "month-first" });
    expect(monthFirst.table?.rows[1]).toEqual(["A", "2020-01-03", 2]);
  });

  it("of many days, and a table of a million columns, which is refused with the reason", async () => {
    const path = place("jsonl");
    const days = Array.from({ length: 500 }, (_, at) =>
      new Date(Date.UTC(2020, 0, 1 + at)).toISOString().slice(0, 10),
    );
    const row = (at: number) =>
      JSON.stringify({ p: `P${at}`, ...Object.fromEntries(days.map((day, i) => [day, at + i])) });
    writeFileSync(path, [0, 1, 2].map(row).join("\n"));
    expect((await converted(path, "jsonl")).table?.rows).toHaveLength(1500);
    const wide = place("jsonl");
    writeFileSync(wide, `{${Array.from({ length: 1_000_000 }, (_, at) => `"c${at}":${at}`).join(",")}}`);
    const { result } = await converted(wide, "jsonl");
    expect(result).toMatchObject({ ok: false, problem: { code: "unsupported-format" } });
  });
});

describe("a large text file", () => {
  it("keeps the order of its rows, and gives the same bytes every time", async () => {
    const path = place("csv");
    const rows = Array.from({ length: 130_000 }, (_, at) => `${at},${at % 7},${at / 8}\n`);
    writeFileSync(path, `n,k,share\n${rows.join("")}`);
    const first = await converted(path, "csv");
    const numbers = first.table?.rows.map(([n]) => Number(n)) ?? [];
    expect(numbers.findIndex((n, at) => n !== at)).toBe(-1);
    expect(numbers).toHaveLength(130_000);
    expect(value((await converted(path, "csv")).result).sha256).toBe(value(first.result).sha256);
  });
});
