import { dateWords } from "../../plan/words.ts";
import type { Caveat } from "../answer.ts";
import type { Context } from "../context.ts";
import { dayOf, grainWords } from "../periods.ts";
import { showNumber } from "../rounding.ts";
import { atWords } from "../wording/subject-words.ts";
import { windowEnds, windowFacts } from "./facts.ts";

/** Days of rhythm that may lie between the end of a window and the last data without being a cut. */
const SLACK = { hour: 0, day: 0, week: 6, month: 30, quarter: 91, year: 0 } as const;

/** The window reaches further than the data, at its start or end; for a "latest" figure: how old it is at the window's end. */
export function windowCut(context: Context): Caveat[] {
  const ends = windowEnds(context);
  const facts = windowFacts(context);
  if (!ends || !facts) return [];
  const fold = context.figures.main.branch.fold?.fold.kind;
  const slack = SLACK[context.figures.main.branch.scan.time?.grain ?? "day"];
  const out: Caveat[] = [];
  if (ends.after > slack) {
    // Only what is added up misses much by a few days that are not there; a peak, a mean or a running total hardly does.
    const adds = (fold === "total" || fold === "records") && context.measure.behaviour !== "cumulative";
    const few = ends.unit === "day" && ends.after <= 7;
    out.push({
      code: "window-cut",
      severity: few && !adds ? "notable" : "serious",
      text: `The data end on ${atWords(facts.last ?? "")}, ${showNumber(ends.after)} ${grainWords(ends.unit, ends.after)} before the end of the window (${dateWords(context.window.to ?? "")}).`,
      evidence: { count: ends.after, dates: [facts.last ?? ""] },
    });
  }
  if (
    ends.before > slack &&
    fold !== "latest" &&
    fold !== "level" &&
    context.measure.behaviour !== "event" &&
    context.figures.main.branch.windows.each === undefined
  ) {
    out.push({
      code: "window-cut",
      severity: context.measure.behaviour === "cumulative" ? "minor" : "notable",
      text: `The first data in the window are of ${atWords(facts.first ?? "")}, ${showNumber(ends.before)} ${grainWords(ends.unit, ends.before)} after its start (${dateWords(context.window.from ?? "")}).`,
      evidence: { count: ends.before, dates: [dayOf(facts.first ?? "")] },
    });
  }
  return out;
}
