import type { IsoDate } from "../../../time/grain.ts";
import { isWhole, naturalGrain, startOf } from "../../../time/periods.ts";
import { dateWords, periodWords } from "../../../time/span-words.ts";

type Span = { readonly from?: IsoDate | undefined; readonly to?: IsoDate | undefined };

/** A span without preposition: "April 2020", "1 April 2020 to 15 May 2020", "since 1 March 2020". */
function spanText({ from, to }: Span): string {
  if (from && !to) return `since ${dateWords(from)}`;
  if (to && !from) return `up to ${dateWords(to)}`;
  if (!from || !to) return "";
  const grain = naturalGrain({ from, to });
  const name = grain === "week" ? "day" : grain;
  const [first, last] = [periodWords(name, from), periodWords(name, to)];
  const one = isWhole(name, { from, to }) && startOf(name, from) === startOf(name, to);
  return one || first === last ? first : `${first} to ${last}`;
}

const STATISTICS: Readonly<Record<string, string>> = {
  highest: "the highest",
  lowest: "the lowest",
  peak: "the highest value",
  mean: "the average",
  median: "the median",
  quantile: "a quantile",
  total: "the total",
  latest: "the latest value",
  change: "the change from start to end",
  share: "the part of the whole",
  correction: "the largest downward correction",
  rate: "a rate",
  records: "how many records",
  difference: "the difference",
  against: "compared",
  "previous-period": "compared with the period before",
  "same-period-last-year": "compared with the same period a year earlier",
};

/** What the marks under the typed words say: one short reading each. All texts of the parser are in this file. */
export const label = {
  span: (span: Span): string => spanText(span),
  yearGuessed: (span: Span): string => `${spanText(span)} (no year was given)`,
  insteadUse: (span: Span): string => `Use ${spanText(span)} instead`,
  heldAgainst: (last: Span, first: Span): string => `${spanText(last)} held against ${spanText(first)}`,
  thatDay: "that day",
  saidByDate: "the date given says which day",
  eventDates: (span: Span): string => `the event, ${spanText(span)}`,
  event: "part of the event",
  anyTime: "all times the data have",
  publishedOn: (day: IsoDate): string => `published by ${dateWords(day)}`,
  version: "a published version of the series",
  area: (name: string, level: string): string => (name.toLowerCase() === level ? name : `${name} (${level})`),
  outside: (name: string): string => `without ${name}`,
  comparedWith: (name: string): string => `compared with ${name}`,
  partOf: (name: string, whole: string): string => `${name}, inside ${whole}`,
  perLevel: (level: string): string => `one figure per ${level}`,
  countOf: (what: string): string => `how many ${what}`,
  everywhere: "everywhere the data cover",
  source: (name: string): string => `source: ${name}`,
  condition: (dimension: string, value: string): string => `${dimension}: ${value}`,
  acrossPlaces: (level: string): string => `one figure per ${level}, and of these`,
  eachEvent: (what: string): string => `each by itself: ${what}`,
  known: (dimension: string): string => `only where ${dimension} is known`,
  limit: (op: string, value: number): string => `${op} ${value}`,
  per: (scale: number, concept: string): string => `per ${scale.toLocaleString("en")} ${concept}`,
  ages: (low: number, high: number): string => (low === high ? `age ${low}` : `ages ${low} to ${high}`),
  alreadySaid: "says the same again",
  each: (grain: string): string => `looked at by ${grain}`,
  statistic: (kind: string): string => STATISTICS[kind] ?? kind,
  ownBaseline: "the measure is itself a distance from normal",
  kind: (kind: string): string => `asks for a ${kind}`,
  ahead: (count: number, grain: string): string => `${count} ${grain}${count === 1 ? "" : "s"} ahead`,
  needsCapacity: "how many are there; how full needs a capacity too",
  onDay: (day: IsoDate): string => `what happened on ${dateWords(day)}`,
  sinceDay: (day: IsoDate): string => `before ${dateWords(day)}, and from then on`,
  upToDay: (day: IsoDate): string => `all up to ${dateWords(day)}`,
  anyCause: "of any cause",
  share: "the part of the whole",
  rank: (top: number, from: string): string => (top === 1 ? `the ${from}` : `the ${top} ${from}`),
  notUsed: "not used",
  advice: "asks for advice, which data do not give; not used",
  notFitted: "understood, but it could not be fitted into the question",
} as const;

/** What the text asks for and nothing covers, one plain sentence each. */
export const gapText = {
  noMeasure: "It is not clear what is to be counted or measured.",
  noTable: (concept: string): string => `No table held here is about ${concept}.`,
  condition: (words: string): string => `“${words}” narrows the question, but no table here tells it apart.`,
  word: (words: string): string => `“${words}” is not understood and was not used.`,
  place: (words: string): string => `“${words}” looks like a place that is not known here.`,
  timeAssumed: "No time was named: read as all times the data have.",
  placeAssumed: "No place was named: read as everywhere the data cover.",
  advice: (words: string): string =>
    `“${words}” asks for advice; data can show what happened, not what should be done.`,
  twoMeasures: (words: string): string =>
    `“${words}” names a second measure; one question at a time was read.`,
  shareOfPeriods: "The share of periods is counted against the periods that have data.",
  percentLimit: "A limit in per cent needs a share to be held against, and this is a count.",
  whenPassed:
    "When something first or last happened is not something Askline can work out yet; ask for the figures over time.",
  shareOnly: (concept: string): string =>
    `${concept} is known here as a share of people, not as their number.`,
  notCounted: (words: string): string => `“${words}” is not known here as something that is counted.`,
  unknownEvent: (words: string): string => `“${words}” is not known here; say its dates instead.`,
  difference: "The difference between these two is not something Askline can work out yet.",
  shareOfWhat: "It is not clear what the share is of.",
  singleEvents:
    "Single events are added up by place and period here; they cannot be held against each other.",
  personal: (words: string): string =>
    `“${words}” asks about single persons; Askline counts people and does not say who they are.`,
  whichVersions:
    "Say which two published versions are meant by their dates, such as 30 September 2020 and 31 October 2020.",
  inARow: "Periods in a row are not something Askline can count yet; it counts all that meet the limit.",
  howLong: "How long something took until another is not something Askline can work out yet.",
  whichDay: (what: string): string =>
    `The day of “${what}” is not known here. Say on which day it began, such as “on 1 March 2020”.`,
  needsCapacity: "“How full” needs a capacity beside the count; the count is read.",
  moreText: "The text is longer than can be read; the end was left out.",
} as const;
