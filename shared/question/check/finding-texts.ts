/** All sentences of the question check, one each: what is wrong and why it matters. */
export const findingTexts = {
  noMeasure: "Say what is to be counted or measured.",
  noPlace: "Say for which place.",
  noTime: "Say for which time.",
  noGrain: "Say in which steps the change is to be shown.",
  reversed: "The time ends before it begins.",
  future: "The time begins after today; there can be no figures yet.",
  reachesFuture: "The time reaches beyond today; figures end today at the latest.",
  rateNeedsDenominator: "A rate needs something to be divided by, such as the population.",
  unlikePeriods: "The two periods have different lengths, so their totals cannot be compared like with like.",
  unfinished: (grain: string) => `The last ${grain} is not over yet; its figure will look too low.`,
  twoQuestions: "This looks like two questions. Ask one at a time; the second can follow.",
  vague: (word: string) => `“${word}” can mean many things. Say what is to be counted.`,
  leading: (word: string) => `“${word}” already judges. Ask what happened; the figures will show it.`,
  solutionFirst: (words: string) =>
    `“${words}” asks the data to prove a point. Ask what changed, and let the answer decide.`,
  causal: (word: string) =>
    `“${word}” asks for a cause. Figures alone cannot show one; say what happened and when to see whether the level changed.`,
  tooNarrow: "So many conditions leave few people; the figures may be hidden or mean little.",
  noDecision: "Say what is to be decided with the answer, or that nothing is.",
  noComparison: "Say what the figure is to be compared with.",
  noSecond: (kind: string) =>
    kind === "coverage"
      ? "Say what the supply is needed for."
      : "Say which second measure it is held against.",
  sameMeasures: "Both measures are the same.",
  noRankLevel: "Say what is ranked: countries, regions, districts.",
  noIntervention: "Say what happened and on which day.",
  horizonLong: "The forecast reaches further than half the time it learns from; it would be a guess.",
} as const;

/** Labels of the buttons that mend a finding. */
export const fixLabels = {
  everywhere: "Everywhere the data cover",
  allTimes: "All times the data cover",
  swap: "Swap the two dates",
  untilToday: "End today",
  grain: (grain: string) => `By ${grain}`,
  statistic: (words: string) => `Ask for the ${words}`,
  perPopulation: "Per 100,000 people",
  noRate: "Ask for the total instead",
  lastFull: (grain: string) => `End with the last full ${grain}`,
  sameLength: "Compare with the period before, of the same length",
  previous: "The period before",
  lastYear: "The same period a year earlier",
  waive: "No decision depends on it",
  rankBy: (level: string) => `Rank ${level}`,
  shorter: (count: number) => `Look ${count} ahead`,
  asSituation: "Ask how it stands instead",
} as const;
