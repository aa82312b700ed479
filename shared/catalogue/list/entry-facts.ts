import type { Dataset } from "../dataset.ts";
import { currentDistribution } from "../distribution.ts";
import { rowsArePeople } from "../people-rows.ts";
import { qualityOf } from "../quality.ts";

/** What an entry measures, with the words for it. */
export type ListedConcept = {
  readonly id: string;
  readonly label: string;
  readonly subject: string | null;
  readonly behaviour: string;
};

/** What the list of the catalogue shows of an entry, and what its freshness is reckoned from. Nothing that changes with the day. */
export type EntryFacts = {
  readonly id: string;
  readonly title: string;
  readonly publisher: string;
  readonly steward: string | null;
  readonly crisis: string | null;
  readonly concepts: readonly ListedConcept[];
  readonly places: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly grain: string | null;
  readonly modified: string | null;
  readonly rhythm: string | null;
  readonly access: Dataset["access"];
  readonly licence: string | null;
  readonly rows: number | null;
  readonly held: boolean;
  readonly quality: number;
};

/** The words for a concept and for what it is about. */
export type Labels = {
  readonly conceptLabel: (id: string) => string;
  readonly subjectLabel: (id: string) => string;
};

/** Takes from an entry what the list shows of it. */
export function entryFacts(dataset: Dataset, labels: Labels): EntryFacts {
  const current = currentDistribution(dataset);
  return {
    id: dataset.id,
    title: dataset.title,
    publisher: dataset.publisher.name,
    steward: dataset.steward?.name ?? null,
    crisis: dataset.crisis ?? null,
    concepts: conceptsOf(dataset, labels),
    places: dataset.spatial?.text ?? "",
    from: dataset.temporal?.from ?? null,
    to: dataset.temporal?.to ?? null,
    grain: dataset.temporalResolution ?? null,
    modified: dataset.modified ?? null,
    rhythm: dataset.accrualPeriodicity ?? null,
    access: dataset.access,
    licence: dataset.licence?.id ?? dataset.licence?.text ?? null,
    rows: rowsArePeople(dataset) ? null : (current?.profile?.rows ?? null),
    held: current !== null,
    quality: qualityOf(dataset).score,
  };
}

/** Each concept once, whatever the number of its measures. */
function conceptsOf({ measures }: Dataset, { conceptLabel, subjectLabel }: Labels): readonly ListedConcept[] {
  const concepts = measures.map(({ concept, subject, behaviour }) => ({
    id: concept,
    label: conceptLabel(concept),
    subject: subject === undefined ? null : subjectLabel(subject),
    behaviour,
  }));
  return [
    ...new Map(concepts.map((concept) => [`${concept.id} ${concept.subject ?? ""}`, concept])).values(),
  ];
}
