import type { Dataset, Measure } from "../catalogue/dataset.ts";
import { placeColumnsOf, placeValuesOf } from "../catalogue/place-index.ts";
import { type AreaId, LEVELS, type Level } from "../places/area.ts";
import { contains } from "../places/containment.ts";
import { areaById, gazetteer } from "../places/gazetteer.ts";

/** How a table's rows of one level name an area: the value of the level's column, with those of coarser ones where it needs them. */
export type Spelling = { readonly area: AreaId; readonly value: string; readonly within: readonly string[] };

/** What a table has of one level: in a column of its own, in a column per place, put together from finer places, or as a whole. */
export type PlacesOfLevel = {
  readonly level: Level;
  readonly from: "column" | "values" | "finer" | "whole";
  readonly areas: ReadonlySet<AreaId>;
  readonly spellings: readonly Spelling[];
  /** The place column that the spellings are of, counted from the coarsest; null where there is none. */
  readonly depth: number | null;
  /** Rows of finer places hold the level's own total ("National"), which the source knows better than a sum. */
  readonly hasTotals: boolean;
};

/** One id for areas that sources list in two ways (Puerto Rico as a country, and as a state). */
const oneId = (area: AreaId): AreaId => {
  const twin = gazetteer().sameAs.get(area);
  return twin !== undefined && twin < area ? twin : area;
};

const levelOf = (area: AreaId): Level => {
  const known = areaById(area)?.level;
  if (known !== undefined) return known;
  return (["country", "adm1", "adm2", "adm3"] as const)[area.split("/").length - 1] ?? "adm3";
};

/** For each level what a measure of a table has of it. */
export function placesByLevel(dataset: Dataset, measure: Measure): readonly PlacesOfLevel[] {
  if (measure.place !== undefined) return familyPlaces(dataset, measure);
  const columns = placeColumnsOf(dataset);
  if (columns.length === 0) {
    const within = dataset.spatial?.within;
    const whole = within ?? (hasWorld(dataset) ? "world" : undefined);
    if (whole === undefined) return [];
    const area = oneId(whole);
    return [
      {
        level: levelOf(area),
        from: "whole",
        areas: new Set([area]),
        spellings: [],
        depth: null,
        hasTotals: false,
      },
    ];
  }
  const own = columns.map(({ name, level }, depth): PlacesOfLevel => {
    const spellings = placeValuesOf(dataset, name).flatMap(({ value, area, aggregate, within = [] }) =>
      area === null || aggregate === true ? [] : [{ area: oneId(area), value, within }],
    );
    const areas = areasOf(spellings);
    const hasTotals = columns
      .slice(depth + 1)
      .some((finer) =>
        placeValuesOf(dataset, finer.name).some(
          ({ area, aggregate }) => aggregate === true && area !== null && areas.has(oneId(area)),
        ),
      );
    return { level, from: "column", areas, spellings, depth, hasTotals };
  });
  return [...own, ...rolledUp(own)];
}

const hasWorld = ({ spatial }: Dataset): boolean => /^(world|global)/i.test(spatial?.text ?? "");

const areasOf = (spellings: readonly Spelling[]): ReadonlySet<AreaId> =>
  new Set(spellings.map(({ area }) => area));

function familyPlaces(dataset: Dataset, measure: Measure): readonly PlacesOfLevel[] {
  const byLevel = new Map<Level, Spelling[]>();
  for (const { place, concept, subject, behaviour } of dataset.measures) {
    if (place === undefined || concept !== measure.concept || subject !== measure.subject) continue;
    if (behaviour !== measure.behaviour) continue;
    const area = oneId(place);
    byLevel.set(levelOf(area), [...(byLevel.get(levelOf(area)) ?? []), { area, value: place, within: [] }]);
  }
  return [...byLevel].map(([level, spellings]) => ({
    level,
    from: "values",
    areas: areasOf(spellings),
    spellings,
    depth: null,
    hasTotals: false,
  }));
}

const DEPTHS: readonly (readonly [Level, number])[] = [
  ["country", 1],
  ["adm1", 2],
];

/** Coarser levels that a table has no column for, by the path of its coarsest column's areas. */
function rolledUp(own: readonly PlacesOfLevel[]): readonly PlacesOfLevel[] {
  const [coarsest] = own;
  if (coarsest === undefined) return [];
  return DEPTHS.flatMap(([level, parts]): PlacesOfLevel[] => {
    if (LEVELS.indexOf(level) >= LEVELS.indexOf(coarsest.level)) return [];
    const spellings = coarsest.spellings.flatMap((one): Spelling[] => {
      const path = one.area.split("/");
      return path[0] !== "region" && path.length > parts
        ? [{ ...one, area: oneId(path.slice(0, parts).join("/")) }]
        : [];
    });
    return spellings.length === 0
      ? []
      : [
          {
            level,
            from: "finer",
            areas: areasOf(spellings),
            spellings,
            depth: coarsest.depth,
            hasTotals: false,
          },
        ];
  });
}

export type SharedPlaces = {
  readonly level: Level;
  readonly sides: readonly [PlacesOfLevel, PlacesOfLevel];
  readonly areas: ReadonlySet<AreaId>;
};

/**
 * The level at which two tables have most places in common, by the ids of areas; levels that both have as such before those
 * that one puts together, of equals the coarser one. `within`: only places in this area. Null where they have none in common.
 */
export function sharedPlaces(
  one: readonly PlacesOfLevel[],
  other: readonly PlacesOfLevel[],
  within: AreaId | null,
): SharedPlaces | null {
  const found = one.flatMap((mine) =>
    other.flatMap((its): SharedPlaces[] => {
      if (mine.level !== its.level) return [];
      const areas = [...mine.areas].filter(
        (area) => its.areas.has(area) && (within === null || contains(within, area)),
      );
      return areas.length === 0 ? [] : [{ level: mine.level, sides: [mine, its], areas: new Set(areas) }];
    }),
  );
  const isBuilt = ({ sides }: SharedPlaces): number => Number(sides.some(({ from }) => from === "finer"));
  return (
    found.sort(
      (a, b) =>
        isBuilt(a) - isBuilt(b) ||
        b.areas.size - a.areas.size ||
        LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level),
    )[0] ?? null
  );
}
