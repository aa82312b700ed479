import { setTimeout as afterwards } from "node:timers/promises";
import type { Look } from "../../../shared/api.ts";
import { matchQuestion } from "../../../shared/match/match.ts";
import { type Described, MOST_REQUESTABLE, wordsToSearch } from "../../../shared/match/requestable.ts";
import type { Found, SearchHit } from "../../../shared/match/search.ts";
import { statisticOf } from "../../../shared/question/check/statistic-rule.ts";
import { checkQuestion, isWellFormed } from "../../../shared/question/check.ts";
import { parseQuestion } from "../../../shared/question/parse/parse.ts";
import type { MeasureRef, Question } from "../../../shared/question/question.ts";
import type { Reading } from "../../../shared/question/reading.ts";
import { questionSentence, sentenceText } from "../../../shared/question/sentence.ts";
import type { Language } from "../../../shared/vocabulary/concept.ts";
import { conceptById } from "../../../shared/vocabulary/hierarchy.ts";
import { usualStatistic } from "../../../shared/vocabulary/legal-statistics.ts";
import type { Session } from "../session.ts";

/** Reads a question typed in plain words against this workspace's words, places and datasets. */
export function understand(session: Session, text: string): Reading {
  const { lexicon, words } = session.derived();
  return parseQuestion(text, { lexicon, index: words, asked: session.today() });
}

/** How long to wait for a catalogue that is still being read: till the end, or next to not at all. */
export type Patience = "whole" | "brief";

/** How long to wait, and the language to speak. */
export type LookOptions = { readonly patience?: Patience; readonly language?: Language };

/** A look that waits longer than this, in milliseconds, holds the page up. */
const BRIEF_MS = 400;

/** What a search of all descriptions finds for a question; null where there is nothing to look for or it takes too long. */
async function searchFor(session: Session, question: Question, patience: Patience): Promise<Found | null> {
  const { terms } = session.derived().index;
  const text = wordsToSearch(question, terms);
  if (text === "") return null;
  // Held datasets are found too and left out again: the search is asked for so many more.
  // Should the search fail, what is held here can still be matched.
  const found = session.finder.find(text, MOST_REQUESTABLE * 3).catch(() => null);
  return patience === "whole" ? await found : await Promise.race([found, afterwards(BRIEF_MS, null)]);
}

/** The entries found that are known by their description only. */
const describedIn = (session: Session, found: Found | null): Described[] =>
  (found?.fitting ?? []).flatMap(({ dataset: id, fit }) => {
    const dataset = session.workspace.catalogue.get(id);
    return dataset ? { dataset, fit } : [];
  });

const entryCount = ({ workspace: { catalogue } }: Session): number =>
  catalogue.held().length + catalogue.imported.count();

/** The measures that most datasets here hold, for a question that names none. */
function offeredMeasures(session: Session): MeasureRef[] {
  const { words, vocabulary } = session.derived();
  return [...words.measured]
    .flatMap(([id, subjects]) => {
      const concept = conceptById(vocabulary, id);
      const statistic = concept ? statisticOf(usualStatistic(concept)) : null;
      return statistic
        ? [...subjects].map(([subject, count]) => ({ concept: id, subject, statistic, count }))
        : [];
    })
    .sort((a, b) => b.count - a.count)
    .slice(0, 3)
    .map(({ concept, subject, statistic }) => ({ concept, ...(subject !== "" && { subject }), statistic }));
}

/** Looks at a question as it stands: its sentence, what is wrong with it, and what could answer it. */
export async function look(
  session: Session,
  question: Question,
  { patience = "whole", language = "en" }: LookOptions = {},
): Promise<Look> {
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
  const findings = checkQuestion(question, {
    vocabulary,
    today,
    behaviours,
    language,
    offered: offeredMeasures(session),
  });
  const sentence = questionSentence(question, vocabulary, language);
  const found = await searchFor(session, question, patience);
  return {
    sentence,
    text: sentenceText(sentence),
    findings,
    wellFormed: isWellFormed(findings),
    match: matchQuestion({
      question,
      index,
      vocabulary,
      today,
      described: describedIn(session, found),
      ...(found !== null && { found }),
      size: entryCount(session),
    }),
  };
}

/** Finds entries of the whole catalogue, imported ones included, by what a text asks for. */
export const searchAll = (session: Session, text: string, limit: number): Promise<readonly SearchHit[]> =>
  session.finder.search(text, limit);
