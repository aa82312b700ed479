import type { Dataset, Measure } from "../catalogue/dataset.ts";
import { currentDistribution } from "../catalogue/distribution.ts";
import { placeColumnsOf, placeIndexOf, placeValuesOf } from "../catalogue/place-index.ts";
import type { ColumnProfile } from "../catalogue/profile.ts";
import { type TimeCoverage, timeCoverageOf } from "../catalogue/time-coverage.ts";
import { type AreaId, LEVELS, type Level } from "../places/area.ts";

/** An area that a dataset has figures for. */
export type CoveredArea = {
  readonly id: AreaId;
  readonly level: Level;
  /** Finer rows stand under this value and have to be added to give its figure. */
  readonly addsUp: boolean;
};

/** What matching needs to know of a dataset that is held, worked out once when it enters the index. */
export type DatasetFacts = {
  readonly dataset: Dataset;
  readonly held: boolean;
  readonly rows: number | null;
  readonly areas: ReadonlyMap<AreaId, CoveredArea>;
  /** How many place values of a level name no known area (a cruise ship): they are rows all the same. */
  readonly nameless: ReadonlyMap<Level, number>;
  readonly time: TimeCoverage | null;
  /** The column that tells published versions apart, if the table keeps them. */
  readonly vintage: string | null;
  /** Dimension id → values in lower case, or null when they were not counted. */
  readonly dimensions: ReadonlyMap<string, ReadonlySet<string> | null>;
  readonly profiles: ReadonlyMap<string, ColumnProfile>;
};

function coveredAreas(dataset: Dataset): Map<AreaId, CoveredArea> {
  const columns = placeColumnsOf(dataset);
  const areas = new Map<AreaId, CoveredArea>();
  for (const { area, level } of placeIndexOf(dataset).values()) {
    const finer = columns.some((column) => LEVELS.indexOf(column.level) > LEVELS.indexOf(level));
    const named = columns.some((column) => column.level === level);
    areas.set(area, { id: area, level, addsUp: named && finer && dataset.emptyPlaceMeans !== "whole" });
  }
  return areas;
}

function namelessPlaces(dataset: Dataset): Map<Level, number> {
  const nameless = new Map<Level, number>();
  for (const { name, level } of placeColumnsOf(dataset)) {
    const values = placeValuesOf(dataset, name).filter(({ area, aggregate }) => area === null && !aggregate);
    if (values.length > 0) nameless.set(level, (nameless.get(level) ?? 0) + values.length);
  }
  return nameless;
}

function dimensionValues(dataset: Dataset, profiles: ReadonlyMap<string, ColumnProfile>) {
  const dimensions = new Map<string, ReadonlySet<string> | null>();
  for (const column of dataset.columns) {
    if (column.role !== "dimension") continue;
    const values = profiles.get(column.name)?.values ?? null;
    const set = values === null ? null : new Set(values.map(([value]) => value.toLowerCase()));
    dimensions.set(column.dimension ?? column.name, set);
  }
  return dimensions;
}

/** Works out once what a held dataset covers: areas, days, dimensions and their values. */
export function datasetFacts(dataset: Dataset): DatasetFacts {
  const file = currentDistribution(dataset) ?? dataset.distributions[0];
  const profiles = new Map((file?.profile?.columns ?? []).map((profile) => [profile.name, profile]));
  const areas = coveredAreas(dataset);
  return {
    dataset,
    held: dataset.distributions.some((distribution) => distribution.held),
    rows: file?.profile?.rows ?? null,
    areas,
    nameless: namelessPlaces(dataset),
    time: timeCoverageOf(dataset),
    vintage: dataset.columns.find((column) => column.role === "vintage")?.name ?? null,
    dimensions: dimensionValues(dataset, profiles),
    profiles,
  };
}

/**
 * The areas that one measure covers. Where a table has a column per place, measures of the same concept, subject and
 * conditions form one family and cover their places together.
 */
export function measureAreas(facts: DatasetFacts, measure: Measure): ReadonlyMap<AreaId, CoveredArea> {
  if (measure.place === undefined) return facts.areas;
  const family = facts.dataset.measures.filter(
    (other) =>
      other.place !== undefined && other.concept === measure.concept && other.subject === measure.subject,
  );
  const areas = new Map<AreaId, CoveredArea>();
  for (const { place } of family) {
    const area = place === undefined ? undefined : facts.areas.get(place);
    if (area !== undefined) areas.set(area.id, area);
  }
  return areas;
}
