import { countryWords } from "./country-words.ts";
import { words } from "./tokens.ts";

/**
 * How fine and how wide the data must be that a question needs.
 * - fine: about single places below a country, single sites, or the present hour: one figure a country and year cannot answer
 * - countries: about countries or the world: figures by country can
 */
export type Scope = { readonly fine: boolean; readonly countries: boolean };

const FINE_PLACES = new Set(
  (
    "county counties district districts neighbourhood neighbourhoods neighborhood neighborhoods town towns city cities village villages " +
    "community communities municipality municipalities street streets road roads zip postcode block zone zones area areas local locally " +
    "hospital hospitals school schools airport airports port ports bridge bridges station stations factory factories plant plants facility " +
    "facilities clinic clinics site sites building buildings house houses home homes company companies operator operators bank banks state"
  ).split(" "),
);
const NEAR_TIMES = new Set(
  "now tonight today tomorrow yesterday currently hourly hour hours daily overnight latest live".split(" "),
);
const WIDE = new Set(
  (
    "countries country nations nation world worldwide global globally international africa african asia asian europe european america " +
    "americas developing continent continents"
  ).split(" "),
);
/** "this month", "last week": a period too short for yearly figures. */
const SHORT_PERIOD =
  /\b(?:this|last|next|per|each|every|past)\s+(?:few\s+)?(?:hours?|days?|nights?|weeks?|months?)\b/i;

/** Reads from its words how fine and how wide the data must be. */
export function scopeOf(text: string): Scope {
  const all = words(text);
  const countries = all.some((word) => WIDE.has(word) || countryWords().has(word));
  const fine =
    !countries &&
    (all.some((word) => FINE_PLACES.has(word) || NEAR_TIMES.has(word)) || SHORT_PERIOD.test(text));
  return { fine, countries };
}
