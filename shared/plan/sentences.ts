import type { ColumnCondition } from "../catalogue/dataset.ts";
import type { Level } from "../places/area.ts";
import type { Condition } from "../question/question.ts";
import type { IsoDate } from "../time/grain.ts";
import type { Assumption } from "./plan.ts";
import { dateWords, LEVEL_WORDS, listWords } from "./words.ts";

/** The plan room's sentences in English, in one place so that they can be translated. */

/** Why a plan cannot be made. */
export const refused = {
  noMeasure: "The question does not say what is to be measured.",
  measureGone: (title: string) => `“${title}” no longer has the measure that was matched.`,
  notHeld: (title: string) => `The file of “${title}” is not held here, so nothing can be computed from it.`,
  placeNotThere: (names: readonly string[]) => `The table has no rows for ${listWords(names)}.`,
  levelNotThere: (level: Level) => `The table does not report by ${LEVEL_WORDS[level].one}.`,
  otherThan: (measure: string, label: string, values: readonly (string | number)[]) =>
    `“${measure}” is about another ${label} than ${listWords(values.map(String))}.`,
  notToldApart: (label: string) => `The table does not tell ${label} apart.`,
  valueNotThere: (label: string, values: readonly (string | number)[]) =>
    `The table has no ${label} “${listWords(values.map(String))}”.`,
  noBreakdown: (label: string) => `The table cannot be broken down by ${label}.`,
  noTime: "The table has no dates, so nothing can be said about a time or a change.",
  noVersions: "The table keeps no earlier published versions.",
  windowNeeded: "A comparison over time needs a first and a last day.",
  noEarlierYears: "There is no such period before the crisis in the dates given.",
  rankLevel: "A ranking needs to know which places are ranked: countries, regions, districts.",
  rankDifferences:
    "Places cannot be ranked by a difference between two sides; ask for one place, or for the change within one window.",
  noSeries: "This is one figure for a window, not one per period: ask for it as a situation.",
  countLevel:
    "The table has places of several levels: say which are counted, countries, regions or districts.",
  noSingleEvents:
    "The table does not list single events; its figures are added up by place and time, so they cannot be held against each other.",
  noRatePerPeriod: "A limit on a rate per period needs its base beside the figures, and this table has none.",
  noDenominator: "A rate needs a base, and the match found no table that has it.",
  noSecond: "The question needs a second measure, and the match found no table that has it.",
  noPart: "A share needs a part: a condition or a place that is part of a whole.",
  noIntervention: "The question does not say what happened and when.",
  rollingTotal: (days: number) =>
    `Each value covers ${days} days. A total can only be made of reads that do not overlap: choose a window whose length is a multiple of ${days} days, or ask for the peak or the latest value.`,
  onePlaceAtATime:
    "A forecast or an impact is computed for one series at a time: choose one place and no breakdown.",
} as const;

/** What the planner took for granted. */
export const assumed = {
  rolledUp: (area: string, level: Level, count: number): Assumption => ({
    code: "rolled-up",
    severity: "minor",
    text: `The figure for ${area} is put together from ${count.toLocaleString("en")} ${LEVEL_WORDS[level].many}, as the table has no row for ${area} itself.`,
  }),
  onlyPart: (asked: string, covered: string): Assumption => ({
    code: "assumed",
    severity: "serious",
    text: `The table covers only ${covered}, not all of ${asked}.`,
  }),
  alreadySo: (label: string, values: readonly (string | number)[]): Assumption => ({
    code: "assumed",
    severity: "minor",
    text: `The table has no column for ${label}; its figures are taken to be ${listWords(values.map(String))}, as its description says.`,
  }),
  cutAt: (end: IsoDate, asked: IsoDate): Assumption => ({
    code: "window-cut",
    severity: "notable",
    text: `The data end on ${dateWords(end)}, before ${dateWords(asked)}; both periods were cut to the same length.`,
  }),
  unlikeLengths: (a: number, b: number): Assumption => ({
    code: "unlike-periods",
    severity: "serious",
    text: `The two periods are not equally long (${a} and ${b} days).`,
  }),
  nonOverlapping: (days: number): Assumption => ({
    code: "rolling-values",
    severity: "notable",
    text: `Each value covers ${days} days; the total adds only every ${days}th day's value, so that no day counts twice.`,
  }),
  anyReading: (limit: string): Assumption => ({
    code: "assumed",
    severity: "minor",
    text: `A place counts when any reading in the window is ${limit}.`,
  }),
  wholeTotal: (limit: string): Assumption => ({
    code: "assumed",
    severity: "minor",
    text: `A place counts when its total over the window is ${limit}.`,
  }),
  wholePeriods: (periods: string): Assumption => ({
    code: "unfinished-last-period",
    severity: "notable",
    text: `Only whole ${periods} are used; the parts of ${periods} at the ends of the window are left out.`,
  }),
  ownGroup: (area: string, column: string): Assumption => ({
    code: "rolled-up",
    severity: "minor",
    text: `${area} is put together as the table's own column “${column}” says.`,
  }),
  meanOfEach: {
    code: "assumed",
    severity: "minor",
    text: "Of each place its mean over the window is taken first.",
  } satisfies Assumption,
  otherMeasure: (taken: string, others: readonly string[]): Assumption => ({
    code: "assumed",
    severity: "notable",
    text: `“${taken}” was taken; the table also has ${listWords(others.map((other) => `“${other}”`))}, which may be what is meant.`,
  }),
  shareOfOne: (limit: number): Assumption => ({
    code: "assumed",
    severity: "minor",
    text: `The table gives shares of 1: the limit of ${limit.toLocaleString("en")} % is ${limit / 100} there.`,
  }),
  aroundIntervention: (periods: string): Assumption => ({
    code: "assumed",
    severity: "minor",
    text: `No time was named: ${periods} before and after are looked at.`,
  }),
  weighted: (base: string): Assumption => ({
    code: "assumed",
    severity: "notable",
    text: `The places' rates are put together weighted by ${base}.`,
  }),
  shareOfPlace: (whole: string): Assumption => ({
    code: "assumed",
    severity: "minor",
    text: `The whole is ${whole}.`,
  }),
} as const;

/** What a filter keeps. */
export const filterText = {
  always: "Leave out the rows that the description says are not to be counted",
  measure: (label: string) => `Keep the rows that hold ${label}`,
  places: (names: readonly string[]) => `Keep the rows of ${listWords(names)}`,
  level: (level: Level | undefined, conditions: readonly ColumnCondition[]) => {
    const totals = conditions.some(({ op }) => op === "not-in");
    const whole = conditions.some(({ op }) => op === "is-null");
    if (level !== undefined)
      return `Keep the rows of single ${LEVEL_WORDS[level].many}${totals ? ", without total rows" : ""}`;
    if (whole) return "Keep each place's own row, not the rows of its parts";
    return "Leave out total rows that stand beside their parts";
  },
  where: (label: string, { op, values }: Condition) => {
    const list = listWords(values.map(String));
    if (op === "in") return `Keep the rows where ${label} is ${list}`;
    if (op === "not-in") return `Leave out the rows where ${label} is ${list}`;
    return `Keep the rows where ${label} ${op} ${list}`;
  },
} as const;
