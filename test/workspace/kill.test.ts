import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openLedger } from "../../electron/workspace/ledger/ledger.ts";
import { ledgerFile } from "../../electron/workspace/ledger/segments.ts";
import { readLedger } from "../../shared/ledger/chain.ts";

/** A soak run sets this to 300 and more; the everyday test shows the same in less time. */
const KILLS = Number(process.env.ASKLINE_KILLS ?? 20);

let folder: string;
let program: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "askline-kill-"));
  program = join(folder, "append.mjs");
  await build({
    entryPoints: [fileURLToPath(new URL("./append-until-killed.ts", import.meta.url))],
    bundle: true,
    platform: "node",
    format: "esm",
    outfile: program,
    logLevel: "silent",
  });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Starts the program, kills it with SIGKILL some milliseconds after its first word, and returns what it acknowledged. */
function runAndKill(name: string, afterMs: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, folder, name], { stdio: ["ignore", "pipe", "inherit"] });
    let said = "";
    child.stdout.once("data", () => setTimeout(() => child.kill("SIGKILL"), afterMs));
    child.stdout.on("data", (chunk) => {
      said += chunk;
    });
    child.on("error", reject);
    child.on("close", () => resolve(said.split("\n").slice(0, -1)));
  });
}

describe("a process that is killed while it writes the ledger", () => {
  it(
    `loses nothing it acknowledged, ${KILLS} times`,
    async () => {
      const acknowledged: string[] = [];
      for (let i = 0; i < KILLS; i += 1) {
        acknowledged.push(...(await runAndKill(`k${i}`, Math.random() * 25)));
        const opened = await openLedger(folder, { now: () => Date.now(), readOnly: false });
        if (!opened.ok) throw new Error(opened.problem.message);
        expect(opened.value.problems()).toEqual([]);
        await opened.value.close();
      }
      const { events, problems } = readLedger(
        (await readFile(ledgerFile(folder), "utf8")).split("\n").slice(0, -1),
      );
      expect(problems).toEqual([]);
      const stored = new Set(events.map((event) => event.kind === "answer-viewed" && event.payload.answerId));
      expect(acknowledged.length).toBeGreaterThan(KILLS);
      expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
    },
    60_000 + KILLS * 2_000,
  );
});
