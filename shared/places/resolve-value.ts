import type { Area, AreaId, Level } from "./area.ts";
import { deriveArea } from "./containment.ts";
import countryNames from "./data/country-names.json" with { type: "json" };
import { gazetteer } from "./gazetteer.ts";
import { areaSlug, placeKey, placeStem } from "./place-name.ts";

/** What is known of the column a value stands in. */
export type PlaceValueContext = {
  readonly level?: Level | undefined;
  /** How values name areas: iso2, iso3, m49, usps, fips, names … */
  readonly codeSystem?: string | undefined;
  /** The area the row lies in, from a coarser column or from the dataset. */
  readonly within?: AreaId | undefined;
};

/** Look-up tables over the gazetteer for values of datasets; made once, on first use. */
type ValueTables = {
  readonly codes: ReadonlyMap<string, AreaId>;
  readonly countries: ReadonlyMap<string, AreaId>;
  readonly regions: ReadonlyMap<string, AreaId>;
  /** `parent area + '|' + stem` → id, for areas directly below a parent. */
  readonly below: ReadonlyMap<string, AreaId>;
  /** stem → id of the only first-level area so named; names that several share are left out. */
  readonly provinces: ReadonlyMap<string, AreaId>;
};

let tables: ValueTables | undefined;

function valueTables(): ValueTables {
  tables ??= makeTables();
  return tables;
}

function makeTables(): ValueTables {
  const { areas } = gazetteer();
  const codes = new Map<string, AreaId>();
  for (const area of areas) {
    for (const [system, code] of Object.entries(area.codes)) {
      codes.set(`${system}|${code.toUpperCase()}`, area.id);
    }
  }
  for (const [code, country] of Object.entries(countryNames.formerCodes)) codes.set(`iso3|${code}`, country);
  const countries = namesOf(areas, ["country"], placeKey);
  // "Congo" alone is the smaller of the two in the sources that use it (WHO, OWID: the larger is always told apart).
  countries.set("congo", "COG");
  return {
    codes,
    countries,
    regions: namesOf(areas, ["world", "region"], placeKey),
    below: namesOf(areas, ["adm1", "adm2", "adm3"], (name, area) => `${area.parent}|${placeStem(name)}`),
    provinces: onlyOnes(areas.filter((area) => area.level === "adm1")),
  };
}

/** Key → id over the areas of some levels; the first area that claims a key keeps it. */
function namesOf(
  areas: readonly Area[],
  levels: readonly Level[],
  keyOf: (name: string, area: Area) => string,
): Map<string, AreaId> {
  const result = new Map<string, AreaId>();
  for (const area of areas) {
    if (!levels.includes(area.level)) continue;
    for (const name of [area.name, ...area.aliases]) {
      const key = keyOf(name, area);
      if (!result.has(key)) result.set(key, area.id);
    }
  }
  return result;
}

/** Stem → id of the only area so named; names that several share are left out. */
function onlyOnes(areas: readonly Area[]): Map<string, AreaId> {
  const owners = new Map<string, Set<AreaId>>();
  for (const area of areas) {
    for (const name of [area.name, ...area.aliases]) {
      const stem = placeStem(name);
      owners.set(stem, (owners.get(stem) ?? new Set()).add(area.id));
    }
  }
  return new Map(
    [...owners].flatMap(([stem, ids]) => (ids.size === 1 ? [...ids].map((id) => [stem, id] as const) : [])),
  );
}

const WHOLE = new Set([
  "total",
  "totals",
  "grand total",
  "national",
  "nationwide",
  "national total",
  "all",
  "overall",
  "whole country",
  "country total",
  "all areas",
  "all districts",
  "all regions",
  "all provinces",
  "all states",
  "all counties",
  "subtotal",
  "sub total",
  "sum",
  "combined",
]);

/** "Total", "National", "All districts": a value that names the whole of the places beside it, whichever that is. */
export const isWhole = (value: string): boolean => WHOLE.has(placeKey(value));
const NOWHERE =
  /^(unknown|unassigned|not specified|n a|na|none|other|others|recovered|unallocated|diamond princess|grand princess|ms zaandam|costa atlantica|out of [a-z]{2}|repatriated.*|(summer|winter) olympics.*|port quarantine|us military|federal bureau of prisons|veteran hospitals|missing|null|unspecified|by who region)$/;
const GROUP =
  /\b(income|dividend|ida|ibrd|excluding|hipc|countries|small states|classification|region|aggregate)\b/;

/**
 * The area that a value of a dataset's place column names, or null when it names none that can be told (empty,
 * "Unknown", a cruise ship, a second series of the same country such as "Italy, people tested").
 * Codes are tried first, then names and other spellings, regardless of case, accents and punctuation. A subnational
 * name that the gazetteer does not have gets an id below `within` ("GIN/beyla"); "Total" and "National" are `within` itself.
 */
export function resolvePlaceValue(value: string | number, context: PlaceValueContext = {}): AreaId | null {
  const text = String(value).trim();
  if (text === "" || text === "-") return null;
  const code = resolveCode(text, context);
  if (code !== undefined) return code;
  const key = placeKey(text);
  if (WHOLE.has(key)) return context.within ?? null;
  if (key === "" || NOWHERE.test(key)) return null;
  const { level, within } = context;
  if (level === undefined || level === "country" || level === "region" || level === "world") {
    const found = resolveCountryOrRegion(text, key, level);
    if (found !== undefined) return found;
    if (level !== undefined) return null;
  }
  return resolveBelow(text, level, within);
}

function resolveCode(text: string, context: PlaceValueContext): AreaId | undefined {
  const system = context.codeSystem?.toLowerCase();
  return system && system !== "names" && system !== "name"
    ? codeOfSystem(text, system, context.level)
    : codeByShape(text, context.level);
}

/** A code of a known system; numbers may have lost leading zeros and gained ".0" on their way through a spreadsheet. */
function codeOfSystem(text: string, system: string, level: Level | undefined): AreaId | undefined {
  const { codes } = valueTables();
  const digits = /^\d+(\.0+)?$/.test(text) ? text.replace(/\.0+$/, "") : null;
  if (digits === null) return codes.get(`${system}|${text.toUpperCase()}`);
  const width = { fips: level === "adm1" ? 2 : 5, m49: 3 }[system] ?? 0;
  return codes.get(`${system}|${digits.padStart(width, "0")}`);
}

/** What is plainly a code though nobody said so: ITA, IT, US-TX, EURO. */
function codeByShape(text: string, level: Level | undefined): AreaId | undefined {
  const { codes, countries } = valueTables();
  const may = (...levels: readonly Level[]): boolean => level === undefined || levels.includes(level);
  if (may("adm1") && /^[A-Z]{2}-[A-Z0-9]{1,3}$/.test(text)) return codes.get(`iso3166-2|${text}`);
  if (may("region") && /^[A-Z]{4,5}$/.test(text)) return codes.get(`who|${text}`);
  if (may("country") && /^[A-Z]{3}$/.test(text)) return codes.get(`iso3|${text}`);
  if (may("country") && /^[A-Z]{2}$/.test(text) && !countries.has(text.toLowerCase())) {
    return codes.get(`iso2|${text}`);
  }
  return undefined;
}

function resolveCountryOrRegion(
  text: string,
  key: string,
  level: Level | undefined,
): AreaId | null | undefined {
  const { countries, regions } = valueTables();
  if (level !== "region" && level !== "world") {
    const country = countries.get(key);
    if (country !== undefined) return country;
  }
  const region = regions.get(key);
  if (region !== undefined) return region;
  if (splitQualifiedPlace(text) !== null) return null;
  if (GROUP.test(key)) return `region/${areaSlug(text)}`;
  // A part or composite of a country that stands in the country column ("Scotland", "England & Wales", "Azores").
  return valueTables().provinces.get(placeStem(text));
}

function resolveBelow(text: string, level: Level | undefined, within: AreaId | undefined): AreaId | null {
  const { below, provinces } = valueTables();
  const stem = placeStem(text);
  if (within === undefined || within === "world" || within.startsWith("region/")) {
    return level === "adm1" || level === undefined ? (provinces.get(stem) ?? null) : null;
  }
  const known = below.get(`${within}|${stem}`);
  if (known !== undefined) return known;
  // "Miami-Dade, Florida": the part after the comma repeats the parent.
  const beforeComma = text.split(",")[0] ?? text;
  const short = beforeComma === text ? undefined : below.get(`${within}|${placeStem(beforeComma)}`);
  return short ?? `${within}/${areaSlug(withoutKind(text))}`;
}

/** "Bomi County" and "Bomi" are one place also where the gazetteer does not know it. */
const withoutKind = (text: string): string =>
  text.replace(/\s+(county|parish|district|province|prefecture|department|governorate|oblast)$/i, "") || text;

/** The area behind a resolved value: the gazetteer's, or one made from the name. */
export function areaOfValue(value: string, id: AreaId, level: Level, within: AreaId | null): Area {
  const known = gazetteer().byId.get(id);
  if (known) return known;
  if (id.startsWith("region/"))
    return { id, level: "region", name: value, parent: "world", aliases: [], codes: {} };
  const slash = id.lastIndexOf("/");
  return deriveArea(withoutKind(value.trim()), within ?? id.slice(0, slash), level, id.slice(slash + 1));
}

/** True for values that stand beside their own parts and must not be added to them: World, Africa, High income, Totals. */
export function isAggregate(value: string): boolean {
  const key = placeKey(value);
  const { countries, regions, provinces } = valueTables();
  if (WHOLE.has(key)) return true;
  if (countries.has(key)) return false;
  if (regions.has(key)) return true;
  const part = provinces.get(placeStem(value));
  if (part !== undefined) return gazetteer().overlapping.has(part);
  return GROUP.test(key);
}

/** "Italy, people tested" → Italy and what is counted; null for every other value. The same country may stand there twice. */
export function splitQualifiedPlace(
  value: string,
): { readonly area: AreaId; readonly qualifier: string } | null {
  const match = /^([^,]+),\s+(\p{Ll}.*)$/u.exec(value.trim());
  const area = match?.[1] === undefined ? undefined : valueTables().countries.get(placeKey(match[1]));
  return area === undefined || match?.[2] === undefined ? null : { area, qualifier: match[2] };
}
