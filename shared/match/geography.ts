import type { AreaId, Level } from "../places/area.ts";
import { contains, parentsOf, sameArea } from "../places/containment.ts";
import { gazetteer } from "../places/gazetteer.ts";

/** What lies within what, and how many places of a level there are. */
export type Geography = {
  readonly same: (one: AreaId, other: AreaId) => boolean;
  readonly within: (inner: AreaId, outer: AreaId) => boolean;
  /** Places of the level inside the country or part of one that the gazetteer knows; null when it knows none. */
  readonly countWithin: (area: AreaId, level: Level) => number | null;
  readonly nameOf: (area: AreaId) => string;
};

const titled = (slug: string): string =>
  slug.replaceAll("-", " ").replace(/\b\p{L}/gu, (letter) => letter.toUpperCase());

let made: Geography | undefined;

/** The geography of the built-in gazetteer; made once, on first use. */
export function builtInGeography(): Geography {
  made ??= makeGeography();
  return made;
}

function makeGeography(): Geography {
  const { areas, byId } = gazetteer();
  const counts = new Map<string, number>();
  for (const area of areas) {
    for (const parent of parentsOf(area.id)) {
      // Which territories a source counts as countries of a region differs: no number is the right one.
      if (parent === "world" || parent.startsWith("region/")) continue;
      const key = `${parent}|${area.level}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return {
    same: (one, other) => sameArea(one, other) || sameArea(other, one),
    within: (inner, outer) => contains(outer, inner),
    countWithin: (area, level) => counts.get(`${area}|${level}`) ?? null,
    nameOf: (area) => byId.get(area)?.name ?? titled(area.slice(area.lastIndexOf("/") + 1)),
  };
}
