import { statfsSync } from "node:fs";
import { availableParallelism, totalmem } from "node:os";
import { dirname } from "node:path";
import type { ChosenLimits, LIMITS, LimitName, LimitRanges } from "../../shared/api/engine-limits.ts";
import type { EngineSettings } from "./settings.ts";

const MB = 1024 * 1024;

/** What there is of a computer. */
export type Machine = {
  readonly memoryMb: number;
  readonly processors: number;
  /** Free space where the engine keeps its files; null where the system does not tell. */
  readonly freeDiskMb: number | null;
};

/** This computer. In a container memory is what the container may use. */
export function thisMachine(cacheFolder: string): Machine {
  const constrained = process.constrainedMemory();
  const memory = constrained > 0 ? Math.min(totalmem(), constrained) : totalmem();
  return {
    memoryMb: Math.floor(memory / MB),
    processors: availableParallelism(),
    freeDiskMb: freeMb(cacheFolder),
  };
}

/** Free space at a folder, or at the nearest one above it that is there. */
function freeMb(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return Math.floor((bavail * bsize) / MB);
  } catch {
    return dirname(folder) === folder ? null : freeMb(dirname(folder));
  }
}

const between = (least: number, value: number, most: number): number =>
  Math.max(least, Math.min(most, Math.floor(value)));

/** DuckDB does little with less, and its own working memory comes on top of what it is allowed. */
const LEAST_MEMORY = 256;
/** Where half of the free disk is more than this, this is enough, in MB. */
const ENOUGH_DISK = 20_000;
/** No disk of a laptop is larger, in MB. */
const ANY_DISK = 50_000_000;
/** What is allowed of the disk even when it is nearly full: the work then says that it is. */
const LEAST_DISK = 1000;

/**
 * Standard and range of every limit: half the memory, all processors, at most half of what is free on the disk for each of
 * half-done work and prepared data, and half an hour for a question.
 */
export function limitRanges({ memoryMb, processors, freeDiskMb }: Machine): LimitRanges {
  const disk = between(LEAST_DISK, (freeDiskMb ?? 2 * ENOUGH_DISK) / 2, ENOUGH_DISK);
  const most = Math.max(LEAST_MEMORY, Math.floor(memoryMb * 0.9));
  return {
    memoryMb: { standard: between(LEAST_MEMORY, memoryMb / 2, 16_384), least: LEAST_MEMORY, most },
    threads: { standard: processors, least: 1, most: processors },
    queriesAtOnce: { standard: 4, least: 1, most: 16 },
    deadlineMinutes: { standard: 30, least: 1, most: 24 * 60 },
    temporaryDiskMb: { standard: disk, least: 100, most: ANY_DISK },
    storesMb: { standard: disk, least: 100, most: ANY_DISK },
  };
}

/** The engine's settings for what a person chose. A number from another computer that does not fit here is brought into range. */
export function settingsFor(
  chosen: ChosenLimits,
  ranges: LimitRanges,
): Omit<EngineSettings, "cacheFolder" | "resultsMb" | "buildsAtOnce"> & { readonly deadlineMs: number } {
  const value = (name: LimitName): number => {
    const { standard, least, most } = ranges[name];
    return between(least, chosen[name] ?? standard, most);
  };
  const { deadlineMinutes, ...rest } = {
    memoryMb: value("memoryMb"),
    threads: value("threads"),
    queriesAtOnce: value("queriesAtOnce"),
    deadlineMinutes: value("deadlineMinutes"),
    temporaryDiskMb: value("temporaryDiskMb"),
    storesMb: value("storesMb"),
  } satisfies Record<(typeof LIMITS)[number], number>;
  return { ...rest, deadlineMs: deadlineMinutes * 60_000 };
}
