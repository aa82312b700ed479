import type { Area, AreaId } from "../places/area.ts";
import { countryOf } from "../places/containment.ts";
import { areaById } from "../places/gazetteer.ts";
import type { OwnName } from "../places/own-names.ts";
import { areaSlug, placeKey } from "../places/place-name.ts";
import { resolvePlaceValue } from "../places/resolve-value.ts";
import type { Dataset, PlaceValue } from "./dataset.ts";

/**
 * A dataset read with the workspace's own names of places. A name said for this dataset counts before all else; one said
 * for all tables only where nothing else tells the value's area (no code, no name of the gazetteer), and in its country.
 */
export function withOwnPlaces(dataset: Dataset, names: readonly OwnName[]): Dataset {
  const own = new Map<string, OwnName[]>();
  for (const one of names)
    if (one.dataset === null || one.dataset === dataset.id) {
      const key = keyOf(one.name);
      own.set(key, [...(own.get(key) ?? []), one]);
    }
  if (own.size === 0) return dataset;
  let changed = false;
  const placeValues = Object.fromEntries(
    Object.entries(dataset.placeValues).map(([column, values]) => [
      column,
      values.map((value) => {
        const area = areaOf(value, own.get(keyOf(value.value)) ?? []);
        if (area === null || area === value.area) return value;
        changed = true;
        return { ...value, area };
      }),
    ]),
  );
  return changed ? { ...dataset, placeValues } : dataset;
}

const keyOf = (name: string): string => placeKey(name) || areaSlug(name);

function areaOf(value: PlaceValue, own: readonly OwnName[]): AreaId | null {
  const here = own.find(({ dataset }) => dataset !== null);
  if (here) return here.area;
  const anywhere = own.find(({ dataset }) => dataset === null);
  if (!anywhere || (value.area !== null && areaById(value.area) !== undefined)) return null;
  const country = countryOf(anywhere.area);
  const told = value.area !== null ? countryOf(value.area) : countryWithin(value);
  return told === null || country === null || told === country ? anywhere.area : null;
}

/** The country that the coarser columns of the same rows name. */
function countryWithin({ within = [] }: PlaceValue): AreaId | null {
  const [country] = within;
  return country === undefined ? null : resolvePlaceValue(country, { level: "country" });
}

/** Areas with the workspace's names for them, so that questions are understood by these too. */
export function areasWithOwnNames(areas: readonly Area[], names: readonly OwnName[]): readonly Area[] {
  const byArea = new Map<AreaId, string[]>();
  for (const { name, area, dataset } of names)
    if (dataset === null) byArea.set(area, [...(byArea.get(area) ?? []), name]);
  if (byArea.size === 0) return areas;
  return areas.map((area) => {
    const own = byArea.get(area.id);
    return own ? { ...area, aliases: [...area.aliases, ...own] } : area;
  });
}
