import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe as about, afterAll, beforeAll, expect, it } from "vitest";
import { decodeTable } from "../../shared/answer/table/table.ts";
import { branchesOf } from "../../shared/plan/compile/branch.ts";
import { compileRows } from "../../shared/plan/compile/compile-rows.ts";
import type { CompiledQuery } from "../../shared/plan/plan.ts";
import { describe, planOf } from "../bench/answers.ts";
import { writeBenchTable } from "../bench/engine-data.ts";
import { sha256, startTestEngine, type TestEngine, value } from "../engine/engine-fixture.ts";

let engine: TestEngine;
beforeAll(() => {
  engine = startTestEngine();
});
afterAll(() => engine.end());

about("the pages of the rows behind an answer", () => {
  it("hold every row once, oldest first, though many rows have the same day", async () => {
    const path = join(engine.folder, "cases.arrow");
    await writeBenchTable(path, 20_000);
    const file = { path, sha256: sha256(readFileSync(path)) };
    const dataset = describe(file.sha256, 20_000);
    const plan = planOf({ part: { time: { from: "2021-01-01", to: "2021-12-31" } } }, dataset);
    const [branch] = branchesOf(plan);
    if (branch === undefined) throw new Error("The plan reads nothing.");
    const rows = compileRows(branch, [{ name: "day" }, { name: "id" }]);
    const read = async ({ sql, params }: CompiledQuery) =>
      decodeTable(value(await engine.engine.query({ sql, params, files: [file] })).ipc).rows;
    const all = await read(rows.all);
    const paged = [];
    for (let offset = 0; offset < all.length; offset += 700)
      paged.push(...(await read(rows.page(offset, 700))));
    expect(all.length).toBeGreaterThan(4000);
    expect(paged).toEqual(all);
    expect(new Set(paged.map(([, id]) => id)).size).toBe(all.length);
    expect(paged.map(([day]) => day)).toEqual(paged.map(([day]) => day).toSorted());
    expect(await read(rows.count)).toEqual([[all.length]]);
  });
});
