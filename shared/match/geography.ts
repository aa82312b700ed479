import type { Area, AreaId, Level } from "../places/area.ts";

/** What lies within what, and how many places of a level there are. */
export type Geography = {
  /** An area lies within itself, within the areas of its path, within its parents' regions and within the world. */
  readonly within: (inner: AreaId, outer: AreaId) => boolean;
  /** Places of the level inside the area that the gazetteer knows; null when it knows none. */
  readonly countWithin: (area: AreaId, level: Level) => number | null;
  readonly nameOf: (area: AreaId) => string;
};

const titled = (slug: string): string =>
  slug.replaceAll("-", " ").replace(/\b\p{L}/gu, (letter) => letter.toUpperCase());

/** Builds a geography from a gazetteer; without one, paths alone say what lies within what. */
export function geographyOf(areas: readonly Area[]): Geography {
  const byId = new Map(areas.map((area) => [area.id, area]));
  const counts = new Map<string, number>();
  const ancestors = (id: AreaId): AreaId[] => {
    const chain: AreaId[] = [];
    let current: AreaId | null = id;
    while (current !== null && !chain.includes(current) && chain.length < 12) {
      chain.push(current);
      const known: Area | undefined = byId.get(current);
      const slash: number = current.startsWith("region/") ? -1 : current.lastIndexOf("/");
      current = known?.parent ?? (slash > 0 ? current.slice(0, slash) : null);
    }
    return chain;
  };
  for (const area of areas) {
    for (const ancestor of ancestors(area.id).slice(1)) {
      const key = `${ancestor}|${area.level}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return {
    within: (inner, outer) =>
      inner === outer ||
      outer === "world" ||
      inner.startsWith(`${outer}/`) ||
      ancestors(inner).includes(outer),
    countWithin: (area, level) => {
      if (area !== "world") return counts.get(`${area}|${level}`) ?? null;
      const total = areas.filter((known) => known.level === level).length;
      return total === 0 ? null : total;
    },
    nameOf: (area) => byId.get(area)?.name ?? titled(area.slice(area.lastIndexOf("/") + 1)),
  };
}
