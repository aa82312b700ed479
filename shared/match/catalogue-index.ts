import { type Authority, authorityFor } from "../catalogue/authority.ts";
import type { Dataset } from "../catalogue/dataset.ts";
import { type Freshness, freshnessOf } from "../catalogue/freshness.ts";
import type { AreaId } from "../places/area.ts";
import type { MeasureRef } from "../question/question.ts";
import type { Vocabulary } from "../vocabulary/concept.ts";
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
  /** All entries by id. */
  readonly datasets: ReadonlyMap<string, Dataset>;
  /** Datasets whose columns are described, by id. */
  readonly facts: ReadonlyMap<string, DatasetFacts>;
  readonly factsOfConcept: (concept: string) => Iterable<DatasetFacts>;
  /** The words of all entries. */
  readonly text: TextIndex;
  /** What the catalogue's measures of a concept are about. */
  readonly subjectsOf: (concept: string) => ReadonlySet<string>;
  readonly ageOf: (dataset: Dataset, today: string) => Freshness;
  /** The designated source for what is asked, in the places asked. */
  readonly authorityOf: (
    asked: Pick<MeasureRef, "concept" | "subject">,
    areas: readonly AreaId[],
  ) => Authority;
  readonly size: number;
  readonly add: (datasets: Iterable<Dataset>) => void;
  readonly remove: (ids: Iterable<string>) => void;
};

/**
 * Builds the index over a catalogue.
 * `ready`: segments of an earlier index (kept in memory, or unpacked from a cache): entries whose text is unchanged are
 * not read again, those that are gone are dropped.
 */
export function buildCatalogueIndex(
  datasets: Iterable<Dataset>,
  vocabulary: Vocabulary,
  ready: readonly Segment[] = [],
): CatalogueIndex {
  const facts = new Map<string, DatasetFacts>();
  const byConcept = new Map<string, Set<DatasetFacts>>();
  const known = new Map<string, Dataset>();

  const forget = (id: string): void => {
    known.delete(id);
    designated.clear();
    subjects.clear();
    const gone = facts.get(id);
    if (gone === undefined) return;
    facts.delete(id);
    for (const measure of gone.dataset.measures) byConcept.get(measure.concept)?.delete(gone);
  };
  /** Answers of authorityOf until the catalogue changes: a question asks the same for each measure of each dataset. */
  const designated = new Map<string, Authority>();
  const authorityOf: CatalogueIndex["authorityOf"] = ({ concept, subject }, areas) => {
    const [area, ...others] = areas;
    const key = JSON.stringify([concept, subject, others.length === 0 ? area : null]);
    const answered = designated.get(key);
    if (answered !== undefined) return answered;
    const rivals = [...(byConcept.get(concept) ?? [])].map(({ dataset }) => dataset);
    const ask = { concept, subject, area: others.length === 0 ? area : undefined };
    const made = authorityFor(rivals, ask, vocabulary);
    designated.set(key, made);
    return made;
  };
  const subjects = new Map<string, ReadonlySet<string>>();
  const subjectsOf = (concept: string): ReadonlySet<string> => {
    const answered = subjects.get(concept);
    if (answered !== undefined) return answered;
    const measures = [...(byConcept.get(concept) ?? [])].flatMap(({ dataset }) => dataset.measures);
    const made = new Set(measures.flatMap((one) => (one.concept === concept ? (one.subject ?? []) : [])));
    subjects.set(concept, made);
    return made;
  };
  const text = textIndex(ready);
  const add = (more: Iterable<Dataset>): void => {
    const all = [...more];
    text.add(all.map(searchText));
    for (const dataset of all) {
      forget(dataset.id);
      known.set(dataset.id, dataset);
      if (dataset.measures.length === 0) continue;
      const held = datasetFacts(dataset);
      facts.set(dataset.id, held);
      for (const { concept } of dataset.measures) {
        const set = byConcept.get(concept) ?? new Set();
        set.add(held);
        byConcept.set(concept, set);
      }
    }
  };
  add(datasets);
  text.retain(known);
  return {
    terms: termsOf(vocabulary),
    geography: builtInGeography(),
    datasets: known,
    facts,
    factsOfConcept: (concept) => byConcept.get(concept) ?? [],
    subjectsOf,
    ageOf: freshnessOf,
    authorityOf,
    get size() {
      return known.size;
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
