import type { Against } from "../../question/question.ts";
import type { Result } from "../../result.ts";
import type { Plan } from "../plan.ts";
import { addBranch, type Draft, finish } from "../plan-draft.ts";
import { notAnswerable } from "../refusals.ts";
import { refused } from "../sentences.ts";
import { comparedWindows, dataSpan } from "../windows.ts";
import { timeColumn } from "./plan-branch.ts";
import { planFigures } from "./plan-figures.ts";

/** Holds a figure against another window, place or published version, like with like. */
export function planComparison(draft: Draft, against: Against): Result<Plan> {
  const { dataset, window, base } = draft;
  const time = timeColumn(dataset);
  const grain = draft.ask.question.time?.grain ?? time?.grain ?? "day";
  const done = (of: string, other: string | null): Result<Plan> => {
    draft.steps.push({ kind: "compare", as: "answer.compared", of, with: other, against });
    return finish(draft, "answer.compared");
  };
  if (against.kind === "place" || against.kind === "published-version") {
    const now = planFigures(draft, base);
    if (!now.ok) return now;
    const other = addBranch(draft, {
      ...base,
      name: "other",
      ...(against.kind === "place" ? { areas: against.areas } : { version: against.asOf }),
    });
    return other.ok ? done(now.value, other.value) : other;
  }
  if (time === null) return notAnswerable(refused.noTime);
  const compared = comparedWindows(window, against, grain, dataSpan(dataset, time.column));
  if (compared === null) return notAnswerable(refused.windowNeeded);
  if (compared.windows.length < 2) return notAnswerable(refused.noEarlierYears);
  draft.assumptions.push(...compared.assumptions);
  const both = planFigures(draft, { ...base, windows: compared.windows });
  return both.ok ? done(both.value, null) : both;
}
