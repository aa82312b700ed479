import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RefusedQuestion } from "../../shared/ledger/chronicle.ts";
import { missingData } from "../../shared/ledger/gaps.ts";
import { questionSchema } from "../../shared/question/question.ts";
import { builtInVocabulary } from "../../shared/vocabulary/built-in.ts";

type Part = { place: string; concept: string; decideBy?: string | undefined; gaps?: RefusedQuestion["gaps"] };

const refused = (questionId: string, { place, concept, decideBy, gaps }: Part): RefusedQuestion => ({
  questionId,
  at: `2026-11-${String(10 + (questionId.length % 10)).padStart(2, "0")}T10:00:00.000Z`,
  text: `${concept} in ${place}`,
  code: "not-answerable",
  reasons: ["No table here gives it."],
  gaps: gaps ?? [{ criterion: "concept", text: "No table here gives it." }],
  question: questionSchema.parse({
    version: 1,
    text: "",
    asked: "2026-11-24",
    kind: "situation",
    measure: { concept, statistic: { kind: "total" } },
    place: { areas: [{ id: place, name: place }] },
    time: { from: "1991-01-01", to: "1991-12-31" },
    decision: decideBy ? { kind: "stated", what: "send staff", by: decideBy } : { kind: "waived" },
  }),
});

const vocabulary = builtInVocabulary();

describe("the gaps of a catalogue", () => {
  it("name each missing thing once, with all questions behind it", () => {
    const gaps = missingData(
      [
        refused("a", { place: "PER", concept: "deaths" }),
        refused("bb", { place: "PER", concept: "deaths" }),
        refused("ccc", { place: "BOL", concept: "deaths" }),
      ],
      vocabulary,
    );
    expect(gaps.map(({ place, questions }) => [place, questions.length])).toEqual([
      ["PER", 2],
      ["BOL", 1],
    ]);
    expect(gaps[0]?.questions[0]?.questionId).toBe("bb");
  });

  it("put first what decisions wait for, the earliest of them before the others", () => {
    const gaps = missingData(
      [
        refused("a", { place: "PER", concept: "deaths" }),
        refused("b", { place: "BOL", concept: "deaths", decideBy: "2026-12-24" }),
        refused("c", { place: "CHL", concept: "deaths", decideBy: "2026-12-01" }),
      ],
      vocabulary,
    );
    expect(gaps.map(({ place, earliest }) => [place, earliest])).toEqual([
      ["CHL", "2026-12-01"],
      ["BOL", "2026-12-24"],
      ["PER", null],
    ]);
  });

  it("name each failing criterion once, the most frequent first", () => {
    const time = { criterion: "time", text: "It ends before." } as const;
    const place = { criterion: "place", text: "It does not cover it." } as const;
    const [gap] = missingData(
      [
        refused("a", { place: "PER", concept: "deaths", gaps: [time] }),
        refused("bb", { place: "PER", concept: "deaths", gaps: [place, time] }),
      ],
      vocabulary,
    );
    expect(gap?.failing).toEqual([time, place]);
  });

  it("leave out questions that were only badly put", () => {
    const badlyPut = {
      ...refused("a", { place: "PER", concept: "deaths", gaps: [] }),
      code: "not-well-formed",
    };
    expect(missingData([badlyPut], vocabulary)).toEqual([]);
  });

  it("lose no question and count none twice, in whatever order they came", () => {
    const part = fc.record({
      place: fc.constantFrom("PER", "BOL", "CHL"),
      concept: fc.constantFrom("deaths", "cases"),
      decideBy: fc.constantFrom(undefined, "2026-12-01", "2027-01-01"),
    });
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const questions = parts.map((one, at) => refused(`q${at}`, one));
        const gaps = missingData(questions, vocabulary);
        const ids = gaps.flatMap((gap) => gap.questions.map(({ questionId }) => questionId));
        expect([...ids].sort()).toEqual(questions.map(({ questionId }) => questionId).sort());
        const waiting = gaps.map(({ decisionsWaiting }) => decisionsWaiting);
        expect(waiting).toEqual([...waiting].sort((a, b) => b - a));
      }),
      { numRuns: 40 },
    );
  });
});
