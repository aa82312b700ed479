import { describe, expect, it } from "vitest";
import { authorityFor } from "../../shared/catalogue/authority.ts";
import { type Dataset, datasetSchema } from "../../shared/catalogue/dataset.ts";
import { buildCatalogueIndex } from "../../shared/match/catalogue-index.ts";
import { builtInVocabulary } from "../../shared/vocabulary/built-in.ts";

const vocabulary = builtInVocabulary();
const dataset = (id: string, claims: Dataset["authoritativeFor"]): Dataset =>
  datasetSchema.parse({
    schema: "askline/dataset/1",
    id,
    title: id,
    description: "",
    publisher: { name: "Agency" },
    authoritativeFor: claims,
    measures: [
      {
        id: "deaths",
        label: "deaths",
        column: "Deaths",
        concept: "deaths",
        unit: "people",
        behaviour: "flow",
      },
    ],
  });

const world = dataset("world", [{ concept: "deaths" }]);
const italy = dataset("italy", [{ concept: "deaths", area: "ITA" }]);
const copy = dataset("copy", []);
const all = [world, italy, copy];

describe("the designated source", () => {
  const source = (area?: string) => authorityFor(all, { concept: "deaths", area }, vocabulary).designated?.id;

  it("of a country and its parts is its own, elsewhere the one for all places", () => {
    expect(source("ITA")).toBe("italy");
    expect(source("ITA/lombardia")).toBe("italy");
    expect(source("FRA")).toBe("world");
    expect(source()).toBe("world");
  });

  it("has competitors, which the designated one is not", () => {
    const { competing } = authorityFor(all, { concept: "deaths", area: "ITA" }, vocabulary);
    expect(competing.map(({ id }) => id)).toEqual(["world", "copy"]);
  });

  it("is disputed where two claim the same place with equal right", () => {
    const rival = dataset("rival", [{ concept: "deaths", area: "ITA" }]);
    const { designated, disputed } = authorityFor(
      [...all, rival],
      { concept: "deaths", area: "ITA" },
      vocabulary,
    );
    expect(designated).toBeNull();
    expect(disputed.map(({ id }) => id)).toEqual(["italy", "rival"]);
  });

  it("of several places is the one they share, else the one for all places", () => {
    const { authorityOf } = buildCatalogueIndex(all, vocabulary);
    const of = (...areas: string[]) =>
      authorityOf({ concept: "deaths", subject: undefined }, areas).designated?.id;
    expect(of("ITA/lombardia", "ITA/veneto")).toBe("italy");
    expect(of("ITA", "FRA")).toBe("world");
    expect(of()).toBe("world");
  });
});
