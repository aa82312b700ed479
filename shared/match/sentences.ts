import type { Level } from "../places/area.ts";
import { levelInFull } from "../places/level-words.ts";
import { isIsoDate } from "../time/calendar.ts";
import type { Grain } from "../time/grain.ts";
import { dateWords } from "../time/span-words.ts";

/** Every sentence that matching says, in one place, so that they can be translated and kept plain. */

/** An ISO day in words: 12 May 2021. Years before 0 as BCE. Any other text stays as it is. */
export const dayInWords = (iso: string): string => {
  const day = /^-?\d+-\d\d-\d\d/.exec(iso)?.[0];
  return day !== undefined && isIsoDate(day) ? dateWords(day) : iso;
};

/** A share in words: 85 %. Never rounds up to 100 % nor down to 0 %. */
export function shareInWords(share: number): string {
  const percent = Math.round(share * 100);
  if (percent === 100 && share < 1) return "over 99 %";
  if (percent === 0 && share > 0) return "under 1 %";
  return `${percent} %`;
}

const GRAIN_WORDS: Readonly<Record<Grain, string>> = {
  hour: "hourly",
  day: "daily",
  week: "weekly",
  month: "monthly",
  quarter: "quarterly",
  year: "yearly",
};

export const levelOne = (level: Level): string => levelInFull(level, "one");
export const levelMany = (level: Level): string => levelInFull(level, "many");
export const grainWord = (grain: Grain): string => GRAIN_WORDS[grain];

/** Names joined as in a sentence, the rest counted: "Italy, Spain and 3 more". */
export function listed(names: readonly string[], most = 3): string {
  const shown = names.slice(0, most);
  const more = names.length - shown.length;
  if (more > 0) return `${shown.join(", ")} and ${more} more`;
  const last = shown.at(-1) ?? "";
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(", ")} and ${last}`;
}

const span = (from: string, to: string): string =>
  from === to ? dayInWords(from) : `${dayInWords(from)} to ${dayInWords(to)}`;

/** Words as they were typed, in quotation marks, joined as in a sentence. */
const quoted = (words: readonly string[]): string =>
  listed(
    words.map((word) => `“${word}”`),
    6,
  );

export const say = {
  conceptMet: (measure: string) => `It measures what is asked: ${measure}.`,
  conceptNarrower: (measure: string, asked: string) => `It measures ${measure}, a part of ${asked}.`,
  conceptOther: (asked: string) => `It has no figure for ${asked}.`,
  conceptWider: (measure: string, asked: string) =>
    `It measures ${measure}, which cannot be narrowed to ${asked}.`,
  subjectNarrower: (measure: string, asked: string | null) =>
    asked === null ? `It counts only ${measure}.` : `It counts only ${measure}, a part of ${asked}.`,
  subjectOther: (measure: string, has: string, asked: string) =>
    `Its ${measure} are about ${has}, not ${asked}.`,
  subjectWider: (measure: string, has: string, asked: string) =>
    `Its ${measure} are about ${has}; ${asked} cannot be told apart.`,
  subjectUnsaid: (measure: string, asked: string) =>
    `It gives ${measure} without saying whether they are about ${asked}.`,
  subjectNotItsOwn: (measure: string, asked: string) =>
    `It gives ${measure}, which are not told by ${asked}.`,
  eventOther: (has: string, asked: string) => `It was kept for ${has}, not for ${asked}.`,
  conceptMetadataOnly: "Its description fits the words of the question, but its columns are not described.",

  behaviourMet: (statistic: string, behaviour: string) => `A ${statistic} of ${behaviour} makes sense.`,
  behaviourIllegal: (measure: string, behaviour: string, why: string) =>
    `“${measure}” is ${behaviour}. ${why}`,
  behaviourUnknown: "Its columns are not described, so it is not known what may be added up.",

  dimensionsNone: "The question asks for no breakdown or condition.",
  dimensionsMet: (what: string) => `It tells ${what} apart.`,
  dimensionsImplied: (what: string) => `All its figures are ${what}, as asked.`,
  dimensionMissing: (dimension: string) => `It does not tell ${dimension} apart.`,
  dimensionUnsaid: (dimension: string, value: string) =>
    `It does not say whether its figures are ${value} (${dimension}).`,
  valueMissing: (dimension: string, value: string) => `Its ${dimension} has no value ${value}.`,
  contradicted: (dimension: string, has: string, asked: string) =>
    `Its figures are all ${has} (${dimension}), not ${asked}.`,
  dimensionsUnknown: "Its columns are not described, so it is not known what it tells apart.",

  placeEverywhere: (count: number) =>
    count > 0
      ? `It covers ${count} ${count === 1 ? "place" : "places"}; all of them are used.`
      : "All its rows are used.",
  placeMet: (names: string) => `It has figures for ${names}.`,
  placeAddsUp: (names: string, count: number, level: Level) =>
    `${names} is added up from ${count} ${count === 1 ? levelOne(level) : levelMany(level)} in the table.`,
  placeAddsUpPart: (names: string, count: number, of: number, level: Level) =>
    `${names} is added up from ${count} of ${of} ${levelMany(level)}: the rest is missing.`,
  placeMissing: (names: string, has: string) => `It has no figures for ${names}. It covers ${has}.`,
  placeSome: (there: string, missing: string) => `It has figures for ${there}, but none for ${missing}.`,
  placeTooCoarse: (finest: Level, asked: Level) =>
    `Its figures are by ${levelOne(finest)}; the question asks for ${levelMany(asked)}.`,
  placeCannotRoll: (name: string, behaviour: string) =>
    `It has only parts of ${name}, and figures that are ${behaviour} cannot be added over places.`,
  placeByMet: (count: number, level: Level) =>
    `It has figures for ${count} ${count === 1 ? levelOne(level) : levelMany(level)} there.`,
  placeByRolled: (level: Level, finer: Level) =>
    `Figures by ${levelOne(level)} are added up from ${levelMany(finer)}.`,
  placeUnknown: "Its description does not say which places it covers.",
  placeStated: (text: string) => `Its description names ${text}.`,

  timeAny: (from: string, to: string) => `All its times are used: ${span(from, to)}.`,
  timeMet: (from: string, to: string) =>
    `It covers the whole time asked: its figures run from ${span(from, to)}.`,
  timePart: (share: number, from: string, to: string) =>
    `It covers ${shareInWords(share)} of the time asked: its figures run from ${span(from, to)}.`,
  timeNone: (from: string, to: string) => `Its figures run from ${span(from, to)}, outside the time asked.`,
  timePoint: (on: string) => `Its figures are as of ${dayInWords(on)}.`,
  timePointOther: (on: string) => `Its figures are as of ${dayInWords(on)}, not of the time asked.`,
  timeTooCoarse: (has: Grain, asked: string) =>
    `Its figures are ${grainWord(has)}; the question asks for ${asked}.`,
  timeGaps: (share: number) =>
    `Rows exist for ${shareInWords(share)} of the periods between its first and last.`,
  timeVersionsUnknown: "Its columns are not described, so it is not known whether it keeps earlier versions.",
  timeNoVersions: "It keeps no earlier published versions.",
  timeVersions: "It keeps several published versions of the same days; one has to be chosen.",
  timeUnknown: "Its description does not say which time it covers.",

  freshHistorical: "The time asked is over and covered: newer data would not add to it.",
  freshState: (state: string, age: number) =>
    `Its newest figure is ${age} ${age === 1 ? "day" : "days"} old: ${state} against its own rhythm.`,
  freshTooOld: (age: number, need: number) =>
    `Its newest figure is ${age} days old; at most ${need} days are accepted.`,
  freshEnough: (age: number, need: number) =>
    `Its newest figure is ${age} days old; up to ${need} days are accepted.`,
  freshUnknown: "It does not say how often it is updated, so its age cannot be judged.",

  completeMet: (share: number) => `Of its rows, ${shareInWords(share)} have a value.`,
  completeAtLeast: (share: number) => `Of its rows, at least ${shareInWords(share)} have a value.`,
  completePart: (share: number) => `Only ${shareInWords(share)} of its rows have a value.`,
  completeTooLow: (share: number, need: number) =>
    `Only ${shareInWords(share)} is there; at least ${shareInWords(need)} is asked for.`,
  completeUnknown: "Its values have not been counted.",

  accessOpen: "It is held here and open.",
  accessClass: (access: string) => `It is held here; access is ${access}.`,
  accessNotHeld: (access: string, from: string) =>
    `It is not held here (${access}). It has to be asked for at ${from}.`,

  authorityMet: (concept: string) => `It is the designated source for ${concept}.`,
  authorityOther: (title: string) => `The designated source is another: ${title}.`,
  authorityDisputed: (concept: string) =>
    `Several sources are designated for ${concept}; someone has to decide.`,
  authorityUndescribed:
    "Its measures are not described, so it is not known whether it is a designated source.",
  authorityNone: (concept: string) => `No source is designated for ${concept}.`,

  joinDenominator: (title: string, what: string) => `Divided by ${what} from “${title}”, joined by place.`,
  joinSecond: (title: string, what: string) =>
    `Together with ${what} from “${title}”, joined by place and time.`,
  /** What the join will keep and lose, told before the question is sealed. */
  joinMatched: (
    { matched, all }: { readonly matched: number; readonly all: number },
    lost: readonly string[],
  ) =>
    matched === all
      ? all === 1
        ? " The place is in both."
        : ` All ${all} places are in both.`
      : ` ${matched} of ${all} places (${shareInWords(matched / all)}) are in both; lost are ${listed(lost, 5)}.`,
  ratioDirect: "It already gives the rate.",
  noDenominator: (what: string) => `No table gives ${what} for these places, so no rate can be made.`,
  noSecond: (what: string) => `No table gives ${what} for these places and times.`,

  answers: "It answers the question.",
  answersWith: (caveats: string) => `It answers, with caveats. ${caveats}`,
  answersTogether: (join: string) => `It answers together with another. ${join}`,
  mustBeRequested: (where: string) =>
    `It looks right but is not held here: it has to be requested from ${where}.`,
  heldUndescribed: "It is held here, but its columns are not described yet.",
  otherSource: "The question names another source.",
  suppliesDenominator: (title: string) => ` It supplies what “${title}” is divided by.`,

  heardVerdict: (fit: "good" | "doubtful" | "poor") =>
    fit === "good"
      ? "Some descriptions fit the question well."
      : fit === "doubtful"
        ? "What the catalogue describes is about a part of the question at most."
        : "Nothing in the catalogue seems to be about this question.",
  heardLooked: (parts: readonly string[], count: number) =>
    `Looked for ${quoted(parts)} in the descriptions of ${count.toLocaleString("en")} ${count === 1 ? "dataset" : "datasets"}.`,
  heardNowhere: (parts: readonly string[]) =>
    `No description speaks of ${quoted(parts)}, under any name known here.`,
  heardNearest: (title: string, has: readonly string[], lacks: readonly string[]) =>
    `The nearest is “${title}”. ${
      lacks.length === 0
        ? "It speaks of all of these."
        : `It speaks of ${quoted(has)}, not of ${quoted(lacks)}.`
    }`,

  gapConcept: (asked: string) => `No table here gives ${asked}.`,
  gapOf: (title: string, text: string) => `“${title}” comes nearest. ${text}`,
  anything: "what is asked",
  aboutSubject: (concept: string, subject: string) => `${concept} (${subject})`,
  nearest: (title: string) => `“${title}” can answer a nearby question.`,
  losesPlaces: (names: readonly string[]) => `Leaves out ${listed(names)}.`,
  losesLevel: (level: Level) => `Gives no figures by ${levelOne(level)}.`,
  losesFinerPlace: (asked: readonly string[], around: readonly string[]) =>
    `Gives ${listed(around)} as a whole instead of ${listed(asked)}.`,
  losesGrain: (asked: Grain, has: Grain) =>
    asked === has
      ? "Asks for whole periods."
      : `Gives ${grainWord(has)} instead of ${grainWord(asked)} figures.`,
  losesTime: (from: string | undefined, to: string, newFrom: string | undefined, newTo: string) =>
    `Looks at ${span(newFrom ?? newTo, newTo)} instead of ${span(from ?? to, to)}.`,
  losesVersion: (asPublished: string | undefined) =>
    asPublished === undefined
      ? "Gives the newest figures only, without an earlier version beside them."
      : `Gives the newest figures instead of those published by ${dayInWords(asPublished)}.`,
  losesDimensions: (labels: readonly string[]) => `Does not tell ${listed(labels)} apart.`,
  losesStatistic: (asked: string, has: string) => `Gives the ${has} value instead of the ${asked}.`,
  losesRate: "Gives the count, not the rate.",
  losesNeeds: "Accepts older or less complete figures.",
} as const;
