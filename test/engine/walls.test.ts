import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tableFromArrays, tableToIPC } from "apache-arrow";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EngineFile } from "../../electron/engine/engine.ts";
import { tableName } from "../../shared/plan/sql-names.ts";
import { startTestEngine, type TestEngine, value } from "./engine-fixture.ts";

/** A place that no query may write to. */
const FORBIDDEN = join(tmpdir(), `askline-wall-${process.pid}`);

let engine: TestEngine;
let file: EngineFile;
let other: EngineFile;
beforeAll(async () => {
  engine = startTestEngine();
  file = engine.file(tableToIPC(tableFromArrays({ n: Int32Array.from([1, 2, 3]) }), "file"));
  other = engine.file(tableToIPC(tableFromArrays({ secret: Int32Array.from([42]) }), "file"));
  for (const each of [file, other]) value(await engine.engine.load(each));
});
afterAll(() => engine.end());

const ask = (sql: string, files: readonly EngineFile[] = [file]) =>
  engine.engine.query({ sql, params: [], files });

describe("what a query may do", () => {
  const t = () => tableName(file.sha256);
  it.each([
    ["an aggregate", () => `SELECT sum(n) FROM ${t()}`],
    ["a common table", () => `WITH a AS (SELECT n FROM ${t()}) SELECT sum(a.n) FROM a JOIN a AS b USING (n)`],
    [
      "one table built on another",
      () => `WITH a AS (SELECT n FROM ${t()}), b AS (SELECT n FROM a) SELECT sum(n) FROM b`,
    ],
    [
      "a recursive table",
      () =>
        `WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r WHERE n < 3) SELECT sum(n) FROM r`,
    ],
    ["a window", () => `SELECT max(s) FROM (SELECT sum(n) OVER (ORDER BY n) AS s FROM ${t()})`],
    ["a series", () => "SELECT sum(range) FROM range(4)"],
    ["a list of values", () => "SELECT sum(x) FROM (VALUES (1), (5)) AS v(x)"],
    ["a subquery", () => `SELECT (SELECT max(n) FROM ${t()}) * 2`],
    [
      "a sample with a seed",
      () => `SELECT count(*) * 0 + 6 FROM ${t()} USING SAMPLE reservoir(2 ROWS) REPEATABLE (7)`,
    ],
  ])("%s", async (_, sql) => {
    expect((await engine.rows(sql(), [file])).rows).toEqual([[6]]);
  });
});

describe("what a query may not do", () => {
  it.each([
    ["read a file", "SELECT * FROM read_csv('/etc/passwd')"],
    ["read a file by its name", "SELECT * FROM '/etc/passwd'"],
    ["read a file as text", "SELECT * FROM read_text('/etc/hostname')"],
    ["list files", "SELECT * FROM glob('/*')"],
    ["look at settings", "SELECT current_setting('temp_directory')"],
    ["look at settings as a table", "SELECT * FROM duckdb_settings()"],
    ["look at databases", "SELECT * FROM duckdb_databases()"],
    ["look at databases by pragma", "SELECT * FROM pragma_database_list()"],
    ["look at the catalogue", "SELECT * FROM information_schema.tables"],
    ["look at the old catalogue", "SELECT * FROM sqlite_master"],
    ["show tables", "SHOW ALL TABLES"],
    ["read the environment", "SELECT getenv('HOME')"],
    ["write a file", `COPY (SELECT 1) TO '${FORBIDDEN}'`],
    ["write", "CREATE TABLE x AS SELECT 1"],
    ["write for a while", "CREATE TEMP TABLE x AS SELECT 1"],
    ["make a macro", "CREATE MACRO m() AS 1"],
    ["attach", "ATTACH ':memory:' AS y"],
    ["detach", "DETACH memory"],
    ["change a setting", "SET threads = 1"],
    ["reset a setting", "RESET memory_limit"],
    ["set a variable", "SET VARIABLE a = 1"],
    ["call", "CALL pragma_version()"],
    ["checkpoint", "CHECKPOINT"],
    ["log", "CALL enable_logging()"],
    ["load code", "LOAD 'x'"],
    ["install code", "INSTALL httpfs"],
    ["export", `EXPORT DATABASE '${FORBIDDEN}'`],
    ["hide a query in a text", "SELECT * FROM query('SELECT 1')"],
    ["hide a statement behind another", "SELECT 1; DROP TABLE x"],
    [
      "hide a reader in a common table",
      "WITH a AS (SELECT * FROM read_text('/etc/hostname')) SELECT * FROM a",
    ],
    ["hide a reader in a subquery", "SELECT (SELECT content FROM read_text('/etc/hostname'))"],
    ["hide a reader in a join", "SELECT 1 FROM range(1) JOIN read_blob('/etc/hostname') ON true"],
    ["hide a reader in a union", "SELECT 'x' UNION ALL SELECT content FROM read_text('/etc/hostname')"],
    ["hide a reader in an EXISTS", "SELECT 1 WHERE EXISTS (FROM read_text('/etc/hostname'))"],
    ["ask for the time", "SELECT now()"],
    ["ask for the day", "SELECT current_date"],
    ["roll dice", "SELECT random()"],
    ["draw a sample nobody can draw again", "SELECT * FROM range(100) USING SAMPLE 3"],
    ["draw from a table a sample nobody can draw again", "SELECT * FROM range(100) TABLESAMPLE 10%"],
    ["say nothing", ";"],
    ["say nonsense", "SELEKT 1"],
  ])("%s", async (_, sql) => {
    const result = await ask(sql);
    expect(result.ok).toBe(false);
    if (!result.ok) {
      expect(result.problem.code).toBe("refused");
      expect(result.problem.message).not.toContain(sql);
    }
    expect(existsSync(FORBIDDEN)).toBe(false);
  });

  it("reads no file that it did not name, even one that is attached", async () => {
    const result = await ask(`SELECT * FROM ${tableName(other.sha256)}`);
    expect(result.ok ? "" : result.problem.code).toBe("refused");
    expect((await engine.rows(`SELECT * FROM ${tableName(other.sha256)}`, [other])).rows).toEqual([[42]]);
  });

  it("asks again for each text and each set of files: what was allowed for one is refused for another", async () => {
    const sql = `SELECT secret FROM ${tableName(other.sha256)}`;
    for (let turn = 0; turn < 2; turn += 1) {
      expect((await engine.rows(sql, [other])).rows).toEqual([[42]]);
      const refused = await ask(sql, [file]);
      expect(refused.ok ? "" : refused.problem.code).toBe("refused");
      const widened = await ask(`${sql} UNION ALL SELECT length(getenv('HOME'))`, [other]);
      expect(widened.ok ? "" : widened.problem.code).toBe("refused");
    }
  });

  it("a name defined elsewhere in the query opens no other table", async () => {
    const result = await ask("SELECT * FROM sqlite_master, (WITH sqlite_master AS (SELECT 1) SELECT 2)");
    expect(result.ok ? "" : result.problem.code).toBe("refused");
  });

  it("shows no SQL in what people read, only in the detail", async () => {
    const result = await ask("SELECT n / 'x'::INT FROM range(1) AS t(n)");
    expect(result.ok).toBe(false);
    if (!result.ok) {
      expect(`${result.problem.message} ${result.problem.meaning} ${result.problem.remedy}`).not.toMatch(
        /SELECT|INT/,
      );
      expect(result.problem.detail).toContain("Conversion Error");
    }
  });

  it("keeps its own store files out of reach", async () => {
    const result = await ask(`SELECT * FROM read_blob('${join(engine.folder, "cache", "stores")}/*')`);
    expect(result.ok ? "" : result.problem.code).toBe("refused");
  });
});
