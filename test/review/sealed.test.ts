import { createWriteStream } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPromise } from "yauzl";
import { ZipFile } from "yazl";
import { openSealed, replaySealed } from "../../electron/askline/answer/sealed.ts";
import { nodeEngineProcesses } from "../../electron/engine/start-node.ts";
import { readSeal, SEAL_LENGTH, sealText } from "../../electron/exporters/sealed/container.ts";
import { keyFile } from "../../electron/workspace/ledger/key-file.ts";
import { openSigner } from "../../electron/workspace/ledger/signing.ts";
import { sha256Hex } from "../../shared/canonical.ts";
import { questionSchema } from "../../shared/question/question.ts";
import { inFolder, open, TODAY } from "../askline/open.ts";

const mpoxInSpain = questionSchema.parse({
  version: 1,
  text: "How many mpox cases were confirmed in Spain in July 2022?",
  asked: "2026-11-24",
  kind: "situation",
  measure: { concept: "cases", subject: "mpox", statistic: { kind: "total" } },
  place: { areas: [{ id: "ESP", name: "Spain" }] },
  time: { from: "2022-07-01", to: "2022-07-31" },
  decision: { kind: "waived" },
});

let bytes: Buffer;
let exported: string;
let done: () => void;
let path: string;
let publicKey: string;
let ids = 0;

beforeAll(async () => {
  await new Promise<void>((ready, failed) => {
    inFolder(async (folder) => {
      const keys = keyFile(join(folder, "key"));
      publicKey = (await openSigner(keys)).key;
      const around = { now: () => TODAY, newId: () => `F${++ids}`, actor: "ana", application: "test", keys };
      const askline = await open(join(folder, "w"), "create-bundled", { around });
      const outcome = await askline.ask({ question: mpoxInSpain, unsure: [] });
      if (!outcome.ok || outcome.value.kind === "refused") throw new Error("not answered");
      path = join(folder, "answer.askline");
      const written = await askline.exportAnswer(outcome.value.answer.id, "askline", path);
      if (!written.ok) throw new Error(written.problem.detail);
      exported = written.value.sha256;
      await askline.close();
      bytes = await readFile(path);
      await new Promise<void>((end) => {
        done = end;
        ready();
      });
    }).catch(failed);
  });
}, 60_000);
afterAll(() => done());

/** Opens a file of these bytes, as a receiver would. */
async function opened(content: Uint8Array) {
  return inFolder(async (folder) => {
    const file = join(folder, "received.askline");
    await writeFile(file, content);
    return openSealed(file);
  });
}

describe("a sealed answer", () => {
  it("opens and verifies without a workspace, and says what it carries", async () => {
    const sealed = await opened(bytes);
    if (!sealed.ok) throw new Error(sealed.problem.detail);
    expect(sealed.value.answer.value).toBe(3104);
    expect(sealed.value.sha256).toBe(exported);
    expect(sealed.value.sha256).toBe(sha256Hex(bytes));
    expect(sealed.value.manifest.parts.map((part) => part.path)).toEqual(
      expect.arrayContaining(["question.json", "match.json", "query.sql", "caveats.json", "result.arrow"]),
    );
    expect(sealed.value.manifest.data).toMatchObject([{ included: true }]);
    expect(sealed.value.signed).toEqual({ signer: "ana", key: publicKey });
  });

  it("is an ordinary zip file that other programs can read", async () => {
    const zip = await openPromise(path);
    const names: string[] = [];
    for await (const entry of zip.eachEntry()) names.push(entry.fileName);
    expect(names[0]).toBe("manifest.json");
  });

  it("runs again from the data it carries, with the same fingerprint", async () => {
    const sealed = await openSealed(path);
    if (!sealed.ok) throw new Error(sealed.problem.detail);
    const around = { now: () => TODAY, newId: () => `S${++ids}`, actor: "receiver", application: "test" };
    const descriptions = join(import.meta.dirname, "../../fixtures/descriptions");
    const replayed = await replaySealed(sealed.value, {
      startEngine: nodeEngineProcesses(),
      around,
      descriptions,
    });
    expect(replayed).toMatchObject({ ok: true, value: { verdict: "identical" } });
  });

  it("is refused when any byte is altered, wherever it is, and the part is named", async () => {
    const [table, question] = [partAt("result.arrow"), partAt("question.json")];
    expect(await flipped(table + 200)).toContain("result.arrow");
    expect(await flipped(question + 40)).toContain("question.json");
    expect(await flipped(partAt("manifest.json") + 60)).toContain("manifest.json");
    for (let i = 0; i < 60; i += 1) {
      const at = Math.floor((i / 60) * bytes.length);
      expect(await flipped(at), `byte ${at}`).toMatch(
        /was changed after it was sealed|is not a sealed answer/,
      );
    }
    expect(await flipped(bytes.length - 10)).toMatch(/its (signature|seal)/);
    expect(await flipped(bytes.length - 120)).toMatch(/its (signature|seal)/);
    // The end of the signature, where base 64 has bits that say nothing.
    for (let at = bytes.length - 8; at < bytes.length; at += 1)
      expect(await flipped(at), `byte ${at}`).toMatch(/its (signature|seal)/);
    // The whole tail: the zip's directory, where checks of single parts see nothing, and the seal itself.
    for (let at = bytes.length - 420; at < bytes.length; at += 3)
      expect(await flipped(at), `byte ${at}`).not.toBe("");
  });

  it("is refused when it was cut short or lengthened", async () => {
    for (const content of [
      bytes.subarray(0, -1),
      bytes.subarray(0, 4000),
      Buffer.concat([bytes, Buffer.from("x")]),
    ])
      expect((await opened(content)).ok).toBe(false);
  });

  it("is refused when its signature was taken away, and signed by another it says by whom", async () => {
    const unsigned = await rebuilt(
      (_, content) => content,
      (manifest) => manifest,
    );
    expect(await problemOf(unsigned)).toContain("its signature");
    const nameless = await rebuilt(
      (_, content) => content,
      (manifest) => ({ ...manifest, signer: undefined }),
    );
    const received = await opened(nameless);
    expect(received.ok && received.value.signed).toBeNull();
    const copied = Buffer.from(bytes);
    const { signature } = readSeal(bytes.toString("latin1")) ?? {};
    copied.write("0".repeat(64), bytes.lastIndexOf(signature?.key ?? "none"), "latin1");
    expect(await problemOf(copied)).toContain("its signature");
  });

  it("is refused when a forger resealed it with a piece that disagrees with the whole", async () => {
    const forged = await rebuilt((name, text) =>
      name === "sentence.txt" ? Buffer.from("There were no cases.\n") : text,
    );
    expect(await problemOf(forged)).toContain("sentence.txt");
  });
});

describe("a hostile file", () => {
  it("that would unpack to gigabytes is refused before it is unpacked", async () => {
    const bomb = await zipped([["manifest.json", Buffer.alloc(70 * 1024 * 1024, 0x20)]]);
    expect(bomb.length).toBeLessThan(200_000);
    expect(await problemOf(bomb)).toContain("manifest.json");
  });

  it("with names that climb out of the folder is refused", async () => {
    const harmless = await zipped([
      ["manifest.json", Buffer.from("{}")],
      ["aaaaaaaaa.txt", Buffer.from("x")],
    ]);
    const climbing = Buffer.from(
      harmless.toString("latin1").replaceAll("aaaaaaaaa.txt", "../../../a.js"),
      "latin1",
    );
    expect(await problemOf(climbing)).toMatch(/was changed/);
    expect(await problemOf(harmless)).toContain("aaaaaaaaa.txt");
  });

  it("that is something else altogether is told from an altered one", async () => {
    for (const content of [Buffer.alloc(0), Buffer.from("hello"), Buffer.alloc(5000, 7)])
      expect(await problemOf(content)).toContain("not a sealed answer");
    expect((await openSealed("/nowhere/at/all.askline")).ok).toBe(false);
  });
});

/** Where a part's bytes begin. */
const partAt = (name: string): number => bytes.indexOf(name) + name.length;

/** What is said of the file with one byte altered; empty when it was opened. */
async function flipped(at: number): Promise<string> {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 0x04;
  return problemOf(copy);
}

async function problemOf(content: Uint8Array): Promise<string> {
  const sealed = await opened(content);
  return sealed.ok ? "" : sealed.problem.message;
}

/** A zip with a seal that fits, as someone who knows the format would make it. */
async function zipped(parts: readonly (readonly [string, Buffer])[]): Promise<Buffer> {
  return inFolder(async (folder) => {
    const zip = new ZipFile();
    for (const [name, content] of parts) zip.addBuffer(content, name, { compress: !name.endsWith(".arrow") });
    zip.end({ comment: "0".repeat(SEAL_LENGTH), forceZip64Format: false });
    const file = join(folder, "z");
    await pipeline(zip.outputStream, createWriteStream(file));
    const body = (await readFile(file)).subarray(0, -SEAL_LENGTH);
    const manifest = parts.find(([name]) => name === "manifest.json")?.[1] ?? Buffer.alloc(0);
    return Buffer.concat([
      body,
      Buffer.from(sealText({ file: sha256Hex(body), manifest: sha256Hex(manifest) })),
    ]);
  });
}

/** The sealed file with some part changed, manifest and seal made anew to fit. */
async function rebuilt(
  change: (name: string, content: Buffer) => Buffer,
  list: (manifest: Record<string, unknown>) => unknown = (manifest) => ({ ...manifest, signer: undefined }),
): Promise<Buffer> {
  const zip = await openPromise(path, { autoClose: false });
  const parts: [string, Buffer][] = [];
  for await (const entry of zip.eachEntry()) {
    const pieces: Buffer[] = [];
    for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece);
    parts.push([entry.fileName, change(entry.fileName, Buffer.concat(pieces))]);
  }
  zip.close();
  const manifest = JSON.parse(parts[0]?.[1].toString("utf8") ?? "{}");
  for (const part of manifest.parts) {
    const content = parts.find(([name]) => name === part.path)?.[1] ?? Buffer.alloc(0);
    Object.assign(part, { sha256: sha256Hex(content), bytes: content.length });
  }
  parts[0] = ["manifest.json", Buffer.from(JSON.stringify(list(manifest)))];
  return zipped(parts);
}
