import { addDays, daysBetween, isBefore } from "../../time/calendar.ts";
import type { Grain, IsoDate } from "../../time/grain.ts";
import { endOf, naturalGrain, periodsIn, previousPeriod, startOf } from "../../time/periods.ts";
import type { Finding } from "../finding.ts";
import type { Question } from "../question.ts";
import { frameWords } from "../sentence/frame-words.ts";
import { findingTexts, fixLabels } from "./finding-texts.ts";

const grainWord = (grain: Grain): string => frameWords("en").grains[grain][0];

/** Rules about the question's time: known, the right way round, not in the future, in whole periods. */
export function timeFindings(question: Question, today: IsoDate): Finding[] {
  const { time } = question;
  if (time === undefined || (!time.any && !time.from && !time.to))
    return [
      stops("no-time", findingTexts.noTime, [
        { label: fixLabels.allTimes, patch: { time: { ...time, any: true } } },
      ]),
    ];
  const { from, to } = time;
  if (from && to && isBefore(to, from))
    return [
      stops("dates-reversed", findingTexts.reversed, [
        { label: fixLabels.swap, patch: { time: { ...time, from: to, to: from } } },
      ]),
    ];
  const findings: Finding[] = [];
  if (question.kind !== "forecast" && from && isBefore(today, from))
    findings.push(stops("date-in-future", findingTexts.future, []));
  else if (question.kind !== "forecast" && to && isBefore(today, to))
    findings.push(
      warns("date-in-future", findingTexts.reachesFuture, [
        { label: fixLabels.untilToday, patch: { time: { ...time, to: today } } },
      ]),
    );
  return [
    ...findings,
    ...grainFindings(question),
    ...unfinished(question, today),
    ...unlikePeriods(question),
  ];
}

const NEEDS_GRAIN = new Set<Question["kind"]>(["trend", "forecast", "impact"]);

function grainFindings({ kind, time }: Question): Finding[] {
  if (!NEEDS_GRAIN.has(kind) || time?.grain !== undefined) return [];
  const fixes = (["day", "week", "month"] as const).map((grain) => ({
    label: fixLabels.grain(grainWord(grain)),
    patch: { time: { ...time, grain } },
  }));
  return [stops("no-grain", findingTexts.noGrain, fixes)];
}

/** A last period that is still running is no match for the full ones before it. */
function unfinished({ time }: Question, today: IsoDate): Finding[] {
  const { from, to, grain } = time ?? {};
  if (!time || !to || !grain || grain === "hour" || grain === "day") return [];
  if (isBefore(endOf(grain, to), today) || isBefore(today, startOf(grain, to))) return [];
  const lastFull = addDays(startOf(grain, to), -1);
  const fix = { label: fixLabels.lastFull(grainWord(grain)), patch: { time: { ...time, to: lastFull } } };
  const fits = from === undefined || !isBefore(lastFull, from);
  return [warns("unfinished-period", findingTexts.unfinished(grainWord(grain)), fits ? [fix] : [])];
}

function unlikePeriods({ time, against, measure }: Question): Finding[] {
  if (against?.kind !== "window" || !time?.from || !time.to) return [];
  const own = { from: time.from, to: time.to };
  if (isBefore(against.to, against.from)) return [stops("dates-reversed", findingTexts.reversed, [])];
  if (daysBetween(own.from, own.to) === daysBetween(against.from, against.to)) return [];
  // Two whole months of 30 and 31 days are like with like, and so is any mean.
  const sameNumberOfPeriods =
    naturalGrain(own) === naturalGrain(against) &&
    periodsIn(naturalGrain(own), own) === periodsIn(naturalGrain(against), against) &&
    naturalGrain(own) !== "day";
  if (sameNumberOfPeriods || measure?.statistic.kind === "mean") return [];
  const before = previousPeriod(own);
  return [
    warns("unlike-periods", findingTexts.unlikePeriods, [
      { label: fixLabels.sameLength, patch: { against: { kind: "window", ...before } } },
    ]),
  ];
}

const finding =
  (severity: Finding["severity"]) =>
  (code: Finding["code"], text: string, fixes: Finding["fixes"]): Finding => ({
    code,
    severity,
    text,
    fixes,
  });
/** A rule that fails: the question can be kept, not run. */
export const stops = finding("stops");
/** Advice: the question can be run. */
export const warns = finding("warns");
