import { describe, expect, test } from "vitest";
import { questionMeaning } from "../../shared/question/canonical.ts";
import { parseQuestion } from "../../shared/question/parse/parse.ts";
import { questionSentence, sentenceText } from "../../shared/question/sentence.ts";
import { ownQuestions } from "../askline/own-questions.ts";
import { furtherTexts, referenceTexts } from "./texts.ts";
import { thirtyTablesIndex } from "./thirty-tables.ts";

const { lexicon, index } = thirtyTablesIndex();
const read = (text: string) => parseQuestion(text, { lexicon, index, asked: "2026-11-24" }).question;

describe("a question as a sentence", () => {
  test.each([...referenceTexts, ...furtherTexts])("$id reads back as the same question", ({ text }) => {
    const question = read(text);
    const sentence = sentenceText(questionSentence(question, lexicon.vocabulary, "en"));
    expect(questionMeaning(read(sentence)), sentence).toEqual(questionMeaning(question));
  });

  const answered = ownQuestions.filter(({ expected }) => expected !== undefined);
  test.each(answered)("$id, one of our own, reads back as the same question", ({ text }) => {
    const question = read(text);
    const sentence = sentenceText(questionSentence(question, lexicon.vocabulary, "en"));
    expect(questionMeaning(read(sentence)), sentence).toEqual(questionMeaning(question));
  });

  test("its parts are controls, and what is missing says so", () => {
    const question = read("How is it going?");
    const parts = questionSentence(question, lexicon.vocabulary, "en");
    expect(parts.find(({ part }) => part === "measure")?.missing).toBe(true);
    expect(parts.find(({ part }) => part === "kind")).toEqual({
      part: "kind",
      text: "Situation",
      missing: false,
    });
  });

  test("is said in French too", () => {
    const question = read("How many people died of COVID-19 in India during May 2021?");
    const text = sentenceText(questionSentence(question, lexicon.vocabulary, "fr"));
    expect(text).toContain("décès");
    expect(text).toContain("mai 2021");
  });
});
