import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { keyFile } from "../../electron/workspace/ledger/key-file.ts";
import { type Ledger, type LedgerOptions, openLedger } from "../../electron/workspace/ledger/ledger.ts";
import { keyName, openSigner } from "../../electron/workspace/ledger/signing.ts";
import { EMPTY_HEAD, linkLine } from "../../shared/ledger/chain.ts";
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

const ledgerFolder = () => join(folder, "ledger");
const snapshot = () => join(folder, "cache", "snapshot.json");
const key = () => keyFile(join(folder, "key"));

async function opened(options: Partial<LedgerOptions> = {}): Promise<Ledger> {
  const result = await openLedger(ledgerFolder(), {
    now: () => Date.UTC(2026, 0, 1),
    readOnly: false,
    snapshot: snapshot(),
    signer: { name: "ana", open: () => openSigner(key()) },
    ...options,
  });
  if (!result.ok) throw new Error(result.problem.message);
  open.push(result.value);
  return result.value;
}

async function closed(ledger: Ledger): Promise<void> {
  open = open.filter((other) => other !== ledger);
  await ledger.close();
}

const decided = (id: string): { actor: string; happening: Happening } => ({
  actor: "ana",
  happening: {
    kind: "decision-recorded",
    payload: { decisionId: id, answerIds: ["A"], what: id, who: "Ana" },
  },
});
const many = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => decided(`D-${from + i}`));

describe("a ledger of many files", () => {
  it("closes long files, goes on in the next, and reads any page across them", async () => {
    const ledger = await opened({ rotateAt: 20_000 });
    for (let i = 0; i < 1000; i += 50) await ledger.append(many(i, i + 50));
    expect(
      (await readdir(ledgerFolder())).filter((name) => /^ledger-\d{6}/.test(name)).length,
    ).toBeGreaterThan(5);
    expect(ledger.eventsBefore(undefined, 3).map(({ seq }) => seq)).toEqual([997, 998, 999]);
    expect(ledger.eventsBefore(500, 200).map(({ seq }) => seq)).toEqual(
      Array.from({ length: 200 }, (_, i) => 300 + i),
    );
    await closed(ledger);
    const again = await opened();
    expect(again.count()).toBe(1000);
    expect(again.problems()).toEqual([]);
    expect(again.history.decisions.size).toBe(1000);
    expect(await again.verify()).toMatchObject({ problems: [], events: 1000 });
  });

  it("lets two writers share it while files are closed under them", async () => {
    const [one, two] = [await opened({ rotateAt: 5_000 }), await opened({ rotateAt: 5_000 })];
    await Promise.all(Array.from({ length: 120 }, (_, i) => (i % 2 ? one : two).append([decided(`D-${i}`)])));
    await one.append([decided("last-1")]);
    await two.append([decided("last-2")]);
    await one.append([decided("last-3")]);
    expect(one.count()).toBe(123);
    expect(await one.verify()).toMatchObject({ problems: [], events: 123 });
    expect(await two.verify()).toMatchObject({ problems: [] });
  });
});

describe("opening from what was folded before", () => {
  const grown = async () => {
    const ledger = await opened();
    for (let i = 0; i < 6000; i += 500) await ledger.append(many(i, i + 500));
    await closed(ledger);
    expect((await stat(snapshot())).size).toBeGreaterThan(0);
  };

  it("gives the same as reading everything, and takes in what came since", async () => {
    await grown();
    const from = await opened();
    await from.append([decided("after")]);
    const whole = await opened({ snapshot: join(folder, "none") });
    expect(from.count()).toBe(whole.count());
    expect(from.head()).toEqual(whole.head());
    expect([...from.history.decisions]).toEqual([...whole.history.decisions]);
    expect([...from.history.answers]).toEqual([...whole.history.answers]);
    expect(from.events(3000, 3010)).toEqual(whole.events(3000, 3010));
  });

  it("believes no snapshot whose bytes were changed, and none of another ledger", async () => {
    await grown();
    const text = await readFile(snapshot(), "utf8");
    await writeFile(snapshot(), text.replace('"what":"D-7"', '"what":"X-7"'));
    const ledger = await opened();
    expect(ledger.history.decisions.get("D-7")?.what).toBe("D-7");
    await closed(ledger);
    await writeFile(snapshot(), text);
    await rm(ledgerFolder(), { recursive: true });
    const fresh = await opened();
    expect(fresh.count()).toBe(0);
  });

  it("finds in the background what was altered in the part that was not read again", async () => {
    await grown();
    const path = join(ledgerFolder(), "ledger.jsonl");
    await writeFile(path, (await readFile(path, "utf8")).replace('"what":"D-77"', '"what":"D-78"'));
    const ledger = await opened({ checkAfterMs: 1 });
    expect(ledger.problems()).toEqual([]);
    await expect
      .poll(() => ledger.problems(), { timeout: 10_000 })
      .toMatchObject([{ seq: 77, kind: "altered" }]);
  });
});

describe("a damaged file", () => {
  const path = () => join(ledgerFolder(), "ledger.jsonl");
  const damaged = async (change: (lines: string[]) => string[]) => {
    const ledger = await opened({ signer: undefined });
    await ledger.append(many(0, 20));
    await closed(ledger);
    const lines = (await readFile(path(), "utf8")).split("\n").slice(0, -1);
    await writeFile(
      path(),
      change(lines)
        .map((line) => `${line}\n`)
        .join(""),
    );
    return opened({ signer: undefined });
  };

  it("is found and named when an event is twice in it, and everything stays readable", async () => {
    const ledger = await damaged((lines) => [...lines.slice(0, 8), lines[7] ?? "", ...lines.slice(8)]);
    expect(ledger.problems()[0]).toMatchObject({ line: 9, seq: 7, kind: "out-of-order" });
    expect(ledger.count()).toBe(21);
  });

  it("is found and named when events changed places or one is missing", async () => {
    const swapped = await damaged((lines) => [
      ...lines.slice(0, 4),
      lines[5] ?? "",
      lines[4] ?? "",
      ...lines.slice(6),
    ]);
    expect(swapped.problems()[0]).toMatchObject({ line: 5, seq: 5, kind: "out-of-order" });
    await closed(swapped);
    await rm(ledgerFolder(), { recursive: true });
    const gap = await damaged((lines) => lines.filter((_, i) => i !== 10));
    expect(gap.problems()[0]).toMatchObject({ line: 11, seq: 11 });
    expect(gap.count()).toBe(19);
  });

  it("is found whichever bit is flipped, and at most two events are lost to it", async () => {
    const ledger = await opened({ signer: undefined });
    await ledger.append(many(0, 20));
    await closed(ledger);
    const sound = await readFile(path());
    for (let i = 0; i < 60; i += 1) {
      const bytes = Buffer.from(sound);
      const at = Math.floor((i / 60) * (bytes.length - 1));
      bytes[at] = (bytes[at] ?? 0) ^ (1 << (i % 8));
      await writeFile(path(), bytes);
      const read = await opened({ readOnly: true, signer: undefined });
      const verified = await read.verify();
      expect(verified?.problems.length, `byte ${at}`).toBeGreaterThan(0);
      expect(read.problems().length, `byte ${at}`).toBeGreaterThan(0);
      expect(read.count(), `byte ${at}`).toBeGreaterThanOrEqual(18);
      await closed(read);
    }
  });
});

describe("signed checkpoints", () => {
  it("say whose key signed how far, and the key is the owner's alone to read", async () => {
    const ledger = await opened();
    await ledger.append(many(0, 10));
    await closed(ledger);
    const again = await opened();
    const { key: publicKey } = await openSigner(key());
    expect((await again.verify())?.signed).toEqual([
      { key: publicKey, name: keyName(publicKey), signer: "ana", checkpoints: 1, upTo: 9 },
    ]);
    if (process.platform !== "win32") expect((await stat(join(folder, "key"))).mode & 0o777).toBe(0o600);
  });

  it("tell when the whole chain was written anew by someone without the key", async () => {
    const ledger = await opened();
    await ledger.append(many(0, 5));
    await closed(ledger);
    let head = EMPTY_HEAD;
    const lines = Array.from({ length: 5 }, (_, i) => {
      const made = linkLine(head, {
        time: "2026-01-01T00:00:00.000Z",
        ...decided(i === 2 ? "forged" : `D-${i}`),
      });
      head = { seq: made.event.seq, hash: made.event.hash };
      return `${made.line}\n`;
    });
    await writeFile(join(ledgerFolder(), "ledger.jsonl"), lines.join(""));
    const forged = await opened();
    expect(forged.problems()).toEqual([]);
    expect((await forged.verify())?.problems).toMatchObject([{ kind: "not-as-signed", seq: 4 }]);
  });

  it("tell when events are missing at the end, and when a checkpoint itself was altered", async () => {
    const ledger = await opened();
    await ledger.append(many(0, 5));
    await closed(ledger);
    const path = join(ledgerFolder(), "ledger.jsonl");
    const text = await readFile(path, "utf8");
    await writeFile(path, `${text.split("\n").slice(0, 3).join("\n")}\n`);
    const cut = await opened({ signer: undefined });
    expect((await cut.verify())?.problems).toMatchObject([{ kind: "cut-off", seq: 4 }]);
    await closed(cut);
    await writeFile(path, text);
    const checkpoints = join(ledgerFolder(), "checkpoints.jsonl");
    await writeFile(
      checkpoints,
      (await readFile(checkpoints, "utf8")).replace('"signer":"ana"', '"signer":"bob"'),
    );
    const renamed = await opened({ signer: undefined });
    expect((await renamed.verify())?.problems).toMatchObject([{ kind: "bad-signature" }]);
  });
});
