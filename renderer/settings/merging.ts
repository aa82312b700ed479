import { useSyncExternalStore } from "react";
import type { MergeReport } from "../../shared/api/ledger.ts";
import type { Problem } from "../../shared/result.ts";
import { call, problemOf } from "../data/bridge.ts";
import { queryClient } from "../data/queries.ts";

/** Ledgers that are being taken in, or what came of the last time. */
export type Merging =
  | { readonly state: "idle" }
  | { readonly state: "running" }
  | { readonly state: "done"; readonly report: MergeReport }
  | { readonly state: "failed"; readonly problem: Problem };

let merging: Merging = { state: "idle" };
const listeners = new Set<() => void>();

function set(next: Merging): void {
  merging = next;
  for (const listener of listeners) listener();
}

/** Takes ledgers in: dropped paths, or those chosen in the system's dialog. Everything on screen is asked again then. */
export async function startMerge(
  what: { readonly paths: readonly string[] } | { readonly choose: "file" | "folder" },
): Promise<void> {
  if (merging.state === "running") return;
  set({ state: "running" });
  try {
    const report = await call("ledgers.merge", "paths" in what ? { paths: [...what.paths] } : what);
    set(report === null ? { state: "idle" } : { state: "done", report });
  } catch (error) {
    set({ state: "failed", problem: problemOf(error) });
  }
  await queryClient.invalidateQueries();
}

/** Puts away what came of the last time. */
export const closeMerge = (): void => set({ state: "idle" });

/** How it stands. */
export const useMerging = (): Merging => useSyncExternalStore(subscribe, () => merging);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
