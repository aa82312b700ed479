import type { Choice } from "../../../shared/api.ts";
import type { Question } from "../../../shared/question/question.ts";
import { applyPatch } from "../patch.ts";

/** A question made from another by changing one part. */
export type Variant = { readonly id: string; readonly label: string; readonly question: Question };

/**
 * The questions that come of choosing each of several values for one part. The words that were typed belong to the
 * question they were typed for, so a variant has none: its sentence says what it asks.
 */
export function variantsOf(base: Question, chosen: readonly Choice[]): readonly Variant[] {
  return chosen.map(({ id, label, patch }) => ({
    id,
    label,
    question: { ...applyPatch(base, patch), text: "" },
  }));
}
