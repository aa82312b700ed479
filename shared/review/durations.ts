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
  const hours = (share: number): number | null => {
    const ms = quantile(waits, share);
    return ms === null ? null : Math.round((100 * ms) / HOUR_MS) / 100;
  };
  return { ended: waits.length - open, open, median: hours(0.5), p90: hours(0.9) };
}

/** The time by which that share has ended, after Kaplan and Meier; null when the estimate never comes to it. */
function quantile(waits: readonly Wait[], share: number): number | null {
  // Of equal waits the ended ones come first: an open one is still at risk at its own time.
  const sorted = [...waits].sort((a, b) => a.ms - b.ms || Number(a.open) - Number(b.open));
  let surviving = 1;
  for (const [i, wait] of sorted.entries()) {
    if (wait.open) continue;
    const atRisk = sorted.length - i;
    surviving *= (atRisk - 1) / atRisk;
    if (surviving <= 1 - share + 1e-12) return wait.ms;
  }
  return null;
}
