import { authorityFor, claimedAreas } from "../catalogue/authority.ts";
import type { Dataset } from "../catalogue/dataset.ts";
import type { AreaId } from "../places/area.ts";
import type { Vocabulary } from "../vocabulary/concept.ts";
import type { Thing } from "./pairing.ts";

/** Two sources that are to be held against each other. `isDesignated`: the first is the designated one there. */
export type Rivals = {
  readonly area: AreaId | null;
  readonly datasets: readonly [Dataset, Dataset];
  readonly isDesignated: boolean;
};

export type RivalsAsk = {
  readonly thing: Thing;
  /** Only pairs with this dataset. */
  readonly of?: string | undefined;
  /** Only as things are in this area; absent: everywhere, and in every area that has a source of its own. */
  readonly area?: AreaId | undefined;
};

/** More pairs than this nobody reads; with a designated source each has one pair, so this is about things nobody decided on. */
export const MOST_PAIRS = 40;

/**
 * Which sources are held against which (design/domain.md, "Dataset"): each against the designated one; where none is
 * designated or several are, all against all.
 */
export function rivalsOf(
  datasets: readonly Dataset[],
  { thing, of, area }: RivalsAsk,
  vocabulary: Vocabulary,
): readonly Rivals[] {
  const ask = { concept: thing.concept, ...(thing.subject === null ? {} : { subject: thing.subject }) };
  const areas = area === undefined ? [null, ...claimedAreas(datasets, ask, vocabulary)] : [area];
  const found = areas.flatMap((where): Rivals[] => {
    const { designated, competing } = authorityFor(
      datasets,
      where === null ? ask : { ...ask, area: where },
      vocabulary,
    );
    const sorted = [...competing].sort(
      (a, b) => a.title.localeCompare(b.title, "en") || (a.id < b.id ? -1 : 1),
    );
    return designated
      ? sorted.map((other) => ({ area: where, datasets: [designated, other], isDesignated: true }))
      : sorted.flatMap((one, at) =>
          sorted
            .slice(at + 1)
            .map((other): Rivals => ({ area: where, datasets: [one, other], isDesignated: false })),
        );
  });
  return found
    .filter((pair) => of === undefined || pair.datasets.some(({ id }) => id === of))
    .slice(0, MOST_PAIRS);
}
