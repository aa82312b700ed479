import type { AreaId, Level } from "../../places/area.ts";
import { areaById } from "../../places/gazetteer.ts";
import { areaSlug } from "../../places/place-name.ts";
import { isAggregate, isWhole, resolvePlaceValue } from "../../places/resolve-value.ts";
import type { FoundArea, PlaceKnowledge } from "./knowledge.ts";

/** Cities that are a county of the same name at once. */
const CITY_IS_COUNTY = new Set([
  "USA/california/san-francisco",
  "USA/colorado/denver",
  "USA/pennsylvania/philadelphia",
]);

const levelOf = (id: AreaId, asked: Level | undefined): Level =>
  areaById(id)?.level ?? (id.startsWith("region/") ? "region" : (asked ?? "adm1"));

const find: PlaceKnowledge["find"] = (value, { system, level, within }) => {
  const id = resolvePlaceValue(value, { codeSystem: system, level, within });
  return id === null ? null : asTown(id, value, level, within ?? null);
};

/** A town is not the county of its name: it gets an id of its own. */
const asTown = (id: AreaId, value: string, level: Level | undefined, parent: AreaId | null): FoundArea => {
  if (level !== "adm3" && level !== "facility") return { id, level: levelOf(id, level) };
  const known = areaById(id);
  const isCounty = known?.codes.fips !== undefined && !CITY_IS_COUNTY.has(id);
  if (!isCounty || parent === id) return { id, level };
  return { id: `${parent ?? ""}/${areaSlug(value)}-${level === "adm3" ? "town" : "site"}`, level };
};

/** The gazetteer that comes with Askline, as the rules ask it. */
export const builtInPlaces: PlaceKnowledge = { find, isAggregate, isWhole };
