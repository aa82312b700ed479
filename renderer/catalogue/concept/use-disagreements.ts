import { useQuery } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import type { SourceLine } from "../../../shared/api/sources.ts";
import type { PushPayload } from "../../../shared/api.ts";
import { call } from "../../data/bridge.ts";
import { usePush } from "../../data/queries.ts";
import { useKnownAt } from "../../review/known-then.ts";

/** What several datasets measure; `of`: only pairs with this dataset; `area`: only as things are there. */
export type Compared = {
  readonly concept: string;
  readonly subject: string | null;
  readonly of?: string;
  readonly area?: string;
};

/**
 * How far the sources of a thing differ: what takes a moment is measured when first looked at, the rest when asked for;
 * stopped when left or told to.
 */
export function useDisagreements(compared: Compared) {
  const known = useKnownAt();
  const [compute, setCompute] = useState<"quick" | "always">("quick");
  const run = useRef("");
  const [share, setShare] = useState<number | null>(null);
  usePush(
    "run.progress",
    useCallback((progress: PushPayload<"run.progress">) => {
      if (progress.runId === run.current) setShare(progress.share);
    }, []),
  );
  const found = useQuery<SourceLine[]>({
    queryKey: ["catalogue.disagreements", { ...compared, ...known, compute }],
    queryFn: async ({ signal }) => {
      const runId = crypto.randomUUID();
      run.current = runId;
      setShare(null);
      signal.addEventListener("abort", () => void call("run.cancel", { runId }).catch(() => undefined));
      return call("catalogue.disagreements", { ...compared, ...known, compute, runId });
    },
  });
  const stop = () => void call("run.cancel", { runId: run.current }).catch(() => undefined);
  return { found, share, stop, measureAll: () => setCompute("always") };
}
