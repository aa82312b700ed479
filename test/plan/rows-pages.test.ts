import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe as about, afterAll, beforeAll, expect, it } from "vitest";
import { decodeTable } from "../../shared/answer/table/table.ts";
import { branchesOf } from "../../shared/plan/compile/branch.ts";
import { compileRows } from "../../shared/plan/compile/compile-rows.ts";
import type { CompiledQuery } from "../../shared/plan/plan.ts";
import { describe, planOf } from "../bench/answer-questions.ts";
import { writeBenchTable } from "../bench/engine-data.ts";
import { sha256, startTestEngine, type TestEngine, value } from "../engine/engine-fixture.ts";

let engine: TestEngine;
beforeAll(() => {
  engine = startTestEngine();
});
afterAll(() => engine.end());

about("the pages of the rows behind an answer", () => {
  it("hold every row once, in the file's order, each read only where it lies", async () => {
    const path = join(engine.folder, "cases.arrow");
    await writeBenchTable(path, 250_000);
    const file = { path, sha256: sha256(readFileSync(path)) };
    const dataset = describe(file.sha256, 250_000);
    const plan = planOf({ part: { time: { from: "2021-01-01", to: "2021-02-28" } } }, dataset);
    const [branch] = branchesOf(plan);
    if (branch === undefined) throw new Error("The plan reads nothing.");
    const read = async ({ sql, params }: CompiledQuery) =>
      decodeTable(value(await engine.engine.query({ sql, params, files: [file] })).ipc).rows;
    const rows = compileRows(branch, [{ name: "day" }, { name: "id" }]);
    const parts = (await read(rows.parts)).map(([part, count]) => ({
      part: Number(part),
      rows: Number(count),
    }));
    const all = await read(rows.all);
    const paged = [...(await read(rows.page(0, 2500, null)))];
    for (let offset = 2500; offset < all.length + 2500; offset += 2500)
      paged.push(...(await read(rows.page(offset, 2500, parts))));
    expect(all.length).toBeGreaterThan(10_000);
    expect(parts.map(({ part }) => part)).toEqual([0, 1, 2]);
    expect(parts.reduce((sum, { rows }) => sum + rows, 0)).toBe(all.length);
    expect(paged).toEqual(all);
    // The made table numbers its rows in its order.
    expect(paged.map(([, id]) => Number(id))).toEqual(
      paged.map(([, id]) => Number(id)).toSorted((a, b) => a - b),
    );
    expect(all.every(([day]) => String(day) >= "2021-01-01" && String(day) <= "2021-02-28")).toBe(true);
  });

  it("hold every row once also where the file has a column of its own named like DuckDB's row numbers", async () => {
    const path = join(engine.folder, "named.csv");
    const lines = Array.from({ length: 3000 }, (_, at) => `2021-01-0${1 + (at % 9)},${(at * 7) % 3000}`);
    writeFileSync(path, `day,rowid\n${lines.join("\n")}\n`);
    const target = join(engine.folder, "named.arrow");
    value(await engine.engine.convert({ path, format: "csv" }, target));
    const file = { path: target, sha256: sha256(readFileSync(target)) };
    const plan = planOf(
      { part: { time: { from: "2021-01-01", to: "2021-01-05" } } },
      describe(file.sha256, 3000),
    );
    const [branch] = branchesOf(plan);
    if (branch === undefined) throw new Error("The plan reads nothing.");
    const read = async ({ sql, params }: CompiledQuery) =>
      decodeTable(value(await engine.engine.query({ sql, params, files: [file] })).ipc).rows;
    const rows = compileRows(branch, [{ name: "day" }, { name: "rowid" }]);
    const [[, count] = []] = await read(rows.parts);
    const parts = [{ part: 0, rows: Number(count) }];
    const paged = [];
    for (let offset = 0; offset < 3000; offset += 500)
      paged.push(...(await read(rows.page(offset, 500, parts))));
    expect(paged).toEqual(await read(rows.all));
    expect(new Set(paged.map(([, id]) => id)).size).toBe(Number(count));
  });
});
