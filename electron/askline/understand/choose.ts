import type { Choice } from "../../../shared/api.ts";
import { matchQuestion } from "../../../shared/match/match.ts";
import { choicesFor } from "../../../shared/question/build/choices.ts";
import type { Question } from "../../../shared/question/question.ts";
import type { Language } from "../../../shared/vocabulary/concept.ts";
import type { Session } from "../session.ts";

/** The choices for one part of a question, each with the number of datasets held here that could answer then. */
export function choices(
  session: Session,
  question: Question,
  part: string,
  typed: string,
  language: Language = "en",
): Choice[] {
  const { lexicon, vocabulary, index } = session.derived();
  const today = session.today();
  const count = (asked: Question): number => {
    const { counts } = matchQuestion({ question: asked, index, vocabulary, today });
    return counts.answers + counts["answers-with-caveats"] + counts["answers-together"];
  };
  return [...choicesFor(question, part, { lexicon, typed, today, count, language })];
}
