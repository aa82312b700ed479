import type { Dataset, Measure } from "../catalogue/dataset.ts";
import type { Step, StepOf } from "./plan.ts";

/**
 * Whether a measure's figures need disclosure control (design/domain.md): `counts`: they count people; `rows`: they are
 * made of rows that stand for people each (the mean age of a case list); null: the data are open, or about no people.
 */
export function controlOf(
  { access, measures }: Pick<Dataset, "access" | "measures">,
  measure: Pick<Measure, "countsPeople" | "behaviour">,
): "counts" | "rows" | null {
  if (access === "open") return null;
  if (measure.countsPeople || measure.behaviour === "event") return "counts";
  return measures.some(({ behaviour }) => behaviour === "event") ? "rows" : null;
}

/** What the suppress step of a plan asks for. */
export type Rule = Pick<StepOf<"suppress">, "below" | "round" | "hideZeros">;

/**
 * The strictest rule of all tables that a plan reads: the highest threshold, hiding before rounding, hidden zeros before
 * shown ones; null where none needs control. A base below half the threshold would leave differences of two rounded
 * counts that say more than “fewer than n”, so it is raised to that.
 */
export function strictestRule(steps: readonly Step[], datasets: readonly Dataset[]): Rule | null {
  const controlled = steps.flatMap((step) => {
    const dataset = step.kind === "scan" ? datasets.find(({ id }) => id === step.dataset) : undefined;
    const measure =
      step.kind === "scan" ? dataset?.measures.find(({ id }) => id === step.measure) : undefined;
    return dataset && measure && controlOf(dataset, measure) !== null ? [dataset] : [];
  });
  if (controlled.length === 0) return null;
  const below = Math.max(...controlled.map(({ smallestCell }) => smallestCell));
  const rounds = controlled.every(({ protection }) => protection?.method === "round");
  const base = Math.max(Math.ceil(below / 2), ...controlled.map(({ protection }) => protection?.base ?? 2));
  return {
    below,
    ...(rounds ? { round: Math.max(2, base) } : {}),
    ...(controlled.some(({ protection }) => protection?.zeros === "hide") ? { hideZeros: true } : {}),
  };
}
