/**
 * One number that was or would be given out, with the people it counts: a dataset's measure within places, days and
 * conditions. `places` null means everywhere; `from`/`to` null: no limit. Conditions map a dimension to its allowed values.
 */
export type GivenCount = {
  readonly dataset: string;
  readonly measure: string;
  /** Only counts made in the same way can be subtracted: total, latest, peak … */
  readonly statistic: string;
  readonly places: readonly string[] | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly where: ReadonlyMap<string, ReadonlySet<string>>;
  readonly value: number;
};

/** Two numbers whose difference counts a few people. */
export type Revealing = {
  readonly now: GivenCount;
  readonly earlier: GivenCount;
  readonly difference: number;
};

/**
 * Finds numbers of a new answer that, subtracted from or by an earlier one, would leave a count from 1 to below − 1: the
 * people of one are wholly among the people of the other, and the two numbers are almost the same
 * (differencing attack; design/domain.md, "Disclosure control").
 */
export function revealingPairs(
  now: readonly GivenCount[],
  earlier: readonly GivenCount[],
  below: number,
): readonly Revealing[] {
  const bySource = new Map<string, GivenCount[]>();
  for (const count of earlier) {
    const key = sourceOf(count);
    bySource.set(key, [...(bySource.get(key) ?? []), count]);
  }
  return now.flatMap((count) =>
    (bySource.get(sourceOf(count)) ?? []).flatMap((other) => {
      const difference = Math.abs(count.value - other.value);
      const small = difference > 0 && difference < below;
      return small && (isWithin(count, other) || isWithin(other, count))
        ? [{ now: count, earlier: other, difference }]
        : [];
    }),
  );
}

const sourceOf = ({ dataset, measure, statistic }: GivenCount): string =>
  JSON.stringify([dataset, measure, statistic]);

/** Whether everyone counted in `inner` is also counted in `outer`. */
export function isWithin(inner: GivenCount, outer: GivenCount): boolean {
  return (
    placesWithin(inner.places, outer.places) &&
    (outer.from === null || (inner.from !== null && inner.from >= outer.from)) &&
    (outer.to === null || (inner.to !== null && inner.to <= outer.to)) &&
    [...outer.where].every(([dimension, allowed]) => {
      const own = inner.where.get(dimension);
      return own !== undefined && [...own].every((value) => allowed.has(value));
    })
  );
}

/** Area ids are paths from the country down, so a longer path lies within a shorter one. */
function placesWithin(inner: readonly string[] | null, outer: readonly string[] | null): boolean {
  if (outer === null) return true;
  if (inner === null) return false;
  return inner.every((place) => outer.some((around) => place === around || place.startsWith(`${around}/`)));
}
