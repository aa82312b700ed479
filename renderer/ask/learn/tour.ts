import { useSyncExternalStore } from "react";

/** Where the guided first question stands; null: nobody is guided. */
export type TourStep = 1 | 2 | 3 | null;

let step: TourStep = null;
const listeners = new Set<() => void>();

/** Goes to a step of the guide, or leaves it. It lives above the pages, so that a look elsewhere does not end it. */
export function goToStep(next: TourStep): void {
  if (step === next) return;
  step = next;
  for (const listener of listeners) listener();
}

/** The step the guide is at. */
export const useTourStep = (): TourStep => useSyncExternalStore(subscribe, () => step);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
