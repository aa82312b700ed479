import { type Chronicle, startChronicle } from "../../../shared/ledger/chronicle.ts";
import type { Ledger } from "../../workspace/ledger/ledger.ts";

/** Events read from the files at a time. */
const AT_ONCE = 10_000;

/** The chronicle of a ledger: read when it is first asked for, and kept up with what happens from then on. */
export function chronicleOf(ledger: Ledger): () => Chronicle {
  let chronicle: Chronicle | null = null;
  return () => {
    if (chronicle) return chronicle;
    const fold = startChronicle();
    const count = ledger.count();
    for (let from = 0; from < count; from += AT_ONCE)
      for (const event of ledger.events(from, Math.min(count, from + AT_ONCE))) fold.add(event);
    ledger.subscribe(fold.add);
    chronicle = fold.chronicle;
    return chronicle;
  };
}
