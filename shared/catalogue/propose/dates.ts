import type { Span } from "../../time/grain.ts";

const pad = (year: number): string => `${year < 0 ? "-" : ""}${String(Math.abs(year)).padStart(4, "0")}`;

const lastDay = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/**
 * The first or last day of a date written as a year, a month or a day ("1990", "2021-03", "-2000"); null when it is none of
 * these. Times of day are dropped.
 */
export const dayOf = (text: string, end: "first" | "last"): string | null => {
  const found = /^(-?\d{1,6})(?:-(\d{2}))?(?:-(\d{2}))?(?:[T ].*)?$/.exec(text.trim());
  if (!found?.[1]) return null;
  const year = Number(found[1]);
  if (!found[2]) return end === "first" ? `${pad(year)}-01-01` : `${pad(year)}-12-31`;
  const month = Number(found[2]);
  if (month < 1 || month > 12) return null;
  const day = found[3] ? Number(found[3]) : end === "first" ? 1 : lastDay(year, month);
  if (day < 1 || day > 31) return null;
  return `${pad(year)}-${found[2]}-${String(day).padStart(2, "0")}`;
};

/** A span of days from two dates of any precision; ends that are missing or no dates are left open. */
export const spanOf = (start: string | null | undefined, end: string | null | undefined): Span => {
  const from = start ? dayOf(start, "first") : null;
  const to = end ? dayOf(end, "last") : null;
  return { ...(from ? { from } : {}), ...(to ? { to } : {}) };
};
