import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openKeptFigures } from "../../electron/workspace/kept-figures.ts";
import { layoutOf } from "../../electron/workspace/layout.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "askline-figures-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("figures that were computed once", () => {
  it("are found again after the workspace was closed, also when many were kept at once", async () => {
    const layout = layoutOf(join(folder, "kept"));
    const figures = openKeptFigures(layout, false);
    await Promise.all(Array.from({ length: 40 }, (_, at) => figures.put(`key ${at}`, { at })));
    const again = openKeptFigures(layout, false);
    for (const at of [0, 20, 39]) expect(await again.get(`key ${at}`)).toEqual({ at });
    expect(await again.get("another")).toBeUndefined();
    expect(await readdir(layout.cache)).toEqual(["disagreements.json"]);
  });

  it("are computed again where the file was damaged or holds something else", async () => {
    const layout = layoutOf(join(folder, "damaged"));
    await openKeptFigures(layout, false).put("key", 1);
    for (const text of ["", "[[", "{}", "[1, 2]", "null"]) {
      await writeFile(join(layout.cache, "disagreements.json"), text);
      expect(await openKeptFigures(layout, false).get("key")).toBeUndefined();
    }
  });

  it("stay in memory where nothing may be written", async () => {
    const layout = layoutOf(join(folder, "read-only"));
    const figures = openKeptFigures(layout, true);
    await figures.put("key", 1);
    expect(await figures.get("key")).toBe(1);
    await expect(readFile(join(layout.cache, "disagreements.json"))).rejects.toThrow();
  });

  it("are not more than can be read in a moment: the oldest go", async () => {
    const figures = openKeptFigures(layoutOf(join(folder, "many")), true);
    for (let at = 0; at < 5_001; at += 1) await figures.put(`key ${at}`, at);
    expect(await figures.get("key 0")).toBeUndefined();
    expect(await figures.get("key 5000")).toBe(5000);
  });
});
