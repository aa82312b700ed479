import isoCodes from "i18n-iso-countries/codes.json" with { type: "json" };
import english from "i18n-iso-countries/langs/en.json" with { type: "json" };
import french from "i18n-iso-countries/langs/fr.json" with { type: "json" };
import type { Area, AreaId } from "./area.ts";
import cities from "./data/cities.json" with { type: "json" };
import countryNames from "./data/country-names.json" with { type: "json" };
import demonyms from "./data/demonyms.json" with { type: "json" };
import firstLevel from "./data/first-level.json" with { type: "json" };
import regionData from "./data/regions.json" with { type: "json" };
import counties from "./data/us-counties.json" with { type: "json" };
import { areaSlug } from "./place-name.ts";

/** The gazetteer and what is looked up in it; made once, on first use. */
export type Gazetteer = {
  readonly areas: readonly Area[];
  readonly byId: ReadonlyMap<AreaId, Area>;
  /** Region id → ISO alpha-3 codes of its countries. Empty where membership changes from year to year. */
  readonly members: ReadonlyMap<AreaId, ReadonlySet<AreaId>>;
  /** Areas that sources name in two ways: as a country of its own, and as a province of another (Puerto Rico). */
  readonly sameAs: ReadonlyMap<AreaId, AreaId>;
  /** Areas that overlap others of the same level (Great Britain beside England): never added to them. */
  readonly overlapping: ReadonlySet<AreaId>;
};

let made: Gazetteer | undefined;

/** All areas that come with Askline: world, regions, countries, provinces of the larger countries, US counties, cities. */
export function gazetteer(): Gazetteer {
  made ??= makeGazetteer();
  return made;
}

/** The area with this id, if the gazetteer has it. */
export const areaById = (id: AreaId): Area | undefined => gazetteer().byId.get(id);

/** A JSON value whose optional fields differ from entry to entry, as its compiler-made type cannot say. */
type ProvinceEntry = {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly iso3?: string;
  readonly usps?: string;
  readonly fips?: string;
  readonly overlaps?: boolean;
};

function makeGazetteer(): Gazetteer {
  const members = regionMembers();
  const sameAs = new Map<AreaId, AreaId>();
  const overlapping = new Set<AreaId>();
  const areas: Area[] = [
    {
      id: "world",
      level: "world",
      name: "World",
      parent: null,
      aliases: ["the world", "worldwide", "globally", "global", "whole world", "Monde"],
      codes: {},
    },
    ...regionData.regions.map(
      (region): Area => ({
        id: `region/${region.id}`,
        level: "region",
        name: region.name,
        parent: "world",
        aliases: [...region.aliases, ...peopleOf(`region/${region.id}`)],
        codes: region.who ? { who: region.who } : {},
      }),
    ),
    ...countries(members),
  ];
  for (const [country, provinces] of Object.entries<readonly ProvinceEntry[]>(firstLevel.countries)) {
    for (const province of provinces) {
      const area = provinceArea(country, province);
      areas.push(area);
      if (province.iso3) {
        sameAs.set(area.id, province.iso3);
        sameAs.set(province.iso3, area.id);
      }
      if (province.overlaps) overlapping.add(area.id);
    }
  }
  areas.push(...countyAreas(), ...cityAreas());
  // First come, first kept: a city that shares its id with a county (San Francisco) is the county.
  const byId = new Map<AreaId, Area>();
  for (const area of areas) if (!byId.has(area.id)) byId.set(area.id, area);
  return { areas: [...byId.values()], byId, members, sameAs, overlapping };
}

/** What people and things of an area are called: "Italian regions" names Italy. */
const peopleOf = (id: AreaId): readonly string[] => PEOPLE[id] ?? [];
const PEOPLE: Readonly<Record<AreaId, readonly string[]>> = demonyms.of;

function regionMembers(): Map<AreaId, ReadonlySet<AreaId>> {
  const listed = new Map<string, readonly string[]>(
    regionData.regions.map((region) => [region.id, region.members]),
  );
  const expand = (id: string): string[] =>
    (listed.get(id) ?? []).flatMap((member) => (member.startsWith("@") ? expand(member.slice(1)) : [member]));
  return new Map([...listed.keys()].map((id) => [`region/${id}`, new Set(expand(id))]));
}

const CONTINENTS = [
  "africa",
  "asia",
  "europe",
  "north-america",
  "south-america",
  "oceania",
  "antarctica-region",
];

function countries(members: ReadonlyMap<AreaId, ReadonlySet<AreaId>>): Area[] {
  const continentOf = new Map<string, AreaId>();
  for (const continent of CONTINENTS) {
    for (const country of members.get(`region/${continent}`) ?? []) {
      if (!continentOf.has(country)) continentOf.set(country, `region/${continent}`);
    }
  }
  const own: Readonly<Record<string, readonly string[]>> = countryNames.names;
  // The package's own code for Kosovo is not the one that sources use (XKX, below).
  const fromIso = isoCodes
    .filter(([, iso3]) => iso3 !== "XKK")
    .map(([iso2, iso3, numeric]): Area => {
      const names = [
        ...(own[iso3 ?? ""] ?? []),
        ...namesIn(english.countries, iso2),
        ...namesIn(french.countries, iso2),
        ...peopleOf(iso3 ?? ""),
      ];
      const [name = iso3 ?? "", ...aliases] = [...new Set(names)];
      return {
        id: iso3 ?? "",
        level: "country",
        name,
        parent: continentOf.get(iso3 ?? "") ?? "world",
        aliases,
        codes: { iso2: iso2 ?? "", iso3: iso3 ?? "", m49: numeric ?? "" },
      };
    });
  const known = new Set(fromIso.map((area) => area.id));
  const more = countryNames.more
    .filter((entry) => !known.has(entry.iso3))
    .map(
      (entry): Area => ({
        id: entry.iso3,
        level: "country",
        name: entry.name,
        parent: continentOf.get(entry.iso3) ?? "world",
        aliases: [...(entry.aliases ?? []), ...(own[entry.iso3] ?? [])],
        codes: entry.iso2 ? { iso2: entry.iso2, iso3: entry.iso3 } : { iso3: entry.iso3 },
      }),
    );
  return [...fromIso, ...more];
}

function namesIn(
  language: Readonly<Record<string, string | readonly string[]>>,
  iso2: string | undefined,
): readonly string[] {
  const found = language[iso2 ?? ""];
  if (found === undefined) return [];
  return typeof found === "string" ? [found] : found;
}

function provinceArea(country: string, province: ProvinceEntry): Area {
  const codes: Record<string, string> = {};
  if (province.usps) {
    codes.usps = province.usps;
    codes["iso3166-2"] = `US-${province.usps}`;
  }
  if (province.fips) codes.fips = province.fips;
  return {
    id: `${country}/${areaSlug(province.name)}`,
    level: "adm1",
    name: province.name.replace("*", ""),
    parent: country,
    aliases: [...(province.aliases ?? []), ...peopleOf(`${country}/${areaSlug(province.name)}`)],
    codes,
  };
}

function countyAreas(): Area[] {
  return Object.entries(counties.states).flatMap(([state, entries]) =>
    entries.map((entry): Area => {
      const name = entry.slice(6);
      const parent = `USA/${areaSlug(state)}`;
      return {
        id: `${parent}/${areaSlug(name)}`,
        level: "adm2",
        name,
        parent,
        aliases: [],
        codes: { fips: entry.slice(0, 5) },
      };
    }),
  );
}

function cityAreas(): Area[] {
  return Object.entries<readonly ProvinceEntry[]>(cities.within).flatMap(([parent, entries]) =>
    entries.map(
      (city): Area => ({
        id: `${parent}/${areaSlug(city.name)}`,
        level: "adm3",
        name: city.name,
        parent,
        aliases: [...(city.aliases ?? [])],
        codes: {},
      }),
    ),
  );
}

/** An area's name; for an area no gazetteer has, the last part of its id as words: `SLE/kenema` → Kenema. */
export function placeName(id: AreaId): string {
  const known = areaById(id)?.name;
  if (known !== undefined) return known;
  const slug = id.split("/").at(-1) ?? id;
  return slug.replace(
    /(^|-)(\p{L})/gu,
    (_, gap: string, letter: string) => `${gap ? " " : ""}${letter.toUpperCase()}`,
  );
}
