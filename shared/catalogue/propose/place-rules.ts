import type { Level } from "../../places/area.ts";
import type { ColumnProfile } from "../profile.ts";
import type { DescribedColumn } from "./description.ts";
import type { PlaceKnowledge } from "./knowledge.ts";
import { wordsOf } from "./words.ts";

/** A column that names places: at which level, and by which kind of code or name. */
export type PlaceGuess = {
  readonly level: Level;
  readonly codeSystem: string;
  readonly why: string;
  readonly said: boolean;
};

const NAME_LEVELS: readonly (readonly [RegExp, Level])[] = [
  [/^(facility|site|hospital|shelter|school|camp|clinic|station)$/, "facility"],
  [/^(city|town|municipality|commune|ward|adm3|admin3|subdistrict|parish)$/, "adm3"],
  [/^(county|district|adm2|admin2|prefecture|department|territory)$/, "adm2"],
  [/^(province|state|region|adm1|admin1|governorate|oblast|canton)$/, "adm1"],
  [/^(country|nation|entity|economy|iso2|iso3|iso|territories)$/, "country"],
];

const levelOfTag = (tag: string): Level | null => {
  if (tag.startsWith("#country")) return "country";
  if (tag.startsWith("#region")) return "region";
  const adm = /^#adm([1-5])/.exec(tag);
  if (adm) return adm[1] === "1" ? "adm1" : adm[1] === "2" ? "adm2" : "adm3";
  return tag.startsWith("#loc") ? "facility" : null;
};

/** Which code a column's values are, by tag, name and the values themselves. */
export const codeSystemOf = (column: DescribedColumn, values: readonly string[]): string => {
  const said = `${column.hxl ?? ""} ${column.name} ${column.description ?? ""}`.toLowerCase();
  if (/iso.?3166.?1 alpha-3|\+iso3|\biso3\b/.test(said)) return "iso3";
  if (/iso.?3166.?1 alpha-2|\+iso2|\biso2\b/.test(said)) return "iso2";
  if (/p-?code/.test(said)) return "pcode";
  if (/\bfips\b/.test(said)) return "fips";
  const shape = (pattern: RegExp): boolean =>
    values.length > 0 && values.every((value) => pattern.test(value));
  if (/postal abbreviation|\busps\b/.test(said) && shape(/^[A-Z]{2}$/)) return "usps";
  if (/\+code/.test(said) && shape(/^[A-Z]{3}$/)) return "iso3";
  return "names";
};

const FINDS_ENOUGH = 0.6;

/**
 * Says whether a text column names places. HXL tags and plain names decide; without either, a column whose values are
 * mostly known countries is one. Levels follow the tag, then the name.
 */
export const guessPlace = (
  column: DescribedColumn,
  profile: ColumnProfile | undefined,
  places: PlaceKnowledge,
): PlaceGuess | null => {
  const tag = (column.hxl ?? "").toLowerCase();
  if (/^#(geo|meta|org)/.test(tag)) return null;
  const values = (profile?.values ?? []).map(([value]) => value);
  const tagged = levelOfTag(tag);
  const codeSystem = codeSystemOf(column, values);
  if (tagged === "facility") return facilityOrTown(column, tag, codeSystem);
  if (tagged)
    return {
      level: tagged,
      codeSystem,
      said: true,
      why: `The HXL tag ${column.hxl} marks a place column (${tagged}).`,
    };
  const words = wordsOf(column.name);
  for (const [pattern, level] of NAME_LEVELS) {
    if (!words.some((word) => pattern.test(word)) || words.length > 3) continue;
    if (values.length === 0 && level !== "facility") continue;
    if (words.includes("region") && regionShare(values, places) > 0.5)
      return {
        level: "region",
        codeSystem,
        said: false,
        why: "Its values are names of groups of countries.",
      };
    if (level === "country" && values.length > 0 && knownShare(values, codeSystem, places) < 0.3) continue;
    return {
      level,
      codeSystem,
      said: false,
      why: `The name "${column.name}" is that of a place column (${level}).`,
    };
  }
  const share = knownShare(values, codeSystem, places);
  if (values.length < 3 || share < FINDS_ENOUGH) return null;
  return {
    level: "country",
    codeSystem,
    said: false,
    why: `${Math.round(share * 100)} % of its ${values.length} values are names or codes of countries.`,
  };
};

/** `#loc` may be a site or a town: a column named after towns is taken as adm3. */
const facilityOrTown = (column: DescribedColumn, tag: string, codeSystem: string): PlaceGuess | null => {
  if (/\+code|\+id/.test(tag) || /\bid$/i.test(column.name)) return null;
  const town = wordsOf(column.name).some((word) =>
    /^(city|town|region|municipality|village|commune)$/.test(word),
  );
  const level = town ? "adm3" : "facility";
  return {
    level,
    codeSystem,
    said: true,
    why: `The HXL tag ${column.hxl} marks a location; its name makes it ${town ? "a town" : "a site"}.`,
  };
};

const regionShare = (values: readonly string[], places: PlaceKnowledge): number =>
  values.filter((value) => places.find(value, { level: "region" })?.level === "region").length /
  Math.max(1, values.length);

const knownShare = (values: readonly string[], system: string, places: PlaceKnowledge): number => {
  if (values.length === 0) return 0;
  const known = values.filter(
    (value) => places.isAggregate(value) || places.find(value, { system, level: "country" }) !== null,
  );
  return known.length / values.length;
};
