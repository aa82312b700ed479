import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sha256, startTestEngine, type TestEngine, value } from "./engine-fixture.ts";

/** Nearly three megabytes of text that does not compress. */
const LARGE = {
  sql: "SELECT range AS n, sha256(range::VARCHAR) AS s FROM range(40000)",
  params: [],
  files: [],
};
const SMALL = { sql: "SELECT count(*) AS n, 'all of them' AS s FROM range(40000)", params: [], files: [] };

let engine: TestEngine;
let disk: string;
let isMounted = false;
beforeAll(() => {
  engine = startTestEngine();
  disk = join(engine.folder, "small-disk");
  mkdirSync(disk);
  isMounted =
    process.platform === "linux" &&
    process.getuid?.() === 0 &&
    spawnSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", disk]).status === 0;
});
afterAll(async () => {
  if (isMounted) spawnSync("umount", ["-l", disk]);
  await engine.end();
});

describe("on a disk that becomes full", () => {
  it.each(["csv", "parquet", "arrow"] as const)(
    "an export as %s ends with that reason, leaves nothing half written and the earlier file as it was",
    async (format) => {
      if (!isMounted) return console.log("skipped: needs root to mount a small disk");
      const path = join(disk, `result.${format}`);
      const before = value(await engine.engine.write(SMALL, { path, format }));
      const written = await engine.engine.write(LARGE, { path, format });
      expect(written).toMatchObject({ ok: false, problem: { code: "disk-full" } });
      expect(readdirSync(disk)).toEqual([`result.${format}`]);
      expect(sha256(readFileSync(path))).toBe(before.sha256);
      // The next one, and the next question, are right.
      expect(value(await engine.engine.write(SMALL, { path, format })).sha256).toBe(before.sha256);
      expect(value(await engine.engine.query(LARGE)).rows).toBe(40_000);
      rmSync(path);
    },
  );

  it("a file that is converted ends with that reason and leaves nothing half written", async () => {
    if (!isMounted) return console.log("skipped: needs root to mount a small disk");
    const source = join(engine.folder, "large.csv");
    value(await engine.engine.write(LARGE, { path: source, format: "csv" }));
    const target = join(disk, "large.arrow");
    const converted = await engine.engine.convert({ path: source, format: "csv" }, target);
    expect(converted).toMatchObject({ ok: false, problem: { code: "disk-full" } });
    expect(readdirSync(disk)).toEqual([]);
    const small = join(engine.folder, "small.csv");
    writeFileSync(small, "n,s\n1,one\n2,two\n");
    expect(value(await engine.engine.convert({ path: small, format: "csv" }, target)).rows).toBe(2);
    rmSync(target);
  });

  it("the store of a file is not built there, with that reason, and is once there is room", async () => {
    if (!isMounted) return console.log("skipped: needs root to mount a small disk");
    const path = join(engine.folder, "stored.arrow");
    value(await engine.engine.write(LARGE, { path, format: "arrow" }));
    const file = { path, sha256: sha256(readFileSync(path)) };
    const other = startTestEngine({ cacheFolder: join(disk, "cache") });
    try {
      expect(await other.engine.load(file)).toMatchObject({ ok: false, problem: { code: "disk-full" } });
      expect(readdirSync(join(disk, "cache", "stores"))).toEqual([]);
      spawnSync("mount", ["-o", "remount,size=100m", disk]);
      expect(value(await other.engine.load(file)).rows).toBe(40_000);
    } finally {
      await other.end();
    }
  });
});
