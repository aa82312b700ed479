import { spawnSync } from "node:child_process";
import { appendFile, mkdtemp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Ledger, type LedgerOptions, openLedger } from "../../electron/workspace/ledger/ledger.ts";
import { ledgerFile } from "../../electron/workspace/ledger/segments.ts";
import { readLedger } from "../../shared/ledger/chain.ts";
import type { Happening } from "../../shared/ledger/event.ts";

let folder: string;
let open: Ledger[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "askline-ledger-"));
});
afterEach(async () => {
  for (const ledger of open) await ledger.close();
  open = [];
  await rm(folder, { recursive: true, force: true });
});

const viewed = (answerId: string): { actor: string; happening: Happening } => ({
  actor: "ana",
  happening: { kind: "answer-viewed", payload: { answerId } },
});

async function opened(options: Partial<LedgerOptions> = {}, at = folder): Promise<Ledger> {
  const result = await openLedger(at, { now: () => Date.UTC(2026, 0, 1), readOnly: false, ...options });
  if (!result.ok) throw new Error(result.problem.message);
  open.push(result.value);
  return result.value;
}

const linesOf = async (at = folder) => (await readFile(ledgerFile(at), "utf8")).split("\n").slice(0, -1);

describe("the ledger file", () => {
  it("keeps every acknowledged event in order, one line each", async () => {
    const ledger = await opened();
    const results = await Promise.all(
      Array.from({ length: 50 }, (_, i) => ledger.append([viewed(`A-${i}`)])),
    );
    expect(results.every((result) => result.ok)).toBe(true);
    const read = readLedger(await linesOf());
    expect(read.problems).toEqual([]);
    expect(read.events.map((event) => event.kind === "answer-viewed" && event.payload.answerId)).toEqual(
      Array.from({ length: 50 }, (_, i) => `A-${i}`),
    );
  });

  it("sets a torn last line aside, says so, and goes on", async () => {
    const first = await opened();
    await first.append([viewed("kept")]);
    await appendFile(ledgerFile(folder), '{"actor":"ana","hash":"12');
    const second = await opened();
    expect(second.tornTail()).toContain("cut short (25 bytes)");
    expect(second.problems()).toEqual([]);
    expect(second.events()).toHaveLength(1);
    const aside = (await readdir(folder)).find((name) => name.startsWith("torn-"));
    expect(await readFile(join(folder, aside ?? ""), "utf8")).toBe('{"actor":"ana","hash":"12');
    expect((await second.append([viewed("after")])).ok).toBe(true);
    expect(readLedger(await linesOf()).problems).toEqual([]);
  });

  it("reports an altered event by number and still reads the rest", async () => {
    const first = await opened();
    await first.append([viewed("a"), viewed("b"), viewed("c")]);
    const text = await readFile(ledgerFile(folder), "utf8");
    await writeFile(ledgerFile(folder), text.replace('"answerId":"b"', '"answerId":"x"'));
    const second = await opened();
    expect(second.problems()).toMatchObject([{ seq: 1, line: 2, kind: "altered" }]);
    expect(second.events()).toHaveLength(3);
  });

  it("lets two writers share one ledger without breaking the chain", async () => {
    const [one, two] = [await opened(), await opened()];
    await Promise.all(Array.from({ length: 40 }, (_, i) => (i % 2 ? one : two).append([viewed(`A-${i}`)])));
    await Promise.all([one.append([viewed("last-1")]), two.append([viewed("last-2")])]);
    const read = readLedger(await linesOf());
    expect(read.problems).toEqual([]);
    expect(read.events).toHaveLength(42);
  });

  it("takes over a lock that a dead process left behind", async () => {
    const ledger = await opened();
    const dead = spawnSync(process.execPath, ["-e", "console.log(process.pid)"], {
      encoding: "utf8",
    }).stdout.trim();
    await writeFile(join(folder, "lock"), dead);
    expect((await ledger.append([viewed("a")])).ok).toBe(true);
  });

  it("acknowledges nothing when the disk does not confirm, and works again when it does", async () => {
    let failing = false;
    const ledger = await opened({
      sync: async (handle) => {
        if (failing) {
          failing = false;
          throw Object.assign(new Error("i/o error"), { code: "EIO" });
        }
        await handle.datasync();
      },
    });
    await ledger.append([viewed("before")]);
    failing = true;
    const failed = await ledger.append([viewed("lost")]);
    expect(failed).toMatchObject({ ok: false, problem: { message: "Askline could not write the ledger." } });
    expect(await linesOf()).toHaveLength(1);
    expect((await ledger.append([viewed("after")])).ok).toBe(true);
    expect(readLedger(await linesOf()).problems).toEqual([]);
  });

  it("stops writing when a failed write cannot be taken back", async () => {
    let failing = false;
    const ledger = await opened({
      sync: async (handle) => {
        if (failing) throw Object.assign(new Error("i/o error"), { code: "EIO" });
        await handle.datasync();
      },
    });
    failing = true;
    await ledger.append([viewed("lost")]);
    failing = false;
    const refused = await ledger.append([viewed("refused")]);
    expect(refused.ok).toBe(false);
    if (!refused.ok) expect(refused.problem.remedy).toContain("Close Askline");
  });

  it("refuses to write in a read-only workspace and says why", async () => {
    const writer = await opened();
    await writer.append([viewed("a")]);
    const reader = await opened({ readOnly: true });
    expect(reader.events()).toHaveLength(1);
    expect(await reader.append([viewed("b")])).toMatchObject({ ok: false, problem: { code: "read-only" } });
  });

  it("opens empty where nothing was ever asked and nothing may be written", async () => {
    const reader = await opened({ readOnly: true }, join(folder, "never"));
    expect(reader.events()).toEqual([]);
  });

  it("notices when the file became shorter behind its back", async () => {
    const ledger = await opened();
    await ledger.append([viewed("a"), viewed("b")]);
    await truncate(ledgerFile(folder), 10);
    const result = await ledger.append([viewed("c")]);
    expect(result.ok).toBe(false);
  });
});

/** A file system of 256 KB, where the rights to make one are there. */
const tiny = () => {
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=256k", "tmpfs", folder]);
  return mounted.status === 0;
};

describe("the ledger on a full disk", () => {
  it("acknowledges only what is stored, and goes on once there is room", async (context) => {
    if (process.platform !== "linux" || process.getuid?.() !== 0 || !tiny())
      return context.skip("needs root to mount");
    try {
      const ledger = await opened();
      let stored = 0;
      let refused = null;
      while (refused === null && stored < 5000) {
        const result = await ledger.append([viewed("x".repeat(500))]);
        if (result.ok) stored += 1;
        else refused = result.problem;
      }
      expect(refused).toMatchObject({ code: "disk-full" });
      expect(readLedger(await linesOf())).toMatchObject({ problems: [], events: { length: stored } });
      await ledger.close();
      open = [];
    } finally {
      spawnSync("umount", [folder]);
    }
  });
});
