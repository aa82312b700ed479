import type { Dataset, Distribution } from "./dataset.ts";

/** A distribution whose Arrow file lies in the workspace. */
export type HeldDistribution = Distribution & { readonly sha256: string };

const isHeld = (distribution: Distribution): distribution is HeldDistribution =>
  distribution.held && distribution.sha256 !== undefined;

/** The file that questions are answered from: the first one held. Earlier versions follow it in the list. Null when none is held. */
export const currentDistribution = (dataset: Pick<Dataset, "distributions">): HeldDistribution | null =>
  dataset.distributions.find(isHeld) ?? null;

/** Earlier versions of the file that are still held, newest first. */
export const earlierDistributions = (dataset: Pick<Dataset, "distributions">): readonly HeldDistribution[] =>
  dataset.distributions.filter(isHeld).slice(1);
