import type { Durations } from "../../shared/review/durations.ts";
import type { Review } from "../../shared/review/review.ts";

/** Hours as a person says them. */
export function timeText(hours: number | null): string {
  if (hours === null) return "not reached";
  if (hours < 1) return `${Math.round(hours * 60)} min`;
  return hours < 48 ? `${hours.toFixed(1)} h` : `${(hours / 24).toFixed(1)} days`;
}

const waits = ({ ended, open, median, p90 }: Durations): string =>
  `median ${timeText(median)}, nine in ten within ${timeText(p90)} (${ended} came to an end, ${open} still open)`;

const share = (part: number, all: number): string =>
  all === 0 ? "–" : `${Math.round((100 * part) / all)} %`;

/** A review as a person reads it in a terminal. */
export function reviewLines({
  from,
  to,
  knownAt,
  measures: m,
  changed,
  observations,
  actions,
}: Review): string[] {
  return [
    `Review of ${from} to ${to}, as known at ${knownAt}`,
    `${m.questions} questions: ${m.answered} answered (${share(m.answered, m.questions)}), ${m.withCaveats} of them with caveats, ${m.unanswered} not (${share(m.unanswered, m.questions)})`,
    ...m.why.map(({ text, count }) => `  not answered: ${text}: ${count}`),
    `From question to answer: ${waits(m.toAnswer)}`,
    `From question to decision: ${waits(m.toDecision)}`,
    `${m.decisions} decisions recorded`,
    `${m.stale} answers rest on data older than their rhythm allows (${share(m.stale, m.answered)})`,
    `${m.changed.answers} answers came out different later; ${m.changed.decisions} decisions rest on them`,
    ...changed.map(({ answerId, text }) => `  ${answerId}: ${text}`),
    `${m.requests.opened} requests for data; to their end: ${waits(m.requests.toEnd)}`,
    ...m.datasets
      .slice(0, 10)
      .map(({ dataset, answers, questions }) => `  ${dataset}: ${answers} answers to ${questions} questions`),
    ...m.weeks.map(
      ({ from: week, questions, answered, decisions, medianHours }) =>
        `  week of ${week}: ${questions} questions, ${answered} answered, ${decisions} decisions, median ${timeText(medianHours)}`,
    ),
    `${observations.length} observations, ${actions.length} actions in the improvement plan`,
  ];
}
