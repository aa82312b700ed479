import type { Concept, Subject, Vocabulary } from "../../vocabulary/concept.ts";
import { formsOf } from "../../vocabulary/words.ts";
import type { DescribedColumn } from "./description.ts";
import { stem, stemsOf, wordsOf } from "./words.ts";

type Named = { readonly id: string; readonly words: Concept["words"] };
type Form = { readonly stems: readonly string[]; readonly letters: number };

/** The stems of all forms of an entry; kept per entry object, since vocabularies live as long as the program. */
const formCache = new WeakMap<Named, readonly Form[]>();

const formsIn = (entry: Named): readonly Form[] => {
  const known = formCache.get(entry);
  if (known) return known;
  const forms = formsOf(entry).map((form) => {
    const words = wordsOf(form);
    return { stems: words.map(stem), letters: words.join("").length };
  });
  formCache.set(entry, forms);
  return forms;
};

/**
 * How well a text speaks of something: the number of letters of its longest form whose words all occur; 0 when none does.
 * Forms that consist of nothing but the words of a subject count little: in "injured wildfire" the fire is what injured.
 */
const fitOf = (
  stems: ReadonlySet<string>,
  entry: Named,
  subject: ReadonlySet<string> = NONE,
  fewestWords = 1,
): number => {
  let best = 0;
  for (const form of formsIn(entry)) {
    if (form.stems.length < fewestWords || !form.stems.every((word) => stems.has(word))) continue;
    const letters = form.stems.every((word) => subject.has(word)) ? 1 : form.letters;
    if (letters > best) best = letters;
  }
  return best;
};

const NONE: ReadonlySet<string> = new Set();

/** The words of a name that name its subject; empty when it names none. */
const subjectWords = (name: string, vocabulary: Vocabulary): ReadonlySet<string> => {
  const stems = stemsOf(name);
  const words = vocabulary.subjects.flatMap((subject) =>
    formsIn(subject).flatMap((form) => (form.stems.every((word) => stems.has(word)) ? form.stems : [])),
  );
  return new Set(words);
};

/** Deaths "registered" are deaths of everyone only where the text says so. */
const OF_ALL_CAUSES = new Set(["all-cause-deaths"]);
const ALL_CAUSES = /all[- _]?cause|any cause|all[- _]age|overall|total mortality/i;

const bestFit = <T extends Named>(things: readonly T[], stems: ReadonlySet<string>): T | null => {
  let best: { thing: T; letters: number } | null = null;
  for (const thing of things) {
    const letters = fitOf(stems, thing);
    if (letters > 0 && (best === null || letters > best.letters)) best = { thing, letters };
  }
  return best?.thing ?? null;
};

/** A concept and the texts it was read in. */
export type ConceptGuess = {
  readonly concept: Concept;
  readonly from: readonly ("name" | "description" | "tag" | "unit")[];
};

/** Case definitions by the words that name them. */
const CASE_STATUS: readonly (readonly [string, RegExp])[] = [
  ["confirmed", /^(confirmed|confirm)$/],
  ["probable", /^(probable)$/],
  ["suspected", /^(suspected|suspect)$/],
];

const withoutStatuses = (stems: ReadonlySet<string>): ReadonlySet<string> =>
  new Set([...stems].filter((word) => !CASE_STATUS.some(([, pattern]) => pattern.test(word))));

/** Words behind the head of a name that do not change what is counted. */
const QUALIFIERS =
  /^(total|number|count|no|all|open|closed|available|functional|functioning|new|cumulative|daily|weekly|reported|\d.*)$/;

/**
 * True where a name speaks of a thing but counts something else that has to do with it: "clinic visits" are no clinics. The
 * last word of an English compound says what it is.
 */
const onlyQualifies = (name: string, concept: Concept, stems: ReadonlySet<string>): boolean => {
  if (concept.behaviour !== "stock" || concept.countsPeople || fitOf(stems, concept) === 0) return false;
  const words = wordsOf(name).filter((word) => !QUALIFIERS.test(word));
  const before = words.slice(0, words.findIndex((word) => PREPOSITION.test(word)) >>> 0);
  const head = before.at(-1);
  if (head === undefined || before.length < 2 || !COUNTED.test(head)) return false;
  return !formsIn(concept).some((form) => form.stems.includes(stem(head)));
};
const PREPOSITION = /^(of|in|by|per|with|from|at|for|among|under|over)$/;
/** Heads that are things of their own when something stands before them. */
const COUNTED =
  /^(visits?|admissions?|consultations?|attendances?|attacks?|closures?|staff|workers?|students?|pupils?|patients?|supplies|deliveries|referrals?|calls|kits?|costs?|damages?)$/;

const TAG_WEIGHT = 8;
/** A tag without attributes says little: `#affected` is of people and of customers. */
const BARE_TAG_WEIGHT = 3;
const tagWeight = (tag: string): number => (tag.includes("+") ? TAG_WEIGHT : BARE_TAG_WEIGHT);
const DESCRIPTION_WEIGHT = 0.6;
const UNIT_WEIGHT = 0.3;

/**
 * The vocabulary's concept that a column measures. Name, description, HXL tag and unit each speak for concepts, the longer
 * the words that match the louder; the name counts most, but a tag and a description that agree outvote it (a column
 * TOTAL_POPULATION tagged `#affected+sheltered`). Null when no word of the vocabulary occurs.
 */
export const conceptOf = (column: DescribedColumn, vocabulary: Vocabulary): ConceptGuess | null => {
  const name = withoutStatuses(stemsOf(column.name));
  const description = withoutStatuses(stemsOf(column.description ?? ""));
  const aboutSubject = subjectWords(column.name, vocabulary);
  const unit = stemsOf(column.unit ?? "");
  const tag = (column.hxl ?? "").toLowerCase();
  let best: { guess: ConceptGuess; score: number } | null = null;
  const qualifying = new Set(
    vocabulary.concepts.filter((concept) => onlyQualifies(column.name, concept, name)),
  );
  // Of "clinic visits" the visits alone are no more what is counted than the clinics are.
  const fewestWords = qualifying.size > 0 ? 2 : 1;
  for (const concept of vocabulary.concepts) {
    const votes = {
      name: qualifying.has(concept) ? 0 : fitOf(name, concept, aboutSubject, fewestWords),
      description: fitOf(description, concept) * DESCRIPTION_WEIGHT,
      tag: concept.hxl.some((one) => one.toLowerCase() === tag) ? tagWeight(tag) : 0,
      unit: fitOf(unit, concept) * UNIT_WEIGHT,
    };
    const score = votes.name + votes.description + votes.tag + votes.unit;
    if (OF_ALL_CAUSES.has(concept.id) && !ALL_CAUSES.test(`${column.name} ${column.description ?? ""}`))
      continue;
    if (score === 0 || (best !== null && score <= best.score)) continue;
    const from = (["name", "description", "tag", "unit"] as const).filter((source) => votes[source] > 0);
    best = { guess: { concept, from }, score };
  }
  return best?.guess ?? null;
};

/** The vocabulary's subject that a text speaks of; the longest name wins ("hurricane irma" over "hurricane"). Null when none occurs. */
export const subjectOf = (text: string, vocabulary: Vocabulary): Subject | null =>
  bestFit(vocabulary.subjects, stemsOf(text));

/** The subject of the first text that names a particular one; a general one (disaster, infectious disease) only if none does. */
export const firstSubjectOf = (texts: readonly string[], vocabulary: Vocabulary): string | undefined => {
  const found = texts.flatMap((text) => subjectOf(text, vocabulary) ?? []);
  return (found.find((subject) => subject.broader.length > 0 || subject.kind === "event") ?? found[0])?.id;
};

/** Words of a label that say no more than what is counted, of which status, newly or in all. */
const PLAIN_WORDS = new Set(
  "new newly total cum cumulative number no of the reported registered recorded in among and s case death cases deaths so far today daily weekly count all confirmed probable suspected suspect fatality cfr rate"
    .split(" ")
    .map(stem),
);

/** True when a label says nothing beyond its concept and case status: "New cases of confirmed", not "contacts not seen". */
export const saysNoMore = (label: string): boolean =>
  wordsOf(label).every((word) => PLAIN_WORDS.has(stem(word)));

/** True when a label denies what its other words say: "not seen", "noncase", "negative". */
export const denies = (label: string): boolean =>
  wordsOf(label).some((word) => /^(not|non\w*|negative|without|pending|no)$/.test(word)) &&
  !/\bno\. /i.test(label);

const AGE_OR_SEX: readonly (readonly [string, RegExp])[] = [
  ["age-group", /\+age\b/i],
  ["sex", /\+sex\b|\+gender\b/i],
];

/** The vocabulary's dimension that a column is about, by tag or name; null when none. */
export const dimensionOf = (column: DescribedColumn, vocabulary: Vocabulary): string | null => {
  const tag = column.hxl ?? "";
  const tagged = AGE_OR_SEX.find(([, pattern]) => pattern.test(tag));
  if (tagged && vocabulary.dimensions.some((one) => one.id === tagged[0])) return tagged[0];
  return bestFit(vocabulary.dimensions, stemsOf(column.name))?.id ?? null;
};

/** Case statuses that a name says its figures are of ("Confirmed and probable cases"); empty when it says none. */
export const caseStatusesOf = (name: string): readonly string[] => {
  const words = wordsOf(name).map(stem);
  return CASE_STATUS.filter(([, pattern]) => words.some((word) => pattern.test(word))).map(
    ([status]) => status,
  );
};

/** A part of the people that a name narrows its figures to, or null. */
export const narrowedTo = (name: string): { readonly dimension: string; readonly value: string } | null => {
  const text = wordsOf(name).join(" ");
  if (/\b(hcws?|health ?(care )?workers?)\b/.test(text))
    return { dimension: "population-group", value: "health workers" };
  if (/\b(female|women|girls)\b/.test(text)) return { dimension: "sex", value: "female" };
  if (/\b(male|men|boys)\b/.test(text)) return { dimension: "sex", value: "male" };
  const nationality = /\b(\w+(?: \w+)?) nationality\b/.exec(text);
  if (nationality?.[1]) return { dimension: "nationality", value: nationality[1].replace(/^of /, "") };
  const site = /\b(etc|cte|pec|treatment (?:unit|centre|center)s?)\b/.exec(text);
  return site?.[1] ? { dimension: "setting", value: "treatment units" } : null;
};
