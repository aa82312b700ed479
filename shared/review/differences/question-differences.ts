import { PARTS, type Part } from "../../question/parts.ts";
import type { Question } from "../../question/question.ts";
import { questionSentence } from "../../question/sentence.ts";
import type { Language, Vocabulary } from "../../vocabulary/concept.ts";

/** One part of two questions in words; null: the question does not say. */
export type PartDifference = {
  readonly part: Part | "text" | "needs";
  readonly left: string | null;
  readonly right: string | null;
  readonly same: boolean;
};

/**
 * Two questions part by part, in the order of the sentence, the words as typed first. Parts that neither has are left
 * out. `same` compares the parts themselves, not their words.
 */
export function questionDifferences(
  left: Question,
  right: Question,
  vocabulary: Vocabulary,
  language: Language,
): PartDifference[] {
  const [a, b] = [partsOf(left, vocabulary, language), partsOf(right, vocabulary, language)];
  return (["text", ...PARTS, "needs"] as const).flatMap((part) => {
    const one = { part, left: a.get(part) ?? null, right: b.get(part) ?? null };
    return one.left === null && one.right === null ? [] : [{ ...one, same: one.left === one.right }];
  });
}

function partsOf(
  question: Question,
  vocabulary: Vocabulary,
  language: Language,
): Map<PartDifference["part"], string> {
  const parts = new Map<PartDifference["part"], string>();
  if (question.text !== "") parts.set("text", question.text);
  for (const { part, text, missing } of questionSentence(question, vocabulary, language))
    if (part !== null && !missing) parts.set(part, text);
  if (question.decision !== undefined) parts.set("decision", decisionText(question.decision));
  const { needs } = question;
  if (needs)
    parts.set(
      "needs",
      Object.entries(needs)
        .map(([name, value]) => `${name}: ${String(value)}`)
        .join(", "),
    );
  return parts;
}

function decisionText(decision: NonNullable<Question["decision"]>): string {
  if (decision.kind === "waived") return "waived";
  const { what, by, rule } = decision;
  const until = by === undefined ? "" : `, by ${by}`;
  return `${what}${until}${rule ? `, if ${rule.op} ${rule.value}` : ""}`;
}
