/** Why a sample cannot say what was asked; each completes "A rough answer is not possible: …". */
export const unsampled = {
  extreme:
    "the highest and the lowest value, and how many periods or places meet a limit, are seen only by looking at every row.",
  moment: "a figure of one moment rests on few rows; a sample of them would miss most.",
  cumulative:
    "what came new is the difference between one report and the next; a sample has gaps between them.",
  protected: "small counts of people are hidden here, and a sample cannot tell which counts are small.",
  model: "this kind of calculation needs the whole series.",
  medianOfEarlier: "a median of earlier years is not made from samples.",
  averaged: "means of ready-made rates and indices are not made from samples.",
  quantile: "a median or quantile over time needs each period's exact figure.",
  periods: "a mean over longer periods needs to know which of them are whole.",
  columns: "the table has a column for each place.",
  versions: "the table holds several published versions of each figure.",
  overlapping: "the two stretches of time overlap.",
  divided: "each value is divided by another of the same rows.",
  sameTable: "both sides of the rate come from the large table itself.",
} as const;
