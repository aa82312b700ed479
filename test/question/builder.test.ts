import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyChoice } from "../../shared/question/build/apply.ts";
import { choicesFor } from "../../shared/question/build/choices.ts";
import {
  change,
  redo,
  redoLabel,
  startQuestionHistory,
  undo,
  undoLabel,
} from "../../shared/question/build/history.ts";
import { checkQuestion, isWellFormed } from "../../shared/question/check.ts";
import { PARTS } from "../../shared/question/parts.ts";
import { type Question, questionSchema } from "../../shared/question/question.ts";
import { questionSentence } from "../../shared/question/sentence.ts";
import type { Language } from "../../shared/vocabulary/concept.ts";
import { conceptById } from "../../shared/vocabulary/hierarchy.ts";
import { legalityOf } from "../../shared/vocabulary/legal-statistics.ts";
import { thirtyTables } from "./thirty-tables.ts";

const lexicon = thirtyTables();
const { vocabulary } = lexicon;
const today = "2026-11-24";

/** Counts by concept and subject alone: matching proper is tested in its own room. */
const count = ({ measure }: Question): number =>
  lexicon.datasets.filter(({ concepts }) =>
    concepts.some(
      ({ concept, subject }) =>
        concept === measure?.concept && (measure.subject === undefined || subject === measure.subject),
    ),
  ).length;

const facts = (typed = "", language: Language = "en", versions: readonly string[] = []) => ({
  lexicon,
  typed,
  today,
  count,
  language,
  versions,
});

const empty: Question = questionSchema.parse({ version: 1, text: "", asked: today, kind: "situation" });

const icu: Question = questionSchema.parse({
  ...empty,
  measure: { concept: "icu-patients", subject: "covid-19", statistic: { kind: "peak" } },
  place: { areas: [{ id: "ITA", name: "Italy" }] },
  time: { from: "2020-11-01", to: "2021-05-31" },
  decision: { kind: "waived" },
});

const findings = (question: Question) => checkQuestion(question, { vocabulary, today });

describe("choices", () => {
  test("measures come with how many datasets could answer, the covered ones first", () => {
    const choices = choicesFor(empty, "measure", facts());
    expect(choices[0]?.datasets).toBeGreaterThan(0);
    expect(choices.every(({ legal }) => legal)).toBe(true);
  });

  test("typing finds a measure by any of its names", () => {
    expect(choicesFor(empty, "measure", facts("icu")).map(({ id }) => id)).toContain("icu-patients/covid-19");
    expect(choicesFor(empty, "measure", facts("fatalities")).some(({ id }) => id.startsWith("deaths/"))).toBe(
      true,
    );
  });

  test("a stock offers no total, and says why", () => {
    const total = choicesFor(icu, "statistic", facts()).find(({ id }) => id === "total");
    expect(total).toMatchObject({ legal: false });
    expect(total?.reason).toContain("again");
  });

  test("speak French, reasons too, and offer the same", () => {
    for (const part of ["kind", "statistic", "place", "level", "grain", "against"]) {
      const english = choicesFor(icu, part, facts());
      const french = choicesFor(icu, part, facts("", "fr"));
      expect(french.map(({ id, legal }) => [id, legal])).toEqual(english.map(({ id, legal }) => [id, legal]));
    }
    const total = choicesFor(icu, "statistic", facts("", "fr")).find(({ id }) => id === "total");
    expect(total?.reason).not.toBe(
      choicesFor(icu, "statistic", facts()).find(({ id }) => id === "total")?.reason,
    );
  });

  test("offer every published version, and find one by its month", () => {
    const versions = ["2021-06-30", "2021-05-31", "2020-09-30"];
    const ids = (typed: string) =>
      choicesFor(icu, "published", facts(typed, "en", versions)).map(({ id }) => id);
    expect(ids("")).toEqual(["newest", ...versions]);
    expect(ids("may")).toEqual(["2021-05-31"]);
    const none = choicesFor(icu, "published", facts());
    expect(none.find(({ legal }) => !legal)?.reason).toMatch(/earlier versions/);
  });

  test("a level that is not finer than the place says why", () => {
    const choices = choicesFor(icu, "level", facts());
    expect(choices.find(({ id }) => id === "country")).toMatchObject({ legal: false });
    expect(choices.find(({ id }) => id === "adm1")).toMatchObject({ legal: true });
  });

  test("an end before the start says why", () => {
    const picked = choicesFor(icu, "to", facts("2020-01-01")).find(({ id }) => id === "2020-01-01");
    expect(picked).toMatchObject({ legal: false });
    expect(picked?.reason).toContain("before the start");
  });

  test("a place is found by name, and can be put beside the one chosen", () => {
    const ids = choicesFor(icu, "place", facts("spain")).map(({ id }) => id);
    expect(ids).toContain("ESP");
    expect(ids).toContain("add/ESP");
  });

  test.each(PARTS)("%s always has a list, never an error", (part) => {
    for (const question of [empty, icu]) {
      for (const typed of ["", "a", "zzzz", "<b>", "2020-01-01"]) {
        expect(Array.isArray(choicesFor(question, part, facts(typed)))).toBe(true);
      }
    }
  });
});

describe("a choice lets the rest adapt", () => {
  const choose = (question: Question, part: string, id: string, typed = ""): Question => {
    const choice = choicesFor(question, part, facts(typed)).find((one) => one.id === id);
    if (!choice) throw new Error(`no choice ${id} for ${part}`);
    return applyChoice(question, { label: choice.label, patch: choice.patch }, vocabulary);
  };

  test("another measure keeps place and time, and a statistic that is legal for it", () => {
    const deaths = choose(icu, "measure", "deaths/covid-19", "covid deaths");
    expect(deaths.place).toEqual(icu.place);
    expect(deaths.time).toEqual(icu.time);
    expect(deaths.measure?.statistic.kind).toBe("peak");
  });

  test("a rate brings what it is divided by, and takes it along when it goes", () => {
    const rate = choose(icu, "statistic", "rate");
    expect(rate.per).toEqual({ concept: "population", scale: 100_000 });
    expect(choose(rate, "statistic", "peak").per).toBeUndefined();
  });

  test("a ranking brings a level and a number of places", () => {
    const ranking = choose(icu, "kind", "ranking");
    expect(ranking.place?.by).toBe("adm1");
    expect(ranking.rank).toEqual({ top: 10, from: "highest" });
    expect(choose(ranking, "kind", "situation").rank).toBeUndefined();
  });

  test("a trend brings the length of its periods", () => {
    expect(choose(icu, "kind", "trend").time?.grain).toBe("week");
  });

  test("something to compare with makes a comparison, nothing unmakes it", () => {
    const comparison = choose(icu, "against", "previous-period");
    expect(comparison.kind).toBe("comparison");
    expect(choose(comparison, "against", "nothing").kind).toBe("situation");
  });
});

describe("any sequence of builder actions", () => {
  const step = fc.record({
    part: fc.constantFrom(...PARTS),
    typed: fc.constantFrom("", "", "", "cases", "italy", "2020", "deaths", "people"),
    pick: fc.nat(1000),
  });

  test("leaves a question that is well-formed or says why not, and never an illegal statistic", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
        let question = empty;
        for (const { part, typed, pick } of steps) {
          const legal = choicesFor(question, part, { ...facts(typed), count: () => 1 }).filter(
            (one) => one.legal,
          );
          const choice = legal[pick % Math.max(1, legal.length)];
          if (choice)
            question = applyChoice(question, { label: choice.label, patch: choice.patch }, vocabulary);
        }
        questionSchema.parse(question);
        const found = findings(question);
        if (!isWellFormed(found))
          expect(
            found.filter(({ severity }) => severity === "stops").every(({ text }) => text.length > 0),
          ).toBe(true);
        expect(questionSentence(question, vocabulary, "en").length).toBeGreaterThan(3);
        const concept = question.measure ? conceptById(vocabulary, question.measure.concept) : undefined;
        if (
          question.measure &&
          (concept?.behaviour === "stock" || concept?.behaviour === "ratio" || concept?.behaviour === "index")
        ) {
          expect(legalityOf(question.measure.statistic.kind, concept.behaviour).legal).toBe(true);
        }
      }),
      { numRuns: 120 },
    );
  });
});

describe("undo and redo", () => {
  test("take back and do again, by name; a new change forgets what was undone", () => {
    const one = change(startQuestionHistory(empty), "Measure: ICU patients", icu);
    const two = change(one, "By week", { ...icu, kind: "trend" });
    expect(undoLabel(two)).toBe("By week");
    const back = undo(two);
    expect(back.now).toEqual(icu);
    expect(redoLabel(back)).toBe("By week");
    expect(redo(back)).toEqual(two);
    expect(redoLabel(change(back, "By month", icu))).toBeNull();
    expect(undo(undo(undo(two))).now).toEqual(empty);
    expect(redo(two)).toBe(two);
  });

  test("any walk through a history keeps every question", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("change", "undo", "redo"), { maxLength: 40 }), (walk) => {
        let history = startQuestionHistory(empty);
        let number = 0;
        for (const move of walk) {
          if (move === "change") {
            number += 1;
            history = change(history, String(number), { ...empty, text: String(number) });
          } else {
            const before = history;
            history = move === "undo" ? undo(history) : redo(history);
            if (history !== before) expect(move === "undo" ? redo(history) : undo(history)).toEqual(before);
          }
        }
      }),
    );
  });
});
