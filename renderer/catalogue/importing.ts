import { useSyncExternalStore } from "react";
import type { ImportReport } from "../../shared/api.ts";
import type { Problem } from "../../shared/result.ts";
import { call, problemOf } from "../data/bridge.ts";
import { forget } from "../data/queries.ts";

/** What is being brought in, or what came of the last time. */
export type Importing =
  | { readonly state: "idle" }
  | { readonly state: "running" }
  | { readonly state: "done"; readonly report: ImportReport }
  | { readonly state: "failed"; readonly problem: Problem };

let importing: Importing = { state: "idle" };
const listeners = new Set<() => void>();

function set(next: Importing): void {
  importing = next;
  for (const listener of listeners) listener();
}

/** Brings files in: dropped paths, or those chosen in the system's dialog. */
export async function startImport(
  what: { readonly from: "paths"; readonly paths: readonly string[] } | { readonly from: "dialog" },
): Promise<void> {
  if (importing.state === "running") return;
  set({ state: "running" });
  try {
    const report =
      what.from === "paths"
        ? await call("import.paths", { paths: [...what.paths] })
        : await call("import.choose", {});
    set(report === null ? { state: "idle" } : { state: "done", report });
  } catch (error) {
    set({ state: "failed", problem: problemOf(error) });
  }
  await forget([
    "datasets.list",
    "datasets.get",
    "workspace.info",
    "question.suggestions",
    "question.look",
    "vocabulary.get",
  ]);
}

/** Puts the report away. */
export const closeImport = (): void => set({ state: "idle" });

/** How the import stands. */
export function useImporting(): Importing {
  return useSyncExternalStore(subscribe, () => importing);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
