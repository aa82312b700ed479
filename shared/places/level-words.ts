import type { Level } from "./area.ts";

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

/** The same in French. Countries' own words are English ones; French keeps to the general words. */
const FRENCH_LEVEL_NAMES: Readonly<Record<Level, readonly [string, string]>> = {
  world: ["monde", "mondes"],
  region: ["région du monde", "régions du monde"],
  country: ["pays", "pays"],
  adm1: ["région", "régions"],
  adm2: ["district", "districts"],
  adm3: ["commune", "communes"],
  facility: ["site", "sites"],
};

/** What places of a level are called in a sentence: one or many, in the country's own word where there is one. */
export function levelName(
  level: Level,
  count: "one" | "many",
  country?: string,
  language: "en" | "fr" = "en",
): string {
  const own = language === "en" && country ? OWN_LEVEL_NAMES[country]?.[level] : undefined;
  const words = own ?? (language === "fr" ? FRENCH_LEVEL_NAMES : LEVEL_NAMES)[level];
  return count === "one" ? words[0] : words[1];
}

/** Where no country says what its levels are called, both common names: "state or province". */
const IN_FULL: Readonly<Record<Level, readonly [string, string]>> = {
  world: ["the world", "the world"],
  region: ["world region", "world regions"],
  country: ["country", "countries"],
  adm1: ["state or province", "states or provinces"],
  adm2: ["county or district", "counties or districts"],
  adm3: ["municipality", "municipalities"],
  facility: ["site", "sites"],
};

/** A level by both of its common names, for sentences about tables of any country. */
export const levelInFull = (level: Level, count: "one" | "many"): string =>
  IN_FULL[level][count === "one" ? 0 : 1];
