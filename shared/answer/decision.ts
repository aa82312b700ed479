import type { Question } from "../question/question.ts";
import type { Answer } from "./answer.ts";
import { meets } from "./meets.ts";
import { limitWords } from "./wording/subject-words.ts";

type Interval = { readonly low: number; readonly high: number };

/**
 * Which branch of the decision's rule the answer meets; `straddles` when the interval lies on both sides of the limit.
 * `value` is the one number of the answer, or the last whole period of a trend.
 */
export function decisionOf(
  question: Question,
  value: number | null,
  interval: Interval | undefined,
): Answer["decision"] {
  const { decision } = question;
  if (decision === undefined) return null;
  if (decision.kind === "waived")
    return {
      text: decision.reason
        ? `No decision was stated: ${decision.reason.replace(/[.\s]+$/, "")}.`
        : "No decision was stated.",
      branch: "waived",
    };
  const { rule, what } = decision;
  if (!rule) return { text: `To be decided: ${what}. No rule was set.`, branch: "no-rule" };
  const limit = limitWords(rule.op, rule.value);
  if (value === null)
    return { text: `Whether ${limit} is met cannot be said from this answer.`, branch: "cannot-say" };
  const met = meets(value, rule.op, rule.value);
  if (interval && meets(interval.low, rule.op, rule.value) !== meets(interval.high, rule.op, rule.value))
    return {
      text: `The range of what is likely lies on both sides of ${limit}; the rule decides nothing.`,
      branch: "straddles",
    };
  if (met) return { text: `The rule (${limit}) is met: ${rule.action}.`, branch: "met" };
  return {
    text: `The rule (${limit}) is not met${rule.otherwise ? `: ${rule.otherwise}` : ""}.`,
    branch: "not-met",
  };
}
