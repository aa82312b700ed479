import { daysBetween, isIsoDate } from "../time/calendar.ts";
import type { Grain, IsoDate } from "../time/grain.ts";
import type { Dataset } from "./dataset.ts";
import { currentDistribution } from "./distribution.ts";
import { spanOf } from "./propose/dates.ts";

/** The time that a dataset's rows really cover, as its file shows, not as its description says. */
export type TimeCoverage = {
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly grain: Grain | null;
  /** Share of the periods between first and last that have at least one row, 0…1; null where it cannot be told. */
  readonly filled: number | null;
  /** The rows carry no time: all figures are as of one day. */
  readonly pointOnly: boolean;
  /** The file itself was looked at; else only the description speaks. */
  readonly seen: boolean;
};

/** Mean length of a period in days (Gregorian calendar: 365.2425 days a year). */
const PERIOD_DAYS: Readonly<Record<Grain, number>> = {
  hour: 1 / 24,
  day: 1,
  week: 7,
  month: 365.2425 / 12,
  quarter: 365.2425 / 4,
  year: 365.2425,
};

/** The time covered; null when neither file nor description tells. */
export const timeCoverageOf = (dataset: Dataset): TimeCoverage | null => {
  const axis = dataset.columns.find((column) => column.role === "time");
  const facts = currentDistribution(dataset)?.profile?.columns.find((column) => column.name === axis?.name);
  const seen = facts ? spanOf(facts.min, facts.max) : {};
  const from = seen.from ?? dataset.temporal?.from;
  const to = seen.to ?? dataset.temporal?.to;
  if (!from || !to || !isIsoDate(from) || !isIsoDate(to)) return null;
  const grain = axis?.time?.grain ?? dataset.temporalResolution ?? null;
  const periods = grain ? Math.max(1, Math.round((daysBetween(from, to) + 1) / PERIOD_DAYS[grain])) : null;
  // Readings of one hour or day may come at different minutes: then distinct values exceed periods.
  const filled = facts && periods ? Math.min(1, facts.distinct / periods) : null;
  return { from, to, grain, filled, pointOnly: axis === undefined, seen: seen.from !== undefined };
};
