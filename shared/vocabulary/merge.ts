import type { Concept, Dimension, Subject, Vocabulary } from "./concept.ts";
import { vocabularySentences as say } from "./sentences.ts";
import { formsOf } from "./words.ts";

/** One thing that is wrong with an added entry. `part` and `id` say where, for the editor to mark it. */
export type VocabularyProblem = {
  readonly part: "concept" | "subject" | "dimension";
  readonly id: string;
  readonly severity: "error" | "warning";
  readonly text: string;
};

type Part = VocabularyProblem["part"];
type Report = (part: Part, id: string, severity: VocabularyProblem["severity"], text: string) => void;

/**
 * Adds a workspace's own words to a vocabulary. What cannot be kept (an id that is taken, a circle, a link to nothing)
 * is left out and reported as an error; a form that now has two readings is kept and reported as a warning. The
 * merged vocabulary is always consistent.
 */
export function mergeVocabulary(
  base: Vocabulary,
  own: Vocabulary,
): { readonly vocabulary: Vocabulary; readonly problems: readonly VocabularyProblem[] } {
  const problems: VocabularyProblem[] = [];
  const report: Report = (part, id, severity, text) => problems.push({ part, id, severity, text });

  const subjects = linked(
    "subject",
    join("subject", base.subjects, own.subjects, report),
    base.subjects,
    report,
  ).map((subject) => withDatesInOrder(subject, report));
  const concepts = linked(
    "concept",
    join("concept", base.concepts, own.concepts, report),
    base.concepts,
    report,
  );
  const dimensions: Dimension[] = join("dimension", base.dimensions, own.dimensions, report);

  const conceptIds = new Set(concepts.map((concept) => concept.id));
  const subjectIds = new Set(subjects.map((subject) => subject.id));
  return {
    vocabulary: {
      concepts: concepts.map((concept) => withKnownReferences(concept, conceptIds, subjectIds, report)),
      subjects,
      dimensions,
    },
    problems,
  };
}

/** Checks a vocabulary by itself; no problems means that every link leads somewhere and every form has one reading. */
export const checkVocabulary = (vocabulary: Vocabulary): readonly VocabularyProblem[] =>
  mergeVocabulary({ concepts: [], subjects: [], dimensions: [] }, vocabulary).problems;

function join<T extends Concept | Subject | Dimension>(
  part: Part,
  base: readonly T[],
  own: readonly T[],
  report: Report,
): T[] {
  const result = [...base];
  const ids = new Set(base.map((entry) => entry.id));
  const ownIds = new Set<string>();
  const readings = new Map(
    base.flatMap((entry) => formsOf(entry).map((form) => [fold(form), entry.id] as const)),
  );
  for (const entry of own) {
    if (ownIds.has(entry.id)) report(part, entry.id, "error", say.duplicate(part, entry.id));
    else if (ids.has(entry.id)) report(part, entry.id, "error", say.replaces(part, entry.id));
    else if (formsOf(entry).length === 0) report(part, entry.id, "error", say.noWords(part, entry.id));
    else {
      ownIds.add(entry.id);
      result.push(entry);
      for (const form of formsOf(entry)) {
        const other = readings.get(fold(form));
        if (other === undefined) readings.set(fold(form), entry.id);
        else if (other !== entry.id)
          report(part, entry.id, "warning", say.sameForm(part, form, entry.id, other));
      }
    }
  }
  return result;
}

/** Forms that differ only in case, accents or spacing are the same to a reader. */
const fold = (form: string): string =>
  form.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();

function linked<T extends Concept | Subject>(
  part: Part,
  entries: readonly T[],
  base: readonly T[],
  report: Report,
): T[] {
  const trusted = new Set(base.map((entry) => entry.id));
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return entries.map((entry) => {
    if (trusted.has(entry.id)) return entry;
    if (isInCircle(entry.id, byId)) {
      report(part, entry.id, "error", say.cycle(part, entry.id));
      return { ...entry, broader: [] };
    }
    const broader = entry.broader.filter((id) => {
      if (byId.has(id)) return true;
      report(part, entry.id, "error", say.unknownBroader(part, entry.id, id));
      return false;
    });
    return broader.length === entry.broader.length ? entry : { ...entry, broader };
  });
}

function isInCircle(id: string, byId: ReadonlyMap<string, Concept | Subject>): boolean {
  const seen = new Set<string>(byId.get(id)?.broader ?? []);
  for (const wider of seen) {
    if (wider === id) return true;
    for (const next of byId.get(wider)?.broader ?? []) seen.add(next);
  }
  return false;
}

function withKnownReferences(
  concept: Concept,
  conceptIds: ReadonlySet<string>,
  subjectIds: ReadonlySet<string>,
  report: Report,
): Concept {
  const denominators = concept.denominators.filter((id) => {
    if (conceptIds.has(id)) return true;
    report("concept", concept.id, "error", say.unknownDenominator(concept.id, id));
    return false;
  });
  const { defaultSubject, ...rest } = concept;
  if (defaultSubject === undefined) return { ...rest, denominators };
  if (subjectIds.has(defaultSubject)) return { ...rest, denominators, defaultSubject };
  report("concept", concept.id, "error", say.unknownSubject(concept.id, defaultSubject));
  return { ...rest, denominators };
}

function withDatesInOrder(subject: Subject, report: Report): Subject {
  const { from, to, ...rest } = subject;
  if (from === undefined || to === undefined || from <= to) return subject;
  report("subject", subject.id, "error", say.datesReversed(subject.id));
  return rest;
}
