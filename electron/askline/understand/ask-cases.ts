import type { Example, OwnWords, Preview } from "../../../shared/api/ask.ts";
import type { Question } from "../../../shared/question/question.ts";
import type { Result } from "../../../shared/result.ts";
import type { Language } from "../../../shared/vocabulary/concept.ts";
import type { OwnConceptFault } from "../../../shared/vocabulary/own-concept.ts";
import type { RunOptions } from "../answer/execute.ts";
import type { Session } from "../session.ts";
import { workedExamples } from "./examples.ts";
import { checkWord, ownWords, removeWord, saveWord, type WordChange } from "./own-words.ts";
import { preview } from "./preview.ts";

/** What helps people to ask: what will be done, worked examples, and the words of their own. */
export type AskCases = {
  readonly preview: (question: Question, options: RunOptions) => Promise<Result<Preview>>;
  readonly examples: (language: Language) => Promise<Example[]>;
  readonly ownWords: () => OwnWords;
  readonly checkWord: (change: WordChange) => OwnConceptFault[];
  readonly saveWord: (change: WordChange) => Promise<Result<OwnWords>>;
  readonly removeWord: (id: string) => Promise<Result<OwnWords>>;
};

/** The use cases around asking, over one open workspace. */
export const askCases = (session: Session): AskCases => ({
  preview: (question, options) => preview(session, question, options),
  examples: (language) => workedExamples(session, language),
  ownWords: () => ownWords(session),
  checkWord: (change) => checkWord(session, change),
  saveWord: (change) => saveWord(session, change),
  removeWord: (id) => removeWord(session, id),
});
