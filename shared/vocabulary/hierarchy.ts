import type { Concept, Dimension, Subject, Vocabulary } from "./concept.ts";

type Entry = { readonly id: string; readonly broader: readonly string[] };

/** Everything about one vocabulary that is looked up often; made once per vocabulary and kept as long as it lives. */
type Index = {
  readonly concepts: ReadonlyMap<string, Concept>;
  readonly subjects: ReadonlyMap<string, Subject>;
  readonly dimensions: ReadonlyMap<string, Dimension>;
  readonly conceptAncestors: ReadonlyMap<string, ReadonlySet<string>>;
  readonly subjectAncestors: ReadonlyMap<string, ReadonlySet<string>>;
};

const indexes = new WeakMap<Vocabulary, Index>();

function indexOf(vocabulary: Vocabulary): Index {
  const known = indexes.get(vocabulary);
  if (known) return known;
  const concepts = new Map(vocabulary.concepts.map((entry) => [entry.id, entry]));
  const subjects = new Map(vocabulary.subjects.map((entry) => [entry.id, entry]));
  const index: Index = {
    concepts,
    subjects,
    dimensions: new Map(vocabulary.dimensions.map((entry) => [entry.id, entry])),
    conceptAncestors: ancestorsOf(concepts),
    subjectAncestors: ancestorsOf(subjects),
  };
  indexes.set(vocabulary, index);
  return index;
}

/** For each entry the set of itself and everything wider. Safe with cycles and with ids that do not exist. */
function ancestorsOf(entries: ReadonlyMap<string, Entry>): Map<string, ReadonlySet<string>> {
  const result = new Map<string, ReadonlySet<string>>();
  for (const id of entries.keys()) {
    const seen = new Set<string>([id]);
    for (const wider of seen) for (const next of entries.get(wider)?.broader ?? []) seen.add(next);
    result.set(id, seen);
  }
  return result;
}

/** The concept with this id, if the vocabulary has it. */
export const conceptById = (vocabulary: Vocabulary, id: string): Concept | undefined =>
  indexOf(vocabulary).concepts.get(id);

/** The subject with this id, if the vocabulary has it. */
export const subjectById = (vocabulary: Vocabulary, id: string): Subject | undefined =>
  indexOf(vocabulary).subjects.get(id);

/** The dimension with this id, if the vocabulary has it. */
export const dimensionById = (vocabulary: Vocabulary, id: string): Dimension | undefined =>
  indexOf(vocabulary).dimensions.get(id);

/** True when `concept` is `broader` or a narrower concept of it, at any distance. */
export const isKindOf = (vocabulary: Vocabulary, concept: string, broader: string): boolean =>
  concept === broader || (indexOf(vocabulary).conceptAncestors.get(concept)?.has(broader) ?? false);

/** True when `subject` is `broader` or a narrower subject of it: a hurricane is a kind of storm. */
export const subjectIsKindOf = (vocabulary: Vocabulary, subject: string, broader: string): boolean =>
  subject === broader || (indexOf(vocabulary).subjectAncestors.get(subject)?.has(broader) ?? false);
