import { useMemo } from "react";
import { conceptLabel, subjectLabel } from "../../shared/vocabulary/words.ts";
import { useUseCase } from "../data/queries.ts";
import { useText } from "../text/language.tsx";
import type { Word } from "./edit/word-field.tsx";

/** Askline's words for what is counted and for what it is about, by label; and the label of any id. */
export function useWords(): {
  readonly concepts: readonly Word[];
  readonly subjects: readonly Word[];
  readonly conceptName: (id: string) => string;
  readonly subjectName: (id: string) => string;
} {
  const { locale } = useText();
  const vocabulary = useUseCase("vocabulary.get", {}, { staleTime: 60_000 }).data;
  return useMemo(() => {
    const language = locale.startsWith("fr") ? "fr" : "en";
    const plain = (id: string) => id.replaceAll("-", " ");
    const conceptName = (id: string) => (vocabulary ? conceptLabel(vocabulary, id, language) : plain(id));
    const subjectName = (id: string) => (vocabulary ? subjectLabel(vocabulary, id, language) : plain(id));
    const sorted = (words: readonly Word[]) =>
      [...words].sort((a, b) => a.label.localeCompare(b.label, locale));
    return {
      conceptName,
      subjectName,
      concepts: sorted((vocabulary?.concepts ?? []).map(({ id }) => ({ id, label: conceptName(id) }))),
      subjects: sorted((vocabulary?.subjects ?? []).map(({ id }) => ({ id, label: subjectName(id) }))),
    };
  }, [vocabulary, locale]);
}
