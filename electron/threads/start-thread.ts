import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker, type WorkerOptions } from "node:worker_threads";
import { programOf } from "./program-of-source.ts";

/** A thread's program: its source, and its bundle as seen from the bundles that start it (build/bundle.mjs). */
export type ThreadProgram = { readonly source: URL; readonly bundle: URL };

/** Starts a thread: from its bundle in what is shipped, from its source in development and tests. */
export function startThread({ source, bundle }: ThreadProgram, options: WorkerOptions = {}): Worker {
  const path = fileURLToPath(source);
  return existsSync(path)
    ? new Worker(programOf(path), { ...options, eval: true })
    : new Worker(bundle, options);
}
