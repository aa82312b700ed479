import { type Authority, authorityFor } from "../catalogue/authority.ts";
import type { Dataset } from "../catalogue/dataset.ts";
import { type Freshness, freshnessOf } from "../catalogue/freshness.ts";
import type { AreaId } from "../places/area.ts";
import type { MeasureRef } from "../question/question.ts";
import type { Vocabulary } from "../vocabulary/concept.ts";
import { type DatasetFacts, datasetFacts } from "./facts.ts";
import { builtInGeography, type Geography } from "./geography.ts";
import { type Terms, termsOf } from "./terms.ts";

/** All that matching looks things up in: the datasets whose columns are described. Made anew when one of them changes. */
export type CatalogueIndex = {
  readonly terms: Terms;
  readonly geography: Geography;
  /** Datasets whose columns are described, by id. */
  readonly facts: ReadonlyMap<string, DatasetFacts>;
  readonly factsOfConcept: (concept: string) => Iterable<DatasetFacts>;
  /** Datasets that measure the concept, a kind of it, or what it is a kind of. */
  readonly factsRelatedTo: (concept: string) => ReadonlySet<DatasetFacts>;
  /** What the catalogue's measures of a concept are about. */
  readonly subjectsOf: (concept: string) => ReadonlySet<string>;
  readonly ageOf: (dataset: Dataset, today: string) => Freshness;
  /** The designated source for what is asked, in the places asked. */
  readonly authorityOf: (
    asked: Pick<MeasureRef, "concept" | "subject">,
    areas: readonly AreaId[],
  ) => Authority;
};

/** Builds the index over the datasets of a catalogue; those without measures are left to the search. */
export function buildCatalogueIndex(datasets: Iterable<Dataset>, vocabulary: Vocabulary): CatalogueIndex {
  const facts = new Map<string, DatasetFacts>();
  const byConcept = new Map<string, Set<DatasetFacts>>();
  for (const dataset of datasets) {
    if (dataset.measures.length === 0) continue;
    const described = datasetFacts(dataset);
    facts.set(dataset.id, described);
    for (const { concept } of dataset.measures)
      byConcept.set(concept, (byConcept.get(concept) ?? new Set()).add(described));
  }
  const terms = termsOf(vocabulary);
  const related = new Map<string, ReadonlySet<DatasetFacts>>();
  const factsRelatedTo = (concept: string): ReadonlySet<DatasetFacts> => {
    const known = related.get(concept);
    if (known !== undefined) return known;
    const concepts = [...byConcept.keys()].filter((has) => terms.relateConcepts(has, concept) !== "other");
    const made = new Set(concepts.flatMap((one) => [...(byConcept.get(one) ?? [])]));
    related.set(concept, made);
    return made;
  };
  /** Answers of authorityOf: a question asks the same for each measure of each dataset. */
  const designated = new Map<string, Authority>();
  const sourceFor = (concept: string, subject: string | undefined, area: AreaId | undefined): Authority => {
    const key = JSON.stringify([concept, subject, area ?? null]);
    const answered = designated.get(key);
    if (answered !== undefined) return answered;
    const rivals = [...(byConcept.get(concept) ?? [])].map(({ dataset }) => dataset);
    const made = authorityFor(rivals, { concept, subject, area }, vocabulary);
    designated.set(key, made);
    return made;
  };
  /** For several places it is the source that each of them has; where they differ, the one that is for all places. */
  const authorityOf: CatalogueIndex["authorityOf"] = ({ concept, subject }, areas) => {
    const [first, ...others] = areas.map((area) => sourceFor(concept, subject, area));
    const isSame = others.every(({ designated: source }) => source?.id === first?.designated?.id);
    return first !== undefined && isSame ? first : sourceFor(concept, subject, undefined);
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
  return {
    terms,
    geography: builtInGeography(),
    facts,
    factsOfConcept: (concept) => byConcept.get(concept) ?? [],
    factsRelatedTo,
    subjectsOf,
    ageOf: freshnessOf,
    authorityOf,
  };
}
