import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { areaIdSchema } from "../../shared/places/area.ts";
import { gazetteer } from "../../shared/places/gazetteer.ts";
import { areaSlug, placeKey, placeStem } from "../../shared/places/place-name.ts";
import {
  areaOfValue,
  isAggregate,
  resolvePlaceValue,
  splitQualifiedPlace,
} from "../../shared/places/resolve-value.ts";

const country = (value: string) => resolvePlaceValue(value, { level: "country" });

describe("country values", () => {
  it("are known by the names that sources use", () => {
    const names: Readonly<Record<string, readonly string[]>> = {
      USA: [
        "US",
        "United States",
        "USA",
        "United States of America",
        "UNITED STATES",
        "États-Unis d’Amérique",
      ],
      GBR: ["United Kingdom", "UK", "The United Kingdom"],
      KOR: ["Korea, South", "South Korea", "Republic of Korea", "Korea, Rep."],
      PRK: ["DEMOCRATIC PEOPLE'S REPUBLIC OF KOREA", "North Korea"],
      COD: [
        "Congo (Kinshasa)",
        "Democratic Republic of Congo",
        "Democratic Republic Of The Congo",
        "Congo, Dem. Rep.",
      ],
      COG: ["Congo (Brazzaville)", "Republic of Congo", "Congo"],
      CIV: ["Cote d'Ivoire", "CÔTE D'IVOIRE", "Ivory Coast"],
      TWN: ["Taiwan*", "Taiwan"],
      MMR: ["Burma", "Myanmar"],
      PSE: ["West Bank and Gaza", "Palestine"],
      XKX: ["Kosovo", "XKX"],
      LCA: ["Saint Lucia", "St. Lucia"],
      BIH: ["Bosnia And Herzegovina", "Bosnia & Herzegovina"],
      TUR: ["Turkey", "Türkiye", "TUR"],
      SUN: ["Soviet Union", "USSR"],
      ITA: ["Italy", "Italie", "IT", " italy "],
    };
    for (const [id, spellings] of Object.entries(names)) {
      for (const spelling of spellings) expect(country(spelling), spelling).toBe(id);
    }
  });

  it("that are groups become regions", () => {
    expect(country("Africa")).toBe("region/africa");
    expect(country("Sub-Saharan Africa (IDA & IBRD)")).toMatch(/^region\//);
    expect(country("High income")).toBe("region/high-income");
    expect(country("World")).toBe("world");
    expect(resolvePlaceValue("WHO African Region", { level: "region" })).toBe("region/who-africa");
    expect(resolvePlaceValue("EURO", { level: "region" })).toBe("region/who-europe");
  });

  it("that name no place are none", () => {
    for (const value of [
      "",
      " ",
      "Diamond Princess",
      "MS Zaandam",
      "Summer Olympics 2020",
      "Unknown",
      "Atlantis",
      "???",
    ]) {
      expect(country(value), value).toBeNull();
    }
  });

  it("that are a second series of a country are told apart", () => {
    expect(country("Italy, people tested")).toBeNull();
    expect(splitQualifiedPlace("Italy, people tested")).toEqual({ area: "ITA", qualifier: "people tested" });
    expect(splitQualifiedPlace("Korea, South")).toBeNull();
  });

  it("of nations inside a country are its parts", () => {
    expect(country("Scotland")).toBe("GBR/scotland");
    expect(country("England & Wales")).toBe("GBR/england-and-wales");
  });
});

describe("subnational values", () => {
  it("are found by code", () => {
    expect(resolvePlaceValue("FL", { level: "adm1", codeSystem: "usps" })).toBe("USA/florida");
    expect(resolvePlaceValue("12086.0", { level: "adm2", codeSystem: "fips" })).toBe(
      "USA/florida/miami-dade",
    );
    expect(resolvePlaceValue(1053, { level: "adm2", codeSystem: "fips" })).toBe("USA/alabama/escambia");
    expect(resolvePlaceValue("12", { level: "adm1", codeSystem: "fips" })).toBe("USA/florida");
    expect(resolvePlaceValue("US-TX", { level: "adm1" })).toBe("USA/texas");
    expect(resolvePlaceValue("NA", { level: "country", codeSystem: "iso2" })).toBe("NAM");
  });

  it("are found by name below their parent, however written", () => {
    const florida = { level: "adm2", within: "USA/florida" } as const;
    for (const [value, id] of [
      ["De Soto", "desoto"],
      ["DeSoto County", "desoto"],
      ["St Johns", "st-johns"],
      ["ST. JOHNS", "st-johns"],
      ["Miami-Dade, Florida", "miami-dade"],
    ] as const) {
      expect(resolvePlaceValue(value, florida), value).toBe(`USA/florida/${id}`);
    }
    expect(resolvePlaceValue("Humboldt County", { level: "adm2", within: "USA/california" })).toBe(
      "USA/california/humboldt",
    );
    expect(resolvePlaceValue("Richmond City", { level: "adm2", within: "USA/virginia" })).toBe(
      "USA/virginia/richmond-city",
    );
    expect(resolvePlaceValue("Richmond", { level: "adm2", within: "USA/virginia" })).toBe(
      "USA/virginia/richmond",
    );
    expect(resolvePlaceValue("Lombardy", { level: "adm1", within: "ITA" })).toBe("ITA/lombardia");
  });

  it("that the gazetteer does not have get an id below their parent", () => {
    expect(resolvePlaceValue("Guéckédou", { level: "adm1", within: "GIN" })).toBe("GIN/gueckedou");
    expect(resolvePlaceValue("北京", { level: "adm2", within: "CHN" })).toBe("CHN/u5317-4eac");
    expect(areaOfValue("Guéckédou", "GIN/gueckedou", "adm1", "GIN")).toMatchObject({
      name: "Guéckédou",
      parent: "GIN",
      level: "adm1",
    });
    expect(resolvePlaceValue("Gueckedou", { level: "adm1" })).toBeNull();
  });

  it("that are totals are the parent itself", () => {
    expect(resolvePlaceValue("National", { level: "adm1", within: "LBR" })).toBe("LBR");
    expect(isAggregate("Totals")).toBe(true);
  });

  it("without a parent are found when only one place has the name", () => {
    expect(resolvePlaceValue("Hubei", { level: "adm1" })).toBe("CHN/hubei");
    expect(resolvePlaceValue("Limburg", { level: "adm1" })).toBeNull();
  });
});

describe("aggregates", () => {
  it("stand beside their own parts", () => {
    for (const value of [
      "World",
      "Africa",
      "European Union",
      "Low & middle income",
      "IDA total",
      "England & Wales",
    ]) {
      expect(isAggregate(value), value).toBe(true);
    }
    for (const value of [
      "Italy",
      "South Africa",
      "Central African Republic",
      "Georgia",
      "Wales",
      "Cook Islands",
    ]) {
      expect(isAggregate(value), value).toBe(false);
    }
  });
});

describe("names", () => {
  it("fold case, accents, punctuation, “the”, “&” and “Saint”", () => {
    expect(placeKey("The Gambia")).toBe("gambia");
    expect(placeKey("Saint-Barthélemy")).toBe(placeKey("St. Barthelemy"));
    expect(placeStem("Province of De Soto")).toBe(placeStem("DeSoto County"));
    expect(areaSlug("Val-d'Oise")).toBe("val-doise");
  });

  it("always give a slug that fits into an area id, and a value never throws", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (name) => {
        expect(areaIdSchema.safeParse(`ITA/${areaSlug(name)}`).success).toBe(true);
        const id = resolvePlaceValue(name, { level: "adm2", within: "ITA/lazio" });
        if (id !== null) expect(areaIdSchema.safeParse(id).success).toBe(true);
      }),
    );
  });

  it("of every area lead back to it, or to the one that shares its name", () => {
    for (const area of gazetteer().areas) {
      if (area.level !== "adm1" && area.level !== "adm2") continue;
      const id = resolvePlaceValue(area.name, { level: area.level, within: area.parent ?? undefined });
      expect(gazetteer().byId.get(id ?? "")?.parent, area.id).toBe(area.parent);
    }
  });
});

const reference = "../shared/data/location-reference-jhu/data.csv.gz";
describe.skipIf(!existsSync(reference))("the JHU location list", () => {
  it("has no country that is not known, but ships and games", () => {
    const rows = gunzipSync(readFileSync(reference)).toString("utf8").split("\n").slice(1);
    const unknown = new Set<string>();
    for (const row of rows) {
      const cells =
        row.match(/("[^"]*"|[^,]*)(,|$)/g)?.map((cell) => cell.replace(/,$/, "").replace(/^"|"$/g, "")) ?? [];
      const [name, iso3] = [cells[7], cells[2]];
      if (!name || cells[5] || cells[6]) continue;
      if (country(name) === null) unknown.add(name);
      else if (iso3) expect(country(name), name).toBe(country(iso3));
    }
    expect([...unknown].sort()).toEqual([
      "Diamond Princess",
      "MS Zaandam",
      "Summer Olympics 2020",
      "Winter Olympics 2022",
    ]);
  });
});
