import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type CellValue, type WriteSheet, writeXlsx } from "hucre/xlsx";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decodeTable } from "../../shared/answer/table/table.ts";
import type { ReadingChoices } from "../../shared/catalogue/formats/table/reading.ts";
import { startTestEngine, type TestEngine, value } from "./engine-fixture.ts";

let engine: TestEngine;
let made = 0;
beforeAll(() => {
  engine = startTestEngine();
});
afterAll(() => engine.end());

/** Converts a workbook's bytes and reads what came out. */
async function converted(bytes: Uint8Array, choices: ReadingChoices = {}) {
  const path = join(engine.folder, `book-${made++}.xlsx`);
  const target = `${path}.arrow`;
  writeFileSync(path, bytes);
  const result = await engine.engine.convert({ path, format: "xlsx", choices }, target);
  return { result, table: result.ok ? decodeTable(readFileSync(target)) : null };
}

const book = (sheets: WriteSheet[], dateSystem: "1900" | "1904" = "1900") =>
  writeXlsx({ sheets, dateSystem });
const day = (text: string): Date => new Date(`${text}Z`);
const rows = (...lines: CellValue[][]): CellValue[][] => lines;

const VISITS: WriteSheet = {
  name: "Visits",
  rows: rows(
    ["Clinic visits, week 12", null, null, null],
    [null, null, null, null],
    ["district", "day", "visits", "share"],
    ["Alpha", day("2024-01-07T00:00:00"), 12, 0.07],
    ["Beta", day("2024-01-08T00:00:00"), 1.5, 0.125],
  ),
};

describe("a spreadsheet", () => {
  it("is read below its title, with its days and numbers", async () => {
    const { result, table } = await converted(await book([VISITS]));
    expect(table?.columns.map(({ name, type }) => [name, type])).toEqual([
      ["district", "text"],
      ["day", "date"],
      ["visits", "number"],
      ["share", "number"],
    ]);
    expect(table?.rows).toEqual([
      ["Alpha", "2024-01-07", 12, 0.07],
      ["Beta", "2024-01-08", 1.5, 0.125],
    ]);
    expect(value(result).notes).toEqual([expect.stringContaining("in row 3")]);
    expect(value(result).reading.applied).toEqual({ headerRow: 3 });
  });

  it("gives the same days whether it counts from 1900 or 1904", async () => {
    const moments: WriteSheet = {
      name: "T",
      rows: rows(["at", "n"], [day("2024-02-29T13:45:30"), 1], [day("1999-12-31T00:00:00"), 2]),
    };
    for (const system of ["1900", "1904"] as const) {
      const { table } = await converted(await book([moments], system));
      expect(table?.rows.map(([at]) => at)).toEqual(["2024-02-29T13:45:30Z", "1999-12-31T00:00:00Z"]);
    }
  });

  it("with several sheets takes the first table that is shown, and another when asked; hidden ones are named", async () => {
    const bytes = await book([
      { name: "Read me", rows: rows(["Situation report"]) },
      VISITS,
      { name: "Old", hidden: true, rows: rows(["a", "b"], [1, 2], [3, 4]) },
    ]);
    const first = await converted(bytes);
    expect(value(first.result).reading.sheets).toEqual([
      { name: "Read me", columns: 1, hidden: false },
      { name: "Visits", columns: 4, hidden: false },
      { name: "Old", columns: 2, hidden: true },
    ]);
    expect(first.table?.rows).toHaveLength(2);
    expect(value(first.result).notes.join()).toContain("(1 hidden)");
    const other = await converted(bytes, { sheet: "Old" });
    expect(other.table?.rows).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(value(other.result).notes.join()).toContain("which is hidden");
    const missing = await converted(bytes, { sheet: "Nowhere" });
    expect(missing.result.ok ? "" : missing.result.problem.remedy).toContain("Read me, Visits, Old");
  });

  it("takes the line of names that was chosen, however far below", async () => {
    const many = Array.from({ length: 100 }, (_, at): CellValue[] => [`x${at}`, at]);
    const { table } = await converted(await book([{ name: "S", rows: many }]), { headerRow: 90 });
    expect(table?.columns.map(({ name }) => name)).toEqual(["x89", "89"]);
    expect(table?.rows).toHaveLength(10);
    const beyond = await converted(await book([{ name: "S", rows: many }]), { headerRow: 900 });
    expect(beyond.result.ok).toBe(false);
  });

  it("repeats the value of merged cells, and reads per cent as per cent", async () => {
    const bytes = await book([
      {
        name: "S",
        rows: rows(["place", "share"], ["North", 0.07], [null, 0.5], ["South", 1]),
        merges: [{ startRow: 1, startCol: 0, endRow: 2, endCol: 0 }],
        cells: new Map([1, 2, 3].map((row) => [`${row},1`, { style: { numFmt: "0.0%" } }])),
      },
    ]);
    const { result, table } = await converted(bytes);
    expect(table?.rows).toEqual([
      ["North", 7],
      ["North", 50],
      ["South", 100],
    ]);
    expect(value(result).reading.units).toEqual({ share: "%" });
    expect(value(result).notes.join()).toContain("1 cell is merged");
  });

  it("never runs a formula: the kept result counts, errors are missing and counted, text that looks like one stays text", async () => {
    const bytes = await book([
      {
        name: "S",
        rows: rows(["a", "b", "t"], [1, 2, "=HYPERLINK(1)"], [3, 4, "+cmd|' /C calc'!A0"]),
        cells: new Map([
          ["1,0", { formula: "WEBSERVICE(1)", formulaResult: 41, value: 41, type: "formula" as const }],
          ["2,1", { value: "#N/A", type: "error" as const }],
        ]),
      },
    ]);
    const { result, table } = await converted(bytes);
    expect(table?.rows).toEqual([
      [41, 2, "=HYPERLINK(1)"],
      [3, null, "+cmd|' /C calc'!A0"],
    ]);
    expect(value(result).notes.join(" ")).toMatch(/1 cell holds an error.*None was run/);
  });

  it("keeps columns of one name apart, leaves out empty ones, and takes in rows wider than the header", async () => {
    const { table } = await converted(
      await book([
        { name: "S", rows: rows(["a", "A", null, "b"], [1, 2, null, 3], [1, 2, null, 3, "late"]) },
      ]),
    );
    expect(table?.columns.map(({ name }) => name)).toEqual(["a", "A (2)", "b", "column 5"]);
    expect(table?.rows[1]).toEqual([1, 2, 3, "late"]);
  });

  it("has its HXL row read as tags", async () => {
    const { result, table } = await converted(
      await book([{ name: "S", rows: rows(["Land", "Leute"], ["#country+name", "#inneed"], ["Mali", 5]) }]),
    );
    expect(table?.rows).toEqual([["Mali", 5]]);
    expect(value(result).reading.tags).toEqual({ Land: "#country+name", Leute: "#inneed" });
  });
});

describe("a spreadsheet that cannot be read is refused with the reason", () => {
  const refused = async (bytes: Uint8Array): Promise<string> => {
    const { result } = await converted(bytes);
    if (result.ok) throw new Error("it was read");
    return `${result.problem.code}: ${result.problem.message}`;
  };

  it("one that is cut short, is no archive, or an archive of something else", async () => {
    const whole = await book([VISITS]);
    expect(await refused(whole.subarray(0, whole.length - 100))).toContain("damaged-file");
    expect(await refused(Buffer.from("PK\u0003\u0004 nothing"))).toContain("damaged-file");
    expect(await refused(Buffer.from("d0cf11e0a1b11ae1", "hex"))).toContain("password");
  });

  it("one without a table", async () => {
    expect(await refused(await book([{ name: "S", rows: [] }]))).toContain("No sheet");
  });

  it("one whose parts are said to unpack to far more than they are", async () => {
    const bomb = Buffer.from(await book([VISITS]));
    const at = bomb.indexOf("PK\u0001\u0002", 0, "latin1");
    bomb.writeUInt32LE(3_900_000_000, at + 24);
    expect(await refused(bomb)).toContain("far more than its size");
  });

  it("one with a part whose name leads out of it", async () => {
    const text = Buffer.from(await book([VISITS]))
      .toString("latin1")
      .replaceAll("xl/styles.xml", "../../tyles.xm");
    expect(await refused(Buffer.from(text, "latin1"))).toMatch(/leads out of it|damaged-file/);
  });

  it("one with more columns than a table of figures has", async () => {
    const wide = Array.from({ length: 3000 }, (_, at) => `c${at}`);
    expect(await refused(await book([{ name: "S", rows: [wide, wide.map(() => 1)] }]))).toContain(
      "3,000 columns",
    );
  });
});
