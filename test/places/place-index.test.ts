import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Area } from "../../shared/places/area.ts";
import { buildPlaceIndex, findAreas, gazetteerIndex } from "../../shared/places/place-index.ts";

/** "text=ids" of all places in a text, with "?" where it is not sure. */
const found = (text: string): string[] =>
  findAreas(text).map(
    ({ text: name, areas, sure }) => `${name}=${areas.map(({ id }) => id).join("|")}${sure ? "" : "?"}`,
  );

const findings = (cases: Readonly<Record<string, readonly string[]>>): void => {
  for (const [text, expected] of Object.entries(cases)) {
    it(`finds them in “${text}”`, () => expect(found(text)).toEqual(expected));
  }
};

describe("countries", () => {
  findings({
    "deaths in the US and the UK": ["US=USA", "UK=GBR"],
    "tests in the u.s. or the U.K.": ["u.s=USA", "U.K=GBR"],
    "ebola in the DRC": ["DRC=COD"],
    "south korea vs north korea": ["south korea=KOR", "north korea=PRK"],
    "ivory coast, Côte d’Ivoire": ["ivory coast=CIV", "Côte d’Ivoire=CIV"],
    "Trinidad & Tobago": ["Trinidad & Tobago=TTO"],
    "Niger and Nigeria": ["Niger=NER", "Nigeria=NGA"],
    "Guinea-Bissau": ["Guinea-Bissau=GNB"],
    "people in europe": ["europe=region/europe"],
    "cases in Hong Kong": ["Hong Kong=HKG"],
    "outages in Puerto Rico": ["Puerto Rico=PRI"],
  });
});

describe("places below the country", () => {
  findings({
    "Hubei province": ["Hubei province=CHN/hubei"],
    "cases in lombardy": ["lombardy=ITA/lombardia"],
    "Virginia and West Virginia": ["Virginia=USA/virginia", "West Virginia=USA/west-virginia"],
    "power outages in Lee County, Florida": ["Lee County=USA/florida/lee", "Florida=USA/florida"],
    "Miami-Dade and Broward": ["Miami-Dade=USA/florida/miami-dade", "Broward=USA/florida/broward"],
    "deaths in NY, NJ and CT": ["NY=USA/new-york", "NJ=USA/new-jersey", "CT=USA/connecticut"],
    "which US counties": ["US=USA"],
    "New York City": ["New York City=USA/new-york/new-york-city"],
  });
});

describe("ambiguous names", () => {
  findings({
    "cases in Georgia": ["Georgia=GEO|USA/georgia?"],
    "cases in Georgia and Alabama": ["Georgia=USA/georgia", "Alabama=USA/alabama"],
    "cases in Georgia and Armenia": ["Georgia=GEO", "Armenia=ARM"],
    "the state of Georgia": ["state of Georgia=USA/georgia"],
    "cases in Congo": ["Congo=COG|COD?"],
    "in Washington": ["Washington=USA/district-of-columbia|USA/washington?"],
    "Washington State": ["Washington State=USA/washington"],
  });

  it("returns every Orange County", () => {
    const [match] = findAreas("Orange County");
    expect(match?.areas.map(({ id }) => id)).toContain("USA/california/orange");
    expect(match?.areas.map(({ id }) => id)).toContain("USA/florida/orange");
    expect(match?.sure).toBe(false);
    expect(found("Orange County, California")[0]).toBe("Orange County=USA/california/orange");
  });

  it("returns every place of a dataset with the name", () => {
    const town = (id: string, parent: string): Area => ({
      id,
      level: "adm3",
      name: "Springfield",
      parent,
      aliases: [],
      codes: {},
    });
    const index = buildPlaceIndex([
      town("USA/illinois/springfield", "USA/illinois"),
      town("USA/ohio/springfield", "USA/ohio"),
    ]);
    expect(index.lookup("SPRINGFIELD").length).toBe(2);
    expect(findAreas("shelters in Springfield", index)[0]).toMatchObject({ sure: false });
  });
});

describe("words that are no places", () => {
  findings({
    "tell us about power in the lake": [],
    "Florida Power & Light": ["Florida=USA/florida"],
    "Delta variant in India": ["India=IND"],
    "IN OR ME OK": [],
    "union of grant and price": [],
    "who may be in need": [],
  });
});

describe("any text", () => {
  it("gives matches in order, inside the text, with at least one area", () => {
    const words = fc.constantFrom(
      "Georgia",
      "US",
      "county",
      "of",
      ",",
      "St.",
      "the",
      "Lee",
      "🌍",
      "\u202eItaly",
      "'; DROP TABLE",
      "<b>Chad</b>",
      "and",
    );
    const texts = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.array(words, { maxLength: 40 }).map((list) => list.join(" ")),
    );
    fc.assert(
      fc.property(texts, (text) => {
        let free = 0;
        for (const { start, end, areas, text: name } of findAreas(text)) {
          expect(start).toBeGreaterThanOrEqual(free);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(name).toBe(text.slice(start, end));
          expect(areas.length).toBeGreaterThan(0);
          free = end;
        }
      }),
      { numRuns: 300 },
    );
  });

  it("stays quick: a question far below a millisecond, 10,000 characters in a few", () => {
    gazetteerIndex();
    const question = "How many customers in Lee County, Florida were without power on 29 September 2022? ";
    const time = (work: () => void): number => {
      work();
      const began = performance.now();
      work();
      return performance.now() - began;
    };
    expect(time(() => findAreas(question))).toBeLessThan(10);
    expect(time(() => findAreas(question.repeat(120).slice(0, 10_000)))).toBeLessThan(500);
  });
});
