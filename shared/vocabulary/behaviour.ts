import { z } from "zod";

/**
 * How a measure behaves under addition (design/domain.md, "Measures: what may be added up").
 * - flow: adds over places and time (new admissions)
 * - stock: adds over places, never over time (beds occupied)
 * - cumulative: a running total; becomes a flow by differencing per series
 * - ratio: a rate, share or mean; never summed, weighted by its denominator or shown place by place
 * - index: a constructed scale (stringency); never over places, over time latest or mean
 * - event: each row is one occurrence; counted
 */
export const BEHAVIOURS = ["flow", "stock", "cumulative", "ratio", "index", "event"] as const;
export const behaviourSchema = z.enum(BEHAVIOURS);
export type Behaviour = z.infer<typeof behaviourSchema>;
