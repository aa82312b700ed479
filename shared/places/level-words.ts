import type { Level } from "./area.ts";

/**
 * Words by which people ask for a level ("by region", "which US counties"), singular and plural, in English and French.
 * Which level a word means can depend on the country; the first fitting level is the usual one.
 */
export const LEVEL_WORDS: Readonly<Record<string, Level>> = {
  country: "country",
  countries: "country",
  nation: "country",
  nations: "country",
  pays: "country",
  continent: "region",
  continents: "region",
  "world region": "region",
  "world regions": "region",
  "who region": "region",
  "who regions": "region",
  state: "adm1",
  states: "adm1",
  province: "adm1",
  provinces: "adm1",
  region: "adm1",
  regions: "adm1",
  territory: "adm1",
  territories: "adm1",
  prefecture: "adm1",
  prefectures: "adm1",
  governorate: "adm1",
  governorates: "adm1",
  oblast: "adm1",
  oblasts: "adm1",
  région: "adm1",
  régions: "adm1",
  county: "adm2",
  counties: "adm2",
  district: "adm2",
  districts: "adm2",
  parish: "adm2",
  parishes: "adm2",
  municipality: "adm2",
  municipalities: "adm2",
  department: "adm2",
  departments: "adm2",
  département: "adm2",
  départements: "adm2",
  city: "adm3",
  cities: "adm3",
  town: "adm3",
  towns: "adm3",
  village: "adm3",
  villages: "adm3",
  ward: "adm3",
  wards: "adm3",
  commune: "adm3",
  communes: "adm3",
  ville: "adm3",
  villes: "adm3",
  facility: "facility",
  facilities: "facility",
  site: "facility",
  sites: "facility",
  shelter: "facility",
  shelters: "facility",
  hospital: "facility",
  hospitals: "facility",
  school: "facility",
  schools: "facility",
};

/** What the places of a level are called, singular and plural, for sentences. */
const LEVEL_NAMES: Readonly<Record<Level, readonly [string, string]>> = {
  world: ["world", "world"],
  region: ["world region", "world regions"],
  country: ["country", "countries"],
  adm1: ["region", "regions"],
  adm2: ["district", "districts"],
  adm3: ["municipality", "municipalities"],
  facility: ["site", "sites"],
};

/** Names that a country itself uses for its levels. */
const OWN_LEVEL_NAMES: Readonly<Record<string, Partial<Record<Level, readonly [string, string]>>>> = {
  USA: { adm1: ["state", "states"], adm2: ["county", "counties"] },
  CHN: { adm1: ["province", "provinces"], adm2: ["prefecture", "prefectures"] },
  CAN: { adm1: ["province", "provinces"] },
  AUS: { adm1: ["state", "states"] },
  IND: { adm1: ["state", "states"] },
  BRA: { adm1: ["state", "states"], adm2: ["municipality", "municipalities"] },
  MEX: { adm1: ["state", "states"] },
  DEU: { adm1: ["state", "states"] },
  NGA: { adm1: ["state", "states"] },
  GIN: { adm1: ["prefecture", "prefectures"] },
  LBR: { adm1: ["county", "counties"] },
  SLE: { adm1: ["district", "districts"] },
  JPN: { adm1: ["prefecture", "prefectures"] },
};

/** What places of a level are called in a sentence: one or many, in the country's own word where there is one. */
export function levelName(level: Level, count: "one" | "many", country?: string): string {
  const words = (country && OWN_LEVEL_NAMES[country]?.[level]) || LEVEL_NAMES[level];
  return count === "one" ? words[0] : words[1];
}
