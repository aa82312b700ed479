import type { Area, AreaId } from "../places/area.ts";
import type { IsoDate, Span } from "../time/grain.ts";
import type { Behaviour } from "../vocabulary/behaviour.ts";
import type { Vocabulary } from "../vocabulary/concept.ts";

/** A value that a dataset's dimension column holds, and in which datasets. */
export type LexiconValue = {
  readonly dimension: string;
  readonly value: string;
  readonly datasets: readonly string[];
};

/** A dataset as the parser knows it: what its name's words are and which concepts and subjects it measures. */
export type LexiconDataset = {
  readonly id: string;
  readonly title: string;
  readonly publisher: string;
  readonly concepts: readonly {
    readonly concept: string;
    readonly subject: string | null;
    /** How its measures of the concept behave, where known: outages listed one by one add up, readings of a map do not. */
    readonly behaviours?: readonly Behaviour[];
  }[];
  /** The days its figures cover, where known: tells which disease "cases in January 2021" are of. */
  readonly time?: Span;
  /** The days of its first and last published version, where the table keeps several: what "the latest version" is. */
  readonly published?: { readonly first: IsoDate; readonly last: IsoDate };
  /** The area its figures lie in, where known: tells which Lee County an outage was in. */
  readonly within?: AreaId;
  /** The one country all its places lie in, where there is one: tells which Georgia has the shelters. */
  readonly country?: AreaId;
};

/**
 * Everything the parser may recognise: the vocabulary, the areas of the gazetteer and of the datasets held, dimension
 * values, datasets. Built by catalogue/lexicon.ts; plain data so that the question room knows nothing of the catalogue.
 */
export type Lexicon = {
  readonly vocabulary: Vocabulary;
  readonly areas: readonly Area[];
  readonly values: readonly LexiconValue[];
  readonly datasets: readonly LexiconDataset[];
};
