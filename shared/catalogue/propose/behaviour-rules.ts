import type { Grain } from "../../time/grain.ts";
import type { Behaviour } from "../../vocabulary/behaviour.ts";
import type { Concept } from "../../vocabulary/concept.ts";
import type { ColumnProfile } from "../profile.ts";
import type { DescribedColumn } from "./description.ts";
import type { Evidence } from "./evidence.ts";
import type { SeriesFact } from "./facts.ts";
import { wordsOf } from "./words.ts";

/** How a measure adds up, and why. */
export type BehaviourGuess = {
  readonly behaviour: Behaviour;
  readonly why: string;
  readonly basis: Evidence["basis"];
};

/** What the behaviour of a measure is read from. */
export type BehaviourInput = {
  readonly name: string;
  readonly described: DescribedColumn;
  readonly facts: ColumnProfile | undefined;
  readonly series: SeriesFact | undefined;
  readonly concept: Concept | null;
  /** Another column of the table has the same name with "per …": this one is then the count, not the rate. */
  readonly hasRateTwin: boolean;
  /** Another column is called "new …" where this one is called "total …". */
  readonly hasNewTwin: boolean;
};

const SAID: readonly (readonly [RegExp, Behaviour])[] = [
  [/cumulative rate|\brate\b|ratio|average|mean/i, "ratio"],
  [/cumulative|running total|to date/i, "cumulative"],
  [/incremental|\bflow\b|\bnew\b/i, "flow"],
  [/stock|snapshot|level at/i, "stock"],
  [/index|ordinal/i, "index"],
];

/** With fewer falls among its movements than this, a series still looks like a running total with corrections. */
const FEW_FALLS = 0.15;
const ENOUGH_MOVES = 20;

/** The behaviour of a measure: the name's and unit's own logic first, then the description's word, then the data, then the concept's habit. */
export const behaviourOf = (input: BehaviourInput): BehaviourGuess =>
  byUnitOrName(input) ??
  bySaid(input) ??
  byBeginning(input.described.accumulation, input.name) ??
  byNameWords(input) ??
  byData(input) ??
  byConcept(input);

const byUnitOrName = ({ name: raw, described, hasRateTwin }: BehaviourInput): BehaviourGuess | null => {
  const name = raw.replaceAll("_", " ");
  const unit = described.unit ?? "";
  if (/ordinal|index/i.test(unit) || (/\bindex\b/i.test(name) && !/per\b/i.test(name)))
    return {
      behaviour: "index",
      why: `The unit "${unit || name}" is a constructed scale: it is never added up.`,
      basis: "said",
    };
  if (hasRateTwin)
    return {
      behaviour: "flow",
      why: "The table has the rate in a column of its own, so this one is the count.",
      basis: "seen",
    };
  if (
    /\bper[ _-]/i.test(name) ||
    /percent|per cent|%|\brate\b|ratio|share|prevalence|utili[sz]ation|proportion/i.test(`${name} ${unit}`)
  )
    return {
      behaviour: "ratio",
      why: `"${/\bper[ _-]/i.test(name) ? name : unit || name}" is a part of something else: it is never added up.`,
      basis: "said",
    };
  if (/\bper\b/i.test(unit) && !/day|week|month|year/i.test(unit))
    return { behaviour: "ratio", why: `The unit "${unit}" is a rate.`, basis: "said" };
  return null;
};

const bySaid = ({ described }: BehaviourInput): BehaviourGuess | null => {
  const said = described.accumulation ?? "";
  if (/^mixed/i.test(said)) return null;
  const found = SAID.find(([pattern]) => pattern.test(said));
  return found ? { behaviour: found[1], why: `The description says: ${said}.`, basis: "said" } : null;
};

/**
 * Behaviours that a mixed description gives to the beginnings of labels: "mixed: New... incremental, Total/cum cumulative"
 * says that labels that begin with "New" are flows, with "Total" or "cum" running totals.
 */
export const byBeginning = (
  accumulation: string | null | undefined,
  label: string,
): BehaviourGuess | null => {
  if (!accumulation || !/^mixed/i.test(accumulation)) return null;
  const [first = ""] = wordsOf(label);
  for (const part of accumulation.replace(/^mixed\s*:?/i, "").split(",")) {
    const words = wordsOf(part);
    const found = SAID.find(([pattern]) => pattern.test(words.at(-1) ?? ""));
    if (found && words.slice(0, -1).includes(first))
      return {
        behaviour: found[1],
        why: `The description says that labels with "${first}" are ${words.at(-1)}.`,
        basis: "said",
      };
  }
  return null;
};

const byNameWords = ({ name, described, hasNewTwin }: BehaviourInput): BehaviourGuess | null => {
  const text = `${name} ${described.description ?? ""}`.replaceAll("_", " ");
  if (/\bcfr\b|fatality rate|percent|\brate\b/i.test(name))
    return { behaviour: "ratio", why: `"${name}" is a rate.`, basis: "said" };
  if (/\bcurrently\b/i.test(name))
    return { behaviour: "stock", why: `"${name}" is a state at a moment.`, basis: "said" };
  const soFar = /\bso far\b/i.test(name) && !/^new/i.test(name);
  if (soFar || /\b(cum|cumulative|running total|to date|since (the )?start|from start)\b/i.test(text))
    return { behaviour: "cumulative", why: `"${name}" is a running total.`, basis: "said" };
  if (hasNewTwin)
    return {
      behaviour: "cumulative",
      why: "The table has what came newly in a column of its own, so this one is the running total.",
      basis: "seen",
    };
  if (/\b(stock|currently|occupancy|occupied|on the day|under follow|pending|today \()\b/i.test(text))
    return { behaviour: "stock", why: `"${name}" is a state at a moment.`, basis: "said" };
  if (/\b(new|newly|last \d+ (hours|days)|last24hours|last7days|incident|registered today)\b/i.test(text))
    return { behaviour: "flow", why: `"${name}" counts what came newly.`, basis: "said" };
  return null;
};

const byData = ({ series, facts, concept }: BehaviourInput): BehaviourGuess | null => {
  if (!series || series.falls + series.rises < ENOUGH_MOVES || facts?.min?.startsWith("-")) return null;
  if (concept !== null && !["flow", "cumulative", "event"].includes(concept.behaviour)) return null;
  if (series.falls / (series.falls + series.rises) > FEW_FALLS) return null;
  const falls =
    series.falls === 0
      ? "never falls"
      : `falls only ${series.falls} times in ${series.falls + series.rises} changes`;
  return {
    behaviour: "cumulative",
    why: `It ${falls} from one date to the next in a place: looks like a running total.`,
    basis: "seen",
  };
};

const NEVER_ADDED =
  /\b(mean|median|average|avg|age|score|price|temperature|depth|speed|height|magnitude|level)\b/i;

const byConcept = ({ concept, name, facts }: BehaviourInput): BehaviourGuess => {
  if (concept)
    return {
      behaviour: concept.behaviour === "event" ? "flow" : concept.behaviour,
      why: `${concept.words.en?.label ?? concept.id} usually behaves so.`,
      basis: "guessed",
    };
  const fractions = facts?.quantiles?.some((value) => !Number.isInteger(value)) ?? false;
  if (fractions || NEVER_ADDED.test(name.replaceAll("_", " ")))
    return {
      behaviour: "ratio",
      why: `Nothing says that "${name}" may be added up; taken as a figure that may not.`,
      basis: "guessed",
    };
  return {
    behaviour: "flow",
    why: `Nothing says how "${name}" adds up; taken as amounts per period.`,
    basis: "guessed",
  };
};

const ROLLING =
  /rolling (\d+)[- ]days?|(\d+)[- ]?day[s]? (?:smoothed|mean|average|rolling)|in the (\d+) days to|last ?(\d+) ?days/i;

/** Days that each value covers when values are rolling sums or means, or null. */
export const rollingDaysOf = (described: DescribedColumn, grain: Grain | null = null): number | null => {
  const text = `${described.accumulation ?? ""} ${described.name.replaceAll("_", " ")} ${described.description ?? ""}`;
  const found = ROLLING.exec(text);
  const days = found?.slice(1).find((one) => one !== undefined);
  if (days) return Number(days);
  if (grain === "day" && /\bweekly\b/i.test(text)) return 7;
  // A mean without a length is nearly always that of a week, which evens out weekday reporting.
  return /rolling week|smoothed|moving average/i.test(text) ? 7 : null;
};

const SCALES: readonly (readonly [RegExp, string, number])[] = [
  [/per[ _-]?million/i, "population", 1_000_000],
  [/per[ _-]?(100[ ,.]?000|100k|hundred[ _-]?thousand)/i, "population", 100_000],
  [/per[ _-]?(10[ ,.]?000|10k)/i, "population", 10_000],
  [/per[ _-]?(1[ ,.]?000|thousand|1k)/i, "population", 1_000],
  [/per[ _-]?capita|per[ _-]?(person|inhabitant)/i, "population", 1],
  [/percent of (the )?population|prevalence/i, "population", 100],
  [/per[ _-]?case/i, "cases", 1],
  [/positivity|positive rate/i, "tests", 100],
];

/**
 * Denominator and scale of a rate, read from name and unit. A rate called per cent whose values never exceed 1 is a share of
 * 1, whatever its unit says.
 */
export const denominatorOf = (
  described: DescribedColumn,
  facts: ColumnProfile | undefined,
): { readonly concept: string; readonly scale: number } | null => {
  const text = `${described.name} ${described.unit ?? ""}`;
  const found = SCALES.find(([pattern]) => pattern.test(text));
  if (!found) return null;
  const share = found[2] === 100 && facts?.max != null && Number(facts.max) <= 1;
  return { concept: found[1], scale: share ? 1 : found[2] };
};
