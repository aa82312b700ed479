import type { Look } from "../../../shared/api.ts";
import { matchQuestion } from "../../../shared/match/match.ts";
import { type SearchHit, searchCatalogue } from "../../../shared/match/search.ts";
import { checkQuestion, isWellFormed } from "../../../shared/question/check.ts";
import { parseQuestion } from "../../../shared/question/parse/parse.ts";
import type { Question } from "../../../shared/question/question.ts";
import type { Reading } from "../../../shared/question/reading.ts";
import { questionSentence, sentenceText } from "../../../shared/question/sentence.ts";
import type { Session } from "../session.ts";

/** Reads a question typed in plain words against this workspace's words, places and datasets. */
export function understand(session: Session, text: string): Reading {
  const { lexicon, words } = session.derived();
  return parseQuestion(text, { lexicon, index: words, asked: session.today() });
}

/** Looks at a question as it stands: its sentence, what is wrong with it, and what could answer it. */
export function look(session: Session, question: Question): Look {
  const { vocabulary, index } = session.derived();
  const today = session.today();
  const behaviours = ({ concept, subject }: { concept: string; subject?: string | undefined }) =>
    [...index.factsOfConcept(concept)].flatMap(({ dataset }) =>
      dataset.measures
        .filter(
          (measure) => measure.concept === concept && (subject === undefined || measure.subject === subject),
        )
        .map((measure) => measure.behaviour),
    );
  const findings = checkQuestion(question, { vocabulary, today, behaviours });
  const sentence = questionSentence(question, vocabulary, "en");
  return {
    sentence,
    text: sentenceText(sentence),
    findings,
    wellFormed: isWellFormed(findings),
    match: matchQuestion({ question, index, vocabulary, today }),
  };
}

/** Finds entries of the whole catalogue, imported ones included, by what a text asks for. */
export const searchAll = (session: Session, text: string, limit: number): SearchHit[] =>
  searchCatalogue(text, session.derived().index, { limit });
