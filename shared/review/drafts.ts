import type { Review } from "./review.ts";
import { hoursText, requestStateText } from "./sentences.ts";

/** An observation the ledger suggests; a reviewer has to confirm it. `about`: ids of the events that show it. */
export type DraftObservation = {
  readonly sort: "strength" | "improvement";
  readonly text: string;
  readonly about: readonly string[];
};

/** A wait below this for nine in ten questions is worth keeping: an hour. */
const QUICK_HOURS = 1;

/** What the figures of a review suggest to note. Each draft rests on a count that is in the review. */
export function draftObservations(review: Review): DraftObservation[] {
  const { measures: m, unanswered, changed, requests } = review;
  const drafts: DraftObservation[] = [];
  const add = (sort: DraftObservation["sort"], text: string, about: readonly string[]) =>
    drafts.push({ sort, text, about });
  for (const { code, text, count } of m.why)
    add(
      "improvement",
      `${count} of ${m.questions} questions got no answer. Reason: ${text}.`,
      unanswered.filter((one) => one.code === code).map(({ questionId }) => questionId),
    );
  if (m.stale > 0)
    add(
      "improvement",
      `${m.stale} of ${m.answered} answers rested on data older than their source’s own rhythm.`,
      m.datasets.map(({ dataset }) => dataset),
    );
  for (const { answerId, sentence, text, decisions } of changed)
    add(
      "improvement",
      `“${sentence}” came out different later: ${text} ${decisions.length === 0 ? "No decision rests on it." : `Decided on it: ${decisions.map(({ what }) => what).join("; ")}.`}`,
      [answerId],
    );
  for (const { requestId, wanted, state, daysOpen, daysLeft } of requests)
    if (daysLeft !== null && daysLeft < 0)
      add(
        "improvement",
        `The request for “${wanted}” is ${-daysLeft} days past its deadline after ${daysOpen} days (${requestStateText(state).toLowerCase()}).`,
        [requestId],
      );
  if (m.toAnswer.p90 !== null && m.toAnswer.p90 <= QUICK_HOURS)
    add(
      "strength",
      `Nine in ten of ${m.questions} questions had an answer within ${hoursText(m.toAnswer.p90)}.`,
      [],
    );
  if (m.answered > 0 && m.unanswered === 0)
    add("strength", `All ${m.questions} questions of the period were answered.`, []);
  return drafts;
}
