import { dateWords } from "../../plan/words.ts";
import { daysBetween, isBefore, isIsoDate } from "../../time/calendar.ts";
import type { Caveat, Source } from "../answer.ts";
import type { Context } from "../context.ts";
import { dayOf } from "../periods.ts";
import { showNumber } from "../rounding.ts";

/** What is to be known of the source: its notes, breaks in its series, values that are smoothed, whether it is authoritative. */
export function sourceFacts(context: Context): Caveat[] {
  return [...breaks(context), ...rolling(context), ...authority(context), ...notes(context)];
}

function breaks(context: Context): Caveat[] {
  // A break between the two sides of a comparison is one as well.
  const ends = context.figures.main.fact.flatMap(({ t, t2 }) => (t === null || t2 === null ? [] : [t2, t]));
  const days = ends.map(dayOf).sort((a, b) => (isBefore(a, b) ? -1 : 1));
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return [];
  return context.dataset.breaks
    .filter(
      ({ on, measures }) =>
        isIsoDate(on) &&
        (measures === undefined || measures.includes(context.measure.id)) &&
        daysBetween(first, on) > 0 &&
        daysBetween(on, last) >= 0,
    )
    .map(({ on, what }) => ({
      code: "break-in-series" as const,
      severity: "serious" as const,
      text: `The series breaks on ${dateWords(on)}: ${what.replace(/\.\s*$/, "")}.`,
      evidence: { dates: [on], count: 1 },
    }));
}

function rolling({ measure, plan }: Context): Caveat[] {
  const days = measure.rollingDays;
  if (days === undefined || days < 2 || plan.assumptions.some(({ code }) => code === "rolling-values"))
    return [];
  const smoothed = measure.behaviour === "ratio" || measure.behaviour === "index";
  return [
    {
      code: smoothed ? "smoothed-values" : "rolling-values",
      severity: "notable",
      text: smoothed
        ? `Each value is a mean over ${showNumber(days)} days, so short peaks are flatter and changes show later than they happened.`
        : `Each value covers the ${showNumber(days)} days up to its date.`,
      evidence: { count: days },
    },
  ];
}

function authority({ report, dataset, designated }: Context): Caveat[] {
  const entry = report.entries.find((one) => one.dataset === dataset.id);
  const criterion = entry?.criteria.find(({ code }) => code === "authority");
  if (!criterion || criterion.verdict === "met" || criterion.verdict === "unknown") return [];
  const known = designated
    ? { text: designated.text, evidence: { count: designated.count, dates: [...designated.dates] } }
    : { text: criterion.text, evidence: {} };
  return [{ code: "not-authoritative", severity: "minor", ...known }];
}

function notes({ measure }: Context): Caveat[] {
  return measure.notes.map((text) => ({
    code: "source-note" as const,
    severity: "notable" as const,
    text,
    evidence: {},
  }));
}

/**
 * How old the sources' data are against their rhythm, by what is asked: serious where the newest figure, or what is to come,
 * is asked of a source that is long overdue; minor where the data hold all of a window that is past.
 */
export function ages(context: Context, sources: readonly Source[]): Caveat[] {
  return sources.flatMap((source): Caveat[] => {
    if (source.freshness === "age-unknown")
      return [
        {
          code: "age-unknown",
          severity: "minor",
          text: `It is not known how old “${source.title}” is.`,
          evidence: {},
        },
      ];
    if (source.freshness !== "overdue" && source.freshness !== "delinquent") return [];
    return [
      {
        code: "stale",
        severity: ageSeverity(context, source),
        text: `“${source.title}” has not been updated as often as it should be${source.modified ? ` (last on ${dateWords(source.modified.slice(0, 10))})` : ""}.`,
        evidence: {
          ...(source.ageDays === null ? {} : { count: source.ageDays }),
          ...(source.modified ? { dates: [source.modified.slice(0, 10)] } : {}),
        },
      },
    ];
  });
}

function ageSeverity({ plan, window, figures }: Context, source: Source): Caveat["severity"] {
  const fold = figures.main.branch.fold?.fold.kind;
  const asksNow =
    window.to === undefined && (fold === "latest" || fold === "level" || plan.kind === "forecast");
  if (asksNow) return source.freshness === "delinquent" ? "serious" : "notable";
  const isHeld = window.to !== undefined && source.dataUntil !== null && source.dataUntil >= window.to;
  return source.freshness === "delinquent" && !isHeld ? "notable" : "minor";
}
