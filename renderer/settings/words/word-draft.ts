import type { Concept, Words } from "../../../shared/vocabulary/concept.ts";
import { ownConceptId } from "../../../shared/vocabulary/own-concept.ts";

/** A concept while it is written: every field as it stands in the form. */
export type WordDraft = {
  /** Null while it is new: the id comes from the name. */
  readonly id: string | null;
  readonly en: WordFields;
  readonly fr: WordFields;
  readonly one: string;
  readonly many: string;
  readonly behaviour: Concept["behaviour"];
  readonly statistic: Concept["usualStatistic"];
  readonly denominators: readonly string[];
  readonly broader: string | null;
  readonly hxl: string;
  readonly moreIsWorse: boolean;
  readonly countsPeople: boolean;
};

/** One language of it; `forms` one on each line. */
export type WordFields = { readonly label: string; readonly definition: string; readonly forms: string };

const NO_WORDS: WordFields = { label: "", definition: "", forms: "" };

/** An empty form; a word that was not understood is its first name. */
export const newDraft = (label: string): WordDraft => ({
  id: null,
  en: { ...NO_WORDS, label },
  fr: NO_WORDS,
  one: "",
  many: "",
  behaviour: "flow",
  statistic: "total",
  denominators: [],
  broader: null,
  hxl: "",
  moreIsWorse: true,
  countsPeople: false,
});

/** The form of a concept that is there. */
export const draftOf = (concept: Concept): WordDraft => ({
  id: concept.id,
  en: fieldsOf(concept.words.en),
  fr: fieldsOf(concept.words.fr),
  one: concept.unit.one,
  many: concept.unit.many,
  behaviour: concept.behaviour,
  statistic: concept.usualStatistic,
  denominators: concept.denominators,
  broader: concept.broader[0] ?? null,
  hxl: concept.hxl.join(" "),
  moreIsWorse: concept.moreIsWorse,
  countsPeople: concept.countsPeople,
});

const fieldsOf = (words: Words | undefined): WordFields =>
  words === undefined
    ? NO_WORDS
    : { label: words.label, definition: words.definition ?? "", forms: words.forms.join("\n") };

/**
 * The concept that a form describes. `before`: the one that is being changed, whose further links and levels stay.
 * Null while no language has a name.
 */
export function conceptOf(
  draft: WordDraft,
  taken: ReadonlySet<string>,
  before: Concept | null,
): Concept | null {
  const en = wordsOf(draft.en);
  const fr = wordsOf(draft.fr);
  const name = en?.label ?? fr?.label;
  if (name === undefined) return null;
  const [, ...furtherBroader] = before?.broader ?? [];
  return {
    ...(before ?? {}),
    id: draft.id ?? ownConceptId(name, taken),
    words: { ...(en && { en }), ...(fr && { fr }) },
    unit: { one: draft.one.trim(), many: draft.many.trim() },
    behaviour: draft.behaviour,
    usualStatistic: draft.statistic,
    moreIsWorse: draft.moreIsWorse,
    countsPeople: draft.countsPeople,
    denominators: [...draft.denominators],
    broader: draft.broader === null ? [] : [draft.broader, ...furtherBroader],
    hxl: draft.hxl.split(/\s+/).filter((tag) => tag !== ""),
  };
}

function wordsOf({ label, definition, forms }: WordFields): Words | undefined {
  if (label.trim() === "") return undefined;
  return {
    label: label.trim(),
    ...(definition.trim() === "" ? {} : { definition: definition.trim() }),
    forms: forms
      .split("\n")
      .map((form) => form.trim())
      .filter((form) => form !== ""),
  };
}
