import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { datasetSchema } from "../../../shared/catalogue/dataset.ts";
import { propose, type SmallTable } from "./proposed.ts";

const names = fc.oneof(
  fc.constantFrom(
    "country",
    "state",
    "county",
    "date",
    "Year",
    "deaths",
    "cases per 100,000",
    "total_cases",
    "new_cases",
    "variable",
    "value",
    "Cases_Guinea",
    "Cases_Liberia",
    "Cases_Mali",
    "id",
    "Status",
    "__proto__",
    "constructor",
    "",
    " ",
    "日付",
    "<b>x</b>",
    'a"b',
    "iso3",
    "lat",
  ),
  fc.string({ unit: "binary", maxLength: 12 }),
);
const cell = fc.oneof(
  fc.constantFrom<string | number | null>(
    "France",
    "World",
    "Totals",
    "USA",
    "CA",
    "2021-01-01",
    "2021-02-03",
    null,
    0,
    1,
    2021,
    -5,
    0.5,
    1e12,
  ),
  fc.integer(),
  fc.string({ unit: "binary", maxLength: 8 }),
);
const words = fc.oneof(
  fc.constantFrom(
    "cumulative",
    "mixed: New... incremental, Total cumulative",
    "rate",
    "people",
    "#adm1+name",
    "#affected+killed",
    "#date",
    "per cent",
    "1 a, 2 b",
  ),
  fc.string({ maxLength: 10 }),
);

/** Tables of one to four rows with columns of any name and content, and descriptions that say anything of them. */
const tables = fc.integer({ min: 1, max: 4 }).chain((rows) =>
  fc.uniqueArray(fc.tuple(names, fc.array(cell, { minLength: rows, maxLength: rows })), {
    minLength: 1,
    maxLength: 8,
    selector: ([name]) => name,
  }),
);
const descriptions = fc.record(
  {
    title: words,
    crisis: words,
    licence: words,
    granularity: words,
    spatialCoverage: words,
    modified: words,
    caveats: fc.array(words, { maxLength: 3 }),
  },
  { requiredKeys: [] },
);

describe("whatever a table holds and a description says", () => {
  it("an entry comes out that fits its form, with at most one time axis and one place column a level", () => {
    fc.assert(
      fc.property(tables, descriptions, fc.array(words, { maxLength: 4 }), (columns, description, said) => {
        const table: SmallTable = Object.fromEntries(columns);
        const { dataset, evidence } = propose(table, {
          ...description,
          columns: columns.map(([name], at) => ({
            name,
            accumulation: said[at],
            unit: said[at + 1],
            hxl: said[at + 2],
          })),
        });
        expect(datasetSchema.parse(JSON.parse(JSON.stringify(dataset)))).toEqual(dataset);
        expect(dataset.columns.map((column) => column.name).sort()).toEqual(
          columns.map(([name]) => name).sort(),
        );
        expect(dataset.columns.filter((column) => column.role === "time").length).toBeLessThanOrEqual(1);
        const levels = dataset.columns.flatMap((column) => (column.role === "place" ? [column.level] : []));
        expect(new Set(levels).size).toBe(levels.length);
        const ids = dataset.measures.map((measure) => measure.id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const measure of dataset.measures)
          expect(measure.column === null || columns.some(([name]) => name === measure.column)).toBe(true);
        expect(evidence.every((one) => one.text !== "")).toBe(true);
      }),
      { numRuns: 400 },
    );
  });
});
