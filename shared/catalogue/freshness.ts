import { daysBetween, isIsoDate } from "../time/calendar.ts";
import type { IsoDate } from "../time/grain.ts";
import type { Dataset } from "./dataset.ts";

/** How old a dataset is against its own rhythm. */
export type FreshnessState = "fresh" | "due" | "overdue" | "delinquent" | "always-fresh" | "age-unknown";

/** The state, with the age and the rhythm it rests on, both in days; null where unknown or without a length. */
export type Freshness = {
  readonly state: FreshnessState;
  readonly ageDays: number | null;
  readonly rhythm: Rhythm;
};

/** How often a dataset is renewed: every so many days, continuously, only when needed or never again, or unknown. */
export type Rhythm =
  | { readonly kind: "every"; readonly days: number }
  | { readonly kind: "live" | "as-needed" | "never" | "unknown" };

const UNKNOWN: Rhythm = { kind: "unknown" };

const every = (days: number): Rhythm => ({ kind: "every", days });

/** Words for rhythms: plain ones, DCAT's and the EU frequency list's (last part of the address), HDX's numbers of days. */
const WORDS: ReadonlyMap<string, Rhythm> = new Map<string, Rhythm>([
  ...["continuous", "cont", "update_cont", "live", "realtime", "real-time", "0"].map(
    (word): [string, Rhythm] => [word, { kind: "live" }],
  ),
  ...["never", "-1", "one-time", "once", "static", "not updated", "historical", "completed"].map(
    (word): [string, Rhythm] => [word, { kind: "never" }],
  ),
  ...["as-needed", "as needed", "as_needed", "asneeded", "-2", "ad hoc", "adhoc", "when needed"].map(
    (word): [string, Rhythm] => [word, { kind: "as-needed" }],
  ),
  ["hourly", every(1 / 24)],
  ["daily", every(1)],
  ["every day", every(1)],
  ["1", every(1)],
  ["weekly", every(7)],
  ["every week", every(7)],
  ["7", every(7)],
  ["biweekly", every(14)],
  ["fortnightly", every(14)],
  ["every two weeks", every(14)],
  ["14", every(14)],
  ["monthly", every(30)],
  ["every month", every(30)],
  ["30", every(30)],
  ["bimonthly", every(60)],
  ["every two months", every(60)],
  ["quarterly", every(90)],
  ["every three months", every(90)],
  ["90", every(90)],
  ["semiannual", every(180)],
  ["semi-annual", every(180)],
  ["annual_2", every(180)],
  ["biannual", every(180)],
  ["every six months", every(180)],
  ["180", every(180)],
  ["annual", every(365)],
  ["annually", every(365)],
  ["yearly", every(365)],
  ["every year", every(365)],
  ["365", every(365)],
  ["biennial", every(730)],
  ["every two years", every(730)],
  ["triennial", every(1095)],
  ["quinquennial", every(1826)],
  ["decennial", every(3652)],
]);

const DAYS: Readonly<Record<string, number>> = { Y: 365, M: 30, W: 7, D: 1 };
const HOURS: Readonly<Record<string, number>> = { H: 1 / 24, M: 1 / 1440, S: 1 / 86_400 };

/** Reads a rhythm from an ISO 8601 repeating interval (R/P1W, R/P0.5M, R/PT1S), a word, or a list's address; anything else is unknown. */
export const rhythmOf = (text: string | undefined): Rhythm => {
  if (text === undefined) return UNKNOWN;
  const word = (text.trim().split(/[/#]/).at(-1) ?? "").toLowerCase();
  const found = WORDS.get(text.trim().toLowerCase()) ?? WORDS.get(word);
  if (found) return found;
  const interval = /^R\d*\/(?:[^/]*\/)?P(?:([\d.]+)([YMWD]))?(?:T([\d.]+)([HMS]))?$/i.exec(text.trim());
  if (!interval) return UNKNOWN;
  const days =
    Number(interval[1] ?? 0) * (DAYS[(interval[2] ?? "").toUpperCase()] ?? 0) +
    Number(interval[3] ?? 0) * (HOURS[(interval[4] ?? "").toUpperCase()] ?? 0);
  if (!(days > 0)) return UNKNOWN;
  return days < 1 / 48 ? { kind: "live" } : every(days);
};

/**
 * Ages at which data become due, overdue and delinquent, by their rhythm, in days: the thresholds HDX uses for its data
 * freshness. Rhythms in between take the row below and keep its distance to the rhythm.
 */
const THRESHOLDS: readonly (readonly [rhythm: number, overdue: number, delinquent: number])[] = [
  [1, 2, 3],
  [7, 14, 21],
  [14, 21, 28],
  [30, 44, 60],
  [90, 120, 150],
  [180, 210, 240],
  [365, 425, 455],
];

const thresholdsFor = (days: number): { readonly overdue: number; readonly delinquent: number } => {
  const row = [...THRESHOLDS].reverse().find(([rhythm]) => rhythm <= days);
  if (!row) return { overdue: 2 * days, delinquent: 3 * days };
  return { overdue: days + (row[1] - row[0]), delinquent: days + (row[2] - row[0]) };
};

/** The day the data were last changed: as said, else the last day they are about. Null when neither is a day. */
export const lastChange = (dataset: Pick<Dataset, "modified" | "temporal">): IsoDate | null => {
  const said = dataset.modified?.slice(0, 10);
  if (said && isIsoDate(said)) return said;
  const last = dataset.temporal?.to;
  return last && isIsoDate(last) ? last : null;
};

/**
 * Freshness on a day, against the dataset's own rhythm. Live, never renewed and as-needed data are always fresh; without a
 * rhythm or without a day of the last change the age cannot be judged.
 */
export const freshnessOf = (
  dataset: Pick<Dataset, "modified" | "temporal" | "accrualPeriodicity">,
  today: IsoDate,
): Freshness => {
  // Some catalogues write the rhythm where the day of the last change belongs.
  const rhythm = rhythmOf(
    dataset.accrualPeriodicity ?? (dataset.modified?.startsWith("R/") ? dataset.modified : undefined),
  );
  const changed = lastChange(dataset);
  const ageDays = changed === null ? null : Math.max(0, daysBetween(changed, today));
  if (rhythm.kind === "unknown") return { state: "age-unknown", ageDays, rhythm };
  if (rhythm.kind !== "every") return { state: "always-fresh", ageDays, rhythm };
  if (ageDays === null) return { state: "age-unknown", ageDays, rhythm };
  const { overdue, delinquent } = thresholdsFor(Math.max(1, rhythm.days));
  if (ageDays >= delinquent) return { state: "delinquent", ageDays, rhythm };
  if (ageDays >= overdue) return { state: "overdue", ageDays, rhythm };
  return { state: ageDays >= Math.max(1, rhythm.days) ? "due" : "fresh", ageDays, rhythm };
};
