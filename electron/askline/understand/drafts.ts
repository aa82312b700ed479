import type { Draft } from "../../../shared/api.ts";
import { questionSentence, sentenceText } from "../../../shared/question/sentence.ts";
import type { Language } from "../../../shared/vocabulary/concept.ts";
import type { Session } from "../session.ts";

/** The questions in the making, newest first, each with its sentence: what was put together from parts has no other words. */
export async function listDrafts(session: Session, language: Language = "en"): Promise<Draft[]> {
  const { vocabulary } = session.derived();
  const drafts = await session.workspace.drafts.list();
  return drafts.map((draft) => ({
    ...draft,
    sentence: sentenceText(questionSentence(draft.question, vocabulary, language)),
  }));
}
