import { useState } from "react";
import { useLocation } from "wouter";
import type { Question } from "../../shared/question/question.ts";
import type { Problem } from "../../shared/result.ts";
import { call, problemOf } from "../data/bridge.ts";
import { forget } from "../data/queries.ts";
import { addresses } from "../frame/addresses.ts";
import { MenuButton } from "../parts/menu.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { useText } from "../text/language.tsx";
import { useAsk } from "./session-provider.tsx";

/** What can be done with the question as a whole: a copy of it, several of it, another beside it. */
export function QuestionMenu({ question }: { readonly question: Question }) {
  const { t } = useText();
  const { session, dispatch } = useAsk();
  const [, navigate] = useLocation();
  const [problem, setProblem] = useState<Problem | null>(null);
  const { text } = session.now;
  /** The question as it stands, on disk before anything is made of it. */
  const kept = async (): Promise<string> => {
    const id = session.draftId ?? crypto.randomUUID();
    await call("drafts.save", { id, question: { ...question, text }, text });
    dispatch({ do: "name-draft", draftId: id });
    await forget(["answers.list", "drafts.list"]);
    return id;
  };
  const choose = async (what: string) => {
    try {
      const id = await kept();
      setProblem(null);
      if (what === "duplicate") dispatch({ do: "copy", question, text });
      if (what === "vary") navigate(addresses.vary(id));
      if (what === "compare") navigate(addresses.compare(id, null));
    } catch (error) {
      setProblem(problemOf(error));
    }
  };
  return (
    <>
      <MenuButton
        label={t("ask.this-question")}
        loudness="quiet"
        entries={(["duplicate", "vary", "compare"] as const).map((id) => ({
          id,
          label: t(`ask.${id}`),
          detail: t(`ask.${id}-detail`),
        }))}
        onChoose={(id) => void choose(id)}
      />
      {problem === null ? null : <ProblemNote problem={problem} />}
    </>
  );
}
