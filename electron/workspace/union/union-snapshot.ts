import { readFile } from "node:fs/promises";
import { type SavedFolds, startFolds } from "../../../shared/ledger/folds.ts";
import type { Run } from "../../../shared/ledger/union.ts";
import { writeFileAtomic } from "../atomic-file.ts";
import { hashText } from "../ledger/hash-text.ts";
import type { ReadableChain } from "./incoming-chain.ts";
import type { KeptChain } from "./kept-chains.ts";
import type { Joined } from "./union.ts";

type Saved = {
  readonly schema: "askline/union-snapshot/2";
  /** The names say what is in the chains. */
  readonly kept: readonly string[];
  readonly own: { readonly events: number; readonly hash: string };
  readonly count: number;
  readonly runs: readonly Run[];
  readonly origins: readonly (readonly [string, string])[];
  readonly folds: SavedFolds;
};

const lastHash = (chain: ReadableChain, events: number): string =>
  chain.events(events - 1, events)[0]?.hash ?? "";

/** Keeps what was folded beside its own hash. A snapshot that cannot be written is no loss. */
export async function writeUnionSnapshot(
  path: string,
  own: ReadableChain,
  kept: readonly KeptChain[],
  { folds, runs, origins, own: events, count }: Joined,
): Promise<void> {
  const saved: Saved = {
    schema: "askline/union-snapshot/2",
    kept: kept.map(({ name }) => name),
    own: { events, hash: lastHash(own, events) },
    count,
    runs,
    origins: [...origins],
    folds: folds.save(),
  };
  const text = JSON.stringify(saved);
  await writeFileAtomic(path, `${hashText(text)}\n${text}`).catch(() => undefined);
}

/** Reads what was folded; null when it is not there, was changed, or is not of these chains. */
export async function readUnionSnapshot(
  path: string,
  own: ReadableChain,
  kept: readonly KeptChain[],
): Promise<Joined | null> {
  try {
    const bytes = await readFile(path, "utf8");
    const text = bytes.slice(65);
    if (hashText(text) !== bytes.slice(0, 64)) return null;
    // Parsed and trusted: its hash shows that this program wrote it, in this form.
    const saved: Saved = JSON.parse(text);
    const same =
      saved.schema === "askline/union-snapshot/2" &&
      saved.kept.join(" ") === kept.map(({ name }) => name).join(" ") &&
      saved.own.events <= own.count() &&
      lastHash(own, saved.own.events) === saved.own.hash;
    if (!same) return null;
    return {
      folds: startFolds(saved.folds),
      runs: [...saved.runs],
      origins: new Map(saved.origins),
      own: saved.own.events,
      count: saved.count,
    };
  } catch {
    return null;
  }
}
