import type { Grain } from "../time/grain.ts";

/** Length of a reporting period in days; months, quarters and years by their usual length. */
export const GRAIN_DAYS: Readonly<Record<Grain, number>> = {
  hour: 1 / 24,
  day: 1,
  week: 7,
  month: 30,
  quarter: 91,
  year: 365,
};
