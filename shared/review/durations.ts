import { z } from "zod";

/** How long something takes: how many came to an end, how many are still open, and quantiles in hours. */
export const durationsSchema = z.object({
  ended: z.number().int(),
  open: z.number().int(),
  /** Hours until half had ended; null: fewer than half have. */
  median: z.number().nullable(),
  /** Hours until nine in ten had ended; null: fewer have. */
  p90: z.number().nullable(),
});
export type Durations = z.infer<typeof durationsSchema>;

/** A wait in milliseconds; `open` ones have lasted so long and go on. */
export type Wait = { readonly ms: number; readonly open: boolean };

const HOUR_MS = 3_600_000;

/**
 * Sums waits up with the open ones counted: leaving them out would make a slow office look fast. Quantiles are read from
 * the product-limit estimate (Kaplan & Meier 1958), in which an open wait counts as at risk for as long as it lasts.
 */
export function durationsOf(waits: readonly Wait[]): Durations {
  const open = waits.filter((wait) => wait.open).length;
  const [median, p90] = quantiles(waits, [0.5, 0.9]);
  const hours = (ms: number | null | undefined): number | null =>
    ms === null || ms === undefined ? null : Math.round((100 * ms) / HOUR_MS) / 100;
  return { ended: waits.length - open, open, median: hours(median), p90: hours(p90) };
}

/** The times by which those shares (ascending) have ended, after Kaplan and Meier; null where the estimate never comes to it. */
function quantiles(waits: readonly Wait[], shares: readonly number[]): (number | null)[] {
  // Of equal waits the ended ones come first: an open one is still at risk at its own time. Numbers sort faster than
  // things: whole milliseconds, doubled, leave the odd ones to what is open.
  const sorted = Float64Array.from(waits, ({ ms, open }) => 2 * ms + (open ? 1 : 0)).sort();
  const found: (number | null)[] = [];
  let surviving = 1;
  for (let i = 0; i < sorted.length && found.length < shares.length; i += 1) {
    const wait = sorted[i] ?? 0;
    if (wait % 2 === 1) continue;
    const atRisk = sorted.length - i;
    surviving *= (atRisk - 1) / atRisk;
    while (found.length < shares.length && surviving <= 1 - (shares[found.length] ?? 1) + 1e-12)
      found.push(wait / 2);
  }
  return shares.map((_, nth) => found[nth] ?? null);
}
