import type { Caveat } from "../answer.ts";
import type { Context } from "../context.ts";
import type { Series } from "../series.ts";

/** Whether disclosure control took anything out of this answer. */
export const hidesSomething = ({ hidden }: Pick<Context, "hidden">): boolean =>
  hidden !== null && hidden.small + hidden.further > 0;

/** Whether all of the answer's figures are hidden: then no date may tell when the few people were counted. */
export const nothingShown = (context: Context, series: readonly Series[]): boolean =>
  hidesSomething(context) &&
  context.figures.figures.every(({ value }) => value === null) &&
  series.every(({ points }) => points.every(({ value }) => value === null));

type Code = Caveat["code"];

/** Caveats that count rows, people or their values: under disclosure control they are said without numbers, always. */
const COUNTING: Partial<Record<Code, string>> = {
  "small-numbers": "Some of the figures rest on few people; chance alone can move them much.",
  "corrections-set-aside": "The source corrected its running total downwards in this window.",
  "low-coverage": "Some rows lack a date, a value or what is asked of them; they are not counted.",
  outlier: "One value stands alone, far from all others. It may be an error or a backlog reported at once.",
  "joined-with-loss": "For some places or periods one of the two figures is missing.",
  "revised-since": "The source revised some of these figures between the two versions.",
  assumed: "Some places have several rows for one date; their plain mean was taken.",
};

/** Caveats that tell when or where there are rows: said in general where something is hidden, or where rows are people. */
const DATED: Partial<Record<Code, string>> = {
  "missing-periods": "Some periods of the window have no data.",
  "missing-places": "Some places had not reported.",
  "unfinished-last-period": "The window or the data cover some periods only in part; these are not compared.",
  "window-cut": "The data do not cover the whole window.",
  "places-differ": "Not all figures are of the same places or days.",
  "unlike-periods": "The two sides cover unlike periods.",
};

/**
 * Caveats as they may be said under disclosure control. A caveat with its evidence can tell a hidden count in another way:
 * “rests on 3 of them only”, “data on 4 of 30 days”, the one day on which somebody was counted.
 */
export function quiet(context: Context, caveats: readonly Caveat[]): Caveat[] {
  if (context.hidden === null) return [...caveats];
  const dates = hidesSomething(context) || context.measure.behaviour === "event";
  const planned = new Set(context.plan.assumptions.map(({ text }) => text));
  const said = caveats.map((caveat): Caveat => {
    const { code, severity } = caveat;
    if (planned.has(caveat.text)) return caveat;
    const counts = code !== "assumed" || caveat.evidence.count !== undefined;
    const general = (counts ? COUNTING[code] : undefined) ?? (dates ? DATED[code] : undefined);
    if (general !== undefined) return { code, severity, text: general, evidence: {} };
    const { count: _, values: __, ...evidence } = caveat.evidence;
    return { ...caveat, evidence };
  });
  return said.filter(
    (one, index) => said.findIndex(({ code, text }) => code === one.code && text === one.text) === index,
  );
}
