import { z } from "zod";
import { type ChosenLimits, NO_CHOICE } from "../../shared/api/engine-limits.ts";
import { limitRanges, settingsFor, thisMachine } from "./limits.ts";

/** What the engine may use of the machine and where it keeps its files. Everything in `cacheFolder` can be deleted at any time. */
export const engineSettingsSchema = z.object({
  /** Folder for stores, temporary files and profiles; made when it is not there. */
  cacheFolder: z.string().min(1),
  /** Memory for DuckDB in MB. Working memory of the process comes on top. */
  memoryMb: z.number().int().min(64),
  threads: z.number().int().min(1).max(256),
  /** Most that queries larger than memory may write to disk, in MB. */
  temporaryDiskMb: z.number().int().min(0),
  /** Most that all stores together may take on disk, in MB; the least recently used are removed. */
  storesMb: z.number().int().min(0),
  /** Memory for results that are kept to answer the same query again, in MB; 0 keeps none. */
  resultsMb: z.number().int().min(0),
  /** Queries that run at the same time; further ones wait their turn. */
  queriesAtOnce: z.number().int().min(1).max(64),
  /** Imports, exports and profiles that run at the same time, besides the queries. */
  buildsAtOnce: z.number().int().min(1).max(16),
});
export type EngineSettings = z.infer<typeof engineSettingsSchema>;

/** How the engine is set up: its settings, and how long a question may take. */
export type EngineOptions = EngineSettings & {
  /** Milliseconds after which a question is stopped where its asker gives no time of their own; null where it never is. */
  readonly deadlineMs: number | null;
};

/** What is given, what a person chose, and for the rest what is sound on this machine (limits.ts). */
export function completeSettings(
  given: Partial<EngineOptions> & Pick<EngineSettings, "cacheFolder">,
  chosen: ChosenLimits = NO_CHOICE,
): EngineOptions {
  const limits = settingsFor(chosen, limitRanges(thisMachine(given.cacheFolder)));
  const { deadlineMs, ...settings } = { ...limits, resultsMb: 32, buildsAtOnce: 2, ...given };
  return { ...engineSettingsSchema.parse(settings), deadlineMs };
}
