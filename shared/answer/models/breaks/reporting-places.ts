import { middle, type Reading } from "./sequence.ts";

/** From `period` on another number of places reports. */
export type PlacesBreak = { readonly period: string; readonly before: number; readonly after: number };

/** Periods on either side of a step that must keep their number of places, to within a twentieth. */
const SIDE = 4;
const STEADY = 0.05;
/** A tenth more or fewer places changes what a sum of them says. */
const STEP = 0.1;

/** Where many places join or leave at once and it stays so; the gradual spread of something is no such step. */
export function placesBreaks(readings: readonly Reading[]): PlacesBreak[] {
  const known = readings.filter(({ value, places }) => value !== null && places > 0);
  const found: PlacesBreak[] = [];
  for (let at = SIDE; at + SIDE <= known.length; at += 1) {
    const side = (list: readonly Reading[]): number | null => {
      const counts = list.map(({ places }) => places);
      return Math.max(...counts) - Math.min(...counts) <= STEADY * Math.max(...counts)
        ? middle(counts)
        : null;
    };
    const [before, after] = [side(known.slice(at - SIDE, at)), side(known.slice(at, at + SIDE))];
    if (before === null || after === null) continue;
    if (Math.abs(after - before) <= STEP * Math.max(before, after)) continue;
    found.push({ period: known[at]?.period ?? "", before, after });
    at += SIDE;
  }
  return found;
}
