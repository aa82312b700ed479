import { notAnswerable } from "../../plan/refusals.ts";
import { ok, type Result } from "../../result.ts";
import type { Grain } from "../../time/grain.ts";
import type { AnswerTable, Caveat } from "../answer.ts";
import type { Context } from "../context.ts";
import {
  type LagScan,
  LEAST_PAIRS,
  type RankCorrelation,
  rankCorrelation,
  scanLags,
} from "../models/rank-correlation.ts";
import { grainWords } from "../periods.ts";
import { roundedCell, showNumber } from "../rounding.ts";
import { limitColumns } from "../table/interval-columns.ts";
import { withNote } from "../wording/hedge-words.ts";
import type { Hedge } from "../wording/sentence.ts";
import { sentenceCase, windowWords } from "../wording/subject-words.ts";
import { type Pair, pairsByPlace, pairsInTime } from "./pairs.ts";
import { type Second, secondOf } from "./second-measure.ts";
import type { Shape } from "./shape.ts";

/** How far two series are shifted against each other, at most, and never by more than a quarter of the pairs. */
const MOST_LAG: Readonly<Record<Grain, number>> = {
  hour: 48,
  day: 28,
  week: 8,
  month: 6,
  quarter: 4,
  year: 3,
};

/** Do two things move together. Never says "causes". */
export function relationshipShape(context: Context, hedge: Hedge): Result<Shape> {
  const second = secondOf(context);
  if (second === null) return notAnswerable("The second measure is not in the data any more.");
  const inTime = context.figures.main.branch.series;
  const pairs = inTime ? pairsInTime(context, second) : pairsByPlace(context, second);
  const whole = pairs.filter(
    (pair): pair is Pair & { x: number; y: number } => pair.whole && pair.x !== null && pair.y !== null,
  );
  const correlation = rankCorrelation(
    whole.map(({ x }) => x),
    whole.map(({ y }) => y),
    inTime,
  );
  const noun = inTime ? grainWords(grainOf(context), 2) : "places";
  if (correlation === null)
    return notAnswerable(
      whole.length < LEAST_PAIRS
        ? `Only ${showNumber(whole.length)} ${noun} have both figures; fewer than ${LEAST_PAIRS} say nothing about a relationship.`
        : "One of the two measures never changes, so nothing can be said about a relationship.",
    );
  const scan = inTime
    ? scanLags(
        pairs.map(({ x, y, whole: isWhole }) => ({ x: isWhole ? x : null, y: isWhole ? y : null })),
        mostLag(context, pairs.length),
      )
    : null;
  const loss = lost(pairs, whole.length, noun);
  const sentence = withNote(
    `${strengthSentence(context, second, correlation, noun)}${lagSentence(context, second, correlation, scan)} This does not say that one brings about the other.`,
    hedge,
    loss,
  );
  const table = pairTable(context, second, pairs, correlation, betterShift(correlation, scan));
  return ok({
    table,
    sentence,
    value: correlation.rho,
    decisive: correlation.rho,
    unit: "rank correlation",
    interval: { low: correlation.low, high: correlation.high, level: 0.95 },
    chart: {
      kind: "scatter",
      title: sentence,
      unit: second.unit,
      x: "first",
      series: [{ column: "second", label: sentenceCase(second.subject) }],
      unfinished: [],
      gaps: [],
      alt: `${sentence} Each point is one of ${showNumber(whole.length)} ${noun}.`,
    },
    caveats: [association(correlation, inTime, scan), ...loss],
  });
}

const grainOf = ({ figures }: Context): Grain =>
  figures.main.branch.periods?.grain ?? figures.main.branch.scan.time?.grain ?? "day";

const mostLag = (context: Context, pairs: number): number =>
  Math.min(MOST_LAG[grainOf(context)], Math.floor(pairs / 4));

/** Words for the size of a correlation, by its distance from zero; "no clear" when the interval holds zero. */
function strength({ rho, low, high }: RankCorrelation): string {
  if (low <= 0 && high >= 0) return "show no clear relationship";
  const size = Math.abs(rho);
  const how = size >= 0.7 ? "strongly" : size >= 0.4 ? "moderately" : "weakly";
  return rho > 0 ? `${how} moved together` : `${how} moved in opposite directions`;
}

const rhoWords = ({ rho, low, high }: RankCorrelation): string =>
  `rank correlation ${showNumber(rho)}, 95 % range ${showNumber(low)} to ${showNumber(high)}`;

function strengthSentence(
  context: Context,
  second: Second,
  correlation: RankCorrelation,
  noun: string,
): string {
  return `${sentenceCase(context.subject)} and ${second.subject}${context.where} ${strength(correlation)} over ${showNumber(correlation.pairs)} ${noun}${windowWords(context.window)} (${rhoWords(correlation)}).`;
}

/** The shift in time at which the two agree clearly better than without one; null where there is none. */
function betterShift(now: RankCorrelation, scan: LagScan | null): LagScan["best"] | null {
  if (scan === null || scan.best.lag === 0) return null;
  return Math.abs(scan.best.correlation.rho) < Math.abs(now.rho) + 0.05 ? null : scan.best;
}

function lagSentence(context: Context, second: Second, now: RankCorrelation, scan: LagScan | null): string {
  const shifted = betterShift(now, scan);
  if (shifted === null) return "";
  const { lag, correlation } = shifted;
  const [leader, follower] = lag > 0 ? [context.subject, second.subject] : [second.subject, context.subject];
  const size = Math.abs(lag);
  return ` They agree most when ${follower} of ${showNumber(size)} ${grainWords(grainOf(context), size)} later are held against ${leader} (${rhoWords(correlation)}).`;
}

function association({ pairs, effective }: RankCorrelation, inTime: boolean, scan: LagScan | null): Caveat {
  const slow =
    inTime && effective < 0.8 * pairs
      ? ` Neighbouring periods repeat each other: the ${showNumber(pairs)} pairs tell as much as ${showNumber(Math.round(effective))} independent ones, and the range allows for that.`
      : "";
  const shifts =
    scan !== null && scan.tried > 1
      ? ` ${showNumber(scan.tried)} shifts in time were tried; the best of many looks better than it is.`
      : "";
  return {
    code: "association-only",
    severity: "serious",
    text: `That two things move together does not say that one brings about the other; a third thing may move both.${slow}${shifts}`,
    evidence: { count: pairs, values: [effective] },
  };
}

function lost(pairs: readonly Pair[], used: number, noun: string): Caveat[] {
  const missing = pairs.length - used;
  if (missing === 0) return [];
  const without = pairs
    .filter(({ x, y, whole }) => x === null || y === null || !whole)
    .map(({ label }) => label);
  return [
    {
      code: "joined-with-loss",
      severity: missing > 0.1 * pairs.length ? "serious" : "notable",
      text: `${showNumber(missing)} of ${showNumber(pairs.length)} ${noun} were left out, as one of the two figures is missing there.`,
      evidence: {
        count: missing,
        ...(noun === "places" ? { places: without.slice(0, 50) } : { dates: without.slice(0, 50) }),
      },
    },
  ];
}

/**
 * A row for each pair, after those that say what all of them come to: the rank correlation with its limits, and that at
 * the shift in time where they agree best. Such a row is of no place or period.
 */
function pairTable(
  context: Context,
  second: Second,
  pairs: readonly Pair[],
  now: RankCorrelation,
  shifted: LagScan["best"] | null,
): AnswerTable {
  const inTime = context.figures.main.branch.series;
  const noun = inTime ? grainWords(grainOf(context), 2) : "places";
  const all = [{ lag: 0, correlation: now }, ...(shifted === null ? [] : [shifted])];
  return {
    columns: [
      inTime
        ? {
            name: "period",
            label: "Period",
            type: pairs.some(({ label }) => label.includes("T")) ? "time" : "date",
            unit: null,
            role: "period",
          }
        : { name: "place", label: "Place", type: "text", unit: null, role: "place" },
      {
        name: "first",
        label: sentenceCase(context.subject),
        type: "number",
        unit: context.unit,
        role: "value",
      },
      {
        name: "second",
        label: sentenceCase(second.subject),
        type: "number",
        unit: second.unit,
        role: "comparison",
      },
      ...(shifted === null
        ? []
        : [
            {
              name: "shift",
              label: `${sentenceCase(second.subject)} later by`,
              type: "number" as const,
              unit: noun,
              role: "note" as const,
            },
          ]),
      {
        name: "correlation",
        label: `Rank correlation of all ${showNumber(now.pairs)} ${noun}`,
        type: "number",
        unit: null,
        role: "note",
      },
      ...limitColumns(null),
    ],
    rows: [
      ...all.map(({ lag, correlation: { rho, low, high } }) => [
        ...[null, null, null],
        ...(shifted === null ? [] : [lag]),
        ...[rho, low, high].map(roundedCell),
      ]),
      ...pairs.map(({ label, x, y }) => [
        ...[label, roundedCell(x), roundedCell(y)],
        ...(shifted === null ? [] : [null]),
        ...[null, null, null],
      ]),
    ],
    suppressed: [],
  };
}
