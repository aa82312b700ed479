import type { Answer } from "../../../shared/answer/answer.ts";
import type { Look } from "../../../shared/api.ts";
import type { Question } from "../../../shared/question/question.ts";
import type { Problem } from "../../../shared/result.ts";
import { problemOf } from "../../data/bridge.ts";
import { useUseCase } from "../../data/queries.ts";
import { useText } from "../../text/language.tsx";

/** A question that can be pointed to: an answer's or a draft's, by id. */
export type QuestionRef = {
  readonly id: string;
  readonly question: Question;
  /** As it was typed. */
  readonly text: string;
  /** The sealed answer, when it has one. */
  readonly answer: Answer | null;
};

/** A referred question as it is read now. */
export type Referred = {
  readonly ref: QuestionRef | null;
  readonly look: Look | null;
  readonly problem: Problem | null;
  /** True once it is known that there is no such draft or answer. */
  readonly isMissing: boolean;
};

/** Answers have ids like A-7F3K; everything else is a draft's. */
export const isAnswerId = (id: string): boolean => id.startsWith("A-");

/** Looks a reference up and reads the question; null id: nothing is chosen yet. */
export function useReferred(id: string | null): Referred {
  const { language } = useText();
  const isAnswer = id !== null && isAnswerId(id);
  const answer = useUseCase("answers.get", { id: id ?? "-" }, { enabled: isAnswer });
  const drafts = useUseCase("drafts.list", { language }, { enabled: id !== null && !isAnswer });
  const ref = isAnswer ? refOfAnswer(answer.data) : refOfDraft(drafts.data?.find((one) => one.id === id));
  const look = useUseCase(
    "question.look",
    { question: ref?.question ?? BLANK, language },
    { enabled: ref !== null, keep: true },
  );
  const error = answer.error ?? drafts.error ?? look.error;
  return {
    ref,
    look: ref === null ? null : (look.data ?? null),
    problem: error === null ? null : problemOf(error),
    isMissing: id !== null && ref === null && (isAnswer ? answer.isError : drafts.data !== undefined),
  };
}

const BLANK: Question = { version: 1, text: "", asked: "2000-01-01", kind: "situation", by: [], where: [] };

const refOfAnswer = (answer: Answer | undefined): QuestionRef | null =>
  answer === undefined
    ? null
    : { id: answer.id, question: answer.question, text: answer.question.text, answer };

const refOfDraft = (
  draft: { readonly id: string; readonly question: Question; readonly text: string } | undefined,
): QuestionRef | null =>
  draft === undefined ? null : { id: draft.id, question: draft.question, text: draft.text, answer: null };
