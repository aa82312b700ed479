import type { Protect } from "../answer/context.ts";
import { linesOf } from "./lines.ts";
import { protect } from "./protect.ts";

/** Disclosure control for counts of people by their keys: the small ones, and as many more as their sums require. */
export const protectCounts: Protect = ({ keys, adds, counts, sensitive }, rule) =>
  protect({ cells: counts, lines: linesOf(keys, adds), sensitive }, rule);
