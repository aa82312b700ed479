import type { Dataset } from "../catalogue/dataset.ts";

/**
 * A dataset's description without what its profile counts or quotes of single people: how many rows have which value, the
 * least, the greatest and typical values. Open data keep theirs. For every description that is shown, written or sent.
 */
export function publicProfile(dataset: Dataset): Dataset {
  if (dataset.access === "open") return dataset;
  return {
    ...dataset,
    distributions: dataset.distributions.map((distribution) =>
      distribution.profile === undefined
        ? distribution
        : {
            ...distribution,
            profile: {
              ...distribution.profile,
              columns: distribution.profile.columns.map((column) => ({
                ...column,
                min: null,
                max: null,
                mean: null,
                quantiles: null,
                values: null,
              })),
            },
          },
    ),
  };
}
