import type { AuthorityOf, ConceptGroup } from "../../../shared/api/catalogue.ts";
import { authorityFor } from "../../../shared/catalogue/authority.ts";
import type { Dataset } from "../../../shared/catalogue/dataset.ts";
import { conceptLabel, subjectLabel } from "../../../shared/vocabulary/words.ts";
import type { Session } from "../session.ts";

/** A dataset by id and title. */
export const named = ({ id, title }: Dataset): { id: string; title: string } => ({ id, title });

type Ask = { readonly concept: string; readonly subject: string | null };

/** True when a dataset has a measure of exactly this concept and subject. */
export const measuresThing = (dataset: Dataset, ask: Ask): boolean =>
  dataset.measures.some((measure) => isAbout(measure, ask));

/** For each thing a dataset measures: who is the designated source of it, and who measures it too. Held datasets only. */
export function authorityOfDataset(session: Session, dataset: Dataset): AuthorityOf[] {
  return asksOf([dataset]).map((ask) => {
    const { competing, ...rest } = authorityOf(session, ask);
    return { ...rest, competing: competing.filter(({ id }) => id !== dataset.id) };
  });
}

/** Everything measured by a dataset held here, with all who measure it, most sources first. */
export function conceptGroups(session: Session): ConceptGroup[] {
  const held = session.workspace.catalogue.held();
  return asksOf(held)
    .map((ask) => {
      const authority = authorityOf(session, ask);
      const designated = [authority.designated, ...authority.disputed].flatMap((one) => one?.id ?? []);
      const sources = held
        .filter((dataset) => measuresThing(dataset, ask))
        .map((dataset) => ({ ...named(dataset), designated: designated.includes(dataset.id) }))
        .sort((a, b) => Number(b.designated) - Number(a.designated) || a.title.localeCompare(b.title, "en"));
      return { ...authority, sources };
    })
    .sort((a, b) => b.sources.length - a.sources.length || a.label.localeCompare(b.label, "en"));
}

const isAbout = (measure: Dataset["measures"][number], { concept, subject }: Ask): boolean =>
  measure.concept === concept && (measure.subject ?? null) === subject;

/** Each concept with its subject once, in the order in which the datasets measure them. */
function asksOf(datasets: readonly Dataset[]): readonly Ask[] {
  const asks = datasets.flatMap((dataset) =>
    dataset.measures.map(({ concept, subject }) => ({ concept, subject: subject ?? null })),
  );
  return [...new Map(asks.map((ask) => [`${ask.concept} ${ask.subject ?? ""}`, ask])).values()];
}

/** Who is designated for a concept and subject everywhere, and who measures it beside them. */
export function authorityOf(session: Session, { concept, subject }: Ask): AuthorityOf {
  const { vocabulary } = session.derived();
  const held = session.workspace.catalogue.held();
  const found = authorityFor(held, { concept, ...(subject === null ? {} : { subject }) }, vocabulary);
  const words = [conceptLabel(vocabulary, concept), ...(subject ? [subjectLabel(vocabulary, subject)] : [])];
  return {
    concept,
    subject,
    label: words.join(", "),
    designated: found.designated ? named(found.designated) : null,
    disputed: found.disputed.map(named),
    competing: found.competing.map(named),
  };
}
