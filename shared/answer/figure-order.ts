import type { Figure } from "./figures.ts";

/** The latest of dates as text; null of none. */
export const latestOf = (dates: readonly (string | null)[]): string | null =>
  dates.reduce<string | null>(
    (latest, date) => (date !== null && (latest === null || date > latest) ? date : latest),
    null,
  );

/** Figures by their value, from the highest or the lowest on; equal ones by name. */
export const byValue = (figures: readonly Figure[], from: "highest" | "lowest"): Figure[] =>
  [...figures].sort((a, b) => {
    const difference = (b.value ?? 0) - (a.value ?? 0);
    return (
      (from === "highest" ? difference : -difference) ||
      compareText(a.place.label, b.place.label) ||
      compareText(a.dims.join(), b.dims.join())
    );
  });

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
