import { describe, expect, it } from "vitest";
import { partRows } from "../../renderer/ask/compare/part-rows.ts";
import { variantsOf } from "../../renderer/ask/compare/variants.ts";
import { GLOSSARY, isTerm, TERM_IDS, TERM_OF_PART } from "../../renderer/ask/learn/glossary-terms.ts";
import { emptySession, sessionAfter } from "../../renderer/ask/session.ts";
import { conceptOf, draftOf, newDraft } from "../../renderer/settings/words/word-draft.ts";
import { ask as askEn } from "../../renderer/text/en/ask.ts";
import { askCompare as compareEn } from "../../renderer/text/en/ask-compare.ts";
import { askLearn as learnEn } from "../../renderer/text/en/ask-learn.ts";
import { askPreview as previewEn } from "../../renderer/text/en/ask-preview.ts";
import { glossary as glossaryEn } from "../../renderer/text/en/glossary.ts";
import { words as wordsEn } from "../../renderer/text/en/words.ts";
import { fr } from "../../renderer/text/fr/index.ts";
import { PARTS } from "../../shared/question/parts.ts";
import type { Question } from "../../shared/question/question.ts";
import type { Reading } from "../../shared/question/reading.ts";
import { builtInVocabulary } from "../../shared/vocabulary/built-in.ts";

const question: Question = {
  version: 1,
  text: "deaths in India",
  asked: "2026-11-24",
  kind: "situation",
  measure: { concept: "deaths", statistic: { kind: "total" } },
  place: { areas: [{ id: "IND", name: "India" }] },
  by: [],
  where: [],
};
const reading: Reading = { question, marks: [], unsure: [], gaps: [] };

describe("two questions side by side", () => {
  const part = (name: "place" | "measure" | "level", text: string) => ({ part: name, text, missing: false });

  it("marks what differs, and keeps a part that only one has", () => {
    const rows = partRows(
      [part("measure", "deaths"), { part: null, text: "in", missing: false }, part("place", "India")],
      [part("measure", "deaths"), part("place", "Nepal"), part("level", "region")],
    );
    expect(rows).toEqual([
      { part: "measure", a: "deaths", b: "deaths", differs: false },
      { part: "place", a: "India", b: "Nepal", differs: true },
      { part: "level", a: null, b: "region", differs: true },
    ]);
  });

  it("of the same question differ in nothing", () => {
    const sentence = [part("measure", "deaths"), part("place", "India")];
    expect(partRows(sentence, sentence).some(({ differs }) => differs)).toBe(false);
  });
});

describe("one part changed into several", () => {
  const choice = (id: string, name: string) => ({
    id,
    label: name,
    detail: null,
    patch: { place: { areas: [{ id, name }] } },
    legal: true,
    reason: null,
    datasets: 1,
  });

  it("makes a question for each, alike but for that part, without words that were typed for another", () => {
    const variants = variantsOf(question, [choice("NPL", "Nepal"), choice("BGD", "Bangladesh")]);
    expect(variants.map((variant) => variant.question.place?.areas[0]?.id)).toEqual(["NPL", "BGD"]);
    for (const { question: made } of variants) {
      expect(made.text).toBe("");
      expect({ ...made, place: question.place, text: question.text }).toEqual(question);
    }
  });
});

describe("a question that begins as a copy or an example", () => {
  it("is a draft of its own, and undo takes the beginning back", () => {
    const named = { ...emptySession, draftId: "first" };
    const copied = sessionAfter(named, { do: "copy", question, text: question.text });
    expect(copied.draftId).toBeNull();
    expect(copied.now.question).toEqual(question);
    expect(sessionAfter(copied, { do: "undo" }).now.question).toBeNull();
  });

  it("keeps what was copied when its words are read", () => {
    const changed = { ...question, place: { areas: [{ id: "NPL", name: "Nepal" }] } };
    const copied = sessionAfter(emptySession, { do: "copy", question: changed, text: question.text });
    const read = sessionAfter(copied, { do: "read", text: question.text, reading });
    expect(read.now.question?.place?.areas[0]?.id).toBe("NPL");
  });

  it("brings the decision an example was asked for, and typing on keeps it", () => {
    const decision = { kind: "stated" as const, what: "send help" };
    const opened = sessionAfter(emptySession, { do: "open", text: question.text, reading, decision });
    expect(opened.now.question?.decision).toEqual(decision);
    const typed = sessionAfter(opened, { do: "type", text: "deaths in Nepal" });
    const next = { ...reading, question: { ...question, text: "deaths in Nepal", place: { areas: [] } } };
    const read = sessionAfter(typed, { do: "read", text: "deaths in Nepal", reading: next });
    expect(read.now.question?.decision).toEqual(decision);
    expect(read.now.question?.place?.areas).toEqual([]);
  });
});

describe("the glossary", () => {
  it("leads from every term to terms that exist, and explains every part of the sentence", () => {
    for (const id of TERM_IDS) for (const other of GLOSSARY[id]) expect(isTerm(other), other).toBe(true);
    for (const part of PARTS) expect(TERM_IDS).toContain(TERM_OF_PART[part]);
    expect(isTerm("toString")).toBe(false);
  });
});

describe("French", () => {
  const keys = [askEn, compareEn, learnEn, previewEn, glossaryEn, wordsEn].flatMap((file) =>
    Object.keys(file),
  );

  it("has every message of the Ask pages, with the same places to fill", () => {
    const english = { ...askEn, ...compareEn, ...learnEn, ...previewEn, ...glossaryEn, ...wordsEn };
    const placesIn = (message: unknown) =>
      [...new Set(JSON.stringify(message).match(/\{\w+\}/g) ?? [])].sort();
    for (const key of keys) {
      const message = Reflect.get(fr, key);
      expect(message, key).toBeDefined();
      expect(placesIn(message), key).toEqual(placesIn(Reflect.get(english, key)));
    }
  });
});

describe("the form of a concept", () => {
  it("gives back every concept of the vocabulary as it was", () => {
    for (const concept of builtInVocabulary().concepts) {
      const again = conceptOf(draftOf(concept), new Set(), concept);
      expect(again).toEqual({
        ...concept,
        words: Object.fromEntries(
          Object.entries(concept.words).map(([language, words]) => [
            language,
            {
              label: words.label,
              ...(words.definition && { definition: words.definition }),
              forms: words.forms,
            },
          ]),
        ),
      });
    }
  });

  it("is no concept before it has a name, and takes a free id from it", () => {
    expect(conceptOf(newDraft("  "), new Set(), null)).toBeNull();
    expect(conceptOf(newDraft("Oxygen cylinders"), new Set(["oxygen-cylinders"]), null)?.id).toBe(
      "oxygen-cylinders-2",
    );
  });
});
