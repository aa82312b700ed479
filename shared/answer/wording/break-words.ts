import type { Grain } from "../../time/grain.ts";
import type { LevelBreak } from "../models/breaks/levels.ts";
import type { PlacesBreak } from "../models/breaks/reporting-places.ts";
import type { RhythmBreak } from "../models/breaks/rhythm.ts";
import type { Run } from "../models/breaks/runs.ts";
import { grainWords, inPeriod, periodWords } from "../periods.ts";
import { showNumber } from "../rounding.ts";
import { sentenceCase } from "./subject-words.ts";

/** Breaks that were found in the data, as sentences. `of` is the place a series is about; empty where there is one alone. */

const where = (of: string): string => (of === "" ? "" : ` (${of})`);

const days = (count: number): string => `${showNumber(count)} ${count === 1 ? "day" : "days"} a week`;

export const breakWords = {
  rhythm: ({ period, before, after, of: how }: RhythmBreak, grain: Grain, of: string): string => {
    const from = sentenceCase(inPeriod(period, grain).replace(/^in the week of/, "from the week of"));
    return how === "a week"
      ? `${from} the rhythm of reporting changes${where(of)}: figures on ${days(after)} instead of ${showNumber(before)}.`
      : `After ${periodWords(period, grain)} the rhythm of reporting changes${where(of)}: one figure every ${every(after, grain)} instead of every ${every(before, grain)}.`;
  },
  places: ({ period, before, after }: PlacesBreak, grain: Grain): string =>
    `${sentenceCase(inPeriod(period, grain))} the places that report change: ${showNumber(after)} have figures instead of ${showNumber(before)}, and it stays so.`,
  unit: ({ period, factor }: LevelBreak, grain: Grain, of: string): string =>
    `${sentenceCase(inPeriod(period, grain))} the figures${where(of)} become ${times(factor)} from one to the next and stay there: perhaps another unit or definition.`,
  shared: ({ period, factor, series }: LevelBreak, grain: Grain): string =>
    `${sentenceCase(inPeriod(period, grain))} the figures of ${showNumber(series)} places change by one and the same factor (${showNumber(factor)}) and stay there: perhaps another unit or definition.`,
  restart: (period: string, from: number, to: number, of: string): string =>
    `${sentenceCase(inPeriod(period, "day"))} the source's running total falls from ${showNumber(from)} to ${showNumber(to)}${where(of)}: it begins anew, or what stood before was an error.`,
  zeros: ({ from, to, length, around }: Run, grain: Grain, of: string): string =>
    `The source gives 0 for ${showNumber(length)} ${grainWords(grain, length)}, from ${periodWords(from, grain)} to ${periodWords(to, grain)}${where(of)}, between figures of about ${showNumber(around)}: there were none, or they were not reported.`,
  repeated: ({ from, to, length, value }: Run, grain: Grain, of: string): string =>
    `The source gives exactly ${showNumber(value)} for ${showNumber(length)} ${grainWords(grain, length)}, from ${periodWords(from, grain)} to ${periodWords(to, grain)}${where(of)}, although its figures otherwise change: perhaps carried forward.`,
  /** How many more of the kind there are. */
  more: (count: number): string => (count === 0 ? "" : ` ${showNumber(count)} more of the kind.`),
} as const;

const every = (count: number, grain: Grain): string =>
  count === 1 ? grainWords(grain) : `${showNumber(count)} ${grainWords(grain, count)}`;

const times = (factor: number): string =>
  factor > 1 ? `${showNumber(factor)} times as large` : `${showNumber(1 / factor)} times smaller`;
