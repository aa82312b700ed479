import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Engine, EngineFile } from "../../electron/engine/engine.ts";
import { createEngineHost, type HostOptions } from "../../electron/engine/host.ts";
import { nodeEngineProcesses } from "../../electron/engine/start-node.ts";
import { decodeTable, type ResultTable } from "../../shared/answer/table/table.ts";
import type { SqlValue } from "../../shared/plan/plan.ts";
import type { Result } from "../../shared/result.ts";

/** A real engine in a process of its own, with a folder that `end` removes. */
export type TestEngine = {
  readonly engine: Engine;
  readonly folder: string;
  /** Ids of the processes that were started, the latest last. */
  readonly pids: readonly number[];
  /** Writes bytes to a file and names it by its hash. */
  readonly file: (bytes: Uint8Array, name?: string) => EngineFile;
  /** Runs a query that must succeed and decodes it. */
  readonly rows: (
    sql: string,
    files?: readonly EngineFile[],
    params?: readonly SqlValue[],
  ) => Promise<ResultTable>;
  readonly end: () => Promise<void>;
};

/** Starts an engine for a test. */
export function startTestEngine(options: Partial<HostOptions> = {}): TestEngine {
  const folder = mkdtempSync(join(tmpdir(), "askline-engine-"));
  const pids: number[] = [];
  const start = nodeEngineProcesses();
  const engine = createEngineHost(
    () => {
      const started = start();
      if (started.pid !== undefined) pids.push(started.pid);
      return started;
    },
    { cacheFolder: join(folder, "cache"), ...options },
  );
  let written = 0;
  return {
    engine,
    folder,
    pids,
    file: (bytes, name = `file-${written++}.arrow`) => {
      const path = join(folder, name);
      writeFileSync(path, bytes);
      return { sha256: sha256(bytes), path };
    },
    rows: async (sql, files = [], params = []) =>
      decodeTable(value(await engine.query({ sql, params, files })).ipc),
    end: async () => {
      await engine.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The SHA-256 of bytes in hex. */
export const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** A file on disk, named by its hash. */
export const existingFile = (path: string): EngineFile => ({ path, sha256: sha256(readFileSync(path)) });

/** The value of a result that must be one. */
export function value<T>(result: Result<T>): T {
  if (!result.ok)
    throw new Error(`${result.problem.code}: ${result.problem.message} ${result.problem.detail ?? ""}`);
  return result.value;
}
