import type { StepOf } from "../plan/plan.ts";
import { byValue, latestOf } from "./figure-order.ts";
import type { Figure, Figures } from "./figures.ts";
import { meets } from "./meets.ts";

/** How many places' figures meet a limit. */
export function countPlaces(state: Figures, step: StepOf<"count-places">): Figures {
  const known = state.figures.filter(({ value }) => value !== null);
  const met = known.filter(({ value }) => value !== null && meets(value, step.op, step.value));
  const count: Figure = {
    place: { key: "", area: null, label: "" },
    dims: [],
    value: met.length,
    at: latestOf(state.figures.map(({ at }) => at)),
    since: null,
    x: known.length,
    y: null,
  };
  return { ...state, figures: [count], counted: known.length, all: byValue(met, "highest") };
}

/** One figure out of the places' figures; quantiles are interpolated between neighbours, as the engine does. */
export function acrossPlaces(state: Figures, { fold }: StepOf<"across">): Figures {
  const known = state.figures.filter((one): one is Figure & { value: number } => one.value !== null);
  const sorted = known.map(({ value }) => value).sort((a, b) => a - b);
  const one: Figure = {
    place: { key: "", area: null, label: "" },
    dims: [],
    value: sorted.length === 0 ? null : quantityOf(sorted, fold),
    at: latestOf(state.figures.map(({ at }) => at)),
    since: null,
    x: sorted.length,
    y: null,
  };
  return { ...state, figures: [one], counted: sorted.length, all: byValue(known, "highest") };
}

function quantityOf(sorted: readonly number[], fold: StepOf<"across">["fold"]): number {
  const at = (q: number): number => {
    const position = q * (sorted.length - 1);
    const low = sorted[Math.floor(position)] ?? 0;
    const high = sorted[Math.ceil(position)] ?? low;
    return low + (position - Math.floor(position)) * (high - low);
  };
  switch (fold.kind) {
    case "mean":
      return sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
    case "quantile":
      return at(fold.q);
    case "peak":
      return at(1);
    case "lowest":
      return at(0);
    default:
      return at(0.5);
  }
}
