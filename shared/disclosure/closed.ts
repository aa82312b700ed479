import type { Dataset } from "../catalogue/dataset.ts";
import { currentDistribution } from "../catalogue/distribution.ts";
import { LEVELS } from "../places/area.ts";
import type { Claim, Closed } from "./claims.ts";
import { PLACES } from "./regions.ts";
import { foldedValue } from "./told-region.ts";

/** A column with more values is no list of groups that anyone knows by heart. */
const MOST_GROUPS = 40;

/** Places of more than so many are not looked at one by one. */
const MOST_PLACES = 5_000;

/**
 * What anyone knows about the groups and places of tables, so that the last one follows from the others: columns that
 * claims tell people apart by, of which the file's profile lists every value and every row has one; and the places.
 */
export function closedOf(claims: readonly Claim[], datasets: readonly Dataset[]): Closed[] {
  const used = new Set(claims.flatMap(({ region }) => [...region.where.keys()]));
  return datasets.flatMap((dataset) => {
    const profile = currentDistribution(dataset)?.profile;
    const groups = (profile?.columns ?? []).flatMap(({ name, nulls, distinct, values }): Closed[] =>
      used.has(name) && nulls === 0 && values && values.length === distinct && distinct <= MOST_GROUPS
        ? [{ table: dataset.id, column: name, values: folded(values.map(([value]) => value)) }]
        : [],
    );
    const places = placesOf(dataset);
    return places === null ? groups : [...groups, { table: dataset.id, column: PLACES, values: places }];
  });
}

const folded = (values: readonly string[]): string[] => [
  ...new Set(values.map((value) => String(foldedValue(value)))),
];

/** The areas of the finest place column, where every row has one and all are known. */
function placesOf(dataset: Dataset): string[] | null {
  const [finest] = dataset.columns
    .flatMap(({ name, role, level }) => (role === "place" && level ? [{ name, level }] : []))
    .sort((a, b) => LEVELS.indexOf(b.level) - LEVELS.indexOf(a.level));
  const own = (dataset.placeValues[finest?.name ?? ""] ?? []).filter(({ aggregate }) => aggregate !== true);
  const nulls = currentDistribution(dataset)?.profile?.columns.find(
    ({ name }) => name === finest?.name,
  )?.nulls;
  if (nulls !== 0 || own.length === 0 || own.length > MOST_PLACES) return null;
  const areas = own.flatMap(({ area }) => area ?? []);
  return areas.length === own.length ? [...new Set(areas)] : null;
}
