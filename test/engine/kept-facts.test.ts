import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openKeptFacts } from "../../electron/engine/query/kept-facts.ts";

const KEY = "f".repeat(64);

describe("results that are kept beside the stores", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "askline-facts-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const result = { ipc: Uint8Array.from([1, 2, 3, 250]), rows: 1461 };
  const only = (): string => join(folder, "facts", readdirSync(join(folder, "facts"))[0] ?? "");

  it("are there for a later process, byte for byte, and gone when the folder is deleted", () => {
    openKeptFacts(folder).keep(KEY, result);
    expect(openKeptFacts(folder).find(KEY)).toEqual(result);
    rmSync(join(folder, "facts"), { recursive: true });
    expect(openKeptFacts(folder).find(KEY)).toBeNull();
  });

  it("are not believed when a byte of them is another, or some are missing", () => {
    openKeptFacts(folder).keep(KEY, result);
    const whole = readFileSync(only());
    for (let at = 0; at < whole.length; at += 1) {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ 1;
      writeFileSync(only(), changed);
      expect(openKeptFacts(folder).find(KEY)).toBeNull();
      writeFileSync(only(), whole.subarray(0, at));
      expect(openKeptFacts(folder).find(KEY)).toBeNull();
    }
  });

  it("cost nothing but their keeping where the folder cannot be written", () => {
    writeFileSync(join(folder, "facts"), "a file in the way");
    const kept = openKeptFacts(folder);
    kept.keep(KEY, result);
    expect(kept.find(KEY)).toBeNull();
  });
});
