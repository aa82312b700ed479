import type { Happening } from "../../shared/ledger/event.ts";
import { questionSchema } from "../../shared/question/question.ts";

const PLACES = ["Italy", "Spain", "France", "India", "Kenya", "Peru", "Guinea", "United States"];

/** One question's life, again and again: asked, matched, sealed, run, viewed, now and then decided, imported, requested. */
export function* life(): Generator<Happening> {
  const hash = "a".repeat(64);
  for (let i = 0; ; i += 1) {
    const place = PLACES[i % PLACES.length] ?? "Italy";
    const [questionId, runId, answerId] = [`Q-${i}`, `R-${i}`, `A-${i}`];
    const text = `How many new cases of COVID-19 were there in ${place} in week ${i % 52} of ${2000 + (i % 20)}?`;
    const question = questionSchema.parse({
      version: 1,
      text,
      asked: "2026-11-24",
      kind: "situation",
      measure: { concept: "cases", subject: "covid-19", statistic: { kind: "total" } },
      place: { areas: [{ id: place.slice(0, 3).toUpperCase(), name: place }] },
      time: { from: "2020-03-01", to: "2020-03-31" },
      decision: i % 3 === 0 ? { kind: "stated", what: "open the surge ward" } : { kind: "waived" },
    });
    yield { kind: "question-asked", payload: { questionId, question, text } };
    yield {
      kind: "question-sealed",
      payload: { questionId, questionHash: hash, datasets: [{ dataset: `set-${i % 30}`, sha256: hash }] },
    };
    yield { kind: "run-started", payload: { questionId, runId } };
    if (i % 7 === 0)
      yield {
        kind: "run-failed",
        payload: { questionId, runId, code: "engine-crashed", message: "The engine stopped." },
      };
    else {
      const sentence = `${place} had ${1000 + (i % 9000)} new cases of COVID-19 in that week.`;
      yield {
        kind: "run-finished",
        payload: {
          questionId,
          runId,
          answerId,
          fingerprint: hash,
          sentence,
          value: i,
          tookMs: 80,
          answerSha256: hash,
          caveats: [{ code: "stale", severity: "notable" }],
        },
      };
      yield { kind: "answer-viewed", payload: { answerId } };
      yield { kind: "answer-viewed", payload: { answerId } };
      if (i % 5 === 0)
        yield {
          kind: "decision-recorded",
          payload: { decisionId: `D-${i}`, answerIds: [answerId], what: "Open the ward", who: "Minister" },
        };
    }
    if (i % 10 === 0)
      yield {
        kind: "dataset-imported",
        payload: { dataset: `set-${i % 30}`, sha256: hash, entrySha256: hash, rows: 1000 },
      };
  }
}
