import type { Question } from "../../shared/question/question.ts";
import { queryClient, queryOf } from "../data/queries.ts";
import { useKnownAt } from "../review/known-then.ts";
import { useText } from "../text/language.tsx";

/** What the Ask page asks to be told of a question: in its language, and as known then while only the past is shown. */
export function useLookAsked() {
  const { language } = useText();
  const known = useKnownAt();
  return (question: Question) => ({ question, language, ...known });
}

/** A look that was asked for ahead is not asked for again within this, in milliseconds. */
export const LOOKED_AHEAD_MS = 1_000;
/** The reading of a text waits this long for its look, in milliseconds, so that both are drawn at once. */
const DRAWN_TOGETHER_MS = 30;

/** Asks for the look of a question before the page shows it; resolves when it is there, or takes too long to wait for. */
export function useLookAhead(): (question: Question | null) => Promise<void> {
  const asked = useLookAsked();
  return async (question) => {
    if (question === null) return;
    const query = { ...queryOf("question.look", asked(question)), staleTime: LOOKED_AHEAD_MS };
    await Promise.race([
      queryClient.prefetchQuery(query),
      new Promise((done) => setTimeout(done, DRAWN_TOGETHER_MS)),
    ]);
  };
}
