import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LedgerEvent } from "../../shared/ledger/event.ts";
import { startHistory } from "../../shared/ledger/history.ts";
import { editDistance, startHistorySearch } from "../../shared/ledger/search-history.ts";
import { questionSchema } from "../../shared/question/question.ts";

const PLACES = ["Côte d’Ivoire", "Spain", "Lombardy", "New York"];

/** A history in which the question number i asked for ICU beds in one of the places, and was answered. */
function grown(count: number) {
  const fold = startHistory();
  const event = (i: number, happening: object) =>
    // Only what the fold looks at.
    ({
      seq: i,
      time: "2026-11-24T00:00:00.000Z",
      actor: "ana",
      prev: "",
      hash: "",
      ...happening,
    }) as LedgerEvent;
  const ask = (i: number) => {
    const questionId = `Q-${i}`;
    const text = `How many ICU beds were there in ${PLACES[i % PLACES.length]} in ${2000 + i}?`;
    const question = questionSchema.parse({ version: 1, text, asked: "2026-11-24", kind: "situation" });
    fold.add(event(i, { kind: "question-asked", payload: { questionId, question, text } }));
    const answer = {
      questionId,
      runId: "R",
      answerId: `A-${i}`,
      sentence: `There were ${1000 + i} beds.`,
      caveats: [],
    };
    fold.add(event(i, { kind: "run-finished", payload: answer }));
  };
  for (let i = 0; i < count; i += 1) ask(i);
  const decide = (i: number, what: string) =>
    fold.add(
      event(i, {
        kind: "decision-recorded",
        payload: { decisionId: `D-${i}`, answerIds: [`A-${i}`], what, who: "Minister" },
      }),
    );
  return { history: fold.history, ask, decide };
}

const ids = (found: readonly { readonly questionId: string }[]) => found.map(({ questionId }) => questionId);

describe("searching questions and answers", () => {
  it("finds words and their beginnings, with any case and accents, newest first", () => {
    const { history } = grown(8);
    const search = startHistorySearch();
    expect(ids(search.find(history, "cote ivoire"))).toEqual(["Q-4", "Q-0"]);
    expect(ids(search.find(history, "LOMB icu"))).toEqual(["Q-6", "Q-2"]);
    expect(ids(search.find(history, "1003"))).toEqual(["Q-3"]);
    expect(ids(search.find(history, "A-5"))).toEqual(["Q-5"]);
    expect(search.find(history, "york spain")).toEqual([]);
    expect(search.find(history, " ")).toHaveLength(8);
  });

  it("forgives a wrong, missing, additional or swapped letter in five, but never guesses a figure", () => {
    const { history } = grown(8);
    const search = startHistorySearch();
    for (const typed of ["lonbardy", "lombrady", "lombarddy"])
      expect([typed, ids(search.find(history, typed))]).toEqual([typed, ["Q-6", "Q-2"]]);
    expect(search.find(history, "1009")).toEqual([]);
    expect(search.find(history, "earthquake")).toEqual([]);
  });

  it("sees what happened since, without being told", () => {
    const { history, ask, decide } = grown(4);
    const search = startHistorySearch();
    expect(search.find(history, "ventilators")).toEqual([]);
    decide(2, "Order ventilators");
    expect(ids(search.find(history, "ventilators"))).toEqual(["Q-2"]);
    ask(4);
    expect(ids(search.find(history, "2004"))).toEqual(["Q-4"]);
    expect(search.prepare(history, 10)).toBe(false);
  });

  it("measures how far two words are apart, whichever comes first", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 6 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        const far = editDistance(a, b, 10);
        expect(editDistance(b, a, 10)).toBe(far);
        expect(far === 0).toBe(a === b);
        expect(editDistance(a, b, far)).toBe(far);
        if (far > 0) expect(editDistance(a, b, far - 1)).toBe(far);
      }),
    );
    expect(editDistance("minstry", "ministry", 2)).toBe(1);
    expect(editDistance("ab", "ba", 2)).toBe(1);
  });
});
