import { describe, expect, it } from "vitest";
import { entryDifference } from "../../shared/catalogue/difference.ts";
import { bundled, entry } from "./bundled-datasets.ts";

describe("the difference between two versions of an entry", () => {
  it("is nothing between an entry and itself, whatever the order of its parts", () => {
    for (const dataset of bundled.values()) {
      expect(entryDifference(dataset, dataset)).toEqual([]);
      expect(
        entryDifference(dataset, {
          ...dataset,
          columns: [...dataset.columns].reverse(),
          measures: [...dataset.measures].reverse(),
        }),
      ).toEqual([]);
    }
  });

  it("names each part that changed, with both values", () => {
    const before = entry("covid19-jhu-country-daily");
    const after = {
      ...before,
      title: "Another title",
      measures: before.measures.map((measure) =>
        measure.id === "deaths" ? { ...measure, unit: "deaths" } : measure,
      ),
      placeValues: {
        Country: (before.placeValues.Country ?? []).map((value) =>
          value.value === "US" ? { ...value, aggregate: true } : value,
        ),
      },
      licence: undefined,
    };
    expect(
      entryDifference(before, after).map(({ field, before: old, after: now }) => [field, old, now]),
    ).toEqual([
      ...Object.entries(before.licence ?? {})
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([field, value]) => [`licence.${field}`, value, undefined]),
      ["measures.deaths.unit", "people", "deaths"],
      ["placeValues.Country.US.aggregate", undefined, true],
      ["title", before.title, "Another title"],
    ]);
  });

  it("shows a column that came and one that went", () => {
    const before = entry("mpox-2022-country-daily");
    const [first, ...others] = before.columns;
    if (!first) throw new Error("no columns");
    const fields = entryDifference(before, {
      ...before,
      columns: [...others, { ...first, name: "Day" }],
    }).map((change) => change.field);
    expect(fields).toContain("columns.Date.name");
    expect(fields).toContain("columns.Day.name");
  });
});
