import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { tableFromArrays, tableToIPC } from "apache-arrow";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EngineFile } from "../../electron/engine/engine.ts";
import type { Job } from "../../electron/engine/job.ts";
import { completeSettings } from "../../electron/engine/settings.ts";
import { createBuilder, isStoredPlain, type StoreBuilder } from "../../electron/engine/store/build.ts";
import { openStoreFolder, type StoreFolder, storePath } from "../../electron/engine/store/folder.ts";
import { sha256 } from "./engine-fixture.ts";

const job: Job = { signal: new AbortController().signal, report: () => undefined };

let place: string;
let folder: StoreFolder;
let builder: StoreBuilder;
beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), "askline-store-"));
  folder = openStoreFolder(place, process.pid);
  builder = await createBuilder(folder, completeSettings({ cacheFolder: place }));
});
afterAll(() => {
  builder.close();
  rmSync(place, { recursive: true, force: true });
});

async function stored(bytes: Uint8Array): Promise<EngineFile> {
  const file = { path: join(place, `${sha256(bytes)}.arrow`), sha256: sha256(bytes) };
  writeFileSync(file.path, bytes);
  await builder.build(file, job);
  return file;
}

async function inStore(file: EngineFile, sql: string): Promise<unknown[][]> {
  const instance = await DuckDBInstance.create(storePath(folder, file.sha256), { access_mode: "READ_ONLY" });
  const connection = await instance.connect();
  try {
    return await (await connection.run(sql)).getRows();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

describe("a store", () => {
  it("keeps numbers as they are, which every question reads sooner than packed ones", async () => {
    const rows = 130_000;
    const file = await stored(
      tableToIPC(
        tableFromArrays({
          whole: Int32Array.from({ length: rows }, (_, row) => (row * 7919) % 1000),
          real: Float64Array.from({ length: rows }, (_, row) => ((row * 104_729) % 10_000) / 100),
        }),
        "file",
      ),
    );
    const kinds = `SELECT DISTINCT column_name, compression FROM pragma_storage_info('rows') WHERE segment_type <> 'VALIDITY' ORDER BY 1`;
    expect(await inStore(file, kinds)).toEqual([
      ["real", "Uncompressed"],
      ["whole", "Uncompressed"],
    ]);
    expect(await inStore(file, "SELECT count(*), sum(whole)::BIGINT, max(real) FROM rows")).toEqual([
      [130_000n, 64_935_000n, 99.99],
    ]);
  });

  it("packs them in tables that would fill the memory for questions", () => {
    expect(isStoredPlain(10_000_000, 43, 1024)).toBe(true);
    expect(isStoredPlain(50_000_000, 43, 1024)).toBe(false);
    expect(isStoredPlain(50_000_000, 43, 8192)).toBe(true);
  });
});
