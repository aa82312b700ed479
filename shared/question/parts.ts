/** The parts of a question that can be chosen one by one. */
export const PARTS = [
  "kind",
  "measure",
  "second",
  "statistic",
  "place",
  "level",
  "from",
  "to",
  "grain",
  "by",
  "where",
  "against",
  "per",
  "rank",
  "published",
  "horizon",
  "intervention",
  "decision",
] as const;
export type Part = (typeof PARTS)[number];
