import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { tableFromArrays, tableToIPC } from "apache-arrow";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EngineFile } from "../../electron/engine/engine.ts";
import { tableName } from "../../shared/plan/sql-names.ts";
import { writeBenchTable } from "../bench/engine-data.ts";
import { existingFile, startTestEngine, type TestEngine, value } from "./engine-fixture.ts";

/** Enough rows for a file of more than 64 MiB, from where the first answer comes straight from the file. */
const ROWS = 1_300_000;

let engine: TestEngine;
let large: EngineFile;
beforeAll(async () => {
  engine = startTestEngine({ resultsMb: 0 });
  const path = join(engine.folder, "large.arrow");
  await writeBenchTable(path, ROWS);
  large = existingFile(path);
}, 120_000);
afterAll(() => engine.end());

const stores = () => {
  const folder = join(engine.folder, "cache", "stores");
  return existsSync(folder) ? readdirSync(folder) : [];
};

describe("a large file never seen before", { timeout: 120_000 }, () => {
  const sql = () =>
    `SELECT region, count(*) AS n, sum(cases) AS cases, min(day) AS first, count(rate) AS rates, max(facility) AS last
     FROM ${tableName(large.sha256)} WHERE open GROUP BY region ORDER BY region`;

  it("answers before its store is there, and the same as from the store", async () => {
    const straight = await engine.rows(sql(), [large]);
    expect(stores()).toEqual([]);
    expect(straight.rows).toHaveLength(400);
    expect(value(await engine.engine.load(large)).rows).toBe(ROWS);
    expect(stores()).toHaveLength(1);
    expect(await engine.rows(sql(), [large])).toEqual(straight);
  });

  it("is joined with files that have stores", async () => {
    const other = startTestEngine({ resultsMb: 0 });
    try {
      const small = other.file(
        tableToIPC(tableFromArrays({ region: ["Region 007"], weight: Int32Array.of(2) }), "file"),
      );
      value(await other.engine.load(small));
      const { rows } = await other.rows(
        `SELECT sum(l.cases * s.weight) = 2 * (SELECT sum(cases) FROM ${tableName(large.sha256)} WHERE region = 'Region 007')
         FROM ${tableName(large.sha256)} l JOIN ${tableName(small.sha256)} s USING (region)`,
        [large, small],
      );
      expect(rows).toEqual([[true]]);
    } finally {
      await other.end();
    }
  });

  it("gives no answer when its bytes are not those of its name", async () => {
    const other = startTestEngine();
    try {
      const bytes = readFileSync(large.path);
      const changed = other.file(bytes);
      const wrong = { ...changed, sha256: "0".repeat(64) };
      const result = await other.engine.query({
        sql: `SELECT count(*) FROM ${tableName(wrong.sha256)}`,
        params: [],
        files: [wrong],
      });
      expect(result.ok ? "" : result.problem.code).toBe("data-changed");
    } finally {
      await other.end();
    }
  });

  it("keeps the walls up", async () => {
    const other = startTestEngine();
    try {
      const result = await other.engine.query({
        sql: `SELECT * FROM read_text('/etc/hostname'), ${tableName(large.sha256)}`,
        params: [],
        files: [large],
      });
      expect(result.ok ? "" : result.problem.code).toBe("refused");
    } finally {
      await other.end();
    }
  });
});
