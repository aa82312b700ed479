import type { Concept, Subject, Vocabulary } from "../vocabulary/concept.ts";
import {
  conceptById,
  dimensionById,
  isKindOf,
  subjectById,
  subjectIsKindOf,
} from "../vocabulary/hierarchy.ts";

/** How something a dataset has relates to what is asked. */
export type Relation = "same" | "narrower" | "wider" | "other";

/** Labels and hierarchies of the vocabulary, looked up by id. */
export type Terms = {
  readonly vocabulary: Vocabulary;
  readonly concept: (id: string) => Concept | undefined;
  readonly subject: (id: string) => Subject | undefined;
  readonly conceptLabel: (id: string) => string;
  readonly subjectLabel: (id: string) => string;
  readonly dimensionLabel: (id: string) => string;
  /** What people call a dimension's value, lower case, the value itself included. */
  readonly valueForms: (dimension: string, value: string) => readonly string[];
  readonly relateConcepts: (has: string, asked: string) => Relation;
  readonly relateSubjects: (has: string, asked: string) => Relation;
};

const spaced = (id: string): string => id.replaceAll("-", " ");

const relation = (isKind: (one: string, other: string) => boolean, has: string, asked: string): Relation => {
  if (has === asked) return "same";
  if (isKind(has, asked)) return "narrower";
  return isKind(asked, has) ? "wider" : "other";
};

/** Prepares a vocabulary for matching. */
export function termsOf(vocabulary: Vocabulary): Terms {
  return {
    vocabulary,
    concept: (id) => conceptById(vocabulary, id),
    subject: (id) => subjectById(vocabulary, id),
    conceptLabel: (id) => conceptById(vocabulary, id)?.words.en?.label ?? spaced(id),
    subjectLabel: (id) => subjectById(vocabulary, id)?.words.en?.label ?? spaced(id),
    dimensionLabel: (id) => dimensionById(vocabulary, id)?.words.en?.label ?? spaced(id),
    valueForms: (dimension, value) => {
      const known = Object.entries(dimensionById(vocabulary, dimension)?.values ?? {});
      const asked = value.toLowerCase();
      const same = known.find(
        ([name, forms]) => name.toLowerCase() === asked || forms.some((form) => form.toLowerCase() === asked),
      );
      return same === undefined ? [asked] : [asked, same[0], ...same[1]].map((form) => form.toLowerCase());
    },
    relateConcepts: (has, asked) => relation((one, other) => isKindOf(vocabulary, one, other), has, asked),
    relateSubjects: (has, asked) =>
      relation((one, other) => subjectIsKindOf(vocabulary, one, other), has, asked),
  };
}
