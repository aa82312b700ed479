import type { Area, AreaId, Level } from "./area.ts";
import { isCommonWord, isUncertainCode } from "./common-words.ts";
import { contains, levelDepth, sameArea } from "./containment.ts";
import { gazetteer } from "./gazetteer.ts";
import { isKindWord, type NameToken, nameTokens, placeKey } from "./place-name.ts";

/** A place named in a text. Offsets are UTF-16 code units, end exclusive. */
export type PlaceMatch = {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** What it can mean, likeliest first; several when the name is ambiguous (Georgia). */
  readonly areas: readonly Area[];
  /** False when the word may well mean something else than a place, or which place is a guess. */
  readonly sure: boolean;
};

/** Names of areas by folded key, for quick look-up in texts. */
export type PlaceIndex = {
  /** Areas with exactly this name or alias, coarse to fine; empty when there are none. */
  readonly lookup: (name: string) => readonly Area[];
  readonly byId: ReadonlyMap<AreaId, Area>;
  readonly names: ReadonlyMap<string, readonly Area[]>;
  /** Keys that are codes, to be read only in capitals ("US", "FL"). */
  readonly codes: ReadonlySet<string>;
  /** Most words that any name has. */
  readonly longest: number;
};

/** Codes that are read in lower case too, because they are no words. */
const CODES_IN_ANY_CASE = new Set([
  "usa",
  "uk",
  "uae",
  "drc",
  "dprk",
  "u s",
  "u k",
  "u s a",
  "d c",
  "u a e",
  "e u",
]);

/** Builds the index over areas: names, aliases and US postal codes. A few dozen milliseconds for the whole gazetteer. */
export function buildPlaceIndex(areas: readonly Area[]): PlaceIndex {
  const names = new Map<string, Area[]>();
  const codes = new Set<string>();
  const byId = new Map<AreaId, Area>();
  let longest = 1;
  const add = (key: string, area: Area): void => {
    if (key === "") return;
    const list = names.get(key);
    if (!list) names.set(key, [area]);
    else if (!list.includes(area)) list.push(area);
    longest = Math.max(longest, key.split(" ").length);
  };
  for (const area of areas) {
    if (byId.has(area.id)) continue;
    byId.set(area.id, area);
    for (const name of [area.name, ...area.aliases]) {
      const key = placeKey(name);
      add(key, area);
      if (/^[A-Z][A-Z.]{1,5}$/.test(name) && !CODES_IN_ANY_CASE.has(key)) codes.add(key);
    }
    const postal = area.codes.usps;
    if (postal) {
      add(postal.toLowerCase(), area);
      codes.add(postal.toLowerCase());
    }
  }
  for (const list of names.values()) list.sort((a, b) => levelDepth(a.level) - levelDepth(b.level));
  return { lookup: (name) => names.get(placeKey(name)) ?? [], byId, names, codes, longest };
}

let standard: PlaceIndex | undefined;

/** The index over Askline's own gazetteer, built on first use. */
export function gazetteerIndex(): PlaceIndex {
  standard ??= buildPlaceIndex(gazetteer().areas);
  return standard;
}

/** A match before the other places of the text have been looked at. */
type Candidate = {
  start: number;
  end: number;
  areas: readonly Area[];
  plain: boolean;
  common: boolean;
  saidKind: boolean;
};

/** Levels that a word behind or before a name allows: "Lee County" is no state. */
const KIND_LEVELS: Readonly<Record<string, readonly Level[]>> = {
  county: ["adm1", "adm2"],
  parish: ["adm2"],
  borough: ["adm2"],
  state: ["adm1"],
  province: ["adm1", "adm2"],
  region: ["adm1", "region"],
  oblast: ["adm1"],
  republic: ["country", "adm1"],
};

/**
 * Finds the places that a text names: the longest name at each position, with the word for its kind ("Hubei province",
 * "state of Georgia"). An ambiguous name is narrowed by the other places of the text: "Lee" beside "Florida" is the
 * county there. Time grows with the length of the text only.
 */
export function findAreas(text: string, index: PlaceIndex = gazetteerIndex()): readonly PlaceMatch[] {
  const tokens = nameTokens(text);
  const hasCapitals = /\p{Lu}/u.test(text) && /\p{Ll}/u.test(text);
  const candidates: Candidate[] = [];
  for (let at = 0; at < tokens.length; ) {
    const found = longestAt(text, tokens, at, index, hasCapitals);
    if (found) candidates.push(found.candidate);
    at = found ? found.next : at + 1;
  }
  return candidates.flatMap((candidate) => settle(candidate, candidates, text) ?? []);
}

function longestAt(
  text: string,
  tokens: readonly NameToken[],
  at: number,
  index: PlaceIndex,
  hasCapitals: boolean,
): { candidate: Candidate; next: number } | null {
  let key = "";
  let best: { end: number; areas: readonly Area[]; key: string } | null = null;
  for (let end = at; end < tokens.length && end - at < index.longest; end++) {
    const token = tokens[end];
    if (!token) break;
    const before = tokens[end - 1];
    if (end > at && before && !joinsName(text.slice(before.end, token.start))) break;
    key = end === at ? token.key : `${key} ${token.key}`;
    const areas = index.names.get(key);
    if (areas) best = { end, areas, key };
  }
  const first = tokens[at];
  const last = best ? tokens[best.end] : undefined;
  if (!best || !first || !last) return null;
  const said = kindAround(text, tokens, at, best.end);
  const allowed = said
    ? best.areas.filter((area) => KIND_LEVELS[said.word]?.includes(area.level) ?? area.level !== "country")
    : [];
  const kind = allowed.length > 0 ? said : null;
  const slice = text.slice(first.start, last.end);
  if (!readsAsName(slice, best.key, index, hasCapitals, kind !== null, text.slice(0, first.start)))
    return null;
  const common = isCommonWord(best.key);
  const plain = best.areas.some((area) => area.level !== "adm2") && !common;
  return {
    candidate: {
      start: kind?.start ?? first.start,
      end: kind?.end ?? last.end,
      areas: kind ? allowed : best.areas,
      plain: plain && !(index.codes.has(best.key) && isUncertainCode(best.key)),
      common,
      saidKind: kind !== null,
    },
    next: Math.max(best.end, kind?.lastToken ?? 0) + 1,
  };
}

/** Names do not run over the end of a sentence or a clause. */
const joinsName = (between: string): boolean => between.length <= 3 && !/[;:!?\n)]/.test(between);

/** A word like "county" after the name, or "state of" before it, with the stretch of text it adds. */
function kindAround(
  text: string,
  tokens: readonly NameToken[],
  at: number,
  end: number,
): { word: string; start: number; end: number; lastToken: number } | null {
  const first = tokens[at];
  const last = tokens[end];
  const after = tokens[end + 1];
  if (!first || !last) return null;
  if (after && isKindWord(after.key) && /^\s$/.test(text.slice(last.end, after.start))) {
    return { word: after.key, start: first.start, end: after.end, lastToken: end + 1 };
  }
  const of = tokens[at - 1];
  const before = tokens[at - 2];
  if (before && of?.key === "of" && isKindWord(before.key)) {
    return { word: before.key, start: before.start, end: last.end, lastToken: end };
  }
  return null;
}

/** Tells "Power" the county from "power", "US" from "us": by capitals where the writer uses any. */
function readsAsName(
  slice: string,
  key: string,
  index: PlaceIndex,
  hasCapitals: boolean,
  kindSaid: boolean,
  before: string,
): boolean {
  if (index.codes.has(key)) {
    if (/^[A-Z.\s]+$/.test(slice)) return hasCapitals || !isUncertainCode(key);
    const full = index.names.get(key)?.some((area) => placeKey(area.name) === key);
    return full === true || (key === "us" && /(^|\b(the|in|across|within|throughout)\s)\s*$/i.test(before));
  }
  if (kindSaid) return true;
  const areas = index.names.get(key) ?? [];
  const coarse = areas.some(
    (area) => area.level === "country" || area.level === "region" || area.level === "world",
  );
  const capital = /^\p{Lu}/u.test(slice);
  if (isCommonWord(key)) return capital && hasCapitals && !startsSentence(before);
  if (coarse || capital) return true;
  // Lower case below the country: only where the writer uses no capitals, and never for counties without "county".
  return !hasCapitals && areas.some((area) => area.level === "adm1") && key.length > 3;
}

const startsSentence = (before: string): boolean => /(^|[.!?]\s*)["“'(]*\s*$/.test(before);

/**
 * Narrows what a candidate can mean by the other places of the text; null when it is an everyday word that nothing
 * else in the text makes a place of.
 */
function settle(candidate: Candidate, all: readonly Candidate[], text: string): PlaceMatch | null {
  const others = all.filter((other) => other !== candidate);
  const inside = candidate.areas.filter((area) => isInside(area, others));
  const beside = candidate.areas.filter((area) => isBeside(area, others));
  if (candidate.common && !candidate.saidKind && inside.length === 0 && beside.length === 0) return null;
  const areas = readings(candidate, inside, beside);
  const told =
    candidate.plain ||
    candidate.saidKind ||
    inside.length > 0 ||
    beside.length > 0 ||
    isLongName(candidate, text);
  const { start, end } = candidate;
  return { start, end, text: text.slice(start, end), areas, sure: areas.length === 1 && told };
}

/** The readings that remain, likeliest first. */
function readings(candidate: Candidate, inside: readonly Area[], beside: readonly Area[]): readonly Area[] {
  const all = withoutDoubles(candidate.areas);
  if (all.length <= 1 || candidate.saidKind) {
    const near = all.filter((area) => inside.includes(area));
    return near.length > 0 ? near : all;
  }
  const [top] = all;
  if (top?.level === "country") {
    // Only one namesake of a country is as likely as the country itself.
    const namesakes = all.filter((area) => area.level === "country" || area.id === "USA/georgia");
    const near = namesakes.filter((area) => inside.includes(area) || beside.includes(area));
    return near.length > 0 ? near : namesakes;
  }
  const coarse = all.filter((area) => area.level === top?.level);
  for (const choice of [inside, beside, coarse]) {
    const left = all.filter((area) => choice.includes(area));
    if (
      left.length > 0 &&
      (choice !== inside || top?.level !== "adm1" || left.some((area) => area.level === "adm1"))
    )
      return left;
  }
  return all;
}

/** Another place of the text contains this one. */
const isInside = (area: Area, others: readonly Candidate[]): boolean =>
  others.some((other) =>
    other.areas.some(
      (outer) =>
        outer.level !== "world" &&
        outer.level !== "region" &&
        outer.id !== area.id &&
        contains(outer.id, area.id),
    ),
  );

/** Another place of the text is of the same level in the same parent: "Georgia and Alabama". */
const isBeside = (area: Area, others: readonly Candidate[]): boolean =>
  others.some((other) =>
    other.areas.some(
      (sister) =>
        sister.id !== area.id &&
        sister.level === area.level &&
        (area.level === "country" ? sister.id !== "USA" : sister.parent === area.parent),
    ),
  );

/** Two words or a hyphen: too long to be an accident. */
const isLongName = (candidate: Candidate, text: string): boolean =>
  /[\s-]\S/.test(text.slice(candidate.start, candidate.end).trim()) && candidate.areas.length === 1;

/** Drops the province listing of a territory, and a province that bears its own country's name. */
const withoutDoubles = (areas: readonly Area[]): readonly Area[] =>
  areas.filter((area, at) =>
    areas
      .slice(0, at)
      .every((earlier) => !sameArea(earlier.id, area.id) && !area.id.startsWith(`${earlier.id}/`)),
  );
