import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { currentDistribution } from "../../shared/catalogue/distribution.ts";
import { bundled, ROOT, WORKSPACE } from "./bundled-datasets.ts";

const sizeOf = (path: string): number =>
  readdirSync(path, { withFileTypes: true }).reduce(
    (sum, one) =>
      sum + (one.isDirectory() ? sizeOf(join(path, one.name)) : statSync(join(path, one.name)).size),
    0,
  );

describe("the data that come with Askline", () => {
  it("are at least eight tables of at least four crises, in at most 25 MB", () => {
    expect(bundled.size).toBeGreaterThanOrEqual(8);
    const crises = new Set([...bundled.values()].flatMap((dataset) => dataset.crisis ?? []));
    expect(crises.size).toBeGreaterThanOrEqual(4);
    expect(sizeOf(join(ROOT, "fixtures"))).toBeLessThan(25_000_000);
  });

  it.each([...bundled.keys()])(
    "%s: its file is there, with the hash, size and rows that the entry gives",
    (id) => {
      const dataset = bundled.get(id);
      const current = dataset ? currentDistribution(dataset) : null;
      const bytes = readFileSync(join(WORKSPACE, "data", `${current?.sha256}.arrow`));
      expect(createHash("sha256").update(bytes).digest("hex")).toBe(current?.sha256);
      expect(bytes.length).toBe(current?.bytes);
      expect(current?.profile?.sha256).toBe(current?.sha256);
      expect(current?.profile?.columns.map((column) => column.name)).toEqual(
        dataset?.columns.map((column) => column.name),
      );
    },
  );

  it("has no file that no entry names", () => {
    const named = new Set(
      [...bundled.values()].map((dataset) => `${currentDistribution(dataset)?.sha256}.arrow`),
    );
    expect(readdirSync(join(WORKSPACE, "data")).filter((name) => !named.has(name))).toEqual([]);
  });

  it.each([...bundled.keys()])(
    "%s: licence, attribution, source and commit are told, and NOTICE names the source",
    (id) => {
      const dataset = bundled.get(id);
      expect(dataset?.licence?.text).toBeTruthy();
      expect(dataset?.licence?.attribution).toBeTruthy();
      expect(dataset?.source.repository).toMatch(/^https:\/\//);
      expect(dataset?.source.commit).toMatch(/^[0-9a-f]{40}$/);
      expect(readFileSync(join(ROOT, "NOTICE"), "utf8")).toContain(String(dataset?.source.repository));
      expect(readFileSync(join(ROOT, "fixtures", "README.md"), "utf8")).toContain(`\`${id}\``);
    },
  );

  it("leaves out the tables whose licence does not allow to pass them on", () => {
    for (const id of bundled.keys())
      expect(id).not.toMatch(/outage|shelter|emdat|wildfire|mobility|hospital|testing/);
  });

  it.each([...bundled.keys()])(
    "%s: every name an entry uses is a column of its table, every measure id its own",
    (id) => {
      const dataset = bundled.get(id);
      const columns = new Set(dataset?.columns.map((column) => column.name));
      const used = [
        ...(dataset?.measures ?? []).flatMap((one) => [
          ...(one.column ? [one.column] : []),
          ...one.where.map((all) => all.column),
        ]),
        ...(dataset?.always ?? []).map((one) => one.column),
        ...Object.keys(dataset?.placeValues ?? {}),
      ];
      expect(used.filter((name) => !columns.has(name))).toEqual([]);
      expect(new Set(dataset?.measures.map((one) => one.id)).size).toBe(dataset?.measures.length);
      const breaks = (dataset?.breaks ?? []).flatMap((one) => one.measures ?? []);
      expect(breaks.filter((one) => !dataset?.measures.some((measure) => measure.id === one))).toEqual([]);
    },
  );
});
