import type { Choice } from "../../../shared/api.ts";
import { matchQuestion } from "../../../shared/match/match.ts";
import { choicesFor } from "../../../shared/question/build/choices.ts";
import type { Question } from "../../../shared/question/question.ts";
import type { Language } from "../../../shared/vocabulary/concept.ts";
import type { Session } from "../session.ts";
import { publishedVersions } from "./versions.ts";

/** Which part is to be chosen, what was typed to find a choice, and the language to speak. */
export type ChoiceAsked = { readonly part: string; readonly typed: string; readonly language?: Language };

/** The choices for one part of a question, each with the number of datasets held here that could answer then. */
export async function choices(
  session: Session,
  question: Question,
  { part, typed, language = "en" }: ChoiceAsked,
): Promise<Choice[]> {
  const { lexicon, vocabulary, index } = session.derived();
  const today = session.today();
  const count = (asked: Question): number => {
    const { counts } = matchQuestion({ question: asked, index, vocabulary, today });
    return counts.answers + counts["answers-with-caveats"] + counts["answers-together"];
  };
  const needsVersions = part === "published" || part === "against";
  const versions = needsVersions ? await publishedVersions(session, question) : [];
  return [...choicesFor(question, part, { lexicon, typed, today, count, language, versions })];
}
