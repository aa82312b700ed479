import type { IsoDate } from "../../time/grain.ts";
import type { Behaviour } from "../../vocabulary/behaviour.ts";
import type { Language, Vocabulary } from "../../vocabulary/concept.ts";
import type { Finding } from "../finding.ts";
import type { MeasureRef } from "../question.ts";
import { type FindingWords, findingWords } from "./finding-texts.ts";

/** What the check needs to know beside the question. */
export type CheckContext = {
  readonly vocabulary: Vocabulary;
  readonly today: IsoDate;
  /** The behaviours with which the measure is held here; the concept's usual one where none is. */
  readonly behaviours?: (measure: MeasureRef) => readonly Behaviour[];
  /** Measures that most tables here hold, best first: offered where a question names none. */
  readonly offered?: readonly MeasureRef[];
  /** The language of sentences and buttons; English unless said. */
  readonly language?: Language;
};

export const languageOf = ({ language }: Pick<CheckContext, "language">): Language => language ?? "en";

export const wordsOf = (context: Pick<CheckContext, "language">): FindingWords =>
  findingWords(languageOf(context));

const finding =
  (severity: Finding["severity"]) =>
  (code: Finding["code"], text: string, fixes: Finding["fixes"]): Finding => ({
    code,
    severity,
    text,
    fixes,
  });

/** A rule that fails: the question can be kept, not run. */
export const stops = finding("stops");
/** Advice: the question can be run as it is. */
export const warns = finding("warns");
