import type { Dataset, Distribution } from "../catalogue/dataset.ts";
import { rowsArePeople } from "../catalogue/people-rows.ts";

/**
 * A dataset's description without what its profile counts or quotes of single people: how many rows have which value, the
 * least, the greatest and typical values. Where rows are people, also without how many there are, how many lack a value,
 * and how large the file is. Open data keep theirs. For every description that is shown, written or sent.
 */
export function publicProfile(dataset: Dataset): Dataset {
  if (dataset.access === "open") return dataset;
  if (rowsArePeople(dataset))
    return {
      ...dataset,
      columns: dataset.columns.map(({ nulls: _, ...column }) => column),
      distributions: dataset.distributions.map(
        ({ profile: _, bytes: __, ...distribution }): Distribution => distribution,
      ),
    };
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
