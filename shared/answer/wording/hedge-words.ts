import { listWords } from "../../plan/words.ts";
import type { Caveat } from "../answer.ts";

/** What a further serious caveat comes to, in a few words without numbers; the caveat itself stands beside the answer. */
const BRIEF: Readonly<Record<Caveat["code"], string>> = {
  "not-understood": "not every word was surely understood",
  "unit-differs": "places count in different units",
  assumed: "something had to be assumed",
  "places-differ": "not the same places report throughout",
  "unlike-periods": "the two sides cover unlike periods",
  "break-in-series": "the series has a break",
  outlier: "one value stands alone",
  "window-cut": "the data do not cover the whole time",
  "low-coverage": "not every row has what is asked",
  "missing-places": "places are missing",
  "missing-periods": "periods are missing",
  "joined-with-loss": "not everything could be matched",
  "corrections-set-aside": "the source corrected its counts",
  "revised-since": "the source has revised its figures since",
  "small-numbers": "the numbers are small",
  "denominator-other-year": "the base is of another year",
  "rolled-up": "it is put together from parts",
  "rolling-values": "each value covers several days",
  "smoothed-values": "the values are smoothed",
  "unfinished-last-period": "a period is unfinished",
  "not-authoritative": "another source is the designated one",
  stale: "the source is overdue",
  "age-unknown": "the age of the data is not known",
  "source-note": "the source has a warning of its own",
  "suppressed-cells": "some numbers are hidden",
  "forecast-interval": "the range of the forecast is wide",
  "association-only": "moving together is no proof",
  sampled: "only a part of the rows was read",
};

/** A serious caveat in a few words. */
export const briefWords = (code: Caveat["code"]): string => BRIEF[code];

/** "Mind also: periods are missing, and one value stands alone."; empty where there are none. */
export function alsoWords(caveats: readonly Pick<Caveat, "code">[]): string {
  const said = [...new Set(caveats.map(({ code }) => briefWords(code)))];
  return said.length === 0 ? "" : `Mind also: ${listWords(said, said.length)}.`;
}

/**
 * A kind's own sentence with what stands in its way: serious caveats of the kind in their words, then the note on the rest.
 */
export const withNote = (
  sentence: string,
  { note }: { readonly note: string },
  own: readonly Caveat[] = [],
): string =>
  [sentence, ...own.filter(({ severity }) => severity === "serious").map(({ text }) => text), note]
    .filter((part) => part !== "")
    .join(" ");
