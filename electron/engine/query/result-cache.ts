import { createHash } from "node:crypto";
import type { EngineQuery } from "../engine.ts";
import { CONVERTER_VERSION, duckdbVersion } from "../store/folder.ts";

type Kept = { readonly ipc: Uint8Array; readonly rows: number };

/** Results kept in memory, the least recently used dropped first. */
export type ResultCache = {
  readonly find: (key: string) => Kept | null;
  readonly keep: (key: string, result: Kept) => void;
};

/** Names a result by everything it depends on: text, values, content of the files, converter and DuckDB. */
export function resultKey(query: EngineQuery): string {
  const files = query.files.map(({ sha256 }) => sha256).sort();
  const parts = [query.sql, query.params, files, CONVERTER_VERSION, duckdbVersion()];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}

/** A cache of at most `limitMb`. One result takes at most a quarter of it. */
export function createResultCache(limitMb: number): ResultCache {
  const limit = limitMb * 1024 * 1024;
  const kept = new Map<string, Kept>();
  let total = 0;
  return {
    find: (key) => {
      const found = kept.get(key);
      if (found === undefined) return null;
      kept.delete(key);
      kept.set(key, found);
      return found;
    },
    keep: (key, result) => {
      if (result.ipc.length > limit / 4 || kept.has(key)) return;
      kept.set(key, result);
      total += result.ipc.length;
      for (const [oldest, { ipc }] of kept) {
        if (total <= limit) return;
        kept.delete(oldest);
        total -= ipc.length;
      }
    },
  };
}
