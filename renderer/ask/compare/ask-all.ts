import { useState } from "react";
import type { Outcome } from "../../../shared/api.ts";
import type { Question } from "../../../shared/question/question.ts";
import type { Problem } from "../../../shared/result.ts";
import { call, problemOf } from "../../data/bridge.ts";
import { forget } from "../../data/queries.ts";

/** How one of several questions ended. */
export type Ended =
  | { readonly id: string; readonly outcome: Outcome; readonly problem: null }
  | { readonly id: string; readonly outcome: null; readonly problem: Problem };

type Asking = {
  readonly state: "idle" | "asking" | "done";
  /** How many are done so far. */
  readonly count: number;
  readonly ended: readonly Ended[];
  readonly start: (questions: readonly { readonly id: string; readonly question: Question }[]) => void;
  readonly cancel: () => void;
  readonly reset: () => void;
};

/**
 * Seals and asks several questions one after another. What came of them is given out together at the end: the first number
 * must not change what is asked next.
 */
export function useAskAll(): Asking {
  const [state, setState] = useState<Pick<Asking, "state" | "count" | "ended">>(IDLE);
  const [stop, setStop] = useState<{ halt: () => void }>({ halt: () => undefined });
  const start: Asking["start"] = async (questions) => {
    let isHalted = false;
    let runId = "";
    setStop({
      halt: () => {
        isHalted = true;
        void call("run.cancel", { runId }).catch(() => undefined);
      },
    });
    const ended: Ended[] = [];
    setState({ state: "asking", count: 0, ended: [] });
    for (const { id, question } of questions) {
      if (isHalted) break;
      runId = crypto.randomUUID();
      ended.push(await askOne(id, runId, question));
      setState({ state: "asking", count: ended.length, ended: [] });
    }
    setState({ state: "done", count: ended.length, ended });
    await forget(["answers.list", "drafts.list", "workspace.info"]);
  };
  return { ...state, start, cancel: stop.halt, reset: () => setState(IDLE) };
}

const IDLE = { state: "idle", count: 0, ended: [] } as const;

async function askOne(id: string, runId: string, question: Question): Promise<Ended> {
  try {
    const outcome = await call("run.ask", { runId, question, unsure: [], gaps: [] });
    return { id, outcome, problem: null };
  } catch (error) {
    return { id, outcome: null, problem: problemOf(error) };
  }
}
