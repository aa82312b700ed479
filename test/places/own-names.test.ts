import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Dataset } from "../../shared/catalogue/dataset.ts";
import { datasetSchema } from "../../shared/catalogue/dataset.ts";
import { areasWithOwnNames, withOwnPlaces } from "../../shared/catalogue/own-places.ts";
import {
  namesAsCsv,
  namesFromCsv,
  type OwnName,
  withName,
  withoutName,
} from "../../shared/places/own-names.ts";

const named = (name: string, area: string, dataset: string | null = null): OwnName => ({
  name,
  area,
  dataset,
});

describe("a workspace's own names of places", () => {
  it("are one name whatever the case, accents, spaces and marks", () => {
    const first = withName([], named("Nzérékoré", "GIN/nzerekore"));
    const again = withName(first, named("NZEREKORE", "GIN/nzerekore-city"));
    expect(again).toEqual([named("NZEREKORE", "GIN/nzerekore-city")]);
    expect(withoutName(again, { name: "nzérékoré", dataset: null })).toEqual([]);
    expect(withoutName(again, { name: "nzérékoré", dataset: "cases" })).toEqual(again);
  });

  it("in other scripts are names of their own", () => {
    const names = ["კახეთი", "კახეთის მხარე", "Кахети"].reduce<OwnName[]>(
      (all, name) => withName(all, named(name, "GEO/kakheti")),
      [],
    );
    expect(names).toHaveLength(3);
  });

  it("are written as CSV and read again as they were", () => {
    const text = fc
      .string({ minLength: 1, unit: "grapheme" })
      .filter((one) => one.trim() === one && one !== "");
    const one = fc.record({
      name: text,
      area: fc.constant("ITA/lazio"),
      dataset: fc.option(fc.constant("cases")),
    });
    fc.assert(
      fc.property(fc.array(one), (names) => {
        expect(namesFromCsv(namesAsCsv(names))).toEqual({ ok: true, value: names });
      }),
      { numRuns: 300 },
    );
  });

  it("of a file without the columns, or with a line that is none, are not taken at all", () => {
    expect(namesFromCsv("place;code\nA;B")).toMatchObject({ ok: false, problem: { code: "bad-input" } });
    const half = namesFromCsv("name,area\nRoma,ITA/lazio\n,ITA/lazio\nLatium,not an area!\n");
    expect(half).toMatchObject({
      ok: false,
      problem: { message: expect.stringMatching(/^Lines 3, 4 have/) },
    });
    expect(namesFromCsv("")).toMatchObject({ ok: false });
    expect(namesFromCsv("name,area\n")).toEqual({ ok: true, value: [] });
  });

  it("that a spreadsheet would take for a formula stay text", () => {
    expect(namesAsCsv([named("=1+1", "ITA/lazio")])).toContain('" =1+1"');
  });
});

describe("tables read with them", () => {
  const dataset = (values: Dataset["placeValues"][string]): Dataset =>
    datasetSchema.parse({
      schema: "askline/dataset/1",
      id: "cases",
      title: "Cases",
      description: "",
      publisher: { name: "Ministry" },
      licence: { text: "" },
      columns: [],
      measures: [],
      placeValues: { district: values },
    });
  const areaIn = (one: Dataset): unknown => one.placeValues.district?.map(({ area }) => area);

  it("know a name that meant nothing, in every table of its country", () => {
    const table = dataset([{ value: "N'Zérékoré Pref", area: null, within: ["Guinea"] }]);
    expect(areaIn(withOwnPlaces(table, [named("N'ZEREKORE PREF", "GIN/nzerekore")]))).toEqual([
      "GIN/nzerekore",
    ]);
    const elsewhere = dataset([{ value: "N'Zérékoré Pref", area: null, within: ["Liberia"] }]);
    expect(areaIn(withOwnPlaces(elsewhere, [named("N'ZEREKORE PREF", "GIN/nzerekore")]))).toEqual([null]);
  });

  it("know an area that was only made from its spelling, but leave a known one unless it is said for this table", () => {
    const derived = dataset([{ value: "Beyla Pref", area: "GIN/beyla-pref" }]);
    expect(areaIn(withOwnPlaces(derived, [named("Beyla Pref", "GIN/beyla")]))).toEqual(["GIN/beyla"]);
    const georgia = dataset([{ value: "Georgia", area: "GEO" }]);
    expect(areaIn(withOwnPlaces(georgia, [named("Georgia", "USA/georgia")]))).toEqual(["GEO"]);
    expect(areaIn(withOwnPlaces(georgia, [named("Georgia", "USA/georgia", "cases")]))).toEqual([
      "USA/georgia",
    ]);
    expect(withOwnPlaces(georgia, [named("Georgia", "USA/georgia", "other")])).toBe(georgia);
  });

  it("match nothing by likeness", () => {
    const table = dataset([{ value: "Nzerekor", area: null }]);
    expect(withOwnPlaces(table, [named("Nzerekore", "GIN/nzerekore")])).toBe(table);
  });

  it("are words of questions too", () => {
    const areas = [
      { id: "ITA", level: "country", name: "Italy", parent: "world", aliases: [], codes: {} },
    ] as const;
    expect(
      areasWithOwnNames(
        areas.map((one) => ({ ...one, aliases: [] })),
        [named("Bel Paese", "ITA")],
      )[0]?.aliases,
    ).toEqual(["Bel Paese"]);
  });
});
