import { describe, expect, it } from "vitest";
import { builtInVocabulary } from "../../shared/vocabulary/built-in.ts";
import {
  conceptSchema,
  dimensionSchema,
  subjectSchema,
  type Vocabulary,
} from "../../shared/vocabulary/concept.ts";
import { conceptById, isKindOf } from "../../shared/vocabulary/hierarchy.ts";
import { checkVocabulary, mergeVocabulary } from "../../shared/vocabulary/merge.ts";

const base = builtInVocabulary();
const none: Vocabulary = { concepts: [], subjects: [], dimensions: [] };

const concept = (id: string, more: object = {}) =>
  conceptSchema.parse({
    id,
    words: { en: { label: `label of ${id}`, definition: "A test." } },
    unit: { one: "thing", many: "things" },
    behaviour: "stock",
    usualStatistic: "latest",
    ...more,
  });
const subject = (id: string, more: object = {}) =>
  subjectSchema.parse({ id, words: { en: { label: `label of ${id}` } }, kind: "other", ...more });

const codes = (own: Partial<Vocabulary>) =>
  mergeVocabulary(base, { ...none, ...own }).problems.map(
    ({ part, id, severity }) => `${severity} ${part} ${id}`,
  );

describe("a workspace’s own words", () => {
  it("join the built-in ones, below their wider concepts", () => {
    const { vocabulary, problems } = mergeVocabulary(base, {
      ...none,
      concepts: [
        concept("field-hospital-beds", {
          broader: ["beds"],
          denominators: ["population"],
          defaultSubject: "covid-19",
        }),
      ],
      dimensions: [dimensionSchema.parse({ id: "tent", words: { en: { label: "tent" } } })],
    });
    expect(problems).toEqual([]);
    expect(isKindOf(vocabulary, "field-hospital-beds", "beds")).toBe(true);
    expect(vocabulary.concepts.length).toBe(base.concepts.length + 1);
    expect(base.concepts.some(({ id }) => id === "field-hospital-beds")).toBe(false);
  });

  it("never replace Askline’s own", () => {
    const own = { ...none, concepts: [concept("deaths")] };
    expect(codes(own)).toEqual(["error concept deaths"]);
    expect(conceptById(mergeVocabulary(base, own).vocabulary, "deaths")?.behaviour).toBe("flow");
  });

  it("must have their own ids and words", () => {
    expect(codes({ concepts: [concept("tents"), concept("tents")] })).toEqual(["error concept tents"]);
    expect(codes({ subjects: [{ ...subject("nameless"), words: {} }] })).toEqual(["error subject nameless"]);
  });

  it("lose links that lead nowhere or round in a circle", () => {
    const own = {
      ...none,
      concepts: [
        concept("a-beds", { broader: ["b-beds"] }),
        concept("b-beds", { broader: ["a-beds"] }),
        concept("c-beds", { broader: ["no-such"], denominators: ["nobody"], defaultSubject: "nothing" }),
      ],
    };
    const { vocabulary, problems } = mergeVocabulary(base, own);
    expect(problems.map(({ id }) => id)).toEqual(["a-beds", "b-beds", "c-beds", "c-beds", "c-beds"]);
    expect(conceptById(vocabulary, "a-beds")?.broader).toEqual([]);
    expect(conceptById(vocabulary, "c-beds")).toMatchObject({ broader: [], denominators: [] });
    expect(conceptById(vocabulary, "c-beds")).not.toHaveProperty("defaultSubject");
    expect(checkVocabulary(vocabulary)).toEqual([]);
  });

  it("may share a word with another entry, with a warning", () => {
    const own = [concept("tents", { words: { en: { label: "Tents", forms: ["PATIENTS in hospital"] } } })];
    expect(codes({ concepts: own })).toEqual(["warning concept tents"]);
  });

  it("lose dates that run backwards", () => {
    expect(codes({ subjects: [subject("storm-x", { from: "2022-02-01", to: "2022-01-01" })] })).toEqual([
      "error subject storm-x",
    ]);
  });

  it("say what is wrong in a plain sentence", () => {
    const { problems } = mergeVocabulary(base, { ...none, concepts: [concept("deaths")] });
    expect(problems[0]?.text).toMatch(/^The concept “deaths” is one of Askline's own;.*\.$/);
  });
});
