import type { Caveat } from "../answer.ts";
import type { Context } from "../context.ts";

/** What the planner took for granted, and words of the question that were not surely understood. */
export function assumptions({ plan, unsure }: Context): Caveat[] {
  const stated = plan.assumptions.map(
    ({ code, severity, text }): Caveat => ({ code, severity, text, evidence: {} }),
  );
  if (unsure.length === 0) return stated;
  return [
    ...stated,
    {
      code: "not-understood",
      severity: "serious",
      text: `Not surely understood in the question: ${unsure.map((word) => `“${word}”`).join(", ")}.`,
      evidence: { words: [...unsure], count: unsure.length },
    },
  ];
}
