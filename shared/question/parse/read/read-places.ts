import type { Area, Level } from "../../../places/area.ts";
import { LEVELS } from "../../../places/area.ts";
import { countryOf, parentsOf, sameArea } from "../../../places/containment.ts";
import { isKindOf } from "../../../vocabulary/hierarchy.ts";
import { type Find, readingsOf, wordOf } from "../find.ts";
import { amountAt } from "../numbers.ts";
import {
  areaRef,
  beside,
  breaksBetween,
  type Choice,
  isFiller,
  isFree,
  placesOf,
  type Scan,
  typed,
  use,
} from "../scan.ts";
import { gapText, label } from "../words/labels.ts";
import { plain } from "../words/tokens.ts";

/** A place named in the text: the find, what it can mean (likeliest first), and the word for its kind beside it. */
type Named = { readonly at: number; readonly areas: readonly Area[]; readonly kindAt: number };

const depth = (area: Area): number => LEVELS.indexOf(area.level);

/** Fills in where: places, places to leave out, places to compare with, the level to report by. */
export function readPlaces(scan: Scan): void {
  const named = placesOf(scan, (find, at) => isFree(scan, at) && readingsOf(find, "area").length > 0).map(
    (at) => candidates(scan, at),
  );
  const mentions = mentionsOf(named);
  const settled = named.map((one) => ({ ...one, areas: narrowed(one, mentions) }));
  const kept = settled.filter((one, i) => !swallowed(scan, one, settled, i));
  for (const one of kept) placeOf(scan, one);
  readEachPlace(scan, kept);
  readEither(scan, kept);
  readWorld(scan);
}

/** "Kenema district", "state of Georgia": the word beside a name says which level is meant. */
function candidates(scan: Scan, at: number): Named {
  const areas = [
    ...new Map(readingsOf(scan.finds[at], "area").map(({ area }) => [area.id, area])).values(),
  ].sort((a, b) => depth(a) - depth(b));
  const after = at + 1;
  const behind = wordOf(scan.finds[after], "level");
  const beforeOf = wordOf(scan.finds[at - 1], "of") ? at - 2 : -1;
  const ahead = wordOf(scan.finds[beforeOf], "level");
  const kind =
    behind && !breaksBetween(scan, at, /[.?!;:,]/)
      ? { level: behind.level, at: after }
      : ahead
        ? { level: ahead.level, at: beforeOf }
        : null;
  // "US counties" and "which Florida county" ask for places inside; "Lee County" names one.
  const asksInside =
    wordOf(scan.finds[beside(scan, at, -1, "of", "in")], "which", "top", "each", "how-many") !== undefined;
  if (!kind || asksInside || isPlural(scan, kind.at)) return { at, areas, kindAt: -1 };
  const fitting = areas.filter((area) => area.level === kind.level);
  const near = areas.filter((area) => depth(area) > depthOf("country"));
  if (fitting.length > 0) return { at, areas: fitting, kindAt: kind.at };
  return near.length > 0 ? { at, areas: near, kindAt: kind.at } : { at, areas, kindAt: -1 };
}

const depthOf = (level: Level): number => LEVELS.indexOf(level);

/** "US counties" asks for all of them; "Lee County" names one. */
function isPlural(scan: Scan, at: number): boolean {
  const token = scan.cut.tokens[scan.finds[at]?.last ?? -1];
  return (
    token !== undefined && /(s|ies)$/.test(token.norm) && token.norm !== token.norm.replace(/(ies|s)$/, "")
  );
}

/** How often areas and countries are named in a text; made once. */
type Mentions = {
  readonly areas: ReadonlyMap<string, number>;
  readonly countries: ReadonlyMap<string, number>;
};

function mentionsOf(named: readonly Named[]): Mentions {
  const areas = new Map<string, number>();
  const countries = new Map<string, number>();
  const count = (map: Map<string, number>, key: string): void => void map.set(key, (map.get(key) ?? 0) + 1);
  for (const one of named) {
    for (const id of new Set(one.areas.map((area) => area.id))) count(areas, id);
    for (const id of new Set(one.areas.map((area) => countryOf(area.id)))) if (id) count(countries, id);
  }
  return { areas, countries };
}

/** Chooses among areas of one name by the other places of the text: "Lee" beside "Florida" is the county there. */
function narrowed(one: Named, mentions: Mentions): readonly Area[] {
  if (one.areas.length < 2) return one.areas;
  const own = new Set(one.areas.map((area) => area.id));
  const ownCountries = new Set(one.areas.map((area) => countryOf(area.id)));
  // "Lee, Florida, United States": the more of its surroundings are named by other words, the likelier.
  const around = (area: Area): number =>
    parentsOf(area.id).filter((id) => (mentions.areas.get(id) ?? 0) > (own.has(id) ? 1 : 0)).length;
  const most = Math.max(...one.areas.map(around));
  if (most > 0) return one.areas.filter((area) => around(area) === most);
  const sameCountry = (area: Area): number => {
    const country = countryOf(area.id);
    return country ? (mentions.countries.get(country) ?? 0) - (ownCountries.has(country) ? 1 : 0) : 0;
  };
  return [...one.areas].sort((a, b) => sameCountry(b) - sameCountry(a));
}

/** "Hubei, China": the country only says which Hubei. With "and" between them both are meant. */
function swallowed(scan: Scan, one: Named, all: readonly Named[], i: number): boolean {
  const [area] = one.areas;
  if (!area) return true;
  // Only neighbours can be one name: the few before and after.
  const inside = all.slice(Math.max(0, i - 4), i + 5).filter((other) => {
    const [candidate] = other.areas;
    if (other === one || !candidate || !parentsOf(candidate.id).includes(area.id)) return false;
    return (
      Math.abs(other.at - one.at) <= 4 &&
      !hasBetween(scan, other.at, one.at) &&
      wordOf(scan.finds[one.at - 1], "except", "versus") === undefined
    );
  });
  const [inner] = namesShare(scan) ? inside.filter((other) => followsAtOnce(other, one)) : inside;
  if (!inner?.areas[0]) return false;
  if (outerRole(scan, inner.at)) return false;
  use(scan, one.at, "place", label.partOf(inner.areas[0].name, area.name));
  return true;
}

/** "Charlotte County, Florida": the larger place right behind the smaller one, with at most the word for its kind between. */
const followsAtOnce = (inner: Named, outer: Named): boolean =>
  outer.at === inner.at + 1 || (outer.at === inner.at + 2 && inner.kindAt === inner.at + 1);

/** A share names the part and the whole: neither only says where the other is, unless they stand as one name. */
const namesShare = (scan: Scan): boolean =>
  scan.finds.some((find) => wordOf(find, "statistic")?.statistic === "share");

/** Places that are left out or compared with do not swallow the place they lie in. */
const outerRole = (scan: Scan, at: number): boolean =>
  wordOf(scan.finds[roleAt(scan, at)], "except", "versus", "than") !== undefined;

function hasBetween(scan: Scan, a: number, b: number): boolean {
  const [low, high] = a < b ? [a, b] : [b, a];
  return scan.finds
    .slice(low + 1, high)
    .some((find) => wordOf(find, "and", "or", "versus", "than", "except") !== undefined);
}

/** The word that gives a place its role, over "in", "the" and earlier places of the same list. */
function roleAt(scan: Scan, at: number): number {
  let i = at - 1;
  while (i >= 0) {
    const find = scan.finds[i];
    const listed =
      readingsOf(find, "area").length > 0 &&
      (wordOf(scan.finds[i + 1], "and", "or") !== undefined || i + 1 === at);
    if (!isFiller(find) && !wordOf(find, "in", "of", "and", "or") && !listed) return i;
    i -= 1;
  }
  return -1;
}

/** "Exceed those in the Netherlands", "higher than in Norway": a limit word with a place behind it instead of a number. */
const comparesPlaces = (scan: Scan, at: number): boolean =>
  wordOf(scan.finds[at], "comparator") !== undefined &&
  !/^(or|and) /i.test(typed(scan, at)) &&
  isFree(scan, at) &&
  amountAt(scan, beside(scan, at, 1)) === null;

const inWords = (area: Area): string => label.area(area.name, area.level);

function placeOf(scan: Scan, one: Named): void {
  const [area, ...others] = one.areas;
  if (!area) return;
  const choices: Choice[] = others.slice(0, 6).map((other) => ({
    label: parentsOf(other.id).length > 0 ? `${inWords(other)}, ${parentsOf(other.id)[0]}` : inWords(other),
    patch: { place: { areas: [areaRef(other)] } },
  }));
  const name = plain(typed(scan, one.at));
  const exact = plain(area.name) === name;
  // "Africa" is the continent by name; a region that is only also called so is no rival.
  const rivals = others.filter((other) => isRival(area, other) && !(exact && plain(other.name) !== name));
  const unsure = rivals.length > 0;
  const more = { unsure, choices: unsure ? choices : [] };
  if (one.kindAt >= 0) use(scan, one.kindAt, "place", inWords(area));
  const role = roleAt(scan, one.at);
  const find = scan.finds[role];
  const clauseBreak = role >= 0 && breaksBetween(scan, one.at - 1, /[.?!;]/);
  if (find && !clauseBreak && wordOf(find, "except")) {
    leaveOut(scan, area);
    use(scan, role, "where", label.outside(area.name));
    use(scan, one.at, "where", label.outside(area.name), more);
  } else if (
    find &&
    !clauseBreak &&
    (wordOf(find, "versus", "than") || comparesPlaces(scan, role)) &&
    scan.draft.areas.length > 0
  ) {
    const against = scan.draft.against;
    const before = against?.kind === "place" ? against.areas : [];
    scan.draft.against = { kind: "place", areas: [...before, areaRef(area)] };
    use(scan, role, "against", label.comparedWith(area.name));
    use(scan, one.at, "against", label.comparedWith(area.name), more);
  } else if (isOrigin(scan, one.at)) {
    scan.draft.where.push({ dimension: "origin", op: "in", values: [area.name] });
    use(scan, one.at, "where", label.condition("origin", area.name), more);
  } else {
    scan.draft.areas.push(areaRef(area));
    use(scan, one.at, "place", inWords(area), more);
  }
}

/** A smaller place far away that has the same name as a state or country is not meant; one of the same weight may be. */
function isRival(area: Area, other: Area): boolean {
  if (sameArea(area.id, other.id) || parentsOf(other.id).includes(area.id)) return false;
  return depth(other) <= depthOf("adm1") || depth(other) === depth(area);
}

/** "in Italy and Spain each", "respectively": one figure for each place, not one for all. */
function readEachPlace(scan: Scan, named: readonly Named[]): void {
  const levels = new Set(named.map(({ areas }) => areas[0]?.level));
  const [level] = levels;
  if (scan.draft.areas.length < 2 || levels.size !== 1 || !level || level === "world") return;
  const at = named.map((one) => one.at + 1).find((i) => /^(each|respectively)$/i.test(typed(scan, i)));
  if (at === undefined) return;
  scan.draft.by = level;
  use(scan, at, "by", label.perLevel(level));
}

/** "Did more people die in Italy or in France": the one is held against the other, never added to it. */
function readEither(scan: Scan, named: readonly Named[]): void {
  const { draft } = scan;
  const [first, second, ...more] = draft.areas;
  const [one, other] = named;
  if (!first || !second || more.length > 0 || !one || !other || named.length !== 2 || draft.against) return;
  const or = scan.finds.findIndex(
    (find, at) => at > one.at && at < other.at && wordOf(find, "or") !== undefined,
  );
  const compares =
    /\b(?:more|fewer|less|higher|lower|larger|greater|bigger|worse|better|stricter|longer|most|highest)\b/i;
  if (or < 0 || !compares.test(scan.cut.text)) return;
  draft.areas = [first];
  draft.against = { kind: "place", areas: [second] };
  const taken = scan.uses.get(other.at);
  if (taken) scan.uses.set(other.at, { ...taken, part: "against", reading: label.comparedWith(second.name) });
  use(scan, or, "against", label.comparedWith(second.name));
}

/** Puts a condition that leaves areas out; several of them join into one. */
function leaveOut(scan: Scan, area: Area): void {
  const known = scan.draft.where.find(
    (condition) => condition.dimension === "place" && condition.op === "not-in",
  );
  if (known) known.values.push(area.id);
  else scan.draft.where.push({ dimension: "place", op: "not-in", values: [area.id] });
}

/** "refugees from Ukraine": where displaced people come from is not where they are counted. */
function isOrigin(scan: Scan, at: number): boolean {
  const before = scan.finds[at - 1];
  if (!before || !wordOf(before, "from") || scan.cut.tokens[before.last]?.norm !== "from") return false;
  return scan.finds.some((find) =>
    readingsOf(find, "concept").some(
      ({ id }) => isKindOf(scan.vocabulary, id, "displaced-people") || id === "migrants",
    ),
  );
}

/** True when the text says that no place is left out. */
const saysEverywhere = (scan: Scan): boolean =>
  scan.finds.some((find) => wordOf(find, "everywhere") !== undefined);

/** "worldwide" is a place like another, unless single places are named too. */
function readWorld(scan: Scan): void {
  for (const at of placesOf(scan, (find, i) => isFree(scan, i) && wordOf(find, "world") !== undefined)) {
    // A share of what happened worldwide names the part and the whole.
    if (scan.draft.areas.length === 0 || namesShare(scan))
      scan.draft.areas.push({ id: "world", name: "World" });
    use(scan, at, "place", label.area("World", "world"));
  }
}

/** Among places of one name the one that a dataset on the measure covers is likelier; the choice stays marked as unsure. */
export function settleAmbiguous(scan: Scan): void {
  const { draft, index } = scan;
  const covered = [
    ...new Set(
      (index.measuring.get(draft.concept ?? "") ?? [])
        .filter(
          ({ concepts }) =>
            !draft.subject ||
            concepts.some(({ concept, subject }) => concept === draft.concept && subject === draft.subject),
        )
        .flatMap(({ within, country }) => (within?.includes("/") ? [within] : country ? [country] : [])),
    ),
  ];
  for (const [at, taken] of scan.uses) {
    if (taken.part !== "place" || taken.choices.length === 0) continue;
    const options = readingsOf(scan.finds[at], "area").map(({ area }) => area);
    const chosen = draft.areas.findIndex(({ id }) => options.some((area) => area.id === id));
    const inside = options.filter((area) => covered.some((within) => parentsOf(area.id).includes(within)));
    const [only] = inside;
    if (chosen < 0 || !only || inside.some(({ id }) => id === draft.areas[chosen]?.id)) continue;
    draft.areas[chosen] = areaRef(only);
    scan.uses.set(at, { ...taken, reading: `${inWords(only)}, ${parentsOf(only.id)[0] ?? ""}` });
  }
}

/**
 * After all else: a place that is part of an event's or a publisher's name ("the Haiti earthquake", "customers of
 * Florida Power & Light") says where, when nothing else does.
 */
export function readHiddenPlaces(scan: Scan): void {
  if (scan.draft.areas.length > 0 || scan.draft.by || saysEverywhere(scan)) return;
  for (const [at, find] of scan.finds.entries()) {
    const kind =
      readingsOf(find, "source").length > 0
        ? "source"
        : readingsOf(find, "subject").length > 0
          ? "subject"
          : null;
    if (!kind || find.last === find.first) continue;
    const area = areaInside(scan, find);
    if (!area) continue;
    scan.draft.areas.push(areaRef(area));
    scan.uses.set(at, {
      part: "place",
      reading: `${scan.uses.get(at)?.reading ?? label.source("")}; ${inWords(area)}`,
      unsure: kind === "source",
      choices: [{ label: label.everywhere, patch: { place: { areas: [] } } }],
    });
    return;
  }
  if (scan.draft.areas.length === 0 && !saysEverywhere(scan)) {
    scan.draft.placeAssumed = true;
    scan.gaps.push({ part: "other", text: gapText.placeAssumed });
  }
}

function areaInside(scan: Scan, find: Find): Area | null {
  for (let i = find.first; i <= find.last; i += 1) {
    const stem = scan.cut.tokens[i]?.stem ?? "";
    const entry = scan.index.root.next.get(stem)?.entries.find((one) => one.kind === "area" && !one.code);
    if (entry?.kind === "area" && (entry.area.level === "country" || entry.area.level === "adm1"))
      return entry.area;
  }
  return null;
}
