import type { Level } from "../../places/area.ts";
import type { ColumnProfile } from "../profile.ts";
import type { DescribedColumn } from "./description.ts";
import type { PlaceKnowledge } from "./knowledge.ts";
import { wordsOf } from "./words.ts";

/** A column that names places: at which level, and by which kind of code or name. */
export type PlaceGuess = {
  /** Share of its different values that the gazetteer knows, 0…1. */
  readonly known: number;
  readonly level: Level;
  readonly codeSystem: string;
  readonly why: string;
  readonly said: boolean;
  /** Its level rests on nothing but the lack of another column. */
  readonly guessed?: boolean;
};

const NAME_LEVELS: readonly (readonly [RegExp, Level])[] = [
  [/\b(country|nation|entity|economy|iso ?[23]?|iso code|pays)\b/, "country"],
  [/\b(adm|admin|admin level) ?3\b|\b(city|town|municipality|commune|ward|subdistrict|parish)\b/, "adm3"],
  [/\b(adm|admin|admin level) ?2\b|\b(county|district|prefecture|department|departement)\b/, "adm2"],
  [/\b(adm|admin|admin level) ?1\b|\b(province|state|region|governorate|oblast|canton)\b/, "adm1"],
  [/\b(facility|site|hospital|shelter|school|camp|clinic|station)\b/, "facility"],
];

const levelOfTag = (tag: string): Level | null => {
  if (tag.startsWith("#country")) return "country";
  if (tag.startsWith("#region")) return "region";
  const adm = /^#adm([1-5])/.exec(tag);
  if (adm) return adm[1] === "1" ? "adm1" : adm[1] === "2" ? "adm2" : "adm3";
  return tag.startsWith("#loc") ? "facility" : null;
};

/** Which code a column's values are: by tag, name and description, else by the values themselves. */
export const codeSystemOf = (
  column: DescribedColumn,
  values: readonly string[],
  level: Level | null,
  places: PlaceKnowledge,
): string => {
  const said = `${column.hxl ?? ""} ${column.name} ${column.description ?? ""}`.toLowerCase();
  if (/iso.?3166.?1 alpha-3|\+iso3|\biso3\b/.test(said)) return "iso3";
  if (/iso.?3166.?1 alpha-2|\+iso2|\biso2\b/.test(said)) return "iso2";
  if (/p-?code/.test(said)) return "pcode";
  if (/\bfips\b/.test(said)) return "fips";
  const system = CODES_BY_SHAPE.find(
    ({ shape, of }) =>
      values.length > 0 &&
      (level === null || level === of) &&
      values.filter((value) => shape.test(value)).length / values.length >= MOSTLY_CODES,
  );
  if (!system) return "names";
  const known = values.filter(
    (value) => places.find(value, { system: system.name, level: system.of }) !== null,
  );
  return known.length / values.length >= MOSTLY_CODES ? system.name : "names";
};

const MOSTLY_CODES = 0.8;

const CODES_BY_SHAPE: readonly { readonly name: string; readonly of: Level; readonly shape: RegExp }[] = [
  { name: "iso3", of: "country", shape: /^[A-Z]{3}$/ },
  { name: "usps", of: "adm1", shape: /^[A-Z]{2}$/ },
  { name: "iso2", of: "country", shape: /^[A-Z]{2}$/ },
];

/** A column without a telling name is a place column when this share of its values are known countries. */
const FINDS_ENOUGH = 0.6;
/** A column called "country" whose values are known as such less often than this is about something else. */
const TOO_FEW_KNOWN = 0.3;

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
  const named = nameLevelOf(column.name);
  const codeSystem = codeSystemOf(column, values, tagged ?? named, places);
  const known = (level: Level): number => usableShare(values, codeSystem, level, places);
  if (tagged === "facility") return facilityOrTown(column, tag, codeSystem);
  if (tagged)
    return {
      level: tagged,
      codeSystem,
      known: known(tagged),
      said: true,
      why: `The HXL tag ${column.hxl} marks a place column (${tagged}).`,
    };
  return (
    guessByName(column.name, named, values, codeSystem, places) ??
    guessByValues(values, codeSystem, known("country"))
  );
};

/** Names of columns that hold places without saying of which level. */
const ANY_PLACE = /^(location|place|area|locality|zone)( name)?$/;
const BELOW_COUNTRIES: readonly Level[] = ["adm1", "adm2", "adm3"];

/** A column that is called a place and no more is taken for the coarsest level that no other column has. Null for other names. */
export const guessAnyPlace = (
  column: DescribedColumn,
  profile: ColumnProfile,
  rows: number,
  taken: ReadonlySet<Level>,
): PlaceGuess | null => {
  const isText = /varchar|enum|utf8|string|dictionary/i.test(profile.type);
  if (!isText || !ANY_PLACE.test(wordsOf(column.name).join(" "))) return null;
  if (profile.distinct < 2 || profile.distinct > rows / 2) return null;
  const finest = BELOW_COUNTRIES.findLastIndex((level) => taken.has(level));
  const level = BELOW_COUNTRIES[finest + 1];
  if (level === undefined) return null;
  return {
    ...{ level, codeSystem: "names", known: 1, said: false, guessed: true },
    why: `The name "${column.name}" is that of places; of which level, nothing says.`,
  };
};

/** More words than this are a sentence, not the name of a place column. */
const MOST_WORDS = 4;

/** Last words of names that tell something of a place instead of naming it. */
const ABOUT_A_PLACE =
  /^(status|type|kind|class|count|number|total|population|capacity|date|level|policy|closures?|closed|open|id)$/;

const nameLevelOf = (name: string): Level | null => {
  const words = wordsOf(name);
  if (words.length > MOST_WORDS || ABOUT_A_PLACE.test(words.at(-1) ?? "")) return null;
  return NAME_LEVELS.find(([pattern]) => pattern.test(words.join(" ")))?.[1] ?? null;
};

const guessByName = (
  name: string,
  level: Level | null,
  values: readonly string[],
  codeSystem: string,
  places: PlaceKnowledge,
): PlaceGuess | null => {
  if (level === null || (values.length === 0 && level !== "facility")) return null;
  const known = usableShare(values, codeSystem, level, places);
  if (level === "country" && known < TOO_FEW_KNOWN) return null;
  if (/region/i.test(name) && usableShare(values, "names", "region", places) > 0.5)
    return {
      level: "region",
      codeSystem,
      known: 1,
      said: false,
      why: "Its values are names of groups of countries.",
    };
  return {
    level,
    codeSystem,
    known,
    said: false,
    why: `The name "${name}" is that of a place column (${level}).`,
  };
};

const guessByValues = (values: readonly string[], codeSystem: string, known: number): PlaceGuess | null =>
  values.length < 3 || known < FINDS_ENOUGH
    ? null
    : {
        level: "country",
        codeSystem,
        known,
        said: false,
        why: `${Math.round(known * 100)} % of its ${values.length} values are names or codes of countries.`,
      };

/** `#loc` may be a site or a town: a column named after towns is taken as adm3. */
const facilityOrTown = (column: DescribedColumn, tag: string, codeSystem: string): PlaceGuess | null => {
  if (/\+code|\+id/.test(tag) || /\bid$/i.test(column.name)) return null;
  const town = /\b(city|town|region|municipality|village|commune)\b/.test(wordsOf(column.name).join(" "));
  return {
    level: town ? "adm3" : "facility",
    codeSystem,
    known: 1,
    said: true,
    why: `The HXL tag ${column.hxl} marks a location; its name makes it ${town ? "a town" : "a site"}.`,
  };
};

/** Share of values that get an area: those the gazetteer knows; names below countries always do, under their parent. */
const usableShare = (
  values: readonly string[],
  system: string,
  level: Level,
  places: PlaceKnowledge,
): number => {
  if (values.length === 0) return 0;
  const below = level !== "country" && level !== "region" && level !== "world";
  if (below && system === "names") return 1;
  const known = values.filter((value) => {
    const found = places.find(value, { system, level });
    return level === "region" ? found?.level === "region" : found !== null || places.isAggregate(value);
  });
  return known.length / values.length;
};
