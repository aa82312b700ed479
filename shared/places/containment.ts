import type { Area, AreaId, Level } from "./area.ts";
import { gazetteer } from "./gazetteer.ts";

/** The part of an id before its last slash; null for countries, regions and the world. */
function pathParent(id: AreaId): AreaId | null {
  if (id.startsWith("region/")) return null;
  const slash = id.lastIndexOf("/");
  return slash < 0 ? null : id.slice(0, slash);
}

/** The country an area lies in (`USA/florida/lee` → `USA`), or null for regions and the world. */
export function countryOf(id: AreaId): AreaId | null {
  if (id === "world" || id.startsWith("region/")) return null;
  const slash = id.indexOf("/");
  return slash < 0 ? id : id.slice(0, slash);
}

/** All areas that contain this one, nearest first, without itself: state, country, continent, world. */
export function parentsOf(id: AreaId): readonly AreaId[] {
  const parents: AreaId[] = [];
  for (let at = pathParent(id); at !== null; at = pathParent(at)) parents.push(at);
  const country = parents.at(-1) ?? id;
  const continent = gazetteer().byId.get(country)?.parent;
  if (continent && continent !== "world") parents.push(continent);
  if (id !== "world") parents.push("world");
  return parents;
}

/** True when two ids name the same ground: equal, or one of the territories that sources list in two ways. */
export const sameArea = (a: AreaId, b: AreaId): boolean => a === b || gazetteer().sameAs.get(a) === b;

/**
 * True when `inner` lies in `outer` or is the same. Territories count for the country whose province they are listed
 * as (`USA/puerto-rico` in `USA`), but not under their own country code (`PRI` is not in `USA`), because sources that
 * give them a code of their own count them separately. Regions whose members change by year contain nothing.
 */
export function contains(outer: AreaId, inner: AreaId): boolean {
  if (outer === "world" || sameArea(outer, inner)) return true;
  if (outer.startsWith("region/")) return regionContains(outer, inner);
  if (inner.startsWith(`${outer}/`)) return true;
  const other = gazetteer().sameAs.get(outer);
  return other !== undefined && inner.startsWith(`${other}/`);
}

function regionContains(region: AreaId, inner: AreaId): boolean {
  const { members } = gazetteer();
  const own = members.get(region);
  if (!own || own.size === 0) return false;
  if (inner.startsWith("region/")) {
    const parts = members.get(inner);
    return parts !== undefined && parts.size > 0 && [...parts].every((country) => own.has(country));
  }
  const country = countryOf(inner);
  return country !== null && own.has(country);
}

/** An area that a dataset brings with it, below a known one; its id is the parent's with the slug of the name. */
export function deriveArea(name: string, parent: AreaId, level: Level, slug: string): Area {
  return { id: `${parent}/${slug}`, level, name, parent, aliases: [], codes: {} };
}
