import type { AreaId, Level } from "../places/area.ts";
import { contains } from "../places/containment.ts";
import { gazetteer } from "../places/gazetteer.ts";
import type { ColumnCondition, Dataset, PlaceValue } from "./dataset.ts";

/** One way in which the rows of an area can be picked: all conditions together. */
export type RowsOfArea = readonly ColumnCondition[];

/** An area that a dataset's rows are about. */
export type IndexedArea = {
  readonly area: AreaId;
  readonly level: Level;
  /** Left out when places are added up. */
  readonly aggregate: boolean;
  /** Alternatives, one for each spelling; a row belongs to the area when it meets one of them. Empty for a column per place. */
  readonly rows: readonly RowsOfArea[];
};

/** The areas of a dataset by id. */
export type PlaceIndex = ReadonlyMap<AreaId, IndexedArea>;

type PlaceColumn = { readonly name: string; readonly level: Level };

const LEVEL_ORDER: readonly Level[] = ["world", "region", "country", "adm1", "adm2", "adm3", "facility"];

/** A dataset's place columns, coarse to fine. */
export const placeColumnsOf = (dataset: Pick<Dataset, "columns">): readonly PlaceColumn[] =>
  dataset.columns
    .flatMap((column) =>
      column.role === "place" && column.level ? [{ name: column.name, level: column.level }] : [],
    )
    .sort((a, b) => LEVEL_ORDER.indexOf(a.level) - LEVEL_ORDER.indexOf(b.level));

/** The place values of a column; none for a column that has none, whatever it is called. */
export const placeValuesOf = (
  dataset: Pick<Dataset, "placeValues">,
  column: string,
): readonly PlaceValue[] =>
  Object.hasOwn(dataset.placeValues, column) ? (dataset.placeValues[column] ?? []) : [];

/** Builds the index of the areas that a dataset's place values name, that its measures are about, or that it lies in as a whole. */
export const placeIndexOf = (dataset: Dataset): PlaceIndex => {
  const index = new Map<AreaId, IndexedArea>();
  const columns = placeColumnsOf(dataset);
  columns.forEach((column, at) => {
    for (const value of placeValuesOf(dataset, column.name)) {
      if (value.area === null) continue;
      const known = index.get(value.area);
      // A total row inside a country ("National") names the country again: the country's own rows come first.
      if (known && known.level !== column.level) continue;
      const rows = rowsOf(dataset, columns, at, value.value, value.within ?? []);
      index.set(value.area, {
        area: value.area,
        level: levelOf(value.area, column.level),
        aggregate: (known?.aggregate ?? true) && value.aggregate === true,
        rows: [...(known?.rows ?? []), rows],
      });
    }
  });
  for (const { place } of dataset.measures)
    if (place && !index.has(place))
      index.set(place, { area: place, level: levelOf(place, "country"), aggregate: false, rows: [] });
  const whole = dataset.spatial?.within;
  if (whole && columns.length === 0 && !index.has(whole))
    index.set(whole, { area: whole, level: levelOf(whole, "country"), aggregate: false, rows: [[]] });
  return index;
};

const levelOf = (area: AreaId, otherwise: Level): Level =>
  area === "world" ? "world" : area.startsWith("region/") ? "region" : otherwise;

const rowsOf = (
  dataset: Dataset,
  columns: readonly PlaceColumn[],
  at: number,
  value: string,
  within: readonly string[],
): RowsOfArea => {
  const coarser = columns.slice(0, at);
  const finer = columns[at + 1];
  return [
    ...within.flatMap((one, index): ColumnCondition[] => {
      const column = coarser[index + coarser.length - within.length];
      return column ? [{ column: column.name, op: "in", values: [one] }] : [];
    }),
    { column: columns[at]?.name ?? "", op: "in", values: [value] },
    // Where the row without a finer place is the whole, the rows with one are its parts and would be counted twice.
    ...(finer && dataset.emptyPlaceMeans === "whole"
      ? [{ column: finer.name, op: "is-null" as const, values: [] }]
      : []),
  ];
};

/** How a dataset stands to an area: names it itself, covers it by parts that may be added, lies wholly around it, or not at all. */
export type AreaCover =
  | { readonly kind: "itself"; readonly area: IndexedArea }
  | { readonly kind: "parts"; readonly parts: readonly IndexedArea[] }
  | { readonly kind: "none" };

/** Finds the rows of an area, also under the id of the same ground listed in another way (Puerto Rico). Parts are those of the coarsest level inside it that are not left out of sums. */
export const coverOf = (index: PlaceIndex, area: AreaId): AreaCover => {
  const twin = gazetteer().sameAs.get(area);
  const itself = index.get(area) ?? (twin ? index.get(twin) : undefined);
  if (itself) return { kind: "itself", area: itself };
  const inside = [...index.values()].filter((one) => !one.aggregate && contains(area, one.area));
  if (inside.length === 0) return { kind: "none" };
  const coarsest = Math.min(...inside.map((one) => LEVEL_ORDER.indexOf(one.level)));
  return { kind: "parts", parts: inside.filter((one) => LEVEL_ORDER.indexOf(one.level) === coarsest) };
};

/** The levels of a dataset's areas, coarse to fine. */
export const levelsOf = (index: PlaceIndex): readonly Level[] => {
  const found = new Set([...index.values()].map((one) => one.level));
  return LEVEL_ORDER.filter((level) => found.has(level));
};
