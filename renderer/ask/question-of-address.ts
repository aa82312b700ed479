import { useEffect, useRef } from "react";
import { useSearch } from "wouter";
import type { Problem } from "../../shared/result.ts";
import { problemOf } from "../data/bridge.ts";
import { useUseCase } from "../data/queries.ts";
import { goToStep } from "./learn/tour.ts";
import { useAsk } from "./session-provider.tsx";

/**
 * Does what the address asks for: /ask?draft=… opens that draft, /ask?from=… a copy of an asked question, /ask?tour=1 begins
 * the guided question. Each once, so that what is changed afterwards stays. Returns what went wrong.
 */
export function useQuestionOfAddress(): Problem | null {
  const { dispatch } = useAsk();
  const address = useSearch();
  const search = new URLSearchParams(address);
  const [draftId, from, tour] = [search.get("draft"), search.get("from"), search.get("tour")];
  const drafts = useUseCase("drafts.list", {}, { enabled: draftId !== null });
  const answer = useUseCase("answers.get", { id: from ?? "-" }, { enabled: from !== null });
  const done = useRef("");
  useEffect(() => {
    if (done.current === address) return;
    const draft = drafts.data?.find(({ id }) => id === draftId);
    if (draft !== undefined) {
      done.current = address;
      const { question, text, id, savedAt } = draft;
      dispatch({ do: "load", question, text, draftId: id, restored: savedAt });
    }
    if (from !== null && answer.data !== undefined) {
      done.current = address;
      const { question } = answer.data;
      dispatch({ do: "copy", question, text: question.text });
    }
    if (tour !== null) {
      done.current = address;
      dispatch({ do: "clear" });
      goToStep(1);
    }
  }, [address, drafts.data, draftId, answer.data, from, tour, dispatch]);
  return from !== null && answer.isError ? problemOf(answer.error) : null;
}
