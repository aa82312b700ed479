import type { Caveat } from "../answer.ts";
import type { Context } from "../context.ts";
import { showNumber } from "../rounding.ts";
import { windowFacts } from "./facts.ts";

/** A rate or score that has several rows for one place and moment: their mean was taken, although rates do not average. */
export function severalRows(context: Context): Caveat[] {
  const facts = windowFacts(context);
  const scale = context.measure.behaviour === "ratio" || context.measure.behaviour === "index";
  if (!facts || !scale || facts.mostRows < 2) return [];
  return [
    {
      code: "assumed",
      severity: "serious",
      text: `Some places have up to ${showNumber(facts.mostRows)} rows for one date; their plain mean was taken, which is right only if they weigh the same.`,
      evidence: { count: facts.mostRows },
    },
  ];
}
