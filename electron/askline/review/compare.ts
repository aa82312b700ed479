import type { Question } from "../../../shared/question/question.ts";
import { fail, ok, type Result } from "../../../shared/result.ts";
import {
  type Compared,
  type Differences,
  differencesOf,
  type Side,
} from "../../../shared/review/differences.ts";
import type { Language } from "../../../shared/vocabulary/concept.ts";
import { readAnswer } from "../answer/answers.ts";
import type { Session } from "../session.ts";
import { eventsNaming } from "./life.ts";

/** Two answers or questions by their ids, or versions of a question by `ID@NUMBER`, the number of the event that holds it. */
export async function compare(
  session: Session,
  asked: { readonly left: string; readonly right: string; readonly language: Language },
): Promise<Result<Differences>> {
  const left = await compared(session, asked.left);
  if (!left.ok) return left;
  const right = await compared(session, asked.right);
  if (!right.ok) return right;
  return ok(differencesOf(left.value, right.value, session.derived().vocabulary, asked.language));
}

async function compared(session: Session, reference: string): Promise<Result<Compared>> {
  const [id = "", version] = reference.split("@");
  const { questions, questionOf } = session.history;
  const known = questions.get(questionOf.get(id) ?? id);
  if (!known) return fail(unknown(id));
  const side: Side = {
    questionId: known.questionId,
    answerId: known.answerId,
    title: known.sentence ?? known.text,
    at: known.answeredAt ?? known.askedAt,
    who: known.askedBy,
  };
  if (version === undefined && known.answerId !== null) {
    const kept = await readAnswer(session, known.answerId);
    if (!kept.ok) return kept;
    const { answer } = kept.value;
    return ok({ side, question: answer.question, answer });
  }
  const found = await questionIn(session, known.questionId, version);
  if (!found) return fail(unknown(reference));
  const { question, text, at, who } = found;
  return ok({ side: { ...side, title: text, at, who, answerId: null }, question, answer: null });
}

/** A question as it stood in an event, or as it was last worded. */
async function questionIn(session: Session, questionId: string, version: string | undefined) {
  let found: { question: Question; text: string; at: string; who: string } | null = null;
  for (const event of await eventsNaming(session, [questionId])) {
    if (event.kind !== "question-asked" && event.kind !== "question-revised") continue;
    if (version !== undefined && String(event.seq) !== version) continue;
    const { question, text } = event.payload;
    found = { question, text, at: event.time, who: event.actor };
  }
  return found;
}

const unknown = (id: string) =>
  ({
    code: "not-found",
    message: `The ledger knows no question or answer ${id}.`,
    meaning: "Nothing was compared.",
    remedy: "Choose two from the list of answers, or two versions on a question’s page.",
  }) as const;
