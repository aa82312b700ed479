/** What the builder says beside its choices. English, in one place. */
const list = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

export const buildSentences = {
  everywhere: "everywhere",
  everywhereDetail: "all places that the data cover, put together",
  oneFigure: "one figure for all",
  together: (names: readonly string[], more: string): string => list([...names, more]),
  levelNeeded: "This question compares places, so it needs to know which ones.",
  notFiner: (level: string, places: readonly string[]): string =>
    `${level.charAt(0).toUpperCase()}${level.slice(1)} do not lie inside ${list(places)}.`,
  allTime: "all times there are",
  wholeOf: (title: string): string => `all that “${title}” covers`,
  lastDays: (days: number): string => `the last ${days} days`,
  year: (year: string): string => `the year ${year}`,
  noStart: "no start: up to the end",
  noEnd: "no end: up to the newest figure",
  endBeforeStart: "The end would lie before the start.",
  noGrain: "no periods",
  seriesNeedsGrain: "A series needs the length of its periods.",
  nothing: "nothing",
  needsClosedWindow: "To compare periods, the question needs a first and a last day.",
  comparisonNeeded: "A comparison needs something to be compared with.",
  otherPlace: (name: string): string => `${name}`,
  top: (top: number, from: "highest" | "lowest"): string => `the ${top} ${from}`,
  ahead: (count: number): string => `${count} periods ahead`,
  event: (name: string, on: string): string => `${name}, ${on}`,
  waive: "no decision hangs on it",
  withoutCondition: "no condition",
  takeOut: (dimension: string): string => `without the condition on ${dimension}`,
  onlyWhere: (dimension: string, value: string): string => `${dimension}: ${value}`,
  kinds: {
    situation: "how much, how many, now or over a time",
    trend: "how is it changing",
    comparison: "more or less than before, or than elsewhere",
    ranking: "where is it highest or lowest",
    coverage: "is supply enough for need",
    relationship: "do two things move together",
    forecast: "what is to be expected",
    impact: "did something change after an event or measure",
  },
} as const;
