import { createHash } from "node:crypto";
import { readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { EngineQuery } from "../engine.ts";

/** What is known of how long calculations took before: kept in the cache, so that it outlives the process. */
export type EarlierRuns = {
  /** Milliseconds that this calculation will likely take; null when nothing like it ran before. */
  readonly expectedMs: (query: EngineQuery) => number | null;
  readonly note: (query: EngineQuery, tookMs: number) => void;
};

/** Shorter runs need no estimate: nobody sees their progress. */
const WORTH_NOTING_MS = 300;
/** Kinds of calculation that are remembered; the longest unused are forgotten. */
const MOST = 500;

const keptSchema = z.record(
  z.string(),
  z.object({ ms: z.number().nonnegative(), bytes: z.number().nonnegative() }),
);

/** Opens the memory of a cache folder. What cannot be read is forgotten, what cannot be written is not remembered. */
export function openEarlierRuns(cacheFolder: string): EarlierRuns {
  const path = join(cacheFolder, "earlier-runs.json");
  const kept = new Map(Object.entries(read(path)));
  return {
    expectedMs: (query) => {
      const before = kept.get(kindOf(query));
      if (before === undefined) return null;
      // The work grows with the data: the same question over twice the bytes takes about twice as long.
      return before.bytes === 0 ? before.ms : (before.ms * bytesOf(query)) / before.bytes;
    },
    note: (query, tookMs) => {
      const kind = kindOf(query);
      if (tookMs < WORTH_NOTING_MS && !kept.has(kind)) return;
      kept.delete(kind);
      kept.set(kind, { ms: Math.round(tookMs), bytes: bytesOf(query) });
      for (const oldest of kept.keys()) {
        if (kept.size <= MOST) break;
        kept.delete(oldest);
      }
      write(path, Object.fromEntries(kept));
    },
  };
}

/** Calculations of one kind differ in the values asked for and in the files, not in the steps. */
const kindOf = ({ sql }: EngineQuery): string =>
  createHash("sha256")
    .update(sql.replaceAll(/\bf_[0-9a-f]{16}\b/g, "file"))
    .digest("hex")
    .slice(0, 20);

const bytesOf = ({ files }: EngineQuery): number =>
  files.reduce((sum, { path }) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0), 0);

function read(path: string): z.infer<typeof keptSchema> {
  try {
    return keptSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return {};
  }
}

function write(path: string, kept: z.infer<typeof keptSchema>): void {
  const temporary = `${path}.${process.pid}.part`;
  try {
    writeFileSync(temporary, JSON.stringify(kept));
    renameSync(temporary, path);
  } catch {
    // A full or read-only cache costs the estimate, not the answer.
  }
}
