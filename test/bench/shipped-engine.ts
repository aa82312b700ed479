import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { PROGRAMS } from "../../build/bundle.mjs";
import type { Engine, StartEngineProcess } from "../../electron/engine/engine.ts";
import { createEngineHost, type HostOptions } from "../../electron/engine/host.ts";
import { nodeEngineProcesses } from "../../electron/engine/start-node.ts";
import { type Measure, residentMb } from "./measure.ts";

/** An engine of the bench and the ids of the processes it has had, the latest last. */
export type BenchEngine = { readonly engine: Engine; readonly pids: readonly number[] };

/** An engine that answers every question anew. Without a program it runs from the sources. */
export function benchEngineHost(
  cacheFolder: string,
  program?: string,
  options: Partial<HostOptions> = {},
): BenchEngine {
  const pids: number[] = [];
  const start = nodeEngineProcesses(program);
  const noted: StartEngineProcess = () => {
    const started = start();
    pids.push(started.pid ?? 0);
    return started;
  };
  return { engine: createEngineHost(noted, { cacheFolder, resultsMb: 0, ...options }), pids };
}

/** The engine's program as the packaged application has it; it finds its native packages from the project's folder. */
export async function bundledEngine(): Promise<string> {
  const [programs] = PROGRAMS;
  const out = join(import.meta.dirname, "..", "..", "out", `bench-${process.pid}`);
  process.once("exit", () => rmSync(out, { recursive: true, force: true }));
  await build({
    ...programs,
    entryPoints: { process: "electron/engine/process.ts" },
    outdir: out,
    sourcemap: false,
    logLevel: "error",
  });
  return join(out, "process.js");
}

/** How long an engine that has started is left alone before its memory is read, in milliseconds. */
const SETTLE_MS = 500;

/**
 * The memory of an engine that has done nothing yet: as it is shipped, which has the limit, and from the sources, where the
 * TypeScript loader comes on top. Nothing where the system does not tell.
 */
export async function idleEngines(folder: string): Promise<Measure[]> {
  const measures: Measure[] = [];
  for (const [name, program, limit] of [
    ["engine as shipped, idle", await bundledEngine(), 150],
    ["engine from the sources, idle", undefined, null],
  ] as const) {
    const cacheFolder = join(folder, "idle-cache");
    mkdirSync(folder, { recursive: true });
    const { engine, pids } = benchEngineHost(cacheFolder, program);
    try {
      await engine.info();
      await new Promise((go) => setTimeout(go, SETTLE_MS));
      const value = residentMb(pids[0]);
      if (value !== null) measures.push({ name, value, unit: "MB", limit });
    } finally {
      await engine.close();
      rmSync(cacheFolder, { recursive: true, force: true });
    }
  }
  return measures;
}
