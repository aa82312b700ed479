import { z } from "zod";

/** The part of the contract between window and main process that is about what calculations may use of the computer. */

/** Everything that a person may limit. Memory and disk are in MB, the deadline in minutes. */
export const LIMITS = [
  "memoryMb",
  "threads",
  "queriesAtOnce",
  "deadlineMinutes",
  "temporaryDiskMb",
  "storesMb",
] as const;
export type LimitName = (typeof LIMITS)[number];

const chosen = z.int().nonnegative().max(100_000_000).nullable();

/** What a person chose; null leaves the choice to Askline. */
export const chosenLimitsSchema = z
  .object({
    memoryMb: chosen,
    threads: chosen,
    queriesAtOnce: chosen,
    deadlineMinutes: chosen,
    temporaryDiskMb: chosen,
    storesMb: chosen,
  })
  .strict();
export type ChosenLimits = z.infer<typeof chosenLimitsSchema>;

/** Nothing chosen. */
export const NO_CHOICE: ChosenLimits = {
  memoryMb: null,
  threads: null,
  queriesAtOnce: null,
  deadlineMinutes: null,
  temporaryDiskMb: null,
  storesMb: null,
};

const range = z.object({ standard: z.int(), least: z.int(), most: z.int() });

/** What Askline chooses by itself on this computer, and between which numbers a person may choose. */
export const limitRangesSchema = z.object({
  memoryMb: range,
  threads: range,
  queriesAtOnce: range,
  deadlineMinutes: range,
  temporaryDiskMb: range,
  storesMb: range,
});
export type LimitRanges = z.infer<typeof limitRangesSchema>;

/** The limits whose chosen number lies outside its range. */
export const outOfRange = (limits: ChosenLimits, ranges: LimitRanges): LimitName[] =>
  LIMITS.filter((name) => {
    const value = limits[name];
    return value !== null && (value < ranges[name].least || value > ranges[name].most);
  });

export const engineLimitsSchema = z.object({ chosen: chosenLimitsSchema, ranges: limitRangesSchema });

const nothing = z.object({}).strict();

/** The limits as they are, and choosing others: they hold from the next question on. */
export const limitChannels = {
  "engine.limits": { input: nothing, output: engineLimitsSchema },
  "engine.setLimits": { input: chosenLimitsSchema, output: engineLimitsSchema },
} as const;
