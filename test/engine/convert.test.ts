import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { tableFromArrays, tableToIPC } from "apache-arrow";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SourceFormat } from "../../electron/engine/engine.ts";
import type { Cell } from "../../shared/answer/answer.ts";
import { decodeTable, type ResultTable } from "../../shared/answer/table/table.ts";
import { sha256, startTestEngine, type TestEngine, value } from "./engine-fixture.ts";

let engine: TestEngine;
beforeAll(() => {
  engine = startTestEngine();
});
afterAll(() => engine.end());

let written = 0;

/** Converts bytes of a format and reads what came out. */
async function converted(content: string | Uint8Array, format: SourceFormat, extension: string = format) {
  written += 1;
  const path = join(engine.folder, `source-${written}.${extension}`);
  const target = join(engine.folder, `target-${written}.arrow`);
  writeFileSync(path, content);
  const result = await engine.engine.convert({ path, format }, target);
  const table = result.ok ? decodeTable(readFileSync(target)) : null;
  return { result, table, target };
}

const cells = (table: ResultTable | null, name: string): (Cell | undefined)[] => {
  const at = table?.columns.findIndex((column) => column.name === name) ?? -1;
  return (table?.rows ?? []).map((row) => row[at]);
};

describe("CSV in", () => {
  it("keeps NA as Namibia's code and reads it as missing among numbers", async () => {
    const { result, table } = await converted("iso2,deaths\nNA,12\nDE,NA\nFR,7\n", "csv");
    expect(cells(table, "iso2")).toEqual(["NA", "DE", "FR"]);
    expect(cells(table, "deaths")).toEqual([12, null, 7]);
    expect(value(result).notes.join()).toContain("1 cell says NA");
  });

  it("reads a quoted name that only comes after many plain rows", async () => {
    const plain = Array.from({ length: 30_000 }, (_, row) => `Place ${row % 50},${row}`).join("\n");
    const { table } = await converted(`place,cases\n${plain}\n"Korea, South",5\n`, "csv");
    expect(table?.rows.at(-1)).toEqual(["Korea, South", 5]);
    expect(table?.rows).toHaveLength(30_001);
  });

  it("takes a column for numbers, dates or times only when every value is one", async () => {
    const { table } = await converted(
      `code,day,at,rate,late\n007,2020-02-29,2020-03-01T12:00:00Z,1e3,1\n010,2021-03-01,2020-03-01T12:00:00.5+02:00,-.5,2\n`.concat(
        `011,2021-03-02,2020-03-02T00:00Z,0,x\n`,
      ),
      "csv",
    );
    expect(table?.columns.map(({ type }) => type)).toEqual(["text", "date", "time", "number", "text"]);
    expect(table?.rows[1]).toEqual(["010", "2021-03-01", "2020-03-01T10:00:00.5Z", -0.5, "2"]);
  });

  it("leaves days that two countries read differently, days that do not exist and long identifiers as text", async () => {
    const { result, table } = await converted("a,b,c\n03/04/2020,2021-02-30,12345678901234567890\n", "csv");
    expect(table?.rows).toEqual([["03/04/2020", "2021-02-30", "12345678901234567890"]]);
    expect(value(result).reading.open.map(({ about, columns }) => [about, columns])).toEqual([
      ["dateOrder", ["a"]],
    ]);
  });

  it("reads semicolons, tabs, byte order marks, gzip and Latin-1", async () => {
    expect((await converted("a;b\n1;x,y\n", "csv")).table?.rows).toEqual([[1, "x,y"]]);
    expect((await converted("a\tb\n1\tx,y\n", "tsv")).table?.rows).toEqual([[1, "x,y"]]);
    const marked = await converted("\ufeffa,b\n1,x\n", "csv");
    expect(marked.table?.columns.map(({ name }) => name)).toEqual(["a", "b"]);
    expect((await converted(gzipSync("a,b\n1,x\n"), "csv", "csv.gz")).table?.rows).toEqual([[1, "x"]]);
    const latin = await converted(Buffer.from("a,b\n1,S\u00e3o Paulo\n", "latin1"), "csv");
    expect(latin.table?.rows).toEqual([[1, "São Paulo"]]);
    expect(value(latin.result).notes.join()).toContain("“São” is written right");
  });

  it("keeps every text as it is, and the empty cell as missing", async () => {
    const { table } = await converted('t\n" a ""b"" "\n""\n=1+1\nnull\n', "csv");
    expect(cells(table, "t")).toEqual([' a "b" ', null, "=1+1", "null"]);
  });

  it("says which line does not fit, and leaves nothing behind", async () => {
    const { result, target } = await converted("a,b\n1,2\n3,4,5,6\n", "csv");
    expect(result.ok).toBe(false);
    if (!result.ok) {
      expect(result.problem.code).toBe("damaged-file");
      expect(result.problem.message).toContain("line 3");
    }
    expect(existsSync(target)).toBe(false);
    expect(readdirSync(engine.folder).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  it("reads a table without rows", async () => {
    const { table } = await converted("a,b\n", "csv");
    expect(table?.columns.map(({ name }) => name)).toEqual(["a", "b"]);
    expect(table?.rows).toEqual([]);
  });

  it("refuses an empty file", async () => {
    expect((await converted("", "csv")).result.ok).toBe(false);
  });
});

describe("other formats in", () => {
  it("reads JSON Lines and leaves out what is nested", async () => {
    const { result, table } = await converted(
      '{"day":"2020-01-01","n":1,"tags":["x"]}\n{"day":"2020-01-02","n":2.5,"name":"b"}\n',
      "jsonl",
    );
    expect(cells(table, "day")).toEqual(["2020-01-01", "2020-01-02"]);
    expect(cells(table, "n")).toEqual([1, 2.5]);
    expect(cells(table, "name")).toEqual([null, "b"]);
    expect(value(result).notes.join()).toContain("tags");
  });

  it("brings a table out as Parquet and CSV and in again with the same values", async () => {
    const sql = `SELECT * FROM (VALUES
      (1, 'a', DATE '2020-01-01', TIMESTAMP '2020-01-01 10:00:00.25', true, 1.5::DOUBLE),
      (2, 'Korea, "South"', NULL, NULL, false, NULL)) AS t(n, name, day, moment, ok, x)`;
    const before = await engine.rows(sql);
    for (const format of ["parquet", "csv"] as const) {
      const path = join(engine.folder, `round.${format}`);
      const out = value(await engine.engine.write({ sql, params: [], files: [] }, { path, format }));
      expect(out).toEqual({ rows: 2, sha256: sha256(readFileSync(path)) });
      const target = join(engine.folder, `round-${format}.arrow`);
      const back = value(await engine.engine.convert({ path, format }, target));
      expect(back.sha256).toBe(sha256(readFileSync(target)));
      expect(decodeTable(readFileSync(target)).rows).toEqual(before.rows);
    }
  });

  it("makes an Arrow file of a stream", async () => {
    const table = tableFromArrays({ n: Int32Array.from([1, 2, 3]), t: ["a", "b", "a"] });
    const { table: out, target } = await converted(tableToIPC(table, "stream"), "arrow-stream", "arrows");
    expect(out?.rows).toEqual([
      [1, "a"],
      [2, "b"],
      [3, "a"],
    ]);
    expect(readFileSync(target).subarray(0, 6).toString("latin1")).toBe("ARROW1");
  });

  it("says what a file that is no Parquet or Arrow file is not", async () => {
    const wrong = await converted("hello", "parquet");
    expect(wrong.result.ok ? "" : wrong.result.problem.code).toBe("damaged-file");
    const stream = await converted("hello there", "arrow-stream");
    expect(stream.result.ok ? "" : stream.result.problem.code).toBe("not-an-arrow-file");
  });

  it("reads nothing but the file it was given", async () => {
    const { result } = await converted("a\n1\n", "csv", "csv");
    expect(result.ok).toBe(true);
    const missing = await engine.engine.convert(
      { path: join(engine.folder, "nowhere.csv"), format: "csv" },
      join(engine.folder, "nowhere.arrow"),
    );
    expect(missing.ok ? "" : missing.problem.code).toBe("data-missing");
  });
});

const DATA = "../shared/data";
const tables = existsSync(DATA)
  ? readdirSync(DATA, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  : [];
if (tables.length === 0) console.log("skipped: the crisis tables are not here");

/** Columns that their publishers' Arrow file keeps as text although every value is a number or a day. */
const KEPT_AS_TEXT = new Set([
  "ebola-2014-who-weekly/Display Value",
  "ebola-2014-who-weekly/Epi week",
  "ebola-2014-country-cumulative/Date",
  "power-outages-california-2019/outageNumber",
  "power-outages-california-2019/outageStartTime",
  "power-outages-california-2019/hazardFlag",
]);

describe.skipIf(tables.length === 0)("the crisis tables", () => {
  it.each(tables.map(({ name }) => name))(
    "%s: the CSV becomes the values of the Arrow file",
    async (name) => {
      const path = ["data.csv", "data.csv.gz"].map((file) => join(DATA, name, file)).find(existsSync);
      if (path === undefined) return;
      const target = join(engine.folder, `${name}.arrow`);
      value(await engine.engine.convert({ path, format: "csv" }, target));
      const got = decodeTable(readFileSync(target));
      for (const [written, day] of [
        ["Epi week", "week"],
        ["Date", "report_date"],
      ] as const)
        if (
          got.columns.some((column) => column.name === written) &&
          got.columns.some((column) => column.name === day)
        )
          expect(cells(got, written)).toEqual(cells(got, day));
      const want = decodeTable(readFileSync(join(DATA, name, "data.arrow")));
      expect(got.rows).toHaveLength(want.rows.length);
      for (const column of want.columns) {
        if (KEPT_AS_TEXT.has(`${name}/${column.name}`)) continue;
        expect(cells(got, column.name), column.name).toEqual(cells(want, column.name));
      }
    },
  );
});
