import { changePercent, showNumber } from "../answer/rounding.ts";
import type { Level } from "../places/area.ts";
import { dateWords, GRAIN_WORDS, LEVEL_WORDS, listWords } from "../plan/words.ts";
import type { Grain } from "../time/grain.ts";
import { periodWords } from "../time/span-words.ts";

/** What is said of two sources of one thing, in English, in one place so that it can be translated. */

const quoted = (title: string): string => `“${title}”`;

/** Why two sources cannot be held against each other. */
export const cannotCompare = {
  notHeld: (title: string) => `The file of ${quoted(title)} is not here, so there is nothing to compare.`,
  notMeasured: (title: string) => `${quoted(title)} does not measure this.`,
  protected: (title: string) =>
    `${quoted(title)} is not open and counts people: a difference from another source could give a small count away, so it is not measured.`,
  behaviour: (one: string, other: string) =>
    `One gives ${BEHAVIOUR[one] ?? one}, the other ${BEHAVIOUR[other] ?? other}: they are not held against each other.`,
  unit: (one: string, other: string) =>
    `One is in ${one}, the other in ${other}, and one cannot be turned into the other.`,
  otherThing: "Each counts something that the other leaves out.",
  rolling: "One gives values over several days each, the other does not.",
  noPlace: "They have no place in common.",
  noTime: (one: readonly [string, string] | null, other: readonly [string, string] | null) =>
    one && other
      ? `They have no time in common: one goes from ${dateWords(one[0])} to ${dateWords(one[1])}, the other from ${dateWords(other[0])} to ${dateWords(other[1])}.`
      : "They have no complete period in common.",
  undated: (title: string) =>
    `${quoted(title)} has no dates, so what it counts cannot be set beside periods of the other.`,
  otherEnd: (day: string, title: string, end: string) =>
    `One is as of ${dateWords(day)}; ${quoted(title)} has no complete figure for that day${end === "" ? "" : ` and ends on ${dateWords(end)}`}.`,
  noDay: (title: string) => `${quoted(title)} has no dates and does not say of which day it is.`,
  otherDay: (one: string, other: string) =>
    `They are as of different days: ${dateWords(one)} and ${dateWords(other)}.`,
  grains: (one: Grain, other: Grain) =>
    `One is ${GRAIN_WORDS[one].adverb}, the other ${GRAIN_WORDS[other].adverb}: ${GRAIN_WORDS[one].many} and ${GRAIN_WORDS[other].many} do not fit into each other.`,
  ratioGrains: "They are rates or scales over periods of different lengths, which cannot be put together.",
  nothing: "There is no place and complete period for which both have a figure.",
} as const;

const BEHAVIOUR: Readonly<Record<string, string>> = {
  flow: "what comes new",
  stock: "a level",
  cumulative: "a running total",
  ratio: "a ratio",
  index: "a scale",
  event: "single events",
};

/** What keeps two sources from being quite alike. */
export const notAlike = {
  onlyOne: (
    title: string,
    limits: readonly { readonly dimension: string; readonly values: readonly string[] }[],
  ) =>
    `Only ${quoted(title)} says that it is limited to ${limits.map(({ dimension, values }) => `${dimension}: ${listWords(values, 4)}`).join("; ")}.`,
  otherSubject: (title: string, subject: string) => `${quoted(title)} is about ${subject}.`,
  rolledUp: (title: string, level: Level) =>
    `The figures of ${quoted(title)} by ${LEVEL_WORDS[level].one} are put together from finer places.`,
  addedUp: (title: string, asOf: string) =>
    `The total of ${quoted(title)} up to ${dateWords(asOf)} is what it added up from its first day on.`,
  weekdays: (title: string, weekday: string) =>
    `The weeks of ${quoted(title)} are dated on ${weekday}s, so theirs may begin on another day.`,
} as const;

const plural = (count: number, { one, many }: { readonly one: string; readonly many: string }): string =>
  `${showNumber(count)} ${count === 1 ? one : many}`;

/** A period as one says it: 3 April 2021, April 2021, 2021; the week of 5 April 2021. */
export function periodInWords(start: string, grain: Grain | null): string {
  if (grain === null || grain === "day") return dateWords(start.slice(0, 10));
  if (grain === "hour") return `${dateWords(start.slice(0, 10))}, ${start.slice(11, 16)} UTC`;
  if (grain === "week") return `the week of ${dateWords(start.slice(0, 10))}`;
  return periodWords(grain, start.slice(0, 10));
}

const percent = (share: number): string => `${showNumber(changePercent(share, 2))} %`;

/** What was measured of two sources, for the sentence. */
export type Said = {
  readonly titles: readonly [string, string];
  readonly cells: number;
  readonly nothing: number;
  readonly same: number;
  readonly higher: number;
  readonly lower: number;
  readonly median: number | null;
  readonly ninetieth: number | null;
  readonly places: number;
  readonly from: string;
  readonly to: string;
  readonly grain: Grain | null;
  readonly level: Level | null;
  readonly largest: {
    readonly place: string;
    readonly when: string;
    readonly values: readonly [number, number];
  } | null;
};

/**
 * How far two sources differ on what both have, in plain sentences: how often they agree, how far they are apart, which one
 * is higher, and the largest difference. Shares are of the figures that are not zero on both sides.
 */
export function disagreementSentence(said: Said): string {
  const { cells, nothing, same, titles, largest } = said;
  const counted = cells - nothing;
  const base = `On the ${cells === 1 ? "one figure" : `${showNumber(cells)} figures`} that both have (${where(said)})`;
  if (same === cells) return `${base} they agree exactly${counted === 0 ? "; all of them are zero" : ""}.`;
  const zero = nothing > 0 ? `, not counting the ${showNumber(nothing)} that both give as zero,` : "";
  const top =
    largest === null
      ? []
      : [
          `The largest difference: ${largest.place === "" ? "" : `${largest.place}, `}${largest.when}, ${showNumber(largest.values[0])} against ${showNumber(largest.values[1])}.`,
        ];
  if (counted === 1)
    return `${base}${zero} ${quoted(titles[0])} gives ${showNumber(largest?.values[0] ?? 0)}, ${quoted(titles[1])} ${showNumber(largest?.values[1] ?? 0)}.`;
  return [`${base}${zero} ${distance(said, counted)}.`, direction(said, counted), ...top].join(" ");
}

function distance({ same, nothing, median, ninetieth }: Said, counted: number): string {
  const agree = same - nothing;
  const often = `they agree in ${share(agree, counted)}`;
  const far = (part: number | null): string => percent(part ?? 0);
  if (median === null || ninetieth === null) return often;
  if (median >= LEAST) {
    const half = `half differ by ${far(median)} or more`;
    return `${agree === 0 ? "" : `${often}; `}${half}${counted < 10 ? "" : `, one in ten by ${far(ninetieth)} or more`}`;
  }
  return ninetieth >= LEAST && counted >= 10
    ? `${often}; one in ten differs by ${far(ninetieth)} or more`
    : often;
}

const direction = ({ higher, lower, titles }: Said, counted: number): string =>
  higher >= lower
    ? `${quoted(titles[0])} is higher in ${share(higher, counted)}, lower in ${share(lower, counted)}.`
    : `${quoted(titles[1])} is higher in ${share(lower, counted)}, lower in ${share(higher, counted)}.`;

/** A relative difference below this is none that could be told. */
const LEAST = 0.00005;

/** 84 %; never 0 % or 100 % where it is not exactly so. */
export function share(count: number, of: number): string {
  if (of === 0) return "0 %";
  const rounded = Math.round((100 * count) / of);
  if (rounded === 100 && count < of) return "over 99 %";
  if (rounded === 0 && count > 0) return "under 1 %";
  return `${rounded} %`;
}

function where({ places, level, from, to, grain }: Said): string {
  const by = level === null || places === 1 ? null : plural(places, LEVEL_WORDS[level]);
  const start = periodInWords(from, grain);
  const end = periodInWords(to, grain);
  const time =
    start === end ? start : `${start} to ${end}${grain === null ? "" : `, by ${GRAIN_WORDS[grain].one}`}`;
  return by === null ? time : `${by}, ${time}`;
}

/** The same for a reader of one of the two, who wants to know of the other: "is typically 3 % higher". */
export function leaningWords(lean: number | null, median: number | null): string {
  if (median === null || median < LEAST) return "mostly gives the same";
  if (lean === null || Math.abs(lean) < LEAST)
    return `typically differs by ${percent(median)}, in either direction`;
  return lean > 0 ? `is typically ${percent(lean)} higher` : `is typically ${percent(-lean)} lower`;
}

/** What the designated source says of what both cover. */
export const designatedDiffers = (
  title: string,
  leaning: string,
  periods: number,
  grain: Grain | null,
): string =>
  grain === null
    ? `The designated source, ${quoted(title)}, ${leaning} where both have a figure.`
    : `The designated source, ${quoted(title)}, ${leaning} on the ${plural(periods, GRAIN_WORDS[grain])} that both cover.`;

/** The same of another source, to a reader of the designated one. */
export const otherDiffers = (title: string, leaning: string, periods: number, grain: Grain | null): string =>
  grain === null
    ? `${quoted(title)} ${leaning} where both have a figure.`
    : `${quoted(title)} ${leaning} on the ${plural(periods, GRAIN_WORDS[grain])} that both cover.`;
