import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sha256, startTestEngine, type TestEngine, value } from "./engine-fixture.ts";

let engine: TestEngine;
beforeAll(() => {
  engine = startTestEngine();
});
afterAll(() => engine.end());

const selectTexts = (texts: readonly string[]) => ({
  sql: `SELECT * FROM (VALUES ${texts.map((_, at) => `(${at}, $${at + 1}::VARCHAR)`).join(", ")}) AS t(n, s) ORDER BY n`,
  params: [...texts],
  files: [],
});

/** The second cell of each line after the first, without the quotes around it. */
const secondCells = (csv: string): string[] =>
  csv
    .split("\n")
    .slice(1, -1)
    .map((line) => line.slice(line.indexOf(",") + 1))
    .map((cell) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell));

/** As the note beside a CSV file tells to undo its rule. */
const undone = (cell: string): string => (/^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell);

describe("a CSV file", () => {
  it("holds no text that a spreadsheet would run, and numbers as they are", async () => {
    const texts = [
      "=1+1",
      "@SUM(A1)",
      "+cmd|' /C calc'!A0",
      "-2+3",
      "'=x",
      "-12.5",
      "+33",
      "-",
      "Korea, South",
      "",
    ];
    const path = join(engine.folder, "formulas.csv");
    value(await engine.engine.write(selectTexts(texts), { path, format: "csv" }));
    expect(secondCells(readFileSync(path, "utf8"))).toEqual([
      "'=1+1",
      "'@SUM(A1)",
      "'+cmd|' /C calc'!A0",
      "'-2+3",
      "''=x",
      "-12.5",
      "+33",
      "'-",
      "Korea, South",
      "",
    ]);
  });

  it("gives every text back when its rule is undone", async () => {
    const text = fc.string({
      unit: fc.constantFrom("'", "=", "+", "-", "@", "1", ".", "a", " "),
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 20, maxLength: 60 }), async (texts) => {
        const path = join(engine.folder, "any.csv");
        value(await engine.engine.write(selectTexts(texts), { path, format: "csv" }));
        expect(secondCells(readFileSync(path, "utf8")).map(undone)).toEqual(texts);
      }),
      { numRuns: 8 },
    );
  });
});

describe("a file that cannot be written", () => {
  const query = { sql: "SELECT range AS n FROM range(10)", params: [], files: [] };
  it.each(["csv", "parquet", "arrow"] as const)("is said in clear words: %s", async (format) => {
    const gone = await engine.engine.write(query, {
      path: join(engine.folder, "no-such-folder", "x"),
      format,
    });
    expect(gone).toMatchObject({ ok: false, problem: { code: "not-found" } });
    expect(gone.ok ? "" : gone.problem.message).toContain("no-such-folder");
    const name = join(engine.folder, `a-folder.${format}`);
    mkdirSync(name);
    expect(await engine.engine.write(query, { path: name, format })).toMatchObject({
      ok: false,
      problem: { code: "in-use" },
    });
  });
});

describe("an export that is stopped", () => {
  it.each(["csv", "parquet", "arrow"] as const)(
    "leaves what stood there before, and nothing half done: %s",
    async (format) => {
      const path = join(engine.folder, `stopped.${format}`);
      writeFileSync(path, "before");
      const seen = readdirSync(engine.folder);
      const stop = new AbortController();
      const sql = "SELECT range AS n, range::VARCHAR || ' a text' AS s FROM range(300000000)";
      const writing = engine.engine.write(
        { sql, params: [], files: [] },
        { path, format },
        { signal: stop.signal },
      );
      await new Promise((go) => setTimeout(go, 300));
      stop.abort();
      expect(await writing).toMatchObject({ ok: false, problem: { code: "cancelled" } });
      expect(readFileSync(path, "utf8")).toBe("before");
      for (
        const end = Date.now() + 3000;
        Date.now() < end && readdirSync(engine.folder).length > seen.length;
      )
        await new Promise((go) => setTimeout(go, 50));
      expect(readdirSync(engine.folder).sort()).toEqual(seen.sort());
    },
  );

  it("is not one that was finished: the hash told is that of the file", async () => {
    const path = join(engine.folder, "whole.csv");
    const sql = "SELECT range AS n FROM range(1000)";
    const written = value(await engine.engine.write({ sql, params: [], files: [] }, { path, format: "csv" }));
    expect(written).toEqual({ rows: 1000, sha256: sha256(readFileSync(path)) });
  });
});
