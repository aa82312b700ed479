import { fingerprintOf } from "../../../shared/canonical.ts";
import { applyCorrections, correctionsOf } from "../../../shared/catalogue/corrections.ts";
import type { Dataset } from "../../../shared/catalogue/dataset.ts";
import { currentDistribution } from "../../../shared/catalogue/distribution.ts";

/** The key in `extra` under which the fingerprint of what an entry was made from is kept. */
const MADE_FROM = "askline:madeFrom";

/** The entry with the fingerprint of what it was made from, so that importing the same again changes nothing. */
export const signed = (dataset: Dataset): Dataset => ({
  ...dataset,
  extra: { ...dataset.extra, [MADE_FROM]: madeFrom(dataset) },
});

const madeFrom = (dataset: Dataset): string => {
  const { [MADE_FROM]: _, ...extra } = dataset.extra;
  return fingerprintOf({ ...dataset, extra });
};

/** How a newly made entry stands to the one the workspace has. */
export type Revision = { readonly outcome: "added" | "updated" | "unchanged"; readonly dataset: Dataset };

/** What people set in an entry and a new file does not change. */
const keptByPeople = (old: Dataset): Partial<Dataset> => ({
  access: old.access,
  smallestCell: old.smallestCell,
  ...(old.protection ? { protection: old.protection } : {}),
  ...(old.legalBasis ? { legalBasis: old.legalBasis } : {}),
  ...(old.terms ? { terms: old.terms } : {}),
  ...(old.steward ? { steward: old.steward } : {}),
  authoritativeFor: old.authoritativeFor,
});

/**
 * Sets a new entry against the one under the same id. The same description and file: unchanged, and edits made since stay.
 * Another file: a revision, with the earlier files listed behind the new one and what people corrected in the entry kept,
 * as far as the new file has the columns.
 */
export const reviseWith = (old: Dataset | undefined, made: Dataset): Revision => {
  if (old === undefined) return { outcome: "added", dataset: signed(made) };
  if (old.extra[MADE_FROM] === madeFrom(made)) return { outcome: "unchanged", dataset: old };
  const current = currentDistribution(made);
  const earlier = old.distributions
    .filter((one) => one.held && one.sha256 !== current?.sha256)
    .map((one) => ({ ...one, title: one.title ?? `Version before ${made.modified ?? "this one"}` }));
  const again = signed({ ...made, ...keptByPeople(old) });
  const revised = { ...again, distributions: [...made.distributions, ...earlier] };
  const corrections = correctionsOf(old);
  if (Object.keys(corrections).length === 0) return { outcome: "updated", dataset: revised };
  const corrected = applyCorrections(revised, corrections, true);
  return { outcome: "updated", dataset: corrected.ok ? corrected.value : revised };
};
