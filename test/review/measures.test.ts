import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldHistory, startHistory } from "../../shared/ledger/history.ts";
import { buildReview } from "../../shared/review/build.ts";
import { durationsOf } from "../../shared/review/durations.ts";
import { crisis, ledger, stretch } from "./two-weeks.ts";

const HOUR = 3_600_000;

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

  it("go by organisational unit, as far as it is known of whom", () => {
    expect(measures.units).toMatchObject([
      { unit: "", people: ["ana"], questions: 4, answered: 2, stale: 1 },
    ]);
    const known = foldHistory([
      ...crisis,
      ...ledger([300, { kind: "actor-described", payload: { actor: "ana", unit: "Ministry of Health" } }]),
    ]);
    expect(buildReview(known, stretch).measures.units).toMatchObject([
      {
        unit: "Ministry of Health",
        questions: 4,
        unanswered: 2,
        decided: 1,
        toAnswer: { ended: 2, open: 2 },
      },
    ]);
  });

  it("count by moments as well as by days", () => {
    const morning = { ...stretch, from: "2020-03-02T00:30:00.000Z", to: "2020-03-02T11:00:00.000Z" };
    expect(buildReview(foldHistory(crisis), morning).measures).toMatchObject({ questions: 2, decisions: 1 });
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
