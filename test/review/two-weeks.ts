import { EMPTY_HEAD, linkEvent } from "../../shared/ledger/chain.ts";
import type { Happening, LedgerEvent } from "../../shared/ledger/event.ts";
import { questionSchema } from "../../shared/question/question.ts";

const HOUR = 3_600_000;
const hash = "a".repeat(64);

const question = (text: string, stated: boolean) =>
  questionSchema.parse({
    version: 1,
    text,
    asked: "2020-03-02",
    kind: "situation",
    decision: stated ? { kind: "stated", what: "open the ward" } : { kind: "waived" },
  });

/** Events with the hour at which they happened, counted from Monday 2 March 2020, 00:00 UTC, and by whom (else ana). */
export function ledger(...happenings: readonly (readonly [number, Happening, string?])[]): LedgerEvent[] {
  const events: LedgerEvent[] = [];
  let head = EMPTY_HEAD;
  for (const [hour, happening, actor = "ana"] of happenings) {
    const time = new Date(Date.UTC(2020, 2, 2) + hour * HOUR).toISOString();
    const event = linkEvent(head, { time, actor, happening });
    events.push(event);
    head = { seq: event.seq, hash: event.hash };
  }
  return events;
}

export const asked = (id: string, stated = true): Happening => ({
  kind: "question-asked",
  payload: { questionId: id, question: question(`${id}?`, stated), text: `${id}?` },
});
export const revised = (id: string): Happening => ({
  kind: "question-revised",
  payload: { questionId: id, question: question(`${id}, put better?`, true), text: `${id}, put better?` },
});
export const answered = (id: string, severity: "serious" | "minor" = "minor"): Happening => ({
  kind: "run-finished",
  payload: {
    questionId: id,
    runId: `R${id}`,
    answerId: `A${id}`,
    fingerprint: hash,
    sentence: `${id}.`,
    value: 1,
    tookMs: 5,
    answerSha256: hash,
    caveats: [{ code: severity === "serious" ? "stale" : "rolled-up", severity }],
  },
});
export const sealed = (id: string, dataset: string): Happening => ({
  kind: "question-sealed",
  payload: { questionId: id, questionHash: hash, datasets: [{ dataset, sha256: hash }] },
});
export const refused = (id: string): Happening => ({
  kind: "question-refused",
  payload: { questionId: id, code: "not-answerable", reasons: ["Nobody counts beds."] },
});
export const decided = (id: string, nth = ""): Happening => ({
  kind: "decision-recorded",
  payload: { decisionId: `D${id}${nth}`, answerIds: [`A${id}`], what: "open the ward", who: "Minister" },
});
export const different = (id: string): Happening => ({
  kind: "answer-replayed",
  payload: { answerId: `A${id}`, verdict: "different", text: "3 values were revised." },
});
export const viewed = (id: string): Happening => ({
  kind: "answer-viewed",
  payload: { answerId: `A${id}` },
});
export const arrived = (dataset: string): Happening => ({
  kind: "dataset-imported",
  payload: { dataset, sha256: hash, entrySha256: hash, rows: 10 },
});
export const revisedData = (dataset: string): Happening => ({
  kind: "dataset-revised",
  payload: { dataset, sha256: hash, previous: hash, entrySha256: hash, rows: 11 },
});

/** Two weeks of a crisis. */
export const crisis = ledger(
  [0, arrived("beds")],
  [1, asked("1")],
  [2, sealed("1", "beds")],
  [3, answered("1", "serious")],
  [10, decided("1")],
  [11, asked("2", false)],
  [12, sealed("2", "beds")],
  [15, answered("2")],
  [20, asked("3")],
  [21, refused("3")],
  [200, different("1")],
  [201, asked("4")],
);
export const stretch = { from: "2020-03-02", to: "2020-03-15", knownAt: "2020-03-12T00:00:00.000Z" };
