import { addDays, daysBetween, isBefore } from "../../time/calendar.ts";
import type { Grain } from "../../time/grain.ts";
import { endOf, naturalGrain, periodsIn, previousPeriod, startOf } from "../../time/periods.ts";
import type { Finding } from "../finding.ts";
import type { Question } from "../question.ts";
import { frameWords } from "../sentence/frame-words.ts";
import { type CheckContext, languageOf, stops, warns, wordsOf } from "./findings.ts";

const grainWord = (grain: Grain, context: CheckContext): string =>
  frameWords(languageOf(context)).grains[grain][0];

/** Rules about the question's time: known, the right way round, not in the future, in whole periods. */
export function timeFindings(question: Question, context: CheckContext): Finding[] {
  const { time } = question;
  const { today } = context;
  const words = wordsOf(context);
  if (time === undefined || (!time.any && !time.from && !time.to))
    return [
      stops("no-time", words.noTime, [
        { label: words.fix.allTimes, patch: { time: { ...time, any: true } } },
      ]),
    ];
  const { from, to } = time;
  if (from && to && isBefore(to, from))
    return [
      stops("dates-reversed", words.reversed, [
        { label: words.fix.swap, patch: { time: { ...time, from: to, to: from } } },
      ]),
    ];
  const findings: Finding[] = [];
  if (question.kind !== "forecast" && from && isBefore(today, from))
    findings.push(
      stops("date-in-future", words.future, [
        { label: words.fix.lastWeeks, patch: { time: { from: addDays(today, -27), to: today } } },
        {
          label: words.fix.forecast,
          patch: { kind: "forecast", time: { any: true, grain: time.grain ?? "day" }, against: undefined },
        },
      ]),
    );
  else if (question.kind !== "forecast" && to && isBefore(today, to))
    findings.push(
      warns("date-in-future", words.reachesFuture, [
        { label: words.fix.untilToday, patch: { time: { ...time, to: today } } },
      ]),
    );
  return [
    ...findings,
    ...grainFindings(question, context),
    ...unfinished(question, context),
    ...unlikePeriods(question, context),
  ];
}

const NEEDS_GRAIN = new Set<Question["kind"]>(["trend", "forecast", "impact"]);

function grainFindings({ kind, time }: Question, context: CheckContext): Finding[] {
  const words = wordsOf(context);
  if (!NEEDS_GRAIN.has(kind) || time?.grain !== undefined) return [];
  const fixes = (["day", "week", "month"] as const).map((grain) => ({
    label: words.fix.grain(grainWord(grain, context)),
    patch: { time: { ...time, grain } },
  }));
  return [stops("no-grain", words.noGrain, fixes)];
}

/** A last period that is still running is no match for the full ones before it. */
function unfinished({ time }: Question, context: CheckContext): Finding[] {
  const { today } = context;
  const words = wordsOf(context);
  const name = (grain: Grain): string => grainWord(grain, context);
  const { from, to, grain } = time ?? {};
  if (!time || !to || !grain || grain === "hour" || grain === "day") return [];
  if (isBefore(endOf(grain, to), today) || isBefore(today, startOf(grain, to))) return [];
  const lastFull = addDays(startOf(grain, to), -1);
  const fix = { label: words.fix.lastFull(name(grain)), patch: { time: { ...time, to: lastFull } } };
  const fits = from === undefined || !isBefore(lastFull, from);
  return [
    warns("unfinished-period", words.unfinished(name(grain)), [
      fits ? fix : { label: words.fix.grain(name("day")), patch: { time: { ...time, grain: "day" } } },
    ]),
  ];
}

function unlikePeriods({ time, against, measure }: Question, context: CheckContext): Finding[] {
  const words = wordsOf(context);
  if (against?.kind !== "window" || !time?.from || !time.to) return [];
  const own = { from: time.from, to: time.to };
  if (isBefore(against.to, against.from))
    return [
      stops("dates-reversed", words.reversed, [
        { label: words.fix.swap, patch: { against: { ...against, from: against.to, to: against.from } } },
      ]),
    ];
  if (daysBetween(own.from, own.to) === daysBetween(against.from, against.to)) return [];
  // Two whole months of 30 and 31 days are like with like, and so is any mean.
  const sameNumberOfPeriods =
    naturalGrain(own) === naturalGrain(against) &&
    periodsIn(naturalGrain(own), own) === periodsIn(naturalGrain(against), against) &&
    naturalGrain(own) !== "day";
  if (sameNumberOfPeriods || measure?.statistic.kind === "mean") return [];
  const before = previousPeriod(own);
  return [
    warns("unlike-periods", words.unlikePeriods, [
      { label: words.fix.sameLength, patch: { against: { kind: "window", ...before } } },
    ]),
  ];
}
