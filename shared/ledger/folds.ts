import { type Chronicle, type SavedChronicle, startChronicle } from "./chronicle.ts";
import type { LedgerEvent } from "./event.ts";
import { type History, type SavedHistory, startHistory } from "./history.ts";

/** Everything that is folded from a ledger, as plain lists: it can be deleted at any time and folded again. */
export type SavedFolds = { readonly history: SavedHistory; readonly chronicle: SavedChronicle };

/** All folds of a ledger, growing together by one event at a time. */
export type Folds = {
  readonly add: (event: LedgerEvent) => void;
  readonly history: History;
  readonly chronicle: Chronicle;
  readonly save: () => SavedFolds;
};

/** Starts all folds, empty or from where they were saved. */
export function startFolds(saved?: SavedFolds): Folds {
  const history = startHistory(saved?.history);
  const chronicle = startChronicle(saved?.chronicle);
  return {
    add: (event) => {
      history.add(event);
      chronicle.add(event);
    },
    history: history.history,
    chronicle: chronicle.chronicle,
    save: () => ({ history: history.save(), chronicle: chronicle.save() }),
  };
}
