import { once } from "node:events";
import { createWriteStream, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { tableFromArrays, tableToIPC } from "apache-arrow";
import { writeXlsx } from "hucre/xlsx";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SourceFormat } from "../../electron/engine/engine.ts";
import { decodeTable } from "../../shared/answer/table/table.ts";
import { tableName } from "../../shared/plan/sql-names.ts";
import { startTestEngine, type TestEngine, value } from "./engine-fixture.ts";

let engine: TestEngine;
let made = 0;
beforeAll(() => {
  engine = startTestEngine();
});
afterAll(() => engine.end());

const place = (ending: string) => join(engine.folder, `hostile-${made++}.${ending}`);
const written = (ending: string, content: string | Uint8Array): string => {
  const path = place(ending);
  writeFileSync(path, content);
  return path;
};
const convert = (path: string, format: SourceFormat) =>
  engine.engine.convert({ path, format }, `${path}.out.arrow`);
const rowsOf = async (path: string, format: SourceFormat) => {
  value(await convert(path, format));
  return decodeTable(readFileSync(`${path}.out.arrow`));
};
/** Why a file is refused: always with what it means and what to do. */
const refused = async (path: string, format: SourceFormat) => {
  const result = await convert(path, format);
  if (result.ok) throw new Error("it was read");
  expect(result.problem.meaning).toBeTruthy();
  expect(result.problem.remedy).toBeTruthy();
  return result.problem;
};

/** A beginning, and then so many MB of letters without an end of line. */
async function endless(beginning: string, megabytes: number): Promise<string> {
  const path = place("csv");
  const sink = createWriteStream(path);
  sink.write(beginning);
  const piece = "x".repeat(1_000_000);
  for (let at = 0; at < megabytes; at += 1) if (!sink.write(piece)) await once(sink, "drain");
  sink.end();
  await finished(sink);
  return path;
}

describe("a text file", () => {
  it("of 100 MB in one line is refused, and so is one with such a line further down", async () => {
    const path = await endless("", 100);
    expect((await refused(path, "csv")).message).toContain("more than a million letters");
    const look = value(await engine.engine.look({ path, format: "csv" }));
    expect(look).toMatchObject({ applied: { encoding: "utf-8", delimiter: "comma" }, encodingSample: null });
    expect(await refused(await endless("a,b\n1,2\n", 20), "csv")).toMatchObject({ code: "damaged-file" });
  });

  it("with two columns of one name keeps both, and says so", async () => {
    const path = written("csv", "place,cases,Cases,cases\nNorth,1,2,3\n");
    const { notes } = value(await convert(path, "csv"));
    const { columns, rows } = await rowsOf(path, "csv");
    expect(new Set(columns.map(({ name }) => name.toLowerCase())).size).toBe(4);
    expect(rows).toEqual([["North", 1, 2, 3]]);
    expect(notes.join()).toContain("A column named “cases” is now called");
  });

  it("with formulas and commands keeps them as the text they are", async () => {
    const cells = ["=1+1", "+SUM(A1)", "-2+3", "@cmd", '=HYPERLINK(""http://x"")'];
    const path = written("csv", `formula\n${cells.map((cell) => `"${cell}"`).join("\n")}\n`);
    expect((await rowsOf(path, "csv")).rows.flat()).toEqual(cells.map((cell) => cell.replaceAll('""', '"')));
  });
});

describe("a file of JSON Lines", () => {
  it("nested deeper than a table can be is refused before it is read", async () => {
    const deep = `{"a":1,"x":${"[".repeat(50_000)}${"]".repeat(50_000)}}\n`;
    expect((await refused(written("jsonl", deep), "jsonl")).message).toContain("nested");
    const brackets = JSON.stringify({ place: "North", note: "[{".repeat(500) });
    expect((await rowsOf(written("jsonl", `${brackets}\n`), "jsonl")).rows[0]?.[0]).toBe("North");
  });
});

describe("a spreadsheet", () => {
  it("keeps a cell of 32,767 letters whole", async () => {
    const long = "ä".repeat(32_767);
    const bytes = await writeXlsx({
      sheets: [
        {
          name: "S",
          rows: [
            ["place", "note"],
            ["North", long],
            ["South", "b"],
          ],
        },
      ],
    });
    expect((await rowsOf(written("xlsx", bytes), "xlsx")).rows[0]).toEqual(["North", long]);
  });
});

describe("a file of another program that is cut off", () => {
  const numbers = Int32Array.from({ length: 50_000 }, (_, at) => (at * 7919) % 10_007);
  const arrow = (form: "file" | "stream") => tableToIPC(tableFromArrays({ n: numbers }), form);

  it("is refused wherever it was cut: Parquet", async () => {
    const file = engine.file(arrow("file"));
    const path = place("parquet");
    const query = { sql: `SELECT * FROM ${tableName(file.sha256)}`, params: [], files: [file] };
    value(await engine.engine.load(file));
    value(await engine.engine.write(query, { path, format: "parquet" }));
    const whole = readFileSync(path);
    for (const left of [4, 100, Math.floor(whole.length / 2), whole.length - 1])
      expect((await refused(written("parquet", whole.subarray(0, left)), "parquet")).code).toBe(
        "damaged-file",
      );
  });

  it("is refused wherever it was cut: an Arrow stream", async () => {
    const whole = arrow("stream");
    for (const left of [4, 60, Math.floor(whole.length / 2)])
      await refused(written("arrows", whole.subarray(0, left)), "arrow-stream");
  });
});
