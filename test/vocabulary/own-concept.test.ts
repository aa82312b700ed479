import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { builtInVocabulary } from "../../shared/vocabulary/built-in.ts";
import { type Concept, conceptSchema } from "../../shared/vocabulary/concept.ts";
import { checkOwnConcept, ownConceptId } from "../../shared/vocabulary/own-concept.ts";

const known = builtInVocabulary();

const sound: Concept = {
  id: "oxygen-cylinders",
  words: { en: { label: "oxygen cylinders", definition: "Full cylinders in store.", forms: ["o2 bottles"] } },
  unit: { one: "bed", many: "beds" },
  behaviour: "stock",
  usualStatistic: "latest",
  moreIsWorse: false,
  countsPeople: false,
  denominators: ["population"],
  broader: [],
  hxl: ["#capacity+oxygen"],
};

const errors = (part: Partial<Concept>) =>
  checkOwnConcept({ ...sound, ...part }, known)
    .filter(({ severity }) => severity === "error")
    .map(({ field }) => field);

const warnings = (part: Partial<Concept>) =>
  checkOwnConcept({ ...sound, ...part }, known)
    .filter(({ severity }) => severity === "warning")
    .map(({ field }) => field);

describe("a concept of a workspace's own", () => {
  it("passes when nothing stands against it", () => {
    expect(checkOwnConcept(sound, known)).toEqual([]);
  });

  it("needs a name that nothing else has", () => {
    expect(errors({ words: {} })).toEqual(["label"]);
    expect(errors({ words: { en: { label: "Deaths", definition: "x.", forms: [] } } })).toEqual(["label"]);
    expect(errors({ id: "deaths" })).toEqual(["label"]);
  });

  it("says that a word has another reading, and that a word stands twice", () => {
    const words = { en: { label: "oxygen cylinders", definition: "x.", forms: ["Fatalities"] } };
    expect(warnings({ words })).toEqual(["forms"]);
    const twice = { en: { label: "oxygen cylinders", definition: "x.", forms: ["o2", "O2"] } };
    expect(errors({ words: twice })).toEqual(["forms"]);
  });

  it("takes no statistic that its behaviour does not allow", () => {
    expect(errors({ usualStatistic: "total" })).toEqual(["statistic"]);
    expect(errors({ usualStatistic: "records" })).toEqual(["statistic"]);
    expect(errors({ behaviour: "flow", usualStatistic: "total" })).toEqual([]);
  });

  it("is divided by what exists, and not where dividing has no meaning", () => {
    expect(errors({ denominators: ["no-such-thing"] })).toEqual(["denominators"]);
    expect(errors({ behaviour: "ratio" })).toEqual(["denominators"]);
  });

  it("is no kind of itself", () => {
    expect(errors({ broader: ["oxygen-cylinders"] })).toEqual(["broader"]);
    const narrower = { ...sound, id: "small-cylinders", broader: ["oxygen-cylinders"] };
    const others = { ...known, concepts: [...known.concepts, narrower] };
    const fault = checkOwnConcept({ ...sound, broader: ["small-cylinders"] }, others);
    expect(fault.some(({ field, severity }) => field === "broader" && severity === "error")).toBe(true);
  });

  it("has a unit, told when nothing else is measured in it, and HXL hashtags as the standard writes them", () => {
    expect(errors({ unit: { one: "", many: "" } })).toEqual(["unit"]);
    expect(warnings({ unit: { one: "cylinder", many: "cylinders" } })).toEqual(["unit"]);
    expect(errors({ hxl: ["capacity", "#Capacity", "#capacity +oxygen"] })).toEqual(["hxl", "hxl", "hxl"]);
  });

  it("gets an id that is free and fits the schema, whatever it is called", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.array(fc.string()), (label, others) => {
        const taken = new Set([...others, ownConceptId(label, new Set())]);
        const id = ownConceptId(label, taken);
        expect(taken.has(id)).toBe(false);
        expect(conceptSchema.shape.id.safeParse(id).success).toBe(true);
      }),
    );
  });
});
