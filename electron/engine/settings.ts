import { availableParallelism, totalmem } from "node:os";
import { z } from "zod";

const MB = 1024 * 1024;

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

/** Settings with sound values for this machine where none are given: half the memory, all processors. */
export function completeSettings(
  given: Partial<EngineSettings> & Pick<EngineSettings, "cacheFolder">,
): EngineSettings {
  const machineMb = Math.floor(totalmem() / MB);
  return engineSettingsSchema.parse({
    memoryMb: Math.max(256, Math.min(16_384, Math.floor(machineMb / 2))),
    threads: availableParallelism(),
    temporaryDiskMb: 20_000,
    storesMb: 20_000,
    resultsMb: 32,
    queriesAtOnce: 4,
    buildsAtOnce: 2,
    ...given,
  });
}
