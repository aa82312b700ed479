import type { Draw } from "../../plan/sample/draw.ts";
import { showNumber } from "../rounding.ts";
import type { Uncertain } from "./combine.ts";

/** How answers from a sample speak. */

/** "about 1,230 (between 1,180 and 1,280)". `text`: the number as it is shown, with its unit. */
export const about = (text: string, { limits }: Uncertain): string =>
  limits === undefined
    ? text
    : `about ${text} (between ${showNumber(limits[0])} and ${showNumber(limits[1])})`;

export const sampledWords = {
  /** Ends the answer's sentence. */
  note: ({ oneIn }: Draw): string =>
    `This is a rough answer, from a sample of about one row in ${showNumber(oneIn)}.`,
  caveat: ({ oneIn }: Draw, drawn: number): string =>
    `This is a rough answer. It is made from ${showNumber(drawn)} rows drawn by chance, about one in ${showNumber(oneIn)}. The exact figure lies between the two limits in about 95 of 100 such draws. Gaps in the data, corrections, outliers and how many places report are looked for in the exact answer only.`,
  scant: (count: number, what: string): string =>
    `For ${showNumber(count)} ${what} too few rows were drawn to say anything; they are left empty.`,
  places: (count: number): string => (count === 1 ? "place or group" : "places or groups"),
  periods: (count: number): string => (count === 1 ? "period" : "periods"),
  /** The words before the name of the other side. */
  unsure: "From this sample it cannot be said whether that is more or less than",
  sameStart: (start: string, end: string): string =>
    `From this sample it cannot be said whether the figure ${end} is higher or lower than the one ${start}.`,
  ranked: (count: number, left: number): string =>
    left === 0
      ? `${showNumber(count)} are ranked.`
      : `${showNumber(count)} are ranked; for ${showNumber(left)} more too few rows were drawn.`,
  order: (first: string, second: string): string =>
    `Which of ${first} and ${second} comes first is not sure from this sample.`,
  nothing:
    "Too few rows were drawn, or a few of them count for too much, to give a rough answer with honest limits.",
} as const;
