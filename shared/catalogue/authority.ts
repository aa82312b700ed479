import type { AreaId } from "../places/area.ts";
import { contains } from "../places/containment.ts";
import type { Vocabulary } from "../vocabulary/concept.ts";
import type { Dataset } from "./dataset.ts";

/** What a source is sought for. */
export type AuthorityAsk = {
  readonly concept: string;
  readonly subject?: string | undefined;
  readonly area?: AreaId | undefined;
};

/** The designated source and those that measure the same thing beside it. */
export type Authority = {
  /** The dataset designated for the most particular subject and place that fits; null when none is. */
  readonly designated: Dataset | null;
  /** Several are designated with equal right: someone has to decide. */
  readonly disputed: readonly Dataset[];
  /** Datasets with a measure of this concept and subject that are not the designated one. */
  readonly competing: readonly Dataset[];
};

/** All subjects that a subject is a kind of, itself first. */
const widening = (subject: string, vocabulary: Vocabulary): readonly string[] => {
  const seen: string[] = [];
  const walk = (id: string): void => {
    if (seen.includes(id)) return;
    seen.push(id);
    for (const wider of vocabulary.subjects.find((one) => one.id === id)?.broader ?? []) walk(wider);
  };
  walk(subject);
  return seen;
};

type Claim = Dataset["authoritativeFor"][number];

/** How well a claim fits what is asked: higher is more particular; null when it does not fit. */
const fitOfClaim = (claim: Claim, ask: AuthorityAsk, vocabulary: Vocabulary): number | null => {
  if (claim.concept !== ask.concept) return null;
  const wider = ask.subject ? widening(ask.subject, vocabulary) : [];
  const subject =
    claim.subject === undefined
      ? 0
      : ask.subject === undefined
        ? 1
        : wider.length - wider.indexOf(claim.subject);
  if (claim.subject !== undefined && ask.subject !== undefined && !wider.includes(claim.subject)) return null;
  if (claim.area === undefined) return subject * 10;
  if (ask.area === undefined || !contains(claim.area, ask.area)) return null;
  return subject * 10 + claim.area.split("/").length;
};

/** Finds the designated source for a concept, subject and place, and its competitors. */
export const authorityFor = (
  datasets: readonly Dataset[],
  ask: AuthorityAsk,
  vocabulary: Vocabulary,
): Authority => {
  const claims = datasets.flatMap((dataset) => {
    const fits = dataset.authoritativeFor.flatMap((claim) => fitOfClaim(claim, ask, vocabulary) ?? []);
    return fits.length > 0 ? [{ dataset, fit: Math.max(...fits) }] : [];
  });
  const best = Math.max(Number.NEGATIVE_INFINITY, ...claims.map((one) => one.fit));
  const first = claims.filter((one) => one.fit === best).map((one) => one.dataset);
  const designated = first.length === 1 ? (first[0] ?? null) : null;
  return {
    designated,
    disputed: first.length > 1 ? first : [],
    competing: datasets.filter(
      (dataset) => dataset.id !== designated?.id && measures(dataset, ask, vocabulary),
    ),
  };
};

const measures = (dataset: Dataset, ask: AuthorityAsk, vocabulary: Vocabulary): boolean =>
  dataset.measures.some(
    (measure) =>
      measure.concept === ask.concept &&
      (ask.subject === undefined ||
        measure.subject === undefined ||
        widening(measure.subject, vocabulary).includes(ask.subject) ||
        widening(ask.subject, vocabulary).includes(measure.subject)),
  );

/** The areas for which some dataset is designated apart, for a concept and subject; each once, in the order of their ids. */
export const claimedAreas = (
  datasets: readonly Dataset[],
  ask: Omit<AuthorityAsk, "area">,
  vocabulary: Vocabulary,
): readonly AreaId[] => {
  const areas = datasets.flatMap(({ authoritativeFor }) =>
    authoritativeFor.flatMap((claim) =>
      claim.area !== undefined && fitOfClaim(claim, { ...ask, area: claim.area }, vocabulary) !== null
        ? [claim.area]
        : [],
    ),
  );
  return [...new Set(areas)].sort();
};

/** Concepts and subjects that several datasets claim for the same place: the catalogue page asks to decide. */
export const disputedClaims = (
  datasets: readonly Dataset[],
): readonly { readonly claim: Claim; readonly datasets: readonly string[] }[] => {
  const byClaim = new Map<string, { claim: Claim; datasets: string[] }>();
  for (const dataset of datasets)
    for (const claim of dataset.authoritativeFor) {
      const key = JSON.stringify([claim.concept, claim.subject ?? null, claim.area ?? null]);
      const entry = byClaim.get(key) ?? { claim, datasets: [] };
      entry.datasets.push(dataset.id);
      byClaim.set(key, entry);
    }
  return [...byClaim.values()].filter((one) => one.datasets.length > 1);
};
