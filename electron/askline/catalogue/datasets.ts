import type { DatasetSummary } from "../../../shared/api.ts";
import type { Dataset } from "../../../shared/catalogue/dataset.ts";
import { currentDistribution } from "../../../shared/catalogue/distribution.ts";
import { freshnessOf } from "../../../shared/catalogue/freshness.ts";
import { qualityOf } from "../../../shared/catalogue/quality.ts";
import { fail, ok, type Result } from "../../../shared/result.ts";
import { conceptLabel, subjectLabel } from "../../../shared/vocabulary/words.ts";
import type { Session } from "../session.ts";

/** All datasets of the catalogue in brief: held ones first, then imported entries, by title. */
export function listDatasets(session: Session): DatasetSummary[] {
  const { catalogue } = session.workspace;
  const byTitle = (a: Dataset, b: Dataset) => a.title.localeCompare(b.title, "en");
  return [...catalogue.held()]
    .sort(byTitle)
    .concat([...catalogue.imported()].sort(byTitle))
    .map((dataset) => summaryOf(session, dataset));
}

/** One dataset's whole description. */
export function getDataset(session: Session, id: string): Result<Dataset> {
  const dataset = session.workspace.catalogue.get(id);
  if (dataset) return ok(dataset);
  return fail({
    code: "not-found",
    message: `There is no dataset “${id}” in this workspace.`,
    remedy: "Look in the catalogue for its present name, or import it.",
  });
}

function summaryOf(session: Session, dataset: Dataset): DatasetSummary {
  const current = currentDistribution(dataset);
  return {
    id: dataset.id,
    title: dataset.title,
    publisher: dataset.publisher.name,
    steward: dataset.steward?.name ?? null,
    crisis: dataset.crisis ?? null,
    concepts: conceptsOf(session, dataset),
    places: dataset.spatial?.text ?? "",
    from: dataset.temporal?.from ?? null,
    to: dataset.temporal?.to ?? null,
    grain: dataset.temporalResolution ?? null,
    freshness: freshnessOf(dataset, session.today()).state,
    access: dataset.access,
    licence: dataset.licence?.id ?? dataset.licence?.text ?? null,
    rows: current?.profile?.rows ?? null,
    held: current !== null,
    quality: qualityOf(dataset).score,
  };
}

/** Each concept once, whatever the number of its measures. */
function conceptsOf(session: Session, dataset: Dataset): DatasetSummary["concepts"] {
  const { vocabulary } = session.derived().lexicon;
  const concepts = dataset.measures.map(({ concept, subject, behaviour }) => ({
    id: concept,
    label: conceptLabel(vocabulary, concept),
    subject: subject === undefined ? null : subjectLabel(vocabulary, subject),
    behaviour,
  }));
  return [
    ...new Map(concepts.map((concept) => [`${concept.id} ${concept.subject ?? ""}`, concept])).values(),
  ];
}
