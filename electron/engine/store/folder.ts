import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import duckdb from "@duckdb/node-bindings";

/** Raised whenever the same Arrow bytes would become another store than before. */
export const CONVERTER_VERSION = "5";

/** The DuckDB version that writes and reads the stores. */
export const duckdbVersion = (): string => duckdb.library_version().replace(/^v/, "");

/** Where the engine keeps its files. `stores` holds finished ones only; `work` belongs to this process alone. */
export type StoreFolder = { readonly stores: string; readonly work: string };

/** Makes the folders and removes what processes that no longer live left behind. */
export function openStoreFolder(cacheFolder: string, pid: number): StoreFolder {
  const stores = join(cacheFolder, "stores");
  const works = join(cacheFolder, "work");
  const work = join(works, String(pid));
  for (const folder of [stores, works]) mkdirSync(folder, { recursive: true });
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work);
  for (const name of readdirSync(works)) {
    if (!isRunning(Number(name))) rmSync(join(works, name), { recursive: true, force: true });
  }
  return { stores, work };
}

/** True when a process of this id is there. */
export function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    // A process of another user cannot be asked, but it is there.
    return cause instanceof Error && "code" in cause && cause.code === "EPERM";
  }
}

/** Path of the store for a file's content: another converter or DuckDB has another one. */
export const storePath = (folder: StoreFolder, sha256: string): string =>
  join(folder.stores, `${sha256}-${CONVERTER_VERSION}-${duckdbVersion()}.duckdb`);

/** True when the store is finished and can be attached; it then counts as just used. */
export function touchStore(path: string): boolean {
  if (!existsSync(path)) return false;
  try {
    const now = new Date();
    utimesSync(path, now, now);
  } catch {
    // A read-only cache still serves; only the order of removal suffers.
  }
  return true;
}

/** Moves a finished store to its place. When another process was faster, its store stays: the content is the same. */
export function publishStore(built: string, path: string): void {
  try {
    renameSync(built, path);
  } catch (cause) {
    if (!existsSync(path)) throw cause;
    rmSync(built, { force: true });
  }
}

/**
 * Removes the least recently used stores until they take at most `limitMb`; those in `keep` stay. `letGo` is called
 * before one is removed.
 */
export async function trimStores(
  folder: StoreFolder,
  limitMb: number,
  keep: ReadonlySet<string>,
  letGo: (path: string) => Promise<void>,
): Promise<void> {
  const found = readdirSync(folder.stores)
    .map((name) => join(folder.stores, name))
    .flatMap((path) => {
      const stat = statSync(path, { throwIfNoEntry: false });
      return stat?.isFile() ? [{ path, size: stat.size, used: stat.mtimeMs }] : [];
    })
    .sort((a, b) => a.used - b.used);
  let total = found.reduce((sum, { size }) => sum + size, 0);
  for (const { path, size } of found) {
    if (total <= limitMb * 1024 * 1024) return;
    if (keep.has(path)) continue;
    // A store that another process has open cannot be removed on some systems; it then waits for the next time.
    await letGo(path);
    try {
      rmSync(path, { force: true });
    } catch {
      continue;
    }
    total -= size;
  }
}
