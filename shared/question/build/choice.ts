import type { IsoDate } from "../../time/grain.ts";
import type { Language } from "../../vocabulary/concept.ts";
import type { Lexicon } from "../lexicon.ts";
import type { Question, QuestionPatch } from "../question.ts";

/** One choice for a part of the question; what is not legal is shown with the reason. */
export type BuilderChoice = {
  readonly id: string;
  readonly label: string;
  readonly detail: string | null;
  readonly patch: QuestionPatch;
  readonly legal: boolean;
  readonly reason: string | null;
  /** How many datasets held here could answer the question with this choice. */
  readonly datasets: number;
};

/** What the builder needs to know beside the question. */
export type BuilderFacts = {
  readonly lexicon: Lexicon;
  /** What was typed to find a choice; empty for all. */
  readonly typed: string;
  readonly today: string;
  readonly language: Language;
  /** Days on which datasets on the measure published versions of their figures, newest first. */
  readonly versions: readonly IsoDate[];
  /** How many datasets could answer a question; the matching does the counting. */
  readonly count: (question: Question) => number;
};

/** A choice before its datasets are counted. */
export type Option = Omit<BuilderChoice, "datasets" | "legal" | "reason"> & {
  readonly reason?: string | null;
};

/** More choices than this are not listed: typing narrows them. */
export const MOST_CHOICES = 40;
