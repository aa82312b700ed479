import { useSyncExternalStore } from "react";

/** The moment up to which everything is shown: a day, or a moment in UTC; null: with hindsight, as always. */
let moment: string | null = null;
const listeners = new Set<() => void>();

/** From now on every page shows only what was known at a moment; null: everything again. */
export function showAsKnown(at: string | null): void {
  moment = at;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The moment up to which everything is shown, null when nothing is held back. */
export const useKnownThen = (): string | null => useSyncExternalStore(subscribe, () => moment);

/** The same as the part of a use case's input. */
export const useKnownAt = (): { readonly knownAt?: string } => {
  const at = useKnownThen();
  return at === null ? {} : { knownAt: at };
};
