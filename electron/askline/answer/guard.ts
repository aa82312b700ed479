import { revealingPairs } from "../../../shared/disclosure/differencing.ts";
import { givenCounts } from "../../../shared/disclosure/given-counts.ts";
import { fail, ok, type Result } from "../../../shared/result.ts";
import type { Session } from "../session.ts";
import { readAnswer } from "./answers.ts";
import type { Computed, Planned } from "./execute.ts";

/**
 * Holds a new answer back when one of its numbers, subtracted from an earlier answer of this ledger, would count fewer
 * people than may be shown (design/domain.md, "Disclosure control"). Only plans under disclosure control are looked at.
 */
export async function guardAgainstDifferences(
  session: Session,
  planned: Planned,
  computed: Computed,
): Promise<Result<void>> {
  const step = planned.plan.steps.find((one) => one.kind === "suppress");
  if (step?.kind !== "suppress") return ok(undefined);
  const now = givenCounts({ ...planned, table: computed.composed.table });
  const datasets = new Set(now.map((count) => count.dataset));
  for (const history of session.history.questions.values()) {
    if (history.answerId === null || !history.datasets.some((id) => datasets.has(id))) continue;
    const earlier = await readAnswer(session, history.answerId);
    if (!earlier.ok) continue;
    const [pair] = revealingPairs(now, givenCounts(earlier.value.answer), step.below);
    if (pair)
      return fail({
        code: "held-back",
        message: `This answer is held back: taken together with answer ${history.answerId} it would give away a count of fewer than ${step.below} people.`,
        meaning: "The number is not shown and not stored. The question stays in the ledger.",
        remedy: "Ask for a larger area, a longer time or fewer conditions, or ask the steward of the data.",
      });
  }
  return ok(undefined);
}
