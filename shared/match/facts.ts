import type { Column, Dataset, Measure } from "../catalogue/dataset.ts";
import type { ColumnProfile } from "../catalogue/profile.ts";
import { type AreaId, LEVELS, type Level } from "../places/area.ts";
import { addDays, daysBetween } from "../time/calendar.ts";
import type { Grain } from "../time/grain.ts";
import { endOf } from "../time/periods.ts";
import { GRAIN_DAYS } from "./grain-days.ts";

/** An area that a dataset has figures for, and the column that names it. */
export type CoveredArea = {
  readonly id: AreaId;
  readonly level: Level;
  /** Column that names it; null when the whole table or one measure is about it. */
  readonly column: string | null;
  /** Finer rows stand under this value and have to be added to give its figure. */
  readonly addsUp: boolean;
};

/** The time that a dataset's rows span. Days are inclusive. */
export type CoveredTime = {
  readonly from: string;
  readonly to: string;
  readonly grain: Grain | null;
  /** Periods that have at least one row ÷ periods between first and last; null when not counted. */
  readonly filled: number | null;
  /** True when no row carries a time: the figures are as of `to`. */
  readonly pointOnly: boolean;
  readonly field: string;
};

/** What matching needs to know of a dataset that is held, worked out once when it enters the index. */
export type DatasetFacts = {
  readonly dataset: Dataset;
  readonly held: boolean;
  readonly rows: number | null;
  readonly areas: ReadonlyMap<AreaId, CoveredArea>;
  /** Levels of its areas, coarse to fine. */
  readonly levels: readonly Level[];
  readonly time: CoveredTime | null;
  /** The column that tells published versions apart, if the table keeps them. */
  readonly vintage: string | null;
  /** Dimension id → values in lower case, or null when they were not counted. */
  readonly dimensions: ReadonlyMap<string, ReadonlySet<string> | null>;
  readonly profiles: ReadonlyMap<string, ColumnProfile>;
};

/** The level of an area by its id, where the id says so. */
export function levelOfId(id: AreaId, otherwise: Level): Level {
  if (id === "world") return "world";
  return id.startsWith("region/") ? "region" : otherwise;
}

function coveredAreas(dataset: Dataset): Map<AreaId, CoveredArea> {
  const areas = new Map<AreaId, CoveredArea>();
  const placeColumns = dataset.columns.filter(
    (column) => column.role === "place" && column.level !== undefined,
  );
  const finest = Math.max(-1, ...placeColumns.map((column) => LEVELS.indexOf(column.level ?? "country")));
  for (const column of placeColumns) {
    const level = column.level ?? "country";
    const coarser = LEVELS.indexOf(level) < finest;
    for (const value of dataset.placeValues[column.name] ?? []) {
      if (value.area === null || areas.has(value.area)) continue;
      areas.set(value.area, {
        id: value.area,
        level: levelOfId(value.area, level),
        column: column.name,
        addsUp: coarser && dataset.emptyPlaceMeans !== "whole",
      });
    }
  }
  for (const measure of dataset.measures) {
    if (measure.place === undefined || areas.has(measure.place)) continue;
    const level = levelOfId(measure.place, measure.place.includes("/") ? "adm1" : "country");
    areas.set(measure.place, { id: measure.place, level, column: null, addsUp: false });
  }
  const whole = dataset.spatial?.within;
  if (whole !== undefined && areas.size === 0) {
    const level = levelOfId(whole, dataset.spatial?.finest ?? (whole.includes("/") ? "adm1" : "country"));
    areas.set(whole, { id: whole, level, column: null, addsUp: false });
  }
  return areas;
}

const asDay = (text: string, column: Column, last: boolean): string => {
  if (column.time?.storedAs !== "year") return text.slice(0, 10);
  const year = Number(text);
  const digits = String(Math.abs(year)).padStart(4, "0");
  return `${year < 0 ? "-" : ""}${digits}-${last ? "12-31" : "01-01"}`;
};

function coveredTime(dataset: Dataset, profiles: ReadonlyMap<string, ColumnProfile>): CoveredTime | null {
  const column = dataset.columns.find((candidate) => candidate.role === "time");
  const stated = dataset.temporal;
  const profile = column === undefined ? undefined : profiles.get(column.name);
  const grain = column?.time?.grain ?? dataset.temporalResolution ?? null;
  if (column !== undefined && profile?.min != null && profile.max != null) {
    const from = asDay(profile.min, column, false);
    const last = asDay(profile.max, column, true);
    const days = grain === null ? 1 : GRAIN_DAYS[grain];
    // A week's date may be its first or its last day: the later end is allowed for.
    const to = grain === "week" ? addDays(last, 6) : endOf(grain ?? "day", last);
    const expected = days < 1 ? null : Math.round(daysBetween(from, last) / days) + (days === 365 ? 0 : 1);
    const filled = expected === null || expected < 2 ? null : Math.min(1, profile.distinct / expected);
    return { from, to, grain, filled, pointOnly: false, field: `columns.${column.name}` };
  }
  if (stated?.from === undefined && stated?.to === undefined) return null;
  const to = stated.to ?? stated.from;
  const from = stated.from ?? stated.to;
  if (to === undefined || from === undefined) return null;
  return { from, to, grain, filled: null, pointOnly: column === undefined, field: "temporal" };
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
  const file = dataset.distributions.find((distribution) => distribution.held) ?? dataset.distributions[0];
  const profiles = new Map((file?.profile?.columns ?? []).map((profile) => [profile.name, profile]));
  const areas = coveredAreas(dataset);
  const present = new Set([...areas.values()].map((area) => area.level));
  return {
    dataset,
    held: dataset.distributions.some((distribution) => distribution.held),
    rows: file?.profile?.rows ?? null,
    areas,
    levels: LEVELS.filter((level) => present.has(level)),
    time: coveredTime(dataset, profiles),
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
