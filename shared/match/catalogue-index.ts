import type { Dataset } from "../catalogue/dataset.ts";
import type { Vocabulary } from "../vocabulary/concept.ts";
import type { AgeState } from "./criteria/supply.ts";
import { type DatasetFacts, datasetFacts } from "./facts.ts";
import { builtInGeography, type Geography } from "./geography.ts";
import { searchText } from "./search/search-text.ts";
import type { Segment } from "./search/segment.ts";
import { type TextIndex, textIndex } from "./search/text-index.ts";
import { type Terms, termsOf } from "./terms.ts";

/** All that matching looks things up in; kept in memory, changed when datasets come and go. */
export type CatalogueIndex = {
  readonly terms: Terms;
  readonly geography: Geography;
  /** Datasets whose columns are described, by id. */
  readonly facts: ReadonlyMap<string, DatasetFacts>;
  readonly factsOfConcept: (concept: string) => Iterable<DatasetFacts>;
  /** The words of all entries. */
  readonly text: TextIndex;
  readonly ageOf: (dataset: Dataset, today: string) => AgeState;
  readonly size: number;
  readonly add: (datasets: Iterable<Dataset>) => void;
  readonly remove: (ids: Iterable<string>) => void;
};

/** Builds the index over a catalogue. */
export function buildCatalogueIndex(
  datasets: Iterable<Dataset>,
  vocabulary: Vocabulary,
  ready: readonly Segment[] = [],
): CatalogueIndex {
  const facts = new Map<string, DatasetFacts>();
  const byConcept = new Map<string, Set<DatasetFacts>>();
  const ids = new Set<string>();

  const forget = (id: string): void => {
    ids.delete(id);
    const known = facts.get(id);
    if (known === undefined) return;
    facts.delete(id);
    for (const measure of known.dataset.measures) byConcept.get(measure.concept)?.delete(known);
  };
  const text = textIndex(ready);
  const add = (more: Iterable<Dataset>): void => {
    const all = [...more];
    text.add(all.map(searchText));
    for (const dataset of all) {
      forget(dataset.id);
      ids.add(dataset.id);
      if (dataset.measures.length === 0) continue;
      const known = datasetFacts(dataset);
      facts.set(dataset.id, known);
      for (const { concept } of dataset.measures) {
        const set = byConcept.get(concept) ?? new Set();
        set.add(known);
        byConcept.set(concept, set);
      }
    }
  };
  add(datasets);
  return {
    terms: termsOf(vocabulary),
    geography: builtInGeography(),
    facts,
    factsOfConcept: (concept) => byConcept.get(concept) ?? [],
    ageOf: () => ({ state: "unknown", ageDays: null }),
    get size() {
      return ids.size;
    },
    text,
    add,
    remove: (gone) => {
      const all = [...gone];
      text.remove(all);
      for (const id of all) forget(id);
    },
  };
}
