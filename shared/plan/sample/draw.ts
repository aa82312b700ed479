import { sha256Hex } from "../../canonical.ts";
import { questionHash } from "../../question/canonical.ts";
import type { Question } from "../../question/question.ts";

/** How a sample is drawn: each row with the chance 1/`oneIn`, by a seed. */
export type Draw = { readonly oneIn: number; readonly seed: number };

/** About so many rows are drawn: enough for limits within a per cent or so, few enough to be counted at once. */
const ROWS_WANTED = 500_000;
/** At least every fourth row: a larger sample would not come sooner than the exact answer. */
const LEAST_ONE_IN = 4;
const MOST_ONE_IN = 1_000;

/**
 * The sample for a question over a file of so many rows. The seed follows from what the question means and from the
 * file, so that the same question over the same data always draws the same rows, and another question others.
 */
export function drawFor(question: Question, sha256: string, rows: number): Draw {
  const oneIn = Math.min(MOST_ONE_IN, Math.max(LEAST_ONE_IN, Math.floor(rows / ROWS_WANTED)));
  const seed = Number.parseInt(sha256Hex(`${questionHash(question)} ${sha256}`).slice(0, 12), 16);
  return { oneIn, seed };
}
