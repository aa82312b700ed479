import type { Caveat } from "../answer.ts";
import type { Context } from "../context.ts";
import { grainWords } from "../periods.ts";
import { showNumber } from "../rounding.ts";
import { atWords } from "../wording/subject-words.ts";
import { addsOverTime, factsOf } from "./facts.ts";

/**
 * Periods without data between the first and last of the window, by the data's own rhythm. Serious where the figure adds
 * periods up (it is then too small) or where a tenth or more is missing.
 */
export function missingPeriods(context: Context): Caveat[] {
  const gaps = factsOf(context.figures.main.gap);
  const time = context.figures.main.branch.scan.time;
  if (gaps.length === 0 || time === null || context.measure.behaviour === "event") return [];
  const missing = gaps[0]?.x ?? 0;
  const seen = context.figures.main.fact.find(({ w }) => w === "now")?.v ?? 0;
  const share = missing / Math.max(1, missing + seen);
  // A running total loses nothing by a missing report: the next one holds it.
  const serious = (addsOverTime(context) && context.measure.behaviour === "flow") || share >= 0.1;
  const words = gaps.slice(0, 3).map(({ t, t2 }) => `after ${atWords(t2 ?? "")} until ${atWords(t ?? "")}`);
  return [
    {
      code: "missing-periods",
      severity: context.measure.behaviour === "cumulative" ? "notable" : serious ? "serious" : "notable",
      text: `${showNumber(missing)} ${grainWords(time.grain, missing)} ${missing === 1 ? "has" : "have"} no data (${words.join("; ")}${gaps.length > 3 ? " …" : ""}).`,
      evidence: { count: missing, dates: gaps.slice(0, 50).flatMap(({ t2, t }) => [t2 ?? "", t ?? ""]) },
    },
  ];
}
