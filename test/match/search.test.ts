import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Dataset, datasetSchema } from "../../shared/catalogue/dataset.ts";
import { collectionOf } from "../../shared/match/search/collection.ts";
import { searchText } from "../../shared/match/search/search-text.ts";
import { buildSegment } from "../../shared/match/search/segment.ts";
import { crisisThesaurus } from "../../shared/match/search/thesaurus.ts";
import { tokens } from "../../shared/match/search/tokens.ts";
import { partsOf } from "../../shared/match/search/understand.ts";
import { issueOf } from "../../shared/match/search/vintages.ts";
import { searchCatalogue } from "../../shared/match/search.ts";

const collected = (...parts: readonly (readonly Dataset[])[]) =>
  collectionOf(parts.map((part) => buildSegment(part.map(searchText))));
const entry = (id: string, title: string, more: Partial<Dataset> = {}): Dataset =>
  datasetSchema.parse({
    schema: "askline/dataset/1",
    id,
    title,
    description: "",
    publisher: { name: "Agency" },
    ...more,
  });

const CATALOGUE = [
  entry("pharmacies", "Pharmacies"),
  entry("dialysis", "Kidney Dialysis Centers"),
  entry("routes", "Hurricane Evacuation Routes"),
  entry("stocks", "Petroleum Data: Stocks", {
    description: "Weekly stocks of motor gasoline and distillate fuel oil.",
  }),
  entry("stalks", "Plant stalks of maize"),
  entry("broadband-2019", "Fixed Broadband Deployment: December 2019"),
  entry("broadband-2021", "Fixed Broadband Deployment: December 2021"),
  entry("tsunami", "Historical Tsunami Event Locations with Runups"),
  entry("gdp", "Gross domestic product", {
    spatial: { text: "countries of the world" },
    columns: ["country", "date", "value"].map((name) => ({ name, type: "any", role: "attribute" as const })),
  }),
];
const index = collected(CATALOGUE);
const first = (text: string) => searchCatalogue(text, index, { limit: 5 })[0]?.dataset;
const ids = (text: string) => searchCatalogue(text, index, { limit: 20 }).map((hit) => hit.dataset);

describe("what a question is understood to ask for", () => {
  const labels = (text: string) => partsOf(text, crisisThesaurus()).map((part) => part.label);

  it("drops question words, politeness, times and comparisons", () => {
    expect(labels("Could you please tell me how many hospitals there were last week?")).toEqual([
      "hospitals",
    ]);
  });

  it("keeps expressions of several words together, also where they overlap", () => {
    expect(labels("Which mobile phone masts are in the flood zone?")).toEqual([
      "mobile phone masts",
      "flood zone",
    ]);
  });

  it("weighs the occasion less than the matter", () => {
    const [ports, harbour] = partsOf(
      "Which ports are free if the harbour is closed?",
      crisisThesaurus(),
    ).filter((part) => part.label === "ports" || part.label === "harbour");
    expect(ports?.weight).toBeGreaterThan(harbour?.weight ?? 1);
  });

  it("a text of nothing but question words asks for nothing", () => {
    expect(labels("How many of them were there, and when?")).toEqual([]);
    expect(searchCatalogue("How many?", index, { limit: 5 })).toEqual([]);
  });
});

describe("search", () => {
  it("finds what is called otherwise: everyday words, British and American", () => {
    expect(first("Where are the chemists?")).toBe("pharmacies");
    expect(first("How much petrol do we hold in storage?")).toBe("stocks");
    expect(first("Which way out before the cyclone?")).toBe("routes");
    expect(first("Where did giant sea waves strike?")).toBe("tsunami");
  });

  it("forgives misspelt words, but takes no word for another that is right", () => {
    expect(first("dialisys")).toBe("dialysis");
    expect(first("tsunmai")).toBe("tsunami");
    expect(first("stalks")).toBe("stalks");
  });

  it("puts the newest issue of a series first", () => {
    expect(ids("Who has fast internet?").slice(0, 2)).toEqual(["broadband-2021", "broadband-2019"]);
    expect(issueOf("Area Table June 2021 Status V1")).toBeGreaterThan(issueOf("Area Table December 2020"));
    expect(issueOf("Pharmacies")).toBe(0);
  });

  it("says which of its words an entry was found by", () => {
    expect(searchCatalogue("dialysis centres and chemists", index, { limit: 1 })[0]?.why).toMatch(
      /dialysis|chemists/,
    );
  });

  it("says of a question on something else entirely that nothing fits", () => {
    const hits = searchCatalogue("beehives lost to frost", index, { limit: 5 });
    expect(hits.every((hit) => hit.fit !== "good")).toBe(true);
  });

  it("searches a whole page of text by its weightiest parts, without delay", () => {
    const page = Array.from({ length: 1500 }, (_, n) => `word${n} flood hospital`).join(" ");
    expect(partsOf(page, crisisThesaurus()).length).toBeLessThanOrEqual(40);
    expect(ids(page)).toEqual(expect.any(Array));
  });

  it("is the same for the same input, and takes any text without harm", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (text) => {
        expect(searchCatalogue(text, index, { limit: 5 })).toEqual(
          searchCatalogue(text, index, { limit: 5 }),
        );
      }),
      { numRuns: 100 },
    );
    expect(ids("constructor __proto__ toString <script>alert(1)</script>")).toEqual(expect.any(Array));
  });
});

describe("words", () => {
  it("meet in one stem whatever their spelling and number", () => {
    expect(tokens("harbours colour organisation")).toEqual(tokens("harbor COLORS organizations"));
    expect(tokens("Children's centres")).toEqual(tokens("child center"));
    expect(tokens("Côte d'Ivoire")).toEqual(tokens("cote d ivoire"));
  });
});

describe("several catalogues searched as one", () => {
  const titles = fc.array(fc.constantFrom("flood", "storm", "hospital", "school", "fire", "water"), {
    minLength: 1,
    maxLength: 4,
  });
  const parts = fc.array(
    fc.uniqueArray(fc.record({ id: fc.constantFrom("a", "b", "c", "d", "e"), words: titles }), {
      selector: ({ id }) => id,
      maxLength: 5,
    }),
    { maxLength: 5 },
  );
  const question = "flood storm hospital school fire water";

  it("find each entry once, as the last of them has it", () => {
    fc.assert(
      fc.property(parts, (all) => {
        const made = all.map((part) => part.map(({ id, words }) => entry(id, words.join(" "))));
        const last = new Map(made.flat().map((one) => [one.id, one]));
        const several = collected(...made);
        expect(several.size).toBe(last.size);
        const found = (collection: typeof several) =>
          searchCatalogue(question, collection, { limit: 20 })
            .map(({ dataset, title }) => `${dataset} ${title}`)
            .sort();
        expect(found(several)).toEqual(found(collected([...last.values()])));
      }),
      { numRuns: 60 },
    );
  });
});
