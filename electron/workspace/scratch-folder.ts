import { randomBytes } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Layout } from "./layout.ts";

/** Calls `work` with an empty folder on the workspace's own disk, which is removed afterwards. Throws Node's file errors. */
export async function withScratchFolder<T>(layout: Layout, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = join(layout.cache, `scratch-${process.pid}-${randomBytes(6).toString("hex")}`);
  try {
    await mkdir(folder, { recursive: true });
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
