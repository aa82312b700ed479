import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rolesFor } from "../../shared/catalogue/corrected-columns.ts";
import {
  applyCorrections,
  type Corrections,
  correctionsOf,
  correctionsSchema,
  mergeCorrections,
} from "../../shared/catalogue/corrections.ts";
import { type Dataset, datasetSchema } from "../../shared/catalogue/dataset.ts";

const table: Dataset = datasetSchema.parse({
  schema: "askline/dataset/1",
  id: "cholera",
  title: "Cholera by district",
  description: "Cases by district and week.",
  publisher: { name: "Ministry" },
  steward: { name: "Ana" },
  columns: [
    { name: "week", type: "DATE", role: "time", time: { storedAs: "date", grain: "day" } },
    { name: "district", type: "VARCHAR", role: "place", level: "adm1", codeSystem: "names" },
    { name: "cases", type: "INTEGER", role: "measure", unit: "people" },
    { name: "zone", type: "INTEGER", role: "attribute" },
  ],
  measures: [
    {
      id: "cases",
      label: "cases",
      column: "cases",
      concept: "cases",
      unit: "people",
      behaviour: "cumulative",
    },
  ],
  placeValues: { district: [{ value: "North", area: "HTI/nord" }] },
});

const corrected = (corrections: Corrections, lenient = false): Dataset => {
  const result = applyCorrections(table, corrections, lenient);
  if (!result.ok) throw new Error(`${result.problem.message} ${result.problem.detail ?? ""}`);
  return result.value;
};

describe("corrections of an entry", () => {
  it("take out what is null and leave alone what is not named", () => {
    const made = corrected({ title: "Cholera", steward: null });
    expect(made).toMatchObject({ title: "Cholera", description: table.description, columns: table.columns });
    expect(made.steward).toBeUndefined();
  });

  it("set how a measure adds up and the length of a period", () => {
    const made = corrected({
      measures: { cases: { behaviour: "flow", subject: "cholera" } },
      columns: { week: { grain: "week" } },
    });
    expect(made.measures).toMatchObject([{ behaviour: "flow", subject: "cholera", unit: "people" }]);
    expect(made.columns[0]?.time).toEqual({ storedAs: "date", grain: "week" });
    expect(made.temporalResolution).toBe("week");
  });

  it("drop the measures of a column that measures nothing, and the areas of one that is no place", () => {
    const made = corrected({ columns: { cases: { role: "attribute" }, district: { role: "dimension" } } });
    expect(made.measures).toEqual([]);
    expect(made.placeValues).toEqual({});
    expect(made.columns[1]).toEqual({
      name: "district",
      type: "VARCHAR",
      role: "dimension",
      dimension: "district",
    });
  });

  it("make a column of numbers a measure only when it is said what it counts", () => {
    const role = { columns: { zone: { role: "measure" as const } } };
    expect(applyCorrections(table, role)).toMatchObject({ ok: false, problem: { code: "bad-input" } });
    const newMeasures = [{ column: "zone", concept: "wells", unit: "wells", behaviour: "stock" as const }];
    expect(corrected({ ...role, newMeasures }).measures.map(({ column }) => column)).toEqual([
      "cases",
      "zone",
    ]);
  });

  it("refuse roles the values do not allow, and columns that are not there", () => {
    for (const columns of [
      { district: { role: "measure" as const } },
      { zone: { role: "place" as const } },
      { nowhere: { unit: "people" } },
    ])
      expect(applyCorrections(table, { columns })).toMatchObject({ ok: false });
    expect(corrected({ columns: { nowhere: { unit: "people" } } }, true).columns).toEqual(table.columns);
  });

  it("refuse what the form of the catalogue does not know", () => {
    for (const wrong of [
      { title: " " },
      { smallestCell: 0 },
      { access: "secret" },
      { measures: { cases: { concept: "Not a slug" } } },
      { id: "another" },
      { columns: { week: { grain: "fortnight" } } },
    ])
      expect(correctionsSchema.safeParse(wrong).success).toBe(false);
  });

  it("are kept with the entry, so that the same made anew is corrected the same way", () => {
    const once = corrected({ title: "A", measures: { cases: { unit: "patients" } } });
    const twice = applyCorrections(once, { measures: { cases: { behaviour: "flow" } } });
    if (!twice.ok) throw new Error(twice.problem.message);
    const again = applyCorrections(table, correctionsOf(twice.value), true);
    expect(again).toEqual(twice);
  });

  it("whatever roles are chosen, never leave a measure without a column that measures", () => {
    const choice = fc.record(
      Object.fromEntries(
        table.columns.map((column) => [
          column.name,
          fc.option(fc.record({ role: fc.constantFrom(...rolesFor(column)) }), { nil: undefined }),
        ]),
      ),
    );
    fc.assert(
      fc.property(choice, (chosen) => {
        const columns = Object.fromEntries(
          Object.entries(chosen).flatMap(([name, part]) => (part ? [[name, part] as const] : [])),
        );
        const made = corrected({ columns }, true);
        const measuring = made.columns.filter(({ role }) => role === "measure").map(({ name }) => name);
        return made.measures.every(({ column }) => column !== null && measuring.includes(column));
      }),
    );
  });

  it("join so that the later word counts, part by part", () => {
    expect(
      mergeCorrections(
        { title: "A", columns: { week: { unit: "weeks", grain: "day" } } },
        { columns: { week: { grain: "week" } } },
      ),
    ).toEqual({ title: "A", columns: { week: { unit: "weeks", grain: "week" } } });
  });
});
