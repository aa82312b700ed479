import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EMPTY_HEAD, linkEvent } from "../../shared/ledger/chain.ts";
import type { Happening, LedgerEvent } from "../../shared/ledger/event.ts";
import { foldHistory, startHistory } from "../../shared/ledger/history.ts";
import { questionSchema } from "../../shared/question/question.ts";
import { buildReview } from "../../shared/review/build.ts";
import { durationsOf } from "../../shared/review/durations.ts";
import { traceOf } from "../../shared/review/timeline.ts";

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

/** Events with the hour at which they happened, counted from Monday 2 March 2020, 00:00 UTC. */
function ledger(...happenings: readonly (readonly [number, Happening])[]): LedgerEvent[] {
  const events: LedgerEvent[] = [];
  let head = EMPTY_HEAD;
  for (const [hour, happening] of happenings) {
    const time = new Date(Date.UTC(2020, 2, 2) + hour * HOUR).toISOString();
    const event = linkEvent(head, { time, actor: "ana", happening });
    events.push(event);
    head = { seq: event.seq, hash: event.hash };
  }
  return events;
}

const asked = (id: string, stated = true): Happening => ({
  kind: "question-asked",
  payload: { questionId: id, question: question(`${id}?`, stated), text: `${id}?` },
});
const answered = (id: string, severity: "serious" | "minor" = "minor"): Happening => ({
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
const sealed = (id: string, dataset: string): Happening => ({
  kind: "question-sealed",
  payload: { questionId: id, questionHash: hash, datasets: [{ dataset, sha256: hash }] },
});
const refused = (id: string): Happening => ({
  kind: "question-refused",
  payload: { questionId: id, code: "not-answerable", reasons: ["Nobody counts beds."] },
});
const decided = (id: string): Happening => ({
  kind: "decision-recorded",
  payload: { decisionId: `D${id}`, answerIds: [`A${id}`], what: "open the ward", who: "Minister" },
});
const different = (id: string): Happening => ({
  kind: "answer-replayed",
  payload: { answerId: `A${id}`, verdict: "different", text: "3 values were revised." },
});

/** Two weeks of a crisis. */
const crisis = ledger(
  [0, { kind: "dataset-imported", payload: { dataset: "beds", sha256: hash, entrySha256: hash, rows: 10 } }],
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
const stretch = { from: "2020-03-02", to: "2020-03-15", knownAt: "2020-03-12T00:00:00.000Z" };

describe("the figures of a review", () => {
  const { measures } = buildReview(foldHistory(crisis), stretch);

  it("count what was answered, with caveats, and not, with why", () => {
    expect(measures).toMatchObject({
      questions: 4,
      answered: 2,
      withCaveats: 1,
      unanswered: 2,
      stale: 1,
      decisions: 1,
    });
    expect(measures.why.map(({ code, count }) => [code, count])).toEqual([
      ["not-answerable", 1],
      ["unfinished", 1],
    ]);
    expect(measures.datasets).toEqual([{ dataset: "beds", questions: 2, answers: 2 }]);
  });

  it("count waits that have not ended as open, so that slowness cannot hide", () => {
    expect(measures.toAnswer).toEqual({ ended: 2, open: 2, median: 4, p90: null });
    expect(measures.toDecision).toMatchObject({ ended: 1, open: 2 });
  });

  it("name answers that came out different, and what hangs on them", () => {
    const review = buildReview(foldHistory(crisis), stretch);
    expect(review.changed).toMatchObject([{ answerId: "A1", decisions: [{ what: "open the ward" }] }]);
    expect(measures.changed).toEqual({ answers: 1, decisions: 1 });
  });

  it("go by week, a week without answers included", () => {
    expect(measures.weeks).toMatchObject([
      { from: "2020-03-02", questions: 3, answered: 2, decisions: 1 },
      { from: "2020-03-09", questions: 1, answered: 0, medianHours: null },
    ]);
  });
});

describe("as known then", () => {
  it("what happened later is not there: no answer, no decision, no hindsight", () => {
    const then = foldHistory(crisis.filter(({ time }) => time <= "2020-03-02T05:00:00.000Z"));
    const review = buildReview(then, { ...stretch, knownAt: "2020-03-02T05:00:00.000Z" });
    expect(review.measures).toMatchObject({ questions: 1, answered: 1, decisions: 0 });
    expect(review.changed).toEqual([]);
  });
});

describe("the timeline and traces", () => {
  it("put everything in its lane, in order of time, and a question's whole life on one page", () => {
    const history = foldHistory(crisis);
    const { timeline } = buildReview(history, stretch);
    expect(timeline.map(({ at }) => at)).toEqual([...timeline.map(({ at }) => at)].sort());
    expect(new Set(timeline.map(({ lane }) => lane))).toEqual(
      new Set(["data", "questions", "answers", "decisions"]),
    );
    expect(traceOf(history, "1")?.steps.map(({ text }) => text.split(/[: ]/)[0])).toEqual([
      "Asked",
      "Answered",
      "Decided",
      "Replayed,",
    ]);
    expect(traceOf(history, "nothing")).toBeNull();
  });
});

describe("waits", () => {
  const wait = fc.record({ ms: fc.integer({ min: 0, max: 1e9 }), open: fc.constant(false) });

  it("without open ones are plain quantiles", () => {
    fc.assert(
      fc.property(fc.array(wait, { minLength: 1, maxLength: 50 }), (waits) => {
        const sorted = waits.map(({ ms }) => ms).sort((a, b) => a - b);
        const at = (share: number) =>
          Math.round((100 * (sorted[Math.ceil(share * sorted.length) - 1] ?? 0)) / HOUR) / 100;
        expect(durationsOf(waits)).toEqual({ ended: waits.length, open: 0, median: at(0.5), p90: at(0.9) });
      }),
    );
  });

  it("never look shorter because some are still open", () => {
    fc.assert(
      fc.property(
        fc.array(wait, { minLength: 1, maxLength: 30 }),
        fc.array(fc.integer({ min: 0, max: 1e9 }), { maxLength: 30 }),
        (waits, open) => {
          const without = durationsOf(waits).median ?? 0;
          const withOpen = durationsOf([...waits, ...open.map((ms) => ({ ms, open: true }))]).median;
          expect(withOpen === null || withOpen >= without).toBe(true);
        },
      ),
    );
  });

  it("agree with the worked example of Kaplan and Meier's estimate", () => {
    // Ended at 1, 3, 4 hours; open after 2 and 5: survival 4/5, 4/5 · 2/3 = 8/15, 8/15 · 1/2 = 4/15.
    const waits = [
      { ms: HOUR, open: false },
      { ms: 2 * HOUR, open: true },
      { ms: 3 * HOUR, open: false },
      { ms: 4 * HOUR, open: false },
      { ms: 5 * HOUR, open: true },
    ];
    expect(durationsOf(waits)).toEqual({ ended: 3, open: 2, median: 4, p90: null });
  });
});

describe("a saved history", () => {
  it("goes on exactly where it was saved", () => {
    for (let cut = 0; cut <= crisis.length; cut += 1) {
      const first = startHistory();
      for (const event of crisis.slice(0, cut)) first.add(event);
      const second = startHistory(JSON.parse(JSON.stringify(first.save())));
      for (const event of crisis.slice(cut)) second.add(event);
      const whole = startHistory();
      for (const event of crisis) whole.add(event);
      expect(second.save()).toEqual(whole.save());
    }
  });
});
