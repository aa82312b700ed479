import type { Language, Vocabulary, Words } from "./concept.ts";
import { conceptById, dimensionById, subjectById } from "./hierarchy.ts";

/** The words in a language, or in English where the vocabulary has none in it. */
const wordsIn = (
  entry: { readonly words: Partial<Record<Language, Words>> },
  language: Language,
): Words | undefined => entry.words[language] ?? entry.words.en;

/** What a concept is called in a sentence; an unknown id reads as words ("icu-beds" → "icu beds"). */
export const conceptLabel = (vocabulary: Vocabulary, id: string, language: Language = "en"): string =>
  labelOf(conceptById(vocabulary, id), id, language);

/** What a subject is called in a sentence. */
export const subjectLabel = (vocabulary: Vocabulary, id: string, language: Language = "en"): string =>
  labelOf(subjectById(vocabulary, id), id, language);

/** What a dimension is called in a sentence. */
export const dimensionLabel = (vocabulary: Vocabulary, id: string, language: Language = "en"): string =>
  labelOf(dimensionById(vocabulary, id), id, language);

/** What is measured, with what it is about where its name does not say so: "deaths (COVID-19)". */
export function measureLabel(
  vocabulary: Vocabulary,
  measure: { readonly concept: string; readonly subject?: string | undefined },
  language: Language = "en",
): string {
  const concept = conceptLabel(vocabulary, measure.concept, language);
  if (measure.subject === undefined) return concept;
  const subject = subjectLabel(vocabulary, measure.subject, language);
  return concept.toLowerCase().includes(subject.toLowerCase()) ? concept : `${concept} (${subject})`;
}

function labelOf(
  entry: { readonly words: Partial<Record<Language, Words>> } | undefined,
  id: string,
  language: Language,
): string {
  const label = entry && wordsIn(entry, language)?.label;
  return label ?? id.replaceAll("-", " ");
}

/**
 * Every form under which people may type an entry, in all languages, label first, each once.
 * Case and accents are kept: the reader of the forms decides what to fold.
 */
export function formsOf(entry: { readonly words: Partial<Record<Language, Words>> }): readonly string[] {
  const forms = new Set<string>();
  for (const words of Object.values(entry.words)) {
    forms.add(words.label);
    for (const form of words.forms) forms.add(form);
  }
  return [...forms];
}
