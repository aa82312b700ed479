import type { Column, ColumnCondition, Dataset, Measure, PlaceValue } from "../../catalogue/dataset.ts";
import { type AreaId, LEVELS, type Level } from "../../places/area.ts";
import { sameArea } from "../../places/containment.ts";
import { areaById, gazetteer } from "../../places/gazetteer.ts";
import type { AreaRef } from "../../question/question.ts";
import { ok, type Result } from "../../result.ts";
import { folded, valuesOf } from "../column-values.ts";
import type { Assumption, PlaceKey } from "../plan.ts";
import { notAnswerable } from "../refusals.ts";
import { assumed, filterText, refused } from "../sentences.ts";

/** Which rows are of the asked places, and how rows become the reported places. */
export type PlacePlan = {
  readonly filters: readonly {
    readonly why: "place" | "level";
    readonly anyOf: ColumnCondition[][];
    readonly text: string;
  }[];
  readonly key: PlaceKey;
  readonly values: readonly { readonly column: string | null; readonly place: string | null }[];
  readonly columns: readonly { readonly column: string; readonly level: Level }[];
  /** True when values of several places go into one figure. */
  readonly together: boolean;
  readonly assumptions: readonly Assumption[];
};

export type PlaceAsk = {
  readonly dataset: Dataset;
  readonly measure: Measure;
  /** Empty: everywhere. */
  readonly areas: readonly AreaRef[];
  readonly by: Level | undefined;
};

type Placed = { readonly column: string; readonly level: Level; readonly values: readonly PlaceValue[] };

/** Resolves the asked areas and level against the table's own place columns and spellings (design/domain.md, "Measures"). */
export function planPlaces(ask: PlaceAsk): Result<PlacePlan> {
  if (ask.measure.place !== undefined) return placesInColumns(ask);
  const columns = placeColumns(ask.dataset);
  const asked = askedAreas(ask);
  if (columns.length === 0) return ok(wholeTable(ask));
  const found = asked.length === 0 ? everywhere(columns, ask) : findAreas(asked, columns, ask);
  if (!found.ok) return found;
  return withLevel(ask, columns, found.value);
}

/** The areas to filter by; the world, and the area that the whole table is about, need no filter. */
function askedAreas({ areas, dataset }: PlaceAsk): readonly AreaRef[] {
  const names = (id: AreaId): boolean =>
    Object.values(dataset.placeValues).some((values) => values.some(({ area }) => area === id));
  const covers = ({ id }: AreaRef): boolean => {
    if (id === "world") return !names("world") && hasParts(dataset);
    const within = dataset.spatial?.within;
    return within !== undefined && (within === id || within.startsWith(`${id}/`)) && !names(id);
  };
  return areas.some(covers) ? [] : areas;
}

const hasParts = (dataset: Dataset): boolean =>
  Object.values(dataset.placeValues).some((values) =>
    values.some((value) => value.aggregate !== true && value.area !== "world"),
  );

const placeColumns = (dataset: Dataset): Placed[] =>
  dataset.columns
    .filter(
      (column): column is Column & { level: Level } => column.role === "place" && column.level !== undefined,
    )
    .map(({ name, level }) => ({ column: name, level, values: dataset.placeValues[name] ?? [] }))
    .sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));

/** A table about one area as a whole. */
function wholeTable({ dataset, measure, areas }: PlaceAsk): PlacePlan {
  const within = dataset.spatial?.within;
  const wider = areas.find(({ id }) => within !== undefined && within !== id && within.startsWith(`${id}/`));
  return {
    filters: [],
    key: { kind: "all" },
    values: [{ column: measure.column, place: null }],
    columns: [],
    together: false,
    assumptions: wider ? [assumed.onlyPart(wider.name, dataset.spatial?.text ?? within ?? "")] : [],
  };
}

/** A table with a column per place: the measures of the asked places are read together. */
function placesInColumns({ dataset, measure, areas, by }: PlaceAsk): Result<PlacePlan> {
  const wanted = areas.filter(({ id }) => id !== "world").map(({ id }) => id);
  const family = dataset.measures.filter(
    (other) =>
      other.place !== undefined &&
      other.concept === measure.concept &&
      other.subject === measure.subject &&
      other.behaviour === measure.behaviour,
  );
  const chosen =
    wanted.length === 0
      ? family
      : family.filter(({ place }) => wanted.some((id) => place === id || liesIn(place ?? null, id)));
  if (chosen.length === 0) return notAnswerable(refused.placeNotThere(areas.map(({ name }) => name)));
  return ok({
    filters: [],
    key: by === undefined ? { kind: "all" } : { kind: "value" },
    values: chosen.map(({ column, place }) => ({ column, place: place ?? null })),
    columns: [],
    together: by === undefined && chosen.length > 1,
    assumptions: [],
  });
}

/** Where an area was found: alternatives of conditions up to a column, and what lies finer than it is still open. */
type Found = {
  readonly anyOf: ColumnCondition[][];
  readonly depth: number;
  readonly places: number;
  readonly assumptions: Assumption[];
};

function everywhere(columns: readonly Placed[], { dataset }: PlaceAsk): Result<Found> {
  // With whole rows beside their parts, the coarsest rows are everything; else all rows are.
  const depth = dataset.emptyPlaceMeans === "whole" ? 0 : columns.length - 1;
  const counted = columns[depth]?.values.filter(({ aggregate }) => aggregate !== true).length ?? 0;
  return ok({ anyOf: [[]], depth, places: counted, assumptions: [] });
}

/** Each area brings its own conditions on the columns finer than where it was found, unless its parts are reported. */
function alternatives(
  found: Found,
  columns: readonly Placed[],
  { dataset, by }: PlaceAsk,
): ColumnCondition[][] {
  if (by !== undefined && by !== "world") return found.anyOf;
  const finer = finerConditions(dataset, columns, found.depth, found);
  return found.anyOf.map((all) => [...all, ...finer]);
}

function findAreas(areas: readonly AreaRef[], columns: readonly Placed[], ask: PlaceAsk): Result<Found> {
  const found: Found[] = [];
  const missing: string[] = [];
  for (const area of areas) {
    const one = findArea(area, columns, ask);
    if (one) found.push(one);
    else missing.push(area.name);
  }
  if (missing.length > 0) return notAnswerable(refused.placeNotThere(missing));
  return ok({
    anyOf: found.flatMap((one) => alternatives(one, columns, ask)),
    depth: Math.min(...found.map(({ depth }) => depth)),
    places: found.reduce((sum, { places }) => sum + places, 0),
    assumptions: found.flatMap(({ assumptions }) => assumptions),
  });
}

/**
 * Where an area's rows are: the source's own total row for it, where one figure is asked (the source knows best what goes
 * into it); else the rows that name it; else the rows of its parts.
 */
function findArea(area: AreaRef, columns: readonly Placed[], { dataset, by }: PlaceAsk): Found | null {
  const named = (depth: number, totals: boolean): Found | null => {
    const hits = (columns[depth]?.values ?? []).filter(
      (value) =>
        value.area !== null && sameArea(value.area, area.id) && (value.aggregate === true) === totals,
    );
    if (hits.length === 0) return null;
    return {
      anyOf: spelled(hits, columns, depth),
      depth,
      places: 1,
      assumptions: [],
    };
  };
  const depths = columns.map((_, depth) => depth);
  const total = depths
    .filter((depth) => by === undefined || (by === columns[depth]?.level && !isInside(by, area.id)))
    .map((depth) => named(depth, true))
    .findLast((found) => found !== null);
  const own = depths.map((depth) => named(depth, false)).find((one) => one !== null) ?? null;
  // A table that leaves out rows at every use leaves out its total rows first of all: then the parts are surer.
  const surer =
    dataset.always.length > 0 ? (own ?? groupOf(area, columns, dataset) ?? partsOf(area, columns)) : null;
  const found = surer ?? total ?? own ?? groupOf(area, columns, dataset) ?? partsOf(area, columns);
  if (found) return found;
  if (dataset.spatial?.within === area.id)
    return { anyOf: [[]], depth: columns.length - 1, places: 2, assumptions: [] };
  return null;
}

/** Whether a level lies inside an area: then its parts are asked for, and its own total row is none of them. */
const isInside = (level: Level, area: AreaId): boolean => {
  const own = areaById(area)?.level;
  return own !== undefined && LEVELS.indexOf(level) > LEVELS.indexOf(own);
};

/** A region of the world that the table itself groups by: its own column knows best what belongs to it. */
function groupOf(area: AreaRef, columns: readonly Placed[], dataset: Dataset): Found | null {
  if (!area.id.startsWith("region/")) return null;
  const names = new Set(
    [area.name, areaById(area.id)?.name ?? "", ...(areaById(area.id)?.aliases ?? [])].map(folded),
  );
  for (const { name, role, dimension } of dataset.columns) {
    if (role !== "dimension" || !/region/i.test(dimension ?? name)) continue;
    const values = (valuesOf(dataset, name) ?? []).filter((value) => names.has(folded(value)));
    if (values.length === 0) continue;
    return {
      anyOf: [[{ column: name, op: "in", values }]],
      depth: columns.length - 1,
      places: 2,
      assumptions: [assumed.ownGroup(area.name, name)],
    };
  }
  return null;
}

/** The rows of an area's parts, at the coarsest column that has some. */
function partsOf(area: AreaRef, columns: readonly Placed[]): Found | null {
  for (const [depth, column] of columns.entries()) {
    const parts = column.values.filter((value) => value.aggregate !== true && liesIn(value.area, area.id));
    if (parts.length === 0) continue;
    return {
      anyOf: spelled(parts, columns, depth),
      depth,
      places: parts.length,
      assumptions: [assumed.rolledUp(area.name, column.level, parts.length)],
    };
  }
  return null;
}

/** Whether an area is a part of another: by its path, or as a country of a region. */
const liesIn = (part: AreaId | null, whole: AreaId): boolean =>
  part !== null && (part.startsWith(`${whole}/`) || (gazetteer().members.get(whole)?.has(part) ?? false));

/** Conditions for values of a column, grouped by the coarser values they lie within. */
function spelled(
  values: readonly PlaceValue[],
  columns: readonly Placed[],
  depth: number,
): ColumnCondition[][] {
  const groups = new Map<string, { within: readonly string[]; values: string[] }>();
  for (const { value, within = [] } of values) {
    const key = JSON.stringify(within);
    const group = groups.get(key) ?? { within, values: [] };
    group.values.push(value);
    groups.set(key, group);
  }
  const column = columns[depth]?.column ?? "";
  return [...groups.values()].map(({ within, values: group }) => [
    ...within.flatMap((value, index) => {
      const coarser = columns[index];
      return coarser && index < depth ? [{ column: coarser.column, op: "in" as const, values: [value] }] : [];
    }),
    { column, op: "in" as const, values: group },
  ]);
}

/** Adds what the reporting level asks of the finer columns, and says what the reported places are. */
function withLevel(ask: PlaceAsk, columns: readonly Placed[], found: Found): Result<PlacePlan> {
  const { dataset, measure, by, areas } = ask;
  const names = areas.map(({ name }) => name);
  const level = by === undefined || by === "world" ? undefined : by;
  const at = level === undefined ? -1 : columns.findIndex((column) => column.level === level);
  const deepest = columns.findLastIndex(() => true);
  const keyDepth = level === undefined ? found.depth : at;
  if (level !== undefined && at < 0) {
    const parts = byAncestor(columns, level);
    if (!parts) return notAnswerable(refused.levelNotThere(level));
    return ok(
      assemble(found, finerConditions(dataset, columns, deepest, found), { kind: "areas", ...parts }, false),
    );
  }
  const settled = level === undefined && found.anyOf.every((all) => all.length > 0);
  const conditions = settled ? [] : finerConditions(dataset, columns, keyDepth, found);
  if (level !== undefined && columns[at])
    conditions.push({ column: columns[at].column, op: "not-null", values: [] });
  const key: PlaceKey = level === undefined ? { kind: "all" } : keyAt(columns, at);
  return ok(assemble(found, conditions, key, level === undefined && found.places > 1));

  function assemble(
    where: Found,
    finer: ColumnCondition[],
    placeKey: PlaceKey,
    together: boolean,
  ): PlacePlan {
    const everyRow = where.anyOf.some((all) => all.length === 0);
    return {
      filters: [
        ...(everyRow ? [] : [{ why: "place" as const, anyOf: where.anyOf, text: filterText.places(names) }]),
        ...(finer.length === 0
          ? []
          : [{ why: "level" as const, anyOf: [finer], text: filterText.level(level, finer) }]),
      ],
      key: placeKey,
      values: [{ column: measure.column, place: null }],
      columns: columns.map((column) => ({ column: column.column, level: column.level })),
      together,
      assumptions: where.assumptions,
    };
  }
}

/** Columns finer than `depth`: only the whole place's own row, or all parts; total rows beside parts are left out. */
function finerConditions(
  dataset: Dataset,
  columns: readonly Placed[],
  depth: number,
  found: Found,
): ColumnCondition[] {
  return columns.flatMap((column, index): ColumnCondition[] => {
    if (index > depth && dataset.emptyPlaceMeans === "whole")
      return [{ column: column.column, op: "is-null", values: [] }];
    // Values that were chosen by name are no total rows, unless the total row itself is meant.
    if (index <= found.depth && found.anyOf.every((all) => all.length > 0)) return [];
    const totals = column.values.filter(({ aggregate }) => aggregate === true).map(({ value }) => value);
    return totals.length > 0 ? [{ column: column.column, op: "not-in", values: [...new Set(totals)] }] : [];
  });
}

/** Reports by the column's own values, unless several of its spellings name one area. */
function keyAt(columns: readonly Placed[], at: number): PlaceKey {
  const column = columns[at];
  if (!column) return { kind: "all" };
  const areaOf = new Map<string, string>();
  const seen = new Set<string>();
  let doubled = false;
  for (const { value, area, aggregate } of column.values) {
    if (aggregate === true) continue;
    const id = area ?? value;
    const known = areaOf.get(value);
    if (known !== undefined && known !== id)
      return { kind: "columns", columns: columns.slice(0, at + 1).map((one) => one.column) };
    if (known === undefined && seen.has(id)) doubled = true;
    areaOf.set(value, id);
    seen.add(id);
  }
  if (doubled) return { kind: "areas", column: column.column, areas: [...areaOf] };
  return { kind: "columns", columns: columns.slice(0, at + 1).map((one) => one.column) };
}

const DEPTH_OF: Partial<Record<Level, number>> = { country: 1, adm1: 2, adm2: 3 };

/** The areas of a coarser level that the values of the coarsest column lie in: the path's first parts. */
function byAncestor(
  columns: readonly Placed[],
  level: Level,
): { column: string; areas: [string, string][] } | null {
  const parts = DEPTH_OF[level];
  const column = columns.find((one) => LEVELS.indexOf(one.level) > LEVELS.indexOf(level));
  if (parts === undefined || !column) return null;
  const areas = column.values.flatMap(({ value, area, aggregate }): [string, string][] => {
    const path = area?.split("/") ?? [];
    return aggregate !== true && path.length > parts && path[0] !== "region"
      ? [[value, path.slice(0, parts).join("/")]]
      : [];
  });
  return areas.length > 0 ? { column: column.column, areas } : null;
}
