import { useEffect, useMemo, useState } from "react";
import type { Preview } from "../../../shared/api/ask.ts";
import type { Question } from "../../../shared/question/question.ts";
import type { Problem } from "../../../shared/result.ts";
import { call, problemOf } from "../../data/bridge.ts";

/** How the preview stands; while a new one is made, the last stays to be seen. */
export type PreviewState = {
  readonly preview: Preview | null;
  readonly problem: Problem | null;
  readonly isWorking: boolean;
  readonly cancel: () => void;
  readonly again: () => void;
};

/** A change within this time, in milliseconds, waits for the next one: rows need not follow every key. */
const SETTLE_MS = 250;

/** Makes the preview of a question and makes it anew when the question changes; leaving stops the work. */
export function usePreview(question: Question): PreviewState {
  const [state, setState] = useState<Pick<PreviewState, "preview" | "problem" | "isWorking">>({
    preview: null,
    problem: null,
    isWorking: true,
  });
  const [turn, setTurn] = useState(0);
  const [stop, setStop] = useState<() => void>(() => () => undefined);
  const asked = usePlanned(question);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` asks for the same question again.
  useEffect(() => {
    const runId = crypto.randomUUID();
    let isOver = false;
    const end = (next: Partial<PreviewState>) => {
      if (!isOver) setState((before) => ({ ...before, ...next, isWorking: false }));
    };
    const halt = () => void call("run.cancel", { runId }).catch(() => undefined);
    setStop(() => halt);
    setState((before) => ({ ...before, problem: null, isWorking: true }));
    const timer = setTimeout(() => {
      call("question.preview", { runId, question: asked }).then(
        (preview) => end({ preview, problem: null }),
        (error: unknown) => end({ preview: null, problem: problemOf(error) }),
      );
    }, SETTLE_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
      halt();
    };
  }, [asked, turn]);
  return { ...state, cancel: stop, again: () => setTurn(turn + 1) };
}

/** The question without what changes nothing in the plan: its words and the decision behind it. */
function usePlanned(question: Question): Question {
  const { decision: _, ...rest } = question;
  const key = JSON.stringify({ ...rest, text: "" });
  // biome-ignore lint/correctness/useExhaustiveDependencies: equal keys are equal questions.
  return useMemo(() => ({ ...rest, text: "" }), [key]);
}
