import type { History } from "../ledger/history.ts";
import { viewRequest } from "../requests/request.ts";
import { viewLesson } from "./lessons.ts";
import { codeOf, isWithin, measure, type Stretch } from "./measures.ts";
import type { ChangedAnswer, Review, Unanswered } from "./review.ts";

const MOST_LISTED = 500;

/** The review of a stretch, from what a history holds. The history is the one known at `stretch.knownAt`. */
export function buildReview(history: History, stretch: Stretch): Review {
  return {
    ...stretch,
    measures: measure(history, stretch),
    changed: changedAnswers(history, stretch),
    unanswered: unanswered(history, stretch),
    requests: [...history.requests.values()]
      .filter(({ openedAt }) => isWithin(stretch, openedAt))
      .map((request) => viewRequest(request, stretch.knownAt)),
    observations: [...history.observations.values()],
    actions: [...history.actions.values()],
    lessons: [...history.lessons.values()].map((lesson) => viewLesson(lesson, history, stretch.knownAt)),
  };
}

/** Answers that came out different later; those with most decisions on them first. */
function changedAnswers(history: History, stretch: Stretch): ChangedAnswer[] {
  const found: ChangedAnswer[] = [];
  for (const [answerId, { changed, decisions }] of history.answers) {
    const question = history.questions.get(history.questionOf.get(answerId) ?? "");
    if (!changed || !question || !isWithin(stretch, question.askedAt)) continue;
    found.push({
      answerId,
      sentence: question.sentence ?? "",
      seenAt: changed.at,
      text: changed.text,
      decisions: [...decisions],
    });
  }
  return found
    .sort((a, b) => b.decisions.length - a.decisions.length || (a.seenAt < b.seenAt ? -1 : 1))
    .slice(0, MOST_LISTED);
}

/** The register of questions that got no answer, newest first. */
export function unanswered(history: History, stretch: Stretch): Unanswered[] {
  const requestOf = new Map(
    [...history.requests.values()].map(({ questionId, requestId }) => [questionId, requestId]),
  );
  return [...history.questions.values()]
    .filter(({ askedAt, state }) => state !== "answered" && isWithin(stretch, askedAt))
    .reverse()
    .slice(0, MOST_LISTED)
    .map((question) => ({
      questionId: question.questionId,
      text: question.typed || question.text,
      at: question.askedAt,
      code: codeOf(question),
      why: question.why ?? "",
      requestId: requestOf.get(question.questionId) ?? null,
    }));
}
