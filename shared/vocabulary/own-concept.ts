import type { Concept, Language, Vocabulary } from "./concept.ts";
import { legalityOf } from "./legal-statistics.ts";
import { ownConceptSentences as say } from "./own-concept-sentences.ts";
import { conceptLabel } from "./words.ts";

/** Something about a concept of a workspace's own: an error keeps it from being saved, a warning is for thought. */
export type OwnConceptFault = {
  readonly field:
    | "label"
    | "forms"
    | "definition"
    | "unit"
    | "behaviour"
    | "statistic"
    | "denominators"
    | "broader"
    | "hxl";
  readonly severity: "error" | "warning";
  readonly text: string;
};

/** An HXL hashtag with its attributes, as the standard writes them (hxlstandard.org, 1.1): #affected+children+f. */
const HXL = /^#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*$/;

/**
 * Holds a concept against the words that are known besides it (`others`: Askline's own and the workspace's, without the
 * one that is being changed). Most serious first; no errors means that it can be kept.
 */
export function checkOwnConcept(concept: Concept, others: Vocabulary): readonly OwnConceptFault[] {
  const faults = [
    ...nameFaults(concept, others),
    ...formFaults(concept, others),
    ...unitFaults(concept, others),
    ...statisticFaults(concept),
    ...linkFaults(concept, others),
    ...concept.hxl
      .filter((tag) => !HXL.test(tag))
      .map((tag): OwnConceptFault => ({ field: "hxl", severity: "error", text: say.hxl(tag) })),
  ];
  const isError = ({ severity }: OwnConceptFault) => severity === "error";
  return [...faults.filter(isError), ...faults.filter((fault) => !isError(fault))];
}

/** An id for a new concept, made of its label; a number is added where it is taken. */
export function ownConceptId(label: string, taken: ReadonlySet<string>): string {
  const slug =
    label
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, 60)
      .replace(/-+$/, "") || "concept";
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? slug : `${slug}-${number}`;
    if (!taken.has(id)) return id;
  }
}

const wordsOf = (concept: Concept): readonly [Language, NonNullable<Concept["words"][Language]>][] =>
  (["en", "fr"] as const).flatMap((language) => {
    const words = concept.words[language];
    return words === undefined ? [] : [[language, words] as [Language, typeof words]];
  });

function nameFaults(concept: Concept, others: Vocabulary): OwnConceptFault[] {
  const words = wordsOf(concept);
  if (words.every(([, { label }]) => label.trim() === ""))
    return [{ field: "label", severity: "error", text: say.noLabel }];
  const faults: OwnConceptFault[] = [];
  if (others.concepts.some(({ id }) => id === concept.id))
    faults.push({ field: "label", severity: "error", text: say.idTaken(concept.id) });
  for (const [language, { label }] of words) {
    const same = others.concepts.find((other) => fold(other.words[language]?.label ?? "") === fold(label));
    if (same && label.trim() !== "")
      faults.push({ field: "label", severity: "error", text: say.labelTaken(label) });
  }
  if (concept.words.en === undefined)
    faults.push({ field: "label", severity: "warning", text: say.noEnglish });
  if (words.every(([, { definition }]) => (definition ?? "").trim() === ""))
    faults.push({ field: "definition", severity: "warning", text: say.noDefinition });
  return faults;
}

function formFaults(concept: Concept, others: Vocabulary): OwnConceptFault[] {
  const faults: OwnConceptFault[] = [];
  const meanings = new Map<string, string>();
  const entries = [...others.concepts, ...others.subjects, ...others.dimensions];
  for (const entry of entries) {
    const label = entry.words.en?.label ?? entry.words.fr?.label ?? entry.id;
    for (const words of Object.values(entry.words))
      for (const form of [words.label, ...words.forms])
        if (!meanings.has(fold(form))) meanings.set(fold(form), label);
  }
  for (const [, { label, forms }] of wordsOf(concept)) {
    const seen = new Set([fold(label)]);
    for (const form of forms) {
      const key = fold(form);
      const other = meanings.get(key);
      if (seen.has(key)) faults.push({ field: "forms", severity: "error", text: say.twice(form) });
      else if (other !== undefined)
        faults.push({ field: "forms", severity: "warning", text: say.alsoMeans(form, other) });
      seen.add(key);
    }
  }
  return faults;
}

function unitFaults(concept: Concept, others: Vocabulary): OwnConceptFault[] {
  const { one, many } = concept.unit;
  if (one.trim() === "" || many.trim() === "")
    return [{ field: "unit", severity: "error", text: say.noUnit }];
  const known = knownUnits(others);
  const unknown = [one, many].find((unit) => !known.has(fold(unit)));
  return unknown === undefined
    ? []
    : [{ field: "unit", severity: "warning", text: say.unknownUnit(unknown) }];
}

/** The units that the known concepts are measured in. */
export const knownUnits = (vocabulary: Vocabulary): ReadonlySet<string> =>
  new Set(vocabulary.concepts.flatMap(({ unit }) => [fold(unit.one), fold(unit.many)]));

function statisticFaults({ usualStatistic, behaviour }: Concept): OwnConceptFault[] {
  if (usualStatistic === "records" && behaviour !== "event")
    return [{ field: "statistic", severity: "error", text: say.onlyEventsAreCounted }];
  const verdict = legalityOf(usualStatistic, behaviour);
  return verdict.legal ? [] : [{ field: "statistic", severity: "error", text: verdict.reason }];
}

function linkFaults(concept: Concept, others: Vocabulary): OwnConceptFault[] {
  const known = new Set(others.concepts.map(({ id }) => id));
  const faults: OwnConceptFault[] = [];
  for (const id of concept.denominators)
    if (!known.has(id)) faults.push({ field: "denominators", severity: "error", text: say.unknownBase(id) });
  const rate = legalityOf("rate", concept.behaviour);
  if (concept.denominators.length > 0 && !rate.legal)
    faults.push({ field: "denominators", severity: "error", text: rate.reason });
  for (const id of concept.broader) {
    if (id === concept.id || isWithin(id, concept.id, others))
      faults.push({
        field: "broader",
        severity: "error",
        text: say.circle(conceptLabel(others, id)),
      });
    else if (!known.has(id))
      faults.push({ field: "broader", severity: "error", text: say.unknownBroader(id) });
  }
  return faults;
}

/** Whether `id` is a narrower concept of `wider`, at any distance. */
function isWithin(id: string, wider: string, vocabulary: Vocabulary): boolean {
  const byId = new Map(vocabulary.concepts.map((concept) => [concept.id, concept]));
  const seen = new Set([id]);
  for (const one of seen) for (const next of byId.get(one)?.broader ?? []) seen.add(next);
  return seen.has(wider) && id !== wider;
}

/** Forms that differ only in case, accents or spacing are the same to a reader. */
const fold = (form: string): string =>
  form.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();
