import { type Revealing, revealedBy } from "../../../shared/disclosure/audit.ts";
import { toldBy } from "../../../shared/disclosure/told.ts";
import { fail, ok, type Result } from "../../../shared/result.ts";
import type { Session } from "../session.ts";
import { readAnswer } from "./answers.ts";
import type { Computed, Planned } from "./execute.ts";

/**
 * Holds a new answer back when, taken together with an earlier answer of this ledger, it would count fewer people than
 * may be shown, or tell a number that was hidden (design/domain.md, "Disclosure control"). Only plans under disclosure
 * control are looked at. `except`: an earlier answer that is being given again.
 */
export async function guardAgainstDifferences(
  session: Session,
  planned: Planned,
  computed: Computed,
  except?: string,
): Promise<Result<void>> {
  const step = planned.plan.steps.find((one) => one.kind === "suppress");
  if (step === undefined) return ok(undefined);
  const now = toldBy({ ...planned, table: computed.composed.table }, planned.datasets);
  const datasets = new Set(planned.datasets.map(({ id }) => id));
  for (const history of session.history.questions.values()) {
    const { answerId } = history;
    if (answerId === null || answerId === except || !history.datasets.some((id) => datasets.has(id)))
      continue;
    const earlier = await readAnswer(session, answerId);
    if (!earlier.ok) continue;
    const told = toldBy(earlier.value.answer, earlier.value.datasets);
    const found = revealedBy(now, told, step.below);
    if (found !== null)
      return fail({
        code: "held-back",
        message: `This answer is held back: taken together with answer ${answerId} it ${what(found, step.below)}.`,
        meaning: "The number is not shown and not stored. The question stays in the ledger.",
        remedy: "Ask for a larger area, a longer time or fewer conditions, or ask the steward of the data.",
      });
  }
  return ok(undefined);
}

function what(found: Revealing, below: number): string {
  switch (found.kind) {
    case "difference":
      return `would give away a count of fewer than ${below} people`;
    case "too-many":
      return "has too many numbers that overlap to be sure that no hidden count follows";
    default:
      return "would tell a number that is hidden there or here";
  }
}
