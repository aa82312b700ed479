import type { LessonRecord } from "../ledger/history.ts";
import type { Vocabulary } from "../vocabulary/concept.ts";

/** A vocabulary with the words that lessons gave its concepts and subjects. What a lesson names and is not there is passed over. */
export function withAliases(vocabulary: Vocabulary, lessons: Iterable<LessonRecord>): Vocabulary {
  const concepts = new Map<string, string[]>();
  const subjects = new Map<string, string[]>();
  for (const { lesson, state } of lessons) {
    if (lesson.sort !== "alias" || state !== "active") continue;
    const [words, id] =
      lesson.subject === undefined ? [concepts, lesson.concept] : [subjects, lesson.subject];
    words.set(id, [...(words.get(id) ?? []), lesson.words]);
  }
  if (concepts.size === 0 && subjects.size === 0) return vocabulary;
  return {
    ...vocabulary,
    concepts: vocabulary.concepts.map((concept) => withForms(concept, concepts.get(concept.id))),
    subjects: vocabulary.subjects.map((subject) => withForms(subject, subjects.get(subject.id))),
  };
}

/** Adds forms to the words of every language that a concept has: people of both languages say them. */
function withForms<T extends Vocabulary["concepts"][number] | Vocabulary["subjects"][number]>(
  known: T,
  forms: readonly string[] | undefined,
): T {
  if (forms === undefined) return known;
  const words = Object.fromEntries(
    Object.entries(known.words).map(([language, own]) => [
      language,
      { ...own, forms: [...own.forms, ...forms] },
    ]),
  );
  return { ...known, words };
}
