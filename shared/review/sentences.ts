import type { MatchReport } from "../match/report.ts";

/** Why a question was not answered, in words; by the code the ledger keeps. */
const WHY: Readonly<Record<string, string>> = {
  "not-answerable": "No data here could answer it",
  "not-well-formed": "The question was not complete",
  "needs-choice": "It could be read in more than one way",
  "held-back": "The answer would have revealed a hidden figure",
  cancelled: "It was stopped",
  "engine-crashed": "The engine stopped",
  "engine-failed": "The engine could not run it",
  "timed-out": "It took too long",
  "data-missing": "The data file was missing",
  "data-changed": "The data file had changed",
  "disk-full": "The disk was full",
  unfinished: "It was begun and not finished",
};

export const whyText = (code: string): string => WHY[code] ?? `Another reason (${code})`;

const STATES: Readonly<Record<string, string>> = {
  draft: "Written, not sent",
  sent: "Sent",
  acknowledged: "Receipt acknowledged",
  granted: "Granted",
  "granted-in-part": "Granted in part",
  refused: "Refused",
  withdrawn: "Withdrawn",
  expired: "Expired",
  delivered: "Delivered",
};

export const requestStateText = (state: string): string => STATES[state] ?? state;

/** What happened to data, in a line. */
export const arrivalText = (what: "imported" | "revised" | "retired", dataset: string): string =>
  ({ imported: `${dataset} came in`, revised: `${dataset} was revised`, retired: `${dataset} was retired` })[
    what
  ];

/** Hours as a person says them. */
export function hoursText(hours: number | null): string {
  if (hours === null) return "not reached yet";
  if (hours < 1 / 60) return "under a minute";
  if (hours < 1) return `${Math.round(hours * 60)} minutes`;
  return hours < 48 ? `${Math.round(hours * 10) / 10} hours` : `${Math.round(hours / 2.4) / 10} days`;
}

const RATINGS: Readonly<Record<string, string>> = {
  P: "P – performed without challenges",
  S: "S – performed with some challenges",
  M: "M – performed with major challenges",
  U: "U – unable to be performed",
};

export const ratingText = (rating: string | undefined): string =>
  rating === undefined ? "not rated" : (RATINGS[rating] ?? rating);

/** What the matching came to, in a line: how many tables answer, and the best of them. */
export function matchText({ entries }: MatchReport): string {
  const best = entries.find(({ verdict }) => verdict !== "cannot" && verdict !== "must-be-requested");
  const answering = entries.filter(({ verdict }) => verdict.startsWith("answers")).length;
  return best
    ? `Matched: ${answering} of ${entries.length} tables looked at answer, best “${best.title}”`
    : `Matched: none of ${entries.length} tables looked at answers`;
}
