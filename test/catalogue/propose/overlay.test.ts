import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { applyOverlay, overlaySchema } from "../../../shared/catalogue/propose/overlay.ts";
import { bundled, entry, ROOT } from "../bundled-datasets.ts";
import { measureOf } from "./proposed.ts";

const overlay = (parts: object) => overlaySchema.parse({ id: "covid19-jhu-country-daily", ...parts });
const applied = (parts: object) => {
  const result = applyOverlay(entry("covid19-jhu-country-daily"), overlay(parts));
  if (!result.ok) throw new Error(result.problem.message);
  return { dataset: result.value };
};

describe("what people know is merged over what rules read", () => {
  it("an empty overlay changes nothing, for every bundled table", () => {
    for (const dataset of bundled.values())
      expect(applyOverlay(dataset, overlay({}))).toEqual({ ok: true, value: dataset });
  });

  it("changes only the parts it names", () => {
    const { dataset } = applied({ measures: { deaths: { label: "people who died", subject: null } } });
    const { subject: _subject, ...before } = measureOf(
      { dataset: entry("covid19-jhu-country-daily") },
      "Deaths",
    );
    expect(measureOf({ dataset }, "Deaths")).toEqual({ ...before, label: "people who died" });
    expect(measureOf({ dataset }, "Confirmed")).toEqual(
      measureOf({ dataset: entry("covid19-jhu-country-daily") }, "Confirmed"),
    );
  });

  it("drops a measure, adds one, and lets a person say which is preferred", () => {
    const extra = {
      id: "rows",
      label: "rows",
      column: null,
      concept: "cases",
      subject: "covid-19",
      unit: "rows",
      behaviour: "event",
    };
    const { dataset } = applied({
      measures: { recovered: null, confirmed: { preferred: false } },
      addMeasures: [extra],
    });
    expect(dataset.measures.map((one) => [one.id, one.preferred])).toEqual([
      ["confirmed", false],
      ["deaths", true],
      ["rows", true],
    ]);
  });

  it("adds to notes and breaks, and corrects single place values", () => {
    const before = entry("covid19-jhu-country-daily");
    const { dataset } = applied({
      entry: { notes: ["One more."] },
      placeValues: { Country: { "Diamond Princess": { area: "JPN" }, Nowhere: { area: null } } },
    });
    expect(dataset.notes).toEqual([...before.notes, "One more."]);
    expect(dataset.placeValues.Country?.find((value) => value.value === "Diamond Princess")?.area).toBe(
      "JPN",
    );
    expect(dataset.placeValues.Country).toHaveLength(before.placeValues.Country?.length ?? 0);
  });

  it("fails when it names a column or measure that is not there", () => {
    const result = applyOverlay(
      entry("covid19-jhu-country-daily"),
      overlay({ columns: { Cured: { role: "measure" } }, measures: { cured: { unit: "people" } } }),
    );
    expect(result).toMatchObject({ ok: false, problem: { code: "bad-input" } });
    expect(!result.ok && result.problem.message).toContain('column "Cured", measure "cured"');
  });
});

describe("the hand-written parts", () => {
  const folder = join(ROOT, "fixtures", "descriptions");
  it.each(readdirSync(folder))(
    "%s has the form of an overlay, is named for its table and says why",
    (name) => {
      const read = overlaySchema.parse(JSON.parse(readFileSync(join(folder, name), "utf8")));
      expect(`${read.id}.json`).toBe(name);
      expect(read.because.length).toBeGreaterThan(0);
    },
  );
});
