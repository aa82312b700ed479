import { describe, expect, it } from "vitest";
import { type Dataset, datasetSchema } from "../../shared/catalogue/dataset.ts";
import { type RivalsAsk, rivalsOf } from "../../shared/sources/rivals.ts";
import { builtInVocabulary } from "../../shared/vocabulary/built-in.ts";

const vocabulary = builtInVocabulary();
const source = (id: string, claims: Dataset["authoritativeFor"] = []): Dataset =>
  datasetSchema.parse({
    schema: "askline/dataset/1",
    id,
    title: id,
    description: "",
    publisher: { name: "test" },
    authoritativeFor: claims,
    measures: [{ id: "d", label: "d", column: "d", concept: "deaths", unit: "people", behaviour: "flow" }],
  });
const pairs = (datasets: readonly Dataset[], ask: Omit<RivalsAsk, "thing"> = {}): string[] =>
  rivalsOf(datasets, { thing: { concept: "deaths", subject: null }, ...ask }, vocabulary).map(
    ({ datasets: [one, other], area, isDesignated }) =>
      `${one.id}${isDesignated ? "!" : ""} ${other.id}${area === null ? "" : ` in ${area}`}`,
  );

describe("which sources are held against which", () => {
  const lombardy = { concept: "deaths", area: "ITA/lombardia" };
  it("is each against the designated one, in every place that has one of its own too", () => {
    const all = [source("c"), source("b", [lombardy]), source("a", [{ concept: "deaths" }])];
    expect(pairs(all)).toEqual(["a! b", "a! c", "b! a in ITA/lombardia", "b! c in ITA/lombardia"]);
    expect(pairs(all, { of: "c" })).toEqual(["a! c", "b! c in ITA/lombardia"]);
    expect(pairs(all, { area: "ITA/lombardia" })).toEqual(["b! a in ITA/lombardia", "b! c in ITA/lombardia"]);
    expect(pairs(all, { area: "ITA" })).toEqual(["a! b in ITA", "a! c in ITA"]);
  });

  it("is all against all where nobody is designated, or several are", () => {
    expect(pairs([source("b"), source("a"), source("c")])).toEqual(["a b", "a c", "b c"]);
    const both = [source("a", [{ concept: "deaths" }]), source("b", [{ concept: "deaths" }])];
    expect(pairs(both)).toEqual(["a b"]);
  });

  it("is never more than anybody reads", () => {
    expect(pairs(Array.from({ length: 30 }, (_, at) => source(`s${at}`)))).toHaveLength(40);
    expect(pairs([source("alone")])).toEqual([]);
  });
});
