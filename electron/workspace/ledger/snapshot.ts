import { readFile } from "node:fs/promises";
import type { ChainHead, ChainProblem } from "../../../shared/ledger/chain.ts";
import type { SavedFolds } from "../../../shared/ledger/folds.ts";
import { writeFileAtomic } from "../atomic-file.ts";
import { hashText } from "./hash-text.ts";

/** A place in the ledger: which segment, and which byte of it. */
export type Place = { readonly segment: number; readonly offset: number };

/** A mark in the sparse index: the event with this position (counted from 0) begins at this place. */
export type Mark = Place & { readonly position: number; readonly seq: number; readonly line: number };

/** What was folded from the ledger up to a place. It can be deleted at any time: the ledger is read whole then. */
export type Snapshot = {
  readonly schema: "askline/ledger-snapshot/4";
  readonly place: Place;
  /** The last line before the place begins here: opening checks that it is still the one that was folded. */
  readonly lastLine: Place;
  readonly head: ChainHead;
  readonly lines: number;
  readonly events: number;
  readonly marks: readonly Mark[];
  readonly problems: readonly ChainProblem[];
  readonly folds: SavedFolds;
};

/** Keeps a snapshot beside its own hash. A snapshot that cannot be written is no loss. */
export async function writeSnapshot(path: string, snapshot: Snapshot): Promise<void> {
  const text = JSON.stringify(snapshot);
  await writeFileAtomic(path, `${hashText(text)}\n${text}`).catch(() => undefined);
}

/** Reads a snapshot; null when there is none, it is of another version, or its bytes are not those that were written. */
export async function readSnapshot(path: string): Promise<Snapshot | null> {
  try {
    const bytes = await readFile(path, "utf8");
    const text = bytes.slice(65);
    if (hashText(text) !== bytes.slice(0, 64)) return null;
    // Parsed and trusted: its hash shows that this program wrote it, in this form.
    const snapshot: Snapshot = JSON.parse(text);
    return snapshot.schema === "askline/ledger-snapshot/4" ? snapshot : null;
  } catch {
    return null;
  }
}
